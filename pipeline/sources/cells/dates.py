"""Dates as exports write them, read without any locale: Korean, ISO, slashed, spelled, Excel serials and epochs."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from math import inf
from string import ascii_uppercase
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pipeline.errors import Reason
from pipeline.masking.mask import quoted
from pipeline.sources.cells.markup import unwrapped
from pipeline.sources.cells.relative_dates import relative_moment
from pipeline.sources.source_kind import CellFault

EARLIEST_YEAR = 1990
"""Years before this are taken for mistakes: no feedback export is older."""

EXCEL_EPOCH = datetime(1899, 12, 30)
"""Day 0 of Excel's serial numbers (with its invented 29 February 1900 allowed for)."""

EXCEL_SERIALS = range(32_874, 80_000)
"""Serial numbers of the days from 1990-01-01 to 2119; smaller numbers are ratings, ids or counts."""

ORDERS = ("ymd", "mdy", "dmy")
"""Meanings of three numbers whose year does not show by its four digits; the first that fits best is taken."""

CACHE_SIZE = 20_000
"""Distinct date texts remembered by one reader."""

_CLOCK = (
    r"(?P<half>오전|오후|[AaPp]\.?[Mm]\.?)?\s*(?P<hour>\d{1,2})\s*[:시]\s*(?:(?P<minute>\d{1,2})\s*분?)?"
    r"(?:\s*:?\s*(?P<second>\d{1,2})(?:[.,](?P<fraction>\d{1,9}))?\s*초?)?"
    r"\s*(?P<half_after>오전|오후|[AaPp]\.?[Mm]\.?)?"
)
_HOURS_FROM_UTC = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "KST": 9, "JST": 9,
    "SGT": 8, "HKT": 8, "AEST": 10, "AEDT": 11, "EDT": -4, "EST": -5, "CDT": -5, "CST": -6, "MDT": -6, "MST": -7,
    "PDT": -7, "PST": -8,
}  # fmt: skip
"""Zones by the short names that exports write; CST is that of America."""

_ZONE_NAMES = "|".join(sorted(_HOURS_FROM_UTC, key=len, reverse=True))
_ZONE = (
    rf"(?P<zone>(?:UTC|GMT)?\s?[+-]\d{{1,2}}(?::?\d{{2}})?|{_ZONE_NAMES}|[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+)?"
    r"(?:\[[\w/]+\])?(?:\s*\([^()]{1,40}\))?"
)
_WEEKDAY = r"(?:\s*\(?(?:[월화수목금토일](?:요일)?|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*)\)?(?=[\s,]|$))?"
_TAIL = rf"{_WEEKDAY}(?:\s*[T,]?\s*{_CLOCK}\s*{_ZONE})?$"
_LEADING_YEAR = re.compile(
    r"(?P<year>\d{4})\s*[.\-/년年]\s*(?P<month>\d{1,2})\s*[.\-/월月]\s*(?P<day>\d{1,2})\s*[.일日]?" + _TAIL
)
_KOREAN_SHORT = re.compile(r"(?P<year>\d{2})\s*년\s*(?P<month>\d{1,2})\s*월\s*(?P<day>\d{1,2})\s*일?" + _TAIL)
_THREE_NUMBERS = re.compile(
    r"(?P<a>\d{1,2})\s*(?P<mark>[.\-/])\s*(?P<b>\d{1,2})\s*(?P=mark)\s*(?P<c>\d{4}|\d{1,2})\.?" + _TAIL
)
_COMPACT = re.compile(
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
    _DAY_NAME + rf"(?P<name>[A-Za-z]{{3,9}})\s+(?P<day>\d{{1,2}})\s+{_CLOCK}\s*{_ZONE}\s*(?P<year>\d{{4}})$"
)
_MONTH_ALONE = re.compile(r"(?P<year>(?:19|20)\d{2})\s*[.\-/년]\s*(?P<month>\d{1,2})\s*[.월]?$")
_SPELLED_MONTH_ALONE = re.compile(r"(?P<name>[A-Za-z]{3,9})\.?,?\s+(?P<year>(?:19|20)\d{2})$")
_SHAPES = (
    _LEADING_YEAR,
    _COMPACT,
    _KOREAN_SHORT,
    _SPELLED_MONTH_FIRST,
    _SPELLED_DAY_FIRST,
    _YEAR_LAST,
    _MONTH_ALONE,
    _SPELLED_MONTH_ALONE,
)
_STARTS = re.compile(
    r"(?<![\w.])(?:\d{1,4}[.\-/년 ]|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)", re.I
)
"""Where in a sentence ("Reviewed in Canada on March 12, 2026") a date may begin."""

_AFTERWORD = re.compile(r"\s*(?:에\s*)?(?:작성|방문|등록|수정|이용|투숙|posted|edited)(?:됨|함|일)?\.?$", re.IGNORECASE)
_CLOCK_ALONE = re.compile(_CLOCK + r"\s*" + _ZONE + "$")
_ZONE_IN_NAME = re.compile(
    r"(?<![a-z])(?P<zone>UTC|GMT|KST|EST|PST)(?:\s?(?P<offset>[+-]\d{1,2}(?::?\d{2})?))?(?![a-z])", re.I
)
LONGEST_SENTENCE = 80
"""Characters of a cell in which a date is looked for beyond its beginning."""
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

