"""A further emotion in the database is counted, filtered and listed as the others are, without a word about it in SQL."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest

from pipeline.emotions import EMOTION_CODES, EMOTIONS, MOST_EMOTIONS, Emotion
from pipeline.storage.emotion_bits import packed
from queries import Filter, Warehouse
from tests import sample_databases
from tests.queries.conftest import opened


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """The warehouse of BORED."""
    yield from opened(sample_databases.build_database_with_boredom(tmp_path_factory.mktemp("bored") / "bored.duckdb"))


def one(warehouse: Warehouse, name: str, **params: Any) -> dict[str, Any]:
    """The only row of a query."""
    [row] = warehouse.run(name, **params).to_pylist()
    return row


def test_it_is_listed_last_with_all_that_it_is(warehouse: Warehouse) -> None:
    *others, last = warehouse.run("emotion_list").to_pylist()
    assert sorted(row["emotion"] for row in others) == sorted(EMOTION_CODES)
    assert last == {
        "emotion": "boredom", "label_ko": "지루함", "label_en": "Boredom", "valence": -1, "colour": "#6f7d1c",
        "position": 14, "capital_sign": -1, "is_complaint": True,
        "labels": [("ko", "지루함"), ("en", "Boredom"), ("ja", "退屈")],
    }  # fmt: skip


def test_its_share_is_counted(warehouse: Warehouse) -> None:
    rows = {row["emotion"]: row for row in warehouse.run("emotion_share", filter=Filter()).to_pylist()}
    assert (rows["boredom"]["present"], rows["boredom"]["share"]) == (30, 0.75)
    assert (rows["joy"]["present"], rows["trust"]["present"]) == (10, 0)
    months = warehouse.run("emotion_share_by_period", filter=Filter(), grain="month").to_pylist()
    assert {row["emotion"]: row["present"] for row in months}["boredom"] == 30
    leading = warehouse.run("leading_emotion_by_nps_band", filter=Filter()).to_pylist()
    assert [row["present"] for row in leading if (row["nps_band"], row["emotion"]) == ("promoter", "boredom")] == [30]


def test_it_takes_from_the_emotional_capital(warehouse: Warehouse) -> None:
    # All of one moment, so all weigh the same: (30 x -2 + 10 x 1) / 40 = -1.25 a comment.
    assert one(warehouse, "emotional_capital", filter=Filter())["capital"] == pytest.approx(-125)
    rows = warehouse.run("emotional_capital_list", filter=Filter(), kind="withdrawal", limit=50).to_pylist()
    assert len(rows) == 30 and {row["weight"] for row in rows} == {-2}


def test_it_makes_a_complaint(warehouse: Warehouse) -> None:
    found = {row["kind"]: row for row in warehouse.run("disagreement_count", filter=Filter()).to_pylist()}
    assert [(found[kind]["n"], found[kind]["of_n"]) for kind in found] == [(30, 40), (None, 0), (30, 30)]


@pytest.mark.parametrize(("level", "n"), [(None, 30), (2, 30), (3, 0)])
def test_it_can_be_filtered_by(warehouse: Warehouse, level: int | None, n: int) -> None:
    chosen = Filter(emotions=("boredom",), intensity_from=level)
    assert one(warehouse, "comment_count", filter=chosen) == {"n": n}
    rows = warehouse.run("comment_list", filter=chosen, order="newest", limit=50, offset=0).to_pylist()
    assert [row["present"] for row in rows] == [["boredom"]] * n
    assert one(warehouse, "comment_count", filter=Filter(leading_emotions=("boredom",))) == {"n": 30}


def many(count: int) -> tuple[Emotion, ...]:
    """The emotions and made-up ones, ``count`` in all."""
    made_up = (
        Emotion(f"made-up-{n}", {"ko": f"감정 {n}", "en": f"Made up {n}"}, 0, "#777777", n)
        for n in range(len(EMOTIONS) + 1, count + 1)
    )
    return (*EMOTIONS, *made_up)


def test_there_is_room_for_31_emotions(tmp_path: Path) -> None:
    emotions = many(MOST_EMOTIONS)
    answers = [
        sample_databases.Answer("2026-03-02", f"all {n}", 0.5, dict.fromkeys((e.code for e in emotions), 3))
        for n in range(30)
    ]
    path = sample_databases.build_database(tmp_path / "many.duckdb", answers, emotions=emotions)
    for warehouse in opened(path):
        shares = warehouse.run("emotion_share", filter=Filter()).to_pylist()
        assert len(shares) == 31 and {row["share"] for row in shares} == {1.0}
        strong = Filter(emotions=(emotions[-1].code,), intensity_from=3)
        assert one(warehouse, "comment_count", filter=strong) == {"n": 30}
    assert packed(np.full((1, 31), 3)).tolist() == [4**31 - 1]


def test_there_is_no_room_for_more(tmp_path: Path) -> None:
    with pytest.raises(duckdb.ConstraintException):
        sample_databases.build_database(tmp_path / "more.duckdb", emotions=many(MOST_EMOTIONS + 1))
    with pytest.raises(ValueError, match="32 emotions do not fit"):
        packed(np.full((1, 32), 3))
