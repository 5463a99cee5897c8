"""What all chart specifications share: their texts, measures, axes, clicks, tooltips and lines of events.

A specification is Vega-Lite as a dict without its data: the rows, as views/charts/chart_rows.py makes them, are bound to
the name "rows" where the chart is shown.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

import altair as alt
from altair.utils import schemapi

from views.words.theme import palette

Spec = dict[str, Any]

PICK = "pick"
"""Name of the selection that a click on a mark makes."""

DASH = [5, 4]


LEGEND_HEIGHT = 150
"""Pixels that the colour legend of a heat map needs."""

ROOM_FOR_TEXT = 1.5
"""How far the axis goes beyond the longest bar, so that the text after it has room."""

NARROW = "width < 640"
"""A chart too narrow for labels side by side, such as on a phone (pixels, seen by Vega in the browser)."""

_SILENT = ("line", "area", "rule")
"""Marks that screen readers skip: the dots or bars beside them say the same, one by one."""

HIDE_FEW = alt.FillOpacityValue(1, condition={"test": "datum.few", "value": 0})
"""The opacity of a mark's filling: none where there are few answers."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How a value is shown: axis title, d3 number format, limits of the axis, line at zero."""

    title: str
    format: str
    domain: tuple[float, float]
    has_zero_line: bool = False


@dataclass(frozen=True, slots=True)
class ChartTexts:
    """The texts of one chart: its title, its description for screen readers, and the titles of its tooltip lines."""

    title: str
    description: str
    period: str = ""
    touchpoint: str = ""
    emotion: str = ""
    value: str = ""
    range: str = ""
    n: str = ""


@dataclass(frozen=True, slots=True)
class EventMark:
    """An event: first day (ISO), and its name."""

    day: str
    name: str


class NumberLabels(TypedDict, total=False):
    """How an axis or a legend writes its numbers: a d3 format, or an expression in its place."""

    format: str
    labelExpr: str


class AxisOptions(TypedDict):
    """What a channel says of its axis."""

    title: str
    scale: alt.Scale
    axis: alt.Axis


def build_spec(layers: Sequence[alt.Chart], words: ChartTexts, height: int) -> Spec:
    """The layers on top of each other, without their data, with title, description and height.

    They are put together here, as Altair's own ``layer`` copies every part of every chart several times over.
    """
    parts = [layer.to_dict(validate=schemapi.DEBUG_MODE) for layer in layers]
    params: dict[str, dict[str, Any]] = {}
    for number, part in enumerate(parts):
        _bring_data(part)
        if part["mark"]["type"] in _SILENT:
            part["mark"]["aria"] = False
        for param in part.pop("params", ()):
            part["name"] = f"marks_{number}"
            params.setdefault(param["name"], {**param, "views": []})["views"].append(part["name"])
    title = {"title": {"text": words.title, **_TITLE}} if words.title else {}
    return {"description": words.description, "height": height, "layer": parts, "params": [*params.values()], **title}


_TITLE = {"anchor": "start", "fontSize": 14, "fontWeight": 600, "offset": 10}
_OF_THE_WHOLE = ("$schema", "config")


def _bring_data(layer: dict[str, Any]) -> None:
    """Keep a layer's own few rows in it, and leave out the others and what is said of whole charts."""
    datasets, name = layer.pop("datasets", {}), layer.pop("data", {}).get("name")
    if name in datasets:
        layer["data"] = {"values": datasets[name]}
    for part in _OF_THE_WHOLE:
        layer.pop(part, None)


def skip_schema_checks() -> None:
    """Let Altair not check every part of a chart against its schema, which takes two thirds of a chart's time."""
    schemapi.disable_debug_mode()


def axis_options(measure: Measure) -> AxisOptions:
    """Title, limits and numbers of the axis of a measure."""
    axis = alt.Axis(tickCount=5, **number_labels(measure))
    return {"title": measure.title, "scale": alt.Scale(domain=list(measure.domain)), "axis": axis}


def value_axis(measure: Measure) -> alt.Y:
    """The vertical axis of the rows' values."""
    return alt.Y("value:Q", **axis_options(measure))


def number_labels(measure: Measure) -> NumberLabels:
    """The numbers of an axis or legend; a signed zero is written without its sign."""
    signed = f"datum.value == 0 ? '0' : format(datum.value, '{measure.format}')"
    return {"labelExpr": signed} if measure.format.startswith("+") else {"format": measure.format}


def dot_marks(base: alt.Chart, colour: str, size: int = 70) -> alt.Chart:
    """Dots of one colour, hollow where there are few answers; ``size`` in square pixels."""
    dots = base.mark_point(filled=True, color=colour, stroke=colour, strokeWidth=2, size=size)
    hollow: alt.Chart = dots.encode(fillOpacity=HIDE_FEW)
    return hollow


