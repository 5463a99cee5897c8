"""Days and periods as a report says them: with the year only where it is not plain."""

from datetime import date, timedelta

import queries
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


def tick_text(view: View, period: date, grain: str) -> str:
    """A period under its mark."""
    if grain == "month":
        return view.words(f"month.{period.month}")
    day = period_end(period, grain) - timedelta(days=1) if grain == "rolling" else period
    return f"{day.month}.{day.day}"
