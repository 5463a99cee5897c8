"""Whether a difference is clear although it is one of many: as is_clear_among in queries/macros/comparison.sql."""

from math import exp, pi, sqrt

Z95 = 1.959963984540054
"""The normal deviate of a 95 % interval."""


def is_clear_among(z: float, comparisons: int) -> bool:
    """Whether a difference of ``z`` standard errors is clear at 5 % over all of so many comparisons (Bonferroni), by Mills' bound
    on the normal distribution's tails."""
    return z > 1 and comparisons * 2 * exp(-z * z / 2) / (z * sqrt(2 * pi)) <= 0.05


def deviates_from_none(difference: float, low: float, high: float) -> float:
    """How many standard errors a difference is from none, on the side of its 95 % interval that faces zero."""
    reach = difference - low if difference > 0 else high - difference
    return Z95 * abs(difference) / reach if reach else 0.0
