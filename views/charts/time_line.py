"""One measure over time without chrome: a line in the accent, its interval as a band, events named above the plot, the last
point and the extremes labelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import altair as alt

from views.charts.chart_rows import ChartRow
from views.charts.specs import (
    DASH,
    HIDE_FEW,
    ChartTexts,
    EventMark,
    Measure,
    Spec,
    build_spec,
    click_selection,
    number_labels,
    tooltip,
)
from views.words import theme
from views.words.labels import View
from views.words.period_names import day_name
from views.words.periods import period_label

NARROW, MIDDLING = "width < 420", "width < 640"
_LEVELS = 2
_LETTER = 11.5
"""Pixels of a letter of an event's name, Hangul being the widest."""

_WIDTH = 620
"""Pixels that the plot has at least where events are named with their dates."""


@dataclass(frozen=True, slots=True)
class NamedEvent:
    """An event on a chart: its day (ISO), name and date in words, and the height on which its name stands (0 is the upper)."""

    day: str
    name: str
    date: str
    level: int


def labelled_rows(view: View, rows: Sequence[ChartRow]) -> list[ChartRow]:
    """The rows with ``tick_text``, the period as its tick says it, ``label_text`` on the last point and the extremes, and
    ``label_up``, the side on which that stands."""
    shown = [row for row in rows if row["value"] is not None]
    named = {id(row) for row in shown[-1:]}
    sure = [row for row in shown if not row["few"]]
    if len(sure) > 2:
        named |= {id(min(sure, key=lambda row: row["value"])), id(max(sure, key=lambda row: row["value"]))}
    middle = sum(row["value"] for row in shown) / len(shown) if shown else 0
    return [
        row
        | {
            "tick_text": _tick(view, row),
            "label_text": row["short_text"] if id(row) in named else None,
            "label_up": row["value"] is not None and row["value"] >= middle,
            "is_last": bool(shown) and row is shown[-1],
        }
        for row in rows
    ]


def _tick(view: View, row: ChartRow) -> str:
    first = date.fromisoformat(row["period"])
    if view.grain == "month":
        return view.words(f"month.{first.month}")
    return day_name(view.words, first, first) if view.grain != "rolling" else period_label(first, view.grain)[6:]


def named_events(
    view: View, events: Sequence[EventMark], names: Sequence[str], days: tuple[str, str]
) -> tuple[NamedEvent, ...]:
    """The events within the days, each on the first height on which its name lies over no other."""
    first, end = map(date.fromisoformat, days)
    span, taken = max((end - first).days, 1), [-1.0] * _LEVELS
    found = []
    for mark, name in zip(events, names, strict=True):
        if not days[0] <= mark.day < days[1]:
            continue
        day = date.fromisoformat(mark.day)
        at = (day - first).days / span * _WIDTH
        level = next((level for level, until in enumerate(taken) if at > until), _LEVELS - 1)
        taken[level] = at + len(name) * _LETTER
        found.append(NamedEvent(mark.day, name, day_name(view.words, day, end), level))
    return tuple(found)


