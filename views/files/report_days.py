"""Days and periods as a report says them: with the year only where it is not plain."""

from datetime import date, timedelta

import queries
from views.words.korean_particles import company
from views.words.labels import View
from views.words.period_names import day_name, period_name
from views.words.periods import period_end


def days_text(view: View, filter: queries.Filter) -> str:
    """The days of a filter that names both ends: whole months, quarters and years by their names."""
    assert filter.date_from and filter.date_until
    first, last = filter.date_from, filter.date_until - timedelta(days=1)
    said = period_name(view.words, first, last, "")
    if "–" not in said:
        return said
    is_plain = first.year == last.year
    begins = day_name(view.words, first, last if is_plain and view.language != "ko" else None)
    ends = day_name(view.words, last, first if is_plain and view.language == "ko" else None)
    return view.words("report.days", first=begins, last=ends)


def period_text(view: View) -> str:
    """The days of the period, and the name and days of what it is compared with."""
    words, former = view.words, view.former
    if view.filter.date_from is None or view.filter.date_until is None:
        return words("period.all")
    said = days_text(view, view.filter)
    if former is None or view.comparison is None:
        return said
    name, days = view.comparison.former_name, days_text(view, former)
    both = name if name in days else words("report.former", name=name, days=days)
    return words("report.period", period=said, former=company(both) if view.language == "ko" else both)


def tick_text(view: View, period: date, grain: str) -> str:
    """A period under its mark."""
    if grain == "month":
        return view.words(f"month.{period.month}")
    day = period_end(period, grain) - timedelta(days=1) if grain == "rolling" else period
    return f"{day.month}.{day.day}"
