"""The view of one run of the dashboard: made by the entry file, read by the page that runs next."""

import streamlit as st

import queries
from views.words.labels import (
    DatabaseFacts,
    Labels,
    View,
    count,
    percent,
    plain,
    points,
    signed,
    tone_text,
)
from views.words.period_names import Comparison
from views.words.strings import Words, words_in

__all__ = [
    "Labels",
    "View",
    "Words",
    "count",
    "current",
    "current_language",
    "current_words",
    "is_dark",
    "make_view",
    "percent",
    "plain",
    "points",
    "set_language",
    "set_view",
    "signed",
    "tone_text",
    "words_in",
]

_STATE = "view"
_LANGUAGE = "view_language"


def set_language(language: str) -> None:
    """Set the language of this run, also for a page that needs no data."""
    st.session_state[_LANGUAGE] = language


def current_language() -> str:
    """The language of this run, ko or en."""
    return str(st.session_state[_LANGUAGE])


def current_words() -> Words:
    """The words of this run's language."""
    return words_in(st.session_state[_LANGUAGE])


def set_view(view: View) -> None:
    """Set the view for the page that runs next."""
    st.session_state[_STATE] = view


def current() -> View:
    """The view of this run, as the entry file made it."""
    found: View = st.session_state[_STATE]
    return found


def is_dark() -> bool:
    """Whether the browser shows the dark theme."""
    return bool(st.context.theme.type == "dark")


def make_view(
    labels: Labels, filter: queries.Filter, grain: str, facts: DatabaseFacts, comparison: Comparison | None = None
) -> View:
    """The view of this run, in the browser's theme."""
    return View(
        labels.language,
        labels.emotions,
        labels.touchpoints,
        labels.attributes,
        filter=filter,
        grain=grain,
        dark=is_dark(),
        facts=facts,
        comparison=comparison,
    )