def time_line_spec(
    words: ChartTexts,
    measure: Measure,
    days: tuple[str, str],
    events: tuple[NamedEvent, ...],
    ticks: int,
    dark: bool,
    height: int,
) -> Spec:
    """The chart, of rows of ``labelled_rows``; ``ticks`` are the points, of which every third is named where there is no room."""
    ground = theme.palette(dark)
    limits = [
        alt.DateTime(year=day.year, month=day.month, date=day.day, utc=True) for day in map(date.fromisoformat, days)
    ]
    x = alt.X("middle:T", title=None, axis=None, scale=alt.Scale(type="utc", domain=limits))
    base = alt.Chart(alt.NamedData("rows")).encode(x=x)
    axis = alt.Axis(
        title=None, tickCount=4, domain=False, ticks=False, labelPadding=8, labelFontSize=12, gridColor=ground.n100,
        labelColor=ground.n500, **number_labels(measure),
    )  # fmt: skip
    y = alt.Y("value:Q", axis=axis, scale=alt.Scale(domain=list(measure.domain)))
    band = base.mark_area(opacity=0.1, color=ground.accent).encode(y=alt.Y("low:Q", axis=axis), y2="high:Q")
    line = base.mark_line(color=ground.accent, strokeWidth=2, strokeJoin="round")
    whole = line.transform_filter("datum.is_complete").encode(y=y)
    tail = (
        base.mark_line(color=ground.accent, strokeWidth=2, strokeDash=DASH).transform_filter("datum.tail").encode(y=y)
    )
    dots = (
        base.mark_point(filled=True, color=ground.accent, stroke=ground.accent, strokeWidth=1.5, size=45)
        .encode(y=y, fillOpacity=HIDE_FEW, tooltip=tooltip(words, "period"))
        .add_params(click_selection("period"))
    )
    layers = [*_zero(measure, ground), *_event_layers(events, x, ground), band, whole, tail, dots]
    return build_spec(alt.layer(*layers, *_labels(base, y, ground), *_ticks(base, ticks, ground)), words, height)


def _zero(measure: Measure, ground: theme.Palette) -> list[alt.Chart]:
    low, high = measure.domain
    if not low < 0 < high:
        return []
    return [alt.Chart(alt.InlineData([{"zero": 0}])).mark_rule(color=ground.n300).encode(y="zero:Q")]


def _event_layers(events: tuple[NamedEvent, ...], x: alt.X, ground: theme.Palette) -> list[alt.Chart]:
    if not events:
        return []
    is_dated = all(event.level == 0 for event in events)
    rows = [{"middle": event.day, "name": event.name, "date": event.date, "level": event.level} for event in events]
    base = alt.Chart(alt.InlineData(rows)).encode(x=alt.X("middle:T", axis=None))
    rule = base.mark_rule(color=ground.n400, strokeDash=[2, 3]).encode(
        y=alt.value(-34), y2=alt.value(alt.ExprRef("height")), tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("date:N", title=" ")]
    )  # fmt: skip
    name = base.mark_text(align="left", dx=6, fontSize=12, fontWeight=600, color=ground.n900).encode(text="name:N")
    if is_dated:
        day = base.mark_text(align="left", dx=6, fontSize=12, color=ground.n600).encode(text="date:N", y=alt.value(-12))
        return [rule, name.encode(y=alt.value(-27)), day]
    return [rule, *(
        name.transform_filter(f"datum.level == {level}").encode(y=alt.value(-27 + 15 * level)) for level in range(_LEVELS)
    )]  # fmt: skip


def _labels(base: alt.Chart, y: alt.Y, ground: theme.Palette) -> list[alt.Chart]:
    """Values on the points that have one, above or below them, with a halo."""
    found = []
    for is_up, dy in ((True, -14), (False, 16)):
        side = base.transform_filter(f"datum.label_text && datum.label_up == {str(is_up).lower()}")
        for halo in (True, False):
            form = {"stroke": ground.background, "strokeWidth": 4, "strokeJoin": "round"} if halo else {}
            text = side.mark_text(
                dy=dy,
                fontSize=12,
                fontWeight=600,
                color=ground.background if halo else ground.n900,
                aria=not halo,
                **form,
            )
            found.append(text.encode(y=y, text="label_text:N"))
    return found


def _ticks(base: alt.Chart, count: int, ground: theme.Palette) -> list[alt.Chart]:
    """The names of the periods below the plot: every one, or every third up to the last where there is less room."""
    every = max(1, round(count / 12))
    numbered = base.transform_window(number="row_number()").transform_filter(
        f"datum.is_last || ({count} - datum.number) % (({NARROW}) ? {3 * every} : ({MIDDLING}) ? {2 * every} : {every}) == 0"
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
        .encode(y=alt.value(alt.ExprRef("height")), text="tick_text:N")
        for is_last in (False, True)
    ]
