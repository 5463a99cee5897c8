"""Data: the latest runs, coverage, the rows set aside and why, and what every number means."""

from typing import Any

import pyarrow as pa
import streamlit as st

from views import charts, data, draw, states, tables
from views.view import View, count, current, plain

_REJECTED_SHOWN = 200
_RUNS_SHOWN = 20
_DEFINED = ("nps", "share", "tone", "capital", "mixed", "intensity", "small", "disagreement", "period")
_RUN_COLUMNS = (
    "run_id finished_at files rows_read rows_scored rows_new rows_updated rows_unchanged rows_repeated "
    "rows_no_consent rows_forgotten rows_set_aside rows_expired seconds"
).split()


def draw_page(view: View) -> None:
    """The whole page."""
    words, facts = view.words, view.facts
    st.title(words("page.data"), anchor=False)
    span = {"first": facts.first_day, "last": facts.last_day, "n": count(facts.n)}
    st.caption(words("data.range" if facts.first_day else "data.range_none", **span))
    st.caption(words("data.scorer", version=plain(facts.scorer_version)))
    left, right = st.columns(2, gap="medium")
    with left:
        _coverage(view)
    with right:
        _definitions(view)
    _runs(view)
    _rejected(view)


def _coverage(view: View) -> None:
    words, cover = view.words, data.row("coverage", filter=view.filter)
    if not cover["n"]:
        states.nothing_matches(view)
        return
    parts = draw.coverage_parts(view, cover)
    texts = draw.texts(view, words("data.coverage.chart"), words("data.coverage.alt"), words("word.state"))
    order, most = tuple(row["state_text"] for row in parts), max(row["n"] for row in parts)
    spec = data.spec(charts.coverage, texts, order, most, view.dark)
    draw.chart(view, spec, parts, "data_coverage")
    st.caption(words("note.not_scored"))
    names = ("n", "mixed", "with_nps", "with_rating", "without_date")
    st.table({words(f"coverage.{name}"): count(cover[name]) for name in names}, border="horizontal", width="content")


def _definitions(view: View) -> None:
    words, limits = view.words, view.facts.limits
    values = {
        "hidden": limits.hidden_below,
        "few": limits.few_below,
        "employee": limits.employee_below,
        "time_zone": view.facts.time_zone,
    }
    st.subheader(words("data.definitions"), anchor=False)
    for name in _DEFINED:
        st.markdown(f"**{words(f'define.{name}')}**  \n{words(f'define.{name}.text', **values)}")


def _runs(view: View) -> None:
    st.subheader(view.words("data.runs"), anchor=False)
    rows = data.run("run_list").slice(0, _RUNS_SHOWN).to_pylist()
    st.dataframe(
        {view.words(f"column.{name}"): [_run_cell(name, row) for row in rows] for name in _RUN_COLUMNS},
        hide_index=True,
        alt=view.words("data.runs"),
    )


def _run_cell(name: str, row: dict[str, Any]) -> Any:
    if name == "files":
        return ", ".join(row["files"])
    return round(row["seconds"], 1) if name == "seconds" else row[name]


def _rejected(view: View) -> None:
    words = view.words
    st.subheader(words("data.rejected"), anchor=False)
    n = data.row("rejected_row_count").get("n", 0)
    if not n:
        st.caption(words("data.rejected.none"))
        return
    st.caption(words("data.rejected.note"))
    shown = _named(view, data.run("rejected_row_list", limit=_REJECTED_SHOWN, offset=0))
    st.dataframe(shown, hide_index=True, alt=words("data.rejected"))
    if n > _REJECTED_SHOWN:
        st.caption(words("data.rejected.shown", limit=_REJECTED_SHOWN))
    fetch = _fetcher(view, n)
    tables.downloads(view, fetch, "ondo-rejected", "rejected")


def _fetcher(view: View, n: int) -> Any:
    return lambda: _named(view, data.uncached("rejected_row_list", limit=n, offset=0))


def _named(view: View, table: pa.Table) -> pa.Table:
    names = [name for name in ("file", "row", "column", "reason", "remedy", "raw") if name in table.column_names]
    return table.select(names).rename_columns([view.words(f"column.{name}") for name in names])


draw_page(current())
