"""Trends: tone, NPS, the rating or an emotion over time, all together, apart by a dimension, and before and after events."""

import streamlit as st

from views.charts import axes, chart_rows
from views.charts.trend_measures import TrendMeasure
from views.components import empty_states, sidebar, trend_panels
from views.session.current_view import View, current
from views.words.filter_fields import DIMENSIONS


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
        sidebar.one_of("measure", options, label, lambda code: TrendMeasure(code).name(view), view.language)
    )


def _choose_dimension(view: View) -> str:
    words = view.words
    return sidebar.one_of(
        "by", tuple(DIMENSIONS), words("trends.by"), lambda code: words(f"filter.{DIMENSIONS[code]}"), view.language
    )


show_page(current())
