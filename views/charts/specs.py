"""Chart specifications (Vega-Lite as a dict, without data), drawn from rows as views/charts/rows.py makes them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import altair as alt
from altair.utils import schemapi

from views.words.theme import CHART_HEIGHT, FRAME_HEIGHT, LABEL_WIDTH, ROW_HEIGHT, TONE_NEGATIVE, TONE_POSITIVE, palette

Spec = dict[str, Any]

PICK = "pick"
"""Name of the selection that a click on a mark makes."""

DASH = [5, 4]
DAYS_WITH_DAY_LABELS = 100
DAYS_WITH_MONTH_LABELS = 5 * 366
"""Up to this many days the time axis says month and day, then year and month, beyond that the year alone."""

LABELLED_CELLS = 14
"""Up to this many periods the cells of a heat map carry their number."""

MANY_PERIODS = 60
"""From this many periods on, dots are small and the cells of a heat map have no outline."""

LEGEND_HEIGHT = 150
"""Pixels that the colour legend of a heat map needs."""

ROOM_FOR_TEXT = 1.5
"""How far the axis goes beyond the longest bar, so that the text after it has room."""

NARROW = "width < 640"
"""A chart too narrow for labels side by side, such as on a phone (pixels, seen by Vega in the browser)."""

_SILENT = ("line", "area", "rule")
"""Marks that screen readers skip: the dots or bars beside them say the same, one by one."""

_HIDE_FEW = alt.condition("datum.few", alt.value(0), alt.value(1))


@dataclass(frozen=True, slots=True)
class Measure:
    """How a value is drawn: axis title, d3 number format, limits of the axis, line at zero."""

    title: str
    format: str
    domain: tuple[float, float]
    has_zero_line: bool = False


@dataclass(frozen=True, slots=True)
class ChartTexts:
    """The texts of one chart: its title, its description for screen readers, and the titles of its tooltip lines."""

    title: str
    description: str
    period: str = ""
    touchpoint: str = ""
    emotion: str = ""
    value: str = ""
    range: str = ""
    n: str = ""


@dataclass(frozen=True, slots=True)
class EventMark:
    """An event: first day (ISO), and its name."""

    day: str
    name: str


def trend(
    words: ChartTexts,
    measure: Measure,
    colour: str,
    days: tuple[str, str],
    events: tuple[EventMark, ...],
    dark: bool,
    height: int,
    is_crowded: bool = False,
) -> Spec:
    """A value over time with its interval as a band; the incomplete last period is dashed, few answers are hollow.

    ``days`` are the ISO days on which the time axis begins and ends, so that charts can share it. ``is_crowded``
    makes the dots small.
    """
    base = alt.Chart(alt.NamedData("rows")).encode(x=time_axis(words, days))
    y = _value(measure)
    band = base.mark_area(opacity=0.16, color=colour, clip=True).encode(
        alt.Y("low:Q", **scaled(measure)), alt.Y2("high:Q")
    )
    line = base.mark_line(color=colour, strokeWidth=2, clip=True).transform_filter("datum.is_complete").encode(y=y)
    tail = (
        base.mark_line(color=colour, strokeWidth=2, strokeDash=DASH, clip=True)
        .transform_filter("datum.tail")
        .encode(y=y)
    )
    picked = pick("period")
    dots = _dots(base, colour, 18 if is_crowded else 70).encode(y=y, tooltip=_tooltip(words, "period"))
    dots = dots.add_params(picked)
    nought = [zero(dark)] if measure.has_zero_line else []
    return finished(alt.layer(*nought, *event_rules(events, days, dark), band, line, tail, dots), words, height)


def emotion_trend(
    words: ChartTexts, measure: Measure, emotions: tuple[tuple[str, str], ...], days: tuple[str, str], height: int
) -> Spec:
    """Shares of several emotions over time, told apart by colour and by shape; ``emotions`` are (label, colour)."""
    names, colours = [name for name, _ in emotions], [colour for _, colour in emotions]
    legend = alt.Legend(title=None, orient="bottom", columns=alt.ExprRef(f"{NARROW} ? 3 : 5"))
    base = alt.Chart(alt.NamedData("rows")).encode(
        x=time_axis(words, days),
        y=_value(measure),
        color=alt.Color(
            "emotion_text:N",
            scale=alt.Scale(domain=names, range=colours),
            legend=legend,
        ),
    )
    line = base.mark_line(strokeWidth=2).transform_filter("datum.is_complete")
    tail = base.mark_line(strokeWidth=2, strokeDash=DASH).transform_filter("datum.tail")
    dots = (
        base.mark_point(filled=True, size=60, strokeWidth=1.5)
        .encode(
            shape=alt.Shape("emotion_text:N", scale=alt.Scale(domain=names), legend=legend),
            stroke=alt.Stroke("emotion_text:N", scale=alt.Scale(domain=names, range=colours), legend=legend),
            fillOpacity=_HIDE_FEW,
            tooltip=_tooltip(words, "period", "emotion"),
        )
        .add_params(pick("period", "emotion"))
    )
    return finished(alt.layer(line, tail, dots), words, height)


def emotion_bars(
    words: ChartTexts, measure: Measure, order: tuple[str, ...], headings: tuple[str, ...], dark: bool
) -> Spec:
    """Horizontal bars of emotion shares with intervals.

    ``order`` are the labels of all rows, ``headings`` those that have no bar.
    """
    named = f"indexof({list(headings)!r}, datum.value) >= 0"
    axis = alt.Axis(
        title=None,
        labelFontWeight={"condition": {"test": named, "value": "bold"}, "value": "normal"},
        labelColor={"condition": {"test": named, "value": palette(dark).text}, "value": palette(dark).muted},
        labelLimit=180,
        labelOverlap=False,
        ticks=False,
        domain=False,
    )
    base = alt.Chart(alt.NamedData("rows")).encode(y=alt.Y("emotion_text:N", sort=list(order), axis=axis))
    x = alt.X("value:Q", **scaled(measure))
    bars = (
        base.mark_bar(height={"band": 0.66}, strokeWidth=1.5)
        .encode(
            x=x,
            color=alt.Color("colour:N", scale=None),
            stroke=alt.Stroke("colour:N", scale=None),
            fillOpacity=alt.condition("datum.few", alt.value(0.08), alt.value(0.9)),
            tooltip=_tooltip(words, "emotion"),
        )
        .add_params(pick("emotion"))
    )
    rules = base.mark_rule(color=palette(dark).text, opacity=0.75).encode(alt.X("low:Q"), alt.X2("high:Q"))
    text = base.mark_text(align="left", dx=6, fontSize=11, color=palette(dark).text).encode(
        alt.X("high:Q"), text="value_text:N"
    )
    return finished(alt.layer(bars, rules, text), words, len(order) * ROW_HEIGHT + FRAME_HEIGHT)


def heat_map(
    words: ChartTexts,
    measure: Measure,
    colour: str | None,
    touchpoints: tuple[str, ...],
    periods: tuple[str, ...],
    dark: bool,
) -> Spec:
    """Touchpoint by period, coloured by value: from the background to ``colour``, or on the tone scale if None.

    ``touchpoints`` and ``periods`` are all labels in order. Few answers are hollow cells; hidden ones are left out.
    """
    low, high = measure.domain
    ground, is_crowded = palette(dark), len(periods) >= MANY_PERIODS
    scale = (
        alt.Scale(domain=[low, high], range=[ground.grid, colour], interpolate="rgb")
        if colour
        else alt.Scale(domain=[low, 0, high], range=[TONE_NEGATIVE, ground.middle, TONE_POSITIVE], interpolate="rgb")
    )
    legend = alt.Legend(title=None, orient="right", tickCount=5, **_written(measure))
    base = alt.Chart(alt.NamedData("rows")).encode(
        x=alt.X(
            "period_text:O",
            title=words.period,
            axis=alt.Axis(labelAngle=0, labelOverlap=True),
            scale=alt.Scale(domain=list(periods), paddingInner=0 if is_crowded else 0.08),
        ),
        y=alt.Y(
            "touchpoint_text:N",
            sort=list(touchpoints),
            title=None,
            scale=alt.Scale(domain=list(touchpoints), paddingInner=0.12),
        ),
    )
    cells = (
        base.mark_rect(strokeWidth=0 if is_crowded else 2)
        .encode(
            color=alt.Color("value:Q", scale=scale, legend=legend),
            stroke=alt.Stroke("value:Q", scale=scale, legend=legend),
            fillOpacity=alt.condition("datum.few", alt.value(0.45 if is_crowded else 0.2), alt.value(1)),
            tooltip=_tooltip(words, "touchpoint", "period"),
        )
        .add_params(pick("touchpoint", "period"))
    )
    layers = [cells]
    if len(periods) <= LABELLED_CELLS:
        reach = f"abs(datum.value) > {0.85 * max(abs(low), abs(high)):.4f} && !datum.few"
        ink = alt.condition(reach, alt.value("#ffffff"), alt.value(ground.text))
        room = alt.ExprRef(f"width / {len(periods)} < {LABEL_WIDTH} ? 0 : 1")
        layers.append(base.mark_text(fontSize=11, opacity=room).encode(text="short_text:N", color=ink))
    return finished(alt.layer(*layers), words, max(LEGEND_HEIGHT, len(touchpoints) * 34) + FRAME_HEIGHT)


def journey(
    words: ChartTexts, measure: Measure, touchpoints: tuple[str, ...], colour: str, lead: int, dark: bool
) -> Spec:
    """A value along the journey with intervals; above each point stand the ``lead`` lines of the column lead_text.

    The line joins the touchpoints of the journey only (column in_journey).
    """
    base = alt.Chart(alt.NamedData("rows")).encode(
        x=alt.X(
            "touchpoint_text:N",
            sort=list(touchpoints),
            title=words.touchpoint,
            axis=alt.Axis(
                labelAngle=alt.ExprRef(f"{NARROW} ? -50 : 0"),
                labelAlign=alt.ExprRef(f"{NARROW} ? 'right' : 'center'"),
                labelOverlap=False,
                labelLimit=90,
            ),
            scale=alt.Scale(domain=list(touchpoints)),
        )
    )
    y = _value(measure)
    line = base.mark_line(color=colour, strokeWidth=2, interpolate="monotone", opacity=0.6)
    line = line.transform_filter("datum.in_journey").encode(y=y)
    rules = base.mark_rule(color=colour, strokeWidth=2).encode(alt.Y("low:Q", **scaled(measure)), alt.Y2("high:Q"))
    dots = _dots(base, colour, 130).encode(y=y, tooltip=_tooltip(words, "touchpoint")).add_params(pick("touchpoint"))
    layers = [zero(dark), line, rules, dots]
    if lead:
        ground, shown = palette(dark), alt.ExprRef(f"{NARROW} ? 0 : 1")
        form = {"dy": 5 - 14 * lead, "fontSize": 11, "lineBreak": "|", "opacity": shown}
        halo = {
            "stroke": ground.background,
            "strokeWidth": 4,
            "strokeJoin": "round",
            "color": ground.background,
            "aria": False,
        }
        layers += [
            base.mark_text(**form, **look).encode(alt.Y("high:Q", **scaled(measure)), text="lead_text:N")
            for look in (halo, {"color": ground.text})
        ]
    return finished(alt.layer(*layers), words, CHART_HEIGHT)


def gap(words: ChartTexts, measure: Measure, touchpoints: tuple[str, ...], dark: bool) -> Spec:
    """For each touchpoint the share of the intended emotion (diamond) and of the strongest felt one (circle).

    Columns shape, other (the share at the other end), lift (up or down: where the name goes) and name_text.
    """
    base = alt.Chart(alt.NamedData("rows")).encode(
        y=alt.Y("touchpoint_text:N", sort=list(touchpoints), title=None, scale=alt.Scale(domain=list(touchpoints)))
    )
    span = base.mark_rule(color=palette(dark).muted, strokeDash=[2, 3]).encode(
        alt.X("other:Q", **scaled(measure)), alt.X2("value:Q")
    )
    dots = (
        base.mark_point(filled=True, size=120, strokeWidth=2)
        .encode(
            x=alt.X("value:Q", **scaled(measure)),
            color=alt.Color("colour:N", scale=None),
            stroke=alt.Stroke("colour:N", scale=None),
            fillOpacity=_HIDE_FEW,
            shape=alt.Shape("shape:N", scale=None),
            tooltip=_tooltip(words, "touchpoint", "emotion"),
        )
        .add_params(pick("touchpoint", "emotion"))
    )
    names = [
        base.mark_text(fontSize=11, color=palette(dark).text, dy=lift)
        .transform_filter(f"datum.lift == '{side}'")
        .encode(x=alt.X("value:Q", **scaled(measure)), text="name_text:N")
        for side, lift in (("up", -14), ("down", 15))
    ]
    return finished(alt.layer(span, dots, *names), words, len(touchpoints) * 54 + FRAME_HEIGHT)


def coverage(words: ChartTexts, order: tuple[str, ...], most: int, dark: bool) -> Spec:
    """How many answers are in each scoring state, written at the bars.

    ``order`` are the states' labels, ``most`` the largest number.
    """
    base = alt.Chart(alt.NamedData("rows")).encode(
        x=alt.X(
            "n:Q",
            title=words.n,
            axis=alt.Axis(format=",d", tickCount=4, labelBound=True),
            scale=alt.Scale(domain=[0, max(1, most) * ROOM_FOR_TEXT], nice=False),
        ),
        y=alt.Y("state_text:N", title=None, sort=list(order), axis=alt.Axis(labelLimit=200, ticks=False, domain=False)),
    )
    bars = base.mark_bar(height={"band": 0.66}).encode(
        color=alt.Color("colour:N", scale=None),
        tooltip=[alt.Tooltip("state_text:N", title=words.value), alt.Tooltip("n_text:N", title=words.n)],
    )
    text = base.mark_text(align="left", dx=5, fontSize=11, color=palette(dark).text).encode(text="n_text:N")
    return finished(alt.layer(bars, text), words, len(order) * ROW_HEIGHT + FRAME_HEIGHT)


def time_axis(words: ChartTexts, days: tuple[str, str]) -> alt.X:
    """The axis of time, from the first to the last of the ISO ``days``."""
    first, last = (date.fromisoformat(day) for day in days)
    limits = [alt.DateTime(year=day.year, month=day.month, date=day.day, utc=True) for day in (first, last)]
    axis = alt.Axis(format=_date_format((last - first).days), labelOverlap=True, tickCount=8)
    return alt.X("middle:T", title=words.period, scale=alt.Scale(type="utc", domain=limits), axis=axis)


def _date_format(days: int) -> str:
    if days <= DAYS_WITH_DAY_LABELS:
        return "%m-%d"
    return "%Y-%m" if days <= DAYS_WITH_MONTH_LABELS else "%Y"


def scaled(measure: Measure) -> dict[str, Any]:
    """Title, limits and numbers of the axis of a measure."""
    axis = alt.Axis(tickCount=5, **_written(measure))
    return {"title": measure.title, "scale": alt.Scale(domain=list(measure.domain)), "axis": axis}


def _written(measure: Measure) -> dict[str, str]:
    """The numbers of an axis or legend; a signed zero is written without its sign."""
    signed = f"datum.value == 0 ? '0' : format(datum.value, '{measure.format}')"
    return {"labelExpr": signed} if measure.format.startswith("+") else {"format": measure.format}


def _value(measure: Measure) -> alt.Y:
    return alt.Y("value:Q", **scaled(measure))


def _dots(base: alt.Chart, colour: str, size: int = 70) -> alt.Chart:
    return base.mark_point(filled=True, color=colour, stroke=colour, strokeWidth=2, size=size).encode(
        fillOpacity=_HIDE_FEW
    )


def pick(*fields: str) -> alt.Parameter:
    """The selection that a click on a mark makes, with these columns of it."""
    return alt.selection_point(name=PICK, fields=list(fields), on="click", empty=False)


def picked(spec: Spec) -> list[str]:
    """The fields of its rows that a click on a chart's mark takes, wherever in it that is said."""
    for part in (spec, *spec.get("layer", ())):
        for param in part.get("params", ()):
            if param["name"] == PICK:
                return list(param["select"]["fields"])
    return []


