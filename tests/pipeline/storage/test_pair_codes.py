"""Pairs in the database: listed by code where they are said, with their words once enough answers have them."""

import duckdb
import pyarrow as pa
import pytest

from pipeline.config.settings import SCHEMA_FILE
from pipeline.scoring.score_table import PAIR
from pipeline.storage.pair_codes import LEAST_ANSWERS, PairCodes, code_of, drop_unused_pairs, keep_pairs


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    opened = duckdb.connect(":memory:")
    opened.execute(SCHEMA_FILE.read_text(encoding="utf-8"))
    return opened


def answers(*said: list[tuple[int, str]]) -> pa.Table:
    pairs = [[{"start": start, "pair": pair} for start, pair in row] for row in said]
    return pa.table(
        {"feedback_id": pa.array(range(1, len(said) + 1), pa.int64()), "pairs": pa.array(pairs, pa.list_(PAIR))}
    )


MENTIONS = pa.table(
    {
        "feedback_id": pa.array([1, 1, 1, 2, 3], pa.int64()),
        "span_start": pa.array([0, 5, 12, 0, 0], pa.int32()),
        "touchpoint": ["delivery", None, "payment", None, "use"],
    }
)


def test_a_pair_is_listed_with_the_touchpoint_of_the_mention_that_it_is_in(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    table = answers([(2, "배송+늦다"), (6, "말+많다"), (13, "결제+안 되다")], [(0, "말+많다")], [(3, "앱+튕기다")], [])
    listed = PairCodes(connection).listed(table, MENTIONS)["pairs"].to_pylist()
    assert [row and [(item["code"], item["at"]) for item in row] for row in listed] == [
        [(code_of("배송+늦다"), 1), (code_of("말+많다"), 0), (code_of("결제+안 되다"), 2)],
        [(code_of("말+많다"), 0)],
        [(code_of("앱+튕기다"), 1)],
        None,
    ]


def test_words_are_kept_of_what_enough_answers_have_over_all_runs(connection: duckdb.DuckDBPyConnection) -> None:
    """Two answers of one run and one of the next: only then its words are there, and gone with the last answer."""

    def run(said: list[list[tuple[int, str]]], first_id: int) -> None:
        connection.execute("drop table if exists new_pair")
        table = PairCodes(connection).listed(answers(*said), None)
        connection.register("listed", table)
        connection.execute(
            "insert into feedback by name select feedback_id + $first as feedback_id, 's' as source, 1 as run_id, "
            "'customer' as audience, 'empty' as state, true as consent_quote, 0 as content_hash, 'v' as scorer_version, "
            "pairs from listed",
            {"first": first_id},
        )
        keep_pairs(connection)

    run([[(0, "배송+늦다")], [(0, "배송+늦다"), (4, "비밀+말")]], 0)
    assert connection.execute("from pair").fetchall() == []
    run([[(0, "배송+늦다")]] * (LEAST_ANSWERS - 2), 10)
    assert connection.execute("from pair").fetchall() == [(code_of("배송+늦다"), "배송+늦다")]
    connection.execute("delete from feedback")
    drop_unused_pairs(connection)
    assert connection.execute("from pair").fetchall() == []
