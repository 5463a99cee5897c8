"""The employees' mirror: whether employees' tone goes with customers', over touchpoints and over months, with a lag in months."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

LAGS = tuple(range(-3, 4))
"""Months by which employees' tone comes before customers' (negative: after it)."""

FEWEST_TOUCHPOINTS, FEWEST_PAIRS, FEWEST_MONTHS = 6, 12, 6
"""Below these nothing is told: touchpoints compared; pairs of a touchpoint and a month, and months that these span."""

RESAMPLES = 500
"""Bootstrap samples, and permutations of the months."""

_SEED = 20260101
_LEVEL = 0.05
_LEAST_OF_LINE = 4
"""Months that a touchpoint needs for its own level and trend to be taken out."""

ToneRow = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Correlation:
    """Spearman's rank correlation of employees' and customers' tone, from ``n`` pairs.

    ``lag`` is None where whole touchpoints are compared. The interval is corrected for the lags looked at. ``is_clear``
    is None where there are too few pairs to tell; the other figures are None then, too.
    """

    lag: int | None
    n: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    is_clear: bool | None = None


def over_touchpoints(staff: Iterable[ToneRow], customers: Iterable[ToneRow]) -> Correlation:
    """How employees' and customers' mean tones go together over touchpoints, from rows of tone_by_touchpoint.

    Interval: percentiles of a bootstrap over touchpoints. Clear where it leaves out 0 and at most 5 % of permutations of the
    touchpoints are as far from 0.
    """
    mine, theirs = ({row["touchpoint"]: row["tone"] for row in rows if _is_shown(row)} for rows in (staff, customers))
    both = sorted(mine.keys() & theirs.keys())
    if len(both) < FEWEST_TOUCHPOINTS:
        return Correlation(None, len(both))
    left, right = (np.array([tones[name] for name in both], dtype=float) for tones in (mine, theirs))
    draw = np.random.default_rng(_SEED)
    value = spearman(left, right)
    chance = [abs(spearman(draw.permutation(left), right)) for _ in range(RESAMPLES)]
    return _judged(None, left, right, value, _share_as_far(chance, value), _LEVEL, draw)


def over_months(staff: Iterable[ToneRow], customers: Iterable[ToneRow]) -> list[Correlation]:
    """The same over months of each touchpoint, from rows of tone_by_touchpoint_and_period by month: one for each of LAGS.

    Each touchpoint's own level and linear trend are taken out of both tones first: two that only drift go together with
    everything. Clear where the interval, at 5 % over all lags (Bonferroni), leaves out 0, and at most 5 % of permutations of
    the employees' months, the same for all touchpoints, bring any lag as far from 0.
    """
    left, right = _residuals(list(filter(_is_shown, staff)), list(filter(_is_shown, customers)))
    pairs = {lag: _pairs(left, right, lag) for lag in LAGS}
    enough = [lag for lag, found in pairs.items() if _is_enough(left, right, lag, len(found[0]))]
    values = {lag: spearman(*pairs[lag]) for lag in enough}
    draw = np.random.default_rng(_SEED)
    chance = [
        _furthest(left[:, draw.permutation(left.shape[1])], right, enough) for _ in range(RESAMPLES * bool(enough))
    ]
    return [
        _judged(lag, *pairs[lag], values[lag], _share_as_far(chance, values[lag]), _LEVEL / len(enough), draw)
        if lag in values
        else Correlation(lag, len(pairs[lag][0]))
        for lag in LAGS
    ]


def spearman(left: Numbers, right: Numbers) -> float:
    """Spearman's rank correlation, equal values having their mean rank; 0 where one side is all the same."""
    ranks = [_ranks(values) for values in (left, right)]
    spreads = [own - own.mean() for own in ranks]
    scale = float(np.sqrt((spreads[0] ** 2).sum() * (spreads[1] ** 2).sum()))
    return float((spreads[0] * spreads[1]).sum() / scale) if scale else 0.0


