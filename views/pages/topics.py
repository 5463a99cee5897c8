"""Topics: what customers talk of in the comments that the filters choose, what rises and falls, and how it differs by part."""

import streamlit as st

from views.charts.topics import find_topics
from views.components import empty_states, parts, topic_notes_form, topic_panels
from views.session.current_view import View, current


def show_page(view: View) -> None:
    """What is talked of, and what has changed."""
    head = st.container()
    if empty_states.nothing_matches(view):
        head.title(view.words("page.topics"), anchor=False)
        return
    if view.filter.audience != "customer":
        parts.page_head(view, "topics", view.words("topics.employees").rstrip("."))
        return
    topics = topic_panels.source(view)
    found = find_topics(topics, view.filter, topic_panels.compared_with(view.filter), topic_panels.MOST_TOPICS)
    moved = topic_panels.find_moved(view, topics)
    topic_panels.show_answer(view, found, moved)
    topic_notes_form.show_message(view)
    left, right = parts.main_and_side("topics_columns")
    with left:
        topic_panels.show_topics(view, found)
    with right:
        topic_panels.show_moved(view, moved)
        topic_panels.show_rising(view, topics)
    topic_panels.show_by(view, topics)
    topic_notes_form.show_said(view)
    topic_panels.show_panels(view)


show_page(current())
