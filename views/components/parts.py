"""The small parts that every page is made of, on screen; docs/design.md says when to use which."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from html import escape
from typing import Any, Literal

import pyarrow as pa
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import queries
from views.access import gate
from views.components import chart_download, tables
from views.files import look
from views.files.file_names import titled_name
from views.session import data, drill_down, url_state
from views.session.current_view import View, count, plain

_COLUMNS = (752, 348)
"""Widths of a page's main part and of what stands beside it."""

COMMENTS_PAGE = "views/pages/comments.py"


def page_head(view: View, page: str, answer: str, lines: Iterable[str] = ()) -> None:
    """The head of a page: its name, small, and the answer as its h1; ``lines`` are HTML of look.py below it."""
    st.html(look.head(view.words(f"page.{page}"), answer, lines))


def answer_line(view: View, html: str, filter: queries.Filter | None, label: str, key: str, order: str = "") -> None:
    """A line below the answer: HTML of look.py, and a link to the comments of ``filter`` for those who may read them; ``order``
    is what they are sorted by, if not by their day."""
    with st.container(horizontal=True, key=key, gap="small", vertical_alignment="center"):
        st.html(f'<div class="o-answer-line">{html}</div>', width="content")
        if filter is not None and gate.may("read"):
            st.page_link(COMMENTS_PAGE, label=f"{plain(label)} →", query_params=url_state.link(filter, order))


def evidence_line(view: View, html: str, filter: queries.Filter, key: str, order: str = "", when: str = "") -> None:
    """The line below the answer, with a link to the comments behind it, their number and order; ``when`` names their period."""
    n = data.row("comment_count", filter=filter).get("n") if gate.may("read") else None
    with st.container(key="answer_lines", gap=None):
        label = view.words("answer.evidence.of" if when else "answer.evidence", n=count(n), when=when)
        answer_line(view, html, filter if n else None, label, key, order)


def section_title(title: str, note: str = "", width: Literal["stretch", "content"] = "stretch") -> None:
    """The title of a section, with a quiet note at its other end."""
    st.html(look.section(title, note), width=width)


def main_and_side(key: str) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Two columns, the wide one first; one below the other where a selection takes the room, or on a phone."""
    if drill_down.picked() is not None:
        whole = st.container(key=key)
        return whole.container(), whole.container()
    with st.container(key=key):
        left, right = st.columns(_COLUMNS, gap="large")
    return left, right


def row_that_opens(
    view: View, html: str, key: str, label: str, filter: queries.Filter | None = None, page: str = ""
) -> None:
    """A row of HTML that is a link all over: to the comments of ``filter``, for those who may read them, or to ``page``."""
    with st.container(key=f"row_{key}", gap=None):
        st.html(html)
        if page:
            st.page_link(f"views/pages/{page}.py", label=plain(label), query_params=url_state.values())
        elif filter is not None and gate.may("read"):
            st.page_link(COMMENTS_PAGE, label=plain(label), query_params=url_state.link(filter))


def row_that_selects(html: str, key: str, label: str, selection: drill_down.DrillDown) -> None:
    """A row of HTML that is a button all over: it selects what it tells of, and once more gives the selection back."""
    is_picked = drill_down.picked() == selection
    deed, args = (drill_down.forget, ()) if is_picked else (drill_down.select, (selection,))
    with st.container(key=f"row_{key}", gap=None):
        st.html(f'<div class="o-picked">{html}</div>' if is_picked else html)
        st.button(plain(label), key=f"pick_{key}", type="tertiary", on_click=deed, args=args)


def cards(view: View, made: Sequence[look.Card], key: str = "") -> None:
    """Key figures side by side, two by two on a phone; ``key`` is HTML below them that says what their bars are."""
    inner = "".join(look.card(view.words, one) for one in made)
    st.html(f'<div class="o-box"><div class="o-cards">{inner}</div></div>{key}')


def show_quotes(view: View, rows: Sequence[dict[str, Any]]) -> None:
    """Quotes side by side, each under the name of its role."""
    inner = "".join(look.quote(view, row, view.words(f"quote.{row['role']}")) for row in rows)
    st.html(f'<div class="o-box"><div class="o-quotes">{inner}</div></div>')


def footer(
    text: str,
    view: View,
    key: str,
    title: str,
    table: Callable[[], pa.Table] | None = None,
    opening: drill_down.TableOpening | None = None,
    told: Callable[[], pa.Table] | None = None,
) -> None:
    """The one quiet line under a chart, with the way to its numbers as a table; ``opening`` and ``told`` as in ``table_view``."""
    with st.container(horizontal=True, key=f"footer_{key}", gap="xsmall", vertical_alignment="center"):
        st.html(f'<span class="o-note">{escape(text)}</span>', width="content")
        if table is not None:
            table_view(view, key, title, table, opening, told)


def table_view(
    view: View,
    key: str,
    title: str,
    table: Callable[[], pa.Table],
    opening: drill_down.TableOpening | None = None,
    told: Callable[[], pa.Table] | None = None,
) -> None:
    """A quiet button that opens a table over the page, fetched when it does, with its files and the picture of its chart.

    With an ``opening``, a row that is chosen is selected as a click on its mark would, for those who use no mouse. ``told``
    are the rows as the page prints them, which stand on screen in the place of the numbers; files hold those.
    """
    if st.button(view.words("table.view"), key=f"table_view_{key}", type="tertiary"):
        st.dialog(title, width="large")(_show_table)(view, key, title, table, opening, told)


def _show_table(
    view: View,
    key: str,
    title: str,
    table: Callable[[], pa.Table],
    opening: drill_down.TableOpening | None,
    told: Callable[[], pa.Table] | None,
) -> None:
    choice: dict[str, Any] = {}
    shown, name = tables.in_words(view, table()), f"rows_{key}_{view.grain}"
    if opening is not None and any(opening.marks):
        st.caption(view.words("export.table_opens"))
        on_select = partial(drill_down.open_row, opening, name, view.grain)
        choice = {"key": name, "selection_mode": "single-row", "on_select": on_select}
    on_screen = told() if told else shown
    chosen = st.dataframe(on_screen, hide_index=True, alt=title, placeholder=tables.NOTHING, **choice)
    if choice and chosen["selection"]["rows"]:
        st.rerun()
    tables.show_downloads(view, lambda: shown, titled_name(title), key)
    chart_download.show_buttons(view.words, title, key, view.palette.background, is_apart=True)
