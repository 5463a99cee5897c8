"""Two allowed questions about employees, one subtracted from the other, tell of nobody or of enough people."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.emotions import EMOTION_CODES
from queries import QUERIES, Filter, Query, Warehouse, open_warehouse
from tests import sample_databases
from tests.queries.conftest import opened
from tests.queries.random_filters import any_of, maybe

LEAST = 8
BASES = ("n", "of_n", "other_n", "shared")
FILTERED = [query for query in QUERIES.values() if "filter" in query.params]
STAFF = Filter(audience="employee")
OF_CUSTOMERS = (
    "explained_twice_by_channel",
    "next_tone_comparison_by_reply",
    "recovery_by_touchpoint",
    "reply_by_dimension",
    "silence_comparison",
)
"""Queries that say nothing of employees, whatever the filter."""
WORDS_OF_CUSTOMERS = (
    "expression_quote_list",
    "rising_term_list",
    "search_example_list",
    "term_list",
    "topic_count_list",
    "topic_overlap_list",
    "unplaced_lemma_list",
    "weekly_topic_sum_list",
)
"""Those that have no row then."""

staff_filters = st.builds(
    Filter,
    audience=st.just("employee"),
    date_from=maybe(st.dates(date(2025, 1, 1), date(2025, 12, 31))),
    date_until=maybe(st.dates(date(2025, 1, 1), date(2026, 1, 1))),
    touchpoints=any_of("payment", "delivery", "use", ""),
    complaints=any_of("yes", "no"),
    channels=any_of("app", "web", ""),
    segments=any_of("early", "late", ""),
    emotions=any_of(*EMOTION_CODES[:3]) | st.just(EMOTION_CODES),
    leading_emotions=any_of("anger", "joy", "trust", ""),
    valences=any_of("positive", "negative", "mixed", "neutral"),
    nps_bands=any_of("promoter", "passive", "detractor"),
    rating_bands=any_of("full", "high", "middle", "low"),
    states=any_of("scored", "no_text"),
    tone_from=maybe(st.floats(-1, 0)),
)
"""Filters of employees' answers that often leave something of staff()."""

one_condition = st.sampled_from(
    [
        Filter(audience="employee", **{name: value})
        for name, value in (
            ("date_from", date(2025, 5, 17)),
            ("date_until", date(2025, 9, 2)),
            ("touchpoints", ("payment",)),
            ("channels", ("app",)),
            ("segments", ("early",)),
            ("nps_bands", ("promoter", "passive")),
            ("states", ("scored",)),
            ("tone_from", -0.9),
            ("languages", ("ko",)),
        )
    ]
)


