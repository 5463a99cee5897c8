"""The journey of a report: tone by touchpoint and period, and where it got worst since the period before."""

from collections.abc import Sequence
from datetime import date

import queries
from views.charts.chart_rows import ChartRow
from views.charts.worst_changes import reach_of, unsure_falls, worst_falls
from views.files.journey_answer import unsure_text
from views.files.look import Change
from views.files.printed import printed_pair
from views.files.report_days import tick_text
from views.files.report_parts import HeatCell, HeatRow, JourneyMap, ReportLine
from views.files.summary_parts import RunQuery
from views.words.filter_fields import narrowed
from views.words.labels import View, count, tone_text
from views.words.periods import next_period, period_end

MOST_ROWS, MOST_PERIODS = 12, 12
"""Touchpoints and periods of the map: what fits half a page with a number in every cell."""

NOTHING = "·"

Cells = dict[tuple[str, date], ChartRow]


def journey_map(view: View, run: RunQuery) -> JourneyMap | None:
    """The map of the last periods that the view reaches; None where no touchpoint has a tone that may be shown.

    Of more touchpoints than fit, those with the most comments are shown.
    """
    table = run("tone_by_touchpoint_and_period", filter=view.filter, grain=view.grain)
    rows = [row for row in table.to_pylist() if row["touchpoint"] and row["period"]]
    periods = _periods({row["period"] for row in rows}, view.grain)
    found = {(row["touchpoint"], row["period"]): row for row in rows if row["period"] in periods}
    shown = [row for row in found.values() if row["tone"] is not None]
    return _map(view, found, shown, periods) if shown else None


def _map(view: View, found: Cells, shown: Sequence[ChartRow], periods: Sequence[date]) -> JourneyMap:
    codes = list(dict.fromkeys(code for code, _ in found))
    kept = _most_spoken_of(codes, shown)
    return JourneyMap(
        tuple(_row(view, code, periods, found) for code in kept),
        tuple(tick_text(view, period, view.grain) for period in periods),
        worst_change(view, found, periods),
        _note(view, [row["n"] for row in shown if row["touchpoint"] in kept]),
        len(codes) - len(kept),
    )


def _note(view: View, numbers: Sequence[int]) -> str:
    """From how many comments the cells come, and what the small-number rules do with some."""
    span = "–".join(dict.fromkeys((count(min(numbers)), count(max(numbers)))))
    return view.words("report.journey.note", n=span, few=view.limits.few_below, hidden=view.limits.hidden_below)


def worst_change(view: View, found: Cells, periods: Sequence[date]) -> ReportLine | None:
    """Where tone fell most from one period to the next, of cells with comments enough to be ranked, in the days that were chosen
    where the map reaches farther, or that it fell nowhere in them; None where it fell nowhere.

    Which fall is worst and whether it is clear is said by ``worst_falls``.
    """
    shown = [row for row in found.values() if row["period"] in periods]
    since = max((day for day in periods if view.chosen_days and day <= view.chosen_days[0]), default=date.min)
    fall = next(iter(worst_falls(shown, view.grain, view.limits.few_below, since)), None)
    if fall is None:
        return ReportLine(_none_text(view, shown, since), "journey", view.filter) if view.chosen_days else None
    printed = printed_pair(view.words, "tone", fall.after.tone, fall.before.tone, is_clear=fall.is_clear)
    text = view.words(
        "report.worst",
        period=tick_text(view, fall.period, view.grain),
        place=view.touchpoint(fall.touchpoint),
        former=printed.former,
        now=printed.now,
    )
    change = Change(printed.difference, 1, fall.is_clear, is_level=True)
    return ReportLine(text, "comments", _filter(view, fall.touchpoint, fall.period), change)


def _none_text(view: View, shown: Sequence[ChartRow], since: date) -> str:
    """That tone fell nowhere as far as that can be compared, or that it cannot be; and the falls that are not sure."""
    few = view.limits.few_below
    reach = reach_of(shown, view.grain, few, since)
    key = "report.worst.none" if reach.compared else "report.worst.cannot"
    told = view.words(key, limit=few, n=count(reach.compared), all=count(reach.cells))
    unsure = unsure_text(view, unsure_falls(shown, view.grain, few, since))
    return f"{told}. {unsure}" if unsure else told


def _periods(found: set[date], grain: str) -> tuple[date, ...]:
    """The last periods, those without an answer between them too."""
    if not found:
        return ()
    made, day = [], min(found)
    while day <= max(found):
        made.append(day)
        day = next_period(day, grain)
    return tuple(made[-MOST_PERIODS:])


def _most_spoken_of(codes: list[str], shown: Sequence[ChartRow]) -> list[str]:
    """The touchpoints with the most comments, in the order that they came in."""
    total = {code: sum(row["n"] for row in shown if row["touchpoint"] == code) for code in codes}
    kept = sorted(codes, key=lambda code: -total[code])[:MOST_ROWS]
    return [code for code in codes if code in kept and total[code]]


def _row(view: View, code: str, periods: Sequence[date], found: Cells) -> HeatRow:
    cells = tuple(_cell(view, code, period, found.get((code, period))) for period in periods)
    return HeatRow(view.touchpoint(code), cells, narrowed(view.filter, touchpoints=(code,), states=("scored",)))


def _cell(view: View, code: str, period: date, row: ChartRow | None) -> HeatCell:
    filter = _filter(view, code, period)
    if row is None or row["tone"] is None:
        return HeatCell(NOTHING, None, "hidden", filter)
    return HeatCell(tone_text(row["tone"]), row["tone"], row["size"], filter)


def _filter(view: View, code: str, period: date) -> queries.Filter:
    return narrowed(
        view.filter,
        touchpoints=(code,),
        states=("scored",),
        date_from=period,
        date_until=period_end(period, view.grain),
    )
