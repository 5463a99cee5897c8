"""What a page needs to know, without the dashboard: emotions, touchpoints, filter, words; and how numbers are written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import queries
from queries import attributes
from queries.attributes import OTHER
from queries.filter import FILTER_FIELDS
from queries.filter_fields import ValuesFrom
from views.words.filter_fields import NONE, SCORES, attribute_of, filter_of
from views.words.masks import masks_shown
from views.words.period_names import Comparison
from views.words.strings import Words, has, words_in
from views.words.theme import Palette, palette

_MARKDOWN = frozenset("\\`*_{}[]()#+-!|<>$:~&")


@dataclass(frozen=True, slots=True)
class EmotionLabel:
    """An emotion as the database describes it; valence is +1, 0 or -1, colour is #rrggbb.

    ``capital_sign`` is +1 for a deposit into emotional capital, -1 for a withdrawal, 0 for neither.
    """

    code: str
    label: str
    valence: int
    colour: str
    position: int
    capital_sign: int = 0
    is_complaint: bool = False


@dataclass(frozen=True, slots=True)
class TouchpointLabel:
    """A touchpoint in its language; ``intended`` is the code of the emotion meant to be felt there, or None."""

    code: str
    label: str
    position: int
    intended: str | None
    in_journey: bool


@dataclass(frozen=True, slots=True)
class SmallNumberLimits:
    """Group sizes under which numbers are hidden, drawn as few, and hidden for employees."""

    hidden_below: int
    few_below: int
    employee_below: int


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    """What holds for the whole database file: first and last day of the answers as ISO text, or None; their number, None
    where it is too small to show."""

    first_day: str | None
    last_day: str | None
    n: int | None
    scorer_version: str
    time_zone: str
    limits: SmallNumberLimits
    scores: frozenset[tuple[str, str]] = frozenset()
    """(audience, score) that there is: score is nps or rating."""
    rating_top: int = 1
    """The top of the scale of customers' ratings; 1 where they are of several scales, each brought to 0 to 1."""
    beyond: int = 0
    """Answers dated after the last day, far from all others: stray dates, which move no period."""

    def limits_of(self, audience: str) -> SmallNumberLimits:
        """Group sizes under which numbers about an audience are hidden or few."""
        found = self.limits
        if audience == "customer":
            return found
        return SmallNumberLimits(max(found.hidden_below, found.employee_below), found.few_below, found.employee_below)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone that the data are from."""
        return ZoneInfo(self.time_zone or "Asia/Seoul")

    @property
    def last(self) -> date | None:
        """The data's last day, from which periods by name are counted."""
        return date.fromisoformat(self.last_day) if self.last_day else None

    def days(self, first: date | None, last: date | None) -> tuple[date | None, date | None]:
        """The part of the days from ``first`` to ``last`` in which there are answers; None where no answer is dated."""
        if not self.first_day or not self.last_day:
            return None, None
        least, most = date.fromisoformat(self.first_day), date.fromisoformat(self.last_day)
        return max(first or least, least), min(last or most, most)


