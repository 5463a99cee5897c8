"""The table behind a chart: readable on screen, and the same rows as a file."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

import pyarrow as pa
import streamlit as st

from views.access import gate
from views.access.access_log import plain_filter
from views.components import filter_widgets
from views.files import tables
from views.files.export_form import cut_line
from views.files.file_names import titled_name
from views.files.mentions import filtered_places
from views.session import drill_down
from views.session.current_view import View
from views.words.strings import Words, has

MOST_ROWS = 1_000_000
"""Comments that a page hands out as a file: the server makes it in its memory, some 2 GB for so many."""

NOTHING = "–"
"""What stands in a cell without a value."""

_CODES = {
    "touchpoint": "touchpoints",
    "emotion": "emotions",
    "nps_band": "nps_bands",
    "rating_band": "rating_bands",
    "state": "states",
}


def show_table_behind(
    view: View,
    table: pa.Table,
    key: str,
    title: str,
    *,
    is_apart: bool = False,
    opening: drill_down.TableOpening | None = None,
) -> None:
    """A closed box with the table behind a chart, and its download in three formats; named after it where it ``is_apart``.

    With an ``opening``, a row that is chosen opens its comments, as a click on its mark does.
    """
    shown = in_words(view, table)
    label = view.words("export.table_of", title=title) if is_apart else view.words("export.table")
    with st.expander(label, key=f"table_{key}", icon=":material/table:"):
        choice: dict[str, Any] = {}
        if opening is not None and any(opening.marks):
            st.caption(view.words("export.table_opens"))
            name = f"rows_{key}_{view.grain}"
            on_select = partial(drill_down.open_row, opening, name, view.grain)
            choice = {"key": name, "selection_mode": "single-row", "on_select": on_select}
        st.dataframe(
            shown, hide_index=True, column_config=_formats(table, shown), alt=title, placeholder=NOTHING, **choice
        )
        show_downloads(view, lambda: shown, titled_name(title), key)


def show_downloads(
    view: View, fetch: Callable[[], pa.Table], name: str, key: str, shape: tables.Shape | None = None
) -> None:
    """Download buttons for the three formats; the file is made when a button is clicked, of the rows in their ``shape``."""
    with st.container(horizontal=True):
        for format, media in tables.FORMATS.items():
            st.download_button(
                view.words(f"export.{format}"),
                data=_maker(view, fetch, format, key, shape),
                file_name=f"{name}.{format}",
                mime=media,
                key=f"download_{key}_{format}",
                on_click="ignore",
                icon=":material/download:",
            )


def show_plain_downloads(words: Words, table: pa.Table, name: str, key: str) -> None:
    """Download buttons for a table that no filter has made, as CSV and XLSX."""
    visitor = gate.visitor()

    def maker(format: str) -> Callable[[], bytes]:
        def make() -> bytes:
            gate.note(visitor, "export", name=name, format=format, rows=table.num_rows)
            return tables.to_bytes(table, format)

        return make

    with st.container(horizontal=True):
        for format in ("csv", "xlsx"):
            st.download_button(
                words(f"export.{format}"),
                data=maker(format),
                file_name=f"{name}.{format}",
                mime=tables.FORMATS[format],
                key=f"download_{key}_{format}",
                on_click="ignore",
                icon=":material/download:",
            )


def in_words(view: View, table: pa.Table) -> pa.Table:
    """The table with codes, groups and column names in the view's language."""
    columns: dict[str, Any] = {}
    for name in table.column_names:
        column = table.column(name)
        if name in _CODES:
            column = pa.array([view.label(_CODES[name], code or "") for code in column.to_pylist()], pa.string())
        elif name == "size":
            column = pa.array([view.words(f"size.{code}") for code in column.to_pylist()], pa.string())
        elif pa.types.is_boolean(column.type):
            column = pa.array([_yes_or_no(view, value) for value in column.to_pylist()], pa.string())
        columns[view.words(f"word.{name}") if has(f"word.{name}") else name] = column
    return pa.table(columns)


def _yes_or_no(view: View, value: bool | None) -> str | None:
    return None if value is None else view.words("export.yes" if value else "export.no")


def describe_file(view: View, rows: int, left_out: int = 0) -> dict[str, str]:
    """What a file says about itself: when it was made, of what, without what, by which scorer."""
    words = view.words
    now = datetime.now(view.facts.zone)
    place = filtered_places(view)
    there = {words("export.info.there"): words("export.info.there.text", place=place)} if place else {}
    return {
        words("export.info.made"): now.strftime("%Y-%m-%d %H:%M %Z"),
        words("export.info.rows"): f"{rows:,}",
        words("export.info.filters"): filter_widgets.described(view, view.filter),
        **there,
        words("export.info.scorer"): view.facts.scorer_version,
        words("export.info.safety"): words("export.info.safety.text"),
        words("export.info.left_out"): words("export.info.left_out.text", n=f"{left_out:,}"),
    }


def _maker(
    view: View, fetch: Callable[[], pa.Table], format: str, name: str, shape: tables.Shape | None
) -> Callable[[], bytes]:
    """Makes the file for the visitor of this run, later and in another thread; not where it cannot be logged."""
    visitor = gate.visitor()

    def make() -> bytes:
        with gate.acting(visitor):
            table = fetch()
            about = describe_file(view, table.num_rows, tables.texts_left_out(table))
            sheets = view.words("export.sheet.rows"), view.words("export.sheet.info")
            shown = shape(table) if shape else table
            content = tables.to_bytes(shown, format, lambda done: about | cut_line(view.words, done), sheets)
            rows, filter = table.num_rows, plain_filter(view.filter)
            gate.note(visitor, "export", name=name, format=format, rows=rows, filters=filter)
            return content

    return make


def _formats(table: pa.Table, shown: pa.Table) -> dict[str, Any]:
    formats: dict[str, Any] = {}
    is_share = "share" in table.column_names
    for name, label in zip(table.column_names, shown.column_names, strict=True):
        if name == "share" or (is_share and name in ("low", "high")):
            formats[label] = st.column_config.NumberColumn(format="percent")
        elif name in ("tone", "nps", "rating", "low", "high"):
            formats[label] = st.column_config.NumberColumn(format="%.1f" if "nps" in table.column_names else "%.2f")
        elif name == "period":
            formats[label] = st.column_config.DateColumn(format="YYYY-MM-DD")
    return formats
