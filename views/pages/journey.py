"""Journey: the emotion curve over the touchpoints, its lowest point, intended beside strongest emotion, consistency, map."""

import streamlit as st

from views.components import (
    capital_panels,
    empty_states,
    journey_charts,
    journey_panels,
    side_panel,
    story_panels,
    touchpoint_panels,
)
from views.session import data
from views.session.current_view import View, current
from views.words.filter_fields import NONE


def show_page(view: View) -> None:
    """Where along the journey people feel what."""
    st.title(view.words("page.journey"), anchor=False)
    if empty_states.nothing_matches(view):
        return
    if set(data.allowed_values()["touchpoints"]) <= {NONE}:
        empty_states.show_absent(view, "no_touchpoints")
        touchpoint_panels.show_places(view)
        return
    journey_charts.show_curve(view, "journey_curve")
    journey_charts.show_coverage(view)
    journey_charts.show_outside(view)
    side_panel.show(view, "journey_curve")
    journey_panels.show_lowest(view)
    story_panels.show_story(view)
    left, right = st.columns(2, gap="medium")
    with left:
        journey_panels.show_gap(view, "journey")
    with right:
        journey_panels.show_consistency(view, "journey")
    side_panel.show(view, "journey")
    capital_panels.show_capital(view)
    journey_charts.show_heat_map(view, "journey_heat")
    side_panel.show(view, "journey_heat")
    for score in view.scores:
        journey_charts.show_score(view, score, f"journey_{score}")
        side_panel.show(view, f"journey_{score}")
    touchpoint_panels.show_places(view)


show_page(current())
