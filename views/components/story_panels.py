"""The story of a touchpoint on the journey page, and its empathy map."""

import streamlit as st

from views.components import comment_list
from views.files import summary
from views.files.comment_card import comment_html
from views.files.story import Story, StoryPart, StoryQuote, story_of
from views.session import data, drill_down
from views.session.current_view import View, plain

CURVE = "journey_curve"
SPAN = "90"
"""Section of the curve, where a click opens a touchpoint; days looked at where the filters name no first day."""


def show_story(view: View) -> None:
    """A closed box with the story of the touchpoint that was clicked, or of one that is chosen."""
    words = view.words
    box = st.expander(words("story.title"), icon=":material/auto_stories:", key="story", on_change="rerun")
    if not box.open:
        return
    with box:
        told = {
            row["touchpoint"]: row["n"] or 0 for row in data.run("tone_by_touchpoint", filter=view.filter).to_pylist()
        }
        there = [code for code in told if code]
        if not there:
            st.caption(words("story.hidden"))
            return
        st.caption(words("story.what"))
        opened = _opened()
        first = there.index(opened if opened in there else max(there, key=told.__getitem__))
        chosen = st.selectbox(words("story.choose"), there, first, view.touchpoint, key=f"story_of_{opened}")
        period = summary.with_period(view, SPAN)
        _show(period, story_of(period, period.former, chosen, data.run))


def _opened() -> str:
    """The touchpoint that was clicked in the curve."""
    clicked = drill_down.current(CURVE)
    return dict(clicked.mark).get("touchpoint", "") if clicked else ""


def _show(view: View, story: Story) -> None:
    words = view.words
    if story.size == "hidden":
        st.caption(words("story.hidden"))
        return
    for number, sentence in enumerate(story.sentences):
        if sentence.filter:
            comment_list.show_link_to_comments(
                view, sentence.filter, plain(sentence.text), f"open_story_{number}", is_line=True
            )
    with st.container(horizontal=True):
        for part in story.parts:
            _show_part(view, part)
    if story.quadrants:
        st.markdown(f"##### {words('story.map')}")
        left, right = st.columns(2, gap="medium")
        for number, part in enumerate(story.quadrants):
            with (left, right)[number % 2]:
                _show_part(view, part)


def _show_part(view: View, part: StoryPart) -> None:
    with st.container(
        border=True, key=f"story_{part.name}", width=360 if part.name in ("words", "wish", "kindness") else "stretch"
    ):
        st.markdown(f"**{view.words(f'story.{part.name}')}**")
        if part.note:
            st.caption(part.note)
        for quote in part.quotes:
            _show_quote(view, quote)
        if not part.quotes:
            st.caption(view.words("story.nobody"))


def _show_quote(view: View, quote: StoryQuote) -> None:
    if quote.label and not quote.said:
        st.markdown(plain(quote.label))
    if quote.said:
        st.html(comment_html(view, quote.row, note=quote.label))
