"""Summary: what has changed in one sentence, four figures, one line over time, quotes, what needs a look, topics that moved."""

import streamlit as st

from views.components import empty_states, parts, summary_panels
from views.session.current_view import View, current


def show_page(view: View) -> None:
    """How customers feel now, and what has changed."""
    head = st.container()
    if empty_states.nothing_matches(view):
        head.title(view.words("page.summary"), anchor=False)
        return
    summary_panels.show_answer(view)
    cards = summary_panels.show_cards(view)
    left, right = parts.main_and_side("summary_middle")
    with left:
        if view.facts.last is None:
            summary_panels.show_emotions(view)
            empty_states.say_undated(view)
        else:
            summary_panels.show_line(view, cards)
    with right:
        summary_panels.show_attention(view)
    left, right = parts.main_and_side("summary_end")
    with left:
        summary_panels.show_quotes(view)
    with right:
        summary_panels.show_topics(view)
    if view.facts.last is not None:
        summary_panels.show_emotions(view)


show_page(current())
