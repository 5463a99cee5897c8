"""The scale of a column of ratings: its top, by what its cells or its name say, else by its numbers. Ratings stay on it."""

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.errors import Reason
from pipeline.sources.cells.parse import HUNDRED, SCALES, quiet_rating
from pipeline.sources.source_kind import Cell

SHORTEST = 2
"""The lowest top of a scale; HUNDRED is the highest."""

OUTLIERS = 0.02
"""Share of ratings above 5 that are still taken for typing mistakes: on a true scale to 10 it is far larger."""

SEVEN, ENOUGH = 7, 20
"""The top of a common scale that numbers show, where there are ENOUGH of them."""

_TOP_IN_NAME = re.compile(
    r"(?<![\d.,-])[01]\s*점?\s*(?:[-~–—∼〜～]|to|에서|부터)\s*(\d{1,3})(?![\d.]*\d)"
    r"|[\[(]\s*(\d{1,3})\s*점\s*[\])]|(\d{1,3})\s*점\s*(?:만점|척도|기준)|(\d{1,3})[- ]?points?\b|out of (\d{1,3})|/\s*(\d{1,3})\s*점?\s*(?:\)|\]|$)",
    re.IGNORECASE,
)


def rating_scale(column: str, values: Sequence[Cell], words: int, wanted: int | None) -> int:
    """The top of a column's scale: ``wanted`` if given, else what most ratings say ('4/5'), else by name, else by numbers.

    ``words`` is the scale of word_scale.quality_scale.
    """
    if wanted:
        return wanted
    found = [rating for rating in (quiet_rating(value, words) for value in values) if rating]
    tops = Counter(top for _, top in found if top and SHORTEST <= top <= HUNDRED)
    if tops:
        return tops.most_common(1)[0][0]
    numbers = [value for value, _ in found]
    named = top_in_name(column)
    return named if named and not _is_passed(named, numbers) else _top_of_numbers(numbers)


def top_in_name(column: str) -> int | None:
    """The top that a column's name gives: '만족도 (1~7점)', 'Score out of 20'."""
    named = _TOP_IN_NAME.search(column)
    top = int(next(filter(None, named.groups()))) if named else 0
    return top if SHORTEST < top <= HUNDRED else None


def least_of(scale: int) -> float:
    """The lowest rating on a scale: half a star, or 0 where the scale goes to 10 or further."""
    return 0 if scale >= SCALES[1] else 0.5


def above_scale(value: float, scale: int) -> Reason:
    """Why a rating beyond its scale is none."""
    numbers: dict[str, str | int] = {"value": f"{value:g}", "scale": scale}
    is_perhaps_ten = scale < value <= SCALES[1]
    return Reason("rating_above_five", numbers) if is_perhaps_ten else Reason("rating_above_scale", numbers)


def _is_passed(top: int, numbers: Sequence[float]) -> bool:
    return sum(number > top for number in numbers) > OUTLIERS * len(numbers)


def _top_of_numbers(numbers: Sequence[float]) -> int:
    if 2 * sum(SCALES[1] < number <= HUNDRED for number in numbers) > len(numbers):
        return HUNDRED
    is_whole = len(numbers) >= ENOUGH and all(number == int(number) for number in numbers)
    if is_whole and max(numbers) == SEVEN and min(numbers) >= 1 and _is_passed(SCALES[0], numbers):
        return SEVEN
    above = sum(SCALES[0] < number <= SCALES[1] for number in numbers)
    return SCALES[1] if above > OUTLIERS * len(numbers) else SCALES[0]
