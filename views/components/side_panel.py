"""The panel beside a page: what is selected in a chart, its numbers and its first comments; below the chart on a phone."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import queries
from queries.filter import refused_in
from views.access import gate
from views.components import comment_dialog, comment_list, sign_in
from views.files import look
from views.session import data, drill_down
from views.session.current_view import View, count, current_words, plain
from views.words import theme

SIZE = 8
"""Comments shown."""

_EMOTIONS = 4
_PLACE, _SHOWN = "side_panel_place", "side_panel_shown"


@contextmanager
def beside_page() -> Iterator[None]:
    """Around a page: gives it the room, less that of the panel where something is selected."""
    is_open = drill_down.picked() is not None
    with st.container(horizontal=True, key="page_row", gap="large", wrap=False):
        body = st.container(key="page_body", width="stretch")
        place = st.container(key="side_panel", width=theme.SIDE_PANEL, gap="xsmall") if is_open else None
    st.session_state[_PLACE], st.session_state[_SHOWN] = place, False
    with body:
        yield
    if place is not None and not st.session_state[_SHOWN]:
        with place:
            _show_gone()


@contextmanager
def place() -> Iterator[DeltaGenerator | None]:
    """Where the panel is, for what a page puts into it above the comments."""
    found: DeltaGenerator | None = st.session_state.get(_PLACE)
    with found or st.container():
        yield found


def show(view: View, section: str) -> None:
    """Fill the panel, if what is selected stands in this section of the page; ``view`` is that of its chart."""
    opened = drill_down.current(section)
    if opened is None:
        return
    st.session_state[_SHOWN] = True
    chosen = opened.filter(view.filter)
    with place():
        _show_head(opened.name(view), view.words("panel.close"))
        if not refused_in(chosen, gate.may("read")):
            _show_numbers(view, chosen)
        if view.filter.emotions and chosen.emotions != view.filter.emotions:
            st.caption(view.words("panel.emotion_replaced"))
        if not gate.may("read"):
            sign_in.show_no_text(view.words)
            return
        _show_comments(view, chosen)
    comment_dialog.show_open_comment(view, is_addressed=False)


def _show_head(name: str, close: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="panel_head"):
        st.markdown(f"##### {plain(name)}", width="stretch")
        st.button(
            close,
            key="panel_close",
            on_click=drill_down.forget,
            icon=":material/close:",
            type="tertiary",
            shortcut=None if comment_dialog.is_open() else "Esc",
        )


def _show_numbers(view: View, chosen: queries.Filter) -> None:
    """Tone with its interval, n, and the strongest emotions, each with its share."""
    tone = data.row("tone", filter=chosen)
    st.html(look.tone_line(view, tone))
    if tone["size"] == "hidden":
        return
    shares = [row for row in data.run("emotion_share", filter=chosen).to_pylist() if row["share"]]
    shares.sort(key=lambda row: -row["share"])
    st.html(look.share_bars(view, shares[:_EMOTIONS]))


def _show_comments(view: View, chosen: queries.Filter) -> None:
    words = view.words
    n = data.row("comment_count", filter=chosen)["n"]
    order = st.segmented_control(
        words("comments.order"),
        ("intensity", "newest", "tone_low"),
        format_func=lambda code: words(f"order.{code}"),
        default="intensity",
        required=True,
        key=f"panel_order_{view.language}",
        label_visibility="collapsed",
    )
    rows = data.run("comment_list", filter=chosen, order=order, limit=SIZE, offset=0).to_pylist()
    for row in rows:
        number = row["feedback_id"]
        with st.container(key=f"panel_comment_{number}", gap=None):
            st.html(look.quote(view, row, is_card=False))
            st.button(
                words("comments.full"),
                key=f"open_panel_{number}",
                type="tertiary",
                on_click=comment_dialog.open_comment,
                args=(number, False),
            )
    label = words("panel.all", n=count(n)) if n else words("panel.open")
    comment_list.show_link_to_comments(view, chosen, label, "panel_open")


def _show_gone() -> None:
    """The selection is of a chart that the page does not draw now."""
    words = current_words()
    _show_head(words("filter.pick"), words("panel.close"))
    st.caption(words("panel.gone"))
