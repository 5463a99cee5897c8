"""Saves a chart as it is on screen, as PNG or SVG, in the reader's browser: no dependency, no network, the fonts of the screen."""

import streamlit as st

from views.files.file_names import titled_name
from views.words.strings import Words

HOLDER = "picture"
"""Key, up to the underscore, of the container that holds one chart."""

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
  const picture = () => document.querySelector(`.st-key-${data.holder} [data-testid="stVegaLiteChart"] svg`)
  if (data.apart) {
    host.style.marginTop = "0"
    host.hidden = !picture()
  }
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


def show_buttons(words: Words, title: str, key: str, background: str, note: str = "", is_apart: bool = False) -> None:
    """Two buttons that save the chart of this key under its title, as PNG or SVG, on ``background``.

    ``note`` is a short text before them. ``is_apart``: not below the chart; nothing is shown where it has not been drawn.
    """
    _BUTTONS(
        key=f"save_{'apart' if is_apart else 'ondo'}-{key}",
        data={
            "holder": f"{HOLDER}_{key}",
            "name": titled_name(title),
            "apart": is_apart,
            "title": title,
            "note": note,
            "background": background,
            "sharpness": SHARPNESS,
            "png": words("export.png"),
            "svg": words("export.svg"),
        },
    )
