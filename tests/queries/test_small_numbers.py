"""Small groups stay hidden, employees' groups sooner, whatever is asked."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from pipeline.config.settings import SmallNumbers
from queries import QUERIES, Filter, Query, Warehouse, open_warehouse
from queries.filter import without_refused
from tests import sample_databases
from tests.queries.conftest import Rows
from tests.queries.random_filters import sensible_filters

STAFF = Filter(audience="employee")
COUNTS = ("n", "of_n", "other_n", "no_text", "scored")
GROUPINGS = set(
    "kind emotion touchpoint period is_complete part is_other nps_band rating_band nps_score size dimension theme topic source files measure channel".split()
)
SIZED = [query for query in QUERIES.values() if "size" in query.columns]
each_sized = pytest.mark.parametrize("query", SIZED, ids=[query.name for query in SIZED])
NOT_SIZED_BY_N = ("disagreement_count", "overlap_count", "nps_driver_list", "rating_driver_list", "tone_driver_list")
NOT_SIZED_BY_N += ("topic_count_list", "rising_term_list")
NOT_SIZED_BY_N += ("accuracy_by_label", "expression_quote_list")
"""The first has rows of corrected comments alone, the second of those that express something: tests/queries/test_corrections.py,
test_expressions.py."""
NOT_SIZED_BY_N += (
    "next_tone_comparison_by_reply",
    "recovery_by_touchpoint",
    "reply_by_dimension",
    "silence_comparison",
)
"""The last four count customers who answered again, or replies: tests/queries/test_customers.py."""

SIZED_BY_N = [query for query in SIZED if "n" in query.columns and query.name not in NOT_SIZED_BY_N]
each_sized_by_n = pytest.mark.parametrize("query", SIZED_BY_N, ids=[query.name for query in SIZED_BY_N])


def params_of(query: Query, chosen: Filter) -> dict[str, Any]:
    usable = {
        "filter": chosen,
        "other": chosen,
        "grain": "month",
        "dimension": "product",
        "emotion": "joy",
        "about": "emotion",
        "topics": [["배송"]],
        "expression": "wish",
        "limit": 40,
        "days": 90,
    }
    return {name: usable[name] for name in query.params}


def answers(n: int, **fields: Any) -> list[sample_databases.Answer]:
    given = {"nps": 9, "rating": 5, "rating_max": 5} | fields
    return [sample_databases.Answer("2026-01-05", f"좋아요 {i}", 0.5, {"joy": 1}, **given) for i in range(n)]


@pytest.fixture(scope="module")
def groups(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Warehouse]:
    """Warehouses with one group of customers each, by its size."""
    folder = tmp_path_factory.mktemp("groups")
    return {
        n: open_warehouse(sample_databases.build_database(folder / f"{n}.duckdb", answers(n))) for n in (4, 5, 29, 30)
    }


@pytest.fixture(scope="module")
def seven_employees(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A customer and one employee too few."""
    staff = answers(7, audience="employee", segment="night shift")
    return open_warehouse(
        sample_databases.build_database(tmp_path_factory.mktemp("staff") / "7.duckdb", [*answers(1), *staff])
    )


@pytest.mark.parametrize(("n", "size"), [(4, "hidden"), (5, "few"), (29, "few"), (30, "normal")])
@each_sized_by_n
def test_sizes_of_customers_groups(groups: dict[int, Warehouse], query: Query, n: int, size: str) -> None:
    found = groups[n].run(query.name, **params_of(query, Filter())).to_pylist()
    assert {row["size"] for row in found} == {size}
    assert {row["n"] for row in found} == {n if n >= 5 else None}, "the count is hidden with the values"
    values = [row[name] for row in found for name in row if name not in GROUPINGS | set(COUNTS)]
    assert (set(values) == {None}) == (size == "hidden")


