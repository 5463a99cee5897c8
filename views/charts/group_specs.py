"""Specifications of charts that set groups beside each other: differences, two audiences, dots on lines, bars by touchpoint."""

from typing import Any

import altair as alt

from views.charts.specs import (
    DASH,
    LEGEND_HEIGHT,
    NARROW,
    ROOM_FOR_TEXT,
    ChartTexts,
    EventMark,
    Measure,
    Spec,
    ValueAxis,
    event_rules,
    finished,
    pick,
    scaled,
    time_axis,
    zero,
)
from views.words.theme import FRAME_HEIGHT, GROUP_COLOURS, ROW_HEIGHT, palette

_HIDE_FEW = alt.condition("datum.few", alt.value(0), alt.value(1))
_LEGEND_ROW = 30
_TEXT_WIDTH = 82
"""Pixels of the longest text after an interval, such as "−14.5 points", and the gap before it."""


def differences(
    words: ChartTexts, measure: Measure, lines: tuple[str, ...], names: tuple[str, str], dark: bool
) -> Spec:
    """The difference of each line between two groups, with its interval and zero; ``names`` are those of the groups.

    Clear differences are large and coloured (column colour), others grey; few answers are hollow.
    """
    ground = palette(dark)
    base = alt.Chart(alt.NamedData("rows")).encode(
        y=alt.Y("line_text:N", sort=list(lines), title=None, axis=alt.Axis(labelLimit=170, ticks=False, domain=False))
    )
    nought = alt.Chart(alt.InlineData([{"zero": 0}])).mark_rule(color=ground.text, opacity=0.7).encode(alt.X("zero:Q"))
    x = _with_room(measure)
    rules = base.mark_rule(strokeWidth=2).encode(
        alt.X("low:Q", **x), alt.X2("high:Q"), color=alt.Color("colour:N", scale=None)
    )
    dots = (
        base.mark_point(filled=True, strokeWidth=2, size=110)
        .encode(
            x=alt.X("value:Q", **x),
            color=alt.Color("colour:N", scale=None),
            stroke=alt.Stroke("colour:N", scale=None),
            shape=alt.Shape("shape:N", scale=None),
            fillOpacity=_HIDE_FEW,
            tooltip=[
                alt.Tooltip("line_text:N", title=" "),
                alt.Tooltip("value_text:N", title=names[0]),
                alt.Tooltip("other_text:N", title=names[1]),
                alt.Tooltip("difference_text:N", title=words.value),
                alt.Tooltip("range_text:N", title=words.range),
                alt.Tooltip("verdict_text:N", title=" "),
                alt.Tooltip("n_text:N", title=words.n),
            ],
        )
        .add_params(pick("emotion", "counts", "touchpoint"))
    )
    text = base.mark_text(align="left", dx=7, fontSize=11, color=ground.text).encode(
        alt.X("high:Q", **x), text="difference_text:N"
    )
    return finished(alt.layer(nought, rules, dots, text), words, len(lines) * ROW_HEIGHT + FRAME_HEIGHT)


def pairs(words: ChartTexts, measure: Measure, places: tuple[str, ...], groups: tuple[str, ...], dark: bool) -> Spec:
    """A value with its interval for each group at each touchpoint; groups are told apart by colour and by shape."""
    legend, names = _legend(), list(groups)
    colours = alt.Scale(domain=names, range=list(GROUP_COLOURS[: len(names)]))
    base = alt.Chart(alt.NamedData("rows")).encode(
        y=alt.Y("touchpoint_text:N", sort=list(places), title=None, scale=alt.Scale(domain=list(places))),
        yOffset=alt.YOffset("group_text:N", sort=names),
        color=alt.Color("group_text:N", scale=colours, legend=legend),
    )
    rules = base.mark_rule(strokeWidth=2).encode(alt.X("low:Q", **scaled(measure)), alt.X2("high:Q"))
    dots = (
        base.mark_point(filled=True, size=110, strokeWidth=2)
        .encode(
            x=alt.X("value:Q", **scaled(measure)),
            shape=alt.Shape("group_text:N", scale=alt.Scale(domain=names), legend=legend),
            stroke=alt.Stroke("group_text:N", scale=colours, legend=legend),
            fillOpacity=_HIDE_FEW,
            tooltip=_told(words, alt.Tooltip("touchpoint_text:N", title=words.touchpoint)),
        )
        .add_params(pick("touchpoint", "audience"))
    )
    height = len(places) * 2 * ROW_HEIGHT + FRAME_HEIGHT + _LEGEND_ROW
    nought = alt.Chart(alt.InlineData([{"zero": 0}])).mark_rule(color=palette(dark).muted).encode(alt.X("zero:Q"))
    return finished(alt.layer(nought, rules, dots), words, height)


