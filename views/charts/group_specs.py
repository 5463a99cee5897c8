"""Specifications of charts that set groups beside each other: differences, two audiences by touchpoint, dots on lines."""

import altair as alt

from views.charts.specs import (
    HIDE_FEW,
    LEGEND_HEIGHT,
    ROOM_FOR_TEXT,
    ChartTexts,
    Measure,
    Spec,
    axis_options,
    build_spec,
    click_selection,
    group_legend,
    group_tooltip,
)
from views.words.theme import FRAME_HEIGHT, GROUP_COLOURS, ROW_HEIGHT, palette

_LEGEND_ROW = 30


def group_pairs_spec(
    words: ChartTexts, measure: Measure, places: tuple[str, ...], groups: tuple[str, ...], dark: bool
) -> Spec:
    """A value with its interval for each group at each touchpoint; groups are told apart by colour and by shape."""
    legend, names = group_legend(), list(groups)
    colours = alt.Scale(domain=names, range=list(GROUP_COLOURS[: len(names)]))
    base = alt.Chart(alt.NamedData("rows")).encode(
        y=alt.Y("touchpoint_text:N", sort=list(places), title=None, scale=alt.Scale(domain=list(places))),
        yOffset=alt.YOffset("group_text:N", sort=names),
        color=alt.Color("group_text:N", scale=colours, legend=legend),
    )
    rules = base.mark_rule(strokeWidth=2).encode(alt.X("low:Q", **axis_options(measure)), alt.X2("high:Q"))
    dots = (
        base.mark_point(filled=True, size=110, strokeWidth=2)
        .encode(
            x=alt.X("value:Q", **axis_options(measure)),
            shape=alt.Shape("group_text:N", scale=alt.Scale(domain=names), legend=legend),
            stroke=alt.Stroke("group_text:N", scale=colours, legend=legend),
            fillOpacity=HIDE_FEW,
            tooltip=group_tooltip(words, alt.Tooltip("touchpoint_text:N", title=words.touchpoint)),
        )
        .add_params(click_selection("touchpoint", "audience"))
    )
    height = len(places) * 2 * ROW_HEIGHT + FRAME_HEIGHT + _LEGEND_ROW
    zero_lines = alt.Chart(alt.InlineData([{"zero": 0}])).mark_rule(color=palette(dark).muted).encode(alt.X("zero:Q"))
    return build_spec(alt.layer(zero_lines, rules, dots), words, height)


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
