"""Scores and emotion: what goes most with NPS or the rating, who feels what, the score over time, disagreements."""

import streamlit as st

from views.components import disagreements, empty_states, filter_widgets, nps_answer, nps_drivers, nps_panels, parts
from views.files import score_drivers
from views.session import data
from views.session.current_view import View, current


def show_page(view: View) -> None:
    """What people feel who recommend or rate highly, and those who do not."""
    page = "nps." + ("_".join(view.scores) or "none")
    head = st.container()
    if empty_states.nothing_matches(view):
        head.title(view.words(f"page.{page}"), anchor=False)
        return
    score = _choose_score(view) if view.scores else "nps"
    row = data.row(score, filter=view.filter)
    if not row["n"]:
        with head:
            parts.page_head(view, page, view.words(f"empty.no_{score}" if row["n"] == 0 else "empty.few"))
        _say_why(view, score, is_absent=row["n"] == 0)
        return
    table = score_drivers.driver_table(data.run, view, score)
    ranked = score_drivers.ranked(view, score, table, row.get("top"))
    with head:
        nps_answer.show_answer(view, score, page, ranked, row)
    left, right = parts.main_and_side("nps_middle")
    with left:
        nps_drivers.show_drivers(view, score, table, ranked)
    with right:
        nps_panels.show_map(view, score)
    left, right = parts.main_and_side("nps_end")
    with left:
        nps_panels.show_trend(view, score)
    with right:
        disagreements.show_disagreements(view)
    nps_panels.show_scores(view, score)


def _choose_score(view: View) -> str:
    if len(view.scores) == 1:
        return view.scores[0]
    name = view.words("nps.choice")
    return filter_widgets.one_of(
        "measure", view.scores, name, lambda code: view.words(f"word.{code}"), view.language, is_quiet=True
    )


def _say_why(view: View, score: str, is_absent: bool) -> None:
    """What to do where there is no such score, or too little of it."""
    key = f"empty.no_{score}.do" if is_absent else "empty.few.do"
    st.caption(view.words(key, limit=view.limits.hidden_below))


show_page(current())
