"""Specifications: the right fields, colours, dashes, hollow marks, titles and texts."""

import json
from pathlib import Path
from typing import Any

import pytest

from queries import Filter, open_warehouse
from tests.views.conftest import Open, charts, said, select
from views.charts import bar_specs, emotion_curve, heat_map, journey_specs, specs, trend_specs
from views.charts.event_names import NamedEvent
from views.charts.specs import ChartTexts, Measure
from views.session.drill_down import DrillDown
from views.words.filter_fields import BANDS
from views.words.strings import words_in
from views.words.theme import DARK, LIGHT

KO = words_in("ko")

WORDS = ChartTexts("제목", "설명", "기간", "접점", "감정", "값", "구간", "n")
MEASURE = Measure("톤 (−1 ~ +1)", "+.2f", (-1, 1), True)
DAYS = ("2026-01-01", "2026-07-01")
EVENT = NamedEvent("2026-03-10", "출시", "3월 10일", "출시", 0, 0)
MAP = heat_map.MapLayout(
    ("결제", "배송"),
    tuple(heat_map.Tick(f"2026-0{n}", f"{n}월") for n in (1, 2)),
    (heat_map.EventName("2026-02", "출시", 0),),
)


def _curve(touchpoints: tuple[str, ...], dark: bool) -> dict[str, Any]:
    heads = emotion_curve.CurveTexts("의도한 감정", "실제 감정")
    return emotion_curve.emotion_curve_spec(WORDS, heads, MEASURE, touchpoints, dark)


ALL = {
    "trend": lambda dark: trend_specs.group_trend_spec(WORDS, MEASURE, ("직원", "고객"), DAYS, (EVENT,), 1, dark, 200),
    "emotion_bars": lambda dark: bar_specs.emotion_bars_spec(WORDS, MEASURE, ("긍정", "기쁨"), ("긍정",), dark),
    "heat_map": lambda dark: heat_map.heat_map_spec(WORDS, MEASURE, None, MAP, dark),
    "journey": lambda dark: journey_specs.journey_spec(WORDS, MEASURE, ("결제", "배송"), "#123456", dark),
    "curve": lambda dark: _curve(("결제", "배송"), dark),
    "curve_down": lambda dark: _curve(tuple(f"접점 {n}" for n in range(40)), dark),
    "coverage": lambda dark: bar_specs.coverage_spec(WORDS, ("분석됨",), 10, dark),
}
CLICKABLE = set(ALL) - {"coverage"}


def _layers(spec: dict[str, Any], mark: str) -> list[dict[str, Any]]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == mark]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("name", ALL)
def test_every_chart_has_title_description_and_n(name: str, dark: bool) -> None:
    spec = ALL[name](dark)
    assert spec["title"]["text"] == "제목" and spec["description"] == "설명"
    tips = [tip for layer in spec["layer"] for tip in layer["encoding"].get("tooltip", []) if isinstance(tip, dict)]
    assert any(tip["field"] == "n_text" and tip["title"] == "n" for tip in tips)
    assert "datasets" not in spec and "data" not in spec


@pytest.mark.parametrize("name", sorted(CLICKABLE))
def test_marks_can_be_clicked_and_few_answers_are_hollow(name: str) -> None:
    spec = ALL[name](False)
    assert [param["name"] for param in spec["params"]] == [specs.PICK]
    assert spec["params"][0]["select"]["clear"] is False, "a double click selects as a click does"
    hollow = [layer for layer in spec["layer"] if "datum.few" in json.dumps(layer["encoding"].get("fillOpacity", {}))]
    assert hollow


def test_the_incomplete_period_is_dashed() -> None:
    lines = _layers(ALL["trend"](False), "line")
    assert [(line["transform"][0]["filter"], line["mark"].get("strokeDash")) for line in lines] == [
        ("datum.is_complete", None),
        ("datum.tail", specs.DASH),
    ]


def test_an_interval_band_is_drawn() -> None:
    (band,) = _layers(ALL["trend"](False), "area")
    assert band["encoding"]["y"]["field"] == "low" and band["encoding"]["y2"]["field"] == "high"


def test_events_stand_on_the_time_axis() -> None:
    rules = [layer for layer in _layers(ALL["trend"](False), "rule") if "x" in layer["encoding"]]
    named = [(row["middle"], row["name"]) for row in rules[0]["data"]["values"]]
    assert named == [("2026-03-10", "출시")]


