"""Selections as they are generated for one filter, against every answer looked at by itself."""

import dataclasses
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.emotions import EMOTIONS
from queries import QUERIES, Filter, ParsedSearch, Warehouse
from queries.catalogue import macros
from queries.filter import DIMENSIONS, FILTER_FIELDS
from queries.filter_fields import FilterField, Kind
from queries.selections import CONDITIONS, Limits, Selections, split_macros
from tests.queries.random_filters import any_of, maybe, sensible_filters

OF_EACH_FILE = {"attributes"}
"""Filters whose conditions hang on the database; tests/queries/test_attributes.py has their answers."""

AT_ONCE, TEMPLATES = macros()

PLAIN = "select feedback_id from selected($filter) order by all"
BOTH = "select feedback_id from selected_by_both($filter, $other) order by all"


def selected(warehouse: Warehouse, chosen: Filter, sql: str = PLAIN, **others: Filter) -> list[int]:
    """The ids that a query selects, as the warehouse would run it."""
    fields = {name: warehouse._parameter(item) for name, item in {"filter": chosen, **others}.items()}
    written = warehouse._selections.written_for(sql, fields)
    assert written != sql
    return [found for (found,) in warehouse._connection.cursor().execute(written, fields).fetchall()]


@dataclass(frozen=True, repr=False)
class Looked:
    """An answer with all that a filter can ask of it; ``least`` is the size of its block, None for a customer's."""

    row: Mapping[str, Any]
    intensities: Mapping[str, int]
    lemmas: frozenset[str]
    block: int | None
    least: int | None


def everything(warehouse: Warehouse) -> list[Looked]:
    """Every customer's answer, and every employee's that is in a full block, dated as the block is."""
    cursor = warehouse._connection.cursor()

    def rows(sql: str) -> list[dict[str, Any]]:
        return cursor.execute(sql).to_arrow_table().to_pylist()

    intensities: dict[int, dict[str, int]] = {}
    for item in rows("select * from warehouse.feedback_emotion where present"):
        intensities.setdefault(item["feedback_id"], {})[item["emotion"]] = item["intensity"]
    lemmas: dict[int, set[str]] = {}
    for item in rows("select * from warehouse.feedback_lemma"):
        lemmas.setdefault(item["feedback_id"], set()).add(item["lemma"])
    answers = rows(
        "select feedback.*, block, least, block_day from warehouse.feedback "
        "left join employee_block on feedback.rowid = employee_block.place"
    )
    return [
        Looked(
            row | {"answered_at": row["block_day"]} if row["block"] is not None else row,
            intensities.get(row["feedback_id"], {}),
            frozenset(lemmas.get(row["feedback_id"], ())),
            row["block"],
            row["least"],
        )
        for row in answers
        if row["audience"] == "customer" or row["block"] is not None
    ]


@pytest.fixture(scope="module")
def answers(crowd: Warehouse) -> list[Looked]:
    """Everything in the crowd."""
    return everything(crowd)


def band(score: int | None) -> str | None:
    """The group of an answer to the recommend question."""
    if score is None:
        return None
    return "promoter" if score >= 9 else "detractor" if score <= 6 else "passive"


def rating_bands(rating: float | None, top: int | None) -> set[str]:
    """All groups that a rating is in."""
    if rating is None or top is None:
        return set()
    share = rating / top
    named = {"full": share == 1, "high": share >= 0.7, "middle": 0.4 < share < 0.7, "low": share <= 0.4}
    return {name for name, holds in named.items() if holds}


def says(answer: Looked, search: ParsedSearch) -> bool:
    """Whether an answer has all words that a search asks for, and none that it leaves out."""
    wanted, text = search.as_parameters(), answer.row["text_folded"]
    return (
        all(answer.lemmas & set(group) for group in wanted["words"])
        and not answer.lemmas & set(wanted["without_words"])
        and all(text is not None and phrase in text for phrase in wanted["phrases"])
        and not any(text is not None and phrase in text for phrase in wanted["without_phrases"])
    )


def at_least(value: float | None, least: float | None) -> bool:
    """Whether a number is known and no less, in the column's precision."""
    return least is None or (value is not None and np.float32(value) >= np.float32(least))


def complains(answer: Looked) -> bool:
    """Whether an answer without mentions is a complaint."""
    tone, sure = answer.row["tone"], at_least(answer.row["confidence"], 0.8)
    kinds = {emotion.code for emotion in EMOTIONS if emotion.is_complaint}
    return tone is not None and np.float32(tone) <= np.float32(-0.35) and sure and bool(kinds & set(answer.intensities))


