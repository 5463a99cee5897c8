"""The period of a summary, a report or a story, with what it is compared with, and the year that its trend shows."""

from dataclasses import replace
from datetime import date, timedelta

from views.words import presets
from views.words.labels import View
from views.words.period_names import comparison

SPANS: tuple[str, ...] = ("90", "28", "365", "all")
"""Days looked at, back from the last, where the filters name no first day; "all" looks at everything."""

TREND_DAYS = 365
"""Days that a trend reaches back."""


def with_period(view: View, span: str, preset: str = "", against: str = presets.BEFORE) -> View:
    """The view cut down to its period: that of its filter, which was chosen as ``preset``, else the last ``span`` days; with the
    comparison of that period with the one before it, a year earlier, or none (presets.COMPARED), if it has none yet."""
    filter = view.filter
    if view.comparison is not None and filter.date_from is not None:
        return view
    end = filter.date_until or (view.facts.last + timedelta(days=1) if view.facts.last else None)
    if filter.date_from is None and span != "all" and end is not None:
        preset = "" if filter.date_until else f"last_{span}"
        filter = replace(filter, date_from=end - timedelta(days=int(span)), date_until=end)
    elif filter.date_from is not None and filter.date_until is None and end is not None:
        filter = replace(filter, date_until=end)
    first_day = date.fromisoformat(view.facts.first_day) if view.facts.first_day else None
    compared = comparison(view.words, filter, preset, against, first_day, view.facts.last)
    return replace(view, filter=filter, comparison=compared)


def long_view(view: View) -> View:
    """The view reaching back TREND_DAYS from its last day, further where its period does."""
    first, until = view.filter.date_from, view.filter.date_until
    if first is None or until is None:
        return view
    return replace(view, filter=replace(view.filter, date_from=min(first, until - timedelta(days=TREND_DAYS))))
