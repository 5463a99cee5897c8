"""Scores and emotion: NPS and ratings as far as there are any, over time, the leading emotion of their groups, disagreements."""

import streamlit as st

from views.components import disagreements, empty_states, nps_drivers, nps_panels, side_panel
from views.session import data
from views.session.current_view import View, current


def show_page(view: View) -> None:
    """What people feel who recommend or rate highly, and those who do not."""
    st.title(view.words("page.nps." + ("_".join(view.scores) or "none")), anchor=False)
    if empty_states.nothing_matches(view):
        return
    if "nps" not in view.scores:
        st.caption(view.words("nps.absent"))
    scores = [score for score in view.scores if _is_shown(view, score)]
    for score in scores:
        nps_panels.show_scores_and_emotions(view, score)
    nps_panels.show_trends(view, scores)
    _show_drivers_and_disagreements(view, scores)


def _show_drivers_and_disagreements(view: View, scores: list[str]) -> None:
    """What goes with the scores; topics, which take longest, are filled in last."""
    places = {score: nps_drivers.show_drivers(view, score) for score in scores}
    for score in scores:
        side_panel.show(view, f"{score}_drivers")
    disagreements.show_disagreements(view)
    for score, place in places.items():
        if place:
            nps_drivers.show_topics(view, score, place)


def _is_shown(view: View, score: str) -> bool:
    """Whether there are answers enough with this score; says so where there are not."""
    n = data.row(score, filter=view.filter)["n"]
    if n == 0:
        empty_states.show_absent(view, f"no_{score}")
    elif not n:
        empty_states.show_too_few(view)
    return bool(n)


show_page(current())
