"""Two numbers that stand beside each other, as they are printed, and their difference: that of what is printed (METRICS)."""

from dataclasses import dataclass
from decimal import Decimal

from views.words.labels import View, rating_number, signed

_DECIMALS = {"nps": 0, "capital": 0, "tone": 2, "share": 0}


@dataclass(frozen=True, slots=True)
class PrintedPair:
    """A former and a present number and their difference, ready to be shown; ``direction`` is +1, 0 or -1 as printed."""

    former: str
    now: str
    difference: str
    direction: int


def printed_pair(
    view: View, measure: str, former: float, now: float, top: int | None = None, is_clear: bool = False
) -> PrintedPair:
    """A measure before and now: nps, capital, tone, rating (with the ``top`` of its scale) or share (0 to 1).

    Where a clear difference would vanish in rounding, both get one more digit.
    """
    decimals = rating_decimals(top) if measure == "rating" else _DECIMALS[measure]
    scale = 100 if measure == "share" else 1
    while True:
        before, after = (Decimal(f"{scale * value:.{decimals}f}") for value in (former, now))
        if before != after or not is_clear or decimals > 3:
            break
        decimals += 1
    unit = view.words("number.share_points") if measure == "share" else ""
    gap = signed(float(after - before), decimals)
    written = [printed(measure, value, decimals) for value in (former, now)]
    return PrintedPair(written[0], written[1], gap + unit, (after > before) - (after < before))


def printed(measure: str, value: float, decimals: int | None = None) -> str:
    """One number of a measure, with as many decimals as a pair of them has; a rating without its scale."""
    if decimals is None:
        decimals = _DECIMALS.get(measure, 2)
    if measure == "share":
        return f"{100 * value:.{decimals}f}%"
    return f"{value:.{decimals}f}" if measure == "rating" else signed(value, decimals)


def rating_decimals(top: int | None) -> int:
    """The decimals that a mean rating is written with."""
    return len(rating_number(0.0, top or 5).partition(".")[2])
