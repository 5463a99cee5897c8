"""Which answers a Filter lets through, and that nothing put into it can break a query."""

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries import QUERIES, Filter, Query, Warehouse
from tests.queries.conftest import Rows
from tests.queries.random_filters import HOSTILE, filters, sensible_filters


def matching_ids(rows: Rows, chosen: Filter) -> set[int]:
    return {row["feedback_id"] for row in rows("comment_list", filter=chosen, order="newest", limit=100, offset=0)}


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Filter(date_from=date(2026, 2, 20)), {11, 14, 15}),
        (Filter(date_until=date(2026, 1, 7)), {1, 7}),
        (Filter(touchpoints=("support",)), {16}),
        (Filter(touchpoints=("",)), {12, 13, 14, 15}),
        (Filter(touchpoints=("support", "")), {12, 13, 14, 15, 16}),
        (Filter(channels=("web",)), {3, 4, 7, 8}),
        (Filter(channels=("web",), segments=("loyal",)), {3}),
        (Filter(products=("Ondo Pay",), segments=("",)), {5, 6}),
        (Filter(languages=("", "ja")), {12, 13, 14, 15}),
        (Filter(emotions=("anger", "delight")), {4, 6, 7}),
        (Filter(emotions=("surprise",)), set()),
        (Filter(leading_emotions=("anger",)), {6}),
        (Filter(leading_emotions=("frustration", "delight")), {4, 7}),
        (Filter(leading_emotions=("",), states=("scored",)), {9, 16}),
        (Filter(valences=("mixed",)), {10}),
        (Filter(valences=("neutral",)), {5, 9, 16}),
        (Filter(nps_bands=("passive",)), {3, 13}),
        (Filter(nps_bands=("detractor",), states=("scored",), valences=("positive", "neutral")), {5}),
        (Filter(nps_bands=("promoter", "detractor")), {1, 2, 4, 5, 6, 12, 14, 16}),
        (Filter(rating_bands=("full",)), {7, 8, 11}),
        (Filter(rating_bands=("high",)), {7, 8, 10, 11, 15}),
        (Filter(rating_bands=("low",)), {9}),
        (Filter(rating_bands=("middle",)), set()),
        (Filter(states=("no_text", "empty")), {12, 13, 15}),
        (Filter(tone_from=0.8), {1, 11}),
        (Filter(tone_from=-0.8, tone_until=-0.4), {2, 4}),
        (Filter(confidence_from=0.95), {6}),
        (Filter(intensity_from=3), {4, 6, 11}),
        (Filter(intensity_from=2, emotions=("anger",)), {4, 6}),
        (Filter(intensity_from=3, emotions=("anger",)), {6}),
        (Filter(intensity_from=2, emotions=("trust",)), set()),
        (Filter(contains="WOW"), {7}),
        (Filter(contains="wow"), {7}),
        (Filter(contains="결제"), {1, 2, 6}),
        (Filter(contains="100%"), {4}),
        (Filter(contains="%"), {4}),
        (Filter(contains="_"), {8}),
        (Filter(contains="'; drop table feedback; --"), set()),
        (Filter(contains="\u1100\u1167\u11af\u110c\u1166"), {1, 2, 6}),  # 결제 in decomposed letters
        (Filter(audience="employee", nps_bands=()), set(range(17, 25))),
        (Filter(audience="nobody"), set()),
    ],
    ids=str,
)
def test_what_a_filter_lets_through(rows: Rows, chosen: Filter, expected: set[int]) -> None:
    assert matching_ids(rows, chosen) == expected
    if chosen.audience == "customer":
        shown = None if 0 < len(expected) < 5 else len(expected)
        assert rows("comment_count", filter=chosen) == [{"n": shown}]


FILTERED = [query for query in QUERIES.values() if "filter" in query.params]
OTHERS = {
    "other": Filter(),
    "grain": "rolling",
    "dimension": "segment",
    "emotion": "joy",
    "order": "tone_low",
    "limit": 5,
    "kind": "withdrawal",
    "about": "topic",
    "topics": [["배송"], ["배송", "늦다"]],
    "expression": "wish",
    "offset": 0,
    "days": 90,
    "language": "en",
}


@settings(max_examples=40)
@given(chosen=filters, query=st.sampled_from(FILTERED))
def test_no_filter_raises(crowd: Warehouse, chosen: Filter, query: Query) -> None:
    others = {name: choices for name, choices in query.params.items() if name != "filter"}
    params = {
        name: OTHERS[name] if not choices or OTHERS[name] in choices else choices[0] for name, choices in others.items()
    }
    result = crowd.run(query.name, filter=chosen, **params)
    assert tuple(result.column_names) == query.columns


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_only_text(crowd: Warehouse, text: str) -> None:
    chosen = Filter(contains=text, touchpoints=(text,), emotions=(text,), nps_bands=(text,))
    assert crowd.run("emotion_share_by_touchpoint", filter=chosen).num_rows == 0
    assert crowd.run("comment_list", filter=chosen, order="newest", limit=5, offset=0).num_rows == 0
    counted = [row["n"] for row in crowd.run("filter_value_list").to_pylist() if row["dimension"] == "audience"]
    assert crowd.run("date_range").to_pylist()[0]["n"] == sum(counted) > 300


def test_no_number_is_too_large(crowd: Warehouse) -> None:
    chosen = Filter(tone_from=-1e300, tone_until=float("inf"), confidence_from=float("nan"), date_until=date.max)
    assert crowd.run("nps", filter=chosen).to_pylist()[0]["n"] > 0


@settings(max_examples=40)
@given(chosen=sensible_filters, field=st.sampled_from([item.name for item in fields(Filter)]))
def test_one_condition_less_never_lets_fewer_through(open_crowd: Warehouse, chosen: Filter, field: str) -> None:
    wider = replace(chosen, **{field: getattr(Filter(), field)})
    few, many = (open_crowd.run("coverage", filter=item).to_pylist()[0] for item in (chosen, wider))
    assert all(few[name] <= many[name] for name in few)
