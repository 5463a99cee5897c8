"""Selections by macros of their own for one filter, against those that name every condition."""

import dataclasses
import threading

import pytest
from hypothesis import given, settings

from queries import QUERIES, Filter, Warehouse
from queries.catalogue import macros
from queries.narrow import Narrowing, signature_of
from tests.queries.test_filter import sensible_filters

PLAIN = "select feedback_id from selected($filter) order by all"


def conditions() -> set[str]:
    """The fields that a comment in queries/macros names behind a condition."""
    made: list[str] = []
    fields = {item.name: "x" for item in dataclasses.fields(Filter)} | {"audience": "customer"}
    fields |= dict.fromkeys(("words", "without_words", "phrases", "without_phrases", "search"), "x")
    Narrowing(macros(), made.append).narrow("selected($filter)", {"filter": fields})
    return {
        name
        for text in made
        for line in text.splitlines()
        if " -- " in line
        for name in line.split(" -- ")[1].split(", ")
    }


def test_every_field_of_a_filter_is_a_condition() -> None:
    assert conditions() == {item.name for item in dataclasses.fields(Filter)} - {"audience"} | {
        "without_words", "phrases", "without_phrases", "search",
    }  # fmt: skip


def test_a_filter_without_limits_makes_no_condition() -> None:
    made: list[str] = []
    plain = Filter().as_parameter()
    text = Narrowing(macros(), made.append).narrow(PLAIN, {"filter": plain})
    assert text == PLAIN.replace("selected(", "selected_0(")
    assert not [text for text in made if " -- " in text or "list_contains" in text or "says" in text]


def test_the_same_kind_of_filter_is_made_once() -> None:
    made: list[str] = []
    narrowing = Narrowing(macros(), made.append)
    for touchpoint in ("use", "payment"):
        narrowing.narrow(PLAIN, {"filter": Filter(touchpoints=(touchpoint,)).as_parameter()})
    count = len(made)
    narrowing.narrow(PLAIN, {"filter": Filter(channels=("app",)).as_parameter()})
    assert len(made) == 2 * count


@pytest.mark.parametrize("audience", ["customer", "employee", "robot"])
@settings(max_examples=40)
@given(chosen=sensible_filters)
def test_narrow_and_wide_select_the_same(crowd: Warehouse, audience: str, chosen: Filter) -> None:
    fields = crowd._parameter(dataclasses.replace(chosen, audience=audience))
    narrow = crowd._narrowing.narrow(PLAIN, {"filter": fields})
    assert narrow != PLAIN
    found = crowd._connection.cursor().execute(narrow, {"filter": fields}).fetchall()
    assert found == crowd._connection.cursor().execute(PLAIN, {"filter": fields}).fetchall()


def test_every_selection_in_the_queries_is_narrowed() -> None:
    narrowing = Narrowing(macros(), lambda sql: None)
    filters = {"filter": Filter().as_parameter(), "other": Filter(audience="employee").as_parameter()}
    for query in QUERIES.values():
        text = narrowing.narrow(query.sql, filters)
        assert "selected($" not in text and "weighed($" not in text, query.name


def test_threads_may_ask_at_once(crowd: Warehouse) -> None:
    filters = [
        Filter(**{name: ("x",)}) for name in ("touchpoints", "channels", "products", "segments", "languages", "states")
    ]
    found: list[int] = []

    def ask(chosen: Filter) -> None:
        found.append(crowd.run("comment_count", filter=chosen).num_rows)

    threads = [threading.Thread(target=ask, args=(item,)) for item in filters * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1] * len(threads)


def test_what_limits_nothing_is_no_part_of_a_signature() -> None:
    assert signature_of(Filter(contains="").as_parameter()) == ("customer", frozenset())
    assert signature_of(Filter(audience="robot", tone_from=0.0).as_parameter()) == (
        "customer",
        frozenset({"tone_from"}),
    )
