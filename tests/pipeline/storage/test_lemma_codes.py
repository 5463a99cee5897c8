"""Lemmas by code: what an answer lists is what feedback_lemma says of it, however it came there."""

from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config.settings import load_settings
from pipeline.masking.hashing import keyed_id
from pipeline.records import RunReport
from pipeline.run import RunSettings, inspect_files, run_batch
from pipeline.storage.draft import drafted, edited
from pipeline.storage.integrity import check
from pipeline.storage.lemma_codes import (
    LemmaCodes,
    differing_lemmas,
    drop_unused_lemmas,
    is_topic,
    keep_lemmas,
    listed_lemmas,
)
from pipeline.storage.lock import locked
from pipeline.storage.secret_key import load_key
from pipeline.upkeep.forget import forget
from pipeline.upkeep.verify import verify
from tests.pipeline.storage.draft_tables import NOON, emotion_table, feedback_table
from tests.pipeline.support import ask

WORDS = ("배송/NNG", "온도/NNP", "늦다/VA", "가다/VV", "ok", "great", "빨리/MAG", "3/SN", "NNG", "a/NNG/b")
SAID = st.lists(st.lists(st.sampled_from(WORDS), unique=True, max_size=6), max_size=12)


def rows_of(said: list[list[str]], first: int) -> pa.Table:
    """Rows of feedback_lemma of answers whose ids count down from ``first``."""
    pairs = [(lemma, first - place) for place, lemmas in enumerate(said) for lemma in lemmas]
    lemmas, ids = zip(*pairs, strict=True) if pairs else ((), ())
    return pa.table({"lemma": pa.array(lemmas, pa.string()), "feedback_id": pa.array(ids, pa.int64())})


@settings(max_examples=40, deadline=None)
@given(batches=st.lists(SAID, min_size=1, max_size=4))
def test_both_ways_of_listing_say_the_same(batches: list[list[list[str]]]) -> None:
    """Batches of a run, half of them before and half after the codes are read again, beside SQL over all rows."""
    with duckdb.connect(":memory:") as connection:
        connection.execute("create table lemma (code uinteger, lemma varchar)")
        connection.execute("create table feedback_lemma (lemma varchar, feedback_id bigint)")
        connection.execute("create table feedback (feedback_id bigint, topics uinteger[], other_lemmas uinteger[])")
        for number, said in enumerate(batches):
            if number in (0, 2):
                connection.execute("drop table if exists new_lemma")
                codes = LemmaCodes(connection)
            rows = rows_of(said, 100 * (number + 1))
            ids = [100 * (number + 1) - place for place in range(len(said))]
            listed = codes.listed(pa.table({"feedback_id": pa.array(ids, pa.int64())}), rows)
            connection.register("incoming", listed)
            connection.execute("insert into feedback by name from incoming")
            connection.register("incoming", rows)
            connection.execute("insert into feedback_lemma from incoming")
            keep_lemmas(connection, "feedback_lemma")
        by_rows = (
            f"(select feedback_id from feedback) left join ({listed_lemmas('feedback_lemma')}) using (feedback_id)"
        )
        of_all = f"select feedback_id, topics, other_lemmas from {by_rows}"
        assert (
            connection.execute("from feedback order by all").fetchall()
            == connection.execute(f"{of_all} order by all").fetchall()
        )
        assert connection.execute(differing_lemmas("feedback", "feedback_lemma")).fetchone() == (0,)
        met = {lemma for said in batches for lemmas in said for lemma in lemmas}
        stored = connection.execute("select lemma, code from lemma").fetchall()
        assert {lemma for lemma, _ in stored} == met and sorted(code for _, code in stored) == list(range(len(met)))
        topics = connection.execute(
            "select distinct lemma from lemma where code in (select unnest(topics) from feedback)"
        ).fetchall()
        assert {lemma for (lemma,) in topics} == {lemma for lemma in met if is_topic(lemma)}
        connection.execute("delete from feedback_lemma where lemma = 'ok'")
        drop_unused_lemmas(connection)
        assert connection.execute("select count(*) from lemma where lemma = 'ok'").fetchone() == (0,)
        assert connection.execute(differing_lemmas("feedback", "feedback_lemma")).fetchone() == (
            sum("ok" in lemmas for said in batches for lemmas in said),
        )