@dataclass(frozen=True, slots=True)
class Labels:
    """Codes in the words of one language."""

    language: str
    emotions: dict[str, EmotionLabel]
    touchpoints: dict[str, TouchpointLabel]
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Name of each attribute -> what it is called."""

    @property
    def words(self) -> Words:
        """The words in this language."""
        return words_in(self.language)

    def said(self, text: str) -> str:
        """What somebody said, or HTML of it, with its masks in this language; cut it by its offsets before."""
        return masks_shown(self.language, text)

    def emotion(self, code: str | None) -> str:
        """The name of an emotion, or the code itself if the database does not name it."""
        return self.emotions[code].label if code in self.emotions else (code or "")

    def touchpoint(self, code: str | None) -> str:
        """The name of a touchpoint; '' and None are answers without one."""
        if not code:
            return self.words("touchpoint.none")
        return self.touchpoints[code].label if code in self.touchpoints else code

    @property
    def emotion_names(self) -> dict[str, str]:
        """What texts put in place of {deposits}, {withdrawals} and {complaints}: the names of these emotions."""
        emotions = self.emotions.values()
        kinds = {
            "deposits": (emotion.label for emotion in emotions if emotion.capital_sign > 0),
            "withdrawals": (emotion.label for emotion in emotions if emotion.capital_sign < 0),
            "complaints": (emotion.label for emotion in emotions if emotion.is_complaint),
        }
        return {kind: ", ".join(names) for kind, names in kinds.items()}

    def event(self, row: Mapping[str, Any]) -> str:
        """The name of an event, from its row of event_list."""
        return label_in(self.language, row, "event")

    def attribute(self, name: str) -> str:
        """What an attribute is called."""
        return self.attributes.get(name, name)

    def attribute_value(self, value: str) -> str:
        """A value of an attribute; '' is none."""
        return self.words("filter.none") if not value else self.words("filter.other") if value == OTHER else value

    def dimension(self, code: str) -> str:
        """The name of what figures are split by."""
        return self.attribute(name) if (name := attribute_of(code)) else self.words(f"filter.{filter_of(code)}")

    def part(self, dimension: str, value: str) -> str:
        """The name of a value of a dimension; '' is none."""
        if attribute_of(dimension):
            return self.attribute_value(value)
        return self.label(filter_of(dimension), value or NONE)

    def label(self, name: str, code: str) -> str:
        """The name of a value of the filter ``name``, an attribute of queries.Filter."""
        item = FILTER_FIELDS[name]
        if item.values_from is ValuesFrom.TOUCHPOINTS:
            return self.touchpoint("" if code == NONE else code)
        if item.values_from is ValuesFrom.EMOTIONS:
            return self.words("comments.no_emotion") if code in ("", NONE) else self.emotion(code)
        if item.values_from is ValuesFrom.ATTRIBUTES:
            attribute, value = attributes.split(code)
            return f"{self.attribute(attribute)}: {self.attribute_value(value)}"
        if code in ("", NONE):
            return self.words("filter.none")
        key = f"{item.words or name}.{code}"
        return self.words(key) if has(key) else code


@dataclass(frozen=True, slots=True, kw_only=True)
class View(Labels):
    """One run of the dashboard as its pages see it; ``grain`` is day, week or month."""

    filter: queries.Filter
    grain: str
    dark: bool
    facts: DatabaseFacts
    comparison: Comparison | None = None
    """The period in words and what it is compared with, as the filter bar has them."""

    chosen_days: tuple[date, date] | None = None
    """The first day chosen and the first one after those, where the filter reaches farther than them (``summary.long_view``)."""

    @property
    def former(self) -> queries.Filter | None:
        """The filter of what the period is compared with; None where nothing is."""
        return self.comparison.former if self.comparison else None

    @property
    def palette(self) -> Palette:
        """The colours of the theme in use."""
        return palette(self.dark)

    @property
    def limits(self) -> SmallNumberLimits:
        """Group sizes under which numbers are hidden or few, for the audience in the filter."""
        return self.facts.limits_of(self.filter.audience)

    @property
    def scores(self) -> tuple[str, ...]:
        """The scores that the audience in the filter has given at all: nps, rating, both or none."""
        return tuple(score for score in SCORES if (self.filter.audience, score) in self.facts.scores)


def label_in(language: str, row: Mapping[str, Any], code: str) -> str:
    """The label of a row in a language: else the English one, else the code, which is the value of its column ``code``."""
    labels: dict[str, str] = dict(row["labels"])
    return labels.get(language) or labels.get("en") or str(row[code])


def emotions_of(rows: Iterable[dict[str, Any]], language: str, dark: bool = False) -> dict[str, EmotionLabel]:
    """The emotions by code, the positive ones first, from the rows of emotion_list, in the colours of the theme."""
    return {
        row["emotion"]: EmotionLabel(
            row["emotion"],
            label_in(language, row, "emotion"),
            row["valence"],
            palette(dark).emotions.get(row["emotion"], row["colour"]),
            row["position"],
            row["capital_sign"],
            row["is_complaint"],
        )
        for row in rows
    }


def touchpoints_of(rows: Iterable[dict[str, Any]], language: str) -> dict[str, TouchpointLabel]:
    """The touchpoints by code, in journey order, those outside the journey last, from the rows of touchpoint_list."""
    found = [
        TouchpointLabel(
            row["touchpoint"],
            label_in(language, row, "touchpoint"),
            row["position"],
            row["intended_emotion"],
            row["in_journey"],
        )
        for row in rows
    ]
    return {point.code: point for point in sorted(found, key=lambda point: (not point.in_journey, point.position))}


def attributes_of(rows: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Name of each attribute -> what it is called, from the rows of attribute_list."""
    return {row["attribute"]: row["label"] for row in rows}


def facts_of(
    meta_rows: Iterable[dict[str, Any]], found: dict[str, Any], score_rows: Iterable[dict[str, Any]]
) -> DatabaseFacts:
    """What holds for the whole database file, from the rows of meta_list, the one of date_range and those of score_list."""
    meta = {row["name"]: row["value"] for row in meta_rows}
    limits = SmallNumberLimits(*(int(meta[name]) for name in ("hidden_below", "few_below", "employee_below")))
    first, last = (str(found[key])[:10] if found.get(key) else None for key in ("first_day", "last_day"))
    tops = {(row["audience"], row["score"]): row["top"] for row in score_rows}
    n, beyond = (found.get(name, 0) for name in ("n", "beyond"))
    version, zone = (meta.get(name, "") for name in ("scorer_version", "time_zone"))
    return DatabaseFacts(
        first, last, n, version, zone, limits, frozenset(tops), tops.get(("customer", "rating")) or 1, beyond
    )


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
