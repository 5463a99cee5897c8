"""How well the values of a column could be those of a field."""

import re
from collections.abc import Callable, Sequence

from pipeline.sources.cells.date_order import date_order
from pipeline.sources.cells.dates import any_date_reader
from pipeline.sources.cells.parse import HUNDRED, SCALES, as_audience, as_consent, as_nps, as_rating, quiet_rating
from pipeline.sources.cells.word_scale import TOP, quality_scale
from pipeline.sources.source_kind import Cell, CellFault

FEW_WORDS, LONGEST_WORD = 0.05, 20
"""Share of ratings in unknown words beyond which none of the column is read; characters of such a word."""

_DIGIT = re.compile(r"[0-9★☆⭐]")
_SMALL = re.compile(r"\s*\d{1,2}(?:\.\d+)?\s*$")


def fits_field(field: str, values: Sequence[Cell]) -> float:
    """Share of values that could be of the field, 0 to 1; 1 where any text could, or there are no values.

    One imagined good value is added where any is bad, so that a single bad row does not decide about a tiny file.
    """
    reader = _any_date(values) if field == "date" else _TESTS.get(field)
    if field == "rating":
        reader = _any_rating(values)
    if field == "title" and 2 * len(set(map(str, values))) <= len(values):
        return 0.0
    if reader is None or not values:
        return 1.0
    if field == "nps" and (_is_another_scale(values) or _has_ends_alone(values)):
        return 0.0
    if field == "rating" and _lacks_words(values):
        return 0.0
    good = sum(is_read(reader, value) for value in values)
    return 1.0 if good == len(values) else (good + 1) / (len(values) + 1)


def _any_date(values: Sequence[Cell]) -> Callable[[Cell], object]:
    return any_date_reader(date_order(values).order).read


def _are_of_hundred(values: Sequence[Cell]) -> bool:
    """Whether numbers are scores out of a hundred: most are above 10, none above 100."""
    numbers = [found[0] for found in map(quiet_rating, values) if found]
    return (
        bool(numbers) and max(numbers) <= HUNDRED and 2 * sum(number > SCALES[1] for number in numbers) > len(numbers)
    )


def _any_rating(values: Sequence[Cell]) -> Callable[[Cell], object]:
    scale = quality_scale(values)
    highest = HUNDRED if _are_of_hundred(values) else SCALES[1]

    def read(cell: Cell) -> None:
        found = as_rating(cell, scale)
        if found and found[0] > (found[1] or highest):
            raise ValueError(cell)

    return read


def _has_ends_alone(values: Sequence[Cell]) -> bool:
    """Whether answers in words can be read at the ends of their scale and not between them: a score of the ends alone misleads."""
    words = [value for value in values if isinstance(value, str) and not _DIGIT.search(value)]
    read = [value for value in words if _quiet_nps(value) is not None]
    return bool(read) and any(not is_read(as_nps, value) for value in words)


def _lacks_words(values: Sequence[Cell]) -> bool:
    """Whether ratings are words of which more than a few are of no known scale: a mean of the others would mislead."""
    scale = quality_scale(values)
    words = [
        value for value in values if isinstance(value, str) and not _DIGIT.search(value) and len(value) <= LONGEST_WORD
    ]
    points = [found[0] for value in words if (found := quiet_rating(value, scale))]
    is_partly_known = 0 < len(set(points)) < TOP - 1
    return is_partly_known and len(words) - len(points) > FEW_WORDS * len(values)


def _is_another_scale(values: Sequence[Cell]) -> bool:
    numbers = [value for value in map(_quiet_nps, values) if value is not None]
    return len(numbers) >= 20 and max(numbers) <= 5


def _quiet_nps(cell: Cell) -> int | None:
    try:
        return as_nps(cell)
    except CellFault:
        return None


def is_read(reader: Callable[[Cell], object], value: Cell) -> bool:
    """Whether a reader of cells takes a value."""
    try:
        reader(value)
    except ValueError:
        return False
    return True


def _read_comment(cell: Cell) -> None:
    if not isinstance(cell, str) or cell.strip().replace(".", "", 1).isdigit():
        raise ValueError(cell)


def _read_thing(cell: Cell) -> None:
    number = (
        cell if isinstance(cell, int | float) else float(cell) if isinstance(cell, str) and _SMALL.match(cell) else None
    )
    if number is not None and number <= SCALES[1]:
        raise ValueError(cell)


def _read_category(cell: Cell) -> None:
    if isinstance(cell, str) and len(cell) > 60:
        raise ValueError(cell)


def _read_tier(cell: Cell) -> None:
    if not isinstance(cell, str) or cell.strip().replace(".", "", 1).isdigit():
        raise ValueError(cell)
    _read_category(cell)


_TESTS: dict[str, Callable[[Cell], object]] = {
    "text": _read_comment,
    "title": _read_comment,
    "nps": as_nps,
    "thing": _read_thing,
    "audience": as_audience,
    "consent_analyse": as_consent,
    "consent_quote": as_consent,
    "channel": _read_category,
    "touchpoint": _read_category,
    "segment": _read_tier,
    "language": _read_category,
}
