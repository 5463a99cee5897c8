"""Specifications of the NPS page's charts, written as Vega-Lite without Altair."""

from typing import Any

from views.charts.specs import PICK, ChartTexts, Spec
from views.words.theme import CHART_HEIGHT, TONE_NEGATIVE, TONE_POSITIVE, Palette, palette

MAP_ROW = 27
_LINE = 16


def scores_spec(words: ChartTexts, score: str, order: tuple[str, ...], dark: bool) -> Spec:
    """How many answers gave each score: bars in this order, in the colour of their group (columns score_text, n)."""
    ground = palette(dark)
    x = {"field": "score_text", "type": "ordinal", "sort": list(order), "title": None, "axis": _quiet_axis(ground)}
    y = {"field": "n", "type": "quantitative", "title": None, "axis": None}
    tips = [_tip("score_text", words.value), _tip(f"{score}_band_text", " "), _tip("n_text", words.n)]
    bars = {
        "mark": {"type": "bar", "cornerRadiusEnd": 2},
        "params": [_pick(f"{score}_band")],
        "encoding": {"x": x, "y": y, "color": _own_colour(), "tooltip": tips},
    }
    text = {
        "mark": {"type": "text", "dy": -8, "fontSize": 12, "color": ground.text, "aria": False},
        "encoding": {"x": x, "y": y, "text": {"field": "n_text"}},
    }
    return _layered_spec([bars, text], words, CHART_HEIGHT)


def leading_map_spec(
    words: ChartTexts, score: str, bands: tuple[str, ...], emotions: tuple[str, ...], top: float, dark: bool
) -> Spec:
    """Leading emotion, down, by group of NPS answers or ratings, across, coloured by share up to ``top``; ``bands`` and
    ``emotions`` are labels in order, lines of a group's are parted by |."""
    ground = palette(dark)
    x = {
        "field": f"{score}_band_text",
        "type": "nominal",
        "title": None,
        "scale": {"domain": list(bands), "paddingInner": 0.04, "paddingOuter": 0},
        "axis": _quiet_axis(ground) | _labels_of_lines(max(band.count("|") for band in bands)),
    }
    y = {
        "field": "emotion_text",
        "type": "nominal",
        "title": None,
        "scale": {"domain": list(emotions), "paddingInner": 0.12, "paddingOuter": 0},
        "axis": _quiet_axis(ground),
    }
    scale = {"domain": [0, top], "range": [ground.sidebar, ground.accent], "interpolate": "rgb"}
    tips = [_tip("group_text", " "), _tip("emotion_text", words.emotion), _tip("value_text", words.value)]
    tips += [_tip("range_text", words.range), _tip("n_text", words.n)]
    few = {"condition": {"test": "datum.few", "value": 0.3}, "value": 1}
    colour = {"field": "value", "type": "quantitative", "scale": scale, "legend": None}
    cells = {
        "mark": {"type": "rect", "cornerRadius": 3, "strokeWidth": 1},
        "params": [_pick(f"{score}_band", "leading_emotions")],
        "encoding": {"x": x, "y": y, "color": colour, "stroke": colour, "fillOpacity": few, "tooltip": tips},
    }
    strong = f"datum.value > {0.55 * top:.4f} && !datum.few"
    ink = {"condition": {"test": strong, "value": ground.on_accent}, "value": ground.text}
    text = {
        "mark": {"type": "text", "fontSize": 12, "aria": False},
        "encoding": {"x": x, "y": y, "text": {"field": "short_text"}, "color": ink},
    }
    return _layered_spec([cells, text], words, len(emotions) * MAP_ROW + _LINE * 4)


def _labels_of_lines(more: int) -> dict[str, Any]:
    """Labels above the plot of several lines, ``more`` than one, which Vega lets hang down from the first."""
    return {
        "orient": "top",
        "labelAlign": "center",
        "labelExpr": "split(datum.label, '|')",
        "labelLineHeight": _LINE,
        "labelPadding": 6 + _LINE * more,
    }


def _quiet_axis(ground: Palette) -> dict[str, Any]:
    return {
        "domain": False,
        "ticks": False,
        "labelAngle": 0,
        "labelFontSize": 12,
        "labelColor": ground.n600,
        "labelPadding": 6,
        "labelLimit": 150,
        "labelOverlap": False,
    }


def impact_colour(value: float) -> str:
    """The colour of what goes with a higher or a lower score."""
    return TONE_POSITIVE if value > 0 else TONE_NEGATIVE


def _own_colour() -> dict[str, Any]:
    return {"field": "colour", "type": "nominal", "scale": None}


def _tip(field: str, title: str) -> dict[str, str]:
    return {"field": field, "type": "nominal", "title": title}


def _pick(*fields: str) -> dict[str, Any]:
    select = {"type": "point", "fields": list(fields), "on": "click"}
    return {"name": PICK, "select": select}


def _layered_spec(layers: list[dict[str, Any]], words: ChartTexts, height: int) -> Spec:
    title = {"text": words.title, "anchor": "start", "fontSize": 14, "fontWeight": 600, "offset": 10}
    named = {"title": title} if words.title else {}
    return {**named, "description": words.description, "height": height, "layer": layers}
