"""A button that copies the address of what is on screen; Streamlit's own can only show it."""

import streamlit as st

from views.session import share_link
from views.session.current_view import View

_HTML = '<button type="button"><span class="icon" aria-hidden="true"></span><span class="label" aria-live="polite"></span></button>'
_CSS = """
:host { display: block; }
button { display: inline-flex; align-items: center; gap: 6px; height: 32px; padding: 0 10px; font: inherit; font-size: 13px;
  font-weight: 500; color: var(--st-text-color); background: var(--st-background-color); cursor: pointer; white-space: nowrap;
  border: 1px solid var(--st-border-color); border-radius: 6px; }
button:hover { border-color: var(--st-primary-color); color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
.icon { width: 14px; height: 14px; background: currentColor; opacity: .7;
  mask: url('data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none" stroke="black" stroke-width="1.6" stroke-linecap="round"><path d="M6.5 9.5a3 3 0 0 0 4.2 0l2-2a3 3 0 0 0-4.200-4.200l-1 1M9.500 6.500a3 3 0 0 0-4.200 0l-2 2a3 3 0 0 0 4.200 4.200l1-1"/></svg>') center / contain no-repeat; }
@media (max-width: 760px) { button { height: 40px; } }
@media print { button { display: none; } }
"""
_JS = """
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button"), label = parentElement.querySelector(".label")
  const say = (text) => { label.textContent = text }
  const copy = async () => {
    try { await navigator.clipboard.writeText(data.link) }
    catch {
      const field = Object.assign(document.createElement("textarea"), { value: data.link })
      document.body.append(field)
      field.select()
      document.execCommand("copy")
      field.remove()
    }
  }
  say(data.label)
  button.dataset.link = data.link
  button.onclick = async () => {
    await copy()
    say(data.done)
    setTimeout(() => say(data.label), 2000)
  }
}
"""

_BUTTON = st.components.v2.component("ondo_copy_link", html=_HTML, css=_CSS, js=_JS)


def show(view: View, page: str) -> None:
    """The button, which says so once it has copied."""
    words = view.words
    link = share_link.whole(view, page)
    with st.container(key="copy_link", width="content"):
        _BUTTON(key="copy_link_button", data={"link": link, "label": words("link.copy"), "done": words("link.copied")})
