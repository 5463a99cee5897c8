"""The trend of a report as SVG: a line with its interval, the names of events above it, the last point and the extremes labelled."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from math import ceil, floor, log10

from views.files.report_parts import Trend, TrendEvent, TrendPoint
from views.files.report_style import PAGE_WIDTH, PAPER, STACK, mixed
from views.files.text_room import shortened_to, width_of

HEIGHT = 222
_LEFT, _RIGHT, _TOP, _BOTTOM = 42, 22, 54, 40
_SIZE, _SMALL = 12, 11
_EVENT_LINE = 15
"""Pixels: the picture, what is around the plot, letters, and a line of the events' names."""

_LONGEST_NAME = 260
_TICKS = 5


def trend_svg(trend: Trend) -> str:
    """The picture of a trend, PAGE_WIDTH pixels wide."""
    return _Picture(trend).svg()


def unnamed_events(trend: Trend) -> list[TrendEvent]:
    """The events whose names have no room above the plot."""
    return [one.event for one in placed_events(trend.events, _Picture(trend).x_of) if not one.name]


class _Picture:
    """A trend with its scales."""

    def __init__(self, trend: Trend) -> None:
        self._trend = trend
        self._told = [point for point in trend.points if point.value is not None]
        self._ticks = round_ticks(*self._ends(), trend.limits)
        self._step = (PAGE_WIDTH - _LEFT - _RIGHT) / max(1, len(trend.points))

    def svg(self) -> str:
        parts = (*self._axis(), *self._events(), *self._band(), *self._line(), *self._marks(), *self._labels())
        return (
            f'<svg width="{PAGE_WIDTH}" height="{HEIGHT}" viewBox="0 0 {PAGE_WIDTH} {HEIGHT}" role="img" '
            f'aria-label="{escape(self._trend.description, quote=True)}" font-family="{STACK}" '
            f'font-size="{_SIZE}">{"".join(parts)}</svg>'
        )

    def _ends(self) -> tuple[float, float]:
        lows = [point.low for point in self._told if point.low is not None]
        highs = [point.high for point in self._told if point.high is not None]
        return min(lows), max(highs)

    def x_of(self, place: float) -> float:
        return round(_LEFT + (place + 0.5) * self._step, 1)

    def _y(self, value: float) -> float:
        low, high = self._ticks[0], self._ticks[-1]
        inside = min(max(value, low), high)
        return round(_TOP + (HEIGHT - _TOP - _BOTTOM) * (high - inside) / (high - low), 1)

    def _axis(self) -> Iterator[str]:
        """Horizontal lines with their values; under them every period, or as many as have room, and its year where it begins."""
        step = self._ticks[1] - self._ticks[0]
        decimals = max(0, -floor(log10(step) + 1e-9))
        for tick in self._ticks:
            is_zero = abs(tick) < step / 1e6
            y, colour = self._y(tick), PAPER.n300 if is_zero else PAPER.n100
            yield f'<line x1="{_LEFT}" x2="{PAGE_WIDTH}" y1="{y}" y2="{y}" stroke="{colour}"/>'
            signed = f"{tick:+.{decimals}f}" if self._trend.limits[0] < 0 and not is_zero else f"{tick:.{decimals}f}"
            text = "0" if is_zero else signed.replace("-", "−")
            yield _text(_LEFT - 8, y + 4, text, PAPER.n500, anchor="end")
        yield from self._period_names()

    def _period_names(self) -> Iterator[str]:
        points, baseline = self._trend.points, HEIGHT - _BOTTOM + 16
        widest = max(width_of(point.label, _SIZE) for point in points) + 8
        every = max(1, ceil(widest / self._step))
        year = ""
        for point in points:
            is_last = point is points[-1]
            if (len(points) - 1 - int(point.place)) % every:
                continue
            colour, weight = (PAPER.n900, 700) if is_last else (PAPER.n500, 400)
            yield _text(self.x_of(point.place), baseline, point.label, colour, weight)
            if point.year != year:
                yield _text(self.x_of(point.place), baseline + 14, point.year, PAPER.n500, size=_SMALL)
            year = point.year

    def _events(self) -> Iterator[str]:
        """A dotted line for each event; names and days above the plot, on three heights, where they do not run into each other."""
        placed = list(placed_events(self._trend.events, self.x_of))
        for one in placed:
            x = self.x_of(one.event.place)
            ends = f'y1="{4 + one.height * _EVENT_LINE}" y2="{HEIGHT - _BOTTOM}"'
            yield f'<line x1="{x}" x2="{x}" {ends} stroke="{PAPER.n400}" stroke-dasharray="2 3"/>'
        for one in placed:
            if one.name:
                yield _grounded(one.at, 13 + one.height * _EVENT_LINE, one.name, PAPER.n800, anchor=one.anchor)

    def _runs(self) -> Iterator[list[TrendPoint]]:
        """Points side by side that have values: no line crosses a gap."""
        run: list[TrendPoint] = []
        for point in self._trend.points:
            if point.value is None:
                if run:
                    yield run
                run = []
            else:
                run.append(point)
        if run:
            yield run

    def _band(self) -> Iterator[str]:
        ground = mixed(PAPER.accent, "#ffffff", 0.12)
        for run in self._runs():
            above = [f"{self.x_of(point.place)},{self._y(point.high or 0.0)}" for point in run]
            below = [f"{self.x_of(point.place)},{self._y(point.low or 0.0)}" for point in reversed(run)]
            yield f'<polygon points="{" ".join(above + below)}" fill="{ground}"/>'

    def _line(self) -> Iterator[str]:
        """The line; to a period that is not over it is dashed."""
        for run in self._runs():
            for one, other in pairwise(run):
                dashes = "" if other.is_complete else ' stroke-dasharray="5 4"'
                ends = zip("12", (one, other), strict=True)
                places = " ".join(f'x{n}="{self.x_of(p.place)}" y{n}="{self._y(p.value or 0.0)}"' for n, p in ends)
                yield f'<line {places} stroke="{PAPER.accent}" stroke-width="2" stroke-linecap="round"{dashes}/>'

    def _marks(self) -> Iterator[str]:
        is_crowded = self._step < 14
        for point in self._told:
            is_last = point is self._told[-1]
            radius = 4.5 if is_last else 2 if is_crowded else 3.5
            ground, ring = (PAPER.accent, "#ffffff") if not point.is_few else ("#ffffff", PAPER.accent)
            place = f'cx="{self.x_of(point.place)}" cy="{self._y(point.value or 0.0)}"'
            yield f'<circle {place} r="{radius}" fill="{ground}" stroke="{ring}" stroke-width="1.5"/>'

    def _labels(self) -> Iterator[str]:
        """The values of the last point and of the extremes, on a ground of white that keeps lines away from them."""
        by_value = sorted(self._told, key=lambda point: (point.value or 0.0, point.place))
        lowest = by_value[0]
        for point in {one.place: one for one in (lowest, by_value[-1], self._told[-1])}.values():
            y = self._y(point.value or 0.0) + (18 if point is lowest and len(self._told) > 1 else -9)
            half = width_of(point.text, _SIZE) / 2
            x = min(self.x_of(point.place), PAGE_WIDTH - half)
            yield _grounded(x, y, point.text, PAPER.n900, 700, "middle")


