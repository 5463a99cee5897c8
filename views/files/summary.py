"""The period of a summary, a report or a story, with what it is compared with, and the year that its trend shows."""

from dataclasses import replace
from datetime import date, timedelta

import queries
from views.words import presets
from views.words.labels import View
from views.words.period_names import comparison
from views.words.periods import next_period, period_end, period_of, periods_back

_DAY = timedelta(days=1)

LEAST_PERIODS, DRAWN_PERIODS = 6, 12
"""Periods of a line at least; where the chosen ones are fewer, so many are drawn, those before them included."""


def with_period(view: View, span: str, preset: str = "", against: str = presets.BEFORE) -> View:
    """The view cut down to its period: that of its filter, which was chosen as ``preset``, else the last ``span`` days; with the
    comparison of that period with the one before it, a year earlier, or none (presets.COMPARED), if it has none yet."""
    if view.comparison is not None and view.filter.date_from is not None:
        return view
    if view.filter.date_from is None and view.filter.date_until is None and span != "all":
        preset = f"last_{span}"
    filter = _dated(view, span)
    first_day = date.fromisoformat(view.facts.first_day) if view.facts.first_day else None
    compared = comparison(view.words, filter, preset, against, first_day, view.facts.last)
    return replace(view, filter=filter, comparison=compared)


def _dated(view: View, span: str) -> queries.Filter:
    """The view's filter with both ends of its period, where it has one and there are days."""
    filter, last = view.filter, view.facts.last
    end = filter.date_until or (last + timedelta(days=1) if last else None)
    if end is None or (filter.date_from is None and span == "all"):
        return filter
    return replace(filter, date_from=filter.date_from or end - timedelta(days=int(span)), date_until=end)


def long_view(view: View) -> View:
    """The view reaching back to DRAWN_PERIODS periods of its grain where the days chosen are fewer than LEAST_PERIODS of them,
    on to later ones where the data begin too late; it remembers the days chosen."""
    last_day = view.filter.date_until - _DAY if view.filter.date_until else None
    begin, last = view.facts.days(view.filter.date_from, last_day)
    if view.filter.date_from is None or begin is None or last is None or begin > last:
        return view
    first, end, grain = view.filter.date_from, last + _DAY, view.grain
    if periods_back(period_of(last, grain), grain, LEAST_PERIODS - 1) >= period_of(first, grain):
        return view
    back = periods_back(period_of(last, grain), grain, DRAWN_PERIODS - 1)
    chosen = (first, view.filter.date_until or end)
    drawn = replace(view.filter, date_from=min(first, back), date_until=max(chosen[1], _least_end(view, last)))
    return replace(view, filter=drawn, chosen_days=chosen)


def _least_end(view: View, last: date) -> date:
    """The end of the first LEAST_PERIODS periods of the data, where the last day is before the last of them."""
    earliest, _ = view.facts.days(None, None)
    enough = _periods_on(period_of(earliest or last, view.grain), view.grain, LEAST_PERIODS - 1)
    return period_end(enough, view.grain) if period_of(last, view.grain) < enough else last + _DAY


def _periods_on(period: date, grain: str, number: int) -> date:
    for _ in range(number):
        period = next_period(period, grain)
    return period
