"""Periods by name, counted from the data's last day, so that a saved view of the last 28 days moves on with the data."""

from datetime import date, timedelta

PRESETS: tuple[str, ...] = (
    "this_month",
    "last_month",
    "this_quarter",
    "last_quarter",
    "last_28",
    "last_90",
    "last_365",
    "this_year",
)
ALL, FREE = "all", "free"
CHOICES: tuple[str, ...] = (*PRESETS, ALL, FREE)
"""What can be chosen: a named period, no limit, or two days of one's own."""

BEFORE, YEAR, NONE = "before", "year", "none"
COMPARED: tuple[str, ...] = (BEFORE, YEAR, NONE)
"""What a period is compared with: the one just before it, the same days a year earlier, or nothing."""

_ROLLING = {"last_28": 28, "last_90": 90, "last_365": 365}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def days(preset: str, last: date) -> tuple[date, date]:
    """First and last day, both included, of a named period of data whose last day is ``last``."""
    if preset in _ROLLING:
        return last - timedelta(days=_ROLLING[preset] - 1), last
    which, _, unit = preset.partition("_")
    if preset not in PRESETS:
        raise ValueError(f"no period {preset!r}: there are {', '.join(PRESETS)}")
    first = _begin(last, _MONTHS[unit])
    if which == "this":
        return first, last
    return months_before(first, _MONTHS[unit]), first - timedelta(days=1)


def compared_days(first: date, last: date, preset: str, against: str) -> tuple[date, date] | None:
    """First and last day of what a period is compared with; None for nothing.

    Of a period of whole months, and of one that is not over, that is as many whole months just before it; of any other
    as many days.
    """
    if against == NONE or first > last:
        return None
    if against == YEAR:
        return months_before(first, 12), months_before(last, 12)
    months = whole_months(first, last, preset)
    if months:
        return months_before(first, months), first - timedelta(days=1)
    return first - (last - first) - timedelta(days=1), first - timedelta(days=1)


def whole_months(first: date, last: date, preset: str = "") -> int:
    """How many whole months a period is of, the last one perhaps not over; 0 where it is of days."""
    unit = preset.partition("_")[2]
    if preset.startswith("this_") and unit in _MONTHS:
        return _MONTHS[unit]
    after = last + timedelta(days=1)
    if first.day != 1 or after.day != 1:
        return 0
    return (after.year - first.year) * 12 + after.month - first.month


def months_before(day: date, months: int) -> date:
    """The day so many months earlier, or the last of that month where it has no such day."""
    number = day.year * 12 + day.month - 1 - months
    first = date(number // 12, number % 12 + 1, 1)
    end = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, end.day))


def _begin(day: date, months: int) -> date:
    """The first day of the calendar period of so many months in which a day is."""
    return date(day.year, (day.month - 1) // months * months + 1, 1)
