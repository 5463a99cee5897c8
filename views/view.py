"""The view of one run of the dashboard: made by the entry file, known to the page that runs next."""

import streamlit as st

import queries
from views.labels import Facts, Labels, View, count, percent, plain, points, signed, tone_text
from views.strings import Words, words_in

__all__ = [
    "Labels",
    "View",
    "Words",
    "count",
    "current",
    "enter",
    "made",
    "percent",
    "plain",
    "points",
    "signed",
    "tone_text",
    "words_in",
]

_STATE = "view"


def enter(view: View) -> None:
    """Make the view known to the page that runs next."""
    st.session_state[_STATE] = view


def current() -> View:
    """The view of this run, as the entry file made it."""
    return st.session_state[_STATE]


def made(labels: Labels, filter: queries.Filter, grain: str, facts: Facts) -> View:
    """The view of this run, in the browser's theme."""
    dark = st.context.theme.type == "dark"
    return View(
        labels.language, labels.emotions, labels.touchpoints, filter=filter, grain=grain, dark=dark, facts=facts
    )
