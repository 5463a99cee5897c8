"""Specifications of charts over time: one value with its interval, several emotions, and a value for each group."""

import altair as alt

from views.charts.event_names import NamedEvent, event_layers
from views.charts.specs import (
    DASH,
    HIDE_FEW,
    ChartTexts,
    Measure,
    Spec,
    axis_options,
    build_spec,
    click_selection,
    group_legend,
    group_tooltip,
    zero_line,
)
from views.charts.time_line import chosen_ground, ticks, time_scale
from views.words.theme import GROUP_COLOURS, palette


def group_trend_spec(
    words: ChartTexts,
    measure: Measure,
    groups: tuple[str, ...],
    days: tuple[str, str],
    events: tuple[NamedEvent, ...],
    apart: int,
    dark: bool,
    height: int,
    chosen: tuple[str, str] | None = None,
) -> Spec:
    """A value over time for each group with its interval as a band; groups are told apart by colour and by shape. Rows,
    ``apart`` and ``chosen`` as in time_line.time_line_spec."""
    legend, names = group_legend(offset=28), list(groups)
    colours = alt.Scale(domain=names, range=list(GROUP_COLOURS[: len(names)]))
    x, plain = time_scale(days), palette(dark)
    base = alt.Chart(alt.NamedData("rows")).encode(x=x, color=alt.Color("group_text:N", scale=colours, legend=legend))
    y = alt.Y("value:Q", **axis_options(measure))
    band = base.mark_area(opacity=0.14, clip=True).encode(alt.Y("low:Q", **axis_options(measure)), alt.Y2("high:Q"))
    line = base.mark_line(strokeWidth=2, clip=True).transform_filter("datum.is_complete").encode(y=y)
    tail = base.mark_line(strokeWidth=2, strokeDash=DASH, clip=True).transform_filter("datum.tail").encode(y=y)
    dots = (
        base.mark_point(filled=True, size=70, strokeWidth=2)
        .encode(
            y=y,
            shape=alt.Shape("group_text:N", scale=alt.Scale(domain=names), legend=legend),
            stroke=alt.Stroke("group_text:N", scale=colours, legend=legend),
            fillOpacity=HIDE_FEW,
            tooltip=group_tooltip(words, alt.Tooltip("period_text:N", title=words.period)),
        )
        .add_params(click_selection("period", "audience"))
    )
    ground = chosen_ground(chosen, days, x, dark)
    below = ticks(alt.Chart(alt.NamedData("rows")).encode(x=x), apart, plain)
    zero_lines = [zero_line(dark)] if measure.has_zero_line else []
    return build_spec(
        [*ground, *zero_lines, *event_layers(events, plain), band, line, tail, dots, *below], words, height
    )
