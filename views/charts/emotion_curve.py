"""The emotion curve: mean tone by touchpoint as points with intervals, and beside each the emotion that is meant and the one that
is felt; across, or, where there are many touchpoints, down."""

from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from views.charts.specs import HIDE_FEW, ChartTexts, Measure, Spec, build_spec, click_selection, tooltip
from views.words import theme

MOST_ACROSS = 12
"""Touchpoints up to which they stand side by side."""

_LEFT, _BAND, _TOP, _BOTTOM = 72, 80, 24, 146
_NAME, _INTENDED, _FELT, _ACROSS = 20, 50, 76, 240
_ROW, _DOWN, _NARROWEST = 34, 30, 640
_NAMES, _COLUMN = 116, 128
"""Pixels: where the plot begins and ends, and the lines of text below it; rows and columns where touchpoints stand below
each other."""

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class CurveTexts:
    """What stands before the rows, or above the columns, of the intended and the felt emotion."""

    intended: str
    felt: str


def least_width(touchpoints: int) -> int:
    """Pixels that a curve of so many touchpoints takes at least."""
    return _LEFT + _BAND * touchpoints if touchpoints <= MOST_ACROSS else _NARROWEST


def most_height(touchpoints: int) -> int:
    """Pixels of a curve that are seen at once; more is scrolled."""
    return _ACROSS if touchpoints <= MOST_ACROSS else _DOWN + _ROW * MOST_ACROSS + _ROW // 2


def emotion_curve_spec(
    words: ChartTexts, texts: CurveTexts, measure: Measure, touchpoints: tuple[str, ...], dark: bool
) -> Spec:
    """The curve of rows with intended_text, felt_text and felt_colour, the last being '' where what is meant is felt.

    ``touchpoints`` are all labels in order. The line joins the touchpoints of the journey (column in_journey).
    """
    ground = theme.palette(dark)
    if len(touchpoints) <= MOST_ACROSS:
        return build_spec(_across(words, texts, measure, touchpoints, ground), words, _ACROSS)
    return build_spec(_down(words, texts, measure, touchpoints, ground), words, _DOWN + _ROW * len(touchpoints) + 4)


