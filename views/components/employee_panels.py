"""The employees page's panels: tone and leading emotions beside customers', by touchpoint and over time."""

import math
from dataclasses import replace
from html import escape

import pyarrow as pa
import streamlit as st

from queries.filter import without_refused
from views.charts import audience_rows, axes, time_line, trend_specs
from views.charts.audience_rows import AUDIENCES, audience_views
from views.charts.chart_rows import ChartRow, Series
from views.charts.event_names import named_events
from views.components import chart, empty_states, parts, side_panel
from views.files import mirror_rows
from views.files.summary import long_view
from views.session import comparison, data, drill_down
from views.session.current_view import View, count
from views.words.theme import CHART_HEIGHT

AudienceTables = dict[str, pa.Table]
"""Audience -> the rows of one query about its answers."""


def employee_limit(view: View) -> int:
    """Below how many answers employees' numbers are hidden."""
    return replace(view, filter=replace(view.filter, audience="employee")).limits.hidden_below


def has_employees(view: View) -> bool:
    """Whether there are enough employees' comments to say anything; if not, says why and what to do."""
    staff = without_refused(replace(view.filter, audience="employee"))
    if staff != replace(view.filter, audience="employee"):
        st.caption(view.words("employees.without_text"))
    n = data.row("tone", filter=staff).get("n")
    if n:
        return True
    key = "few" if n is None else "none"
    st.info(
        f"**{view.words(f'employees.{key}')}**  \n{view.words(f'employees.{key}.do', limit=employee_limit(view))}",
        icon=":material/visibility_off:" if n is None else ":material/inbox:",
    )
    return False


def show_what(view: View) -> None:
    """From how many answers on employees' are shown, and why."""
    st.caption(view.words("employees.what", limit=employee_limit(view)))


def compare_by_touchpoint(view: View) -> list[ChartRow]:
    """Employees' tone compared with customers' at each touchpoint."""
    staff, customers = (own.filter for _, own in audience_views(view))
    found = data.run("tone_comparison_by_touchpoint", filter=staff, other=customers).to_pylist()
    sides = ("audience.employee", "audience.customer")
    return [
        comparison.written(view, row, "tone", sides) | {"touchpoint_text": view.touchpoint(row["touchpoint"])}
        for row in found
    ]


def show_answer(view: View, rows: list[ChartRow]) -> None:
    """Where the two differ most: at touchpoints with enough answers of both, the clear differences first."""
    words, ranked = view.words, mirror_rows.ranked(rows)
    parts.page_head(view, "employees", mirror_rows.headline(view, ranked))
    if not ranked:
        with st.container(key="answer_lines", gap=None):
            said = words("employees.answer.few_note", limit=view.limits.few_below)
            parts.answer_line(view, f"<span>{escape(said)}</span>", None, "", "answer_evidence")
        return
    first = ranked[0]
    staff = replace(view.filter, audience="employee", touchpoints=(first["touchpoint"],), states=("scored",))
    with st.container(key="answer_lines", gap=None):
        label = words("answer.evidence", n=count(first["own_n"]))
        parts.answer_line(view, mirror_rows.line(view, first), without_refused(staff), label, "answer_evidence")


def show_tones(view: View, compared: list[ChartRow]) -> None:
    """Mean tone of both audiences at each touchpoint, the widest difference first; a row opens what employees say there."""
    words, found = view.words, _fetch_both(view, "tone_by_touchpoint")
    rows = mirror_rows.tone_rows(view, found, compared)
    hidden, limit = sum(row["value"] is None and row["own"] is None for row in compared), employee_limit(view)
    title = words("employees.tones.ranked" if any(row.gap for row in rows) else "employees.tones")
    parts.section_title(title, words("employees.scale", few=view.limits.few_below))
    if not rows:
        st.caption(words("employees.all_hidden", n=hidden, limit=limit))
    with st.container(key="employees_tones", gap=None):
        for row in rows:
            mark = (("audience", "employee"), ("touchpoint", row.touchpoint))
            chosen = drill_down.DrillDown("employees", mark, "scored", view.grain)
            parts.row_that_selects(mirror_rows.html(view, row), f"mirror_{row.touchpoint}", row.name, chosen)
    st.html(mirror_rows.key(view))
    note = words("employees.hidden", n=hidden, limit=limit) if hidden else ""
    _show_footer(view, found, "employees_tones", words("employees.tones"), ("touchpoint",), note)
    side_panel.show(view, "employees")


