"""The list of comments beside the one that is read: which comment is open, and the way from one to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Any

import streamlit as st

import queries
from queries.filter import FILTER_FIELDS
from views.files import reading
from views.files.highlight import shortened
from views.files.mentions import filtered_places
from views.session import data, url_state
from views.session.current_view import View, count, plain
from views.words import filter_fields

PAGE_SIZE = 20
"""Comments a page of the list."""

COMMENT, PAGE, SCORES_ONLY = "comment", "at", "answers"
"""The names in the address of the open comment, the page of the list, and of which of the two lists it is."""

_LONGEST_LABEL = 60

SCORES = "scores"
"""Answers that are a score alone: the list that SCORES_ONLY opens."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the list: its rows, the number of all (None: too few to be told) and how many come before this page."""

    filter: queries.Filter
    order: str
    n: int | None
    page: int
    rows: tuple[dict[str, Any], ...]

    @property
    def first(self) -> int:
        """How many come before this page."""
        return (self.page - 1) * PAGE_SIZE

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-(self.n or 0) // PAGE_SIZE))

    def place(self, number: int | None) -> int | None:
        """Where on this page a comment is, from 0; None where it is not."""
        return next((place for place, row in enumerate(self.rows) if row["feedback_id"] == number), None)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a filter lets through, in two: comments, and answers that are a score alone; None: too few to be told, or,
    of ``scores``, not told apart."""

    comments: queries.Filter
    scores: queries.Filter | None
    n: int | None
    n_of_scores: int | None


def parts(filter: queries.Filter) -> Parts:
    """The two parts of what a filter lets through; employees' answers, of which whole blocks are shown, are one."""
    if filter.audience == "employee":
        return Parts(filter, None, data.told_count(filter), 0)
    scores = _limited(filter, is_score=True)
    n_of_scores = data.told_count(scores)
    comments = _limited(filter, is_score=False) if n_of_scores != 0 else filter
    return Parts(comments, scores, data.told_count(comments), n_of_scores)


