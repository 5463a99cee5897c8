"""Where on the journey tone fell from one period to the next, and whether it has come back since: the same on screen and in a
report."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from views.charts.chart_rows import ChartRow
from views.charts.clearness import Z95, is_clear_among
from views.words.periods import period_end

RECOVERED = 0.9
"""Part of a fall that has to be made good to be called recovered."""

MOST_BEFORE = 6
"""Periods that are taken together at most where the one before has too few comments to be ranked."""

LEAST_BEFORE = 0.5
"""Part of the comments that a period needs to be ranked, which those before it have to have together."""


@dataclass(frozen=True, slots=True)
class Level:
    """Mean tone of one period, or of several taken together: their first days, the comments, the tone and its standard error."""

    periods: tuple[date, ...]
    n: int
    tone: float
    error: float


@dataclass(frozen=True, slots=True)
class Fall:
    """A fall of a touchpoint's mean tone: its level before and after, whether it is clear among all changes that were looked at,
    the level with which tone was back, if it was, the last level that can be ranked, and whether it is of too few comments to be
    ranked itself."""

    touchpoint: str
    before: Level
    after: Level
    is_clear: bool
    back: Level | None
    last: Level
    is_few: bool = False

    @property
    def period(self) -> date:
        """The first day of the period to which tone fell."""
        return self.after.periods[0]

    @property
    def difference(self) -> float:
        """By how much tone fell, a negative number."""
        return self.after.tone - self.before.tone


Pair = tuple[Level, Level]


def worst_falls(rows: Iterable[ChartRow], grain: str, few_below: int, since: date = date.min) -> list[Fall]:
    """The worst fall of each touchpoint in rows of tone_by_touchpoint_and_period, clear ones first, then the largest first.

    Each period that is over and has ``few_below`` comments or more is compared with the one before it; where that has fewer, with
    up to MOST_BEFORE periods before it, until they have so many together, or half of that at least. A fall is clear if it is at 5 % over all that were compared
    (Bonferroni), by the normal approximation of the intervals. Told are those to periods that begin ``since`` a day or later.
    """
    changes = _changes(rows, grain, few_below)
    count = sum(len(pairs) for pairs in changes.values())
    falls = [
        _fall(code, before, after, [level for _, level in pairs], count)
        for code, pairs in changes.items()
        for before, after in pairs
        if after.tone < before.tone and after.periods[0] >= since
    ]
    falls.sort(key=lambda fall: (not fall.is_clear, fall.difference))
    worst: dict[str, Fall] = {}
    for fall in falls:
        worst.setdefault(fall.touchpoint, fall)
    return list(worst.values())


@dataclass(frozen=True, slots=True)
class Reach:
    """How many of the cells that have a period before them can be compared with it, and how many such cells there are."""

    compared: int
    cells: int


def reach_of(rows: Sequence[ChartRow], grain: str, few_below: int, since: date = date.min) -> Reach:
    """What can be compared in the same rows, of the periods that begin ``since`` a day or later."""
    told = [row for row in rows if row["touchpoint"]]
    first = min((row["period"] for row in told), default=date.min)
    cells = sum(row["is_complete"] and first < row["period"] >= since for row in told)
    pairs = (pair for pairs in _changes(rows, grain, few_below).values() for pair in pairs)
    return Reach(sum(after.periods[0] >= since for _, after in pairs), cells)


def unsure_falls(rows: Iterable[ChartRow], grain: str, few_below: int, since: date = date.min) -> list[Fall]:
    """The largest fall of each touchpoint between a period and the one right before it, of those that ``worst_falls`` does not
    compare as they have too few comments; the largest first."""
    lines = _lines(rows)
    found = []
    for code, line in lines.items():
        ranked = {after.periods[0] for _, after in _pairs(line, grain, few_below)}
        pairs = [
            (line.get(_period_before(day, grain)), line[day]) for day in line if day not in ranked and day >= since
        ]
        falls = [
            Fall(code, before, after, False, None, after, is_few=True)
            for before, after in pairs
            if before is not None and after.tone < before.tone
        ]
        found += sorted(falls, key=_difference)[:1]
    return sorted(found, key=_difference)


def _difference(fall: Fall) -> float:
    return fall.difference


def _changes(rows: Iterable[ChartRow], grain: str, few_below: int) -> dict[str, list[Pair]]:
    """The levels before and after that are compared, by touchpoint, in the order of their periods."""
    return {code: list(_pairs(line, grain, few_below)) for code, line in _lines(rows).items()}


def _lines(rows: Iterable[ChartRow]) -> dict[str, dict[date, Level]]:
    """The levels of the periods that are over, by touchpoint."""
    lines: dict[str, dict[date, Level]] = {}
    for row in rows:
        if row["touchpoint"] and row["is_complete"] and row["low"] is not None:
            lines.setdefault(row["touchpoint"], {})[row["period"]] = _level(row)
    return lines


def _pairs(line: Mapping[date, Level], grain: str, few_below: int) -> Iterator[Pair]:
    for day in sorted(line):
        former = _former(line, day, grain, few_below)
        if line[day].n >= few_below and sum(level.n for level in former) >= LEAST_BEFORE * few_below:
            yield _together(former), line[day]


def _former(line: Mapping[date, Level], day: date, grain: str, few_below: int) -> list[Level]:
    """The levels of the periods before a day, the earliest first, as many as it takes to have comments enough."""
    found: list[Level] = []
    for _ in range(MOST_BEFORE):
        day = _period_before(day, grain)
        if day in line:
            found.insert(0, line[day])
        if sum(level.n for level in found) >= few_below:
            break
    return found


def _period_before(day: date, grain: str) -> date:
    """The first day of the period that ends where the one of this day begins."""
    if grain == "month":
        return (day - timedelta(days=1)).replace(day=1)
    return day - (period_end(day, grain) - day)


def _level(row: ChartRow) -> Level:
    return Level((row["period"],), row["n"], row["tone"], (row["high"] - row["low"]) / 2 / Z95)


def _together(levels: Sequence[Level]) -> Level:
    """Several periods as one: the mean of all their comments, with the spread within and between them."""
    if len(levels) == 1:
        return levels[0]
    n = sum(level.n for level in levels)
    tone = sum(level.n * level.tone for level in levels) / n
    squares = sum(level.n * (level.n * level.error**2 + (level.tone - tone) ** 2) for level in levels)
    return Level(tuple(day for level in levels for day in level.periods), n, tone, squares**0.5 / n)


def _fall(code: str, before: Level, after: Level, line: Sequence[Level], comparisons: int) -> Fall:
    error = (before.error**2 + after.error**2) ** 0.5
    difference = after.tone - before.tone
    is_clear = not error or is_clear_among(abs(difference) / error, comparisons)
    enough = after.tone - RECOVERED * difference
    back = next((level for level in line if level.periods > after.periods and level.tone >= enough), None)
    return Fall(code, before, after, is_clear, back, line[-1])
