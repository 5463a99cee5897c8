"""A thirteenth emotion in the database has its name, colour, filter and place on every page, without an edit of the pages."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import queries
from tests import sample_databases
from tests.views.conftest import PAGES, Open, chart_rows, said
from views.commands.report import view_of
from views.files.attention import look_items
from views.files.capital import capital_line
from views.words import filter_fields
from views.words.labels import emotions_of, label_in
from views.words.strings import words_in

EN = words_in("en")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of BORED."""
    return sample_databases.build_database_with_boredom(tmp_path_factory.mktemp("bored") / "bored.duckdb")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_drawn_and_filters_by_it(open_dashboard: Open, database: Path, page: str) -> None:
    app = open_dashboard(database, page, "en", emotions="boredom")
    assert not app.exception
    if page not in filter_fields.UNFILTERED:
        chosen = app.multiselect(key="emotions_en")
        assert chosen.value == ["boredom"] and "Boredom" in chosen.options
        assert (EN("filter.selected", n="30") in said(app)) == (page not in ("compare", "employees"))


def test_it_is_drawn_in_its_colour_and_counted_as_a_withdrawal(open_dashboard: Open, database: Path) -> None:
    app = open_dashboard(database, "summary", "en")
    drawn = {row["emotion_text"]: row for row in chart_rows(app, "chart_summary_emotions_month")}
    assert (drawn["Boredom"]["colour"], drawn["Boredom"]["value"]) == ("#6f7d1c", 0.75)
    source = queries.open_warehouse(database)
    view = view_of(source, queries.Filter(), "en", "month")
    assert "Boredom" in view.emotion_names["withdrawals"]
    told = capital_line(view, source.run)
    assert told and "below bad ones" in told[1]


def test_the_summary_counts_it_as_a_complaint(database: Path) -> None:
    source = queries.open_warehouse(database)
    view = view_of(source, queries.Filter(), "en", "month")
    found = {item.name: item for item in look_items(view, source.run, date(2026, 3, 3))}
    assert {"promoter_with_complaint", "full_marks_with_complaint"} <= set(found)
    for item in found.values():
        assert item.filter is not None and item.filter.complaints == ("yes",)
        for filter in (item.filter, replace(item.filter, emotions=("boredom",))):
            n = source.run("comment_count", filter=filter).to_pylist()[0]["n"]
            assert item.number == EN("look.count", n=n)


def test_the_card_of_a_comment_shows_it(open_dashboard: Open, database: Path) -> None:
    app = open_dashboard(database, "comments", "en", emotions="boredom")
    assert "Boredom" in said(app) and "#6f7d1c" in said(app)


def test_labels_are_in_any_language_of_the_database(database: Path) -> None:
    rows = queries.open_warehouse(database).run("emotion_list").to_pylist()
    assert emotions_of(rows, "ja")["boredom"].label == "退屈"
    assert emotions_of(rows, "ja")["joy"].label == "Joy"
    assert label_in("ja", {"labels": [], "event": "e-1"}, "event") == "e-1"