def staff(size: int = 400, seed: int = 11) -> list[sample_databases.Answer]:
    """Answers of employees over 2025, in runs of like ones, so that some blocks are alike and some are not."""
    draw = Random(seed)
    start = datetime(2025, 1, 1)
    found = []
    for place in range(size):
        alike = (place // 60) % 2 == 0
        scored = alike or draw.random() < 0.8
        found.append(
            sample_databases.Answer(
                at=None if draw.random() < 0.05 else (start + timedelta(hours=21 * place)).isoformat(),
                text=draw.choice(["늦어요", "Great tool!"]) if scored else None,
                tone=round(draw.uniform(-1, 1), 2) if scored else None,
                emotions={draw.choice(EMOTION_CODES[:3]): 2} if scored and draw.random() < 0.9 else {},
                nps=10 if alike else draw.choice([None, *range(11)]),
                rating=5 if alike else draw.choice([None, 1, 3, 5]),
                rating_max=5,
                touchpoint=draw.choice([None, "payment", "delivery"]),
                channel="app" if alike else draw.choice([None, "app", "web"]),
                segment=draw.choice(["early", "early", "early", None]) if place < size // 2 else "late",
                audience="employee",
                source="staff",
                mentions=clauses(draw) if scored else (),
            )
        )
    return found


def clauses(draw: Random) -> tuple[sample_databases.Clause, ...]:
    """One to three mentions, of touchpoints that the file of the answer says or that it does not."""
    return tuple(
        sample_databases.Clause(
            1, draw.choice([None, "payment", "delivery", "use"]), round(draw.uniform(-1, 1), 2), words=("늦",)
        )
        for _ in range(draw.randint(1, 3))
    )


@pytest.fixture(scope="module")
def staff_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    yield from opened(
        sample_databases.build_database(
            tmp_path_factory.mktemp("staff") / "staff.duckdb", [*staff(), *sample_databases.crowd(50)]
        )
    )


def asked(
    warehouse: Warehouse, query: Query, chosen: Filter, grain: str = "month", other: Filter = STAFF
) -> list[dict[str, Any]]:
    others = {
        "grain": grain,
        "order": "newest",
        "limit": 10_000,
        "offset": 0,
        "emotion": EMOTION_CODES[0],
        "other": other,
        "days": 90,
    }
    params = {
        name: choices[0] if choices and name != "grain" else others.get(name) for name, choices in query.params.items()
    }
    return warehouse.run(query.name, **{**params, "filter": chosen}).to_pylist()


def listed(warehouse: Warehouse, chosen: Filter) -> frozenset[int]:
    found = warehouse.run("export_list", filter=chosen).to_pylist()
    return frozenset(int(row["feedback_id"]) for row in found)


def bases(query: Query, rows: list[dict[str, Any]]) -> list[int]:
    """What the figures are over; the n of disagreement_count are those of of_n in which score and text disagree."""
    names = [name for name in BASES if (query.name, name) != ("disagreement_count", "n")]
    return [row[name] for row in rows for name in names if row.get(name) is not None]


def test_the_world_shows_something_and_hides_something(staff_warehouse: Warehouse) -> None:
    whole = listed(staff_warehouse, STAFF)
    assert 300 < len(whole) < 400 and len(whole) % LEAST == 0
    for chosen in (Filter(channels=("app",)), Filter(nps_bands=("promoter",)), Filter(segments=("early",))):
        assert 0 < len(listed(staff_warehouse, replace(chosen, audience="employee"))) < len(whole)


@settings(max_examples=25)
@given(first=staff_filters | one_condition, second=staff_filters | one_condition)
def test_what_two_lists_differ_by_is_nobody_or_enough(
    staff_warehouse: Warehouse, first: Filter, second: Filter
) -> None:
    one, other = listed(staff_warehouse, first), listed(staff_warehouse, second)
    for found in (one, other, one - other, other - one, one & other):
        assert len(found) % LEAST == 0
    for chosen, ids in ((first, one), (second, other)):
        page = staff_warehouse.run("comment_list", filter=chosen, order="tone_low", limit=10_000, offset=0).to_pylist()
        assert {row["feedback_id"] for row in page} == ids
        assert staff_warehouse.run("comment_count", filter=chosen).to_pylist() == [{"n": len(ids) or None}]


@settings(max_examples=40)
@given(
    chosen=staff_filters | one_condition | st.just(STAFF),
    query=st.sampled_from(FILTERED),
    grain=st.sampled_from(["day", "week", "month"]),
)
def test_every_figure_is_over_whole_blocks(
    staff_warehouse: Warehouse, chosen: Filter, query: Query, grain: str
) -> None:
    if query.name not in ("coverage", "nps_score_count", "rating_score_count"):
        assert {n % LEAST for n in bases(query, asked(staff_warehouse, query, chosen, grain))} <= {0}


@pytest.mark.parametrize("query", FILTERED, ids=[query.name for query in FILTERED])
def test_every_figure_is_over_whole_blocks_unfiltered(staff_warehouse: Warehouse, query: Query) -> None:
    found = asked(staff_warehouse, query, STAFF)
    if query.name in WORDS_OF_CUSTOMERS:
        assert not bases(query, found), "words of customers alone"
    elif query.name in OF_CUSTOMERS:
        assert {row["n"] for row in found} <= {None}
    elif query.name in ("nps_score_count", "rating_score_count"):
        assert sum(row["n"] for row in found) % LEAST == 0
    else:
        assert (
            found and bases(query, found) and {n % LEAST for n in bases(query, found)} == {0}
        ) or "n" not in query.columns


@pytest.mark.parametrize("name", ["nps_by_period", "tone_by_period"])
def test_all_grains_and_touchpoints_come_to_the_same_answers(staff_warehouse: Warehouse, name: str) -> None:
    dated = replace(STAFF, date_from=date(2025, 1, 1))
    totals = {
        grain: sum(row["n"] for row in staff_warehouse.run(name, filter=dated, grain=grain).to_pylist())
        for grain in ("day", "week", "month")
    }
    parts = staff_warehouse.run(name.replace("period", "touchpoint"), filter=dated).to_pylist()
    assert set(totals.values()) == {sum(row["n"] for row in parts)}


def test_a_month_asked_for_is_the_month_of_the_chart(staff_warehouse: Warehouse) -> None:
    months = staff_warehouse.run("nps_by_period", filter=STAFF, grain="month").to_pylist()
    for first, after in itertools.pairwise([row["period"] for row in months]):
        [whole] = staff_warehouse.run("nps", filter=replace(STAFF, date_from=first, date_until=after)).to_pylist()
        assert whole["n"] == next(row["n"] for row in months if row["period"] == first)


def test_a_page_shows_of_each_employee_only_what_the_whole_block_shares(staff_warehouse: Warehouse) -> None:
    found = staff_warehouse.run("export_list", filter=STAFF).to_pylist()
    for name in ("segment", "channel", "answered_at"):
        groups: dict[Any, int] = {}
        for row in found:
            groups[row[name]] = groups.get(row[name], 0) + 1
        assert {n % LEAST for n in groups.values()} == {0}, name
    page = staff_warehouse.run("comment_list", filter=STAFF, order="newest", limit=3, offset=5).to_pylist()
    by_id = {int(row["feedback_id"]): row for row in found}
    for row in page:
        [alone] = staff_warehouse.run("comment", feedback_id=row["feedback_id"]).to_pylist()
        for name in ("answered_at", "segment", "channel", "product", "source"):
            assert row[name] == by_id[row["feedback_id"]][name] == alone[name]


def test_quotes_and_movers_of_capital_show_what_the_block_shares(staff_warehouse: Warehouse) -> None:
    by_id = {int(row["feedback_id"]): row for row in staff_warehouse.run("export_list", filter=STAFF).to_pylist()}
    found = staff_warehouse.run("quote_list", filter=STAFF, language=None).to_pylist()
    found += staff_warehouse.run("emotional_capital_list", filter=STAFF, kind="deposit", limit=50).to_pylist()
    assert len(found) > 40
    for row in found:
        for name in ("answered_at", "segment", "channel", "product", "source"):
            assert row[name] == by_id[row["feedback_id"]][name], name


def test_a_theme_of_employees_is_what_a_filter_by_it_selects(staff_warehouse: Warehouse) -> None:
    """Emotions and words, too, are counted where all answers of a block have them."""
    found = [
        staff_warehouse.run("nps_driver_list", filter=STAFF, about=about, limit=40)
        for about in ("touchpoint", "emotion")
    ]
    assert sum(table.num_rows for table in found) >= 3
    for row in [row for table in found for row in table.to_pylist()]:
        chosen = {"touchpoint": {"touchpoints": (row["theme"],)}, "emotion": {"emotions": (row["theme"],)}}
        [alone] = staff_warehouse.run("nps", filter=replace(STAFF, **chosen[row["dimension"]])).to_pylist()
        assert (row["n"], row["nps"]) == (alone["n"], alone["nps"])


def test_answers_of_blocks_not_full_are_not_read_by_id(staff_warehouse: Warehouse) -> None:
    seen = listed(staff_warehouse, STAFF)
    hidden = set(range(1, 401)) - seen
    assert hidden and not any(staff_warehouse.run("comment", feedback_id=key).num_rows for key in hidden)


def test_filter_values_count_only_whole_blocks(tmp_path: Path) -> None:
    answers = [
        sample_databases.Answer(
            "2026-01-05", "좋아요", 0.5, {"joy": 1}, segment="a" if place < 12 else "b", audience="employee"
        )
        for place in range(16)
    ]
    warehouse = open_warehouse(sample_databases.build_database(tmp_path / "n.duckdb", answers))
    found = {(row["dimension"], row["value"]): row["n"] for row in warehouse.run("filter_value_list").to_pylist()}
    assert found["audience", "employee"] == 16
    assert found["segment", "a"] == 8 and ("segment", "b") not in found, "4 of the 12 share a block with b"


def test_a_person_does_not_stand_for_eight(tmp_path: Path) -> None:
    answers = [sample_databases.Answer("2026-01-05", f"좋아요 {n}", 0.5, audience="employee") for n in range(16)]
    path = sample_databases.build_database(tmp_path / "n.duckdb", answers)
    with duckdb.connect(str(path)) as connection:
        connection.execute("update feedback set customer_key = 'one' where feedback_id in (1, 2)")
    assert listed(open_warehouse(path), STAFF) == frozenset(range(9, 17)), "only seven people stand behind the first"


def test_rules_of_words_change_no_block(staff_warehouse: Warehouse, tmp_path: Path) -> None:
    """Whoever changes the words of a touchpoint, and asks before and after, learns nothing of a single employee."""
    others = [replace(item, mentions=()) for item in staff()]
    changed = open_warehouse(
        sample_databases.build_database(tmp_path / "x.duckdb", [*others, *sample_databases.crowd(50)])
    )
    assert listed(changed, STAFF) == listed(staff_warehouse, STAFF)
    for name in ("tone_by_touchpoint", "emotion_share_by_touchpoint", "nps_by_touchpoint"):
        found, before = (asked.run(name, filter=STAFF).to_pylist() for asked in (changed, staff_warehouse))
        assert found == [pytest.approx(row) for row in before] and before


@settings(max_examples=6)
@given(first=st.integers(0, 60), more=st.integers(1, 30), late=st.booleans(), seed=st.integers(0, 99))
def test_todays_file_less_yesterdays_tells_of_nobody_or_enough(
    tmp_path_factory: pytest.TempPathFactory, first: int, more: int, late: bool, seed: int
) -> None:
    """New answers, dated before or after those that are there, only ever add whole blocks."""
    folder = tmp_path_factory.mktemp("days")
    answers = staff(first + more, seed)
    new = answers[first:]
    if late:
        new = [replace(item, at="2024-06-01T10:00:00") for item in new]
    before = open_warehouse(sample_databases.build_database(folder / "before.duckdb", answers[:first]))
    path = sample_databases.build_database(folder / "after.duckdb", [*answers[:first], *new])
    with duckdb.connect(str(path)) as connection:
        connection.execute("update feedback set run_id = 2 where feedback_id > ?", [first])
    after = open_warehouse(path)
    assume(first + more >= LEAST)
    old, now = listed(before, STAFF), listed(after, STAFF)
    assert old <= now and len(now - old) % LEAST == 0
