"""Specifications of charts that set groups beside each other: differences, dots on lines."""

import altair as alt

from views.charts.specs import (
    HIDE_FEW,
    LEGEND_HEIGHT,
    ROOM_FOR_TEXT,
    AxisOptions,
    ChartTexts,
    Measure,
    Spec,
    axis_options,
    build_spec,
    click_selection,
    group_legend,
)
from views.words.theme import FRAME_HEIGHT, GROUP_COLOURS, ROW_HEIGHT, palette

_TEXT_WIDTH = 82
"""Pixels of the longest text after an interval, such as "−14.5 points", and the gap before it."""


def differences_spec(
    words: ChartTexts, measure: Measure, lines: tuple[str, ...], names: tuple[str, str], dark: bool
) -> Spec:
    """The difference of each line between two groups, with its interval and zero; ``names`` are those of the groups.

    Clear differences are large and coloured (column colour), others grey; few answers are hollow.
    """
    ground = palette(dark)
    base = alt.Chart(alt.NamedData("rows")).encode(
        y=alt.Y("line_text:N", sort=list(lines), title=None, axis=alt.Axis(labelLimit=170, ticks=False, domain=False))
    )
    zero_lines = (
        alt.Chart(alt.InlineData([{"zero": 0}])).mark_rule(color=ground.text, opacity=0.7).encode(alt.X("zero:Q"))
    )
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
            fillOpacity=HIDE_FEW,
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
        .add_params(click_selection("emotion", "counts", "touchpoint"))
    )
    text = base.mark_text(align="left", dx=7, fontSize=11, color=ground.text).encode(
        alt.X("high:Q", **x), text="difference_text:N"
    )
    return build_spec(alt.layer(zero_lines, rules, dots, text), words, len(lines) * ROW_HEIGHT + FRAME_HEIGHT)


def group_dots_spec(
    words: ChartTexts, measure: Measure, lines: tuple[str, ...], groups: tuple[str, ...], dark: bool
) -> Spec:
    """A dot for each group on the line of each name; groups are told apart by colour and by shape."""
    legend, names = group_legend(symbolStrokeWidth=0), list(groups)
    base = alt.Chart(alt.NamedData("rows")).encode(
        x=alt.X("value:Q", **axis_options(measure)),
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
    return build_spec(alt.layer(marks), words, len(lines) * ROW_HEIGHT + LEGEND_HEIGHT)


def end_with_text(most: float) -> float:
    """The end of an axis whose marks have text after them."""
    return most * ROOM_FOR_TEXT


def _with_room(measure: Measure) -> AxisOptions:
    """As ``axis_options``, with the axis going on until a text after the farthest interval has its room, however narrow the chart."""
    low, high = measure.domain
    end = f"({high} * width + {-low * _TEXT_WIDTH}) / max({_TEXT_WIDTH}, width - {_TEXT_WIDTH})"
    return {**axis_options(measure), "scale": alt.Scale(domainMin=low, domainMax=alt.ExprRef(end), nice=False)}
