"""Rows of a file that sum up those above them."""

import re

from pipeline.sources.cells.header_names import folded
from pipeline.sources.source_kind import (
    SourceRow,
    is_blank,
)

TOTALS = frozenset(
    "합계 총계 소계 평균 총합 총평균 전체평균 전체합계 총건수 전체건수 총응답수 total totals sum average mean avg subtotal grandtotal overallaverage 계".split()
)
"""Folded names of rows that sum up those above."""

_TOTALS = re.compile(r"(?:소계|합계|총계|총합|평균)$|^(?:sub|grand)?\s?(?:total|average|mean)s?\b", re.IGNORECASE)
LONGEST_TOTALS = 30
"""How the first cell of such a row ends in Korean ('강남 소계') or begins in English, and its most characters."""


_UNMISTAKABLE = TOTALS - {"평균", "average", "mean", "avg", "sum", "계"}
"""Those that are nobody's answer to anything, even alone."""

_COUNT = re.compile(
    r"(?:(?:총|전체|합계|총계|총합|소계|평균|누적)\s*(?:평점|점수|건수|응답|의견|후기|리뷰)*\s*(?:수|은|는)?\s*[:=]?\s*)?"
    r"[\d,.]+\s*(?:건|개|명|행|점|rows?|reviews?|responses?|answers?|comments?|points?|%)?(?:\s*/\s*[\d,.]+)?"
    r"|(?:grand\s+|sub\s*)?(?:total|sum|average|mean|avg|count)\b[\s\w]{0,12}[:=]?\s*[\d,.]+(?:\s*[a-z]+)?"
    r"|n\s*=\s*[\d,]+",
    re.IGNORECASE,
)
"""What such a row has in the place of a text: '총 120건', 'Total: 120 reviews'."""

_LABELLED = re.compile(r"총|전체|합계|총계|총합|소계|평균|누적|total|sum|average|mean|avg", re.IGNORECASE)


def _counts_rows(text: str, *, is_labelled: bool) -> bool:
    """Whether a text without a date only sums up what stands above it; ``is_labelled`` where another cell of the row says so."""
    stripped = text.strip()
    if len(stripped) > LONGEST_TOTALS:
        return False
    is_count = _COUNT.fullmatch(stripped) is not None
    return folded(stripped) in _UNMISTAKABLE or (is_count and (is_labelled or _LABELLED.match(stripped) is not None))


def sums_up(row: SourceRow) -> bool:
    """Whether a row is one of totals: its first cell with content says so."""
    first = next((cell for cell in row.cells if not is_blank(cell)), None)
    if not isinstance(first, str) or len(first) > LONGEST_TOTALS:
        return False
    return folded(first) in TOTALS or _TOTALS.search(first.strip()) is not None


def is_of_totals(row: SourceRow, text: str | None, *, is_bare: bool) -> bool:
    """Whether a row without a date is one of totals; ``is_bare`` where there is nothing but numbers beside its text."""
    is_labelled = sums_up(row)
    if text is None:
        return is_labelled
    return (is_labelled or is_bare) and _counts_rows(text, is_labelled=is_labelled)
