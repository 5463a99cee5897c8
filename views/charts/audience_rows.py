"""From query rows to the rows of charts and tables that set employees beside customers."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as compute

from queries.filter import without_refused
from views.charts.chart_rows import ChartRow, Series, series, strongest_emotions
from views.words.labels import View, count, percent

AUDIENCES = ("employee", "customer")

_NAMED_EMOTIONS = 3
"""Emotions named at each touchpoint."""


def audience_views(view: View) -> Iterator[tuple[str, View]]:
    """The view of employees' answers, then that of customers', each with its audience; both without what employees' answers
    may not be selected by."""
    of_employees = without_refused(replace(view.filter, audience="employee"))
    for audience in AUDIENCES:
        yield audience, replace(view, filter=replace(of_employees, audience=audience))


def audience_names(view: View) -> tuple[str, str]:
    """What the two audiences are called."""
    employee, customer = (view.words(f"audience.{audience}") for audience in AUDIENCES)
    return employee, customer


def with_audience_text(view: View, row: ChartRow, audience: str) -> ChartRow:
    """A row with whose answers it is of."""
    return row | {"audience": audience, "group_text": view.words(f"audience.{audience}")}


def with_audience_column(view: View, table: pa.Table, audience: str) -> pa.Table:
    """The table with whose answers they are; where employees' are hidden, not even that there are any."""
    if audience == "employee":
        table = table.filter(compute.not_equal(table.column("size"), "hidden"))
    return table.add_column(0, "audience", pa.array([view.words(f"audience.{audience}")] * table.num_rows, pa.string()))


def tone_rows(view: View, tables: Mapping[str, pa.Table]) -> dict[str, Series]:
    """The tones of both audiences, from audience -> rows of a query of tones."""
    found = {}
    for audience, own_view in audience_views(view):
        shown = series(own_view, tables[audience].to_pylist(), "tone")
        found[audience] = replace(shown, rows=[with_audience_text(view, row, audience) for row in shown.rows])
    return found


def leading_emotions_table(view: View, tables: Mapping[str, pa.Table]) -> list[dict[str, str]]:
    """A line for each touchpoint with the leading emotions of both audiences in words, and from how many answers.

    ``tables`` holds the rows of emotion_share_by_touchpoint by audience.
    """
    texts = {
        audience: _leading_emotions(own_view, tables[audience].to_pylist())
        for audience, own_view in audience_views(view)
    }
    words, found = view.words, texts["employee"].keys() | texts["customer"].keys()
    hidden, none = words("number.hidden"), words("employees.no_answers")
    return [
        {
            words("word.touchpoint"): view.touchpoint(code),
            words("audience.employee"): texts["employee"].get(code, hidden),
            words("audience.customer"): texts["customer"].get(code, none),
        }
        for code in (*view.touchpoints, "")
        if code in found
    ]


def _leading_emotions(view: View, rows: list[dict[str, Any]]) -> dict[str, str]:
    shown = series(view, rows, "share")
    strongest = strongest_emotions(shown.visible, _NAMED_EMOTIONS)
    return {row["touchpoint"]: _leading_text(view, row, strongest.get(row["touchpoint"], [])) for row in shown.rows}


def _leading_text(view: View, row: ChartRow, strongest: list[ChartRow]) -> str:
    if row["size"] == "hidden":
        return view.words("number.hidden")
    names = " · ".join(f"{lead['emotion_text']} {percent(lead['value'])}" for lead in strongest)
    return f"{names or '–'} (n\u00a0=\u00a0{count(row['n'])})"
