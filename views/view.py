"""What every page needs to know in one run: language, words, filter, labels; and how its numbers are written."""

from dataclasses import dataclass

import streamlit as st

import queries
from views import data
from views.address import NONE
from views.strings import Words, has, words_in
from views.theme import Palette, palette

_STATE = "view"
_LANGUAGE = "view_language"
_MARKDOWN = frozenset("\\`*_{}[]()#+-!|<>$:~&")
_WORDS_OF = {
    "languages": "comment_language",
    "valences": "valence",
    "nps_bands": "nps_band",
    "rating_bands": "rating_band",
    "states": "state",
}


@dataclass(frozen=True, slots=True)
class Labels:
    """Codes in the words of one language."""

    language: str
    emotions: dict[str, data.Emotion]
    touchpoints: dict[str, data.Touchpoint]

    @property
    def words(self) -> Words:
        """The words in this language."""
        return words_in(self.language)

    def emotion(self, code: str | None) -> str:
        """The name of an emotion, or the code itself if the database does not name it."""
        return self.emotions[code].label if code in self.emotions else (code or "")

    def touchpoint(self, code: str | None) -> str:
        """The name of a touchpoint; '' and None are answers without one."""
        if not code:
            return self.words("touchpoint.none")
        return self.touchpoints[code].label if code in self.touchpoints else code

    def label(self, name: str, code: str) -> str:
        """The name of a value of the filter ``name`` (as in the address)."""
        if name == "touchpoints":
            return self.touchpoint("" if code == NONE else code)
        if code in ("", NONE):
            return self.words("filter.none")
        if name == "emotions":
            return self.emotion(code)
        key = f"{_WORDS_OF.get(name, name)}.{code}"
        return self.words(key) if has(key) else code


@dataclass(frozen=True, slots=True, kw_only=True)
class View(Labels):
    """One run of the dashboard as its pages see it; ``grain`` is day, week or month."""

    filter: queries.Filter
    grain: str
    dark: bool
    facts: data.Facts

    @property
    def palette(self) -> Palette:
        """The colours of the theme in use."""
        return palette(self.dark)

    @property
    def limits(self) -> data.Limits:
        """Group sizes under which numbers are hidden or few, for the audience in the filter."""
        found = self.facts.limits
        if self.filter.audience == "customer":
            return found
        return data.Limits(max(found.hidden_below, found.employee_below), found.few_below, found.employee_below)


def speak(language: str) -> None:
    """Make the language known to a page that needs no data."""
    st.session_state[_LANGUAGE] = language


def current_words() -> Words:
    """The words of this run's language."""
    return words_in(st.session_state[_LANGUAGE])


def enter(view: View) -> None:
    """Make the view known to the page that runs next."""
    st.session_state[_STATE] = view


def current() -> View:
    """The view of this run, as the entry file made it."""
    return st.session_state[_STATE]


def count(n: int | None) -> str:
    """A number of answers, with thousands separators; an en dash where it may not be shown."""
    return "–" if n is None else f"{n:,}"


def percent(share: float | None) -> str:
    """A fraction as a percentage with one decimal."""
    return "–" if share is None else f"{100 * share:.1f}%"


def points(nps: float | None) -> str:
    """An NPS, whole points with its sign (a true minus sign)."""
    return "–" if nps is None else signed(nps, 0)


def tone_text(tone: float | None) -> str:
    """A tone with two decimals and its sign."""
    return "–" if tone is None else signed(tone, 2)


def signed(value: float, decimals: int) -> str:
    """A number with its sign; zero has none."""
    text = f"{value:+.{decimals}f}"
    return text[1:] if float(text) == 0 else text.replace("-", "−")


def plain(text: str) -> str:
    """Text from the data as Markdown that shows it letter by letter: no link, image or colour comes of it."""
    return "".join(f"\\{letter}" if letter in _MARKDOWN else letter for letter in text)


def made(labels: Labels, filter: queries.Filter, grain: str, facts: data.Facts) -> View:
    """The view of this run, in the browser's theme."""
    dark = st.context.theme.type == "dark"
    return View(
        labels.language, labels.emotions, labels.touchpoints, filter=filter, grain=grain, dark=dark, facts=facts
    )
