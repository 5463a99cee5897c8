"""Ratings: worked out by hand on few rows, and against a plain count of many on several scales."""

import statistics as stats
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from scipy.stats import t

from pipeline.config.settings import SmallNumbers
from queries import Filter, Warehouse, open_warehouse
from tests import sample_databases
from tests.queries.conftest import opened

ALL = Filter()
JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)
STARS, TENS = Filter(channels=("stars",)), Filter(channels=("tens",))


def starred(ratings: list[float], top: int = 5, at: str = "2026-01-05", **fields: Any) -> list[sample_databases.Answer]:
    return [
        sample_databases.Answer(at, f"별 {number}", 0.1, rating=rating, rating_max=top, **fields)
        for number, rating in enumerate(ratings)
    ]


def warehouse_of(folder: Path, answers: list[sample_databases.Answer], least: int = 1) -> Warehouse:
    return open_warehouse(
        sample_databases.build_database(folder / "r.duckdb", answers, small_numbers=SmallNumbers(least, least, 8))
    )


def answered(warehouse: Warehouse, name: str, **params: Any) -> list[dict[str, Any]]:
    return warehouse.run(name, **{"filter": ALL, **params}).to_pylist()


@pytest.fixture(scope="module")
def stars(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """1 5 5 4 5 at delivery in January, 2 4 elsewhere in February, all out of 5."""
    answers = [
        *starred([1, 5, 5, 4, 5], touchpoint="delivery", channel="app"),
        *starred([2, 4], at="2026-02-05", channel="web"),
        sample_databases.Answer("2026-02-06", "별점 없음", 0.1),
    ]
    path = tmp_path_factory.mktemp("stars") / "s.duckdb"
    yield from opened(sample_databases.build_database(path, answers, small_numbers=SmallNumbers(1, 1, 8)))


def test_rating(stars: Warehouse) -> None:
    # 26 / 7 = 3.7143; squares 112, variance (112 - 676 / 7) / 6 = 2.5714; 2.44691 x 1.60357 / sqrt(7) = 1.4831
    whole = {"n": 7, "rating": 3.7143, "low": 2.2312, "high": 5.0, "top": 5, "lowest": 1 / 7, "highest": 3 / 7}
    assert answered(stars, "rating") == [pytest.approx({**whole, "size": "normal"}, abs=1e-3)]


def test_rating_by_period_touchpoint_and_part(stars: Warehouse) -> None:
    months = answered(stars, "rating_by_period", grain="month")
    assert [(row["period"], row["n"], row["rating"], row["top"]) for row in months] == [
        (JANUARY, 5, 4.0, 5),
        (FEBRUARY, 2, 3.0, 5),
    ]
    places = answered(stars, "rating_by_touchpoint")
    assert [(row["touchpoint"], row["n"], row["rating"], row["lowest"], row["highest"]) for row in places] == [
        ("delivery", 5, 4.0, 0.2, 0.6),
        ("", 2, 3.0, 0.0, 0.0),
    ]
    parts = answered(stars, "rating_by_dimension_and_period", grain="month", dimension="channel")
    assert [(row["part"], row["is_other"], row["period"], row["rating"]) for row in parts] == [
        ("app", False, JANUARY, 4.0),
        ("web", False, FEBRUARY, 3.0),
    ]


def test_every_step_of_the_scale_is_counted(stars: Warehouse) -> None:
    found = answered(stars, "rating_score_count")
    assert [(row["rating"], row["n"]) for row in found] == [(1, 1), (2, 1), (3, 0), (4, 2), (5, 3)]
    assert {row["top"] for row in found} == {5}


def test_half_stars_and_nought_are_counted_where_they_are(tmp_path: Path) -> None:
    found = answered(warehouse_of(tmp_path, starred([0, 4.5, 10], top=10)), "rating_score_count")
    assert [row["rating"] for row in found] == [*range(11)], "a nought has a step of its own"
    assert [row["rating"] for row in found if row["n"]] == [0, 4, 10]


def test_rating_comparison(stars: Warehouse) -> None:
    # January 1 5 5 4 5: variance 3, error 0.6; February 2 4: variance 2, error 1. Freedom 1.6^2 / (0.36 / 4 + 1) = 2.35,
    # so t of 2, 4.302653 sqrt(1.6) = 5.4425, more than the scale has: -5 and 5. Needed 7.84888 (3 + 2) / 1 = 39.2: 40 each
    app, web = Filter(channels=("app",)), Filter(channels=("web",))
    [found] = answered(stars, "rating_comparison", filter=app, other=web)
    expected = {"n": 5, "other_n": 2, "value": 4.0, "other_value": 3.0, "difference": 1.0, "top": 5, "size": "normal"}
    expected |= {"is_clear": False, "needed": 35, "other_needed": 38}
    assert found == pytest.approx({**expected, "difference_low": -4.4425, "difference_high": 5.0}, abs=1e-3)


def test_leading_emotions_of_rating_bands(tmp_path: Path) -> None:
    # High from 7 tenths of the scale on, low to 4 tenths
    answers = [
        *starred([5, 4], emotions={"joy": 2}),
        *starred([3], emotions={}),
        *starred([2, 1], emotions={"anger": 2}),
        *starred([7], top=10, emotions={"anger": 1}),
    ]
    warehouse = warehouse_of(tmp_path, answers)
    leading = answered(warehouse, "leading_emotion_by_rating_band")
    assert [(row["rating_band"], row["emotion"], row["n"], row["present"]) for row in leading if row["present"]] == [
        ("high", "joy", 3, 2), ("high", "anger", 3, 1), ("middle", "", 1, 1), ("low", "anger", 2, 2),
    ]  # fmt: skip


def test_rating_driver_list(stars: Warehouse) -> None:
    # All 26 / 7; without delivery 6 / 2 = 3: 26 / 7 - 3 = 0.7143; without the others 20 / 5: 26 / 7 - 4 = -0.2857
    found = answered(stars, "rating_driver_list", about="touchpoint", limit=40)
    assert [(row["theme"], row["n"], row["rating"], row["of_n"]) for row in found] == [
        ("", 2, 3.0, 7), ("delivery", 5, 4.0, 7),
    ]  # fmt: skip
    assert [row["impact"] for row in found] == pytest.approx([-0.285714, 0.714286], abs=1e-5)
    assert [row["deviation"] for row in found] == pytest.approx([stats.stdev([2, 4]), stats.stdev([1, 5, 5, 4, 5])])
    assert found[0]["rest_deviation"] == pytest.approx(found[1]["deviation"])


def test_mixed_scales_are_brought_to_0_to_1(tmp_path: Path) -> None:
    # 3 of 1 to 5 is half way, 10 of 1 to 10 all of it, 25 of 0 to 100 a quarter: mean 0.5833
    answers = [*starred([3], channel="stars"), *starred([10], top=10, channel="tens"), *starred([1], channel="stars")]
    warehouse = warehouse_of(tmp_path, answers)
    [found] = answered(warehouse, "rating")
    assert (found["n"], found["rating"], found["top"]) == (3, pytest.approx(0.5), 1)
    assert (found["lowest"], found["highest"]) == (pytest.approx(1 / 3), pytest.approx(1 / 3))
    [own] = answered(warehouse, "rating", filter=STARS)
    assert (own["rating"], own["top"]) == (2.0, 5), "on its own scale where only one is selected"
    [gap] = answered(warehouse, "rating_comparison", filter=STARS, other=TENS)
    assert (gap["value"], gap["other_value"], gap["top"]) == (0.25, 1.0, 1)
    steps = [(row["rating"], row["n"]) for row in answered(warehouse, "rating_score_count") if row["n"]]
    assert steps == [(0, 1), (0.5, 1), (1, 1)]


def test_many_ratings_come_to_what_a_plain_count_gives(tmp_path: Path) -> None:
    draw = Random(5)
    answers = [
        answer
        for _ in range(300)
        for top in [draw.choice([5, 10])]
        for answer in starred(
            [draw.choice([0, 0.5, *range(1, top + 1)])], top, draw.choice(["2026-01-05", "2026-02-09"]),
            channel="tens" if top == 10 else "stars", touchpoint=draw.choice([None, "payment", "delivery"]),
        )
    ]  # fmt: skip
    warehouse = warehouse_of(tmp_path, answers)

    def part(answer: sample_databases.Answer) -> float:
        assert answer.rating is not None and answer.rating_max is not None
        return min(1.0, max(0.0, (answer.rating - 1) / (answer.rating_max - 1)))

    def expected(values: list[float]) -> dict[str, Any]:
        mean, reach = stats.mean(values), t.ppf(0.975, len(values) - 1) * stats.stdev(values) / len(values) ** 0.5
        return {"n": len(values), "rating": mean, "low": mean - reach, "high": mean + reach}

    def agrees(row: dict[str, Any], values: list[float]) -> None:
        assert {name: row[name] for name in ("n", "rating", "low", "high")} == pytest.approx(expected(values), rel=1e-3)

    agrees(answered(warehouse, "rating")[0], [part(answer) for answer in answers])
    for filter, top in ((STARS, 5), (TENS, 10)):
        agrees(
            answered(warehouse, "rating", filter=filter)[0],
            [a.rating for a in answers if a.rating_max == top],  # type: ignore[misc]
        )
    for row in answered(warehouse, "rating_by_touchpoint"):
        agrees(row, [part(answer) for answer in answers if (answer.touchpoint or "") == row["touchpoint"]])
    for row in answered(warehouse, "rating_by_period", grain="month"):
        agrees(row, [part(answer) for answer in answers if str(answer.at)[:7] == str(row["period"])[:7]])
    whole = answered(warehouse, "rating")[0]["rating"]
    for row in answered(warehouse, "rating_driver_list", about="touchpoint", limit=40):
        rest = [part(answer) for answer in answers if (answer.touchpoint or "") != row["theme"]]
        assert row["impact"] == pytest.approx(whole - stats.mean(rest))


def test_employees_of_two_scales_are_counted_in_whole_blocks(tmp_path: Path) -> None:
    """Twelve on a scale of 5 and twelve on one of 10, taking turns: eight of each may be shown, and no more are."""
    answers = [
        answer
        for number in range(24)
        for answer in starred([3], 5 if number % 2 else 10, f"2026-01-05 10:{number:02}", audience="employee")
    ]
    [found] = answered(warehouse_of(tmp_path, answers), "rating", filter=Filter(audience="employee"))
    assert (found["n"], found["top"]) == (16, 1)
