"""The period of a summary and what it is compared with, what needs a look, and the key figures of a digest."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import queries
from pipeline.config.settings import SmallNumbers
from tests import sample_databases
from tests.views.files.changed_quarters import CHANGED, _year
from views.commands.report import view_of
from views.files.attention import look_items
from views.files.summary import with_period
from views.files.summary_figures import key_figures
from views.words.korean_particles import subject
from views.words.labels import View


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> queries.Warehouse:
    """The warehouse of CHANGED."""
    return queries.open_warehouse(
        sample_databases.build_database(tmp_path_factory.mktemp("c") / "changed.duckdb", CHANGED)
    )


def _view(source: queries.Warehouse, span: str = "90", **limits: object) -> View:
    return with_period(view_of(source, queries.Filter(**limits), "ko", "month"), span)  # type: ignore[arg-type]


def test_the_period_is_the_last_days_and_the_former_as_long(source: queries.Warehouse) -> None:
    view = _view(source)
    assert (view.filter.date_from, view.filter.date_until) == (date(2026, 3, 13), date(2026, 6, 11))
    assert view.former is not None and view.comparison is not None
    assert (view.former.date_from, view.former.date_until) == (date(2025, 12, 13), date(2026, 3, 13))
    assert (view.comparison.name, view.comparison.former_name) == ("최근 90일", "그 전 90일")


def test_dates_of_the_filter_come_before_the_span(source: queries.Warehouse) -> None:
    view = _view(source, "365", date_from=date(2026, 6, 1), date_until=date(2026, 6, 11))
    assert view.filter.date_from == date(2026, 6, 1)
    assert view.former is not None and view.former.date_from == date(2026, 5, 22)
    assert with_period(view, "28") == view, "what has its period keeps it"
    assert _view(source, date_from=date(2026, 6, 1)).filter.date_until == date(2026, 6, 11)


def test_without_data_before_there_is_nothing_to_compare(source: queries.Warehouse) -> None:
    assert _view(source, "365").former is None and _view(source, "all").former is None
    figures = key_figures(_view(source, "365"), None, source.run)
    assert {figure.verdict for figure in figures} == {"none"}


def test_figures_have_the_difference_of_what_is_printed(source: queries.Warehouse) -> None:
    view = _view(source)
    nps = key_figures(view, view.former, source.run)[0]
    assert (nps.name, nps.value, nps.verdict) == ("nps", "−100", "clear")
    assert "+100" in nps.change and "−200" in nps.change


def test_what_needs_a_look(source: queries.Warehouse) -> None:
    """Sixteen of the forty detractors name no negative emotion; the data are ten days old, then twenty."""
    view = _view(source)
    found = [(item.name, item.number) for item in look_items(view, source.run, date(2026, 6, 20))]
    assert found == [("quiet_detractor", "16건")]
    old = list(look_items(view, source.run, date(2026, 6, 30)))
    assert [item.name for item in old] == ["quiet_detractor", "stale"] and old[-1].number == "20일"


def test_small_groups_stay_hidden(tmp_path: Path) -> None:
    path = sample_databases.build_database(tmp_path / "few.duckdb", _year("2026-06-10", 1, 9, 4))
    source = queries.open_warehouse(path)
    assert [figure.value for figure in key_figures(_view(source), None, source.run)] == ["숨김"] * 2


def test_employees_have_their_own_threshold(tmp_path: Path) -> None:
    staff = [replace(answer, audience="employee") for answer in _year("2026-06-10", 1, 9, 7)]
    path = sample_databases.build_database(tmp_path / "staff.duckdb", staff, small_numbers=SmallNumbers())
    source = queries.open_warehouse(path)
    view = _view(source, audience="employee")
    assert [figure.value for figure in key_figures(view, None, source.run)] == ["숨김"], "not even NPS is told of"


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
