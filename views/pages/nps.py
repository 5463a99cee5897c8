"""NPS and emotion: scores, both over time, the leading emotion of each NPS group, disagreements, what goes with NPS."""

import streamlit as st

from views.components import comment_list, disagreements, empty_states, nps_drivers, nps_panels
from views.session import data
from views.session.current_view import View, current


def show_page(view: View) -> None:
    """What people feel who recommend, and who do not."""
    st.title(view.words("page.nps"), anchor=False)
    if empty_states.nothing_matches(view):
        return
    n = data.row("nps", filter=view.filter)["n"]
    if not n:
        empty_states.show_absent(view, "no_nps") if n == 0 else empty_states.show_too_few(view)
        nps_panels.show_emotion_trend(view)
        disagreements.show_disagreements(view)
        return
    nps_panels.show_scores_and_emotions(view)
    nps_panels.show_trends(view)
    place_of_topics = nps_drivers.show_drivers(view)
    comment_list.show_clicked_comments(view, "nps_drivers")
    disagreements.show_disagreements(view)
    if place_of_topics:
        nps_drivers.show_topics(view, place_of_topics)


show_page(current())
