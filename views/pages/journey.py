"""Journey: the emotion curve over the touchpoints, NPS along it, intended beside felt emotion."""

import streamlit as st

from views import comments, journey, states
from views.view import View, current, plain


def draw_page(view: View) -> None:
    """The whole page."""
    st.title(view.words("page.journey"), anchor=False)
    if states.nothing_matches(view):
        return
    outside = [point.label for code, point in view.touchpoints.items() if not point.in_journey]
    journey.curve(view, "journey_curve")
    if outside:
        st.caption(view.words("journey.outside", names=plain(", ".join(outside[:10]))))
    comments.panel(view, "journey_curve")
    left, right = st.columns(2, gap="medium")
    with left:
        journey.nps(view, "journey")
    with right:
        journey.gap(view, "journey")
    comments.panel(view, "journey")


draw_page(current())
