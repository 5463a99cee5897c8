"""Specifications of the NPS page's charts, written as Vega-Lite without Altair."""

from typing import Any

from views.charts.specs import PICK, ChartTexts, Spec
from views.words.theme import CHART_HEIGHT, FRAME_HEIGHT, LABEL_WIDTH, ROW_HEIGHT, TONE_NEGATIVE, TONE_POSITIVE, palette

BAND_HEIGHT = 46


def scores_spec(words: ChartTexts, score: str, order: tuple[str, ...], dark: bool) -> Spec:
    """How many answers gave each score: bars in this order, in the colour of their group (columns score_text, n)."""
    ground = palette(dark)
    x = {"field": "score_text", "type": "ordinal", "sort": list(order), "title": words.value, "axis": {"labelAngle": 0}}
    y = {"field": "n", "type": "quantitative", "title": words.n, "axis": {"format": ",d", "tickMinStep": 1}}
    tips = [_tip("score_text", words.value), _tip(f"{score}_band_text", " "), _tip("n_text", words.n)]
    bars = {
        "mark": {"type": "bar", "cornerRadiusEnd": 2},
        "params": [_pick(f"{score}_band")],
        "encoding": {"x": x, "y": y, "color": _own_colour(), "tooltip": tips},
    }
    text = {
        "mark": {"type": "text", "dy": -7, "fontSize": 11, "color": ground.text},
        "encoding": {"x": x, "y": y, "text": {"field": "n_text"}},
    }
    return _layered_spec([bars, text], words, CHART_HEIGHT)


def leading_map_spec(
    words: ChartTexts, score: str, bands: tuple[str, ...], emotions: tuple[str, ...], top: float, dark: bool
) -> Spec:
    """Group of NPS answers or ratings by leading emotion, coloured by share up to ``top``; ``bands`` and ``emotions`` are labels in order."""
    ground = palette(dark)
    x = {
        "field": "emotion_text",
        "type": "nominal",
        "sort": list(emotions),
        "title": words.emotion,
        "scale": {"domain": list(emotions), "paddingInner": 0.06},
        "axis": {"labelAngle": -40, "labelLimit": 110, "labelOverlap": False},
    }
    y = {
        "field": f"{score}_band_text",
        "type": "nominal",
        "sort": list(bands),
        "title": None,
        "scale": {"domain": list(bands), "paddingInner": 0.1},
        "axis": {"labelLimit": 170},
    }
    scale = {"domain": [0, top], "range": [ground.grid, ground.accent], "interpolate": "rgb"}
    tips = [_tip(f"{score}_band_text", " "), _tip("emotion_text", words.emotion), _tip("value_text", words.value)]
    tips += [_tip("range_text", words.range), _tip("n_text", words.n)]
    few = {"condition": {"test": "datum.few", "value": 0.3}, "value": 1}
    colour = {"field": "value", "type": "quantitative", "scale": scale, "legend": None}
    cells = {
        "mark": {"type": "rect", "strokeWidth": 1.5},
        "params": [_pick(f"{score}_band", "leading_emotions")],
        "encoding": {"x": x, "y": y, "color": colour, "stroke": colour, "fillOpacity": few, "tooltip": tips},
    }
    strong = f"datum.value > {(0.55 if dark else 0.75) * top:.4f} && !datum.few"
    light = "#ffffff" if not dark else "#0e1117"
    ink = {"condition": {"test": strong, "value": light}, "value": ground.text}
    text = {
        "mark": {
            "type": "text",
            "fontSize": 11,
            "opacity": {"expr": f"width / {len(emotions)} < {LABEL_WIDTH} ? 0 : 1"},
        },
        "encoding": {"x": x, "y": y, "text": {"field": "short_text"}, "color": ink},
    }
    return _layered_spec([cells, text], words, len(bands) * BAND_HEIGHT + FRAME_HEIGHT + 40)


def impacts_spec(words: ChartTexts, order: tuple[str, ...], field: str, format: str, dark: bool) -> Spec:
    """Horizontal bars of impact with intervals; ``order`` are the labels, ``field`` what a click picks, ``format`` the axis's."""
    ground = palette(dark)
    y = {
        "field": "name_text",
        "type": "nominal",
        "sort": list(order),
        "title": None,
        "axis": {"labelLimit": 150, "labelOverlap": False, "ticks": False, "domain": False},
    }
    x = {"field": "value", "type": "quantitative", "title": words.value, "axis": {"format": format, "tickCount": 5}}
    tips = [_tip("name_text", " "), _tip("value_text", words.value), _tip("range_text", words.range)]
    tips += [_tip("n_text", words.n)]
    faint = {"condition": {"test": "datum.few", "value": 0.1}, "value": 0.85}
    bars = {
        "params": [_pick(field)],
        "mark": {"type": "bar", "height": {"band": 0.66}, "strokeWidth": 1.5},
        "encoding": {
            "x": x, "y": y, "color": _own_colour(), "stroke": _own_colour(), "fillOpacity": faint, "tooltip": tips,
        },
    }  # fmt: skip
    rule = {
        "mark": {"type": "rule", "color": ground.text, "opacity": 0.75},
        "encoding": {"y": y, "x": {"field": "low", "type": "quantitative"}, "x2": {"field": "high"}},
    }
    zero = {
        "data": {"values": [{"zero": 0}]},
        "mark": {"type": "rule", "color": ground.muted},
        "encoding": {"x": {"field": "zero", "type": "quantitative"}},
    }
    return _layered_spec([bars, rule, zero], words, len(order) * ROW_HEIGHT + FRAME_HEIGHT)


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
    return {"title": title, "description": words.description, "height": height, "layer": layers}