def show_emotions(view: View) -> None:
    """The leading emotions of both audiences side by side, at touchpoints where employees' may be shown."""
    title, found = view.words("employees.emotions"), _fetch_both(view, "emotion_share_by_touchpoint")
    table = audience_rows.leading_emotions_table(view, found)
    hidden = view.words("number.hidden")
    shown = [row for row in table if row[view.words("audience.employee")] != hidden]
    if not shown:
        return
    parts.section_title(title)
    st.table(shown, border="horizontal", hide_index=True)
    _show_footer(view, found, "employees_emotions", title, ("touchpoint", "emotion"), view.words("note.shares"))


def show_trend(view: View) -> None:
    """Mean tone of both audiences over time."""
    view = long_view(view)
    words, found = view.words, _fetch_both(view, "tone_by_period", grain=view.grain)
    shown = audience_rows.tone_rows(view, found)
    rows = [row for audience in AUDIENCES for row in shown[audience].rows]
    days = axes.day_limits(view, *_with_audience(view, found))
    parts.section_title(words("employees.trend"))
    if days is None or not any(row["value"] is not None for row in rows):
        empty_states.show_absent(view, "no_rolling" if view.grain == "rolling" else "no_dates")
        return
    both = Series.of(rows)
    texts = replace(axes.chart_texts(view, "", words("employees.trend.alt"), words("word.tone")), period="")
    measure = replace(axes.measure_axis(view, "tone", _tone_limits(both)), title="")
    events = data.run("event_list").to_pylist()
    named = named_events(view, chart.event_marks_of(view, events), [view.event(row) for row in events], days)
    drawn = (time_line.ticks_apart(view.grain, days), view.dark, CHART_HEIGHT, time_line.iso_days(view.chosen_days))
    spec = data.spec(
        trend_specs.group_trend_spec, texts, measure, audience_rows.audience_names(view), days, named, *drawn
    )
    chart.show_chart(view, spec, _ticked(view, rows), "employees_trend", "employees_trend", has_files=False)
    chart.show_unnamed_events(view, named)
    chosen = [words("footer.chosen", period=view.comparison.name)] if view.chosen_days and view.comparison else []
    note = " ".join([words("employees.hidden_periods", limit=employee_limit(view)), *chosen])
    _show_footer(view, found, "employees_trend", words("employees.trend"), ("period",), note)
    side_panel.show(view, "employees_trend")


def _ticked(view: View, rows: list[ChartRow]) -> list[ChartRow]:
    """The rows of both audiences with the name of each period once."""
    told = {row["period"]: number for number, row in enumerate(rows) if row["value"] is not None}
    made = time_line.labelled_rows(view, rows)
    return [row | {"tick_text": row["tick_text"] * (told.get(row["period"]) == at)} for at, row in enumerate(made)]


def _tone_limits(shown: Series) -> tuple[float, float]:
    """The limits of an axis of tones at its numbers, so that no band seems cut where the axis has none."""
    low, high = axes.value_limits(shown, "tone")
    return math.floor(2 * low) / 2, math.ceil(2 * high) / 2


def _fetch_both(view: View, query: str, **params: str) -> AudienceTables:
    return {audience: data.run(query, filter=own.filter, **params) for audience, own in audience_views(view)}


def _with_audience(view: View, found: AudienceTables) -> list[pa.Table]:
    return [audience_rows.with_audience_column(view, found[audience], audience) for audience in AUDIENCES]


def _row_marks(view: View, found: AudienceTables, fields: tuple[str, ...]) -> drill_down.RowMarks:
    """What the rows of the employees' and the customers' table open, one after the other."""
    return tuple(
        mark
        for table, audience in zip(_with_audience(view, found), AUDIENCES, strict=True)
        for mark in drill_down.marks(table.to_pylist(), fields, {"audience": audience})
    )


def _show_footer(
    view: View, found: AudienceTables, key: str, title: str, fields: tuple[str, ...], note: str = ""
) -> None:
    """The quiet line under a part, with its table, whose rows open the answers behind them."""
    section = "employees_trend" if key == "employees_trend" else "employees"
    opening = drill_down.TableOpening(section, _row_marks(view, found, fields))
    parts.footer(note, view, key, title, lambda: pa.concat_tables(_with_audience(view, found)), opening)
