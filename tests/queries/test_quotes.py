"""Which comments may stand for a group: the stated rule, at its edges."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from queries import Filter, Warehouse, open_warehouse
from queries.filter import without_refused
from tests import sample_databases
from tests.queries.conftest import Rows
from tests.queries.random_filters import sensible_filters


def _quotes(path: Path, *answers: sample_databases.Answer) -> dict[str, int]:
    found = open_warehouse(sample_databases.build_database(path / "quotes.duckdb", answers)).run(
        "quote_list", filter=Filter(), language="ko"
    )
    return {row["role"]: row["feedback_id"] for row in found.to_pylist()}


def _said(text: str, tone: float = 0.5, day: int = 5, **fields: Any) -> sample_databases.Answer:
    return sample_databases.Answer(f"2026-01-{day:02}", text, tone, fields.pop("emotions", {"joy": 1}), **fields)


def test_too_small_a_group_is_not_quoted(rows: Rows) -> None:
    assert rows("quote_list", filter=Filter(touchpoints=("support",)), language="ko") == []


def test_only_those_who_consent_are_quoted_but_all_are_the_group(tmp_path: Path) -> None:
    """One of five may be quoted: it is the typical one although the others are alike."""
    kept = [_said(f"모두가 하는 같은 말 {number}", consent_quote=False) for number in range(4)]
    assert _quotes(tmp_path, *kept, _said("혼자만 하는 다른 말입니다", -0.9, emotions={"anger": 3})) == {"typical": 5}


def test_a_handy_length_comes_first_and_any_length_before_none(tmp_path: Path) -> None:
    long = _said("길" * 241, 0.9, emotions={"joy": 3})
    others = [_said(f"적당한 길이의 댓글입니다 {number}") for number in range(4)]
    assert 1 not in _quotes(tmp_path, long, *others).values()
    (tmp_path / "short").mkdir()
    assert set(_quotes(tmp_path / "short", *(_said(f"짧아 {number}") for number in range(5)))) == {
        "typical",
        "strongest",
    }


def test_ties_go_to_the_newest_then_to_the_least_id(tmp_path: Path) -> None:
    answers = [_said(f"똑같이 만족한 고객의 말 {place}", day=day) for place, day in enumerate((5, 7, 7, 6, 1))]
    assert _quotes(tmp_path, *answers) == {"typical": 2, "strongest": 3}


def test_the_same_text_is_not_quoted_twice(tmp_path: Path) -> None:
    assert _quotes(tmp_path, *(_said("모두 똑같은 말을 적었습니다", day=day) for day in range(1, 7))) == {"typical": 6}


def test_the_typical_one_has_a_tone_that_goes_with_its_emotions_and_its_score(tmp_path: Path) -> None:
    """Nearest the mean are the first three, whose joy is told in a bad tone, by a detractor, or beside a low rating."""
    against = (
        _said("기쁘다는데 톤은 나쁜 고객의 말", -0.1),
        _said("기쁘다는데 추천은 안 하는 고객", nps=5),
        _said("기쁘다는데 별점은 하나인 고객", rating=1, rating_max=5),
    )
    found = _quotes(
        tmp_path,
        *against,
        _said("정말로 기쁜 고객의 말입니다", 0.9, nps=10),
        _said("무언가 다른 말입니다", consent_quote=False),
    )
    assert found["typical"] == 4


def test_quotes_are_in_the_language_read_where_enough_are(tmp_path: Path) -> None:
    english = [_said(f"A happy customer said so {number}", day=9, language="en") for number in range(9)]
    korean = [_said(f"한국어로 말한 고객의 글 {number}", 0.9, emotions={"joy": 1, "trust": 1}) for number in range(5)]
    assert set(_quotes(tmp_path, *english, *korean).values()) <= {10, 11, 12, 13, 14}
    (tmp_path / "fewer").mkdir()
    assert _quotes(tmp_path / "fewer", *english, *korean[:4])["typical"] == 1


def test_nobody_disagrees_with_a_mean_of_zero(tmp_path: Path) -> None:
    answers = [_said(f"좋기도 나쁘기도 한 고객의 말 {tone}", tone) for tone in (-0.5, 0.5, -0.25, 0.25, 0.0)]
    assert set(_quotes(tmp_path, *answers)) == {"typical", "strongest"}


@pytest.mark.parametrize("audience", ["customer", "employee"])
@settings(max_examples=15)
@given(chosen=sensible_filters)
def test_quotes_are_distinct_scored_and_allowed(crowd: Warehouse, audience: str, chosen: Filter) -> None:
    from dataclasses import replace

    found = crowd.run(
        "quote_list", filter=without_refused(replace(chosen, audience=audience)), language="ko"
    ).to_pylist()
    least = 8 if audience == "employee" else 5
    assert all(row["consent_quote"] and row["state"] == "scored" and row["n"] >= least for row in found)
    assert len({row["text"] for row in found}) == len(found) <= 3
    assert [row["role"] for row in found] == [
        role for role in ("typical", "strongest", "disagreeing") if role in {row["role"] for row in found}
    ]
