"""The table of personal data: what each kind looks like, and what a text must have for it to be worth looking."""

from pipeline.masking.name_patterns import NAME_PATTERNS
from pipeline.masking.number_patterns import NUMBER_PATTERNS
from pipeline.masking.pattern import PersonalPattern

PERSONAL_PATTERNS: tuple[PersonalPattern, ...] = (*NUMBER_PATTERNS, *NAME_PATTERNS)
"""Every kind of personal data that is masked, in the order of masking; a new kind is one more row.

The patterns see the text after ``normalise.fold``; no repeat may be tried again at each character, so that the work grows
with the length. Prices, dates, times, versions and public call-centre numbers (1588-1234) are meant to stay.
"""

_TRIED = tuple(tuple(entry for entry in PERSONAL_PATTERNS if entry.digits <= digits) for digits in range(15))
"""The patterns by number of digits; the last entry is for that many and more."""


def patterns_for(digits: int) -> tuple[PersonalPattern, ...]:
    """The patterns worth trying on a text whose longest loose number has so many digits."""
    return _TRIED[min(digits, len(_TRIED) - 1)]
