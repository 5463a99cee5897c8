"""The grain of a line over time: the one asked for, else the finest one that the data bear."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pyarrow as pa

from views.files.summary import long_view
from views.session import url_state
from views.session.current_view import View
from views.words.periods import DEFAULT_GRAIN, GRAINS, number_of, period_of

MOST_POINTS = 60
"""Points that a line may have to be read as one."""

CALENDAR = tuple(grain for grain in GRAINS if grain != "rolling")
"""The grains that divide time, the finest first."""


def drawn(view: View, fetch: Callable[[View], pa.Table]) -> View:
    """The view as its line is drawn: in the grain that ``fitting`` finds, with the periods before its own where these are few."""
    return long_view(fitting(view, fetch))


def chosen_periods(view: View) -> tuple[str, str] | None:
    """The first day of the periods chosen and the first one after them, as ISO text, where the view reaches farther than them."""
    if view.chosen_days is None:
        return None
    first, end = view.chosen_days
    return period_of(first, view.grain).isoformat(), end.isoformat()


def former_periods(view: View) -> tuple[str, str] | None:
    """The same of the days that those chosen are compared with, where the line reaches back to them; else None."""
    former, drawn = view.former, view.filter.date_from
    if view.chosen_days is None or former is None or former.date_from is None or former.date_until is None:
        return None
    first = period_of(former.date_from, view.grain)
    return (first.isoformat(), former.date_until.isoformat()) if drawn is None or first >= drawn else None


def fitting(view: View, fetch: Callable[[View], pa.Table]) -> View:
    """The view in the grain that its line is drawn in; ``fetch`` are the periods of a view, with their n.

    Where the address asks for none, that is the finest in which most periods have answers enough, with no more points than
    can be read; the month where none has, else the coarsest.
    """
    first, last = _days(view)
    if url_state.one("grain", GRAINS) or first is None or last is None:
        return view
    for grain in CALENDAR:
        periods = number_of(grain, first, last)
        if periods <= MOST_POINTS and _is_borne(
            fetch(drawn := replace(view, grain=grain)), periods, view.limits.few_below
        ):
            return drawn
    is_long = number_of(DEFAULT_GRAIN, first, last) > MOST_POINTS
    return replace(view, grain=CALENDAR[-1] if is_long else DEFAULT_GRAIN)


def _is_borne(table: pa.Table, periods: float, least: int) -> bool:
    """Whether most of the periods have so many answers; a period without a row has none."""
    enough = sum(n is not None and n >= least for n in table.column("n").to_pylist())
    return bool(enough > periods / 2)


def _days(view: View) -> tuple[date | None, date | None]:
    until = view.filter.date_until
    return view.facts.days(view.filter.date_from, until - timedelta(days=1) if until else None)
