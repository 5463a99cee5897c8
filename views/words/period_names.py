"""How a period, and what it is compared with, are said: 2026년 9월, 3분기, 최근 90일, 9월 3일–9월 20일."""

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


def short_name(words: Words, preset: str, last_day: date) -> str:
    """The days that a named period means, short: 10월, 4분기, 2026년, 8월 3일~10월 31일."""
    first, last = presets.days(preset, last_day)
    if preset.startswith("last_") and preset[5:].isdigit():
        return words("period.span", first=day_name(words, first, last), last=day_name(words, last, last))
    return _days_name(words, first, last, preset, first if presets.whole_months(first, last, preset) < 12 else None)


def former_name(words: Words, first: date, last: date, preset: str, against: str) -> str:
    """What a period is compared with, short: 8월, 2분기, 그 전 90일, 1년 전."""
    if against == presets.YEAR:
        return words("period.year_before")
    found = presets.compared_days(first, last, preset, against)
    if found is None:
        return ""
    if presets.whole_months(first, last, preset):
        return _days_name(words, *found, "", first)
    days = (last - first).days + 1
    return words("period.day_before") if days == 1 else words("period.days_before", n=days)


def _days_name(words: Words, first: date | None, last: date | None, preset: str, beside: date | None) -> str:
    """A calendar period by its name, others by their days; without the year where it is that of ``beside``."""
    if first and last:
        months = presets.whole_months(first, last, preset)
        if months:
            return _calendar_name(words, first, months, beside)
        if first < last and first.year == last.year:
            said = {name: day_name(words, day, first) for name, day in (("first", first), ("last", last))}
            return words("period.days_of", year=first.year, **said)
    return days_name(words, first, last, beside)


def days_name(words: Words, first: date | None, last: date | None, beside: date | None) -> str:
    """Days that have no name of their own: one, from one to another, from one on or until one."""
    said = [day_name(words, day, beside) for day in dict.fromkeys((first, last)) if day]
    if first and last:
        return "–".join(said)
    return words("period.from" if first else "period.until", day=said[0]) if said else ""


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
        one, other = (words(f"month.{day.month}") for day in (first, end))
        if first.year == end.year:
            return words("period.months_of", year=first.year, first=one, last=other)
        last = words("period.month_of", year=end.year, month=other)
        return f"{words('period.month_of', year=first.year, month=one)}–{last}"
    if beside is not None and beside.year == first.year:
        return name
    return words("period.month_of", year=first.year, month=name)


def day_name(words: Words, day: date, beside: date | None = None) -> str:
    """A day: 9월 23일, with its year where ``beside`` is none of it."""
    said = words("period.day", month=words(f"month.{day.month}"), day=day.day)
    return said if beside is not None and beside.year == day.year else words("period.day_of", year=day.year, day=said)


def period_of_grain(words: Words, first: date, grain: str, beside: date | None = None) -> str:
    """The period that begins on ``first`` as one says it: 2026년 9월, 3분기, 9월 21일 주; without the year where it is that of
    ``beside``."""
    is_plain = beside is not None and beside.year == first.year
    if grain in ("month", "quarter"):
        name = words(f"month.{first.month}") if grain == "month" else words("period.quarter", n=first.month // 3 + 1)
        return name if is_plain else words("period.month_of", year=first.year, month=name)
    last = period_end(first, grain) - timedelta(days=1)
    day = day_name(words, last if grain == "rolling" else first, beside)
    return day if grain == "day" else words(f"period.{grain}_of", day=day)


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