def _tooltip(words: ChartTexts, *fields: str) -> list[alt.Tooltip]:
    names = [alt.Tooltip(f"{field}_text:N", title=getattr(words, field)) for field in fields]
    return [
        *names,
        alt.Tooltip("value_text:N", title=words.value),
        alt.Tooltip("range_text:N", title=words.range),
        alt.Tooltip("n_text:N", title=words.n),
    ]


def zero(dark: bool) -> alt.Chart:
    """A line at zero."""
    return alt.Chart(alt.InlineData([{"zero": 0}])).mark_rule(color=palette(dark).muted, opacity=0.6).encode(y="zero:Q")


def event_rules(events: tuple[EventMark, ...], days: tuple[str, str], dark: bool) -> list[alt.Chart]:
    """Vertical lines for the events within the days."""
    inside = [{"middle": mark.day, "name": mark.name} for mark in events if days[0] <= mark.day < days[1]]
    if not inside:
        return []
    rule = alt.Chart(alt.InlineData(inside)).mark_rule(color=palette(dark).muted, strokeWidth=1.5, strokeDash=[2, 3])
    return [rule.encode(x=alt.X("middle:T"), tooltip=alt.Tooltip("name:N", title=" "))]


def trust_charts() -> None:
    """Leave out Altair's check of every part of a chart against its schema, two thirds of the time that a chart takes."""
    schemapi.disable_debug_mode()


def finished(chart: alt.Chart | alt.LayerChart | alt.FacetChart, words: ChartTexts, height: int) -> Spec:
    """The specification without its data, with title, description and height."""
    title = alt.TitleParams(words.title, anchor="start", fontSize=14, fontWeight=600, offset=10)
    spec = chart.properties(title=title, description=words.description, height=height).to_dict(
        validate=schemapi.DEBUG_MODE
    )
    datasets = spec.pop("datasets", {})
    for layer in spec.get("layer", ()):
        if layer["mark"]["type"] in _SILENT:
            layer["mark"]["aria"] = False
    for part in (spec, *spec.get("layer", ())):
        name = part.pop("data", {}).get("name")
        if name in datasets:
            part["data"] = {"values": datasets[name]}
    return {key: value for key, value in spec.items() if key not in ("$schema", "config")}
