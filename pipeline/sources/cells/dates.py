"""Dates as exports write them, read without any locale: Korean, ISO, slashed, spelled, Excel serials and epochs."""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from math import inf
from pathlib import Path
from string import ascii_uppercase
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pipeline.errors import Reason
from pipeline.masking.mask import quoted
from pipeline.sources.cells.date_order import in_order
from pipeline.sources.cells.date_shapes import (
    AFTERWORD,
    CLOCK_ALONE,
    COMPACT,
    HOURS_FROM_UTC,
    MONTH_ALONE,
    SHAPES,
    STARTS,
    THREE_NUMBERS,
    ZONE_IN_NAME,
    month_number,
)
from pipeline.sources.cells.markup import unwrapped
from pipeline.sources.cells.parse import is_missing
from pipeline.sources.cells.relative_dates import relative_moment
from pipeline.sources.source_kind import Cell, CellFault

EARLIEST_YEAR = 1990
"""Years before this are taken for mistakes: no feedback export is older."""

LAST_DAY = date(2200, 1, 1)
"""Stands for today where dates of the future are no fault."""

EXCEL_EPOCH = datetime(1899, 12, 30)
"""Day 0 of Excel's serial numbers (with its invented 29 February 1900 allowed for)."""

EXCEL_SERIALS = range(32_874, 80_000)
"""Serial numbers of the days from 1990-01-01 to 2119; smaller numbers are ratings, ids or counts."""

CACHE_SIZE = 20_000
"""Distinct date texts remembered by one reader."""

LONGEST_SENTENCE = 80
"""Characters of a cell in which a date is looked for beyond its beginning."""
_NUMBER = re.compile(r"[1-9]\d*(?:\.\d+)?$")
_PLAIN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2})?")
"""The commonest shape of a day with its time, which datetime itself reads."""

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

    def read_if_any(self, cell: Cell) -> datetime | None:
        """The moment of a cell; None where it says that there is none. Raises CellFault like ``read``."""
        if isinstance(cell, str) and (known := self.recall(cell)) is not None:
            return known
        return None if is_missing(cell) else self.read(cell)

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
        match = COMPACT.match(whole)
        if match is None:
            raise _not_a_date(shown)
        return self._moment(match, shown)

    def _parsed(self, text: str) -> datetime:
        if _PLAIN.fullmatch(text):
            with suppress(ValueError):
                return self._placed(datetime.fromisoformat(text), None)
        if _NUMBER.match(text) and not MONTH_ALONE.match(text):
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
        for shape in SHAPES:
            match = shape.match(text)
            if match is not None:
                return self._moment(match, text)
        match = THREE_NUMBERS.match(text)
        return None if match is None else self._moment(match, text, in_order(match, self.order))

    def _within_sentence(self, text: str) -> datetime | None:
        """The moment that a text ends in, or has before a last word such as 'posted'."""
        text = AFTERWORD.sub("", text)
        found = (self._written(text[start.start() :]) for start in STARTS.finditer(text))
        return next((moment for moment in found if moment is not None), None)

    def _moment(self, match: re.Match[str], text: str, day_parts: dict[str, str] | None = None) -> datetime:
        parts = match.groupdict()
        named = day_parts or {"y": parts["year"], "m": parts.get("month") or "", "d": parts.get("day", "1")}
        try:
            month = month_number(parts["name"]) if parts.get("name") else int(named["m"])
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


def any_date_reader(order: str = "ymd") -> DateReader:
    """What reads cells of which it only matters that they are dates: relative ones and those of the future, too."""
    return DateReader(ZoneInfo("UTC"), LAST_DAY, order, datetime(LAST_DAY.year - 1, 1, 1))


def written_at(path: Path, zone: ZoneInfo) -> datetime | None:
    """When a file was last written, on the wall clock of ``zone``; None where it is not there."""
    try:
        return datetime.fromtimestamp(int(path.stat().st_mtime), zone).replace(tzinfo=None)
    except (OSError, ValueError, OverflowError):
        return None


def _not_a_date(value: object) -> CellFault:
    return CellFault(Reason("not_a_date", {"value": quoted(value)}))


def is_time_of_day(value: object) -> bool:
    """Whether a cell is a time of day alone."""
    return isinstance(value, time) or (isinstance(value, str) and CLOCK_ALONE.match(value.strip()) is not None)


def time_of_day(value: object) -> timedelta | None:
    """The time since midnight of a cell that is a time of day, else None."""
    if isinstance(value, time):
        return timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    match = CLOCK_ALONE.match(value.strip()) if isinstance(value, str) else None
    try:
        return _clock(match.groupdict()) if match else None
    except ValueError:
        return None


def zone_in_name(column: str) -> tzinfo | None:
    """The zone that a column's name gives for its times: 'Submit Date (UTC)', 'created_at_utc'."""
    found = ZONE_IN_NAME.search(column.replace("_", " "))
    return _zone_of(found["zone"].upper() + (found["offset"] or "")) if found else None


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
    if name in HOURS_FROM_UTC:
        return timezone(timedelta(hours=HOURS_FROM_UTC[name]))
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
