"""Compare: the periods of the bar, the largest two of what the filters choose, and one rule for what is called clear."""

from pathlib import Path
from typing import Any

import pytest

import queries
from tests.sample_databases import Answer, build_database
from tests.views.conftest import Open, said
from views.components import comparison_panels
from views.files.group_differences import CLEAR, FEW, OF_MANY, SAME_CLEARLY, UNCLEAR, differences
from views.words.labels import DatabaseFacts, SmallNumberLimits, View
from views.words.strings import words_in

EN = words_in("en")
FACTS = DatabaseFacts("2026-01-01", "2026-10-31", 99, "test-1", "Asia/Seoul", SmallNumberLimits(5, 30, 8))


def _answers(n: int, at: str, **fields: Any) -> list[Answer]:
    return [Answer(at, f"{at} {fields} {number}", 0.1, {"joy": 1}, **fields) for number in range(n)]


# Web and call are the largest channels of all; at payment, app and web are.
CHANNELS = (
    *_answers(9, "2026-08-05", channel="web", touchpoint="use"),
    *_answers(8, "2026-09-05", channel="call", touchpoint="use"),
    *_answers(6, "2026-09-30", channel="app", touchpoint="payment"),
    *_answers(5, "2026-10-05", channel="web", touchpoint="payment"),
)


@pytest.fixture(scope="module")
def channels_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_database(tmp_path_factory.mktemp("channels") / "c.duckdb", CHANNELS)


def _days(app: Any) -> list[str]:
    return [str(app.date_input(key=f"{side}_{end}").value) for side in ("a", "b") for end in ("from", "until")]


def test_the_groups_are_the_periods_of_the_bar(open_dashboard: Open, channels_file: Path) -> None:
    last_month = open_dashboard(channels_file, "compare", period="last_month")
    assert _days(last_month) == ["2026-09-01", "2026-09-30", "2026-08-01", "2026-08-31"]
    year = open_dashboard(channels_file, "compare", period="this_quarter")
    assert _days(year) == ["2026-10-01", "2026-10-05", "2026-07-01", "2026-09-30"]


def test_the_two_largest_are_those_under_the_filter(open_dashboard: Open, channels_file: Path) -> None:
    app = open_dashboard(channels_file, "compare", "en")
    app.selectbox(key="compare_preset_en").select("channels").run()
    assert (app.query_params["a_channels"], app.query_params["b_channels"]) == ("web", "call")
    app = open_dashboard(channels_file, "compare", "en", touchpoints=["payment"])
    app.selectbox(key="compare_preset_en").select("channels").run()
    assert (app.query_params["a_channels"], app.query_params["b_channels"]) == ("app", "web")


def test_fields_are_made_anew_once_something_else_has_changed_them(open_dashboard: Open, channels_file: Path) -> None:
    app = open_dashboard(channels_file, "compare", "en", a_channels=["app"], b_channels=["web"])
    app.multiselect(key="a_channels_en").select("call").run()
    assert app.query_params["a_channels"] == ["app", "call"]
    app.button(key="swap").click().run()
    assert app.multiselect(key="a_channels_en_1").value == ["web"], "what the page kept of the former one has no field"
    app.multiselect(key="a_channels_en_1").select("call").run()
    assert app.query_params["a_channels"] == ["web", "call"]


def test_customers_are_compared_without_a_word_on_employees(open_dashboard: Open, channels_file: Path) -> None:
    app = open_dashboard(channels_file, "compare", "en", a_channels=["web"], b_touchpoints=["payment"])
    assert EN("compare.overlap.unknown") not in said(app)


def _row(value: float, low: float, high: float, size: str) -> dict[str, Any]:
    return {
        "kind": "share", "emotion": "joy", "size": size, "value": value, "low": low, "high": high, "own": 0.5 + value,
        "other_value": 0.5,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (_row(0.3, 0.1, 0.5, "normal"), CLEAR),
        (_row(0.3, 0.1, 0.5, "few"), FEW),
        (_row(0.1, -0.1, 0.3, "few"), FEW),
        (_row(0.1, 0.001, 0.199, "normal"), OF_MANY),
        (_row(0.0, -0.04, 0.04, "normal"), SAME_CLEARLY),
        (_row(0.0, -0.04, 0.04, "few"), FEW),
        (_row(0.0, -0.2, 0.2, "normal"), UNCLEAR),
    ],
)
def test_few_answers_are_neither_clear_nor_the_same(row: dict[str, Any], verdict: str) -> None:
    view = View("en", {}, {}, filter=queries.Filter(), grain="month", dark=False, facts=FACTS)
    found = differences(view, [row] * 9)
    assert {item.verdict for item in found} == {verdict}


def test_a_file_names_both_sides_and_says_what_the_page_says(open_dashboard: Open, channels_file: Path) -> None:
    app = open_dashboard(channels_file, "compare", "en", a_channels=["web"], b_channels=["call"], period="all")
    app.button(key="table_view_compare").click().run()
    assert not app.exception
    view = View("en", {}, {}, filter=queries.Filter(), grain="month", dark=False, facts=FACTS)
    found = differences(view, [_row(0.0, -0.04, 0.04, "few") | {"own_n": 9, "line_text": "Joy"}])
    rows = comparison_panels._table(view, found, ["Channel: web", "Channel: call"]).to_pylist()
    assert (rows[0]["group_a"], rows[0]["group_b"]) == ("Channel: web", "Channel: call")
    assert rows[0]["certainty"] == f"{EN('compare.equal.sign')} · {EN('number.few')}"


def test_days_of_both_sides_are_said_on_the_button_of_the_period(open_dashboard: Open, channels_file: Path) -> None:
    app = open_dashboard(channels_file, "compare", "en", period="all")
    assert EN("compare.own_days") in [found.proto.popover.label for found in app.get("popover")]
