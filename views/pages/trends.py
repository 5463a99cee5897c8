"""Trends: which line moved most, and how sure that is; one measure over time, before and after events, apart by a dimension."""

import streamlit as st

from views.components import empty_states, event_panels, parts, trend_choices, trend_lines, trend_panels
from views.components.trend_answer import show_answer
from views.components.trend_lines import FoundLines
from views.session.current_view import View, current


def show_page(view: View) -> None:
    """How one measure has changed, for whom, and with which events."""
    head = st.container()
    if empty_states.nothing_matches(view):
        head.title(view.words("page.trends"), anchor=False)
        return
    measure = trend_choices.choose_measure(view)
    found = trend_lines.find(view, measure, trend_choices.dimension(view))
    if isinstance(found, str):
        with head:
            parts.page_head(view, "trends", view.words("trends.answer.none", what=measure.name(view)))
        empty_states.show_absent(view, found)
        return
    with head:
        show_answer(found.view, found.lines)
    _show_body(found)


def _show_body(found: FoundLines) -> None:
    view, lines = found.view, found.lines
    events = event_panels.events_within(view, found.days)
    left, right = parts.main_and_side("trends_whole") if events else (st.container(), st.container())
    with left:
        trend_panels.show_whole(view, lines.measure, *found.whole, found.days)
    if events:
        with right:
            event_panels.show_events(view, lines.measure, events)
    with st.container(horizontal=True, vertical_alignment="center", key="split_head"):
        parts.section_title(view.words("trends.split", what=lines.measure.name(view)), width="stretch")
        trend_choices.choose_dimension(view)
    trend_panels.show_parts(view, lines, *found.apart, found.days)


show_page(current())
