"""Trends: which line moved most, and how sure that is; one measure over time, before and after events, apart by a dimension."""

import pyarrow as pa
import streamlit as st

from queries.attributes import PREFIX
from queries.filter import FILTER_FIELDS
from views.access import gate
from views.charts import axes, chart_rows
from views.charts.chart_rows import Series
from views.charts.trend_measures import TrendMeasure, lines_of
from views.charts.trend_moves import moves
from views.components import compact_choice, empty_states, event_panels, parts, trend_panels
from views.components.trend_answer import Lines, show_answer
from views.session import data, trend_grain, url_state
from views.session.current_view import View, current
from views.words.filter_fields import ATTRIBUTES, DIMENSIONS, NONE, attribute_names

_FEW = 4
"""Dimensions that are segments."""


def show_page(view: View) -> None:
    """How one measure has changed, for whom, and with which events."""
    head = st.container()
    if empty_states.nothing_matches(view):
        head.title(view.words("page.trends"), anchor=False)
        return
    measure = _choose_measure(view)
    view = trend_grain.fitting(view, lambda drawn: trend_panels.fetch_whole(drawn, measure))
    whole = trend_panels.fetch_whole(view, measure)
    shown = chart_rows.series(view, whole.to_pylist(), measure.kind)
    days = axes.day_limits(view, whole)
    if days is None or not shown.visible:
        with head:
            parts.page_head(view, "trends", view.words("trends.answer.none", what=measure.name(view)))
        empty_states.show_absent(view, trend_panels.why_absent(view, measure, days))
        return
    dimension = _dimension(view)
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
        trend_panels.show_whole(view, lines, *whole, days)
    if events:
        with right:
            event_panels.show_events(view, lines.measure, events)
    with st.container(horizontal=True, vertical_alignment="center", key="split_head"):
        parts.section_title(view.words("trends.split", what=lines.measure.name(view)), width="stretch")
        _choose_dimension(view)
    trend_panels.show_parts(view, lines, *apart, days)


def _choose_measure(view: View) -> TrendMeasure:
    words, named = view.words, ("tone", *view.scores)
    options = (*named, *view.emotions)
    found = compact_choice.one_of(
        "measure",
        options,
        len(named),
        words("trends.what"),
        words("trends.other_emotion"),
        lambda code: TrendMeasure(code).name(view),
        view.language,
    )
    return TrendMeasure(found)


def _dimension(view: View) -> str:
    """The dimension that the lines are split by."""
    options = _dimensions(view)
    return url_state.one("by", options) or options[0]


def _choose_dimension(view: View) -> None:
    words = view.words
    compact_choice.one_of(
        "by", _dimensions(view), _FEW, words("trends.by"), words("trends.other_by"), view.dimension, view.language
    )


def _dimensions(view: View) -> tuple[str, ...]:
    """The dimensions that any answer has a value of, the first one, and the one that the address asks for."""
    allowed, asked = data.allowed_values(), url_state.one("by", tuple(DIMENSIONS))
    kept = {*list(DIMENSIONS)[:1], asked}
    found = [name for name, filter in DIMENSIONS.items() if name in kept or {*allowed[filter]} - {NONE}]
    return (*found, *map(PREFIX.__add__, _attributes(view)))


def _attributes(view: View) -> tuple[str, ...]:
    if not gate.may_select_by(FILTER_FIELDS[ATTRIBUTES], view.filter.audience):
        return ()
    return attribute_names(data.allowed_values()[ATTRIBUTES])


show_page(current())
