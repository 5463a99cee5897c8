"""The trend of a report: tone, or without texts a score, over the year, and the events that concern the view."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from views.charts.chart_rows import ChartRow, Series, footer_text, series
from views.files.report_days import tick_text
from views.files.report_parts import Trend, TrendEvent, TrendPoint
from views.files.summary_parts import RunQuery
from views.words.labels import View
from views.words.period_names import day_name
from views.words.periods import next_period, period_end
from views.words.ratings import range_of

MOST_POINTS = 53
"""Points of a trend; the last ones are shown."""


def trend_of(view: View, run: RunQuery) -> Trend | None:
    """The trend over all days of the view; None where no period has a value that may be shown."""
    for measure in ("tone", *view.scores):
        rows = run(f"{measure}_by_period", filter=view.filter, grain=view.grain).to_pylist()
        shown = series(view, [row for row in rows if row["period"]], measure)
        if shown.visible:
            return _trend(view, run, measure, shown.rows)
    return None


def _trend(view: View, run: RunQuery, measure: str, rows: list[ChartRow]) -> Trend:
    by_period = {date.fromisoformat(row["period"]): row for row in rows}
    periods = _periods(view, by_period)
    points = tuple(_point(view, place, period, by_period.get(period)) for place, period in enumerate(periods))
    name = view.words(f"summary.{measure}")
    told = [point for point in points if point.value is not None]
    return Trend(
        view.words("summary.line", what=name),
        view.words("report.trend.alt", measure=name, values=", ".join(f"{one.label} {one.text}" for one in told)),
        points,
        tuple(_events(view, run, periods)),
        footer_text(
            replace(view, chosen_days=None), Series.of([by_period[day] for day in periods if day in by_period])
        ),
        _limits(measure, rows),
        "trends",
        view.filter,
    )


def _periods(view: View, found: dict[date, ChartRow]) -> list[date]:
    """All periods from the first with a value to the last, without empty ones at either end."""
    shown = [day for day, row in found.items() if row["value"] is not None]
    made, day = [], min(shown)
    while day <= max(shown):
        made.append(day)
        day = next_period(day, view.grain)
    return made[-MOST_POINTS:]


def _point(view: View, place: int, period: date, row: ChartRow | None) -> TrendPoint:
    label, year = tick_text(view, period, view.grain), str(period.year)
    if row is None or row["value"] is None:
        return TrendPoint(place, label, year, "", None, None, None, True)
    low, high = (row["value"] if end is None else end for end in (row["low"], row["high"]))
    return TrendPoint(
        place,
        label,
        year,
        row["short_text"],
        row["value"],
        low,
        high,
        row["is_complete"] is not False,
        bool(row["few"]),
    )


def _events(view: View, run: RunQuery, periods: Sequence[date]) -> Iterator[TrendEvent]:
    """The events of these periods that concern everywhere or a touchpoint of the filter, the oldest first."""
    if not periods:
        return
    chosen, end = set(view.filter.touchpoints), period_end(periods[-1], view.grain)
    for row in run("event_list").to_pylist():
        concerns = not chosen or row["touchpoint"] is None or row["touchpoint"] in chosen
        if concerns and periods[0] <= row["starts_on"] < end:
            place = _place(view, periods, row["starts_on"])
            yield TrendEvent(view.event(row), day_name(view.words, row["starts_on"], row["starts_on"]), place)


def _place(view: View, periods: Sequence[date], day: date) -> float:
    """Where a day stands between the marks of periods, which are in their middles; those of rolling days on their last."""
    if view.grain == "rolling":
        last = period_end(periods[0], view.grain) - timedelta(days=1)
        return max(0.0, (day - last).days / 7)
    number = max(place for place, period in enumerate(periods) if period <= day)
    length = (period_end(periods[number], view.grain) - periods[number]).days
    return number + (day - periods[number]).days / length - 0.5


def _limits(measure: str, rows: Sequence[ChartRow]) -> tuple[float, float]:
    return range_of(measure, next((row["top"] for row in rows if row.get("top")), 5))
