"""The filters that are numbers: strength of emotion, tone, confidence; drawn as choices and sliders."""

import streamlit as st

from views.session import url_state
from views.session.current_view import Labels
from views.words import filter_fields

ANY = ""
_STEP = 0.05


def draw(labels: Labels, numbers: dict[str, float | None]) -> None:
    """Draw the three; ``numbers`` are the limits in force, None where there is none."""
    _strength(labels, numbers["intensity_from"])
    _tone(labels, numbers["tone_from"], numbers["tone_until"])
    _confidence(labels, numbers["confidence_from"])


def _strength(labels: Labels, chosen: float | None) -> None:
    words, key = (
        labels.words,
        url_state.shown(f"intensity_from_{labels.language}", ANY if chosen is None else str(chosen)),
    )
    st.selectbox(
        words("filter.intensity_from"),
        (ANY, "1", "2", "3"),
        format_func=lambda code: words(f"intensity_from.{code}") if code else words("filter.all"),
        key=key,
        on_change=url_state.take,
        args=("intensity_from", key),
        help=words("filter.intensity_from.help"),
    )


def _tone(labels: Labels, low: float | None, high: float | None) -> None:
    words, key = labels.words, f"tone_{labels.language}"
    least, most = filter_fields.NUMBERS["tone_from"]
    ends = sorted((least if low is None else low, most if high is None else high))
    url_state.shown(key, tuple(float(end) for end in ends))
    st.slider(
        words("filter.tone"),
        float(least),
        float(most),
        step=_STEP,
        format="%+.2f",
        key=key,
        on_change=_take_tone,
        args=(key,),
        help=words("filter.tone.help"),
    )


def _confidence(labels: Labels, chosen: float | None) -> None:
    words, key = labels.words, f"confidence_{labels.language}"
    url_state.shown(key, round(100 * (chosen or 0)))
    st.slider(
        words("filter.confidence_from"),
        0,
        100,
        step=5,
        format="%d%%",
        key=key,
        on_change=_take_confidence,
        args=(key,),
        help=words("filter.confidence_from.help"),
    )


def _take_tone(key: str) -> None:
    least, most = filter_fields.NUMBERS["tone_from"]
    low, high = st.session_state[key]
    url_state.put({"tone_from": f"{low:g}" if low > least else "", "tone_until": f"{high:g}" if high < most else ""})


def _take_confidence(key: str) -> None:
    share = st.session_state[key] / 100
    url_state.put({"confidence_from": f"{share:g}" if share else ""})
