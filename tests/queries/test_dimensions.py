"""Parts of a dimension over time, rolling periods, and two audiences at one touchpoint: rows worked out by hand."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config.settings import SmallNumbers
from queries import Filter, Warehouse, open_warehouse
from tests import sample_databases
from tests.queries.conftest import Rows
from tests.queries.random_filters import sensible_filters

ALL = Filter()
JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)
DIMENSIONS = ("touchpoint", "channel", "segment", "product", "language")


def test_nps_by_dimension_and_period(open_rows: Rows) -> None:
    # new: January 10 3; loyal: January 9 8; none: January 10 7, February 6 0 9 (the undated 10 is in no period)
    found = open_rows("nps_by_dimension_and_period", filter=ALL, grain="month", dimension="segment")
    assert [(row["part"], row["period"], row["n"], row["nps"]) for row in found] == [
        ("loyal", JANUARY, 2, 50.0),
        ("new", JANUARY, 2, 0.0),
        ("", JANUARY, 2, 50.0),
        ("", FEBRUARY, 3, pytest.approx(-100 / 3)),
    ]
    assert [row["is_complete"] for row in found] == [True, True, True, False]
    assert not any(row["is_other"] for row in found)


def test_tone_by_dimension_and_period(open_rows: Rows) -> None:
    # en: 0.6 -0.4 in January, 1.0 in February; mixed: 0.5; ko: 0.8 -0.6 0.4 -0.8, then 0.2 -1.0 -0.2
    found = open_rows("tone_by_dimension_and_period", filter=ALL, grain="month", dimension="language")
    assert [(row["part"], row["period"], row["n"], row["tone"]) for row in found] == [
        ("en", JANUARY, 2, pytest.approx(0.1)),
        ("en", FEBRUARY, None, None),
        ("ko", JANUARY, 4, pytest.approx(-0.05)),
        ("ko", FEBRUARY, 3, pytest.approx(-1 / 3)),
        ("mixed", FEBRUARY, None, None),
    ]


def test_emotion_share_by_dimension_and_period(open_rows: Rows) -> None:
    # app: January ids 1 2, February 5 6 9 10; web: January 3 4 7 8; none: February 11. Anger in 4 and 6
    params = {"filter": ALL, "grain": "month", "dimension": "channel", "emotion": "anger"}
    found = open_rows("emotion_share_by_dimension_and_period", **params)
    assert [(row["part"], row["period"], row["n"], row["present"], row["share"]) for row in found] == [
        ("app", JANUARY, 2, 0, 0.0),
        ("app", FEBRUARY, 4, 1, 0.25),
        ("web", JANUARY, 4, 1, 0.25),
        ("", FEBRUARY, None, None, None),
    ]


def scores(products: int, times: int = 1) -> list[sample_databases.Answer]:
    return [
        sample_databases.Answer("2026-01-05", "글", 0.5, {"joy": 1}, nps=9, product=f"p{number:02}")
        for number in range(products)
        for _ in range(times * (products - number))
    ]


@pytest.mark.parametrize(("name", "more"), [("nps", {}), ("tone", {}), ("emotion_share", {"emotion": "joy"})])
def test_the_twelve_largest_parts_and_the_others(tmp_path: Path, name: str, more: dict[str, Any]) -> None:
    path = sample_databases.build_database(tmp_path / "many.duckdb", scores(15), small_numbers=SmallNumbers(1, 1, 1))
    params = {"filter": ALL, "grain": "month", "dimension": "product", **more}
    found = open_warehouse(path).run(f"{name}_by_dimension_and_period", **params).to_pylist()
    assert [(row["part"], row["is_other"], row["n"]) for row in found] == [
        *((f"p{number:02}", False, 15 - number) for number in range(12)),
        ("", True, 3 + 2 + 1),
    ]


@settings(max_examples=8)
@given(chosen=sensible_filters, dimension=st.sampled_from(DIMENSIONS), grain=st.sampled_from(["week", "rolling"]))
def test_parts_add_up_to_the_whole(open_crowd: Warehouse, chosen: Filter, dimension: str, grain: str) -> None:
    for name, more in (("nps", {}), ("tone", {}), ("emotion_share", {"emotion": "joy"})):
        parts = open_crowd.run(
            f"{name}_by_dimension_and_period", filter=chosen, grain=grain, dimension=dimension, **more
        )
        whole = open_crowd.run(f"{name}_by_period", filter=chosen, grain=grain).to_pylist()
        counted: dict[date, int] = {}
        for row in parts.to_pylist():
            counted[row["period"]] = counted.get(row["period"], 0) + row["n"]
        assert counted == {row["period"]: row["n"] for row in whole if row["n"]}


def test_rolling_periods_are_four_whole_weeks(tmp_path: Path) -> None:
    # one answer a day from Wednesday 2026-01-07 to Tuesday 2026-02-17: windows begin on Mondays from 01-12 on, and end
    # with a week that has begun: the last one, begun on 01-26, ends on 02-22 and lacks five days.
    first = date(2026, 1, 7)
    daily = [
        sample_databases.Answer((first + timedelta(days=day)).isoformat(), "글", 0.5, {"joy": 1}, nps=9)
        for day in range(42)
    ]
    source = open_warehouse(sample_databases.build_database(tmp_path / "daily.duckdb", daily))
    expected = [
        (date(2026, 1, 12), True, 28),
        (date(2026, 1, 19), True, 28),
        (date(2026, 1, 26), False, 23),
    ]
    for name in ("nps_by_period", "tone_by_period"):
        found = source.run(name, filter=ALL, grain="rolling").to_pylist()
        assert [(row["period"], row["is_complete"], row["n"]) for row in found] == expected
    later = Filter(date_from=date(2026, 1, 14))
    found = source.run("tone_by_period", filter=later, grain="rolling").to_pylist()
    assert [row["period"] for row in found] == [date(2026, 1, 19), date(2026, 1, 26)]


def test_a_rolling_period_is_what_a_filter_on_its_days_selects(open_crowd: Warehouse) -> None:
    for row in open_crowd.run("tone_by_period", filter=ALL, grain="rolling").to_pylist()[::9]:
        days = Filter(date_from=row["period"], date_until=row["period"] + timedelta(days=28))
        [alone] = open_crowd.run("tone", filter=days).to_pylist()
        assert (row["n"], row["tone"]) == (alone["n"], pytest.approx(alone["tone"]))


def test_tone_comparison_by_touchpoint(rows: Rows) -> None:
    # payment: employees -0.5 x 4, 0.5 x 4: mean 0, variance 2 / 7; customers as in tone_comparison: mean -1 / 6,
    # variance 0.534667. Errors 0.0357143 and 0.0891111, freedom 0.1248254^2 / (0.0357143^2 / 7 + 0.0891111^2 / 5)
    # = 8.818, t = 2.2694, half-width 2.2694 x 0.353306 = 0.80179
    found = rows("tone_comparison_by_touchpoint", filter=Filter(audience="employee"), other=ALL)
    assert [(row["touchpoint"], row["n"], row["other_n"], row["size"]) for row in found] == [
        ("payment", 8, 6, "few"),
        ("delivery", None, 5, "hidden"),
        ("support", None, None, "hidden"),
    ]
    assert found[0]["difference"] == pytest.approx(1 / 6, abs=1e-6)
    assert found[0]["difference_high"] - found[0]["difference"] == pytest.approx(0.80179, abs=1e-3)
    assert (found[1]["value"], found[1]["other_value"]) == (None, pytest.approx(0.3))
