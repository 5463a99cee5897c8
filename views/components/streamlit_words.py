"""Streamlit's own words in the reader's language: it speaks English only, and has no setting for that.

A few lines for the browser replace them wherever Streamlit draws them, and leave what people have written alone. What it
says stands in en.toml as ``streamlit.<key>``, letter for letter; the other languages have the same keys.
"""

from functools import cache

import streamlit as st

from views.words.strings import DEFAULT_LANGUAGE, TEXTS

PREFIX = "streamlit."
SPOKEN = "en"
"""The language that Streamlit speaks."""

LONGEST_WORD = 20
"""Letters up to which a text can be a word of the data too, so that it is left alone where texts of the data stand."""

_JS = """
const ATTRIBUTES = ["aria-label", "title", "placeholder"]
const OF_DATA = '[data-testid="stHtml"], .stHtml, [data-testid="stMarkdownContainer"], .vega-embed, [data-testid="stCode"]'
const OF_STREAMLIT = '[role="tooltip"], [data-testid="stTooltipContent"], [data-testid="stFileUploaderDropzone"]'
const escaped = (text) => text.replace(/[.*+?^${}()|[\\]\\\\]/g, "\\\\$&")

let running

export default function ({ data: [language, pairs, longest] }) {
  if (running?.language === language) return running.stop
  running?.stop()
  document.documentElement.lang = language
  const plain = new Map(pairs.filter(([said]) => !said.includes("{}")))
  const patterns = pairs.filter(([said]) => said.includes("{}"))
    .map(([said, ours]) => [new RegExp("^" + said.split("{}").map(escaped).join("(.{1,200}?)") + "$"), ours])
  const changed = []
  const inOurs = (text) => {
    const found = plain.get(text)
    if (found !== undefined) return found
    for (const [pattern, ours] of patterns) {
      const match = pattern.exec(text)
      if (match) { let part = 0; return ours.replace(/\\{\\}/g, () => match[++part]) }
    }
  }
  const isOfData = (element, text) => element.closest('[role="option"]') ? !text.includes(" ")
    : element.closest(OF_DATA) && !element.closest(OF_STREAMLIT) && (text.length <= longest || !plain.has(text))
  const put = (holder, text, element, set) => {
    const ours = text && text.length < 300 ? inOurs(text.trim()) : undefined
    if (ours === undefined || ours === text || isOfData(element, text.trim())) return
    set(ours)
    changed.push([new WeakRef(holder), ours, text, set])
  }
  const mendText = (node) => node.parentElement && put(node, node.nodeValue, node.parentElement, (text) => { node.nodeValue = text })
  const mendElement = (element) => {
    for (const name of ATTRIBUTES) {
      if (element.hasAttribute(name)) put(element, element.getAttribute(name), element, (text) => element.setAttribute(name, text))
    }
  }
  const mend = (root) => {
    if (root.nodeType === Node.TEXT_NODE) return mendText(root)
    if (root.nodeType !== Node.ELEMENT_NODE) return
    mendElement(root)
    root.querySelectorAll("[aria-label], [title], [placeholder]").forEach(mendElement)
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) mendText(texts.currentNode)
  }
  if (!pairs.length) return
  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(mend)
      else if (change.type === "characterData") mendText(change.target)
      else mendElement(change.target)
    }
  })
  mend(document.body)
  observer.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES })
  const stop = () => {
    running = undefined
    observer.disconnect()
    for (const [holder, ours, said, set] of changed) {
      const node = holder.deref()
      if (node?.isConnected && (node.nodeValue === ours || ATTRIBUTES.some((name) => node.getAttribute?.(name) === ours))) set(said)
    }
  }
  running = { language, stop }
  return stop
}
"""

_REPLACER = st.components.v2.component("ondo_streamlit_words", html="<i hidden></i>", js=_JS)


@cache
def pairs(language: str) -> list[tuple[str, str]]:
    """What Streamlit says, and the same in a language, the longest first; none in its own. ``{}`` stands for any text."""
    if language == SPOKEN:
        return []
    ours = TEXTS.get(language, TEXTS[DEFAULT_LANGUAGE])
    found = [(said, ours[key]) for key, said in TEXTS[SPOKEN].items() if key.startswith(PREFIX)]
    return sorted(found, key=lambda pair: -len(pair[0]))


def show(language: str) -> None:
    """Put them in the place of Streamlit's, and tell the browser which language the page is in."""
    with st.container(key="streamlit_words"):
        # A list: of a dict Streamlit would ask, for milliseconds in every run, whether its values are data frames.
        _REPLACER(key="streamlit_words_component", data=[language, pairs(language), LONGEST_WORD])
