"""The tables of the Data page: runs, sources, events, settings in force, rejected rows."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from html import escape
from typing import Any

import pyarrow as pa
import streamlit as st

import queries
from views.access import gate
from views.components import parts, tables
from views.session import data, url_state
from views.session.current_view import View, count, percent, plain
from views.words import reasons
from views.words.strings import has

_REJECTED_SHOWN = 200
_RUNS_SHOWN = 20
_NUMBER = st.column_config.NumberColumn(format="localized")
_RUN_COLUMNS = (
    "run_id finished_at seconds rows_read rows_scored masked rows_new rows_updated rows_unchanged rows_repeated "
    "rows_no_consent rows_forgotten rows_set_aside rows_expired files scorer_version"
).split()
_RUN_SUMMARY = ("finished_at", "rows_read", "rows_new", "rows_no_consent", "rows_set_aside", "masked", "files")
_BECAME = ("new", "updated", "unchanged", "repeated", "no_consent", "forgotten", "set_aside")
"""What a row that was read can become."""

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


def answer(view: View) -> str:
    """What of the files has become part of the numbers, in a sentence."""
    words, n, rejected = view.words, view.facts.n, rejected_rows()
    if n is None:
        return words("data.answer.few")
    key = "some" if rejected else "none"
    return words(f"data.answer.{key}", n=_of_whom(view, n), rejected=count(rejected))


def _of_whom(view: View, n: int) -> str:
    """How many answers there are; and how many are customers' and employees', where these add up to all that there are."""
    found = [data.row("comment_count", filter=queries.Filter(audience=one))["n"] for one in ("customer", "employee")]
    if not all(found) or sum(found) != n:
        return view.words("data.answer.whole", n=count(n))
    customers, employees = map(count, found)
    return view.words("data.answer.of_whom", n=count(n), customers=customers, employees=employees)


def employees() -> int | None:
    """How many answers are employees'; None where there are some, and too few to say how many."""
    found: int | None = data.row("comment_count", filter=queries.Filter(audience="employee"))["n"]
    return found


def sums_lines(view: View) -> list[str]:
    """What became of all rows that were read, in a sum, and why fewer are counted than were added, as HTML."""
    words, runs_so_far = view.words, data.run("run_list").to_pylist()
    totals = {name: sum(row[f"rows_{name}"] or 0 for row in runs_so_far) for name in ("read", *_BECAME)}
    if not totals["read"] or totals["read"] != sum(totals[name] for name in _BECAME):
        return []
    told = [
        words("data.sums.part", name=words(f"column.rows_{name}").lower(), n=count(totals[name]))
        for name in _BECAME
        if totals[name]
    ]
    lines = [words("data.sums", read=count(totals["read"]), parts=" + ".join(told))]
    return [escape(line) for line in [*lines, *_held_back(view, totals["new"])]]


def _held_back(view: View, added: int) -> list[str]:
    """Why fewer answers are counted than were added, where employees' may be the reason."""
    n, limit = view.facts.n, view.facts.limits.employee_below
    if n is None or n >= added or employees() == 0:
        return []
    return [view.words("data.sums.held", new=count(added), n=count(n), limit=limit)]


def rejected_rows() -> int:
    """How many rows of the files were left out because they could not be read."""
    return int(data.row("rejected_row_count").get("n") or 0)


def runs(view: View) -> None:
    """The latest runs: when, what they read, what became of it, what was masked."""
    parts.section_title(view.words("data.runs"))
    rows = data.run("run_list").slice(0, _RUNS_SHOWN).to_pylist()
    _show_lines({view.words(f"column.{name}"): [_run_cell(view, name, row) for row in rows] for name in _RUN_SUMMARY})


