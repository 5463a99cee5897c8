"""The shapes in which exports write a date, a time of day and a zone."""

import re

CLOCK = (
    r"(?P<half>오전|오후|[AaPp]\.?[Mm]\.?)?\s*(?P<hour>\d{1,2})\s*[:시]\s*(?:(?P<minute>\d{1,2})\s*분?)?"
    r"(?:\s*:?\s*(?P<second>\d{1,2})(?:[.,](?P<fraction>\d{1,9}))?\s*초?)?"
    r"\s*(?P<half_after>오전|오후|[AaPp]\.?[Mm]\.?)?"
)
HOURS_FROM_UTC = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "KST": 9, "JST": 9,
    "SGT": 8, "HKT": 8, "AEST": 10, "AEDT": 11, "EDT": -4, "EST": -5, "CDT": -5, "CST": -6, "MDT": -6, "MST": -7,
    "PDT": -7, "PST": -8,
}  # fmt: skip
"""Zones by the short names that exports write; CST is that of America."""

_ZONE_NAMES = "|".join(sorted(HOURS_FROM_UTC, key=len, reverse=True))
ZONE = (
    rf"(?P<zone>(?:UTC|GMT)?\s?[+-]\d{{1,2}}(?::?\d{{2}})?|{_ZONE_NAMES}|[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+)?"
    r"(?:\[[\w/]+\])?(?:\s*\([^()]{1,40}\))?"
)
_WEEKDAY = r"(?:\s*\(?(?:[월화수목금토일](?:요일)?|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*)\)?(?=[\s,]|$))?"
_TAIL = rf"{_WEEKDAY}(?:\s*[T,]?\s*{CLOCK}\s*{ZONE})?$"
_LEADING_YEAR = re.compile(
    r"(?P<year>\d{4})\s*[.\-/년年]\s*(?P<month>\d{1,2})\s*[.\-/월月]\s*(?P<day>\d{1,2})\s*[.일日]?" + _TAIL
)
_KOREAN_SHORT = re.compile(r"(?P<year>\d{2})\s*년\s*(?P<month>\d{1,2})\s*월\s*(?P<day>\d{1,2})\s*일?" + _TAIL)
THREE_NUMBERS = re.compile(
    r"(?P<a>\d{1,2})\s*(?P<mark>[.\-/])\s*(?P<b>\d{1,2})\s*(?P=mark)\s*(?P<c>\d{4}|\d{1,2})\.?" + _TAIL
)
COMPACT = re.compile(
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:[T ]?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?)?(?P<zone>Z)?$"
)
_DAY_NAME = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?\s+)?"
_SPELLED_MONTH_FIRST = re.compile(
    _DAY_NAME + r"(?P<name>[^\W\d_]{3,10})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})(?:\s+at)?" + _TAIL
)
_SPELLED_DAY_FIRST = re.compile(
    _DAY_NAME
    + r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º)?[\s\-]+(?:de\s+)?(?P<name>[^\W\d_]{3,10})\.?,?(?:\s+de)?[\s\-]+"
    + r"(?P<year>\d{4}|\d{2}(?![\d:]))(?:\s+at)?"
    + _TAIL
)
_YEAR_LAST = re.compile(
    _DAY_NAME + rf"(?P<name>[A-Za-z]{{3,9}})\s+(?P<day>\d{{1,2}})\s+{CLOCK}\s*{ZONE}\s*(?P<year>\d{{4}})$"
)
MONTH_ALONE = re.compile(r"(?P<year>(?:19|20)\d{2})\s*[.\-/년]\s*(?P<month>\d{1,2})\s*[.월]?$")
_SPELLED_MONTH_ALONE = re.compile(r"(?P<name>[A-Za-z]{3,9})\.?,?\s+(?P<year>(?:19|20)\d{2})$")
SHAPES = (
    _LEADING_YEAR,
    COMPACT,
    _KOREAN_SHORT,
    _SPELLED_MONTH_FIRST,
    _SPELLED_DAY_FIRST,
    _YEAR_LAST,
    MONTH_ALONE,
    _SPELLED_MONTH_ALONE,
)
STARTS = re.compile(r"(?<![\w.])(?:\d{1,4}[.\-/년 ]|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)", re.I)
"""Where in a sentence ("Reviewed in Canada on March 12, 2026") a date may begin."""

AFTERWORD = re.compile(r"\s*(?:에\s*)?(?:작성|방문|등록|수정|이용|투숙|posted|edited)(?:됨|함|일)?\.?$", re.IGNORECASE)
CLOCK_ALONE = re.compile(CLOCK + r"\s*" + ZONE + "$")
ZONE_IN_NAME = re.compile(
    r"(?<![a-z])(?P<zone>UTC|GMT|KST|EST|PST)(?:\s?(?P<offset>[+-]\d{1,2}(?::?\d{2})?))?(?![a-z])", re.I
)
_MONTHS = "january february march april may june july august september october november december".split()
_OTHER_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner janvier enero janeiro gennaio", "februar février fevrier febrero fevereiro febbraio",
            "märz mars marzo março", "avril abril aprile", "mai mayo maio maggio", "juni juin junio junho giugno",
            "juli juillet julio julho luglio", "août aout agosto", "septembre septiembre setembro settembre",
            "oktober octobre octubre outubro ottobre", "novembre noviembre novembro", "dezember décembre decembre diciembre dezembro dicembre",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
"""Months of other languages, whole or cut to their first letters, where those of English do not fit."""


def month_number(name: str) -> int:
    """The number of a month by its name, whole or cut; raises ValueError where it is none or may be several."""
    folded = name.lower()
    for number, month in enumerate(_MONTHS, 1):
        if month.startswith(folded[:4] if folded.startswith("sept") else folded):
            return number
    found = {number for month, number in _OTHER_MONTHS.items() if month == folded or month[: len(folded)] == folded}
    if len(found) != 1:
        raise ValueError(name)
    return found.pop()
