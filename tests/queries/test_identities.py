"""What must hold for any data: parts add up, ranges are kept, intervals hold their value."""

import re
from dataclasses import replace
from datetime import date
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries import QUERIES, Filter, Query, Warehouse
from tests.queries.random_filters import filters, sensible_filters

GRAINS = st.sampled_from(["day", "week", "month"])
MEASURES = [query for query in QUERIES.values() if {"low", "high"} <= set(query.columns)]


def dated(chosen: Filter) -> Filter:
    """Without the answers that are in no period."""
    return replace(chosen, date_from=chosen.date_from or date(1, 1, 1))


def total(found: list[dict], name: str) -> int:
    return sum(row[name] for row in found)


@settings(max_examples=15)
@given(chosen=sensible_filters.map(dated), grain=GRAINS)
def test_periods_add_up_to_the_total(open_crowd: Warehouse, chosen: Filter, grain: str) -> None:
    [whole] = open_crowd.run("nps", filter=chosen).to_pylist()
    parts = open_crowd.run("nps_by_period", filter=chosen, grain=grain).to_pylist()
    for name in ("n", "promoters", "passives", "detractors"):
        assert total(parts, name) == (whole[name] or 0)
    [scored] = open_crowd.run("tone", filter=chosen).to_pylist()
    tones = open_crowd.run("tone_by_touchpoint_and_period", filter=chosen, grain=grain).to_pylist()
    assert total(tones, "n") == scored["n"]
    assert sum(row["n"] * row["tone"] for row in tones) == pytest.approx(scored["n"] * (scored["tone"] or 0), abs=1e-6)


@pytest.mark.parametrize("name", [name for name in QUERIES if re.fullmatch("emotion_share_by_(touch|period).*", name)])
@settings(max_examples=12)
@given(chosen=sensible_filters.map(dated), grain=st.sampled_from(["week", "month"]))
def test_every_split_of_emotions_adds_up(open_crowd: Warehouse, name: str, chosen: Filter, grain: str) -> None:
    params = {"grain": grain} if "grain" in QUERIES[name].params else {}
    parts = open_crowd.run(name, filter=chosen, **params).to_pylist()
    for whole in open_crowd.run("emotion_share", filter=chosen).to_pylist():
        own = [part for part in parts if part["emotion"] == whole["emotion"]]
        assert (total(own, "n"), total(own, "present")) == (whole["n"], whole["present"] or 0)


@settings(max_examples=15)
@given(chosen=sensible_filters)
def test_bands_scores_and_touchpoints_add_up(open_crowd: Warehouse, chosen: Filter) -> None:
    [whole] = open_crowd.run("nps", filter=chosen).to_pylist()
    scores = open_crowd.run("nps_score_count", filter=chosen).to_pylist()
    assert sum(row["n"] or 0 for row in scores) == whole["n"]
    assert sum(row["n"] or 0 for row in scores if row["nps_score"] >= 9) == (whole["promoters"] or 0)
    assert total(open_crowd.run("nps_by_touchpoint", filter=chosen).to_pylist(), "n") == whole["n"]


@settings(max_examples=15)
@given(chosen=sensible_filters)
def test_coverage_adds_up(open_crowd: Warehouse, chosen: Filter) -> None:
    [found] = open_crowd.run("coverage", filter=chosen).to_pylist()
    assert (
        found["n"]
        == found["scored"] + found["no_text"] + found["unsupported_language"] + found["empty"] + found["no_answer"]
    )
    assert found["no_emotion"] + found["mixed"] <= found["scored"]
    assert open_crowd.run("comment_count", filter=chosen).to_pylist() == [{"n": found["n"]}]


@settings(max_examples=50)
@given(chosen=sensible_filters | filters, grain=GRAINS, query=st.sampled_from(MEASURES))
def test_values_lie_in_their_interval(crowd: Warehouse, chosen: Filter, grain: str, query: Query) -> None:
    usable = {"grain": grain, "dimension": "channel", "emotion": "anger"}
    params = {name: usable[name] for name in query.params if name != "filter"}
    value_name, least, most = next(
        item
        for item in (("nps", -100, 100), ("rating", 0, 5), ("tone", -1, 1), ("share", 0, 1), ("capital", -inf, inf))
        if item[0] in query.columns
    )
    for row in crowd.run(query.name, filter=chosen, **params).to_pylist():
        shown = [row["low"], row[value_name], row["high"]]
        if row["size"] == "hidden":
            assert shown == [None] * 3
        else:
            low, value, high = shown
            assert least <= low <= value + 1e-9 and value <= high + 1e-9 and high <= most