@pytest.mark.parametrize(
    ("lemma", "can_be"),
    [
        ("배송/NNG", True),
        ("온도/NNP", True),
        ("great", True),
        ("늦다/VA", False),
        ("가다/VV", False),
        ("빨리/MAG", False),
    ],
)
def test_nouns_and_english_words_can_be_topics(lemma: str, can_be: bool) -> None:
    assert is_topic(lemma) is can_be


def publish(database: Path, said: dict[int, list[str]]) -> None:
    """Publish a run of answers with these lemmas."""
    ids = list(said)
    rows = [(lemma, key) for key, lemmas in said.items() for lemma in lemmas]
    lemmas = pa.table(
        {"lemma": [lemma for lemma, _ in rows], "feedback_id": pa.array([key for _, key in rows], pa.int64())}
    )
    with locked(database), drafted(database, load_settings(), "v1") as draft:
        draft.stage(feedback_table(ids, " ".join(map(str, rows))), emotion_table(ids), lemmas)
        draft.merge([])
        draft.record_run(RunReport(read=len(ids), new=len(ids)), draft.next_run_id, NOON, NOON)
        check(draft, 0)
        draft.publish()


def listed(database: Path) -> list[tuple[object, ...]]:
    """What each answer lists, by name."""
    names = (
        "(select list(lemma order by lemma) from lemma where list_contains(list_concat(topics, other_lemmas), code))"
    )
    return ask(database, f"select feedback_id, {names} from feedback order by feedback_id")


def test_codes_stay_and_words_that_nobody_says_any_more_go(tmp_path: Path) -> None:
    database = tmp_path / "ondo.duckdb"
    publish(database, {1: ["배송/NNG", "늦다/VA"], 2: ["배송/NNG", "secret"]})
    first = dict(ask(database, "select lemma, code from lemma"))
    publish(database, {3: ["포장/NNG", "배송/NNG"]})
    second = dict(ask(database, "select lemma, code from lemma"))
    assert second == {**first, "포장/NNG": max(first.values()) + 1}
    publish(database, {2: ["배송/NNG", "포장/NNG"]})
    third = dict(ask(database, "select lemma, code from lemma"))
    assert third == {lemma: code for lemma, code in second.items() if lemma != "secret"}
    assert listed(database) == [
        (1, ["늦다/VA", "배송/NNG"]),
        (2, ["배송/NNG", "포장/NNG"]),
        (3, ["배송/NNG", "포장/NNG"]),
    ]
    with edited(database, database, lambda path: None):
        pass
    assert dict(ask(database, "select lemma, code from lemma")) == third


def test_a_forgotten_customers_words_go(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("id,customer,text\n1,C-1,배송이 늦어요\n2,C-2,Zanzibar was lovely\n", encoding="utf-8")
    database = tmp_path / "ondo.duckdb"
    asked = RunSettings((path,), database, load_settings())
    run_batch(asked, inspect_files(asked.files, asked.options))
    assert ask(database, "select count(*) from lemma where lemma = 'zanzibar'") == [(1,)]
    assert [proof.erased.answers for proof in forget(database, "C-2", date(2026, 6, 1))] == [1]
    assert ask(database, "select count(*) from lemma where lemma = 'zanzibar'") == [(0,)]
    assert b"zanzibar" not in database.read_bytes().lower()
    assert not any(verdict.faults for verdict in verify(database))


def test_an_older_file_gets_its_lists_part_by_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that were deleted leave gaps among those that are copied three at once."""
    database = tmp_path / "ondo.duckdb"
    publish(database, {key: ["배송/NNG", f"word{key % 3}", "늦다/VA"][: key % 4] for key in range(1, 12)})
    before = listed(database)
    with duckdb.connect(str(database)) as old:
        old.execute(
            "create table older as select * exclude (topics, other_lemmas) from feedback; drop table feedback; drop table lemma"
        )
        old.execute("drop table former_feedback_id; alter table rejected_row drop column audience")
        old.execute("alter table older rename to feedback; update meta set value = '4' where name = 'schema_version'")
        old.execute("delete from feedback where feedback_id = 5; delete from feedback_lemma where feedback_id = 5")
    load_key(database)
    monkeypatch.setattr("pipeline.storage.upgrade.COPIED_AT_ONCE", 3)
    with edited(database, database, lambda path: None):
        pass
    assert ask(database, differing_lemmas("feedback", "feedback_lemma")) == [(0,)]
    key = load_key(database)
    assert listed(database) == sorted((keyed_id(int(str(row[0])), key), row[1]) for row in before if row[0] != 5)
    assert ask(database, "select min(code), max(code), count(*) from lemma") == [(0, 4, 5)]