@dataclass(frozen=True, slots=True)
class PlacedEvent:
    """An event, the height of its name (0 to 2, from above), and where that begins (or ends, where it is left of its line); the name
    is "" where it has no room at any height."""

    event: TrendEvent
    height: int
    at: float
    anchor: str
    name: str


def placed_events(events: Sequence[TrendEvent], x_of: Callable[[float], float]) -> Iterator[PlacedEvent]:
    """The events with their names and days beside their lines, where they run into no other name."""
    taken = [0.0, 0.0, 0.0]
    for event in events:
        x, day = x_of(event.place), f" {event.day}"
        name = shortened_to(event.name, _SIZE, _LONGEST_NAME - width_of(day, _SIZE)) + day
        width = width_of(name, _SIZE) + 6
        is_right = x + 5 + width <= PAGE_WIDTH
        left = x + 5 if is_right else x - 5 - width
        height = next((number for number in range(len(taken)) if taken[number] <= left), None)
        if height is None:
            yield PlacedEvent(event, len(taken) - 1, left, "start", "")
            continue
        taken[height] = left + width + 6
        yield PlacedEvent(event, height, x + (5 if is_right else -5), "start" if is_right else "end", name)


def round_ticks(low: float, high: float, limits: tuple[float, float]) -> list[float]:
    """At most _TICKS round numbers, evenly apart, that hold all values between them and, where they can, stay within the limits."""
    low, high = max(low, limits[0]), min(high, limits[1])
    span = max(high - low, (limits[1] - limits[0]) / 50)
    power = 10.0 ** floor(log10(span / (_TICKS - 1)))
    for factor in (1, 2, 4, 5, 10, 20):
        step = factor * power
        first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
        if first == last:
            last += 1
        if last - first < _TICKS:
            return [number * step for number in range(first, last + 1)]
    return [low, high]


def _text(
    x: float, y: float, text: str, colour: str, weight: int = 400, anchor: str = "middle", size: int = _SIZE
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-weight="{weight}" font-size="{size}" '
        f'text-anchor="{anchor}">{escape(text)}</text>'
    )


def _grounded(x: float, y: float, text: str, colour: str, weight: int = 400, anchor: str = "start") -> str:
    """A text on a ground of white, which keeps lines away from it."""
    width = width_of(text, _SIZE)
    left = x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
    ground = f'<rect x="{left:.1f}" y="{y - 11:.1f}" width="{width:.1f}" height="14" fill="#ffffff"/>'
    return ground + _text(x, y, text, colour, weight, anchor)
