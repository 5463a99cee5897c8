"""Rows of a file that sum up those above them."""

import re

from pipeline.sources.cells.header_names import folded
from pipeline.sources.source_kind import (
    SourceRow,
    is_blank,
)

TOTALS = frozenset(
    "합계 총계 소계 평균 총합 총평균 전체평균 전체합계 total totals sum average mean avg subtotal grandtotal overallaverage 계".split()
)
"""Folded names of rows that sum up those above."""

_TOTALS = re.compile(r"(?:소계|합계|총계|총합|평균)$|^(?:sub|grand)?\s?(?:total|average|mean)s?\b", re.IGNORECASE)
LONGEST_TOTALS = 30
"""How the first cell of such a row ends in Korean ('강남 소계') or begins in English, and its most characters."""


def sums_up(row: SourceRow) -> bool:
    """Whether a row is one of totals: its first cell with content says so."""
    first = next((cell for cell in row.cells if not is_blank(cell)), None)
    if not isinstance(first, str) or len(first) > LONGEST_TOTALS:
        return False
    return folded(first) in TOTALS or _TOTALS.search(first.strip()) is not None