def lines(
    words: ChartTexts,
    measure: Measure,
    groups: tuple[str, ...],
    days: tuple[str, str],
    events: tuple[EventMark, ...],
    dark: bool,
    height: int,
) -> Spec:
    """A value over time for each group with its interval as a band; groups are told apart by colour and by shape."""
    legend, names = _legend(), list(groups)
    colours = alt.Scale(domain=names, range=list(GROUP_COLOURS[: len(names)]))
    base = alt.Chart(alt.NamedData("rows")).encode(
        x=time_axis(words, days), color=alt.Color("group_text:N", scale=colours, legend=legend)
    )
    y = alt.Y("value:Q", **scaled(measure))
    band = base.mark_area(opacity=0.14, clip=True).encode(alt.Y("low:Q", **scaled(measure)), alt.Y2("high:Q"))
    line = base.mark_line(strokeWidth=2, clip=True).transform_filter("datum.is_complete").encode(y=y)
    tail = base.mark_line(strokeWidth=2, strokeDash=DASH, clip=True).transform_filter("datum.tail").encode(y=y)
    dots = (
        base.mark_point(filled=True, size=70, strokeWidth=2)
        .encode(
            y=y,
            shape=alt.Shape("group_text:N", scale=alt.Scale(domain=names), legend=legend),
            stroke=alt.Stroke("group_text:N", scale=colours, legend=legend),
            fillOpacity=_HIDE_FEW,
            tooltip=_told(words, alt.Tooltip("period_text:N", title=words.period)),
        )
        .add_params(pick("period", "audience"))
    )
    nought = [zero(dark)] if measure.has_zero_line else []
    return finished(alt.layer(*nought, *event_rules(events, days, dark), band, line, tail, dots), words, height)


def bars(words: ChartTexts, measure: Measure, places: tuple[str, ...], dark: bool) -> Spec:
    """Horizontal bars by touchpoint with intervals and the value written after them; column colour."""
    ground = palette(dark)
    base = alt.Chart(alt.NamedData("rows")).encode(
        y=alt.Y("touchpoint_text:N", sort=list(places), title=None, axis=alt.Axis(labelLimit=170, ticks=False))
    )
    marks = (
        base.mark_bar(height={"band": 0.62}, strokeWidth=1.5)
        .encode(
            x=alt.X("value:Q", **scaled(measure)),
            color=alt.Color("colour:N", scale=None),
            stroke=alt.Stroke("colour:N", scale=None),
            fillOpacity=alt.condition("datum.few", alt.value(0.08), alt.value(0.9)),
            tooltip=[
                alt.Tooltip("touchpoint_text:N", title=words.touchpoint),
                alt.Tooltip("value_text:N", title=words.value),
                alt.Tooltip("range_text:N", title=words.range),
                alt.Tooltip("n_text:N", title=words.n),
            ],
        )
        .add_params(pick("touchpoint"))
    )
    rules = base.mark_rule(color=ground.text, opacity=0.75).encode(alt.X("low:Q"), alt.X2("high:Q"))
    text = base.mark_text(align="left", dx=6, fontSize=11, color=ground.text).encode(
        alt.X("high:Q"), text="value_text:N"
    )
    return finished(alt.layer(marks, rules, text), words, len(places) * ROW_HEIGHT + FRAME_HEIGHT)


def dots(words: ChartTexts, measure: Measure, lines: tuple[str, ...], groups: tuple[str, ...], dark: bool) -> Spec:
    """A dot for each group on the line of each name; groups are told apart by colour and by shape."""
    legend, names = _legend(symbolStrokeWidth=0), list(groups)
    base = alt.Chart(alt.NamedData("rows")).encode(
        x=alt.X("value:Q", **scaled(measure)),
        y=alt.Y("line_text:N", sort=list(lines), title=None, axis=alt.Axis(labelLimit=220, ticks=False, grid=True)),
    )
    marks = base.mark_point(filled=True, opacity=1, size=90, stroke=palette(dark).background, strokeWidth=0.5).encode(
        color=alt.Color("group_text:N", scale=alt.Scale(domain=names, range=list(GROUP_COLOURS)), legend=legend),
        shape=alt.Shape("group_text:N", scale=alt.Scale(domain=names), legend=legend),
        tooltip=[
            alt.Tooltip("line_text:N", title=" "),
            alt.Tooltip("group_text:N", title=" "),
            alt.Tooltip("value_text:N", title=words.value),
            alt.Tooltip("n_text:N", title=words.n),
        ],
    )
    return finished(alt.layer(marks), words, len(lines) * ROW_HEIGHT + LEGEND_HEIGHT)


def roomy(most: float) -> float:
    """The end of an axis whose marks have text after them."""
    return most * ROOM_FOR_TEXT


def _with_room(measure: Measure) -> ValueAxis:
    """As ``scaled``, with the axis going on until a text after the farthest interval has its room, however narrow the chart."""
    low, high = measure.domain
    end = f"({high} * width + {-low * _TEXT_WIDTH}) / max({_TEXT_WIDTH}, width - {_TEXT_WIDTH})"
    return {**scaled(measure), "scale": alt.Scale(domainMin=low, domainMax=alt.ExprRef(end), nice=False)}


def _legend(**more: Any) -> alt.Legend:
    columns = alt.ExprRef(f"{NARROW} ? 1 : 3")
    return alt.Legend(
        title=None, orient="bottom", columns=columns, labelLimit=280, symbolOpacity=1, symbolSize=80, **more
    )


def _told(words: ChartTexts, place: alt.Tooltip) -> list[alt.Tooltip]:
    return [
        place,
        alt.Tooltip("group_text:N", title=" "),
        alt.Tooltip("value_text:N", title=words.value),
        alt.Tooltip("range_text:N", title=words.range),
        alt.Tooltip("n_text:N", title=words.n),
    ]
