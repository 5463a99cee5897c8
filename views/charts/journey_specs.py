"""Specifications of charts by touchpoint: a value along the journey, bars."""

import altair as alt

from views.charts.specs import (
    NARROW,
    ChartTexts,
    Measure,
    Spec,
    axis_options,
    build_spec,
    click_selection,
    dot_marks,
    tooltip,
    value_axis,
    zero_line,
)
from views.words.theme import CHART_HEIGHT, FRAME_HEIGHT, ROW_HEIGHT, palette


def journey_spec(words: ChartTexts, measure: Measure, touchpoints: tuple[str, ...], colour: str, dark: bool) -> Spec:
    """A value along the journey with intervals; the line joins the touchpoints of the journey only (column in_journey)."""
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
    y = value_axis(measure)
    line = base.mark_line(color=colour, strokeWidth=2, opacity=0.6)
    line = line.transform_filter("datum.in_journey").encode(y=y)
    rules = base.mark_rule(color=colour, strokeWidth=2).encode(
        alt.Y("low:Q", **axis_options(measure)), alt.Y2("high:Q")
    )
    dots = (
        dot_marks(base, colour, 130)
        .encode(y=y, tooltip=tooltip(words, "touchpoint"))
        .add_params(click_selection("touchpoint"))
    )
    layers = [zero_line(dark), line, rules, dots]
    return build_spec(alt.layer(*layers), words, CHART_HEIGHT)


def touchpoint_bars_spec(words: ChartTexts, measure: Measure, places: tuple[str, ...], dark: bool) -> Spec:
    """Horizontal bars by touchpoint with intervals and the value written after them; column colour."""
    ground = palette(dark)
    base = alt.Chart(alt.NamedData("rows")).encode(
        y=alt.Y("touchpoint_text:N", sort=list(places), title=None, axis=alt.Axis(labelLimit=170, ticks=False))
    )
    marks = (
        base.mark_bar(height={"band": 0.62}, strokeWidth=1.5)
        .encode(
            x=alt.X("value:Q", **axis_options(measure)),
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
        .add_params(click_selection("touchpoint"))
    )
    rules = base.mark_rule(color=ground.text, opacity=0.75).encode(alt.X("low:Q"), alt.X2("high:Q"))
    text = base.mark_text(align="left", dx=6, fontSize=11, color=ground.text).encode(
        alt.X("high:Q"), text="value_text:N"
    )
    return build_spec(alt.layer(marks, rules, text), words, len(places) * ROW_HEIGHT + FRAME_HEIGHT)
