"""The tables of the Data page: runs, sources, events, settings in force, rejected rows."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pyarrow as pa
import streamlit as st

from views.access import gate
from views.components import tables
from views.session import data
from views.session.current_view import View, count, percent
from views.words import reasons
from views.words.strings import has

_REJECTED_SHOWN = 200
_RUNS_SHOWN = 20
_NUMBER = st.column_config.NumberColumn(format="localized")
_RUN_COLUMNS = (
    "run_id finished_at seconds rows_read rows_scored masked rows_new rows_updated rows_unchanged rows_repeated "
    "rows_no_consent rows_forgotten rows_set_aside rows_expired files scorer_version"
).split()
_SETTINGS = (
    "journey",
    "hidden_below",
    "few_below",
    "employee_below",
    "time_zone",
    "schema_version",
    "scorer_version",
    "brand_word_rule",
)


def runs(view: View) -> None:
    """The latest runs: what they read, what became of it, what was masked, how long it took."""
    st.subheader(view.words("data.runs"), anchor=False)
    rows = data.run("run_list").slice(0, _RUNS_SHOWN).to_pylist()
    st.dataframe(
        {view.words(f"column.{name}"): [_run_cell(view, name, row) for row in rows] for name in _RUN_COLUMNS},
        hide_index=True,
        column_config={view.words(f"column.{name}"): _NUMBER for name in _RUN_COLUMNS if name.startswith("rows_")},
        alt=view.words("data.runs"),
    )


def sources(view: View) -> None:
    """A row per source: how many answers, without text, scored, first and last day, files."""
    words = view.words
    st.subheader(words("data.sources"), anchor=False)
    rows = data.run("source_list", filter=view.filter).to_pylist()
    if not rows:
        st.caption(words("empty.nothing"))
        return
    st.caption(words("data.sources.note"))
    st.dataframe(
        {
            words("column.source"): [row["source"] for row in rows],
            words("coverage.n"): [row["n"] for row in rows],
            words("data.sources.no_text"): [_part(row, "no_text") for row in rows],
            words("data.sources.scored"): [_part(row, "scored") for row in rows],
            words("data.sources.first"): [row["first_day"] for row in rows],
            words("data.sources.last"): [row["last_day"] for row in rows],
            words("column.files"): [", ".join(row["files"]) for row in rows],
        },
        hide_index=True,
        column_config={words("coverage.n"): _NUMBER},
        alt=words("data.sources"),
    )


def events(view: View) -> None:
    """What happened, as written in ondo.toml."""
    words = view.words
    st.subheader(words("data.events"), anchor=False)
    rows = data.run("event_list").to_pylist()
    if not rows:
        st.caption(words("data.events.none"))
        return
    st.dataframe(
        {
            words("data.events.first"): [str(row["starts_on"]) for row in rows],
            words("data.events.last"): [_last_day(row) for row in rows],
            words("word.kind"): [words(f"event.{row['kind']}") for row in rows],
            words("word.event"): [view.event(row) for row in rows],
            words("word.touchpoint"): [_where(view, row["touchpoint"]) for row in rows],
        },
        hide_index=True,
        alt=words("data.events"),
    )


def settings(view: View) -> None:
    """The settings with which the last run made this database."""
    words = view.words
    meta = {row["name"]: row["value"] for row in data.run("meta_list").to_pylist()}
    st.subheader(words("data.settings"), anchor=False)
    st.caption(words("data.settings.note"))
    names = [name for name in _SETTINGS if name in meta]
    st.table(
        {
            words("data.settings.name"): [words(f"setting.{name}") for name in names],
            words("data.settings.value"): [meta[name] for name in names],
        },
        border="horizontal",
        width="content",
    )


def rejected(view: View) -> None:
    """The rejected rows with reason and remedy, and all of them as a file."""
    words = view.words
    st.subheader(words("data.rejected"), anchor=False)
    n = data.row("rejected_row_count").get("n", 0)
    if not n:
        st.caption(words("data.rejected.none"))
        return
    if not gate.may("export"):
        st.caption(words("data.rejected.denied", n=count(n)))
        return
    st.caption(f"n\u00a0=\u00a0{count(n)}. {words('data.rejected.note')}")
    shown = reasons.in_words(words, data.run("rejected_row_list", limit=_REJECTED_SHOWN, offset=0))
    usual = Counter(shown.column("reason").to_pylist()).most_common(1)[0][0]
    st.dataframe(_named(view, shown), hide_index=True, alt=f"{words('data.rejected')}: {usual}")
    if n > _REJECTED_SHOWN:
        st.caption(words("data.rejected.shown", limit=_REJECTED_SHOWN))
    tables.show_downloads(view, lambda: _all_rejected(view, n), "ondo-rejected", "rejected")


def unread(view: View) -> None:
    """The columns of which cells were left empty because they could not be read, with an example each, if there are any."""
    words = view.words
    if not gate.may("export"):
        return
    found = data.run("unread_cell_list").to_pylist()
    if not found:
        return
    st.subheader(words("data.unread"), anchor=False)
    st.caption(words("data.unread.note"))
    names = ("source", "file", "column", "field", "cells", "example")
    shown = [row | {"field": words(f"upload.field.{row['field']}")} for row in found]
    table = {words(f"column.{name}"): [row[name] for row in shown] for name in names}
    st.dataframe(table, hide_index=True, alt=f"{words('data.unread')}: {shown[0]['column']}")


def _run_cell(view: View, name: str, row: dict[str, Any]) -> Any:
    if name == "files":
        return ", ".join(row["files"])
    if name == "masked":
        found = sorted(dict(row["masked"] or {}).items(), key=lambda item: (-item[1], item[0]))
        return ", ".join(f"{_kind(view, kind)} {count(n)}" for kind, n in found) or "0"
    return round(row["seconds"], 1) if name == "seconds" else row[name]


def _kind(view: View, kind: str) -> str:
    return view.words(f"masked.{kind}") if has(f"masked.{kind}") else kind


def _part(row: dict[str, Any], name: str) -> str:
    if row["n"] is None or row[name] is None:
        return "–"
    return f"{count(row[name])} ({percent(row[name] / row['n'])})"


def _last_day(row: dict[str, Any]) -> str:
    return str(row["ends_on"] - timedelta(days=1)) if row["ends_on"] else "–"


def _where(view: View, touchpoint: str | None) -> str:
    return view.touchpoint(touchpoint) if touchpoint else view.words("filter.all")


def _all_rejected(view: View, n: int) -> pa.Table:
    return _named(view, reasons.in_words(view.words, data.uncached("rejected_row_list", limit=n, offset=0)))


def _named(view: View, table: pa.Table) -> pa.Table:
    names = [name for name in ("file", "row", "column", "reason", "remedy", "raw") if name in table.column_names]
    return table.select(names).rename_columns([view.words(f"column.{name}") for name in names])
