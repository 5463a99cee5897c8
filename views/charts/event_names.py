"""The names of events above a chart over time, on heights where none lies over another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import altair as alt

from views.charts.specs import EventMark
from views.words import theme
from views.words.labels import View
from views.words.period_names import day_name

LEVELS, SMALL_LEVELS = 3, 2
"""Heights on which names stand, and those of a small chart, which is as high with events as without."""

MIDDLING = "width < 560"
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
    levels: int = LEVELS,
) -> tuple[NamedEvent, ...]:
    """The events within the days: with whole names and dates where there is room for all, else with short names on so many
    heights; a name without room is left to its line's tooltip. ``widths`` as WIDTHS, ``levels`` as LEVELS."""
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
        wide = _levels(places, short, widths[0], levels)
    narrow = _levels(places, short, widths[1], levels)
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


def event_layers(events: tuple[NamedEvent, ...], ground: theme.Palette) -> list[alt.Chart]:
    """The lines of the events and their names, which stand on as many heights as they need."""
    if not events:
        return []
    rows = [{"middle": event.day, **{name: getattr(event, name) for name in _EVENT_FIELDS}} for event in events]
    base = alt.Chart(alt.InlineData(rows)).encode(x=alt.X("middle:T", axis=None))
    heights = _heights(events)
    top = -15 * heights
    found = _event_rules(base, events, ground, top)
    if all(event.level == 0 for event in events):
        found.append(_event_text(base, "date", "level", 0, ground.n600, 400, is_narrow=False, y=top + 18))
    for level in range(heights):
        for field, where, is_narrow in (("name", "level", False), ("short", "narrow_level", True)):
            found.append(_event_text(base, field, where, level, ground.n900, 600, is_narrow, y=top + 3 + 15 * level))
    return found


def _heights(events: tuple[NamedEvent, ...]) -> int:
    """On how many heights the names stand, and room for two in any case."""
    return max(2, *(1 + (level or 0) for event in events for level in (event.level, event.narrow_level)))


def _event_rules(base: alt.Chart, events: tuple[NamedEvent, ...], ground: theme.Palette, first: int) -> list[alt.Chart]:
    """The lines of the events, each from the height of its name on, on narrow charts and on others; ``first`` is the upper one."""
    tooltips, found = [alt.Tooltip("name:N", title=" "), alt.Tooltip("date:N", title=" ")], []
    for where, is_narrow in (("level", "false"), ("narrow_level", "true")):
        form: dict[str, Any] = {"strokeDash": [2, 3], "opacity": alt.ExprRef(f"({MIDDLING}) == {is_narrow} ? 1 : 0")}
        for level in dict.fromkeys(getattr(event, where) for event in events):
            own = base.transform_filter(f"datum.{where} === {'null' if level is None else level}")
            top = alt.YValue(0 if level is None else first - 4 + 15 * level)
            found.append(
                own.mark_rule(color=ground.n400, **form).encode(
                    y=top, y2=alt.Y2Value(alt.ExprRef("height")), tooltip=tooltips
                )
            )
    return found


_EVENT_FIELDS = ("name", "date", "short", "level", "narrow_level")


def _event_text(
    base: alt.Chart, field: str, where: str, level: int, colour: str, weight: Literal[400, 600], is_narrow: bool, y: int
) -> alt.Chart:
    """Names of the events of one height, seen on narrow charts alone or on all others."""
    seen = alt.ExprRef(f"({MIDDLING}) == {str(is_narrow).lower()} ? 1 : 0")
    text = base.transform_filter(f"datum.{where} === {level}").mark_text(
        align="left", dx=6, fontSize=12, fontWeight=weight, color=colour, opacity=seen, aria=not is_narrow
    )
    made: alt.Chart = text.encode(text=alt.Text(f"{field}:N"), y=alt.YValue(y))
    return made
