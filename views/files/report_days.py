"""Days and periods as a report says them: 9월 23일, 23 Sep; with the year only where it is not plain."""

from datetime import date, timedelta

import queries
from views.words.labels import View
from views.words.periods import period_end


def month_name(view: View, month: int) -> str:
    """The name of a month, 1 to 12, short."""
    return view.words("report.months").split()[month - 1]


def day_text(view: View, day: date, *, with_year: bool = False) -> str:
    """A day, with or without its year."""
    said = view.words("report.day", month=month_name(view, day.month), day=day.day)
    return view.words("report.day_of_year", year=day.year, day=said) if with_year else said


def days_text(view: View, first: date, last: date) -> str:
    """The days from one to another, both included."""
    begins = day_text(view, first, with_year=view.language == "ko" or first.year != last.year)
    ends = day_text(view, last, with_year=view.language != "ko" or first.year != last.year)
    return view.words("report.days", first=begins, last=ends)


def tick_text(view: View, period: date, grain: str) -> str:
    """A period under its mark."""
    if grain == "month":
        return month_name(view, period.month)
    day = period_end(period, grain) - timedelta(days=1) if grain == "rolling" else period
    return f"{day.month}.{day.day}"


def filter_days(filter: queries.Filter) -> tuple[date, date] | None:
    """First and last day of a filter, both included; None where it does not name both."""
    if filter.date_from is None or filter.date_until is None:
        return None
    return filter.date_from, filter.date_until - timedelta(days=1)


def days_of(filter: queries.Filter) -> int:
    """How many days a filter spans; 0 where it does not name both ends."""
    found = filter_days(filter)
    return (found[1] - found[0]).days + 1 if found else 0