def lets_through(chosen: Filter, search: ParsedSearch, answer: Looked) -> bool:
    """Whether a filter lets an answer through, but for its first day."""
    row = answer.row
    codes = {
        "touchpoints": {row["touchpoint"] or ""},
        "channels": {row["channel"] or ""},
        "products": {row["product"] or ""},
        "segments": {row["segment"] or ""},
        "languages": {row["language"] or ""},
        "questions": {row["question"] or ""},
        "sources": {row["source"]},
        "states": {row["state"]},
        "valences": {row["valence"]},
        "leading_emotions": {row["leading_emotion"] or ""},
        "complaints": {"yes" if complains(answer) else "no"},
        "nps_bands": {band(row["nps_score"])},
        "rating_bands": rating_bands(row["rating"], row["rating_max"]),
        "repeats": {"once"},  # no text here has the four words of a flood
        "emotions": {code for code, level in answer.intensities.items() if level >= (chosen.intensity_from or 1)},
    }
    assert codes.keys() == {name for name, item in FILTER_FIELDS.items() if item.kind is Kind.CHOICES} - OF_EACH_FILE
    return (
        row["audience"] == chosen.audience
        and all(not getattr(chosen, name) or found & set(getattr(chosen, name)) for name, found in codes.items())
        and at_least(row["tone"], chosen.tone_from)
        and (chosen.tone_until is None or (row["tone"] is not None and not at_least(row["tone"], chosen.tone_until)))
        and at_least(row["confidence"], chosen.confidence_from)
        and at_least(row["intensity"], chosen.intensity_from)
        and (
            not chosen.date_until or (row["answered_at"] is not None and row["answered_at"].date() < chosen.date_until)
        )
        and (not chosen.contains or chosen.contains.lower() in (row["text_folded"] or ""))
        and says(answer, search)
        and (not chosen.topic or is_about(answer, chosen.topic))
    )


def is_about(answer: Looked, topic: str) -> bool:
    """Whether a noun or an English word of a topic is in an answer; no answer here has pairs."""
    return any(
        {term.strip(), f"{term.strip()}/NNG", f"{term.strip()}/NNP"} & answer.lemmas for term in topic.split(",")
    )


def has_begun(chosen: Filter, answer: Looked) -> bool:
    """Whether an answer is of a filter's first day or later."""
    answered_at = answer.row["answered_at"]
    return not chosen.date_from or (answered_at is not None and answered_at.date() >= chosen.date_from)


def expected(warehouse: Warehouse, answers: list[Looked], chosen: Filter) -> list[int]:
    """The ids that a filter selects, of employees only those of whole blocks."""
    search = warehouse.search(chosen.words)
    found = [answer for answer in answers if lets_through(chosen, search, answer)]
    sizes: dict[int | None, int] = {}
    for answer in found:
        sizes[answer.block] = sizes.get(answer.block, 0) + 1
    return sorted(
        answer.row["feedback_id"]
        for answer in found
        if (answer.block is None or sizes[answer.block] == answer.least) and has_begun(chosen, answer)
    )


