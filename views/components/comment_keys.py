"""What the comments page needs of the browser itself: / goes to the search, the open comment is seen in the list."""

import streamlit as st

_JS = """
export default function ({ data }) {
  const find = (selector) => document.querySelector(selector)
  const isTyping = (one) => one && (one.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(one.tagName))
  if (window.ondoSearchKey) document.removeEventListener("keydown", window.ondoSearchKey)
  window.ondoSearchKey = (event) => {
    const field = find(".st-key-search_here input")
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !field) return
    event.preventDefault()
    field.focus()
    field.select()
  }
  document.addEventListener("keydown", window.ondoSearchKey)
  if (!window.ondoListPlaces) {
    window.ondoListPlaces = true
    document.addEventListener("click", (event) => {
      if (event.target.closest?.(".st-key-list_rows")) window.ondoListPlace = find("[data-testid=stMain]")?.scrollTop
    }, true)
  }
  if (window.ondoOpenComment !== data.number) {
    window.ondoOpenComment = data.number
    find(".st-key-mail_list .o-chosen")?.scrollIntoView({ block: "nearest" })
    find(".st-key-mail_pane")?.scrollTo(0, 0)
    if (innerWidth <= 760 && find(".o-open")) find("[data-testid=stMain]")?.scrollTo(0, 0)
  }
  const isOpen = Boolean(find(".o-open"))
  if (innerWidth <= 760 && window.ondoWasOpen && !isOpen) {
    setTimeout(() => find("[data-testid=stMain]")?.scrollTo(0, window.ondoListPlace ?? 0), 100)
  }
  window.ondoWasOpen = isOpen
}
"""

_KEYS = st.components.v2.component("ondo_comment_keys", html="<span></span>", css=":host { display: none; }", js=_JS)


def show(number: int | None, is_open: bool) -> None:
    """Once in a run, after the list; ``is_open``: the comment was opened by somebody, and is what a phone shows."""
    with st.container(key="comment_keys"):
        if is_open:
            st.html('<i class="o-open"></i>')
        _KEYS(key="comment_keys_here", data={"number": number})
