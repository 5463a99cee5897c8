"""Saves a chart as it is on screen, as PNG or SVG, in the reader's browser: no dependency, no network, the fonts of the screen."""

import streamlit as st

from views.words.strings import Words

HOLDER = "picture"
"""Key, up to the underscore, of the container that holds one chart and its buttons."""

SHARPNESS = 2
"""Pixels of a PNG for each pixel on screen."""

# A few lines for the browser: Streamlit's own chart toolbar knows PNG only, shows on hover, and speaks English.
_HTML = '<div><span></span><button type="button" data-kind="png">PNG</button><button type="button" data-kind="svg">SVG</button></div>'
_CSS = """
:host { display: block; margin-top: -1.1rem; }
div { display: flex; align-items: baseline; justify-content: flex-end; gap: .1rem; position: relative; pointer-events: none; }
span { margin-right: auto; font-size: .8em; color: var(--st-text-color); opacity: .7; }
button { font: inherit; font-size: .8em; padding: .1rem .45rem; border: 0; border-radius: 4px; cursor: pointer; pointer-events: auto;
  background: none; color: var(--st-link-color); text-decoration: underline; text-underline-offset: 2px; }
button:hover { background: var(--st-secondary-background-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
@media print { button { display: none; } }
"""
_JS = """
export default function ({ data, parentElement }) {
  const host = parentElement.getRootNode().host ?? parentElement
  const picture = () => host.closest(`[class*="st-key-${data.holder}_"]`)?.querySelector('[data-testid="stVegaLiteChart"] svg')
  const save = (href, kind) => Object.assign(document.createElement("a"), { href, download: `${data.name}.${kind}` }).click()
  const source = (chart) => {
    const copy = chart.cloneNode(true)
    copy.style.backgroundColor = data.background
    return "data:image/svg+xml;charset=utf-8," + encodeURIComponent(new XMLSerializer().serializeToString(copy))
  }
  const savePng = async (chart) => {
    const picture = new Image()
    picture.src = source(chart)
    await picture.decode()
    const canvas = document.createElement("canvas")
    canvas.width = chart.clientWidth * data.sharpness
    canvas.height = chart.clientHeight * data.sharpness
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height)
    save(canvas.toDataURL("image/png"), "png")
  }
  parentElement.querySelector("span").textContent = data.note
  for (const button of parentElement.querySelectorAll("button")) {
    const kind = button.dataset.kind
    button.textContent = kind.toUpperCase()
    button.setAttribute("aria-label", `${data[kind]}: ${data.title}`)
    button.title = data[kind]
    button.onclick = () => {
      const chart = picture()
      if (chart) kind === "svg" ? save(source(chart), "svg") : savePng(chart)
    }
  }
}
"""

_BUTTONS = st.components.v2.component("ondo_picture", html=_HTML, css=_CSS, js=_JS)


def show_buttons(words: Words, title: str, name: str, background: str, note: str = "") -> None:
    """Two buttons that save the chart in the same container as ``<name>.png`` or ``<name>.svg``, on ``background``.

    ``note`` is a short text before them.
    """
    _BUTTONS(
        key=f"save_{name}",
        data={
            "holder": HOLDER,
            "name": name,
            "title": title,
            "note": note,
            "background": background,
            "sharpness": SHARPNESS,
            "png": words("export.png"),
            "svg": words("export.svg"),
        },
    )
