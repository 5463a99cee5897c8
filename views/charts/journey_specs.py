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
from views.words.theme import CHART_HEIGHT


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
    return build_spec(layers, words, CHART_HEIGHT)
