"""The tour of the sample: a link for each story that opens its view and says it in numbers, until it is closed for good."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.views.conftest import Open, answer, follow, page_name, said
from views.components import tour
from views.words.strings import words_in

KO, EN = words_in("ko"), words_in("en")


def _is_open(app: AppTest) -> bool:
    assert not app.exception
    return any(button.key == "tour_close" for button in app.button)


def test_each_step_opens_its_view_with_its_numbers_until_closed(
    open_dashboard: Open, sample_file: Path, tmp_path: Path
) -> None:
    database = Path(shutil.copy(sample_file, tmp_path / "ondo-demo.duckdb"))
    app = open_dashboard(database, language="en")
    assert _is_open(app) and EN("tour.begin") in said(app)
    seen, heads = {}, {}
    for number, step in enumerate(tour.STEPS, start=1):
        app = follow(open_dashboard(database, language="en"), f"{number}. ")
        assert _is_open(app) and EN("tour.begin") not in said(app)
        seen[step.name] = (page_name(app), said(app))
        heads[step.name] = answer(app) if step.place else ""
    assert seen["payment"][0] == seen["delivery"][0] == EN("page.trends")
    assert "from 2% (Feb) to 48% (Mar)" in seen["payment"][1], "by hand from the sample: 1 of 41, then 41 of 85"
    assert "from 9% (June) to 42% (July)" in seen["delivery"][1], "4 of 46, then 32 of 76"
    assert heads["payment"] == "Anxiety rose from 2% (Feb) to 48% (Mar)", "the headline has the same numbers"
    assert heads["delivery"] == "Anger rose from 9% (June) to 42% (July)"
    assert "a complaint in words: 36 comments" in seen["full_marks"][1]
    scores = open_dashboard(database, "nps", "en")
    assert "<b>36</b>" in said(scores), "as the page of scores counts them"
    app.button(key="tour_close").click().run()
    assert not _is_open(app)
    assert not _is_open(open_dashboard(database)), "closed stays closed"
    assert tour.path_of(database).stat().st_mode & 0o077 == 0


def test_a_story_is_chosen_on_the_page_of_another(open_dashboard: Open, sample_file: Path, tmp_path: Path) -> None:
    database = Path(shutil.copy(sample_file, tmp_path / "sample.duckdb"))
    app = follow(open_dashboard(database, language="en"), "1. ")
    app.button(key="tour_delivery").click().run()
    assert app.query_params["measure"] in ("anger", ["anger"]) and answer(app).startswith("Anger rose from 9%")
    assert "in comments on delivery it is 37% in July" in said(app), "18 of 49, as in the line of delivery"


def test_it_closes_where_nothing_can_be_written(
    open_dashboard: Open, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Path(shutil.copy(sample_file, tmp_path / "sample.duckdb"))
    monkeypatch.setattr(tour, "path_of", lambda _: tmp_path / "no folder" / "tour.json")
    app = open_dashboard(database)
    app.button(key="tour_close").click().run()
    assert not _is_open(app)


def test_own_data_has_no_tour(open_dashboard: Open, crowd_warehouse_file: Path) -> None:
    assert not _is_open(open_dashboard(crowd_warehouse_file))
