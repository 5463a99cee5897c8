"""Two selections compared: against published figures, numbers worked out by hand, and what must hold for any data."""

import itertools
import statistics as stats
from dataclasses import replace
from datetime import date
from math import ceil
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from scipy.stats import t

from pipeline.config.settings import SmallNumbers
from queries import Filter, Warehouse, open_warehouse
from tests import sample_databases
from tests.queries.conftest import Rows
from tests.queries.random_filters import sensible_filters

NAMES = ("nps_comparison", "tone_comparison", "emotion_share_comparison")
JANUARY, FEBRUARY = Filter(date_until=date(2026, 2, 1)), Filter(date_from=date(2026, 2, 1))
PAYMENT, DELIVERY = Filter(touchpoints=("payment",)), Filter(touchpoints=("delivery",))

# Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10: k / n, other k / other n, 95 % interval.
PUBLISHED = (
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (0, 10, 0, 10, -0.2775, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0000),
    (10, 10, 0, 10, 0.6075, 1.0000),
)


def joyful(k: int, n: int, segment: str) -> list[sample_databases.Answer]:
    return [
        sample_databases.Answer("2026-01-05", "글", 0.0, {"joy": 1} if i < k else {}, segment=segment) for i in range(n)
    ]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A warehouse whose segments a0, b0, a1 ... are the pairs of groups of PUBLISHED."""
    groups = [
        answer
        for number, (k, n, other_k, other_n, _, _) in enumerate(PUBLISHED)
        for answer in (*joyful(k, n, f"a{number}"), *joyful(other_k, other_n, f"b{number}"))
    ]
    return open_warehouse(sample_databases.build_database(tmp_path_factory.mktemp("published") / "p.duckdb", groups))


@pytest.mark.parametrize("number", range(len(PUBLISHED)))
def test_shares_have_newcombes_published_intervals(published: Warehouse, number: int) -> None:
    k, n, other_k, other_n, low, high = PUBLISHED[number]
    groups = {"filter": Filter(segments=(f"a{number}",)), "other": Filter(segments=(f"b{number}",))}
    found = published.run("emotion_share_comparison", **groups).to_pylist()[0]
    assert (found["emotion"], found["n"], found["other_n"]) == ("joy", n, other_n)
    assert (found["value"], found["other_value"]) == pytest.approx((k / n, other_k / other_n))
    assert (found["difference_low"], found["difference_high"]) == pytest.approx((low, high), abs=5.1e-5)
    assert found["is_clear"] == (low > 0 or high < 0)


def test_answers_needed_for_a_share(tmp_path: Path) -> None:
    # 50 % against 60 %: 7.84888 (0.25 + 0.24) / 0.01 = 384.6, so 385 in each group
    answers = [*joyful(50, 100, "a"), *joyful(24, 40, "b")]
    source = open_warehouse(sample_databases.build_database(tmp_path / "needed.duckdb", answers))
    groups = {"filter": Filter(segments=("a",)), "other": Filter(segments=("b",))}
    found = source.run("emotion_share_comparison", **groups).to_pylist()
    assert (found[0]["is_clear"], found[0]["needed"], found[0]["other_needed"]) == (False, 285, 345)
    assert (found[1]["difference"], found[1]["needed"]) == (0, None), "no number of answers shows no difference"


def test_nps_comparison(open_rows: Rows) -> None:
    # January 10 9 8 3 10 7 against February 6 0 9. Variances of one answer with the three imaginary ones
    # 10000 (3 + 1 + 1.5 - 4 / 9) / 9 = 5617.28 and 10000 (1 + 2 + 1.5 - 1 / 6) / 6 = 7222.22;
    # 1.96 sqrt(5617.28 / 9 + 7222.22 / 6) = 83.7966; needed 7.84888 x 12839.5 / 66.6667^2 = 22.7, so 23 each
    expected = {"n": 6, "other_n": 3, "value": 33.3333, "other_value": -33.3333, "difference": 66.6667}
    interval = {"difference_low": -17.1299, "difference_high": 150.4632, "is_clear": False}
    expected |= interval | {"needed": 17, "other_needed": 20, "size": "few"}
    found = open_rows("nps_comparison", filter=JANUARY, other=FEBRUARY)
    assert found == [pytest.approx(expected, abs=1e-3)]


def test_tone_comparison(rows: Rows) -> None:
    # payment .8 -.6 .4 -.8 .2 -1: mean -1 / 6, variance 0.534667; delivery .6 -.4 -.2 .5 1: mean 0.3, variance 0.34.
    # Errors 0.0891111 and 0.068, freedom 0.1571111^2 / (0.0891111^2 / 5 + 0.068^2 / 4) = 8.995, t = 2.2622,
    # half-width 2.2622 x 0.396373 = 0.89668; needed 7.84888 x 0.874667 / 0.466667^2 = 31.5, so 32 each
    expected = {"n": 6, "other_n": 5, "value": -0.166667, "other_value": 0.3, "difference": -0.466667}
    interval = {"difference_low": -1.36335, "difference_high": 0.43001, "is_clear": False}
    expected |= interval | {"needed": 26, "other_needed": 27, "size": "few"}
    assert rows("tone_comparison", filter=PAYMENT, other=DELIVERY) == [pytest.approx(expected, abs=1e-4)]


def test_a_hidden_group_hides_the_difference_but_not_the_other_group(rows: Rows) -> None:
    [found] = rows("nps_comparison", filter=JANUARY, other=FEBRUARY)
    assert (found["n"], found["other_n"], found["size"]) == (6, None, "hidden")
    assert found["value"] == pytest.approx(33.3333, abs=1e-3)
    hidden = ("other_value", "difference", "difference_low", "difference_high", "is_clear", "needed", "other_needed")
    assert {found[name] for name in hidden} == {None}


def test_an_employees_group_keeps_its_stricter_rule(rows: Rows) -> None:
    staff = Filter(audience="employee")
    [found] = rows("tone_comparison", filter=staff, other=Filter())
    assert (found["n"], found["other_n"], found["size"], found["value"]) == (8, 12, "few", 0.0)
    [found] = rows("tone_comparison", filter=replace(staff, date_until=date(2026, 2, 1)), other=Filter())
    assert (found["n"], found["value"], found["other_n"], found["size"]) == (None, None, 12, "hidden")


def test_groups_without_spread_differ_clearly(tmp_path: Path) -> None:
    answers = [
        sample_databases.Answer("2026-01-05", "글", tone, segment=segment)
        for segment, tone in (("a", 0.5), ("b", -0.5)) * 6
    ]
    source = open_warehouse(sample_databases.build_database(tmp_path / "flat.duckdb", answers))
    [found] = source.run("tone_comparison", filter=Filter(segments=("a",)), other=Filter(segments=("b",))).to_pylist()
    assert (found["difference_low"], found["difference"], found["difference_high"]) == (1, 1, 1)
    assert (found["is_clear"], found["needed"]) == (True, None)


def test_one_answer_has_a_difference_but_no_interval(tmp_path: Path) -> None:
    answers = [
        sample_databases.Answer("2026-01-05", "글", tone, segment=name)
        for name, tone in (("a", 0.5), ("b", 0.1), ("b", 0))
    ]
    small = SmallNumbers(1, 1, 1)
    source = open_warehouse(sample_databases.build_database(tmp_path / "one.duckdb", answers, small_numbers=small))
    [found] = source.run("tone_comparison", filter=Filter(segments=("a",)), other=Filter(segments=("b",))).to_pylist()
    assert found["difference"] == pytest.approx(0.45)
    assert (found["difference_low"], found["difference_high"], found["is_clear"]) == (None, None, False)


def test_tones_have_welchs_interval(tmp_path: Path) -> None:
    draw = Random(3)
    groups = [[round(draw.uniform(-1, 1), 2) for _ in range(draw.randint(2, 12))] for _ in range(12)]
    answers = [
        sample_databases.Answer("2026-01-05", "글", tone, segment=str(number))
        for number, tones in enumerate(groups)
        for tone in tones
    ]
    path = sample_databases.build_database(tmp_path / "welch.duckdb", answers, small_numbers=SmallNumbers(1, 1, 1))
    source = open_warehouse(path)
    for number, (one, other) in enumerate(itertools.pairwise(groups)):
        pair = (Filter(segments=(str(number),)), Filter(segments=(str(number + 1),)))
        [found] = figures(source, "tone_comparison", *pair)
        errors = [stats.variance(group) / len(group) for group in (one, other)]
        freedom = sum(errors) ** 2 / (errors[0] ** 2 / (len(one) - 1) + errors[1] ** 2 / (len(other) - 1))
        half = t.ppf(0.975, freedom if freedom > 4 else int(freedom)) * sum(errors) ** 0.5
        difference = stats.mean(one) - stats.mean(other)
        expected = (max(-2, difference - half), min(2, difference + half))
        assert (found["difference_low"], found["difference_high"]) == pytest.approx(expected, rel=1e-3, abs=1e-4)


def figures(source: Warehouse, name: str, filter: Filter, other: Filter) -> list[dict[str, Any]]:
    return source.run(name, filter=filter, other=other).to_pylist()


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=8)
@given(mine=sensible_filters, theirs=sensible_filters)
def test_what_must_hold_for_any_two_groups(crowd: Warehouse, name: str, mine: Filter, theirs: Filter) -> None:
    turned = figures(crowd, name, theirs, mine)
    for row, back in zip(figures(crowd, name, mine, theirs), turned, strict=True):
        assert (row["n"], row["value"], row["size"]) == (back["other_n"], back["other_value"], back["size"])
        if row["size"] == "hidden":
            continue
        assert row["difference"] == pytest.approx(row["value"] - row["other_value"])
        assert row["difference"] == pytest.approx(-back["difference"])
        assert (row["difference_low"], row["difference_high"]) == pytest.approx(
            (-back["difference_high"], -back["difference_low"])
        )
        assert row["difference_low"] - 1e-9 <= row["difference"] <= row["difference_high"] + 1e-9
        assert row["is_clear"] == back["is_clear"] == (row["difference_low"] > 0 or row["difference_high"] < 0)
        if row["is_clear"]:
            assert row["needed"] is None and row["other_needed"] is None
        elif abs(row["difference"]) > 1e-9:
            assert row["needed"] >= 0 and row["needed"] + row["other_needed"] > 0
            assert (row["needed"], row["other_needed"]) == (back["other_needed"], back["needed"])


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=4)
@given(chosen=sensible_filters)
def test_a_group_does_not_differ_from_itself(crowd: Warehouse, name: str, chosen: Filter) -> None:
    for row in figures(crowd, name, chosen, chosen):
        assert row["size"] == "hidden" or (row["difference"], row["is_clear"], row["needed"]) == (0, False, None)


@settings(max_examples=4)
@given(chosen=sensible_filters)
def test_the_figures_of_one_group_are_those_of_its_own_query(open_crowd: Warehouse, chosen: Filter) -> None:
    for name in ("nps", "tone"):
        [alone] = open_crowd.run(name, filter=chosen).to_pylist()
        [row] = figures(open_crowd, f"{name}_comparison", chosen, Filter())
        assert row["n"] == alone["n"] and row["value"] == pytest.approx(alone[name])
    shares = open_crowd.run("emotion_share", filter=chosen).to_pylist()
    compared = figures(open_crowd, "emotion_share_comparison", chosen, Filter())
    assert [row["value"] for row in compared] == [row["share"] for row in shares]


def test_needed_answers_make_a_difference_clear(tmp_path: Path) -> None:
    """With as many answers as asked for the same shares differ clearly."""

    def build(times: int) -> Warehouse:
        groups = [*joyful(5 * times, 10 * times, "a"), *joyful(7 * times, 10 * times, "b")]
        return open_warehouse(sample_databases.build_database(tmp_path / f"{times}.duckdb", groups))

    pair = (Filter(segments=("a",)), Filter(segments=("b",)))
    row = figures(build(1), NAMES[2], *pair)[0]
    assert not row["is_clear"]
    assert figures(build(ceil((10 + row["needed"]) / 10)), NAMES[2], *pair)[0]["is_clear"]


def test_overlap(rows: Rows) -> None:
    # payment has ids 1 to 6, January 1 to 4 of them
    assert rows("overlap_count", filter=PAYMENT, other=JANUARY) == [
        {"n": 6, "other_n": 8, "shared": None, "size": "few"},
    ], "four are too few to be counted"
    assert rows("overlap_count", filter=PAYMENT, other=PAYMENT)[0]["shared"] == 6
    assert rows("overlap_count", filter=PAYMENT, other=DELIVERY)[0]["shared"] == 0


def test_overlaps_of_employees_do_not_single_any_out(rows: Rows) -> None:
    staff = Filter(audience="employee")
    assert rows("overlap_count", filter=staff, other=staff)[0]["shared"] == 8
    assert rows("overlap_count", filter=staff, other=Filter())[0]["shared"] == 0
    assert rows("overlap_count", filter=staff, other=replace(staff, nps_bands=("detractor",)))[0]["shared"] is None


def test_both_filters_are_checked(tiny: Warehouse) -> None:
    with pytest.raises(ValueError, match="other is of the wrong type"):
        tiny.run("nps_comparison", filter=Filter(), other="payment")
