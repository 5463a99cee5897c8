"""The names of events above a chart over time, on heights where none lies over another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from views.charts.specs import EventMark
from views.words.labels import View
from views.words.period_names import day_name

LEVELS = 2
_LETTER = 11.5
"""Pixels of a letter of an event's name, Hangul being the widest."""

WIDTHS = (560, 270)
"""Pixels that the plot has at least on a screen with room, and on a phone."""


@dataclass(frozen=True, slots=True)
class NamedEvent:
    """An event on a chart: its day (ISO), name and date in words, its short name, and the heights on which the name stands
    where there is room and on a phone (0 is the upper, None has no room)."""

    day: str
    name: str
    date: str
    short: str
    level: int | None
    narrow_level: int | None


def named_events(
    view: View,
    events: Sequence[EventMark],
    names: Sequence[str],
    days: tuple[str, str],
    widths: tuple[int, int] = WIDTHS,
) -> tuple[NamedEvent, ...]:
    """The events within the days: with whole names and dates where there is room for all, else with short names on two
    heights; a name without room is left to its line's tooltip. ``widths`` as WIDTHS."""
    first, end = map(date.fromisoformat, days)
    inside = [
        (mark.day, name, day_name(view.words, date.fromisoformat(mark.day), end))
        for mark, name in zip(events, names, strict=True)
        if days[0] <= mark.day < days[1]
    ]
    places = [(date.fromisoformat(day) - first).days / max((end - first).days, 1) for day, _, _ in inside]
    wide = _levels(places, [name for _, name, _ in inside], widths[0], 1)
    short = [name.partition("(")[0].strip() or name for _, name, _ in inside]
    if None in wide:
        inside = [(day, brief, said) for (day, _, said), brief in zip(inside, short, strict=True)]
        wide = _levels(places, short, widths[0], LEVELS)
    narrow = _levels(places, short, widths[1], LEVELS)
    return tuple(
        NamedEvent(*event, brief, level, lower)
        for event, brief, level, lower in zip(inside, short, wide, narrow, strict=True)
    )


def _levels(places: Sequence[float], names: Sequence[str], width: int, levels: int) -> list[int | None]:
    """For each name the first height on which it lies over no other, crosses no line and ends on the plot; None for none.

    The line of an event begins at the height of its name, so that it crosses none of the names above it.
    """
    told: list[tuple[float, int]] = []
    found: list[int | None] = []
    for share, name in zip(places, names, strict=True):
        place = share * width
        end = place + 6 + sum(_LETTER if ord(letter) > 0x1100 else _LETTER * 0.6 for letter in name)
        least = max((level + 1 for until, level in told if until > place), default=0)
        level = least if least < levels and end < width + 40 else None
        if level is not None:
            told.append((end, level))
        found.append(level)
    return found


def events_note(view: View, named: Sequence[NamedEvent]) -> str:
    """The events of a chart in the order of their lines."""
    told = dict.fromkeys(f"{event.name} {event.date}" for event in sorted(named, key=lambda event: event.day))
    return view.words("trends.events_in_order" if len(told) > 1 else "trends.one_event", events=", ".join(told))
