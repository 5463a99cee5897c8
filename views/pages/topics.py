"""Topics: what customers talk of in the comments that the filters choose, what rises, and how it differs by part."""

import streamlit as st

from views.charts.topics import find_topics, whole_of
from views.components import empty_states, topic_panels
from views.session.current_view import View, current


def show_page(view: View) -> None:
    """What is talked of, counted."""
    st.title(view.words("page.topics"), anchor=False)
    if empty_states.nothing_matches(view):
        return
    if view.filter.audience != "customer":
        st.info(view.words("topics.employees"), icon=":material/visibility_off:")
        return
    topics = topic_panels.source(view)
    found = find_topics(topics, view.filter, whole_of(view.filter), topic_panels.MOST_TOPICS)
    topic_panels.show_topics(view, found)
    topic_panels.show_rising(view, topics)
    topic_panels.show_by(view, topics)
    topic_panels.show_notes(view, found)


show_page(current())
