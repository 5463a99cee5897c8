"""Whether numbers differ clearly, as queries/macros/comparison.sql has it, for those that no query compares."""

import math
from collections.abc import Mapping
from typing import Any

Z95 = 1.959963984540054
"""The normal deviate of a 95 % interval."""

_ALPHA = 0.05


def is_clear_row(row: Mapping[str, Any]) -> bool:
    """Whether a row of a comparison is clear and of answers enough on both sides to say so."""
    return bool(row["is_clear"]) and row["size"] == "normal"


def is_few_row(row: Mapping[str, Any]) -> bool:
    """Whether a row of a comparison would be clear, were its answers not few."""
    return bool(row["is_clear"]) and row["size"] == "few"


def z_of(n: int, of_n: int, other_n: int, of_other_n: int) -> float:
    """How many standard errors two shares are apart, by the side of Newcombe's interval that faces zero (1998, method 10)."""
    share, other = n / of_n, other_n / of_other_n
    low, high = wilson(n, of_n)
    other_low, other_high = wilson(other_n, of_other_n)
    if share >= other:
        reach = math.hypot(share - low, other_high - other)
    else:
        reach = math.hypot(other - other_low, high - share)
    return Z95 * abs(share - other) / reach if reach else 0.0


def wilson(n: int, of_n: int) -> tuple[float, float]:
    """The ends of Wilson's 95 % interval of a share."""
    share, square = n / of_n, Z95 * Z95
    middle = (share + square / (2 * of_n)) / (1 + square / of_n)
    reach = Z95 * math.sqrt(share * (1 - share) / of_n + square / (4 * of_n * of_n)) / (1 + square / of_n)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def is_clear_among(z: float, comparisons: int) -> bool:
    """Whether a difference is clear although it is one of so many, at 5 % over all of them (Bonferroni, by Mills' bound)."""
    return z > 1 and comparisons * 2 * math.exp(-z * z / 2) / (z * math.sqrt(2 * math.pi)) <= _ALPHA


def deviates_from_none(difference: float, low: float, high: float) -> float:
    """How many standard errors a difference is from none, on the side of its 95 % interval that faces zero."""
    reach = difference - low if difference > 0 else high - difference
    return Z95 * abs(difference) / reach if reach else 0.0
