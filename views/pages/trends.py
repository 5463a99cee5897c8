"""Trends: which line moved most, and how sure that is; one measure over time, before and after events, apart by a dimension."""

import pyarrow as pa
import streamlit as st

from views.charts import axes, chart_rows
from views.charts.chart_rows import Series
from views.charts.trend_measures import lines_of
from views.charts.trend_moves import moves
from views.components import empty_states, event_panels, parts, trend_choices, trend_panels
from views.components.trend_answer import Lines, show_answer
from views.session import trend_grain
from views.session.current_view import View, current


def show_page(view: View) -> None:
    """How one measure has changed, for whom, and with which events."""
    head = st.container()
    if empty_states.nothing_matches(view):
        head.title(view.words("page.trends"), anchor=False)
        return
    measure = trend_choices.choose_measure(view)
    view = trend_grain.fitting(view, lambda drawn: trend_panels.fetch_whole(drawn, measure))
    whole = trend_panels.fetch_whole(view, measure)
    shown = chart_rows.series(view, whole.to_pylist(), measure.kind)
    days = axes.day_limits(view, whole)
    if days is None or not shown.visible:
        with head:
            parts.page_head(view, "trends", view.words("trends.answer.none", what=measure.name(view)))
        empty_states.show_absent(view, trend_panels.why_absent(view, measure, days))
        return
    dimension = trend_choices.dimension(view)
    apart = trend_panels.fetch_parts(view, measure, dimension)
    split = chart_rows.series(view, apart.to_pylist(), measure.kind)
    marks = trend_panels.marks_of(measure, dimension, split.rows)
    lines = Lines(measure, dimension, moves(lines_of(shown, split)), marks)
    with head:
        show_answer(view, lines)
    _show_body(view, lines, (whole, shown), (apart, split), axes.day_limits(view, whole, apart) or days)


def _show_body(
    view: View, lines: Lines, whole: tuple[pa.Table, Series], apart: tuple[pa.Table, Series], days: trend_panels.Days
) -> None:
    events = event_panels.events_within(view, days)
    left, right = parts.main_and_side("trends_whole") if events else (st.container(), st.container())
    with left:
        trend_panels.show_whole(view, lines.measure, *whole, days)
    if events:
        with right:
            event_panels.show_events(view, lines.measure, events)
    with st.container(horizontal=True, vertical_alignment="center", key="split_head"):
        parts.section_title(view.words("trends.split", what=lines.measure.name(view)), width="stretch")
        trend_choices.choose_dimension(view)
    trend_panels.show_parts(view, lines, *apart, days)


show_page(current())
