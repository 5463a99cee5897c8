"""The map of the journey: touchpoints down, periods across, a number in every cell, events named above.

All of it lies at known places, so that names of touchpoints can be kept in sight beside a map that is scrolled.
"""

from dataclasses import dataclass
from typing import Any

import altair as alt

from views.charts.specs import HIDE_FEW, ChartTexts, Measure, Spec, build_spec, click_selection, tooltip
from views.words import theme

ROW, LABELS, CELL = 33, 92, 38
"""Pixels of a row, of the names on the left, and that a cell is wide at least."""

FOOT, YEARS = 26, 16
"""Pixels below the rows: the names of the periods, and of their years."""

_EVENT = 17
_LETTER = 12


@dataclass(frozen=True, slots=True)
class Tick:
    """A period: its label as the rows have it, its short name below the map, and its year where that is said."""

    period: str
    name: str
    year: str = ""


@dataclass(frozen=True, slots=True)
class EventName:
    """An event above the map: the period in which it begins, its name, and the height on which that stands, 0 the upper."""

    period: str
    name: str
    level: int


@dataclass(frozen=True, slots=True)
class MapLayout:
    """The names of touchpoints and periods in order, and the events."""

    touchpoints: tuple[str, ...]
    ticks: tuple[Tick, ...]
    events: tuple[EventName, ...] = ()

    @property
    def top(self) -> int:
        """Pixels above the first row."""
        return 2 + (_EVENT * (1 + max(event.level for event in self.events)) + 6 if self.events else 0)

    @property
    def bottom(self) -> int:
        """Pixels from the top to below the last row."""
        return self.top + ROW * len(self.touchpoints)

    @property
    def height(self) -> int:
        """Pixels of the whole map."""
        return self.bottom + FOOT + (YEARS if any(tick.year for tick in self.ticks) else 0)

    @property
    def width(self) -> int:
        """Pixels that it takes at least for its numbers to be read."""
        return LABELS + CELL * len(self.ticks)


def placed_events(events: list[tuple[str, str]], periods: tuple[str, ...]) -> tuple[EventName, ...]:
    """(period, name) of events on up to two heights, so that no name lies over another; one without room is left out."""
    free, made = [0.0, 0.0], []
    end = len(periods) * CELL
    for period, name in events:
        if period not in periods:
            continue
        place = periods.index(period) * CELL
        until = place + 8 + sum(_LETTER if ord(letter) > 0x1100 else _LETTER * 0.58 for letter in name)
        level = next((at for at in (0, 1) if place >= free[at] and until <= max(end, place + 3 * CELL)), None)
        if level is not None:
            free[level] = until
            made.append(EventName(period, name, level))
    return tuple(made)


def tint(colour: str, dark: bool) -> str:
    """A colour thinned until text can be read on it."""
    return _mixed(theme.palette(dark).background, colour, 0.4 if dark else 0.45)


def legend_colours(measure: Measure, colour: str | None, dark: bool) -> tuple[str, ...]:
    """Five colours from the low to the high end of the scale."""
    ends = _range(colour, dark)
    if len(ends) == 3:
        low, middle, high = ends
        return (low, _mixed(low, middle, 0.5), middle, _mixed(middle, high, 0.5), high)
    return tuple(_mixed(ends[0], ends[1], part / 4) for part in range(5))


def _range(colour: str | None, dark: bool) -> list[str]:
    ground = theme.palette(dark)
    return [ground.raised, tint(colour, dark)] if colour else list(ground.tone)


def _mixed(one: str, other: str, part: float) -> str:
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


def heat_map_spec(words: ChartTexts, measure: Measure, colour: str | None, layout: MapLayout, dark: bool) -> Spec:
    """The map; ``colour`` is that of an emotion whose share is drawn, None for tone.

    Rows have short_text; few answers are hollow cells, hidden ones (value null, n_text) a dot.
    """
    ground, low_high = theme.palette(dark), list(measure.domain)
    domain = low_high if colour else [low_high[0], 0, low_high[1]]
    scale = alt.Scale(domain=domain, range=_range(colour, dark), clamp=True, interpolate="rgb")
    outline = {"field": "value", "type": "quantitative", "scale": scale.to_dict(), "legend": None}
    base = alt.Chart(alt.NamedData("rows")).encode(x=_x(layout), y=_y(layout))
    cells = (
        base.transform_filter("isValid(datum.value)")
        .mark_rect(cornerRadius=3, strokeWidth=2)
        .encode(
            fill=alt.Fill("value:Q", scale=scale, legend=None),
            fillOpacity=HIDE_FEW,
            stroke=alt.StrokeValue("transparent", condition={"test": "datum.few", **outline}),
            tooltip=tooltip(words, "touchpoint", "period"),
        )
        .add_params(click_selection("touchpoint", "period"))
    )
    numbers = base.transform_filter("isValid(datum.value)").mark_text(fontSize=12, aria=False)
    numbers = numbers.encode(
        text=alt.Text("short_text:N"),
        color=alt.ColorValue(ground.n900, condition={"test": "datum.few", "value": ground.n600}),
    )
    hidden = base.transform_filter("!isValid(datum.value) && datum.n_text").mark_text(
        fontSize=12, color=ground.n500, aria=False
    )
    layers = [cells, numbers, hidden.encode(text=alt.TextValue("·"))]
    return build_spec([*layers, *_names(layout, ground), *_events(layout, ground)], words, layout.height)


