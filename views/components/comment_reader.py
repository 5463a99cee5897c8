"""Reading comments as in a mail program: the list, and beside it the open comment, with the way to the one before and after it."""

import streamlit as st

from views.components import comment_keys, reading_list, reading_pane
from views.components.reading_list import SCORES, SCORES_ONLY, Listing, Parts
from views.session import data, url_state
from views.session.current_view import View, count


@st.fragment
def show(view: View, parts: Parts, order: str) -> None:
    """The list and the open comment: a run of its own when another one is opened."""
    is_scores = url_state.one(SCORES_ONLY) == SCORES and parts.scores is not None
    filter = parts.scores if is_scores and parts.scores else parts.comments
    found = reading_list.listing(filter, order)
    number = reading_list.open_number(found)
    row = data.row("comment", feedback_id=number) if number is not None else {}
    with st.container(horizontal=True, key="mail", gap=None, wrap=False):
        side, pane = st.container(key="mail_list", gap=None, width=404), st.container(key="mail_pane", gap="small")
    with pane:
        _show_pane(view, found, number, row)
    with side:
        reading_list.show_head(view, parts, is_scores, order)
        reading_list.show_rows(view, found, number)
    comment_keys.show(number, is_open=bool(url_state.one(reading_list.COMMENT)))
    url_state.write()


def _show_pane(view: View, found: Listing, number: int | None, row: dict[str, object]) -> None:
    with st.container(horizontal=True, key="reading_actions", gap="xsmall", vertical_alignment="center"):
        st.button(
            view.words("reading.to_list"),
            key="to_list",
            icon=":material/arrow_back:",
            type="tertiary",
            on_click=_to_list,
        )
        if row:
            reading_pane.show_actions(view, row)
        st.space("stretch")
        _show_place(view, found, number)
    if row:
        place = found.place(number)
        listed = None if place is None else found.rows[place]
        reading_pane.show_body(view, row, reading_list.open_comment, listed)
        st.html(_keys_html(view))
    elif number is not None:
        _show_not_found(view)


def _show_place(view: View, found: Listing, number: int | None) -> None:
    words, place = view.words, found.place(number)
    if place is not None:
        at = count(found.first + place + 1)
        text = words("reading.place", at=at, n=count(found.n)) if found.n else words("reading.place.few", at=at)
        st.html(f'<span class="o-note o-place">{text}</span>', width="content")
    for step, name, icon, key in ((-1, "before", "keyboard_arrow_up", "K"), (1, "next", "keyboard_arrow_down", "J")):
        st.button(
            words(f"reading.{name}"),
            key=f"reading_{name}",
            icon=f":material/{icon}:",
            type="tertiary",
            shortcut=key,
            disabled=not reading_list.has_neighbour(found, number, step),
            on_click=reading_list.go,
            args=(found, number, step),
        )


def _to_list() -> None:
    url_state.put({reading_list.COMMENT: ""})


def _show_not_found(view: View) -> None:
    with st.container(border=True, key="comment_not_found"):
        st.markdown(f":material/search_off: **{view.words('comments.not_found')}**")
        st.caption(view.words("comments.not_found.do"))
        st.button(view.words("comments.not_found.close"), on_click=_to_list, key="comment_close")


def _keys_html(view: View) -> str:
    keys = (
        ("k", "j", "reading.keys.move"),
        ("e", "reading.correct"),
        ("a", "action.add"),
        ("/", "reading.keys.search"),
    )
    told = [f"<span>{''.join(f'<kbd>{key}</kbd>' for key in names)}{view.words(name)}</span>" for *names, name in keys]
    return f'<div class="o-keys" aria-hidden="true">{"".join(told)}</div>'
