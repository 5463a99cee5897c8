"""Journey: the emotion curve over the touchpoints, its lowest point, intended beside felt emotion, consistency, map."""

import streamlit as st

from views.components import comment_list, empty_states, journey_charts
from views.session import data
from views.session.current_view import View, current, plain
from views.words.filter_fields import NONE


def draw_page(view: View) -> None:
    """The whole page."""
    st.title(view.words("page.journey"), anchor=False)
    if empty_states.nothing_matches(view):
        return
    if set(data.known_values()["touchpoints"]) <= {NONE}:
        empty_states.absent(view, "no_touchpoints")
        return
    outside = [point.label for code, point in view.touchpoints.items() if not point.in_journey]
    journey_charts.curve(view, "journey_curve")
    if outside:
        st.caption(view.words("journey.outside", names=plain(", ".join(outside[:10]))))
    comment_list.panel(view, "journey_curve")
    journey_charts.lowest(view)
    left, right = st.columns(2, gap="medium")
    with left:
        journey_charts.gap(view, "journey")
    with right:
        journey_charts.alike(view, "journey")
    comment_list.panel(view, "journey")
    journey_charts.heat(view, "journey_heat")
    comment_list.panel(view, "journey_heat")
    journey_charts.nps(view, "journey_nps")
    comment_list.panel(view, "journey_nps")


draw_page(current())
