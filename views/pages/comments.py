"""Comments: the list of those that are selected, and beside it the one that is read; all of them as a file."""

import streamlit as st

from views.access import gate
from views.components import (
    comment_keys,
    empty_states,
    export_menu,
    filter_bar,
    reading_list,
    reading_pane,
    word_search,
)
from views.components.reading_list import SCORES, SCORES_ONLY, Listing
from views.session import data, url_state
from views.session.current_view import View, count, current
from views.words import filter_fields


def show_page(view: View) -> None:
    """What people wrote."""
    order = url_state.one("order", filter_fields.ORDERS) or filter_fields.ORDERS[0]
    n = data.row("comment_count", filter=view.filter)["n"]
    parts = reading_list.parts(view.filter)
    with filter_bar.tools():
        word_search.show_here(view)
        if gate.may("export"):
            export_menu.show(view, n, parts.n_of_scores, order)
    if not url_state.one(reading_list.COMMENT) and _shows_nothing(view, n):
        return
    is_scores = url_state.one(SCORES_ONLY) == SCORES and parts.scores is not None
    _show_mail(view, parts, is_scores, order)


def _shows_nothing(view: View, n: int | None) -> bool:
    is_told = n is not None or view.filter.audience == "employee"
    return is_told and empty_states.nothing_matches(view)


@st.fragment
def _show_mail(view: View, parts: reading_list.Parts, is_scores: bool, order: str) -> None:
    """The list and the open comment: a run of its own when another one is opened."""
    filter = parts.scores if is_scores and parts.scores else parts.comments
    found = reading_list.listing(filter, order)
    number = reading_list.open_number(found)
    row = data.row("comment", feedback_id=number) if number is not None else {}
    with st.container(horizontal=True, key="mail", gap=None, wrap=False):
        with st.container(key="mail_list", gap=None, width=404):
            reading_list.show_head(view, parts, is_scores, order)
            reading_list.show_rows(view, found, number)
        with st.container(key="mail_pane", gap="small"):
            _show_pane(view, found, number, row)
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
        reading_pane.show_body(view, row, reading_list.open_comment)
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
        there = reading_list.neighbour(found, number, step)
        st.button(
            words(f"reading.{name}"),
            key=f"reading_{name}",
            icon=f":material/{icon}:",
            type="tertiary",
            shortcut=key,
            disabled=there is None,
            on_click=reading_list.open_comment,
            args=there,
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
        ("j", "k", "reading.keys.move"),
        ("e", "reading.correct"),
        ("a", "reading.act"),
        ("/", "reading.keys.search"),
    )
    told = [f"<span>{''.join(f'<kbd>{key}</kbd>' for key in names)}{view.words(name)}</span>" for *names, name in keys]
    return f'<div class="o-keys" aria-hidden="true">{"".join(told)}</div>'


show_page(current())
