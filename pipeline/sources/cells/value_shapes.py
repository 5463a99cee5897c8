"""What the values of a column look like: words of one's own, sentences, choices, audiences."""

import re
from collections.abc import Sequence

from pipeline.sources.cells.field_fit import fits_field
from pipeline.sources.cells.number_words import is_nothing_said
from pipeline.sources.cells.parse import CUSTOMERS, EMPLOYEES, SCALES, quiet_rating
from pipeline.sources.source_kind import Cell

PROSE_LENGTH = 12.0
"""Mean characters from which unnamed values look like comments (Korean reviews: about 35)."""

LEAST_WORDS = 3
WORDY = 12
"""Words from which a value may be a sentence; characters from which one without as many may be a sentence: Japanese and Chinese put no spaces."""

MOST_CHOICES = 12
"""Distinct values from which they are no choices of a list, even where many say the same."""

LEAST_FREE = 0.8
"""Share of a column's values that must be words for it to be one more text."""

_POINTS = re.compile(r"\d{1,2}(?:\.0+)?(?:\s?점|\s?/\s?\d{1,3})?$|[★☆⭐]+$")

FEWEST_POINTS, LOWEST_TOP = 2, 3
"""Different points of a column of ratings, and the highest of them, at the least."""


def are_nested(values: Sequence[Cell]) -> bool:
    """Whether any value is a list, an object or bytes."""
    return any(isinstance(value, dict | list | bytes) for value in values)


def are_sentences(values: Sequence[Cell]) -> bool:
    """Whether most values have several words, which names, places and choices of a list have not."""
    texts = [value.strip() for value in values if isinstance(value, str)]
    wordy = [
        text for text in texts if (len(text.split()) >= LEAST_WORDS or len(text) >= WORDY) and not text[:1].isdigit()
    ]
    return 2 * len(wordy) > len(values)


def are_free(values: Sequence[Cell]) -> bool:
    """Whether values are words of one's own, not the choices of a list nor numbers; those that say nothing do not count."""
    said = [value for value in values if not (isinstance(value, str) and is_nothing_said(value.strip()))]
    distinct = len(set(map(str, said)))
    return not said or (
        fits_field("text", said) >= LEAST_FREE and (2 * distinct > len(said) or distinct >= MOST_CHOICES)
    )


def are_points(values: Sequence[Cell]) -> bool:
    """Whether values are whole numbers on a scale from 1 to 5 or 10, or stars, and several of them; a count is none."""
    ratings = [_points(value) for value in values]
    numbers = [number for number in ratings if number is not None]
    if not values or len(numbers) < len(values) or len(set(numbers)) < FEWEST_POINTS:
        return False
    is_count = len(numbers) > FEWEST_POINTS and count_up(numbers)
    return min(numbers) >= 1 and LOWEST_TOP <= max(numbers) <= SCALES[1] and not is_count


def count_up(numbers: Sequence[int]) -> bool:
    """Whether several numbers count up by one, as rows, years or the points of a scale do."""
    return len(numbers) > 1 and [*numbers] == [*range(numbers[0], numbers[0] + len(numbers))]


def _points(value: Cell) -> int | None:
    found = quiet_rating(value) if _POINTS.match(str(value).strip()) else None
    return int(found[0]) if found and found[0] == int(found[0]) else None


def name_employees(values: Sequence[Cell]) -> bool:
    """Whether all values are words for employees or customers, some of them for employees."""
    words = {str(value).strip().lower() for value in values}
    return words <= EMPLOYEES | CUSTOMERS and bool(words & EMPLOYEES)


def all_fit(field: str, values: Sequence[Cell]) -> bool:
    """Whether there are several values, all of which can be read as the field's and not all as plain numbers."""
    is_plain = all(isinstance(value, int | float) or str(value).strip().isdigit() for value in values)
    return len(values) >= 2 and not is_plain and fits_field(field, values) == 1.0


def are_prose(values: Sequence[Cell]) -> bool:
    """Whether values are texts of some length with spaces, most said once, and no dates."""
    texts = [value for value in values if isinstance(value, str)]
    distinct = len(set(texts)) * 2 > len(texts)
    spaced = sum(" " in text.strip() for text in texts) * 2 > len(texts)
    return (
        bool(texts) and distinct and spaced and mean_length(texts) >= PROSE_LENGTH and fits_field("date", texts) < 0.5
    )


def mean_length(values: Sequence[Cell]) -> float:
    """Mean characters of at least one value."""
    return sum(len(str(value)) for value in values) / len(values)
