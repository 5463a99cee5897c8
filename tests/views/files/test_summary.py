"""The summary's numbers and sentences, without a screen."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import queries
from pipeline.config.settings import SmallNumbers
from tests import sample_databases
from tests.views.files.changed_quarters import CHANGED, _year
from views.commands.report import view_of
from views.files import summary
from views.words.korean_particles import subject


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> queries.Warehouse:
    """The warehouse of CHANGED."""
    return queries.open_warehouse(
        sample_databases.build_database(tmp_path_factory.mktemp("c") / "changed.duckdb", CHANGED)
    )


def _made(source: queries.Warehouse, language: str = "ko", span: str = "90", **limits: object) -> summary.Summary:
    view = view_of(source, queries.Filter(**limits), language, "month")
    return summary.summarise(view, span, source.run, date(2026, 6, 20))


def test_the_period_is_the_last_days_and_the_former_as_long(source: queries.Warehouse) -> None:
    view, former = summary.narrowed(view_of(source, queries.Filter(), "ko", "month"), "90")
    assert (view.filter.date_from, view.filter.date_until) == (date(2026, 3, 13), date(2026, 6, 11))
    assert former is not None
    assert (former.date_from, former.date_until) == (date(2025, 12, 13), date(2026, 3, 13))


def test_dates_of_the_filter_come_before_the_span(source: queries.Warehouse) -> None:
    chosen = queries.Filter(date_from=date(2026, 6, 1), date_until=date(2026, 6, 11))
    view, former = summary.narrowed(view_of(source, chosen, "ko", "month"), "365")
    assert view.filter == chosen
    assert former is not None and former.date_from == date(2026, 5, 22)


def test_without_data_before_there_is_nothing_to_compare(source: queries.Warehouse) -> None:
    made = _made(source, span="365")
    assert {figure.verdict for figure in made.figures} == {"none"}
    assert made.changes == () and "없습니다" in made.changes_note
    assert summary.narrowed(view_of(source, queries.Filter(), "ko", "month"), "all")[1] is None


def test_figures_and_the_clearest_change(source: queries.Warehouse) -> None:
    made = _made(source)
    nps = made.figures[0]
    assert (nps.name, nps.value, nps.verdict) == ("nps", "−100", "clear")
    assert "+100" in nps.change and "−200" in nps.change
    texts = [told.text for told in made.changes]
    assert "전체 의견에서 불안이 10.0%에서 60.0%로 늘었습니다 (n\u00a0=\u00a040\u00a0→\u00a040)" in texts
    english = [told.text for told in _made(source, "en").changes]
    assert "Trust in all comments fell from 90.0% to 40.0% (n\u00a0=\u00a040\u00a0→\u00a040)" in english


def test_the_rows_behind_a_change_are_those_of_its_numerator(source: queries.Warehouse) -> None:
    made = _made(source)
    (anxiety,) = [told for told in made.changes if told.name == "anxiety"]
    assert anxiety.filter is not None
    assert source.run("comment_count", filter=anxiety.filter).to_pylist() == [{"n": 24}]


def test_what_needs_a_look(source: queries.Warehouse) -> None:
    """Sixteen of the forty detractors name no negative emotion; the data are ten days old, then twenty."""
    made = _made(source)
    assert [(told.name, told.n) for told in made.attention] == [("quiet_detractor", 16)]
    view = view_of(source, queries.Filter(), "ko", "month")
    old = summary.summarise(view, "90", source.run, date(2026, 6, 30)).attention
    assert [told.name for told in old] == ["quiet_detractor", "stale"]
    assert "20일 전" in old[-1].text


def test_the_quotes_are_those_of_the_query(source: queries.Warehouse) -> None:
    made = _made(source)
    expected = source.run("quote_list", filter=made.view.filter).to_pylist()
    assert [row["feedback_id"] for row in made.quotes] == [row["feedback_id"] for row in expected] != []


def test_small_groups_stay_hidden(tmp_path: Path) -> None:
    path = sample_databases.build_database(tmp_path / "few.duckdb", _year("2026-06-10", 1, 9, 4))
    made = _made(queries.open_warehouse(path))
    assert [figure.value for figure in made.figures] == ["숨김"] * 3
    assert made.charts == () and made.quotes == ()


def test_employees_have_their_own_threshold(tmp_path: Path) -> None:
    staff = [replace(answer, audience="employee") for answer in _year("2026-06-10", 1, 9, 7)]
    path = sample_databases.build_database(tmp_path / "staff.duckdb", staff, small_numbers=SmallNumbers())
    made = _made(queries.open_warehouse(path), audience="employee")
    assert [figure.value for figure in made.figures] == ["숨김"] * 2, "not even whether they gave an NPS answer is told"
    assert made.quotes == ()


@pytest.mark.parametrize(
    ("word", "with_particle"),
    [
        ("불안", "불안이"),
        ("분노", "분노가"),
        ("joy", "joy이(가)"),
        ("", "이(가)"),
        ("별점(0–1)", "별점(0–1)이"),
        ("NPS", "NPS가"),
        ("CRM", "CRM이"),
    ],
)
def test_particles(word: str, with_particle: str) -> None:
    assert subject(word) == with_particle
