"""weekly_sum_list on small rows: what counts where, which weeks are whole, floods, and time zones."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from queries import Filter, open_warehouse
from tests.sample_databases import Answer, Clause, build_database

MONDAY = date(2026, 3, 2)


def sums(path: Path, filter: Filter | None = None) -> dict[tuple[str | None, str, date], tuple[int, float, float]]:
    found = open_warehouse(path).run("weekly_sum_list", filter=filter or Filter()).to_pylist()
    return {
        (row["touchpoint"], row["measure"], row["week"]): (row["n"], round(row["total"], 4), round(row["squares"], 4))
        for row in found
    }


@pytest.fixture
def two_weeks(tmp_path: Path) -> Path:
    return build_database(
        tmp_path / "two.duckdb",
        [
            Answer("2026-03-02 00:00", "배송이 늦어 화나요", -0.5, {"anger": 2}, nps=3, touchpoint="delivery"),
            Answer(
                "2026-03-08 23:59:59", "빨라요", 0.5, {"joy": 1}, nps=10, rating=5, rating_max=5, touchpoint="delivery"
            ),
            Answer(
                "2026-03-09 00:00",
                "배송은 늦고 결제는 좋아요",
                -0.1,
                {"anger": 1, "joy": 1},
                mentions=(Clause(7, "delivery", -0.8, {"anger": 1}), Clause(7, "payment", 0.6, {"joy": 1})),
            ),
            Answer("2026-03-09 10:00", None, nps=8, touchpoint="payment"),
            Answer("2026-03-18", "이번 주는 아직 끝나지 않았어요", 0.0, touchpoint="payment"),
        ],
    )


def test_what_counts_at_each_touchpoint(two_weeks: Path) -> None:
    found, second = sums(two_weeks), MONDAY + timedelta(days=7)
    assert found["delivery", "anger", MONDAY] == (2, 1, 1)
    assert found["delivery", "tone", MONDAY] == (2, 0, 0.5)
    assert found["delivery", "nps", MONDAY] == (2, 0, 20_000), "a detractor and a promoter"
    assert found["delivery", "rating", MONDAY] == (1, 1, 1)
    assert found["delivery", "tone", second] == (1, -0.8, 0.64), "of what is said there"
    assert found["payment", "anger", second] == (1, 0, 0)
    assert found["payment", "nps", second] == (1, 0, 0), "a passive"
    assert found[None, "anger", second] == (1, 1, 1), "a comment counts once in the whole"
    assert found[None, "tone", second] == (1, -0.1, 0.01)


def test_a_week_that_is_not_over_does_not_count(two_weeks: Path) -> None:
    assert {week for _, _, week in sums(two_weeks)} == {MONDAY, MONDAY + timedelta(days=7)}
    earlier = sums(two_weeks, Filter(date_until=date(2026, 3, 15)))
    assert {week for _, _, week in earlier} == {MONDAY}, "as it was on the Saturday"
    assert len(sums(two_weeks, Filter(date_until=date(2026, 3, 16)))) == len(sums(two_weeks))


def test_weeks_are_those_of_the_wall_clock_where_the_data_are_from(two_weeks: Path) -> None:
    """answered_at is local time: Sunday's last second and Monday's first minute are different weeks."""
    found = sums(two_weeks)
    assert found[None, "tone", MONDAY][0] == 2
    assert found[None, "tone", MONDAY + timedelta(days=7)][0] == 1


def test_a_flood_counts_once(tmp_path: Path) -> None:
    flood = [Answer("2026-03-03", "this app is broken again", -0.9, {"anger": 3}) for _ in range(40)]
    calm = [Answer("2026-03-04", f"nice {number}", 0.5, {"joy": 1}) for number in range(10)]
    path = build_database(tmp_path / "flood.duckdb", [*flood, *calm, Answer("2026-03-15", "later", 0.1)])
    assert sums(path)[None, "anger", MONDAY] == (11, 1, 1)


def test_stray_late_dates_do_not_move_the_weeks(tmp_path: Path) -> None:
    usual = [Answer(f"2026-03-{day:02}", f"ok {day}", 0.1) for day in range(2, 23)] * 2
    path = build_database(tmp_path / "stray.duckdb", [*usual, Answer("2062-03-02", "later", 0.1)])
    assert max(week for _, _, week in sums(path)) == date(2026, 3, 16)


def test_nothing_dated(tmp_path: Path) -> None:
    assert sums(build_database(tmp_path / "undated.duckdb", [Answer(None, "좋아요", 0.5)])) == {}
