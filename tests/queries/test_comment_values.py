"""Lists of comments: their order, their columns, and what is like them."""

from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from queries import Filter, Warehouse, open_warehouse
from tests import sample_databases
from tests.queries.asked import ALL
from tests.queries.conftest import Rows
from tests.sample_databases import PRESENT


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("newest", [11, 15, 14, 10, 9, 6, 5, 4, 3, 2, 13, 12, 8, 7, 1, 16]),
        ("oldest", [1, 7, 8, 12, 13, 2, 3, 4, 5, 6, 9, 10, 14, 15, 11, 16]),
        ("tone_low", [6, 4, 2, 8, 9, 16, 5, 3, 10, 7, 1, 11, 15, 14, 13, 12]),
        ("tone_high", [11, 1, 7, 10, 3, 5, 16, 9, 8, 2, 4, 6, 15, 14, 13, 12]),
        ("rating_low", [9, 15, 10, 11, 8, 7, 14, 6, 5, 4, 3, 2, 13, 12, 1, 16]),
        ("nps_low", [6, 4, 5, 13, 3, 14, 2, 12, 1, 16, 11, 15, 10, 9, 8, 7]),
        ("intensity", [11, 6, 4, 2, 8, 7, 1, 10, 5, 3, 9, 16, 15, 14, 13, 12]),
        ("confidence", [6, 11, 10, 5, 4, 3, 2, 8, 7, 1, 16, 9, 15, 14, 13, 12]),
    ],
)
def test_comment_list_orders_and_pages(rows: Rows, order: str, expected: list[int]) -> None:
    found = [row["feedback_id"] for row in rows("comment_list", filter=ALL, order=order, limit=16, offset=0)]
    assert found == expected
    page = [row["feedback_id"] for row in rows("comment_list", filter=ALL, order=order, limit=4, offset=6)]
    assert page == expected[6:10]


def test_comment_list_row(rows: Rows) -> None:
    [found] = rows("comment_list", filter=Filter(contains="빨라서"), order="newest", limit=9, offset=0)
    assert found == {
        "feedback_id": 1, "answered_at": datetime(2026, 1, 5, 10), "touchpoint": "payment", "channel": "app",
        "product": "Ondo Pay", "segment": "new", "language": "ko", "audience": "customer", "state": "scored",
        "text": "결제가 빨라서 정말 좋아요", "rating": None, "rating_max": None, "nps_score": 10,
        "tone": pytest.approx(0.8), "confidence": pytest.approx(0.9), "valence": "positive", "intensity": 2,
        "present": ["joy", "trust"], "consent_quote": True, "source": "survey",
        "evidence": [{"start": 0, "end": 3, "emotion": "joy", "weight": pytest.approx(1.2)}], "mentions": None, "corrected": None,
        "question": None,
    }  # fmt: skip


def test_comment_count(rows: Rows) -> None:
    assert rows("comment_count", filter=ALL) == [{"n": 16}]
    assert rows("comment_count", filter=Filter(contains="no such word")) == [{"n": 0}]


def test_comment(rows: Rows) -> None:
    [found] = rows("comment", feedback_id=1)
    assert (found["source_id"], found["customer_key"], found["present"]) == ("id-1", "key-1", ["joy", "trust"])
    assert [(row["emotion"], row["present"], row["intensity"]) for row in found["emotions"]] == [
        ("joy", True, 2),
        ("trust", True, 1),
        ("surprise", False, 0),
    ]
    assert found["emotions"][0]["probability"] == pytest.approx(PRESENT)
    [silent] = rows("comment", feedback_id=12)
    assert (silent["text"], silent["present"], silent["emotions"]) == (None, [], [])
    assert rows("comment", feedback_id=999) == []


def test_quote_list(rows: Rows) -> None:
    # All: mean tone 0.5 / 12; shares in twelfths joy 3, trust, disappointment, anger 2, five others 1: length 5 / 12.
    # 10 (joy, disappointment): |0.5 - 0.0417| / 2 + 1 - 5 / (5 sqrt 2) = 0.522; next is 1 (joy, trust) with 0.672.
    # Intensity 3 have 4 (may not be quoted), 6 (1.0 x 0.99) and 11 (1.0 x 0.9). Against a mean above zero, with 6
    # taken: 2 (0.6 x 0.9), then 8 (0.4 x 0.9).
    found = rows("quote_list", filter=ALL, language=None)
    assert [(row["role"], row["n"], row["feedback_id"]) for row in found] == [
        ("typical", 12, 10),
        ("strongest", 12, 6),
        ("disagreeing", 12, 2),
    ]
    assert (found[0]["present"], found[0]["text"]) == (["joy", "disappointment"], "Fast delivery 인데 포장이 아쉬워요")
    # Payment: mean tone -1 / 6; shares in sixths trust, anger 2, four others 1: length sqrt(12) / 6.
    # 3 (trust): |0.4 + 0.1667| / 2 + 1 - 2 / sqrt(12) = 0.706; 6 (anger) has 0.839, 1 (joy, trust) 0.871.
    found = rows("quote_list", filter=Filter(touchpoints=("payment",)), language=None)
    assert [row["feedback_id"] for row in found] == [3, 6, 1]
    assert {row["consent_quote"] for row in rows("quote_list", filter=Filter(audience="employee"), language=None)} == {
        True
    }


