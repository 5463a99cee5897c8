"""Trends: a short period with those before it, the leap that the headline tells, and only what is true below a chart."""

from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.sample_databases import Answer, build_database
from tests.views.conftest import Open, answer, chart_rows, charts, said
from views.components import chart, side_panel
from views.words.strings import words_in

KO, EN = words_in("ko"), words_in("en")
LINE, SCORE = "chart_trends_all_tone_month", "chart_nps_trends_nps_month"


def _month(month: int, n: int, tone: float, emotion: str) -> list[Answer]:
    day = date(2026, month, 10).isoformat()
    return [
        Answer(day, f"{month}월 의견 {number}", tone + number / 1000, {emotion: 2}, nps=9 if tone > 0 else 2, touchpoint="use")
        for number in range(n)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def fallen_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight months of 32 glad comments each, the last of 32 angry ones; one late comment ends it."""
    months = [_month(month, 32, -0.5 if month == 8 else 0.4, "anger" if month == 8 else "joy") for month in range(1, 9)]
    answers = [*chain.from_iterable(months), Answer("2026-08-31", "끝", -0.5, {"anger": 2}, nps=2, touchpoint="use")]
    return build_database(tmp_path_factory.mktemp("fallen") / "f.duckdb", answers)


AUGUST = {"from": "2026-08-01", "until": "2026-08-31"}


def _grounds(app: AppTest) -> list[dict[str, Any]]:
    """The grounds of chosen days in the charts drawn."""
    layers = [layer for spec in charts(app) for layer in spec.get("layer", ())]
    return [layer for layer in layers if layer["mark"].get("type") == "rect" and "x2" in layer["encoding"]]


@pytest.mark.parametrize(("page", "key"), [("trends", LINE), ("nps", SCORE)])
def test_a_month_is_drawn_with_those_before_it(open_dashboard: Open, fallen_file: Path, page: str, key: str) -> None:
    app = open_dashboard(fallen_file, page, **AUGUST)
    months = [row["period"][:7] for row in chart_rows(app, key)]
    assert months == [f"2026-{month:02}" for month in range(1, 9)]
    assert KO("footer.chosen", period="2026년 8월") in said(app) and _grounds(app)


def test_the_headline_tells_the_move_into_the_chosen_month(open_dashboard: Open, fallen_file: Path) -> None:
    app = open_dashboard(fallen_file, "trends", **AUGUST)
    assert answer(app) == "톤이 7월 +0.42에서 8월 −0.48까지 낮아졌습니다", (
        "from the month before, and not from the first one"
    )
    text = said(app)
    assert KO("trends.answer.few", limit=30) not in text and KO("footer.incomplete") not in text
    july = open_dashboard(fallen_file, "trends", **{"from": "2026-07-01", "until": "2026-07-31"})
    assert "8월" not in answer(july) and chart_rows(july, LINE)[-1]["period"] == "2026-07-01"


def test_a_long_period_stays_as_it_is(open_dashboard: Open, fallen_file: Path) -> None:
    app = open_dashboard(fallen_file, "trends", **{"from": "2026-03-01", "until": "2026-08-31"})
    assert chart_rows(app, LINE)[0]["period"] == "2026-03-01" and not _grounds(app)


def test_data_of_one_period_say_so_and_have_no_band(open_dashboard: Open, tmp_path: Path) -> None:
    database = build_database(tmp_path / "one.duckdb", [*_month(2, 40, 0.4, "joy"), *_month(3, 3, 0.4, "joy")])
    app = open_dashboard(database, "trends", "en")
    assert answer(app) == EN("trends.answer.one", limit=30)
    assert EN("footer.band") not in said(app) and EN("footer.hidden", limit=5) in said(app)


def test_a_chosen_month_of_few_comments_is_said_to_be_one(open_dashboard: Open, tmp_path: Path) -> None:
    months = [_month(month, 32 if month < 8 else 6, 0.4, "joy") for month in range(1, 9)]
    database = build_database(tmp_path / "few.duckdb", list(chain.from_iterable(months)))
    app = open_dashboard(database, "trends", "en", **AUGUST)
    assert answer(app) == EN("trends.answer.chosen_few", limit=30)


def test_the_first_month_is_drawn_with_those_after_it(open_dashboard: Open, fallen_file: Path) -> None:
    app = open_dashboard(fallen_file, "trends", **{"from": "2026-01-01", "until": "2026-01-31"})
    assert len(chart_rows(app, LINE)) == 6


def test_a_selection_is_shown_before_the_charts_are_drawn_again(
    open_dashboard: Open, fallen_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def noted(module: Any, name: str) -> None:
        former = getattr(module, name)

        def draw(*args: Any) -> Any:
            drawn.append(name)
            return former(*args)

        monkeypatch.setattr(module, name, draw)

    noted(side_panel, "_show_head")
    noted(chart, "_show_marks")
    app = open_dashboard(fallen_file, "trends", **{"from": "2026-03-01", "until": "2026-08-31"})
    assert drawn and set(drawn) == {"_show_marks"}
    for month, others in (("2026-08-01", "5월"), ("2026-05-01", "8월")):
        drawn.clear()
        mark = ["trends_all", f"period={month}", "counts=scored", "grain=month", "page=trends"]
        app.session_state["asked"] = {**app.session_state["asked"], "pick": mark}
        app.run()
        assert drawn[0] == "_show_head" and drawn.count("_show_head") == 1
        panel = [one.value for one in app.get("html") if "panel" in one.value or "o-comment" in one.value]
        assert panel and others not in " ".join(panel)


def test_a_selection_from_an_address_is_shown_at_once(open_dashboard: Open, fallen_file: Path) -> None:
    mark = ["trends_all", "period=2026-08-01", "counts=scored", "grain=month", "page=trends"]
    app = open_dashboard(fallen_file, "trends", pick=mark, **{"from": "2026-03-01", "until": "2026-08-31"})
    assert "8월 의견" in said(app)
