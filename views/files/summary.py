"""The period of a summary, a report or a story, with what it is compared with, and the year that its trend shows."""

from dataclasses import replace
from datetime import date, timedelta

import queries
from views.words import presets
from views.words.labels import View
from views.words.period_names import comparison

TREND_DAYS = 365
"""Days that a trend reaches back."""


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
    """The view reaching back TREND_DAYS from its last day, further where its period does."""
    first, until = view.filter.date_from, view.filter.date_until
    if first is None or until is None:
        return view
    return replace(view, filter=replace(view.filter, date_from=min(first, until - timedelta(days=TREND_DAYS))))
