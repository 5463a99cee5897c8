"""The table of personal data: what each kind looks like, and what a text must have for it to be worth looking."""

from collections.abc import Sequence
from functools import lru_cache

from pipeline.masking.address_patterns import ADDRESS_PATTERNS
from pipeline.masking.gates import RowsByGate
from pipeline.masking.health_patterns import HEALTH_PATTERNS
from pipeline.masking.labelled_patterns import LABELLED_PATTERNS, LAST_PATTERNS
from pipeline.masking.money_patterns import MONEY_PATTERNS
from pipeline.masking.name_patterns import NAME_PATTERNS
from pipeline.masking.online_patterns import ONLINE_PATTERNS
from pipeline.masking.paper_patterns import PAPER_PATTERNS
from pipeline.masking.pattern import PersonalPattern, kinds_kept
from pipeline.masking.phone_patterns import PHONE_PATTERNS

PERSONAL_PATTERNS: tuple[PersonalPattern, ...] = (
    *ONLINE_PATTERNS,
    *PAPER_PATTERNS,
    *MONEY_PATTERNS,
    *LABELLED_PATTERNS,
    *PHONE_PATTERNS,
    *LAST_PATTERNS,
    *ADDRESS_PATTERNS,
    *NAME_PATTERNS,
    *HEALTH_PATTERNS,
)
"""Every kind of personal data that is masked, in the order of masking; a new kind is one more row.

The patterns see the text after ``normalise.fold``; no repeat may be tried again at each character, so that the work grows
with the length. Prices, dates, times, versions and public call-centre numbers (1588-1234) are meant to stay.
"""


def patterns_for(folded: str) -> Sequence[PersonalPattern]:
    """The patterns worth trying on a folded text."""
    return _rows_without(kinds_kept()).rows_for(folded)


@lru_cache(maxsize=8)
def _rows_without(kept: frozenset[str]) -> RowsByGate:
    return RowsByGate(tuple(entry for entry in PERSONAL_PATTERNS if entry.kind not in kept))