def test_typical_comment_list(rows: Rows) -> None:
    # As test_quote_list has it: 10 with 0.522, then 1 with 0.672; of payment 3, 6, 1. Comments alone, a page at a time.
    chosen = {"filter": ALL, "language": None, "limit": 20, "offset": 0}
    found = [row["feedback_id"] for row in rows("typical_comment_list", **chosen)]
    assert len(found) == len(set(found)) == 12
    assert found[:2] == [10, 1]
    second = rows("typical_comment_list", **{**chosen, "limit": 1, "offset": 1})
    assert [(row["feedback_id"], row["present"]) for row in second] == [(1, ["joy", "trust"])]
    at_payment = rows("typical_comment_list", **{**chosen, "filter": Filter(touchpoints=("payment",))})
    assert [row["feedback_id"] for row in at_payment if row["consent_quote"]][:3] == [3, 6, 1]


def test_export_list(rows: Rows) -> None:
    found = rows("export_list", filter=ALL)
    oldest_first = (1, 7, 8, 12, 13, 2, 3, 4, 5, 6, 9, 10, 14, 15, 11, 16)
    assert [row["feedback_id"] for row in found] == [str(number) for number in oldest_first]
    assert [row["emotions"] for row in found[:3]] == ["joy, trust", "delight", "disappointment"]
    assert (found[3]["emotions"], found[3]["text"], found[3]["nps_score"]) == ("", None, 10)


LINKED = (
    sample_databases.Answer("2026-01-01", "배송이 늦어요", -0.5, {"anger": 1}, customer="kim", lemmas=("배송/NNG", "늦다/VA")),
    sample_databases.Answer("2026-01-04", "환불 배송 늦음", -0.5, customer="kim", lemmas=("환불/NNG", "배송/NNG", "늦다/VA")),
    sample_databases.Answer("2026-01-02", nps=3, language=None, customer="kim"),
    sample_databases.Answer("2026-01-03", "배송 늦고 포장 엉망", -0.5, customer="lee", lemmas=("배송/NNG", "늦다/VA", "포장/NNG")),
    sample_databases.Answer("2026-01-05", "배송이 또 늦어요", -0.5, customer="choi", lemmas=("배송/NNG", "늦다/VA")),
    sample_databases.Answer("2026-01-06", "배송이 또 늦어요", -0.5, customer="park", lemmas=("배송/NNG", "늦다/VA")),
    sample_databases.Answer("2026-01-07", "배송이 늦어요", -0.5, customer="jung", lemmas=("배송/NNG", "늦다/VA")),
    sample_databases.Answer("2026-01-08", "예뻐요", 0.9, customer="yoon", lemmas=("예쁘다/VA",)),
    sample_databases.Answer("2026-01-09", "배송 늦는다고 욕먹어요", -0.9, customer="kim", audience="employee",
                  lemmas=("배송/NNG", "늦다/VA")),
)  # fmt: skip


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return open_warehouse(sample_databases.build_database(tmp_path_factory.mktemp("linked") / "linked.duckdb", LINKED))


def test_customer_comment_list(linked: Warehouse) -> None:
    def ids(feedback_id: int, limit: int = 9) -> list[tuple[int, int, int, bool]]:
        found = linked.run("customer_comment_list", feedback_id=feedback_id, limit=limit).to_pylist()
        return [(row["feedback_id"], row["nth"], row["of_n"], row["is_earlier"]) for row in found]

    assert ids(1) == [(3, 2, 3, False), (2, 3, 3, False)]
    assert ids(3) == [(1, 1, 3, True), (2, 3, 3, False)]
    assert ids(2, limit=1) == [(3, 2, 3, True)]
    assert ids(9) == [] and ids(8) == [] and ids(999) == []


def test_similar_comment_list(linked: Warehouse) -> None:
    """By hand: 배송 and 늦다 stand in 7 of 8 scored comments (the employee's too), and weigh ln(9 / 7) each.

    A comment of two such words shares all weight; one of three, the third of which weighs the mean, 2 of 3.
    """
    found = linked.run("similar_comment_list", feedback_id=1, limit=5).to_pylist()
    assert [(row["feedback_id"], row["likeness"]) for row in found] == [(5, 1.0), (4, pytest.approx(2 / 3))]
    assert found[0]["shared"] == ["늦다/VA", "배송/NNG"]
    for alone in (8, 9, 999):
        assert linked.run("similar_comment_list", feedback_id=alone, limit=5).num_rows == 0


def test_a_further_comment_has_the_figures_of_its_answer_in_every_list(tmp_path: Path) -> None:
    path = sample_databases.build_database(tmp_path / "further.duckdb", LINKED)
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "update feedback set answer_id = 3, answer_rating = 2, answer_rating_max = 5, answer_nps_score = 3 "
            "where feedback_id in (2, 5)"
        )
    warehouse = open_warehouse(path)
    for name, number in (("customer_comment_list", 2), ("similar_comment_list", 5)):
        found = {row["feedback_id"]: row for row in warehouse.run(name, feedback_id=1, limit=5).to_pylist()}
        assert [found[number][column] for column in ("rating", "rating_max", "nps_score")] == [2.0, 5, 3], name


def test_lemma_list(linked: Warehouse) -> None:
    assert linked.run("lemma_list").to_pylist() == [
        {"lemma": "늦다/VA", "n": 6},
        {"lemma": "배송/NNG", "n": 6},
        {"lemma": "예쁘다/VA", "n": 1},
        {"lemma": "포장/NNG", "n": 1},
        {"lemma": "환불/NNG", "n": 1},
    ]