def test_the_curves_values_stand_before_its_line_with_a_halo() -> None:
    spec = ALL["curve"](True)
    halo, text = (layer for layer in _layers(spec, "text") if layer["encoding"]["text"].get("field") == "short_text")
    assert halo["mark"]["stroke"] == halo["mark"]["color"] == DARK.background and halo["mark"]["aria"] is False
    assert text["mark"]["color"] == DARK.n900 and "stroke" not in text["mark"]
    kinds = [layer["mark"]["type"] for layer in spec["layer"]]
    assert kinds.index("line") < kinds.index("point") < spec["layer"].index(halo)
    (line,) = _layers(spec, "line")
    assert "interpolate" not in line["mark"], "touchpoints are categories: nothing is between them"


def test_a_curve_of_many_touchpoints_turns() -> None:
    """Up to twelve side by side, more below each other, each in a row of its own."""
    few, many = ALL["curve"](False), ALL["curve_down"](False)
    assert "line" in {layer["mark"]["type"] for layer in few["layer"]} and few["height"] < 300
    assert many["height"] > 40 * 30 and "line" not in {layer["mark"]["type"] for layer in many["layer"]}
    scales = [layer["encoding"]["y"]["scale"] for layer in many["layer"] if "field" in layer["encoding"].get("y", {})]
    assert {len(scale["domain"]) for scale in scales if scale.get("type") == "band"} == {40}


@pytest.mark.parametrize(("rows", "columns"), [(3, 6), (8, 12), (40, 24)])
def test_a_map_has_room_for_every_number(rows: int, columns: int) -> None:
    ticks = tuple(heat_map.Tick(f"p{n}", f"{n}월") for n in range(columns))
    layout = heat_map.MapLayout(tuple(f"접점 {n}" for n in range(rows)), ticks)
    assert (layout.width - heat_map.LABELS) / columns >= 36 and (layout.bottom - layout.top) / rows >= 30
    assert heat_map.heat_map_spec(WORDS, MEASURE, None, layout, False)["height"] == layout.height


def test_a_selection_makes_its_names_bold_and_leaves_the_map_as_it_is() -> None:
    spec = ALL["heat_map"](False)
    chosen = heat_map.with_bold_names(spec, "배송", "2026-01")
    bold = [row for layer in chosen["layer"] for row in layer.get("data", {}).get("values", ()) if row.get("is_bold")]
    assert {row.get("touchpoint_text") or row["name"] for row in bold} == {"배송", "1월"}
    assert spec == ALL["heat_map"](False)


def test_names_of_events_never_lie_over_each_other() -> None:
    periods = tuple(f"p{n}" for n in range(12))
    near = [("p1", "앱 4.0 출시"), ("p2", "결제 수정"), ("p2", "물류 교체"), ("p9", "가격 인상")]
    placed = heat_map.placed_events(near, periods)
    assert [(event.name, event.level) for event in placed] == [("앱 4.0 출시", 0), ("결제 수정", 1), ("가격 인상", 0)]
    assert heat_map.placed_events([("elsewhere", "출시")], periods) == ()


def test_axes_and_legends_can_be_read_on_both_grounds(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    """Streamlit's own ink of axes has 3.7:1."""
    for spec in charts(open_dashboard(tiny_warehouse_file, "trends")):
        assert {spec["config"][part]["labelColor"] for part in ("axis", "axisX", "axisY", "legend")} == {LIGHT.muted}


@pytest.mark.parametrize("page", ["nps", "trends", "employees"])
def test_events_are_named_on_the_line(open_dashboard: Open, sample_file: Path, page: str) -> None:
    drawn = json.dumps(charts(open_dashboard(sample_file, page, "en")))
    assert "App 4.0 released" in drawn and "10 Mar" in drawn


def test_topics_lead_to_their_comments(open_dashboard: Open, sample_file: Path) -> None:
    app = open_dashboard(sample_file, "nps")
    drivers = open_warehouse(sample_file).run("nps_driver_list", filter=Filter(), about="topic", limit=80)
    [row] = [row for row in drivers.to_pylist() if row["theme"].startswith("결제")]
    opened = DrillDown("nps_drivers", (("topic", "결제"),), "nps", "month")
    found = opened.filter(Filter(words="불안"))
    assert (found.topic, found.words) == ("결제", "불안") and found.nps_bands == BANDS["nps"]
    app = select(app, opened)
    labels = [link.proto.label for link in app.get("page_link")]
    assert KO("panel.all", n=row["n"]) in labels and "‘결제’" in said(app)
