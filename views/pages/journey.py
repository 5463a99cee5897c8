"""Journey: the emotion curve over the touchpoints, its lowest point, intended beside felt emotion, consistency, map."""

import streamlit as st

from views import comments, data, journey, states
from views.address import NONE
from views.view import View, current, plain


def draw_page(view: View) -> None:
    """The whole page."""
    st.title(view.words("page.journey"), anchor=False)
    if states.nothing_matches(view):
        return
    if set(data.known_values()["touchpoints"]) <= {NONE}:
        states.absent(view, "no_touchpoints")
        return
    outside = [point.label for code, point in view.touchpoints.items() if not point.in_journey]
    journey.curve(view, "journey_curve")
    if outside:
        st.caption(view.words("journey.outside", names=plain(", ".join(outside[:10]))))
    comments.panel(view, "journey_curve")
    journey.lowest(view)
    left, right = st.columns(2, gap="medium")
    with left:
        journey.gap(view, "journey")
    with right:
        journey.alike(view, "journey")
    comments.panel(view, "journey")
    journey.heat(view, "journey_heat")
    comments.panel(view, "journey_heat")
    journey.nps(view, "journey_nps")
    comments.panel(view, "journey_nps")


draw_page(current())
