"""The small parts that every page is made of, on screen; docs/design.md says when to use which."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pyarrow as pa
import streamlit as st

from views.files import look
from views.session.current_view import View

__all__ = ["cards", "footer", "page_head", "quote", "section_title", "share_bars", "show_quotes", "table_view", "tone_line"]

tone_line, share_bars, quote = look.tone_line, look.share_bars, look.quote


def page_head(view: View, page: str, answer: str, lines: Iterable[str] = ()) -> None:
    """The head of a page: its name, small, and the answer as its h1; ``lines`` are HTML of look.py below it."""
    st.html(look.head(view.words(f"page.{page}"), answer, lines))


def section_title(title: str, note: str = "") -> None:
    """The title of a section, with a quiet note at its other end."""
    st.html(look.section(title, note))


def cards(view: View, made: Sequence[look.Card]) -> None:
    """Key figures side by side, two by two on a phone."""
    inner = "".join(look.card(view.words, one) for one in made)
    st.html(f'<div class="o-cards">{inner}</div>')


def show_quotes(view: View, rows: Sequence[dict[str, Any]]) -> None:
    """Quotes side by side, each under the name of its role."""
    inner = "".join(look.quote(view, row, view.words(f"quote.{row['role']}")) for row in rows)
    st.html(f'<div class="o-quotes">{inner}</div>')


def footer(text: str, view: View, key: str, title: str, table: Callable[[], pa.Table] | None = None) -> None:
    """The one quiet line under a chart, with the way to its numbers as a table."""
    with st.container(horizontal=True, key=f"footer_{key}", gap="xsmall", vertical_alignment="center"):
        st.html(f'<span class="o-note">{look.escape(text)}</span>')
        if table is not None:
            table_view(view, key, title, table)


def table_view(view: View, key: str, title: str, table: Callable[[], pa.Table]) -> None:
    """A quiet button that opens a table over the page, fetched when it does, with its files."""
    label = view.words("table.view")
    if st.button(label, key=f"table_view_{key}", type="tertiary"):
        st.dialog(title, width="large")(_show_table)(view, key, title, table)


def _show_table(view: View, key: str, title: str, table: Callable[[], pa.Table]) -> None:
    from views.components import tables

    shown = tables.in_words(view, table())
    st.dataframe(shown, hide_index=True, alt=title)
    tables.show_downloads(view, lambda: shown, f"ondo-{key}", key)