def click_selection(*fields: str) -> alt.Parameter:
    """The selection that a click on a mark makes, with these columns of it; a double click leaves it as its first click made it."""
    return alt.selection_point(name=PICK, fields=list(fields), on="click", clear=False, empty=False)


def clicked_fields(spec: Spec) -> list[str]:
    """The fields that a click on a mark of this chart selects by; none where nothing can be clicked."""
    for part in (spec, *spec.get("layer", ())):
        for param in part.get("params", ()):
            if param["name"] == PICK:
                return list(param["select"]["fields"])
    return []


_GEOMETRY = frozenset(("x", "x2", "y", "y2", "xOffset", "yOffset", "shape", "size"))


def outlined(spec: Spec, mark: Mapping[str, str], ink: str) -> Spec:
    """The specification with an outline around the marks whose fields are those of ``mark``: a last layer, which no
    neighbour covers; as it was where the marks that can be clicked have none of these fields."""
    held = {name: mark[name] for name in clicked_fields(spec) if name in mark}
    if not held:
        return spec
    spec = spec if "layer" in spec else _in_layers(spec)
    places = _clicked_views(spec)
    own = next((layer for layer in spec["layer"] if layer.get("name") in places), spec["layer"][0])
    return spec | {"layer": [*spec["layer"], _outline(own, held, ink)]}


def _outline(layer: Mapping[str, Any], mark: Mapping[str, str], ink: str) -> dict[str, Any]:
    """The layer that draws, without colour, the marks of another whose fields are those of ``mark``."""
    same = " && ".join(
        f"toString(datum[{json.dumps(name)}]) === {json.dumps(str(value))}" for name, value in mark.items()
    )
    return {
        "mark": _empty_form(layer["mark"], ink),
        "transform": [*layer.get("transform", ()), {"filter": same}],
        "encoding": {name: part for name, part in layer["encoding"].items() if name in _GEOMETRY},
        **({"data": layer["data"]} if "data" in layer else {}),
    }


def _empty_form(mark: Mapping[str, Any], ink: str) -> dict[str, Any]:
    """A mark's form as an outline in ``ink``."""
    form = {key: value for key, value in mark.items() if key not in ("color", "fill", "stroke", "tooltip")}
    size = {"size": 180} if form["type"] == "point" else {}
    line = {"filled": False, "fill": "transparent", "stroke": ink, "strokeWidth": 2, "opacity": 1, "aria": False}
    return form | size | line


_OF_LAYER, _ONLY = ("mark", "encoding", "transform"), "marks"
"""What a chart of one layer says of it, and the name that it gets among several."""


def _in_layers(spec: Spec) -> Spec:
    """A chart of one layer as one of several that has but one yet."""
    rest = {key: value for key, value in spec.items() if key not in _OF_LAYER}
    layer = {"name": _ONLY} | {key: spec[key] for key in _OF_LAYER if key in spec}
    return rest | {"layer": [layer], "params": [{**param, "views": [_ONLY]} for param in spec["params"]]}


def _clicked_views(spec: Spec) -> set[str]:
    """The names of the layers whose marks can be clicked."""
    return {name for param in spec.get("params", ()) if param["name"] == PICK for name in param.get("views", ())}


def tooltip(words: ChartTexts, *fields: str) -> list[alt.Tooltip]:
    """The lines of a mark's tooltip: these fields by name, then value, interval and n."""
    names = [alt.Tooltip(f"{field}_text:N", title=getattr(words, field)) for field in fields]
    return [
        *names,
        alt.Tooltip("value_text:N", title=words.value),
        alt.Tooltip("range_text:N", title=words.range),
        alt.Tooltip("n_text:N", title=words.n),
    ]


def zero_line(dark: bool) -> alt.Chart:
    """A line at zero."""
    rule = alt.Chart(alt.InlineData([{"zero": 0}])).mark_rule(color=palette(dark).muted, opacity=0.6)
    line: alt.Chart = rule.encode(y=alt.Y("zero:Q"))
    return line


def group_legend(most: int = 3, **more: Any) -> alt.Legend:
    """The legend of groups, under the chart, at ``most`` so many beside each other; ``more`` are further options of it."""
    columns = alt.ExprRef(f"{NARROW} ? 1 : {most}")
    return alt.Legend(
        title=None, orient="bottom", columns=columns, labelLimit=280, symbolOpacity=1, symbolSize=80, **more
    )


def group_tooltip(words: ChartTexts, place: alt.Tooltip) -> list[alt.Tooltip]:
    """The lines of the tooltip of a group's mark; ``place`` says where it is, as a touchpoint or a period."""
    return [
        place,
        alt.Tooltip("group_text:N", title=" "),
        alt.Tooltip("value_text:N", title=words.value),
        alt.Tooltip("range_text:N", title=words.range),
        alt.Tooltip("n_text:N", title=words.n),
    ]
