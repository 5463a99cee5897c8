"""Which overlap of two exports is one: rows of the days that both have, and never chance."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.records import MaskedFeedback
from pipeline.storage.known_rows import comparing

Row = tuple[int, str]
"""The day of an answer, and its text."""

SHORT = st.sampled_from(
    ["좋아요", "불편한 점이 없었습니다", "만족합니다", "직원분이 친절했어요", "다음에 또 오겠습니다"]
)


def answers(rows: Sequence[Row], source: str) -> list[tuple[int, MaskedFeedback]]:
    first = datetime(2026, 3, 1)
    others = dict.fromkeys(("product", "rating", "nps_score", "source_id", "question"))
    made = [
        SimpleNamespace(source=source, text=text, answered_at=first + timedelta(days=day), **others)
        for day, text in rows
    ]
    return list(enumerate(cast(list[MaskedFeedback], made)))


def homes(earlier: Sequence[Row], later: Sequence[Row]) -> int:
    """How many rows of the later file are known from the earlier one."""
    with comparing(Path("none.duckdb")) as comparison:
        comparison.known(answers(earlier, "earlier"))
        comparison.keep("earlier")
        return len(comparison.known(answers(later, "later")).homes)


def telling(day: int, number: int) -> Row:
    return day, f"조식에 나온 순두부가 참 맛있었습니다, 후기 {day}-{number}"


@settings(max_examples=25, deadline=None)
@given(st.integers(3, 90), st.integers(2, 12), st.integers(1, 90))
def test_the_last_days_again_beside_new_ones_are_known(before: int, shared: int, after: int) -> None:
    days = [telling(day, number) for day in range(before + shared + after) for number in range(2)]
    earlier, later = days[: 2 * (before + shared)], days[2 * before :]
    assert homes(earlier, later) == 2 * shared


@settings(max_examples=25, deadline=None)
@given(st.lists(SHORT, min_size=1, max_size=40), st.integers(10, 60), st.integers(10, 60))
def test_two_surveys_of_the_same_day_with_the_same_short_texts_are_two(same: list[str], ours: int, theirs: int) -> None:
    of_the_day = [(0, text) for text in same]
    first = [*of_the_day, *(telling(-day, 1) for day in range(1, 3 * len(same) + ours))]
    second = [*of_the_day, *(telling(day, 2) for day in range(1, 3 * len(same) + theirs))]
    assert homes(first, second) == 0


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 5), st.integers(20, 60))
def test_some_texts_that_two_branches_share_are_no_overlap(shared: int, own: int) -> None:
    same = [telling(day, 0) for day in range(shared)]
    first = [*same, *(telling(day % 30, 1000 + day) for day in range(own))]
    second = [*same, *(telling(day % 30, 2000 + day) for day in range(own))]
    assert homes(first, second) == 0
