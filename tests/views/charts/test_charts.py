"""Specifications: the right fields, colours, dashes, hollow marks, titles and texts."""

import json
from pathlib import Path
from typing import Any

import pytest

from queries import Filter, open_warehouse
from tests.views.conftest import Open, charts, said, select
from views.charts import bar_specs, journey_specs, specs, trend_specs
from views.charts.specs import ChartTexts, EventMark, Measure
from views.session.drill_down import DrillDown
from views.words.filter_fields import BANDS
from views.words.strings import words_in
from views.words.theme import DARK, LIGHT

KO = words_in("ko")

WORDS = ChartTexts("제목", "설명", "기간", "접점", "감정", "값", "구간", "n")
MEASURE = Measure("톤 (−1 ~ +1)", "+.2f", (-1, 1), True)
DAYS = ("2026-01-01", "2026-07-01")
ALL = {
    "trend": lambda dark: trend_specs.trend_spec(
        WORDS, MEASURE, "#123456", DAYS, (EventMark("2026-03-10", "출시"),), dark, 200
    ),
    "emotion_bars": lambda dark: bar_specs.emotion_bars_spec(WORDS, MEASURE, ("긍정", "기쁨"), ("긍정",), dark),
    "heat_map": lambda dark: journey_specs.heat_map_spec(
        WORDS, MEASURE, None, ("결제", "배송"), ("2026-01", "2026-02"), dark
    ),
    "journey": lambda dark: journey_specs.journey_spec(WORDS, MEASURE, ("결제", "배송"), "#123456", True, dark),
    "gap": lambda dark: journey_specs.gap_spec(WORDS, MEASURE, ("결제", "배송"), dark),
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
    assert rules[0]["data"]["values"] == [{"middle": "2026-03-10", "name": "출시"}]
    outside = trend_specs.trend_spec(WORDS, MEASURE, "#123456", DAYS, (EventMark("2027-01-01", "later"),), False, 200)
    assert not [layer for layer in _layers(outside, "rule") if "x" in layer["encoding"]]


def test_the_curves_texts_stand_before_its_lines() -> None:
    halo, text = _layers(ALL["journey"](True), "text")
    assert halo["mark"]["stroke"] == halo["mark"]["color"] == DARK.background and halo["mark"]["aria"] is False
    assert text["mark"]["color"] == DARK.text and "stroke" not in text["mark"]


def test_axes_and_legends_can_be_read_on_both_grounds(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    """Streamlit's own ink of axes has 3.7:1."""
    for spec in charts(open_dashboard(tiny_warehouse_file, "trends")):
        assert {spec["config"][part]["labelColor"] for part in ("axis", "axisX", "axisY", "legend")} == {LIGHT.muted}


@pytest.mark.parametrize("page", ["nps", "trends"])
def test_events_are_named_on_the_line(open_dashboard: Open, sample_file: Path, page: str) -> None:
    drawn = json.dumps(charts(open_dashboard(sample_file, page, "en")))
    assert "App 4.0 released" in drawn and "10 Mar" in drawn


def test_vertical_lines_are_told(open_dashboard: Open, sample_file: Path) -> None:
    text = said(open_dashboard(sample_file, "employees", "en")).replace("\\", "")
    assert "Vertical lines are events: 2026-03-10 App 4.0 released" in text


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
