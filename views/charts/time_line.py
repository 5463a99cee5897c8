"""One measure over time without chrome: a line in the accent, its interval as a band, events named above the plot, the last
point and the extremes labelled."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import ceil
from typing import Any

import altair as alt

from views.charts.chart_rows import CUT, ChartRow
from views.charts.event_names import MIDDLING, event_layers
from views.charts.event_names import WIDTHS as WIDTHS
from views.charts.event_names import NamedEvent as NamedEvent
from views.charts.event_names import named_events as named_events
from views.charts.specs import (
    DASH,
    HIDE_FEW,
    ChartTexts,
    Measure,
    Spec,
    build_spec,
    click_selection,
    number_labels,
    tooltip,
)
from views.words import theme
from views.words.labels import View
from views.words.period_names import day_name, period_of_grain
from views.words.periods import next_period, number_of, period_end

NARROW = "width < 420"
_LOW = 0.25
"""The part of a line from zero on in which a label has no room below its point."""

_LABEL, _END = 36, 16
"""Pixels that the label of a point takes, and those after the last period of a small chart for its label."""

_MOST_TICKS, _MOST_DAYS = {"month": 14, "quarter": 12}, 8
"""Names of months and of quarters, and of weeks and days, that have room below a plot."""

_YEAR = 360
"""Days between the first and the last period from which on years are said."""


def labelled_rows(view: View, rows: Sequence[ChartRow], width: int = WIDTHS[0]) -> list[ChartRow]:
    """The rows with ``tick_text``, the period as its tick says it, ``tick_place``, how many periods it is from the last one,
    ``year_text`` below it where that is not plain, ``label_text`` on the last point and the extremes, and ``label_up``, the side
    on which that stands. ``width`` is that of the plot, on which no label lies over another."""
    places = _places(view, rows)
    shown = [row for row in rows if row["value"] is not None]
    period = width / max(len(places), 1)
    years, last = _years(shown, places, period), {id(row) for row in shown[-1:]}
    above = {id(row) for row in shown if _is_above(row["value"], [other["value"] for other in shown])}
    named = _apart(_labelled(shown), above, places, period)
    return [
        row
        | {
            "tick_text": _tick(view, row) + CUT * bool(row.get("is_cut")),
            "tick_place": places[row["period"]],
            "year_text": view.words("period.in_year", year=row["period"][:4]) if id(row) in years else None,
            "period_text": period_of_grain(view.words, date.fromisoformat(row["period"]), view.grain),
            "label_text": row["short_text"] if id(row) in named else None,
            "label_up": id(row) in above,
            "is_last": id(row) in last,
        }
        for row in rows
    ]


def _places(view: View, rows: Sequence[ChartRow]) -> dict[str, int]:
    """The first day of each period -> how many periods it is before the last one that has a value."""
    days = sorted({row["period"] for row in rows})
    last = max((row["period"] for row in rows if row["value"] is not None), default="")
    day, number, found = (date.fromisoformat(days[0]) if days else date.min), 0, {}
    while days and day.isoformat() <= days[-1]:
        found[day.isoformat()] = number
        day, number = next_period(day, view.grain), number + 1
    return {day: found.get(last, 0) - found.get(day, 0) for day in days}


def iso_days(days: tuple[date, date] | None) -> tuple[str, str] | None:
    """The days that a view has chosen as a chart takes them."""
    return (days[0].isoformat(), days[1].isoformat()) if days else None


def ticks_apart(grain: str, days: tuple[str, str]) -> int:
    """How many periods a tick is from the next one, so that none lies over another on a plot with room."""
    first, end = map(date.fromisoformat, days)
    return max(1, ceil(number_of(grain, first, end - timedelta(days=1)) / _MOST_TICKS.get(grain, _MOST_DAYS) - 0.01))


def _labelled(shown: Sequence[ChartRow]) -> list[ChartRow]:
    """The last row, and of several with answers enough the lowest and the highest."""
    sure = sorted((row for row in shown if not row["few"]), key=lambda row: float(row["value"]))
    return [*shown[-1:], *((sure[0], sure[-1]) if len(sure) > 2 else ())]


def _apart(rows: Sequence[ChartRow], above: set[int], places: Mapping[str, int], period: float) -> set[int]:
    """Those of the rows whose labels lie over none before them, a period being so many pixels wide."""
    kept: list[ChartRow] = []
    for row in rows:
        beside = (one for one in kept if (id(one) in above) == (id(row) in above))
        if all(one is row or abs(places[one["period"]] - places[row["period"]]) * period >= _LABEL for one in beside):
            kept.append(row)
    return {id(row) for row in kept}


def _is_above(value: float, values: Sequence[float]) -> bool:
    """Whether a value stands above its point: in the upper half, or so near to zero that there is no room below."""
    is_low = min(values) >= 0 and value < _LOW * max(values)
    return is_low or value >= sum(values) / len(values)


def is_within_a_year(rows: Sequence[ChartRow]) -> bool:
    """Whether the names of months say which periods these are, without a year."""
    found = [date.fromisoformat(row["period"]) for row in rows]
    return not found or (max(found) - min(found)).days < _YEAR


def _years(shown: Sequence[ChartRow], places: Mapping[str, int], period: float) -> set[int]:
    """The rows that say their year: the first of each, but for one that the next would lie over, a period being so many pixels
    wide."""
    if is_within_a_year(shown):
        return set()
    firsts = [row for at, row in enumerate(shown) if not at or row["period"][:4] != shown[at - 1]["period"][:4]]
    kept: list[ChartRow] = []
    for row in reversed(firsts):
        if not kept or (places[row["period"]] - places[kept[-1]["period"]]) * period >= _LABEL:
            kept.append(row)
    return {id(row) for row in kept}


def _tick(view: View, row: ChartRow) -> str:
    first = date.fromisoformat(row["period"])
    if view.grain in ("month", "quarter"):
        return period_of_grain(view.words, first, view.grain, first)
    last = period_end(first, view.grain) - timedelta(days=1)
    day = day_name(view.words, first, first)
    return view.words("period.week_tick", day=day) if view.grain == "week" else day_name(view.words, last, last)


def time_line_spec(
    words: ChartTexts,
    measure: Measure,
    days: tuple[str, str],
    events: tuple[NamedEvent, ...],
    apart: int,
    dark: bool,
    height: int,
    is_small: bool = False,
    chosen: tuple[str, str] | None = None,
) -> Spec:
    """The chart, of rows of ``labelled_rows``; ``apart`` as ``ticks_apart``, three times as much where there is no room;
    ``chosen`` are the days that were chosen, where the line reaches farther, on a ground of their own.

    ``is_small``: one of several side by side, with fewer lines, and as high with events as without.
    """
    ground = theme.palette(dark)
    x = time_scale(days, is_small)
    base = alt.Chart(alt.NamedData("rows")).encode(x=x)
    axis = alt.Axis(
        title=None, tickCount=2 if is_small else 4, domain=False, ticks=False, labelPadding=8, labelFontSize=12, gridColor=ground.n100,
        labelColor=ground.n500, **number_labels(measure),
    )  # fmt: skip
    scale = alt.Scale(domain=list(measure.domain), zero=False)
    y = alt.Y("value:Q", axis=axis, scale=scale)
    band = base.mark_area(opacity=0.1, color=ground.accent).encode(
        y=alt.Y("low:Q", axis=axis, scale=scale), y2=alt.Y2("high:Q")
    )
    line = base.mark_line(color=ground.accent, strokeWidth=2, strokeJoin="round")
    whole = line.transform_filter("datum.is_complete").encode(y=y)
    tail = (
        base.mark_line(color=ground.accent, strokeWidth=2, strokeDash=DASH).transform_filter("datum.tail").encode(y=y)
    )
    dots = (
        base.mark_point(filled=True, color=ground.accent, stroke=ground.accent, strokeWidth=1.5, size=45, opacity=1)
        .encode(y=y, fillOpacity=HIDE_FEW, tooltip=tooltip(words, "period"))
        .add_params(click_selection("period"))
    )
    room = [base.mark_rule(opacity=0).encode(y=alt.YValue(-34), y2=alt.Y2Value(0))] if is_small else []
    layers = [
        *room,
        *chosen_ground(chosen, days, x, dark),
        *_zero(measure, ground),
        *event_layers(events, ground),
        band,
        whole,
        tail,
        dots,
    ]
    return build_spec([*layers, *_labels(base, y, ground), *ticks(base, apart, ground)], words, height)


def time_scale(days: tuple[str, str], is_small: bool = False) -> alt.X:
    """The place of a period between the first and the last of the ISO days."""
    limits = [
        alt.DateTime(year=day.year, month=day.month, date=day.day, utc=True) for day in map(date.fromisoformat, days)
    ]
    reach: dict[str, Any] = {"range": [0, alt.ExprRef(f"width - {_END}")]} if is_small else {}
    return alt.X("middle:T", title=None, axis=None, scale=alt.Scale(type="utc", domain=limits, **reach))


def chosen_ground(chosen: tuple[str, str] | None, days: tuple[str, str], x: alt.X, dark: bool) -> list[alt.Chart]:
    """The ground of the chosen days, as far as they are on the plot."""
    if chosen is None or chosen[0] >= days[1] or chosen[1] <= days[0]:
        return []
    rows = [{"middle": max(chosen[0], days[0]), "end": min(chosen[1], days[1])}]
    base = alt.Chart(alt.InlineData(rows)).encode(x=x, x2="end:T")
    return [base.mark_rect(color=theme.palette(dark).n400, opacity=0.13, aria=False)]


def _zero(measure: Measure, ground: theme.Palette) -> list[alt.Chart]:
    low, high = measure.domain
    if not low < 0 < high:
        return []
    return [alt.Chart(alt.InlineData([{"zero": 0}])).mark_rule(color=ground.n300).encode(y=alt.Y("zero:Q"))]


def _labels(base: alt.Chart, y: alt.Y, ground: theme.Palette) -> list[alt.Chart]:
    """Values on the points that have one, above or below them, with a halo."""
    found = []
    for is_up, dy in ((True, -14), (False, 16)):
        side = base.transform_filter(f"datum.label_text && datum.label_up == {str(is_up).lower()}")
        for halo in (True, False):
            form: dict[str, Any] = (
                {"stroke": ground.background, "strokeWidth": 4, "strokeJoin": "round"} if halo else {}
            )
            text = side.mark_text(
                dy=dy,
                fontSize=12,
                fontWeight=600,
                color=ground.background if halo else ground.n900,
                aria=not halo,
                **form,
            )
            found.append(text.encode(y=y, text=alt.Text("label_text:N")))
    return found


def ticks(base: alt.Chart, every: int, ground: theme.Palette) -> list[alt.Chart]:
    """The names of the periods below the plot: one of so many, or of three times as many, back from the last."""
    told = base.transform_filter("isValid(datum.value)")
    years = told.transform_filter("isValid(datum.year_text)").mark_text(
        dy=32, fontSize=12, color=ground.n500, aria=False
    )
    numbered = told.transform_filter(
        f"datum.tick_place % (({NARROW}) ? {3 * every} : ({MIDDLING}) ? {2 * every} : {every}) == 0"
    )
    return [
        numbered.transform_filter(f"datum.is_last == {str(is_last).lower()}")
        .mark_text(
            dy=16,
            fontSize=12,
            fontWeight=600 if is_last else 400,
            color=ground.n900 if is_last else ground.n500,
            aria=False,
        )
        .encode(y=alt.YValue(alt.ExprRef("height")), text=alt.Text("tick_text:N"))
        for is_last in (False, True)
    ] + [years.encode(y=alt.YValue(alt.ExprRef("height")), text=alt.Text("year_text:N"))]