def values_of(declared: FilterField) -> st.SearchStrategy[Any]:
    """What a filter can be set to, mostly to nothing or to something that answers have."""
    some = {
        "touchpoints": ("payment", "delivery", "use", "kiosk"),
        "channels": ("app", "web"),
        "products": ("A", "B"),
        "segments": ("new", "loyal"),
        "languages": ("ko", "en"),
        "questions": ("왜",),
        "sources": ("survey", "shop", "staff"),
        "emotions": ("joy", "anger", "trust"),
        "leading_emotions": ("joy", "anger"),
    }
    if declared.kind is Kind.CHOICES:
        return any_of(*(declared.values or some[declared.name]), *([""] if declared.has_none else []))
    if declared.kind is Kind.DAY:
        return maybe(st.dates(date(2025, 1, 1), date(2025, 12, 31)))
    if declared.scale:
        steps = st.integers(int(declared.scale.least * 10), int(declared.scale.most * 10))
        return maybe(steps.map(lambda step: step // 10 if declared.scale.is_whole else step / 10))
    texts = {"words": ["", "", "배송", "great -delivery", '"늦"', "the"], "contains": ["", "", "배송", "Great", "%"]}
    texts["topic"] = ["", "", "배송", "배송+늦다, great", "늦다"]
    return st.sampled_from(texts.get(declared.name, ["customer", "customer", "employee", "robot"]))


few_limits = st.lists(
    st.sampled_from([name for name in FILTER_FIELDS if name not in OF_EACH_FILE]), max_size=4, unique=True
).flatmap(lambda names: st.fixed_dictionaries({name: values_of(FILTER_FIELDS[name]) for name in names}))


@settings(max_examples=150)
@given(limits=few_limits)
def test_a_selection_is_what_every_condition_lets_through(
    crowd: Warehouse, answers: list[Looked], limits: dict[str, Any]
) -> None:
    chosen = Filter(**limits)
    assert selected(crowd, chosen) == expected(crowd, answers, chosen)


@pytest.mark.parametrize("audience", ["customer", "employee", "robot"])
@settings(max_examples=30)
@given(chosen=sensible_filters)
def test_each_audience_is_selected_by_its_own_rule(
    crowd: Warehouse, answers: list[Looked], audience: str, chosen: Filter
) -> None:
    chosen = dataclasses.replace(chosen, audience=audience)
    assert selected(crowd, chosen) == expected(crowd, answers, chosen)


@settings(max_examples=30)
@given(limits=few_limits, others=few_limits)
def test_what_two_filters_select_both(crowd: Warehouse, limits: dict[str, Any], others: dict[str, Any]) -> None:
    one, other = Filter(**limits), Filter(**others)
    shared = set(selected(crowd, one)) & set(selected(crowd, other))
    assert set(selected(crowd, one, BOTH, other=other)) == shared


def test_every_field_of_a_filter_is_a_condition() -> None:
    assert set(CONDITIONS) == {item.name for item in dataclasses.fields(Filter)} - {"audience"} - OF_EACH_FILE | {
        "without_words", "phrases", "without_phrases", "search",
    }  # fmt: skip


def test_a_filter_without_limits_makes_no_condition() -> None:
    made: list[str] = []
    text = Selections(TEMPLATES, made.append).written_for(PLAIN, {"filter": Filter().as_parameter()})
    assert text == PLAIN.replace("selected(", "selected_0(")
    assert not [text for text in made if "list_contains" in text or "says" in text or "lets_through" in text]


def test_only_what_a_query_calls_is_made_and_only_once() -> None:
    made: list[str] = []
    selections = Selections(TEMPLATES, made.append)
    for touchpoint in ("use", "payment"):
        selections.written_for(PLAIN, {"filter": Filter(touchpoints=(touchpoint,)).as_parameter()})
    names = [text.split("(")[0].split()[-1] for text in made]
    assert names == ["feedback_there_0", "matching_customers_0", "selected_0"]
    selections.written_for(PLAIN, {"filter": Filter(channels=("app",)).as_parameter()})
    assert len(made) == 5


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        (PLAIN, set()),
        (PLAIN.replace("feedback_id", "tone"), {"tone"}),
        (PLAIN.replace("feedback_id", "valence"), {"felt", "valence"}),
        ("select count(*) from leading_emotion_counts_by_band($filter, 'nps')", {"band", "felt", "leading_emotion", "rated_band"}),
    ],
)  # fmt: skip
def test_columns_that_nobody_asks_for_are_left_out(asked: str, kept: set[str]) -> None:
    made: list[str] = []
    Selections(TEMPLATES, made.append).written_for(asked, {"filter": Filter(touchpoints=("use",)).as_parameter()})
    assert set(re.findall(r" as (\w+),?  -- where asked for", "\n".join(made))) == kept


def test_what_a_filter_asks_for_is_there_though_the_query_does_not_name_it() -> None:
    made: list[str] = []
    chosen = Filter(touchpoints=("use",), nps_bands=("promoter",), valences=("negative",))
    Selections(TEMPLATES, made.append).written_for(PLAIN, {"filter": chosen.as_parameter()})
    text = "\n".join(made)
    assert " as valence" in text and " as felt" in text and " as tone" not in text


def test_every_selection_in_the_queries_is_written_for_its_filter() -> None:
    selections = Selections(TEMPLATES, lambda sql: None)
    filters = {"filter": Filter().as_parameter(), "other": Filter(audience="employee").as_parameter()}
    for query in QUERIES.values():
        text = selections.written_for(query.sql, filters)
        assert not [name for name in TEMPLATES if f"{name}($" in text], query.name


def test_no_macro_that_is_made_at_once_needs_a_filter_that_is_known() -> None:
    rest, left = split_macros(AT_ONCE)
    assert not left and rest == AT_ONCE
    assert {"selected", "weighed", "selected_by_both", "nps_counts"} <= TEMPLATES.keys()


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_employees_are_told_apart_only_by_what_their_block_shares(crowd: Warehouse, dimension: str) -> None:
    sql = f"select part, audience from selected_in_parts($filter, '{dimension}')"
    fields = {"filter": crowd._parameter(Filter(audience="employee"))}
    found = crowd._connection.cursor().execute(crowd._selections.written_for(sql, fields), fields).fetchall()
    parts = {part for part, _ in found}
    assert found and {audience for _, audience in found} == {"employee"}
    assert DIMENSIONS[dimension].splits_employees or parts == {""}


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


def test_what_limits_nothing_is_no_limit() -> None:
    assert Limits.of(Filter(contains="").as_parameter()) == Limits("customer", frozenset())
    robot = Filter(audience="robot", tone_from=0.0).as_parameter()
    assert Limits.of(robot) == Limits("customer", frozenset({"tone_from"}))
