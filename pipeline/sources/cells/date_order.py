"""What three numbers mean in the dates of a column: which is the year, the month and the day."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple

from pipeline.errors import Reason
from pipeline.sources.cells.date_shapes import (
    THREE_NUMBERS,
)

ORDERS = ("ymd", "mdy", "dmy")
"""Meanings of three numbers whose year does not show by its four digits; the first that fits best is taken."""


class DateOrder(NamedTuple):
    """What three numbers mean in the dates of a column: one of ORDERS, and how certain that is.

    "certain": no date can be read in two ways; "by_others": other dates show how to read those that can; "ambiguous":
    none does, two orders fit equally well and differ.
    """

    order: str
    certainty: Literal["certain", "by_others", "ambiguous"]


def date_order(values: Iterable[object]) -> DateOrder:
    """The order of the dates in any number of cells of a column, in little memory."""
    fits: Counter[str] = Counter()
    age: Counter[str] = Counter()
    count = dashed = four_digits = doubtful = 0
    this_year = date.today().year
    for match in _three_numbers(values):
        count += 1
        age.update({order: _age(match, order, this_year) for order in ORDERS})
        fits.update(order for order in ORDERS if _is_possible(match, order))
        dashed += match["mark"] != "/"
        four_digits += len(match["c"]) == 4
        doubtful += match["a"] != match["b"] and _is_possible(match, "mdy") and _is_possible(match, "dmy")
    if not count:
        return DateOrder(ORDERS[0], "certain")
    ranked = _by_fit(fits, age, is_dashed=2 * dashed > count, has_short_year=four_digits < count)
    best, second, *_ = ranked
    if best == "ymd" or not doubtful:
        return DateOrder(best, "certain")
    return DateOrder(best, "ambiguous" if fits[best] == fits[second] else "by_others")


def _three_numbers(values: Iterable[object]) -> Iterator[re.Match[str]]:
    """The dates among the cells that are three numbers, of which at most the last is a whole year."""
    for value in values:
        match = THREE_NUMBERS.match(value.strip()) if isinstance(value, str) else None
        if match is not None:
            yield match


def _by_fit(fits: Counter[str], age: Counter[str], *, is_dashed: bool, has_short_year: bool) -> list[str]:
    """The possible orders, the one that most dates fit first; of equals the one with the newest years, and the month
    comes first only with slashes."""
    possible = [order for order in ORDERS if order != "ymd" or has_short_year]
    return sorted(possible, key=lambda order: (-fits[order], age[order], is_dashed and order == "mdy"))


def _age(match: re.Match[str], order: str, this_year: int) -> int:
    """How many years a date is away from this one, read in an order."""
    year = int(in_order(match, order)["y"])
    return abs(this_year - (year if year > 99 else 2000 + year))


def date_notes(found: DateOrder) -> list[Reason]:
    """What is to be said about the order of dates that can be read in two ways."""
    is_month_first = found.order == "mdy"
    if found.certainty == "ambiguous":
        return [Reason("dates_ambiguous_month_first") if is_month_first else Reason("dates_ambiguous_day_first")]
    if found.certainty == "by_others":
        return [Reason("dates_month_first") if is_month_first else Reason("dates_day_first")]
    return []


def in_order(match: re.Match[str], order: str) -> dict[str, str]:
    """The numbers of a match of THREE_NUMBERS as "y", "m" and "d", read in an order."""
    meant = "mdy" if order == "ymd" and len(match["c"]) == 4 else order
    return dict(zip(meant, match.group("a", "b", "c"), strict=True))


def _is_possible(match: re.Match[str], order: str) -> bool:
    parts = in_order(match, order)
    if len(parts["y"]) == 1:
        return False
    return 1 <= int(parts["m"]) <= 12 and 1 <= int(parts["d"]) <= 31
