"""Journey: where it got worst, the map of touchpoints and periods, the emotion curve with intended and felt emotion."""

import streamlit as st

from views.components import (
    capital_panels,
    empty_states,
    journey_charts,
    journey_map,
    journey_panels,
    side_panel,
    story_panels,
    touchpoint_panels,
)
from views.session import data
from views.session.current_view import View, current
from views.words.filter_fields import NONE

CURVE = story_panels.CURVE


def show_page(view: View) -> None:
    """Where along the journey people feel what, and where that has changed."""
    head = st.container()
    if empty_states.nothing_matches(view):
        head.title(view.words("page.journey"), anchor=False)
        return
    if set(data.allowed_values()["touchpoints"]) <= {NONE}:
        head.title(view.words("page.journey"), anchor=False)
        empty_states.show_absent(view, "no_touchpoints")
        touchpoint_panels.show_places(view)
        return
    for section in (journey_panels.MAP, CURVE):
        side_panel.show(view, section)
    falls = journey_panels.show_answer(view)
    if view.facts.last is not None:
        with st.container(horizontal=True, key="journey_row", gap="small"):
            with st.container(key="journey_map"):
                journey_map.show_map(view, journey_panels.MAP)
            journey_panels.show_worst(view, falls)
    journey_charts.show_curve(view, CURVE)
    if view.facts.last is None:
        empty_states.say_undated(view)
    journey_panels.show_sentences(view)
    touchpoint_panels.show_stages(view)
    with st.container(gap="xsmall", key="journey_more"):
        _show_more(view)


def _show_more(view: View) -> None:
    """What is behind it all, folded."""
    story_panels.show_story(view)
    journey_charts.show_scores(view, "journey")
    for score in view.scores:
        side_panel.show(view, f"journey_{score}")
    capital_panels.show_ledger(view)
    touchpoint_panels.show_places(view)
    journey_panels.show_method(view)


show_page(current())
