"""Specifications of charts that set groups beside each other: differences, dots on lines."""

import altair as alt

from views.charts.specs import (
    LEGEND_HEIGHT,
    NARROW,
    ChartTexts,
    Measure,
    Spec,
    build_spec,
    group_legend,
    number_labels,
)
from views.words.theme import GROUP_COLOURS, ROW_HEIGHT, palette


def group_dots_spec(
    words: ChartTexts, measure: Measure, lines: tuple[str, ...], groups: tuple[str, ...], dark: bool
) -> Spec:
    """A dot for each group on the line of each name; groups are told apart by colour and by shape."""
    legend, names = group_legend(2, symbolStrokeWidth=0), list(groups)
    axis = alt.Axis(tickCount=5, titleAnchor="end", **number_labels(measure))  # the title may be wider than the chart
    broken = f"{NARROW} ? split(replace(datum.label, ' (', '|('), '|') : datum.label"
    names_axis = alt.Axis(
        labelExpr=broken,
        labelLimit=alt.ExprRef(f"{NARROW} ? 175 : 220"),
        labelLineHeight=11,
        labelOverlap=False,
        ticks=False,
        grid=True,
    )
    base = alt.Chart(alt.NamedData("rows")).encode(
        x=alt.X("value:Q", title=measure.title, scale=alt.Scale(domain=list(measure.domain)), axis=axis),
        y=alt.Y("line_text:N", sort=list(lines), title=None, axis=names_axis),
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
    return build_spec([marks], words, len(lines) * ROW_HEIGHT + LEGEND_HEIGHT)