_NUMBER = re.compile(r"[1-9]\d*(?:\.\d+)?$")
_EPOCH_UNITS = {10: 1, 13: 1_000, 16: 1_000_000, 19: 1_000_000_000}
"""Digits of an epoch between 2001 and 2286 -> its units per second."""


@dataclass(slots=True)
class DateReader:
    """Reads one column's dates into naive wall-clock times of ``zone``.

    ``order`` (one of ORDERS) is what 05/06/2026 or 05/06/07 means. ``today`` is the last day that is not the future,
    give or take a day for time zones. ``now`` is what "3 days ago" is reckoned from (None: such a cell is no date);
    ``own_zone`` is the zone of times that name none, where the column's name does.
    """

    zone: ZoneInfo
    today: date
    order: str = "ymd"
    now: datetime | None = None
    own_zone: tzinfo | None = None
    _seen: dict[str, datetime] = field(default_factory=dict, repr=False)

    def read(self, value: object) -> datetime:
        """The wall-clock time meant by a cell; a date alone is its midnight. Raises CellFault."""
        if not isinstance(value, str):
            return self._within_reason(self._typed(value))
        known = self._seen.get(value)
        if known is None:
            known = self._within_reason(self._parsed(value.strip()))
            if len(self._seen) < CACHE_SIZE:
                self._seen[value] = known
        return known

    def recall(self, text: str) -> datetime | None:
        """What ``read`` gave for a text before, or None if that is not remembered."""
        return self._seen.get(text)

    def _typed(self, value: object) -> datetime:
        if isinstance(value, datetime):
            return self._placed(value, None)
        if isinstance(value, date):
            return datetime(value.year, value.month, value.day)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return self._number(_as_float(value), str(value))
        raise _not_a_date(value)

    def _number(self, number: float, shown: str) -> datetime:
        whole = str(int(number)) if abs(number) < 1e19 else ""
        if whole and int(whole) in EXCEL_SERIALS:
            return _to_second(EXCEL_EPOCH + timedelta(days=number))
        units = _EPOCH_UNITS.get(len(whole))
        if units is not None and number > 0:
            return _wall_clock(datetime.fromtimestamp(int(number) // units, UTC), self.zone)
        match = _COMPACT.match(whole)
        if match is None:
            raise _not_a_date(shown)
        return self._moment(match, shown)

    def _parsed(self, text: str) -> datetime:
        if _NUMBER.match(text) and not _MONTH_ALONE.match(text):
            return self._number(_as_float(text), text)
        found = self._written(text)
        if found is None and len(text) <= LONGEST_SENTENCE:
            found = relative_moment(text, self.now) if self.now else None
            found = found or self._within_sentence(unwrapped(text))
        if found is None:
            raise _not_a_date(text)
        return found

    def _written(self, text: str) -> datetime | None:
        """The moment that a text is from its beginning to its end."""
        for shape in _SHAPES:
            match = shape.match(text)
            if match is not None:
                return self._moment(match, text)
        match = _THREE_NUMBERS.match(text)
        return None if match is None else self._moment(match, text, _in_order(match, self.order))

    def _within_sentence(self, text: str) -> datetime | None:
        """The moment that a text ends in, or has before a last word such as 'posted'."""
        text = _AFTERWORD.sub("", text)
        found = (self._written(text[start.start() :]) for start in _STARTS.finditer(text))
        return next((moment for moment in found if moment is not None), None)

    def _moment(self, match: re.Match[str], text: str, day_parts: dict[str, str] | None = None) -> datetime:
        parts = match.groupdict()
        named = day_parts or {"y": parts["year"], "m": parts.get("month") or "", "d": parts.get("day", "1")}
        try:
            month = _month_number(parts["name"]) if parts.get("name") else int(named["m"])
            moment = datetime(_full_year(named["y"], self.today), month, int(named["d"])) + _clock(parts)
        except (ValueError, TypeError) as error:
            raise CellFault(Reason("not_in_calendar", {"value": quoted(text)})) from error
        return self._placed(moment, _zone_of(parts.get("zone")), has_clock=parts.get("hour") is not None)

    def _placed(self, moment: datetime, zone: tzinfo | None, *, has_clock: bool = True) -> datetime:
        """A moment on the wall clock of ``self.zone``; a day alone is the same day everywhere."""
        if moment.tzinfo is None:
            zone = zone or (self.own_zone if has_clock else None)
            return moment if zone is None else _wall_clock(moment.replace(tzinfo=zone), self.zone)
        return _wall_clock(moment, self.zone)

    def _within_reason(self, moment: datetime) -> datetime:
        if moment.year < EARLIEST_YEAR:
            raise CellFault(Reason("before_first_year", {"value": moment.year, "first": EARLIEST_YEAR}))
        if moment.date() > self.today + timedelta(days=1):
            raise CellFault(Reason("in_future", {"value": f"{moment:%Y-%m-%d}"}))
        return moment


def _not_a_date(value: object) -> CellFault:
    return CellFault(Reason("not_a_date", {"value": quoted(value)}))


def is_time_of_day(value: object) -> bool:
    """Whether a cell is a time of day alone."""
    return isinstance(value, time) or (isinstance(value, str) and _CLOCK_ALONE.match(value.strip()) is not None)


def time_of_day(value: object) -> timedelta | None:
    """The time since midnight of a cell that is a time of day, else None."""
    if isinstance(value, time):
        return timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    match = _CLOCK_ALONE.match(value.strip()) if isinstance(value, str) else None
    try:
        return _clock(match.groupdict()) if match else None
    except ValueError:
        return None


def zone_in_name(column: str) -> tzinfo | None:
    """The zone that a column's name gives for its times: 'Submit Date (UTC)', 'created_at_utc'."""
    found = _ZONE_IN_NAME.search(column.replace("_", " "))
    return _zone_of(found["zone"].upper() + (found["offset"] or "")) if found else None


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
        match = _THREE_NUMBERS.match(value.strip()) if isinstance(value, str) else None
        if match is not None:
            yield match


def _by_fit(fits: Counter[str], age: Counter[str], *, is_dashed: bool, has_short_year: bool) -> list[str]:
    """The possible orders, the one that most dates fit first; of equals the one with the newest years, and the month
    comes first only with slashes."""
    possible = [order for order in ORDERS if order != "ymd" or has_short_year]
    return sorted(possible, key=lambda order: (-fits[order], age[order], is_dashed and order == "mdy"))


def _age(match: re.Match[str], order: str, this_year: int) -> int:
    """How many years a date is away from this one, read in an order."""
    year = int(_in_order(match, order)["y"])
    return abs(this_year - (year if year > 99 else 2000 + year))


def date_notes(found: DateOrder) -> list[Reason]:
    """What is to be said about the order of dates that can be read in two ways."""
    is_month_first = found.order == "mdy"
    if found.certainty == "ambiguous":
        return [Reason("dates_ambiguous_month_first") if is_month_first else Reason("dates_ambiguous_day_first")]
    if found.certainty == "by_others":
        return [Reason("dates_month_first") if is_month_first else Reason("dates_day_first")]
    return []


def _in_order(match: re.Match[str], order: str) -> dict[str, str]:
    meant = "mdy" if order == "ymd" and len(match["c"]) == 4 else order
    return dict(zip(meant, match.group("a", "b", "c"), strict=True))


def _is_possible(match: re.Match[str], order: str) -> bool:
    parts = _in_order(match, order)
    if len(parts["y"]) == 1:
        return False
    return 1 <= int(parts["m"]) <= 12 and 1 <= int(parts["d"]) <= 31


def _month_number(name: str) -> int:
    folded = name.lower()
    for number, month in enumerate(_MONTHS, 1):
        if month.startswith(folded[:4] if folded.startswith("sept") else folded):
            return number
    found = {number for month, number in _OTHER_MONTHS.items() if month == folded or month[: len(folded)] == folded}
    if len(found) != 1:
        raise ValueError(name)
    return found.pop()


def _full_year(digits: str, today: date) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year
    return 2000 + year if 2000 + year <= today.year + 1 else 1900 + year


def _clock(parts: dict[str, str | None]) -> timedelta:
    hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    half = (parts.get("half") or parts.get("half_after") or "").lower()
    if half:
        hour = _hour_of_day(hour, half)
    is_end_of_day = (hour, minute, second) == (24, 0, 0)
    if (hour > 23 and not is_end_of_day) or minute > 59 or second > 59:
        raise ValueError("no such time of day")
    micro = int((parts.get("fraction") or "0").ljust(6, "0")[:6])
    return timedelta(hours=hour, minutes=minute, seconds=second, microseconds=micro)


def _hour_of_day(hour: int, half: str) -> int:
    """The hour from 0 to 23 of one from 1 to 12 and its half of the day; raises ValueError for any other."""
    if not 1 <= hour <= 12:
        raise ValueError(f"hour {hour} with {half}")
    return hour % 12 + (12 if half[0] in "오p" and half != "오전" else 0)


def _zone_of(name: str | None) -> tzinfo | None:
    if not name:
        return None
    if "/" in name:
        return _region(name)
    if name in _HOURS_FROM_UTC:
        return timezone(timedelta(hours=_HOURS_FROM_UTC[name]))
    offset = name.lstrip(ascii_uppercase).replace(":", "").strip()
    digits = offset[1:].zfill(2) if len(offset) <= 3 else offset[1:].zfill(4)
    minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
    return timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))


def _region(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise _not_a_date(name) from error


def _wall_clock(moment: datetime, zone: ZoneInfo) -> datetime:
    try:
        return moment.astimezone(zone).replace(tzinfo=None)
    except OverflowError as error:
        raise CellFault(Reason("year_out_of_range", {"value": moment.year})) from error


def _as_float(value: float | str) -> float:
    try:
        return float(value)
    except OverflowError:
        return inf


def _to_second(moment: datetime) -> datetime:
    return (moment + timedelta(milliseconds=500)).replace(microsecond=0)
