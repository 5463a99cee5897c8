"""Shares, means and NPS with their 95 % intervals from sums, by the formulas of queries/macros/intervals.sql."""

import math
from dataclasses import dataclass

NORMAL = 1.959963984540054
"""The 97.5 % quantile of the normal distribution."""

SCALES = {"tone": (-1.0, 1.0), "nps": (-100.0, 100.0), "rating": (0.0, 1.0)}
"""Least and most of each measure that is no emotion's share."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A share (0 to 1), tone, NPS or rating (0 to 1) of n answers, with its interval."""

    n: int
    value: float
    low: float
    high: float


def figure(measure: str, is_share: bool, n: int, total: float, squares: float) -> Figure:
    """What sums over at least two answers come to."""
    if is_share:
        return _share(n, total)
    if measure == "nps":
        return _nps(n, total, squares)
    least, most = SCALES.get(measure, (-math.inf, math.inf))
    mean = total / n
    half = _t_quantile(n - 1) * math.sqrt(max(0.0, squares - total**2 / n) / (n - 1) / n)
    return Figure(n, mean, max(least, mean - half), min(most, mean + half))


def _share(n: int, hits: float) -> Figure:
    square = NORMAL**2
    middle = (hits + square / 2) / (n + square)
    half = NORMAL * math.sqrt(hits * (n - hits) / n + square / 4) / (n + square)
    return Figure(
        n, hits / n, 0.0 if hits == 0 else max(0.0, middle - half), 1.0 if hits == n else min(1.0, middle + half)
    )


def _nps(n: int, total: float, squares: float) -> Figure:
    """Adjusted Wald: ``total`` is 100 (promoters - detractors), ``squares`` 10,000 (promoters + detractors)."""
    gap, either = total / 100, squares / 10_000
    half = 196 * math.sqrt(either + 1.5 - gap**2 / (n + 3)) / (n + 3)
    middle = 100 * gap / (n + 3)
    return Figure(n, 100 * gap / n, max(-100.0, middle - half), min(100.0, middle + half))


def _t_quantile(freedom: int) -> float:
    if freedom <= 4:
        return (12.706205, 4.302653, 3.182446, 2.776445)[freedom - 1]
    terms = (2.372271, 2.822499, 2.555850, 1.589534)
    return NORMAL + sum(term / float(freedom) ** power for power, term in enumerate(terms, 1))