def _ranks(values: Numbers) -> Numbers:
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks: Numbers = (np.cumsum(counts) - (counts - 1) / 2)[place]
    return ranks


def _is_shown(row: ToneRow) -> bool:
    return bool(row["touchpoint"]) and row["tone"] is not None


def _residuals(staff: Sequence[ToneRow], customers: Sequence[ToneRow]) -> tuple[Numbers, Numbers]:
    """Touchpoints by months from the first to the last: tones without each touchpoint's own line; nan where there is none."""
    months = [_number(row["period"]) for row in (*staff, *customers)]
    names = sorted({row["touchpoint"] for row in staff} & {row["touchpoint"] for row in customers})
    first, width = min(months, default=0), max(months, default=-1) - min(months, default=0) + 1
    tables = []
    for rows in (staff, customers):
        table = np.full((len(names), width), np.nan)
        for row in rows:
            if row["touchpoint"] in names:
                table[names.index(row["touchpoint"]), _number(row["period"]) - first] = row["tone"]
        tables.append(np.array([_without_line(own) for own in table]).reshape(len(names), width))
    return tables[0], tables[1]


def _number(month: date) -> int:
    return 12 * month.year + month.month


def _without_line(tones: Numbers) -> Numbers:
    """A touchpoint's tones without their level and linear trend; nan where it has too few months for that."""
    known = np.flatnonzero(~np.isnan(tones))
    if len(known) < _LEAST_OF_LINE:
        return np.full_like(tones, np.nan)
    slope, level = np.polyfit(known, tones[known], 1)
    rest: Numbers = tones - (level + slope * np.arange(len(tones)))
    return rest


def _shifted(left: Numbers, right: Numbers, lag: int) -> tuple[Numbers, Numbers]:
    """Employees' months beside customers' ``lag`` months later."""
    width = max(0, left.shape[1] - abs(lag))
    start = max(0, -lag)
    return left[:, start : start + width], right[:, start + lag : start + lag + width]


def _pairs(left: Numbers, right: Numbers, lag: int) -> tuple[Numbers, Numbers]:
    mine, theirs = _shifted(left, right, lag)
    known = ~np.isnan(mine) & ~np.isnan(theirs)
    return mine[known], theirs[known]


def _is_enough(left: Numbers, right: Numbers, lag: int, pairs: int) -> bool:
    mine, theirs = _shifted(left, right, lag)
    months = int((~np.isnan(mine) & ~np.isnan(theirs)).any(axis=0).sum())
    return pairs >= FEWEST_PAIRS and months >= FEWEST_MONTHS


def _furthest(left: Numbers, right: Numbers, lags: Sequence[int]) -> float:
    found = (_pairs(left, right, lag) for lag in lags)
    return max((abs(spearman(*pair)) for pair in found if len(pair[0]) > 1), default=0.0)


def _share_as_far(chance: Sequence[float], value: float) -> float:
    """The share of permutations, the one that was found among them, in which a correlation is as far from 0."""
    return (1 + sum(one >= abs(value) - 1e-12 for one in chance)) / (1 + len(chance))


def _judged(
    lag: int | None, left: Numbers, right: Numbers, value: float, chance: float, level: float, draw: np.random.Generator
) -> Correlation:
    resampled = [_resampled(left, right, spearman, draw) for _ in range(RESAMPLES)]
    low, high = np.percentile(resampled, [50 * level, 100 - 50 * level])
    is_apart = bool(low > 0 or high < 0)
    return Correlation(lag, len(left), value, float(low), float(high), is_apart and chance <= _LEVEL)


def _resampled(
    left: Numbers, right: Numbers, measure: Callable[[Numbers, Numbers], float], draw: np.random.Generator
) -> float:
    chosen = draw.integers(0, len(left), len(left))
    return measure(left[chosen], right[chosen])
