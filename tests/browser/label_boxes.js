// Every label on screen, of HTML and of charts, that is cut off or lies over another one, and every row whose link misses a click;
// as sentences.
() => {
  const EDGE = 2, SKIPPED = '[data-testid=stIconMaterial], .o-icon, [aria-hidden=true], .glideDataEditor, [data-testid=stSkeleton], style, script, title, [data-testid=stSidebar][aria-expanded=false]'
  const about = text => (text.length > 40 ? text.slice(0, 40) + '…' : text).replace(/\s+/g, ' ').trim()
  const isSeen = element => element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })
  const scrolls = style => /auto|scroll/.test(style)
  const hides = style => /hidden|clip/.test(style)

  // Boxes are four corners, drawn in from above and below: what lies between is where letters are.
  const cornersOf = ({ left, top, right, bottom }) => {
    const in_ = (bottom - top) / 4
    return [[left, top + in_], [right, top + in_], [right, bottom - in_], [left, bottom - in_]]
  }
  const svgCorners = text => {
    const box = text.getBBox(), matrix = text.getScreenCTM(), in_ = box.height / 4
    const at = (x, y) => { const point = new DOMPoint(x, y).matrixTransform(matrix); return [point.x, point.y] }
    return [at(box.x, box.y + in_), at(box.x + box.width, box.y + in_), at(box.x + box.width, box.y + box.height - in_), at(box.x, box.y + box.height - in_)]
  }
  const overlap = (one, other) => {
    let least = Infinity
    for (const corners of [one, other])
      for (const [from, to] of [[0, 1], [1, 2]]) {
        const x = corners[to][1] - corners[from][1], y = corners[from][0] - corners[to][0], length = Math.hypot(x, y)
        if (!length) return 0
        const [a, b] = [one, other].map(all => all.map(point => (point[0] * x + point[1] * y) / length))
        least = Math.min(least, Math.min(Math.max(...a), Math.max(...b)) - Math.max(Math.min(...a), Math.min(...b)))
      }
    return least
  }

  // What of a box its ancestors hide; what can be scrolled to is not hidden, and what scrolling hides now is left out.
  const lostIn = (element, box) => {
    for (let up = element; up && up !== document.documentElement; up = up.parentElement) {
      const style = getComputedStyle(up), own = up.getBoundingClientRect()
      if (style.webkitLineClamp !== 'none' && style.webkitLineClamp !== '') return 0
      const across = Math.max(own.left - box.left, box.right - own.right), down = Math.max(own.top - box.top, box.bottom - own.bottom)
      if (hides(style.overflowX) && own.width > 1 && across > EDGE) return across
      if (hides(style.overflowY) && own.height > 1 && down > (box.bottom - box.top) / 4 + EDGE) return down
      if ((scrolls(style.overflowX) && across > 0) || (scrolls(style.overflowY) && down > 0)) return up.matches('[data-testid=stMain]') && across > EDGE ? across : 0
    }
    return Math.max(-box.left, box.right - innerWidth) > EDGE ? Math.max(-box.left, box.right - innerWidth) : 0
  }

  // Whether a line is there for screen readers alone, behind the last line of a clamp, or in the menu that a phone folds away.
  const isAside = (element, box) => {
    if (innerWidth < 768 && element.closest('[data-testid=stSidebar]')) return true
    for (let up = element; up && up !== document.body; up = up.parentElement) {
      const style = getComputedStyle(up), own = up.getBoundingClientRect()
      if (style.clipPath !== 'none' && own.width <= 1) return true
      if (!['none', ''].includes(style.webkitLineClamp) && box.top >= own.bottom - EDGE) return true
    }
    return false
  }

  const found = [], labels = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement, text = node.textContent.trim()
    if (!text || element.closest('svg') || element.closest(SKIPPED) || !isSeen(element)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const box of range.getClientRects()) {
      if (box.width < 2 || box.height < 2 || isAside(element, box)) continue
      const lost = lostIn(element, box)
      if (lost) found.push(`cut off by ${Math.round(lost)} px: ${about(text)}`)
      labels.push({ text: about(text), element, corners: cornersOf(box) })
    }
  }
  for (const field of document.querySelectorAll('input:not([type=file]), textarea')) {
    if (isSeen(field) && field.value && field.scrollWidth > field.clientWidth + 1) found.push(`cut off in a field: ${field.value}`)
  }
  for (const chart of document.querySelectorAll('[data-testid=stVegaLiteChart] svg')) {
    const frame = chart.getBoundingClientRect(), drawn = new Set()
    for (const text of chart.querySelectorAll('text')) {
      const said = text.textContent.trim(), box = text.getBoundingClientRect()
      const place = `${said} ${Math.round(box.left)} ${Math.round(box.top)}`
      if (!said || !box.width || !isSeen(text) || getComputedStyle(text).opacity === '0' || drawn.has(place)) continue
      drawn.add(place)
      const lost = Math.max(frame.left - box.left, box.right - frame.right, frame.top - box.top - box.height / 4, box.bottom - box.height / 4 - frame.bottom)
      if (lost > EDGE) found.push(`cut off by ${Math.round(lost)} px at a chart's edge: ${about(said)}`)
      else if (lostIn(chart.parentElement, box)) found.push(`cut off beside a chart: ${about(said)}`)
      labels.push({ text: about(said), element: text, corners: svgCorners(text) })
    }
  }
  labels.sort((one, other) => one.corners[0][1] - other.corners[0][1])
  const low = label => Math.max(...label.corners.map(point => point[1])), high = label => Math.min(...label.corners.map(point => point[1]))
  for (let at = 0; at < labels.length; at++)
    for (let next = at + 1; next < labels.length; next++) {
      const one = labels[at], other = labels[next]
      if (high(other) > low(one) + 60) break
      if (one.element === other.element || one.element.contains(other.element) || other.element.contains(one.element)) continue
      const shared = overlap(one.corners, other.corners)
      if (shared > EDGE) found.push(`over each other by ${Math.round(shared)} px: ${one.text} | ${other.text}`)
    }
  // A row that opens or selects something does so wherever it is clicked: its link or button lies all over it.
  for (const row of document.querySelectorAll('[class*="st-key-row_"], [class*="st-key-panel_comment_"]')) {
    const link = [...row.querySelectorAll('a, button')].find(one => one.getBoundingClientRect().width), own = row.getBoundingClientRect()
    if (!link || !own.width) continue
    const box = link.getBoundingClientRect()
    if (['left', 'top', 'right', 'bottom'].some(side => Math.abs(box[side] - own[side]) > EDGE)) found.push(`a click on "${about(row.innerText)}" misses its link`)
  }

  return [...new Set(found)]
}