def with_bold_names(spec: Spec, touchpoint: str, period: str) -> Spec:
    """The map with the names of what is selected in bold; the specification itself is that of every selection."""

    def marked(row: dict[str, Any]) -> dict[str, Any]:
        is_bold = row.get("touchpoint_text") == touchpoint or row.get("period_text") == period
        return row | {"is_bold": is_bold} if "is_bold" in row else row

    layers = [
        layer | {"data": {"values": [marked(row) for row in layer["data"]["values"]]}} if "data" in layer else layer
        for layer in spec["layer"]
    ]
    return spec | {"layer": layers}


def _x(layout: MapLayout, **more: Any) -> alt.X:
    reach: list[Any] = [LABELS, alt.ExprRef("width")]
    scale = alt.Scale(domain=[tick.period for tick in layout.ticks], range=reach, paddingInner=0.06, paddingOuter=0)
    return alt.X("period_text:O", axis=None, scale=scale, **more)


def _y(layout: MapLayout) -> alt.Y:
    scale = alt.Scale(
        domain=list(layout.touchpoints), range=[layout.top, layout.bottom], paddingInner=0.08, paddingOuter=0
    )
    return alt.Y("touchpoint_text:N", axis=None, scale=scale)


def _names(layout: MapLayout, ground: theme.Palette) -> list[alt.Chart]:
    """The names of touchpoints on the left and of periods below, each in two layers, of which one is bold and empty."""
    places: list[dict[str, Any]] = [{"touchpoint_text": name, "is_bold": False} for name in layout.touchpoints]
    ticks: list[dict[str, Any]] = [
        {"period_text": tick.period, "name": tick.name, "year": tick.year, "is_bold": False} for tick in layout.ticks
    ]
    beside = alt.Chart(alt.InlineData(places)).encode(y=_y(layout), x=alt.XValue(0), text=alt.Text("touchpoint_text:N"))
    below = alt.Chart(alt.InlineData(ticks)).encode(x=_x(layout))
    found = []
    for is_bold in (False, True):
        wanted = f"datum.is_bold == {str(is_bold).lower()}"
        weight, ink = (600, ground.n900) if is_bold else (400, ground.n500)
        text: dict[str, Any] = {"fontSize": 12, "fontWeight": weight, "aria": False}
        found.append(
            beside.transform_filter(wanted).mark_text(
                align="left", limit=LABELS - 8, color=ground.n900 if is_bold else ground.n800, **text
            )
        )
        names = below.transform_filter(wanted).mark_text(color=ink, **text)
        found.append(names.encode(y=alt.YValue(layout.bottom + 12), text=alt.Text("name:N")))
    years = below.transform_filter("datum.year").mark_text(fontSize=12, color=ground.n500, aria=False)
    return [*found, years.encode(y=alt.YValue(layout.bottom + 28), text=alt.Text("year:N"))]


def _events(layout: MapLayout, ground: theme.Palette) -> list[alt.Chart]:
    if not layout.events:
        return []
    rows = [{"period_text": event.period, "name": event.name} for event in layout.events]
    lines = alt.Chart(alt.InlineData(rows)).mark_rule(color=ground.n400)
    found = [
        lines.encode(
            x=_x(layout, bandPosition=0), x2=alt.X2("period_text", bandPosition=1), y=alt.YValue(layout.top - 4)
        )
    ]
    for level in sorted({event.level for event in layout.events}):
        there = [{"period_text": event.period, "name": event.name} for event in layout.events if event.level == level]
        text = alt.Chart(alt.InlineData(there)).mark_text(align="left", fontSize=12, color=ground.n600)
        found.append(
            text.encode(x=_x(layout, bandPosition=0), y=alt.YValue(10 + _EVENT * level), text=alt.Text("name:N"))
        )
    return found
