"""One comment in full, over a page that is not that of comments: as it is read there, with the way to those like it and back."""

import streamlit as st

from views.components import reading_pane
from views.session import data
from views.session.current_view import View

_TRAIL = "comment_trail"
"""The comments opened from one another, the one on screen last."""


def open_comment(number: int) -> None:
    """Show a comment in full from the next run on. Only in a callback."""
    st.session_state[_TRAIL] = [number]


def is_open() -> bool:
    """Whether a comment is open over the page, which Escape closes first."""
    return bool(st.session_state.get(_TRAIL))


def show_open_comment(view: View) -> None:
    """Show the comment that is open, if one is."""
    trail = st.session_state.get(_TRAIL) or []
    if not trail or not data.row("comment", feedback_id=trail[-1]):
        st.session_state.pop(_TRAIL, None)
        return
    dialog = st.dialog(view.words("comments.one"), width="large", on_dismiss=_close, icon=":material/chat:")
    dialog(_show_comment)(view)


def _close() -> None:
    st.session_state.pop(_TRAIL, None)


def _show_comment(view: View) -> None:
    trail = st.session_state.get(_TRAIL) or []
    row = data.row("comment", feedback_id=trail[-1]) if trail else {}
    if not row:
        return
    with st.container(horizontal=True, key="reading_actions", gap="xsmall"):
        if len(trail) > 1:
            st.button(view.words("comments.back"), key="comment_back", on_click=_back, icon=":material/arrow_back:")
        reading_pane.show_actions(view, row)
    reading_pane.show_body(view, row, _hop)


def _hop(number: int) -> None:
    st.session_state[_TRAIL] = [*st.session_state.get(_TRAIL, ()), number]


def _back() -> None:
    st.session_state[_TRAIL] = st.session_state.get(_TRAIL, [])[:-1]
