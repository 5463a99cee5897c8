"""Comments on a page that is about something else: some of them, each with the way to it in full; links to the rest."""

from html import escape
from typing import Any

import streamlit as st

import queries
from views.access import gate
from views.components import comment_dialog
from views.files.comment_card import comment_html
from views.files.highlight import TONE, chip
from views.session import data, url_state
from views.session.current_view import View, count
from views.words.theme import TONE_NEGATIVE, TONE_POSITIVE

COMMENTS_PAGE = "views/pages/comments.py"


def show_comments(view: View, filter: queries.Filter, order: str, size: int, key: str, n: int | None) -> None:
    """One page of the filter's ``n`` comments (None: too few to be counted), with legend and page buttons. ``key`` is the
    list's own on its page."""
    pages = max(1, -(-(n or 0) // size))
    top, side = st.columns([3, 2], vertical_alignment="center")
    with side, st.container(horizontal_alignment="right"):
        number = st.pagination(pages, key=key, max_visible_pages=7)
    first = (number - 1) * size
    top.caption(_said_count(view, filter, n, first, first + size))
    rows = data.run("comment_list", filter=filter, order=order, limit=size, offset=first).to_pylist()
    show_legend(view, rows)
    with st.container(gap="xsmall"):
        for row in rows:
            _show_row(view, row, key)


def _said_count(view: View, filter: queries.Filter, n: int | None, first: int, last: int) -> str:
    """How many comments there are, and which are shown: those behind the first of ``first`` to the ``last``."""
    if n is None:
        return view.words("comments.count.few", limit=view.facts.limits_of(filter.audience).hidden_below)
    return view.words("comments.count", n=count(n), first=count(min(n, first + 1)), last=count(min(n, last)))


def show_legend(view: View, rows: list[dict[str, Any]]) -> None:
    """Which colour means what in the highlighted words of these rows."""
    found = {span["emotion"] for row in rows for span in row["evidence"] or ()}
    if not found:
        return
    chips = [chip(emotion.label, emotion.colour) for code, emotion in view.emotions.items() if code in found]
    if TONE in found:
        chips += [
            chip(view.words("comments.tone_up"), TONE_POSITIVE),
            chip(view.words("comments.tone_down"), TONE_NEGATIVE),
        ]
    st.html(
        f'<div style="font-size:.82em">{escape(view.words("comments.legend"))}: {"".join(chips)} '
        f'<span style="opacity:.72">{escape(view.words("comments.legend.note"))}</span></div>'
    )


def show_link_to_comments(view: View, filter: queries.Filter, label: str, key: str, is_line: bool = False) -> None:
    """A link that opens the comments page with exactly this filter, for roles that may read comments.

    ``is_line`` makes it a line of text, else a button; other roles see the line without a link.
    """
    if gate.may("read"):
        with st.container(key=key if is_line else f"boxed_{key}", width="stretch" if is_line else "content"):
            st.page_link(COMMENTS_PAGE, label=label, icon=":material/forum:", query_params=url_state.link(filter))
    elif is_line:
        st.markdown(label)


def _show_row(view: View, row: dict[str, Any], key: str) -> None:
    number = row["feedback_id"]
    with st.container(key=f"comment_{key}_{number}"):
        left, right = st.columns([14, 1], gap="small")
        left.html(comment_html(view, row))
        right.button(
            view.words("comments.full"),
            key=f"open_{key}_{number}",
            type="tertiary",
            on_click=comment_dialog.open_comment,
            args=(number,),
        )