def _ticks(measure: Measure) -> list[dict[str, Any]]:
    """At most five round values on the axis, and how they are written."""
    low, high = measure.domain
    step = next(step for step in (0.1, 0.2, 0.4, 0.5, 1.0) if (high - low) / step <= 4.01 or step == 1.0)
    first = round(-(-round(low / step, 6) // 1))
    values = [round(number * step, 2) for number in range(first, first + 6) if number * step <= high + 1e-9]
    return [{"at": value, "text": f"{value:+.1f}".replace("-", "−") if value else "0"} for value in values]


def _points(
    base: alt.Chart, words: ChartTexts, ground: theme.Palette, interval: alt.Chart, place: Any
) -> list[alt.Chart]:
    dots = base.transform_filter("isValid(datum.value)").mark_point(
        filled=True, color=ground.n800, stroke=ground.n800, strokeWidth=1.5, size=70, opacity=1
    )
    under = base.transform_filter("isValid(datum.value)").mark_point(
        filled=True, color=ground.background, size=110, opacity=1, aria=False, tooltip=None
    )
    shown = dots.encode(**place, fillOpacity=HIDE_FEW, tooltip=tooltip(words, "touchpoint"))
    return [interval, under.encode(**place), shown.add_params(click_selection("touchpoint"))]


def _text(base: alt.Chart, field: str, ground: theme.Palette, **form: Any) -> alt.Chart:
    made: alt.Chart = base.mark_text(fontSize=12, aria=False, **{"color": ground.n800, **form}).encode(
        text=alt.Text(f"{field}:N")
    )
    return made


def _labels(base: alt.Chart, ground: theme.Palette, place: dict[str, Any], **form: Any) -> list[alt.Chart]:
    """The value at each point, with a halo."""
    shown = base.transform_filter("isValid(datum.value)")
    halo = {"stroke": ground.background, "strokeWidth": 4, "strokeJoin": "round", "color": ground.background}
    return [
        _text(shown, "short_text", ground, fontWeight=600, **form, **extra).encode(**place)
        for extra in (halo, {"color": ground.n900})
    ]


def _felt(
    base: alt.Chart, ground: theme.Palette, place: dict[str, Any], box: dict[str, Any], **form: Any
) -> list[alt.Chart]:
    """The felt emotion, on a tint of its colour where it is not the one that is meant."""
    other, same = base.transform_filter("datum.felt_colour"), base.transform_filter("!datum.felt_colour")
    opacity = 0.3 if ground is theme.DARK else 0.16
    tinted = other.mark_rect(cornerRadius=4, opacity=opacity, aria=False, tooltip=None)
    return [
        tinted.encode(**box, color=alt.Color("felt_colour:N", scale=None)),
        _text(other, "felt_text", ground, color=ground.n900, fontWeight=500, **form).encode(**place),
        _text(same, "felt_text", ground, color=ground.n500, **form).encode(**place),
    ]


def _names(base: alt.Chart, ground: theme.Palette, place: dict[str, Any], **form: Any) -> alt.Chart:
    return _text(base, "touchpoint_text", ground, fontWeight=600, color=ground.n900, **form).encode(**place)


def _across(
    words: ChartTexts,
    texts: CurveTexts,
    measure: Measure,
    places: tuple[str, ...],
    ground: theme.Palette,
) -> list[alt.Chart]:
    end = alt.X2Value(alt.ExprRef("width"))
    y_scale = alt.Scale(domain=list(measure.domain), range=[_BOTTOM, _TOP])
    grid = alt.Chart(alt.InlineData(_ticks(measure))).encode(y=alt.Y("at:Q", axis=None, scale=y_scale))
    lines = grid.mark_rule().encode(
        x=alt.XValue(_LEFT),
        x2=end,
        color=alt.ColorValue(ground.n100, condition={"test": "datum.at === 0", "value": ground.n300}),
    )
    numbers = _text(grid, "text", ground, align="right", color=ground.n500).encode(x=alt.XValue(_LEFT - 12))
    x = alt.X(
        "touchpoint_text:N",
        axis=None,
        scale=alt.Scale(type="band", domain=list(places), range=[_LEFT, alt.ExprRef("width")], padding=0.03),
    )
    base, room = alt.Chart(alt.NamedData("rows")).encode(x=x), alt.ExprRef(f"(width - {_LEFT}) / {len(places)} - 2")
    at = {"y": alt.Y("value:Q", axis=None, scale=y_scale)}
    line = base.transform_filter("datum.in_journey && isValid(datum.value)").mark_line(
        color=ground.n400, strokeWidth=1.5
    )
    interval = base.transform_filter("isValid(datum.low)").mark_rule(color=ground.n400, strokeWidth=1.5)
    interval = interval.encode(alt.Y("low:Q", axis=None, scale=y_scale), alt.Y2("high:Q"))
    above = {"y": alt.Y("high:Q", axis=None, scale=y_scale)}
    row = [alt.YValue(_BOTTOM + down) for down in (_NAME, _INTENDED, _FELT)]
    box = {"y": alt.YValue(_BOTTOM + _FELT - 12), "y2": alt.Y2Value(_BOTTOM + _FELT + 11)}
    heads = [
        _text(alt.Chart(alt.InlineData([{"text": text}])), "text", ground, align="left", color=ground.n500).encode(
            x=alt.XValue(0), y=place
        )
        for text, place in zip((texts.intended, texts.felt), row[1:], strict=True)
    ]
    rule = (
        alt.Chart(alt.InlineData([{}]))
        .mark_rule(color=ground.n100)
        .encode(x=alt.XValue(0), x2=end, y=alt.YValue(_BOTTOM + _NAME + 13))
    )
    return [
        lines, numbers, rule, *heads, line.encode(**at), *_points(base, words, ground, interval, at),
        *_labels(base, ground, above, dy=-9), _names(base, ground, {"y": row[0]}, limit=room),
        _text(base, "intended_text", ground, limit=room).encode(y=row[1]),
        *_felt(base, ground, {"y": row[2]}, box, limit=room),
    ]  # fmt: skip


def _down(
    words: ChartTexts,
    texts: CurveTexts,
    measure: Measure,
    places: tuple[str, ...],
    ground: theme.Palette,
) -> list[alt.Chart]:
    bottom, plot_end = _DOWN + _ROW * len(places), alt.ExprRef(f"width - {2 * _COLUMN + 56}")
    x_scale = alt.Scale(domain=list(measure.domain), range=[_NAMES, plot_end])
    grid = alt.Chart(alt.InlineData(_ticks(measure))).encode(x=alt.X("at:Q", axis=None, scale=x_scale))
    lines = grid.mark_rule().encode(
        y=alt.YValue(_DOWN),
        y2=alt.Y2Value(bottom),
        color=alt.ColorValue(ground.n100, condition={"test": "datum.at === 0", "value": ground.n300}),
    )
    numbers = _text(grid, "text", ground, color=ground.n500).encode(y=alt.YValue(14))
    y = alt.Y(
        "touchpoint_text:N",
        axis=None,
        scale=alt.Scale(type="band", domain=list(places), range=[_DOWN, bottom], paddingInner=0.3, paddingOuter=0.15),
    )
    base = alt.Chart(alt.NamedData("rows")).encode(y=y)
    at = {"x": alt.X("value:Q", axis=None, scale=x_scale)}
    interval = base.transform_filter("isValid(datum.low)").mark_rule(color=ground.n400, strokeWidth=1.5)
    interval = interval.encode(alt.X("low:Q", axis=None, scale=x_scale), alt.X2("high:Q"))
    beside = {"x": alt.X("high:Q", axis=None, scale=x_scale)}
    columns = [alt.XValue(alt.ExprRef(f"width - {_COLUMN * left}")) for left in (2, 1)]
    box = {"x": alt.XValue(alt.ExprRef(f"width - {_COLUMN + 8}")), "x2": alt.X2Value(alt.ExprRef("width"))}
    left: Align = "left"
    heads = [
        _text(alt.Chart(alt.InlineData([{"text": text}])), "text", ground, align=left, color=ground.n500).encode(
            x=place, y=alt.YValue(14)
        )
        for text, place in zip((texts.intended, texts.felt), columns, strict=True)
    ]
    return [
        lines, numbers, *heads, *_points(base, words, ground, interval, at),
        *_labels(base, ground, beside, dx=8, align=left),
        _names(base, ground, {"x": alt.XValue(0)}, align=left, limit=_NAMES - 12),
        _text(base, "intended_text", ground, align=left, limit=_COLUMN - 16).encode(x=columns[0]),
        *_felt(base, ground, {"x": columns[1]}, box, align=left, limit=_COLUMN - 8),
    ]  # fmt: skip
