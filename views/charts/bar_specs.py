"""Specifications of bars over all answers: the share of each emotion, and how many answers are in each scoring state."""

import altair as alt

from views.charts.specs import (
    ROOM_FOR_TEXT,
    ChartTexts,
    Measure,
    Spec,
    axis_options,
    build_spec,
    click_selection,
    tooltip,
)
from views.words.theme import FRAME_HEIGHT, ROW_HEIGHT, palette


def emotion_bars_spec(
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
    x = alt.X("value:Q", **axis_options(measure))
    bars = (
        base.mark_bar(height={"band": 0.66}, strokeWidth=1.5)
        .encode(
            x=x,
            color=alt.Color("colour:N", scale=None),
            stroke=alt.Stroke("colour:N", scale=None),
            fillOpacity=alt.FillOpacityValue(0.9, condition={"test": "datum.few", "value": 0.08}),
            tooltip=tooltip(words, "emotion"),
        )
        .add_params(click_selection("emotion"))
    )
    rules = base.mark_rule(color=palette(dark).text, opacity=0.75).encode(alt.X("low:Q"), alt.X2("high:Q"))
    text = base.mark_text(align="right", fontSize=12, color=palette(dark).text).encode(
        x=alt.XValue(alt.ExprRef("width")), text=alt.Text("value_text:N")
    )
    return build_spec([bars, rules, text], words, len(order) * ROW_HEIGHT + FRAME_HEIGHT)


def coverage_spec(words: ChartTexts, order: tuple[str, ...], most: int, dark: bool) -> Spec:
    """How many answers are in each scoring state, written at the bars.

    ``order`` are the states' labels, ``most`` the largest number.
    """
    base = alt.Chart(alt.NamedData("rows")).encode(
        x=alt.X(
            "n:Q",
            title=words.n,
            axis=alt.Axis(format=",d", tickCount=4, labelBound=True),
            scale=alt.Scale(domain=[0, max(1, most) * 1.1 * ROOM_FOR_TEXT], nice=False),
        ),
        y=alt.Y("state_text:N", title=None, sort=list(order), axis=alt.Axis(labelLimit=200, ticks=False, domain=False)),
    )
    bars = base.mark_bar(height={"band": 0.66}).encode(
        color=alt.Color("colour:N", scale=None),
        tooltip=[alt.Tooltip("state_text:N", title=words.value), alt.Tooltip("n_text:N", title=words.n)],
    )
    text = base.mark_text(align="left", dx=5, fontSize=12, color=palette(dark).text).encode(text=alt.Text("n_text:N"))
    return build_spec([bars, text], words, len(order) * ROW_HEIGHT + FRAME_HEIGHT)
