"""How far lines over time have moved: for each the pair of its points that are farthest apart, and whether that is clear."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import pi, sqrt

import numpy as np
import numpy.typing as npt

from views.charts.chart_rows import ChartRow
from views.charts.clearness import Z95
from views.charts.trend_measures import Part

Places = npt.NDArray[np.intp]

LEAST_POINTS = 2
"""Points of enough answers that a line needs."""


@dataclass(frozen=True, slots=True)
class Move:
    """The way of a line from one of its points to a later one, whether it is clear, and the line's last point."""

    before: ChartRow
    after: ChartRow
    is_clear: bool
    last: ChartRow

    @property
    def difference(self) -> float:
        """The later value minus the earlier one."""
        return float(self.after["value"] - self.before["value"])


_ABOUT_AS_FAR = 0.75
"""The part of the largest difference from which one over fewer periods is told instead: a leap, and not the way around it."""

Days = tuple[str, str]
"""The first day of a period and the first one after periods, as ISO text."""


def moves(
    lines: Mapping[Part | None, Sequence[ChartRow]], chosen: Days | None = None, former: Days | None = None
) -> dict[Part | None, Move]:
    """The move of each line that has two points of enough answers, the farthest first, clear ones before others.

    A line's move is the largest clear difference between two of its points, else the largest one; of several about as large the
    one over the fewest periods; with ``chosen`` days one that begins or ends in them, and where these are compared with the
    ``former`` ones one that begins in either and ends in them. Two values differ by the
    square-and-add rule from their intervals (MOVER, Zou & Donner 2008); all pairs of all lines are compared, and a difference
    is clear at 5 % over all of them (Bonferroni, by Mills' bound).
    """
    sure = {key: _sure(rows) for key, rows in lines.items()}
    sure = {key: rows for key, rows in sure.items() if len(rows) >= LEAST_POINTS}
    pairs = {key: both for key, rows in sure.items() if len((both := _pairs(rows, chosen, former))[0])}
    comparisons = sum(len(first) for first, _ in pairs.values())
    found = {key: _farthest(sure[key], *pair, comparisons) for key, pair in pairs.items()}
    return dict(sorted(found.items(), key=lambda item: (not item[1].is_clear, -abs(item[1].difference))))


def has_enough(lines: Mapping[Part | None, Sequence[ChartRow]]) -> bool:
    """Whether any point of any line is of enough answers."""
    return any(map(_sure, lines.values()))


def _sure(rows: Sequence[ChartRow]) -> list[ChartRow]:
    return [row for row in rows if row["value"] is not None and not row["few"]]


def _pairs(rows: Sequence[ChartRow], chosen: Days | None, former: Days | None) -> tuple[Places, Places]:
    """The places of the earlier and of the later points of the pairs that are compared."""
    first, later = np.triu_indices(len(rows), k=1)
    if chosen is None:
        return first, later
    inside, before = _within(rows, chosen), _within(rows, former)
    wanted = inside[later] & (inside | before)[first] if former else inside[first] | inside[later]
    return first[wanted], later[wanted]


def _within(rows: Sequence[ChartRow], days: Days | None) -> npt.NDArray[np.bool_]:
    return np.array([days is not None and days[0] <= row["period"] < days[1] for row in rows], dtype=bool)


def _farthest(rows: Sequence[ChartRow], first: Places, later: Places, comparisons: int) -> Move:
    value, low, high = (np.array([row[name] for row in rows], dtype=float) for name in ("value", "low", "high"))
    gap = value[later] - value[first]
    rise = np.hypot(value[later] - low[later], high[first] - value[first])
    fall = np.hypot(high[later] - value[later], value[first] - low[first])
    clear = _are_clear(np.abs(gap), np.where(gap > 0, rise, fall), comparisons)
    size = np.where(clear, np.abs(gap), 0) if clear.any() else np.abs(gap)
    about = np.flatnonzero(size >= _ABOUT_AS_FAR * size.max())
    best = int(min(about, key=lambda pair: (later[pair] - first[pair], -size[pair])))
    return Move(rows[first[best]], rows[later[best]], bool(clear[best]), rows[-1])


def _are_clear(gap: npt.NDArray[np.float64], reach: npt.NDArray[np.float64], comparisons: int) -> npt.NDArray[np.bool_]:
    """As clearness.is_clear_among, for many differences at once."""
    z = Z95 * np.divide(gap, reach, out=np.zeros_like(gap), where=reach > 0)
    safe = np.maximum(z, 1)
    clear: npt.NDArray[np.bool_] = (z > 1) & (
        comparisons * 2 * np.exp(-safe * safe / 2) / (safe * sqrt(2 * pi)) <= 0.05
    )
    return clear
