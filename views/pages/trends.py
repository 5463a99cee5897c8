"""Trends: tone, NPS, the rating or an emotion over time, all together, apart by a dimension, and before and after events."""

import streamlit as st

from queries.attributes import PREFIX
from queries.filter import FILTER_FIELDS
from views.access import gate
from views.charts import axes, chart_rows
from views.charts.trend_measures import TrendMeasure
from views.components import empty_states, filter_widgets, trend_panels
from views.session import data, url_state
from views.session.current_view import View, current
from views.words.filter_fields import ATTRIBUTES, DIMENSIONS, NONE, attribute_names


def show_page(view: View) -> None:
    """How one measure has changed, for whom, and with which events."""
    st.title(view.words("page.trends"), anchor=False)
    if empty_states.nothing_matches(view):
        return
    measure, dimension = _choose_measure(view), _choose_dimension(view)
    whole = trend_panels.fetch_whole(view, measure)
    parts = trend_panels.fetch_parts(view, measure, dimension)
    days = axes.day_limits(view, whole, parts)
    shown = chart_rows.series(view, whole.to_pylist(), measure.kind)
    if days is None or not shown.visible:
        empty_states.show_absent(view, trend_panels.why_absent(view, measure, days))
        return
    trend_panels.show_whole(view, measure, whole, shown, days)
    trend_panels.show_events(view, measure, days)
    trend_panels.show_parts(view, measure, dimension, parts, days)


def _choose_measure(view: View) -> TrendMeasure:
    options = ("tone", *view.scores, *view.emotions)
    label = view.words("trends.what")
    return TrendMeasure(
        filter_widgets.one_of("measure", options, label, lambda code: TrendMeasure(code).name(view), view.language)
    )


def _choose_dimension(view: View) -> str:
    options = (*_dimensions(), *map(PREFIX.__add__, _attributes(view)))
    return filter_widgets.one_of("by", options, view.words("trends.by"), view.dimension, view.language)


def _dimensions() -> list[str]:
    """The dimensions that any answer has a value of, the first one, and the one that the address asks for."""
    allowed, asked = data.allowed_values(), url_state.one("by", tuple(DIMENSIONS))
    kept = {*list(DIMENSIONS)[:1], asked}
    return [name for name, filter in DIMENSIONS.items() if name in kept or {*allowed[filter]} - {NONE}]


def _attributes(view: View) -> tuple[str, ...]:
    if not gate.may_select_by(FILTER_FIELDS[ATTRIBUTES], view.filter.audience):
        return ()
    return attribute_names(data.allowed_values()[ATTRIBUTES])


show_page(current())
