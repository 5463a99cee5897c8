"""Numbers as they are printed on cards and in sentences, and differences of the printed numbers, so that they add up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from views.charts.chart_rows import ChartRow
from views.words.labels import signed
from views.words.strings import Words

_DECIMALS = {"nps": 0, "capital": 0, "tone": 2, "share": 0}
_MOST_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Printed:
    """Two values of a measure and their difference, as they are printed; ``difference`` as a number."""

    now: str
    former: str
    gap: str
    difference: float


def printed_pair(
    words: Words,
    measure: str,
    now: float,
    former: float,
    row: Mapping[str, Any] | None = None,
    is_clear: bool = False,
) -> Printed:
    """Both values with as many decimals as their measure has, and the difference of just these; ``row`` names the top of a rating's
    scale. Where a clear difference would vanish in rounding, both have more decimals."""
    decimals = decimals_of(measure, now, former, row)
    one, other = _rounded(measure, now, decimals), _rounded(measure, former, decimals)
    while is_clear and one == other and decimals < _MOST_DECIMALS:
        decimals += 1
        one, other = _rounded(measure, now, decimals), _rounded(measure, former, decimals)
    gap = round(one - other, decimals)
    write = _writer(measure, decimals)
    unit = words("number.share_points") if measure == "share" else ""
    return Printed(write(one), write(other), signed(gap, decimals) + unit, gap)


def printed(measure: str, value: float, row: ChartRow | None = None) -> str:
    """One value as it is printed."""
    factor = 100 if measure == "share" else 1
    decimals = decimals_of(measure, value, value, row)
    return _writer(measure, decimals)(factor * value)


def _rounded(measure: str, value: float, decimals: int) -> float:
    return float(f"{100 * value if measure == 'share' else value:.{decimals}f}")


def decimals_of(measure: str, one: float, other: float, row: Mapping[str, Any] | None) -> int:
    """With how many decimals two values are printed; ``row`` names the top of a rating's scale. Of shares whole percent, with a decimal where one of them would be printed as nothing though it is something."""
    if measure == "rating":
        return 2 if row is None or row["top"] <= 10 else 1
    if measure == "share" and any(0 < value < 0.005 for value in (one, other)):
        return 1
    return _DECIMALS[measure]


def _writer(measure: str, decimals: int) -> Callable[[float], str]:
    if measure == "share":
        return lambda value: f"{value:.{decimals}f}%"
    if measure == "rating":
        return lambda value: f"{value:.{decimals}f}"
    return lambda value: signed(value, decimals)
