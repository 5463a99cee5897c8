"""What is counted from feedback.felt is what the rows of feedback_emotion say."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings

from pipeline.emotions import EMOTION_CODES
from queries import Filter, Warehouse
from queries.filter import without_refused
from tests.queries.random_filters import sensible_filters

SELECTED = """
select feedback_emotion.emotion, feedback_emotion.intensity
from selected($filter) as chosen
inner join warehouse.feedback_emotion using (feedback_id)
where feedback_emotion.present and chosen.state = 'scored'
"""


def present_by_rows(warehouse: Warehouse, chosen: Filter) -> Counter[str]:
    """How many of the selected comments have each emotion, counted from feedback_emotion."""
    fields = {"filter": warehouse._parameter(chosen)}
    written = warehouse._selections.written_for(SELECTED, fields)
    return Counter(emotion for emotion, _ in warehouse._connection.cursor().execute(written, fields).fetchall())


@pytest.mark.parametrize("audience", ["customer", "employee"])
@settings(max_examples=30)
@given(chosen=sensible_filters)
def test_shares_count_the_same_comments(crowd: Warehouse, audience: str, chosen: Filter) -> None:
    chosen = without_refused(replace(chosen, audience=audience))
    counted = present_by_rows(crowd, chosen)
    for row in crowd.run("emotion_share", filter=chosen).to_pylist():
        assert row["present"] is None or row["present"] == counted[row["emotion"]], row["emotion"]
    rows = crowd.run("emotion_share_by_touchpoint", filter=chosen).to_pylist()
    shown = [row for row in rows if row["present"] is not None]
    assert all(
        sum(row["present"] for row in shown if row["emotion"] == code) <= counted[code] for code in EMOTION_CODES
    )


@settings(max_examples=20)
@given(chosen=sensible_filters)
def test_periods_add_up_to_the_whole(crowd: Warehouse, chosen: Filter) -> None:
    counted = present_by_rows(crowd, chosen)
    rows = crowd.run("emotion_share_by_period", filter=chosen, grain="week").to_pylist()
    if rows and all(row["present"] is not None for row in rows):
        undated = crowd.run("coverage", filter=chosen).to_pylist()[0]["without_date"]
        for code in EMOTION_CODES:
            missing = counted[code] - sum(row["present"] for row in rows if row["emotion"] == code)
            assert 0 <= missing <= undated


@pytest.mark.parametrize("level", [None, 1, 2, 3])
@pytest.mark.parametrize("code", EMOTION_CODES)
def test_a_filter_by_emotion_and_strength_finds_its_rows(crowd: Warehouse, code: str, level: int | None) -> None:
    query = (
        "select count(*) from warehouse.feedback_emotion semi join (select feedback_id from warehouse.feedback "
        "where audience = 'customer') using (feedback_id) where present and emotion = $code and intensity >= $level"
    )
    [(expected,)] = crowd._connection.cursor().execute(query, {"code": code, "level": level or 1}).fetchall()
    chosen = Filter(emotions=(code,), intensity_from=level)
    assert crowd.run("comment_count", filter=chosen).to_pylist() == [{"n": None if 0 < expected < 5 else expected}]


def test_each_comment_lists_its_emotions(crowd: Warehouse) -> None:
    query = (
        "select feedback_id, list(emotion order by position) from warehouse.feedback_emotion inner join warehouse.emotion "
        "using (emotion) where present group by feedback_id"
    )
    expected = dict(crowd._connection.cursor().execute(query).fetchall())
    rows = crowd.run("comment_list", filter=Filter(), order="newest", limit=100_000, offset=0).to_pylist()
    assert len(rows) > 100
    assert [row["present"] for row in rows] == [expected.get(row["feedback_id"], []) for row in rows]
