"""How a period, and what it is compared with, are said: 2026년 9월, 3분기, 최근 90일, 9월 3일~9월 20일."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import queries
from views.words import presets
from views.words.periods import period_end
from views.words.strings import Words


@dataclass(frozen=True, slots=True)
class Comparison:
    """The period of a view and what it is compared with: names ready to be shown, and the filter of the former answers.

    ``former`` is None where nothing is compared, or where there are no answers from so early.
    """

    name: str
    former_name: str = ""
    former: queries.Filter | None = None


def period_name(words: Words, first: date | None, last: date | None, preset: str) -> str:
    """A period as it is called on its button."""
    if first is None and last is None:
        return words("period.all")
    if preset in presets.PRESETS and preset.startswith("last_") and preset[5:].isdigit():
        return words(f"period.{preset}")
    return _days_name(words, first, last, preset, None)


def former_name(words: Words, first: date, last: date, preset: str, against: str) -> str:
    """What a period is compared with, short: 8월, 2분기, 그 전 90일, 1년 전."""
    if against == presets.YEAR:
        return words("period.year_before")
    found = presets.compared_days(first, last, preset, against)
    if found is None:
        return ""
    if presets.whole_months(first, last, preset):
        return _days_name(words, *found, "", first)
    return words("period.days_before", n=(last - first).days + 1)


def _days_name(words: Words, first: date | None, last: date | None, preset: str, beside: date | None) -> str:
    """A calendar period by its name, others by their days; without the year where it is that of ``beside``."""
    if first and last:
        months = presets.whole_months(first, last, preset)
        if months:
            return _calendar_name(words, first, months, beside)
    said = [day_name(words, day, beside) if day else "" for day in (first, last)]
    return "~".join(said)


def _calendar_name(words: Words, first: date, months: int, beside: date | None) -> str:
    year = words("period.in_year", year=first.year)
    if months == 12 and first.month == 1:
        return year
    end = presets.months_before(first, 1 - months)
    if months == 1:
        name = words(f"month.{first.month}")
    elif months == 3 and first.month % 3 == 1:
        name = words("period.quarter", n=first.month // 3 + 1)
    else:
        last = words("period.month_of", year=end.year, month=words(f"month.{end.month}"))
        return f"{words('period.month_of', year=first.year, month=words(f'month.{first.month}'))}~{last}"
    if beside is not None and beside.year == first.year:
        return name
    return words("period.month_of", year=first.year, month=name)


def day_name(words: Words, day: date, beside: date | None = None) -> str:
    """A day: 9월 23일, with its year where ``beside`` is none of it."""
    said = words("period.day", month=words(f"month.{day.month}"), day=day.day)
    return said if beside is not None and beside.year == day.year else words("period.day_of", year=day.year, day=said)


def grain_name(words: Words, first: date, grain: str, beside: date | None = None) -> str:
    """A period of a chart, by its first day and its grain: 2026년 3월, 9월 7일 주; without the year where it is that of ``beside``."""
    if grain == "month":
        name = words(f"month.{first.month}")
        is_plain = beside is not None and beside.year == first.year
        return name if is_plain else words("period.month_of", year=first.year, month=name)
    day = period_end(first, grain) - timedelta(days=1) if grain == "rolling" else first
    said = day_name(words, day, beside)
    return said if grain == "day" else words(f"period.{grain}_of", day=said)


def comparison(
    words: Words, filter: queries.Filter, preset: str, against: str, first_day: date | None, last_day: date | None
) -> Comparison:
    """The period of a filter in words, with the filter of what it is compared with; the days are those of the data."""
    first = filter.date_from
    last = filter.date_until - timedelta(days=1) if filter.date_until else None
    name = period_name(words, first, last, preset)
    end = last or last_day
    if first is None or end is None or first > end:
        return Comparison(name)
    found = presets.compared_days(first, end, preset, against)
    if found is None:
        return Comparison(name)
    said = former_name(words, first, end, preset, against)
    if first_day is None or found[1] < first_day:
        return Comparison(name, said)
    return Comparison(name, said, replace(filter, date_from=found[0], date_until=found[1] + timedelta(days=1)))