def run_numbers(view: View) -> None:
    """Every number of the latest runs."""
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
    rows = data.run("source_list", filter=view.filter).to_pylist()
    parts.section_title(words("data.sources"), words("data.sources.note"))
    if not rows:
        st.caption(words("empty.nothing"))
        return
    _show_lines(
        {
            words("column.source"): [row["source"] for row in rows],
            words("coverage.n"): [_whole(row["n"]) for row in rows],
            words("data.sources.no_text"): [_part(row, "no_text") for row in rows],
            words("data.sources.scored"): [_part(row, "scored") for row in rows],
            words("data.sources.first"): [_whole(row["first_day"]) for row in rows],
            words("data.sources.last"): [_whole(row["last_day"]) for row in rows],
        }
    )
    _show_source_links(view, rows)
    if gate.may_open("upload"):
        st.caption(words("data.sources.undo"), help=words("data.sources.undo.help", name=queries.database_path().name))


def _show_source_links(view: View, rows: list[dict[str, Any]]) -> None:
    """A link to the comments of each source, for those who may read them."""
    if not gate.may("read"):
        return
    with st.container(horizontal=True, key="source_links", gap="small"):
        for name in (row["source"] for row in rows if row["n"]):
            link = url_state.link(replace(view.filter, sources=(name,)))
            label = view.words("data.sources.read", source=name)
            st.page_link(parts.COMMENTS_PAGE, label=f"{plain(label)} →", query_params=link)


def events(view: View) -> None:
    """What happened, as written in ondo.toml."""
    words = view.words
    parts.section_title(words("data.events"))
    rows = data.run("event_list").to_pylist()
    if not rows:
        st.caption(words("data.events.none"), help=words("data.events.none.help"))
        return
    _show_lines(
        {
            words("data.events.first"): [str(row["starts_on"]) for row in rows],
            words("data.events.last"): [_last_day(row) for row in rows],
            words("word.kind"): [words(f"event.{row['kind']}") for row in rows],
            words("word.event"): [view.event(row) for row in rows],
            words("word.touchpoint"): [_where(view, row["touchpoint"]) for row in rows],
        }
    )


def settings(view: View) -> None:
    """The settings with which the last run made this database."""
    words = view.words
    meta = {row["name"]: row["value"] for row in data.run("meta_list").to_pylist()}
    st.caption(words("data.settings.note"), help=words("data.settings.note.help"))
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
    n = rejected_rows()
    if not n:
        return
    parts.section_title(words("data.rejected"), words("data.rejected.note"))
    if not gate.may("export"):
        st.caption(words("data.rejected.denied", n=count(n)))
        return
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
    parts.section_title(words("data.unread"))
    st.caption(words("data.unread.note"))
    names = ("source", "file", "column", "field", "cells", "first_row", "example")
    shown = [row | {"field": words(f"upload.field.{row['field']}")} for row in found]
    table = {words(f"column.{name}"): [row[name] for row in shown] for name in names}
    st.dataframe(table, hide_index=True, alt=f"{words('data.unread')}: {shown[0]['column']}")


def _run_cell(view: View, name: str, row: dict[str, Any]) -> Any:
    if name == "files":
        return ", ".join(row["files"])
    if name == "finished_at":
        return f"{row[name]:%Y-%m-%d %H:%M} {row[name].replace(tzinfo=view.facts.zone):%Z}"
    if name == "masked":
        found = sorted(dict(row["masked"] or {}).items(), key=lambda item: (-item[1], item[0]))
        return ", ".join(f"{_kind(view, kind)} {count(n)}" for kind, n in found) or "0"
    return round(row["seconds"], 1) if name == "seconds" else row[name]


def _show_lines(columns: dict[str, list[Any]]) -> None:
    """A table in which long texts wrap, numbers with separators."""
    shown = {
        name: [count(cell) if isinstance(cell, int) else cell for cell in cells] for name, cells in columns.items()
    }
    st.table(shown, border="horizontal")


def _kind(view: View, kind: str) -> str:
    return view.words(f"masked.{kind}") if has(f"masked.{kind}") else kind


def _whole(value: int | date | None) -> str:
    return "–" if value is None else count(value) if isinstance(value, int) else str(value)


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
