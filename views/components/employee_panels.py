"""The employees page's panels: tone and leading emotions beside customers', by touchpoint and over time."""

from dataclasses import replace

import pyarrow as pa
import streamlit as st

from queries.filter import without_refused
from views.charts import audience_rows, axes, group_specs, trend_specs
from views.charts.audience_rows import AUDIENCES, audience_views
from views.charts.chart_rows import ChartRow, Series
from views.charts.journey_rows import touchpoint_order
from views.components import chart, empty_states, side_panel, tables
from views.session import comparison, data, drill_down
from views.session.current_view import View, plain
from views.words.theme import CHART_HEIGHT

_MOST_SENTENCES = 3

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


def compare_by_touchpoint(view: View) -> list[ChartRow]:
    """Employees' tone compared with customers' at each touchpoint."""
    staff, customers = (own.filter for _, own in audience_views(view))
    found = data.run("tone_comparison_by_touchpoint", filter=staff, other=customers).to_pylist()
    sides = ("audience.employee", "audience.customer")
    return [
        comparison.written(view, row, "tone", sides) | {"touchpoint_text": view.touchpoint(row["touchpoint"])}
        for row in found
    ]


def show_differences(view: View, rows: list[ChartRow]) -> None:
    """Where the two differ most, in words: touchpoints with enough answers of both, clear differences first."""
    ranked = [row for row in rows if row["size"] == "normal" and row["touchpoint"]]
    ranked.sort(key=lambda row: (not row["is_clear"], -abs(row["difference"])))
    with st.container(border=True, key="employees_apart"):
        st.markdown(f"**{view.words('employees.apart')}**")
        for row in ranked[:_MOST_SENTENCES]:
            st.markdown(f"- {plain(_format_difference(view, row))} · {plain(row['verdict_text'])}")
        if not ranked:
            st.caption(view.words("employees.apart.none", limit=view.limits.few_below))


def _format_difference(view: View, row: ChartRow) -> str:
    return view.words(
        f"employees.apart.{'lower' if row['difference'] < 0 else 'higher'}",
        touchpoint=row["touchpoint_text"],
        employee=row["value_text"],
        customer=row["other_text"],
        range=row["range_text"],
    )


def show_tones(view: View, compared: list[ChartRow]) -> None:
    """Mean tone of both audiences at each touchpoint; ``compared`` as ``compare_by_touchpoint`` has it."""
    words, found = view.words, _fetch_both(view, "tone_by_touchpoint")
    shown = audience_rows.tone_rows(view, found)
    rows = [row for audience in AUDIENCES for row in shown[audience].visible]
    hidden, limit = sum(row["value"] is None and row["own"] is None for row in compared), employee_limit(view)
    if not shown["employee"].visible:
        st.info(words("employees.all_hidden", n=hidden, limit=limit), icon=":material/visibility_off:")
    if rows:
        _show_tone_chart(view, rows)
    if hidden:
        st.caption(words("employees.hidden", n=hidden, limit=limit))
    _show_table_behind(view, found, "employees_tones", words("employees.tones"), ("touchpoint",))
    side_panel.show(view, "employees")


def _show_tone_chart(view: View, rows: list[ChartRow]) -> None:
    words, shown = view.words, Series.of(rows)
    texts = axes.chart_texts(view, words("employees.tones"), words("employees.tones.alt"), words("word.tone"))
    measure = axes.measure_axis(view, "tone", axes.value_limits(shown, "tone"))
    names, order = audience_rows.audience_names(view), touchpoint_order(view, rows)
    spec = data.spec(group_specs.group_pairs_spec, texts, measure, order, names, view.dark)
    chart.show_chart(view, spec, rows, "employees_tones", "employees")
    chart.show_notes(view, shown, keys=("band", "click"), helps=("tone",))


def show_emotions(view: View) -> None:
    """The leading emotions of both audiences at each touchpoint, side by side."""
    title, found = view.words("employees.emotions"), _fetch_both(view, "emotion_share_by_touchpoint")
    st.subheader(title, anchor=False)
    st.table(audience_rows.leading_emotions_table(view, found), border="horizontal", hide_index=True)
    st.caption(view.words("note.shares"))
    _show_table_behind(view, found, "employees_emotions", title, ("touchpoint", "emotion"))


def show_trend(view: View) -> None:
    """Mean tone of both audiences over time."""
    words, found = view.words, _fetch_both(view, "tone_by_period", grain=view.grain)
    shown = audience_rows.tone_rows(view, found)
    rows = [row for audience in AUDIENCES for row in shown[audience].rows]
    days = axes.day_limits(view, *_with_audience(view, found))
    if days is None or not any(row["value"] is not None for row in rows):
        empty_states.show_absent(view, "no_rolling" if view.grain == "rolling" else "no_dates")
        return
    both = replace(Series.of(rows), hidden=0)  # the caption above the chart says what is hidden
    texts = axes.chart_texts(view, words("employees.trend"), words("employees.trend.alt"), words("word.tone"))
    measure = axes.measure_axis(view, "tone", axes.value_limits(both, "tone"))
    form = (audience_rows.audience_names(view), days, chart.event_marks(view), view.dark, CHART_HEIGHT)
    spec = data.spec(trend_specs.group_trend_spec, texts, measure, *form)
    st.caption(words("employees.hidden_periods", limit=employee_limit(view)))
    chart.show_chart_with_table(
        view, spec, rows, "employees_trend", pa.concat_tables(_with_audience(view, found)),
        section="employees_trend", shown=(both,), keys=("band", "click"), helps=("tone",),
        marks=_row_marks(view, found, ("period",)),
    )  # fmt: skip
    chart.show_event_names(view, days)
    side_panel.show(view, "employees_trend")


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


def _show_table_behind(view: View, found: AudienceTables, key: str, title: str, fields: tuple[str, ...]) -> None:
    table = pa.concat_tables(_with_audience(view, found))
    opening = drill_down.TableOpening("employees", _row_marks(view, found, fields))
    tables.show_table_behind(view, table, key, title, opening=opening)
