"""Moments said from the day of the export: '3일 전', 'a month ago', '어제'."""

import re
from datetime import datetime, timedelta

_UNITS = {
    "초": "second", "분": "minute", "시간": "hour", "일": "day", "주": "week", "주일": "week", "개월": "month",
    "달": "month", "년": "year", "s": "second", "sec": "second", "min": "minute", "m": "minute", "h": "hour",
    "hr": "hour", "d": "day", "w": "week", "wk": "week", "mo": "month", "y": "year", "yr": "year",
    **{unit: unit for unit in ("second", "minute", "hour", "day", "week", "month", "year")},
}  # fmt: skip
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "a couple of": 2, "couple of": 2, "a few": 3, "한": 1, "두": 2, "세": 3, "네": 4, "하루": 1,
    "이틀": 2, "사흘": 3, "일주일": 1,
}  # fmt: skip
_AGO = re.compile(
    rf"(?P<count>\d{{1,4}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))})\s*"
    r"(?P<unit>시간|개월|주일|초|분|일|주|달|년|(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|secs?|mins?|hrs?"
    r"|mos?|yrs?|wks?|[smhdwy])(?![a-z]))?\s*(?:전|ago)(?:에)?$",
    re.IGNORECASE,
)
_NAMED = {
    "그제": 2, "그저께": 2, "엊그제": 2, "어제": 1, "어저께": 1, "오늘": 0, "yesterday": 1, "today": 0, "지난주": 7,
    "last week": 7, "지난 주": 7,
}  # fmt: skip
"""Days that have a name of their own -> how many days ago."""

_JUST_NOW = frozenset(("방금", "방금 전", "지금", "just now", "now", "moments ago"))
_MONTHS_AGO = {"지난달": 1, "지난 달": 1, "last month": 1, "작년": 12, "last year": 12}
_LABEL = re.compile(
    r"^[^\d:]{1,20}:\s*|^(?:edited|updated|posted|reviewed|written|published|last edited|수정|작성|방문)(?:일|됨)?\s+",
    re.IGNORECASE,
)
_LEAD = re.compile(r"\W*(?:약|around|about|over|almost)?\W*$")
_DAYS = frozenset(("하루", "이틀", "사흘"))


def relative_moment(text: str, now: datetime) -> datetime | None:
    """What a text such as '3일 전' or 'Edited a month ago' means at ``now``, or None; days and more are their midnight."""
    words = " ".join(_LABEL.sub("", text.strip()).casefold().split())
    if words in _JUST_NOW:
        return now
    if words in _NAMED:
        return _midnight(now - timedelta(days=_NAMED[words]))
    if words in _MONTHS_AGO:
        return _months_before(now, _MONTHS_AGO[words])
    found = _AGO.search(words)
    return _before(now, found) if found and _LEAD.match(words[: found.start()]) else None


def _before(now: datetime, found: re.Match[str]) -> datetime | None:
    count = int(found["count"]) if found["count"].isdecimal() else _COUNTS[found["count"]]
    unit = _unit(found["unit"], found["count"])
    if unit in ("month", "year"):
        return _months_before(now, count * (12 if unit == "year" else 1))
    if unit in ("day", "week"):
        return _midnight(now - timedelta(days=count * (7 if unit == "week" else 1)))
    return now - timedelta(**{f"{unit}s": count}) if unit else None


def _unit(word: str | None, count: str) -> str | None:
    if word is None:
        return "week" if count == "일주일" else "day" if count in _DAYS else None
    return _UNITS.get(word) or _UNITS.get(word.removesuffix("s"))


def _months_before(now: datetime, months: int) -> datetime | None:
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    return _midnight(now.replace(year=year, month=month + 1, day=min(now.day, 28))) if year > 0 else None


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
