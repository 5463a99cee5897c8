"""What pages say where the filters leave too little: that it is the filters, and the way to more."""

from pathlib import Path

import pytest

from tests.sample_databases import Answer, build_database
from tests.views.conftest import Open, said
from views.words.strings import words_in

KO = words_in("ko")


@pytest.fixture(scope="module")
def spread_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six months of six angry comments at payment each, of which two a month are of the web."""
    answers = [
        Answer(
            f"2026-{month:02}-05", f"의견 {month} {number}", -0.4, {"anger": 2}, touchpoint="payment",
            channel="web" if number < 2 else "app",
        )
        for month in range(1, 7)
        for number in range(6)
    ]  # fmt: skip
    return build_database(tmp_path_factory.mktemp("spread") / "s.duckdb", answers)


def test_a_filter_is_not_taken_for_data_without_days(open_dashboard: Open, spread_file: Path) -> None:
    app = open_dashboard(spread_file, "journey", channels=["web"])
    text = said(app)
    assert KO("empty.left") in text and KO("empty.no_dates") not in text and KO("empty.no_touchpoints.do") not in text
    app.button(key="without_filters_no_dates").click().run()
    assert not app.query_params and KO("empty.left") not in said(app)


def test_nothing_in_a_period_leads_to_all_dates(open_dashboard: Open, spread_file: Path) -> None:
    app = open_dashboard(spread_file, "journey", channels=["web"], **{"from": "2020-01-01", "until": "2020-01-31"})
    assert KO("empty.nothing") in said(app)
    app.button(key="all_dates_nothing").click().run()
    assert KO("empty.nothing") not in said(app) and app.query_params["channels"] == "web"
    assert not any(key in app.query_params for key in ("from", "until"))


def test_blank_cells_and_dots_are_told_apart(open_dashboard: Open, spread_file: Path) -> None:
    assert KO("journey.map.empty") not in said(open_dashboard(spread_file, "journey")), "no cell is blank"
