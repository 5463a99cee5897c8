"""Those who may not read comments ask of customers in groups: what two questions differ by is nobody or enough people."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config.settings import SmallNumbers
from pipeline.emotions import EMOTION_CODES
from queries import QUERIES, Filter, FilterRefused, Query, Warehouse, open_warehouse
from queries.filter import FILTER_FIELDS
from tests import sample_databases
from tests.queries.random_filters import any_of, maybe
from tests.queries.test_difference import asked, bases, clauses
from tests.queries.test_selections import selected
from views.access.roles import EXECUTIVE, LEAST_ROLE

LEAST = 5
ASKED = [query for query in QUERIES.values() if "filter" in query.params and LEAST_ROLE.get(query.name) == EXECUTIVE]
VALUES = {
    "touchpoints": ("payment", "delivery", "use"),
    "channels": ("app", "web"),
    "products": ("A", "B", "C"),
    "segments": ("usual", "VVIP", "loyal"),
    "languages": ("ko", "en"),
    "questions": ("왜", "무엇이"),
}

group_filters = st.builds(
    Filter,
    date_from=maybe(st.dates(date(2025, 1, 1), date(2025, 12, 31))),
    date_until=maybe(st.dates(date(2025, 1, 1), date(2026, 1, 1))),
    **{name: any_of(*values, "") for name, values in VALUES.items()},
)
"""Filters that those may use who may not read comments."""


def customers(size: int = 1200, seed: int = 3) -> list[sample_databases.Answer]:
    """Answers over 2025, of which one is of a VVIP, and few are of product C."""
    draw, start = Random(seed), datetime(2025, 1, 1)
    return [
        sample_databases.Answer(
            at=None if draw.random() < 0.04 else (start + timedelta(hours=7 * place)).isoformat(),
            text=f"답 {place}" if (is_scored := draw.random() < 0.9) else None,
            tone=round(draw.uniform(-1, 1), 2) if is_scored else None,
            emotions={draw.choice(EMOTION_CODES[:3]): 2} if is_scored and draw.random() < 0.9 else {},
            nps=draw.choice([None, 2, 8, 9, 10, 10]),
            rating=draw.choice([None, 5, 5, 1]),
            rating_max=5,
            touchpoint=draw.choice([None, "payment", "delivery", "delivery"]),
            channel=draw.choice([None, "app", "app", "web"]),
            product=draw.choices(["A", "B", "C"], [60, 38, 2])[0],
            segment="VVIP" if place == 200 else draw.choice(["usual", "usual", "loyal"]),
            language=draw.choice(["ko", "ko", "ko", "en"]),
            question=draw.choice([None] * 8 + ["왜", "무엇이"]),
            consent_quote=draw.random() < 0.3,
            mentions=clauses(draw) if is_scored and draw.random() < 0.8 else (),
        )
        for place in range(size)
    ]


def asked_without_reading(path: Path) -> Warehouse:
    return open_warehouse(path, reads_comments=False)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    staff = [replace(item, audience="employee", segment="staff") for item in customers(60, 5)]
    return sample_databases.build_database(tmp_path_factory.mktemp("groups") / "x.duckdb", [*customers(), *staff])


@pytest.fixture(scope="module")
def groups(database: Path) -> Iterator[Warehouse]:
    """The file as an executive asks it."""
    warehouse = asked_without_reading(database)
    yield warehouse
    del warehouse._connection


def chosen(warehouse: Warehouse, filter: Filter) -> frozenset[int]:
    return frozenset(selected(warehouse, filter))


def rows(warehouse: Warehouse, name: str, **params: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = warehouse.run(name, **params).to_pylist()
    return found


@settings(max_examples=60)
@given(first=group_filters, second=group_filters)
def test_what_two_selections_differ_by_is_nobody_or_enough(groups: Warehouse, first: Filter, second: Filter) -> None:
    one, other = chosen(groups, first), chosen(groups, second)
    for found in (one, other, one - other, other - one, one & other):
        assert len(found) % LEAST == 0


@settings(max_examples=60)
@given(filter=group_filters, query=st.sampled_from(ASKED), grain=st.sampled_from(["day", "week", "month"]))
def test_every_figure_is_over_whole_groups(groups: Warehouse, filter: Filter, query: Query, grain: str) -> None:
    found = asked(groups, query, filter, grain, other=Filter(touchpoints=("delivery",)))
    if query.name in ("nps_score_count", "rating_score_count"):
        assert sum(row["n"] or 0 for row in found) % LEAST == 0
    elif query.name != "coverage":
        assert {n % LEAST for n in bases(query, found)} <= {0}


@pytest.mark.parametrize("query", ASKED, ids=[query.name for query in ASKED])
def test_every_figure_is_over_whole_groups_unfiltered(groups: Warehouse, query: Query) -> None:
    found = asked(groups, query, Filter(), other=Filter())
    if query.name in ("nps_score_count", "rating_score_count"):
        assert max(row["n"] for row in found) > LEAST and sum(row["n"] for row in found) % LEAST == 0
    elif query.name == "expression_quote_list":
        assert not found, "nobody here expresses a wish"
    else:
        assert (bases(query, found) and {n % LEAST for n in bases(query, found)} == {0}) or "n" not in query.columns


def test_one_customer_of_a_segment_changes_nothing(groups: Warehouse, database: Path) -> None:
    """The figures with and without a group of one are over the same answers, and its name is not offered."""
    usual, both = Filter(segments=("usual",)), Filter(segments=("usual", "VVIP"))
    assert rows(open_warehouse(database), "tone", filter=usual) != rows(open_warehouse(database), "tone", filter=both)
    for name in ("tone", "nps", "comment_count", "coverage"):
        assert rows(groups, name, filter=usual) == rows(groups, name, filter=both), name
    values = {row["value"] for row in rows(groups, "filter_value_list") if row["dimension"] == "segment"}
    assert {"usual"} <= values <= {"", "usual", "loyal", "staff"}


def test_a_group_of_one_is_as_one_that_is_not_there(groups: Warehouse) -> None:
    for name in ("tone", "nps", "comment_count", "coverage", "emotional_capital"):
        assert rows(groups, name, filter=Filter(segments=("VVIP",))) == rows(
            groups, name, filter=Filter(segments=("x",))
        ), name


@pytest.mark.parametrize(
    "refused",
    [
        {"tone_from": 0.1},
        {"tone_until": 0.1},
        {"confidence_from": 0.9},
        {"intensity_from": 2},
        {"nps_bands": ("promoter",)},
        {"rating_bands": ("low",)},
        {"emotions": ("joy",)},
        {"leading_emotions": ("joy",)},
        {"valences": ("mixed",)},
        {"states": ("scored",)},
        {"contains": "답"},
        {"words": '-"답 1"'},
    ],
    ids=str,
)
def test_what_splits_groups_is_refused(groups: Warehouse, refused: dict[str, Any]) -> None:
    for audience in ("customer", "employee"):
        with pytest.raises(FilterRefused, match="may not read comments"):
            groups.run("comment_count", filter=Filter(audience=audience, **refused))
        with pytest.raises(FilterRefused):
            groups.run("tone_comparison", filter=Filter(), other=Filter(audience=audience, **refused))


def test_each_filter_either_keeps_groups_whole_or_is_refused() -> None:
    kept = {name for name, item in FILTER_FIELDS.items() if item.keeps_groups_whole}
    assert kept == {*VALUES, "date_from", "date_until", "audience"}


def test_most_answers_are_counted_and_figures_are_near(groups: Warehouse, database: Path) -> None:
    for filter, least in ((Filter(), 0.85), (Filter(touchpoints=("delivery",)), 0.5)):
        [mine], [whole] = (rows(asked, "tone", filter=filter) for asked in (groups, open_warehouse(database)))
        assert whole["n"] * least < mine["n"] <= whole["n"]
        assert abs(mine["tone"] - whole["tone"]) < 0.05


def test_a_comment_counts_at_the_first_touchpoint_that_it_speaks_of(groups: Warehouse, database: Path) -> None:
    mine, whole = (
        {row["touchpoint"]: row["n"] for row in rows(asked, "tone_by_touchpoint", filter=Filter())}
        for asked in (groups, open_warehouse(database))
    )
    assert set(mine) == set(whole) and all(mine[code] < n for code, n in whole.items() if code)
    assert sum(mine.values()) == rows(groups, "tone", filter=Filter())[0]["n"]


def test_no_text_is_in_the_copy_but_what_may_be_quoted(groups: Warehouse) -> None:
    found = groups._connection.execute(
        "select count(*) filter (text is not null and not consent_quote), count(text_folded), count(source_id) filter (audience = 'customer'), "
        "count(customer_key) filter (audience = 'customer'), count(text) from warehouse.feedback"
    ).fetchone()
    assert found is not None and found[:4] == (0, 0, 0, 0) and found[4] > 0
    assert groups._connection.execute("select count(*) from warehouse.feedback_lemma").fetchone() == (0,)
    assert {row["consent_quote"] for row in rows(groups, "quote_list", filter=Filter(), language=None)} == {True}


def test_answers_of_one_person_do_not_stand_for_five(tmp_path: Path) -> None:
    answers = [sample_databases.Answer("2026-01-05", f"좋아요 {n}", 0.5, customer="one") for n in range(5)]
    path = sample_databases.build_database(tmp_path / "x.duckdb", answers)
    assert rows(asked_without_reading(path), "comment_count", filter=Filter()) == [{"n": None}]
    assert rows(open_warehouse(path), "comment_count", filter=Filter()) == [{"n": 5}]


@pytest.mark.parametrize(("hidden_below", "size", "n"), [(1, 7, 7), (5, 4, None), (50, 60, 50)])
def test_groups_are_as_large_as_the_settings_say(tmp_path: Path, hidden_below: int, size: int, n: int | None) -> None:
    answers = [sample_databases.Answer("2026-01-05", f"좋아요 {number}", 0.5) for number in range(size)]
    small = SmallNumbers(hidden_below=hidden_below, few_below=60, employee_below=60)
    path = sample_databases.build_database(tmp_path / "x.duckdb", answers, small_numbers=small)
    assert rows(asked_without_reading(path), "comment_count", filter=Filter()) == [{"n": n}]
    assert rows(asked_without_reading(path), "date_range")[0]["n"] == n


@settings(max_examples=6)
@given(first=st.integers(0, 150), more=st.integers(1, 60), seed=st.integers(0, 99))
def test_todays_file_less_yesterdays_tells_of_nobody_or_enough(
    tmp_path_factory: pytest.TempPathFactory, first: int, more: int, seed: int
) -> None:
    """Each selection by a value grows by whole groups."""
    folder, answers = tmp_path_factory.mktemp("days"), customers(first + more, seed)
    before, after = (
        asked_without_reading(sample_databases.build_database(folder / f"{size}.duckdb", answers[:size]))
        for size in (first, first + more)
    )
    for filter in (Filter(), *(Filter(**{name: (value,)}) for name, values in VALUES.items() for value in values)):
        old, now = chosen(before, filter), chosen(after, filter)
        assert old <= now and len(now - old) % LEAST == 0
