"""The entries [[touchpoint]] and [[event]]."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct, field

from pipeline.config.added_words import LONGEST_WORDS
from pipeline.config.ondo_toml.checking import InvalidSetting
from pipeline.config.settings_types import Event, EventKind, Touchpoint, codes_by_name
from pipeline.emotions import EMOTION_CODES
from pipeline.text import folded_name, folded_text

LETTER = re.compile(r"[^\W\d_]")


class TouchpointEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """The form of [[touchpoint]]; ``labels`` are those in further languages, which the file gives as ja = "..."."""

    code: str
    ko: str
    en: str
    intended: str | None = None
    aliases: list[str] = []
    words: list[str] = []
    excluded: list[str] = field(default_factory=list, name="not")
    labels: dict[str, str] = {}


class EventEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """The form of [[event]]; ``labels`` as in TouchpointEntry."""

    code: str
    kind: EventKind
    ko: str
    en: str
    starts_on: date
    ends_on: date | None = None
    touchpoint: str | None = None
    labels: dict[str, str] = {}


def touchpoints_of(entries: Sequence[TouchpointEntry]) -> tuple[Touchpoint, ...]:
    """The journey in its order. Raises InvalidSetting."""
    points = tuple(map(_touchpoint, entries))
    seen: dict[str, str] = {}
    for point in points:
        for name in point.names:
            if name in seen:
                raise InvalidSetting(
                    f"touchpoints {seen[name]!r} and {point.code!r} share the name {name!r}", "leave it to one of them"
                )
            seen[name] = point.code
    _refuse_shared_words(points)
    return points


def _refuse_shared_words(points: Sequence[Touchpoint]) -> None:
    """Raise InvalidSetting where two touchpoints have the same word of their own, or one has an impossible one."""
    seen: dict[str, str] = {}
    for point in points:
        for word in (*point.words, *point.excluded):
            if not LETTER.search(word) or len(word) > LONGEST_WORDS:
                raise InvalidSetting(
                    f"touchpoint {point.code!r}: the word {word[:LONGEST_WORDS]!r} names nothing",
                    f'write one or several words of letters, at most {LONGEST_WORDS} characters, such as "도착 늦다"',
                )
        for word in {folded_text(" ".join(word.split())) for word in point.words}:
            if word in seen:
                raise InvalidSetting(
                    f"touchpoints {seen[word]!r} and {point.code!r} share the word {word!r}", "leave it to one of them"
                )
            seen[word] = point.code


def events_of(entries: Sequence[EventEntry], touchpoints: tuple[Touchpoint, ...]) -> tuple[Event, ...]:
    """The events; their touchpoints may be any of the names in the journey. Raises InvalidSetting."""
    places, seen = codes_by_name(touchpoints), set[str]()
    for entry in entries:
        if entry.code in seen:
            raise InvalidSetting(f"two events have the code {entry.code!r}", "give one of them another code")
        seen.add(entry.code)
    return tuple(_event(entry, places) for entry in entries)


def _touchpoint(entry: TouchpointEntry) -> Touchpoint:
    if entry.intended is not None and entry.intended not in EMOTION_CODES:
        raise InvalidSetting(
            f"touchpoint {entry.code!r}: intended {entry.intended!r} is not one of {', '.join(EMOTION_CODES)}"
        )
    words, excluded = tuple(map(str.strip, entry.words)), tuple(map(str.strip, entry.excluded))
    return Touchpoint(entry.code, _labels(entry), entry.intended, tuple(entry.aliases), words, excluded)


def _event(entry: EventEntry, places: Mapping[str, str]) -> Event:
    if entry.ends_on is not None and entry.ends_on <= entry.starts_on:
        raise InvalidSetting(
            f"event {entry.code!r}: ends_on is not after starts_on",
            "ends_on is the first day on which it was over; leave it out for a single day",
        )
    place = places.get(folded_name(entry.touchpoint), entry.touchpoint) if entry.touchpoint else None
    return Event(entry.code, entry.kind, _labels(entry), entry.starts_on, entry.ends_on, place)


def _labels(entry: TouchpointEntry | EventEntry) -> dict[str, str]:
    """The labels by language code; empty ones in further languages are left out."""
    return {"ko": entry.ko, "en": entry.en} | {name: label for name, label in entry.labels.items() if label.strip()}