def listing(filter: queries.Filter, order: str) -> Listing:
    """The page of the list that the address names, the first where it names none that there is."""
    n = data.told_count(filter)
    asked = url_state.one(PAGE)
    pages = max(1, -(-(n or 0) // PAGE_SIZE))
    page = int(asked) if asked.isdecimal() and len(asked) < 10 and 1 <= int(asked) <= pages else 1
    if asked and page == 1:
        url_state.leave_out([(PAGE, asked)])
    return Listing(filter, order, n, page, _rows(filter, order, page))


def open_number(found: Listing) -> int | None:
    """The comment that is open: the address's, else the first of the list; -1 for an address that makes no sense."""
    asked = url_state.one(COMMENT)
    if asked:
        return int(asked) if asked.isdecimal() and len(asked) < 20 else -1
    return found.rows[0]["feedback_id"] if found.rows else None


def has_neighbour(found: Listing, number: int | None, step: int) -> bool:
    """Whether there is a comment before (-1) or after (1) one; from one that is not in the list there is the first."""
    place = found.place(number)
    if place is None:
        return bool(found.rows)
    return 0 <= place + step < len(found.rows) or 1 <= found.page + step <= found.pages


def go(found: Listing, number: int | None, step: int) -> None:
    """Open that comment, on the page of the list that it is on. Only in a callback."""
    place = found.place(number)
    there, page, rows = 0 if place is None else place + step, found.page, found.rows
    if not 0 <= there < len(rows):
        page, rows = page + step, _rows(found.filter, found.order, page + step)
        there = 0 if step > 0 else len(rows) - 1
    if rows:
        open_comment(rows[there]["feedback_id"], page)


def open_comment(number: int, page: int | None = None) -> None:
    """Open a comment, and the page of the list that it is on. Only in a callback."""
    url_state.put({COMMENT: str(number), **({PAGE: str(page)} if page else {})})


def show_head(view: View, found: Parts, is_scores: bool, order: str) -> None:
    """The title of the list with its number, the way to the scores alone, and the order as a menu."""
    words = view.words
    with st.container(horizontal=True, key="list_head", gap="xsmall", vertical_alignment="center"):
        show_title(
            view, "reading.scores.title" if is_scores else "page.comments", found.n_of_scores if is_scores else found.n
        )
        if is_scores or found.n_of_scores != 0:
            _show_other_part(view, found, is_scores)
        st.space("stretch")
        st.menu_button(
            words(f"order.{order}"),
            filter_fields.ORDERS,
            key=f"order_menu_{view.language}",
            type="tertiary",
            format_func=lambda code: words(f"order.{code}"),
            help=words("comments.order"),
            on_click=_set_order,
            args=(view.language,),
        )


def show_title(view: View, key: str, n: int | None) -> None:
    """The name of the page, or of this list, and how many there are."""
    title, number = escape(view.words(key)), escape(_told(view, n))
    st.html(f'<h1 class="o-list-title"><span class="o-page">{title}</span> <b>{number}</b></h1>', width="content")


def _show_other_part(view: View, found: Parts, is_scores: bool) -> None:
    key, n = ("reading.comments", found.n) if is_scores else ("reading.scores", found.n_of_scores)
    changed = {SCORES_ONLY: "" if is_scores else SCORES, PAGE: "", COMMENT: ""}
    st.button(
        view.words(key, n=_told(view, n)), key="scores_only", type="tertiary", on_click=url_state.put, args=(changed,)
    )


def show_rows(view: View, found: Listing, number: int | None) -> None:
    """The comments of a page, the open one marked, and the way to the other pages."""
    if filtered_places(view):
        said = escape(view.words("reading.there.list", place=filtered_places(view)))
        st.html(f'<div class="o-note o-list-note">{said}</div>')
    with st.container(key="list_rows", gap=None):
        is_channel_told = bool(view.filter.channels) or len({row["channel"] for row in found.rows}) > 1
        for row in found.rows:
            _show_row(view, row, row["feedback_id"] == number, is_channel_told)
        if found.pages > 1:
            _show_pages(found)


def _show_row(view: View, row: dict[str, Any], is_chosen: bool, is_channel_told: bool) -> None:
    number = row["feedback_id"]
    with st.container(key=f"comment_at_{number}", gap=None):
        st.html(reading.row_html(view, row, is_chosen, channel=row["channel"] if is_channel_told else None))
        st.button(
            opening(view, row),
            key=f"open_at_{number}",
            type="tertiary",
            on_click=open_comment,
            args=(number,),
        )


def opening(view: View, row: Mapping[str, Any]) -> str:
    """What the button over a comment says to those who do not see it."""
    said = " ".join((row["text"] or "").split()) or ", ".join(reading.scores(view, row))
    return view.words("reading.open", what=plain(shortened(view.said(said), _LONGEST_LABEL)))


def _show_pages(found: Listing) -> None:
    st.pagination(
        found.pages,
        key=url_state.show_value(PAGE, found.page),
        on_change=_turn,
        max_visible_pages=5,
    )


def _turn() -> None:
    url_state.put({PAGE: str(st.session_state[PAGE]), COMMENT: ""})


def _set_order(language: str) -> None:
    chosen = st.session_state[f"order_menu_{language}"]
    usual = filter_fields.ORDERS[0]
    url_state.put({"order": "" if chosen == usual else str(chosen), PAGE: "", COMMENT: ""})


def _rows(filter: queries.Filter, order: str, page: int) -> tuple[dict[str, Any], ...]:
    first = (page - 1) * PAGE_SIZE
    return tuple(data.run("comment_list", filter=filter, order=order, limit=PAGE_SIZE, offset=first).to_pylist())


def _told(view: View, n: int | None) -> str:
    if n is None:
        return view.words("comments.count.few", limit=view.limits.hidden_below)
    return count(n)


def _limited(filter: queries.Filter, is_score: bool) -> queries.Filter:
    states = [state for state in FILTER_FIELDS["states"].values if (state == "no_text") == is_score]
    kept = [state for state in states if not filter.states or state in filter.states]
    return replace(filter, states=tuple(kept) or ("nothing",))
