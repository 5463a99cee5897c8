"""Attributes as filters and dimensions: rows worked out by hand, and the same by brute force over random questions."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries import Filter, FilterRefused, Warehouse, open_warehouse
from tests import sample_databases
from tests.sample_databases import Answer
from views.words.filter_fields import allowed_values

AGES, STORES = ("<20", "20–29", "≥30", None), ("강남점", "O'Neil's", None)


def _answers() -> list[Answer]:
    """240 answers of two sources, in which age and store have each other's place."""
    draw = Random(3)
    return [
        Answer(
            "2026-01-05",
            "text",
            draw.uniform(-1, 1),
            nps=draw.randrange(11),
            rating=1 + number % 5,
            rating_max=5,
            source=source,
            audience="employee" if number % 6 == 0 else "customer",
            attributes={
                name: value
                for name, value in ((age, draw.choice(AGES)), ("매장", draw.choice(STORES)), ("rare", "x"))
                if value and (name != "rare" or number in (7, 11))
            },
        )
        for source, age in (("app", "age group"), ("survey", "나이"))
        for number in range(120)
    ]


ANSWERS = _answers()
TOKENS = tuple(
    f"{name}={value or '(none)'}"
    for name, values in (
        ("age group", AGES),
        ("나이", AGES),
        ("매장", STORES),
        ("rare", ("x", "(other)")),
        ("no", ("x",)),
    )
    for value in values
)


@pytest.fixture(scope="module")
def attributes_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of ANSWERS."""
    return sample_databases.build_database(tmp_path_factory.mktemp("attributes") / "a.duckdb", ANSWERS)


@pytest.fixture(scope="module")
def warehouse(attributes_file: Path) -> Warehouse:
    """The database of ANSWERS, opened."""
    return open_warehouse(attributes_file)


def _fits(answer: Answer, tokens: tuple[str, ...]) -> bool:
    """All names, any value of each; 'rare' is x in two answers, too few to be told apart."""
    names = {token.partition("=")[0] for token in tokens}
    value = {name: answer.attributes.get(name, "(none)") for name in names}
    return (
        all(f"{name}={value[name]}" in tokens or (f"{name}=(other)" in tokens and value[name] == "x") for name in names)
        and "no" not in names
    )


@settings(max_examples=40)
@given(st.sets(st.sampled_from(TOKENS), min_size=1, max_size=4))
def test_a_filter_selects_what_brute_force_does(warehouse: Warehouse, tokens: set[str]) -> None:
    asked = tuple(tokens)
    wanted = {str(key) for key, item in enumerate(ANSWERS, 1) if item.audience == "customer" and _fits(item, asked)}
    found = warehouse.run("export_list", filter=Filter(attributes=asked)).to_pylist()
    assert {row["feedback_id"] for row in found} == wanted
    for row in found:
        assert dict(row["attributes"]) == ANSWERS[int(row["feedback_id"]) - 1].attributes


@settings(max_examples=40)
@given(st.sets(st.sampled_from(TOKENS), min_size=1, max_size=3))
def test_employees_are_selected_in_whole_blocks(warehouse: Warehouse, tokens: set[str]) -> None:
    found = warehouse.run("export_list", filter=Filter(attributes=tuple(tokens), audience="employee")).to_pylist()
    assert len(found) % 8 == 0
    assert all(_fits(ANSWERS[int(row["feedback_id"]) - 1], tuple(tokens)) for row in found)


def test_parts_are_those_of_all_sources(warehouse: Warehouse) -> None:
    wanted = Counter(
        item.attributes.get("매장", "") for item in ANSWERS if item.audience == "customer" and item.nps is not None
    )
    found = warehouse.run(
        "nps_by_dimension_and_period", filter=Filter(), grain="month", dimension="attribute:매장"
    ).to_pylist()
    assert {row["part"]: row["n"] for row in found} == dict(wanted)
    assert not any(row["is_other"] for row in found)


def test_values_of_too_few_answers_are_one(warehouse: Warehouse) -> None:
    found = warehouse.run("filter_value_list").to_pylist()
    rare = {row["value"]: row["n"] for row in found if row["dimension"] == "attribute:rare"}
    # 200 customers, 4 of them with the value, and 40 employees in blocks without it
    assert rare == {"": 236, "(other)": None}
    assert {row["attribute"] for row in warehouse.run("attribute_list").to_pylist()} == {
        "age group",
        "나이",
        "매장",
        "rare",
    }
    assert warehouse.run("rare_value_list").to_pylist() == [{"dimension": "attribute:rare", "value": "x"}]
    for measure in ("tone", "nps", "rating"):
        parts = warehouse.run(
            f"{measure}_by_dimension_and_period", filter=Filter(), grain="month", dimension="attribute:rare"
        ).to_pylist()
        assert [(row["part"], row["is_other"], row["n"]) for row in parts] == [("", False, 196), ("", True, None)]


def test_bands_are_offered_in_their_order(warehouse: Warehouse) -> None:
    values = [(row["dimension"], row["value"]) for row in warehouse.run("filter_value_list").to_pylist()]
    offered = allowed_values((), (), values)["attributes"]
    ages = [token for token in offered if token.startswith("나이=")]
    assert ages == ["나이=<20", "나이=20–29", "나이=≥30", "나이=(none)"]


def test_who_may_not_read_comments_is_told_of_no_attribute(attributes_file: Path) -> None:
    executives = open_warehouse(attributes_file, reads_comments=False)
    with pytest.raises(FilterRefused):
        executives.run("comment_count", filter=Filter(attributes=("매장=강남점",)))
    for audience in ("customer", "employee"):
        rows = executives.run(
            "tone_by_dimension_and_period", filter=Filter(audience=audience), grain="month", dimension="attribute:매장"
        ).to_pylist()
        assert {row["part"] for row in rows} <= {""}
    told = executives.run("filter_value_list").to_pylist()
    assert {row["value"] for row in told if row["dimension"].startswith("attribute:")} <= {""}