@each_sized
def test_nothing_of_employees_is_shown_below_their_threshold(seven_employees: Warehouse, query: Query) -> None:
    found = seven_employees.run(query.name, **params_of(query, STAFF)).to_pylist()
    assert {row["size"] for row in found} <= {"hidden"}, "groups are not even named"
    assert {row[name] for row in found for name in row if name not in GROUPINGS} <= {None}, "counts too"


def test_employees_are_shown_from_their_threshold_on(rows: Rows) -> None:
    [found] = rows("nps", filter=STAFF)
    assert (found["n"], found["promoters"], found["detractors"], found["nps"]) == (8, 2, 3, -12.5)
    [month] = rows("nps_by_period", filter=STAFF, grain="month")
    assert (month["period"], month["n"], month["nps"]) == (date(2026, 2, 1), 8, -12.5), "in the month of the last one"
    assert rows("coverage", filter=STAFF)[0]["scored"] == 8
    assert len(rows("export_list", filter=STAFF)) == 8


def test_the_stricter_threshold_counts_whichever_it_is(tmp_path: Path) -> None:
    small = SmallNumbers(hidden_below=10, few_below=30, employee_below=2)
    path = sample_databases.build_database(tmp_path / "n.duckdb", answers(9, audience="employee"), small_numbers=small)
    assert open_warehouse(path).run("nps", filter=STAFF).to_pylist()[0]["size"] == "hidden"


@pytest.mark.parametrize(
    "narrowed",
    [
        Filter(audience="employee", date_until=date(2026, 2, 1)),
        Filter(audience="employee", emotions=("frustration",)),
        Filter(audience="employee", intensity_from=3),
        Filter(audience="employee", tone_from=0.0),
        Filter(audience="employee", nps_bands=("detractor",)),
    ],
    ids=str,
)
def test_employees_text_is_not_read_through_a_narrow_filter(rows: Rows, narrowed: Filter) -> None:
    assert rows("comment_list", filter=narrowed, order="newest", limit=50, offset=0) == []
    assert rows("comment_count", filter=narrowed) == [{"n": None}]
    assert rows("export_list", filter=narrowed) == []
    assert set(rows("coverage", filter=narrowed)[0].values()) == {None}
    assert {row["n"] for row in rows("nps_score_count", filter=narrowed)} == {None}
    assert rows("rating_score_count", filter=narrowed) == []


@settings(max_examples=25)
@given(chosen=sensible_filters.map(lambda chosen: without_refused(replace(chosen, audience="employee"))))
def test_no_filter_isolates_fewer_employees_than_eight(crowd: Warehouse, chosen: Filter) -> None:
    assert len(crowd.run("export_list", filter=chosen)) not in range(1, 8)
    assert len(crowd.run("comment_list", filter=chosen, order="newest", limit=50, offset=0)) not in range(1, 8)
    assert crowd.run("comment_count", filter=chosen).to_pylist()[0]["n"] not in range(8)


def test_an_employee_is_not_named_by_id(rows: Rows) -> None:
    [found] = rows("comment", feedback_id=17)
    assert (found["audience"], found["customer_key"], found["source_id"]) == ("employee", None, None)
    assert {(row["customer_key"], row["source_id"]) for row in rows("export_list", filter=STAFF)} == {(None, None)}


def test_seven_employees_cannot_be_read_by_id_nor_show_in_filters(seven_employees: Warehouse) -> None:
    assert seven_employees.run("comment", feedback_id=1).num_rows == 1
    assert seven_employees.run("comment", feedback_id=2).num_rows == 0
    values = {(row["dimension"], row["value"]) for row in seven_employees.run("filter_value_list").to_pylist()}
    assert ("segment", "night shift") not in values and ("audience", "employee") not in values


@pytest.mark.parametrize("name", ["nps_score_count", "disagreement_count"])
def test_counts_that_are_values_are_hidden_too(rows: Rows, name: str) -> None:
    found = rows(name, filter=Filter(touchpoints=("",)))
    assert {row["n"] for row in found} == {None}
