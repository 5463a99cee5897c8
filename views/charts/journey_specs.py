"""Specifications of charts by touchpoint: a value along the journey, intended beside strongest emotion, the map by period, bars."""

from functools import partial

import altair as alt

from views.charts.specs import (
    HIDE_FEW,
    LEGEND_HEIGHT,
    MANY_PERIODS,
    NARROW,
    ChartTexts,
    Measure,
    Spec,
    axis_options,
    build_spec,
    click_selection,
    dot_marks,
    number_labels,
    tooltip,
    value_axis,
    zero_line,
)
from views.words.theme import CHART_HEIGHT, FRAME_HEIGHT, LABEL_WIDTH, ROW_HEIGHT, TONE_NEGATIVE, TONE_POSITIVE, palette

LABELLED_CELLS = 14
"""Up to this many periods the cells of a heat map carry their number."""


def journey_spec(
    words: ChartTexts, measure: Measure, touchpoints: tuple[str, ...], colour: str, lead: int, dark: bool
) -> Spec:
    """A value along the journey with intervals; above each point are the ``lead`` lines of the column lead_text.

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
    y = value_axis(measure)
    line = base.mark_line(color=colour, strokeWidth=2, interpolate="monotone", opacity=0.6)
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
    if lead:
        ground, shown = palette(dark), alt.ExprRef(f"{NARROW} ? 0 : 1")
        text = partial(base.mark_text, dy=5 - 14 * lead, fontSize=11, lineBreak="|", opacity=shown)
        halo = text(stroke=ground.background, strokeWidth=4, strokeJoin="round", color=ground.background, aria=False)
        layers += [
            mark.encode(alt.Y("high:Q", **axis_options(measure)), text="lead_text:N")
            for mark in (halo, text(color=ground.text))
        ]
    return build_spec(alt.layer(*layers), words, CHART_HEIGHT)


def gap_spec(words: ChartTexts, measure: Measure, touchpoints: tuple[str, ...], dark: bool) -> Spec:
    """For each touchpoint the share of the intended emotion (diamond) and of the strongest one (circle).

    Columns shape, other (the share at the other end), lift (up or down: where the name goes) and name_text.
    """
    base = alt.Chart(alt.NamedData("rows")).encode(
        y=alt.Y("touchpoint_text:N", sort=list(touchpoints), title=None, scale=alt.Scale(domain=list(touchpoints)))
    )
    span = base.mark_rule(color=palette(dark).muted, strokeDash=[2, 3]).encode(
        alt.X("other:Q", **axis_options(measure)), alt.X2("value:Q")
    )
    dots = (
        base.mark_point(filled=True, size=120, strokeWidth=2)
        .encode(
            x=alt.X("value:Q", **axis_options(measure)),
            color=alt.Color("colour:N", scale=None),
            stroke=alt.Stroke("colour:N", scale=None),
            fillOpacity=HIDE_FEW,
            shape=alt.Shape("shape:N", scale=None),
            tooltip=tooltip(words, "touchpoint", "emotion"),
        )
        .add_params(click_selection("touchpoint", "emotion"))
    )
    names = [
        base.mark_text(fontSize=11, color=palette(dark).text, dy=lift)
        .transform_filter(f"datum.lift == '{side}'")
        .encode(x=alt.X("value:Q", **axis_options(measure)), text="name_text:N")
        for side, lift in (("up", -14), ("down", 15))
    ]
    return build_spec(alt.layer(span, dots, *names), words, len(touchpoints) * 54 + FRAME_HEIGHT)


def heat_map_spec(
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
    legend = alt.Legend(title=None, orient="right", tickCount=5, **number_labels(measure))
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
            tooltip=tooltip(words, "touchpoint", "period"),
        )
        .add_params(click_selection("touchpoint", "period"))
    )
    layers = [cells]
    if len(periods) <= LABELLED_CELLS:
        reach = f"abs(datum.value) > {0.85 * max(abs(low), abs(high)):.4f} && !datum.few"
        ink = alt.condition(reach, alt.value("#ffffff"), alt.value(ground.text))
        room = alt.ExprRef(f"width / {len(periods)} < {LABEL_WIDTH} ? 0 : 1")
        layers.append(base.mark_text(fontSize=11, opacity=room).encode(text="short_text:N", color=ink))
    return build_spec(alt.layer(*layers), words, max(LEGEND_HEIGHT, len(touchpoints) * 34) + FRAME_HEIGHT)


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
