"""A database that grows: what a run looks at is what it changes, and what holds for the whole still holds."""

import errno
import os
import tempfile
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from pipeline.config.settings import Settings, load_settings
from pipeline.errors import DatabaseError
from pipeline.records import RunReport
from pipeline.storage.atomic_files import FICLONE, copy_quickly
from pipeline.storage.content_index import ContentIndex, SeenContent
from pipeline.storage.draft import Draft, drafted
from pipeline.storage.integrity import check
from pipeline.storage.lock import locked
from pipeline.storage.renamed_sources import renamed_sources
from pipeline.upkeep.verify import verify
from tests.pipeline.storage.draft_tables import NOON, emotion_table, feedback_table, lemma_table, publish
from tests.pipeline.support import ask, run, write_csv

IDS = st.integers(0, 2**63 - 1)
BATCHES = st.lists(st.dictionaries(st.one_of(IDS, st.integers(0, 9)), IDS, max_size=7), max_size=12)


@given(BATCHES, st.lists(IDS, max_size=5))
def test_notes_are_found_as_a_dictionary_would(batches: list[dict[int, int]], others: list[int]) -> None:
    contents, expected = ContentIndex(), dict[int, SeenContent]()
    for number, batch in enumerate(batches):
        asked = [*batch, *others, *range(10)]
        assert contents.find(asked) == {key: expected[key] for key in asked if key in expected}
        contents.note([*batch], [*batch.values()], [number] * len(batch))
        expected |= {key: SeenContent(content, number) for key, content in batch.items()}
    assert contents.find([*expected, *others]) == expected | {key: expected[key] for key in others if key in expected}


TEXTS, TIMES, SCORES = (
    st.sampled_from(["good", "bad", ""]),
    st.sampled_from([NOON, NOON.replace(hour=3), None]),
    st.sampled_from([9, None]),
)
STORED = st.lists(st.tuples(st.sampled_from("ab"), st.one_of(TEXTS, st.none()), TIMES, SCORES), max_size=6)
CAME = st.lists(st.tuples(st.sampled_from("bcd"), TEXTS, TIMES, SCORES), min_size=1, max_size=9)


def alike_by_hand(
    stored: list[tuple[object, ...]], staged: list[tuple[object, ...]]
) -> list[tuple[str, str, int, int]]:
    """What ``renamed_sources`` has to find: sets of the answers of each source, compared one with the other."""
    kept, came = ({row[0] for row in rows} for rows in (stored, staged))
    said = {source: {row[1:] for row in [*stored, *staged] if row[0] == source and row[1]} for source in kept | came}
    found = []
    for mine in sorted(came - kept):
        for other in sorted((kept | came) - {mine}):
            both = len(said[mine] & said[other])
            if (other in kept or mine > other) and both > 1 and 2 * both >= len(said[mine]):
                found.append((mine, other, both, len(said[mine])))
    return found


@hypothesis_settings(max_examples=15)
@given(STORED, CAME)
def test_a_source_met_under_another_name_is_found_whatever_its_dates(
    stored: list[tuple[object, ...]], staged: list[tuple[object, ...]]
) -> None:
    with tempfile.TemporaryDirectory() as place, drafted(Path(place) / "ondo.duckdb", load_settings(), "v1") as draft:
        for table, rows in (("feedback", stored), ("new_feedback", staged)):
            if rows:
                draft.insert(table, answers(rows))
        assert renamed_sources(draft.connection) == alike_by_hand(stored, staged)


def answers(rows: list[tuple[object, ...]]) -> pa.Table:
    """Rows of table feedback that say (source, text, time, score)."""
    table = feedback_table([*range(1, len(rows) + 1)])
    kinds = {"source": pa.string(), "text": pa.string(), "answered_at": pa.timestamp("us"), "nps_score": pa.uint8()}
    columns = dict(zip(table.column_names, table.columns, strict=True))
    for place, (name, kind) in enumerate(kinds.items()):
        columns[name] = pa.array([row[place] for row in rows], kind)
    return pa.table(columns)


def staged(database: Path, settings: Settings, ids: list[int], spoil: str) -> None:
    """Merge rows with these ids, spoil the draft by one statement, and check it."""
    with locked(database), drafted(database, settings, "v1") as draft:
        draft.stage(feedback_table(ids, "better"), emotion_table(ids), lemma_table(ids))
        draft.merge([])
        draft.record_run(RunReport(read=len(ids), new=len(ids)), draft.next_run_id, NOON, NOON)
        draft.connection.execute(spoil)
        check(draft, 0)


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        ("insert into feedback select * from new_feedback where feedback_id = 2", "stands twice"),
        ("delete from feedback where feedback_id = 2", "do not add up"),
        ("delete from feedback where feedback_id = 1", "do not add up"),
        ("insert into feedback select * replace (9 as feedback_id) from new_feedback limit 1", "do not add up"),
        ("update feedback set scorer_version = 'v0' where feedback_id = 1", "another model"),
        ("insert into feedback_emotion select * from feedback_emotion where feedback_id = 2", "said before"),
        ("insert into feedback_lemma values ('old', 2)", "said before"),
        ("update new_feedback set topics = [77] where feedback_id = 2", "lists other lemmas"),
        ("delete from lemma", "lists other lemmas"),
        (
            "insert into new_feedback_emotion select * replace (9 as feedback_id) from new_feedback_emotion limit 1",
            "not there",
        ),
    ],
)
def test_a_draft_that_went_wrong_is_not_published(tmp_path: Path, spoil: str, what: str) -> None:
    database, settings = tmp_path / "ondo.duckdb", load_settings()
    publish(database, settings, [1, 2])
    before = database.read_bytes()
    staged(database, settings, [2, 3], "select 1")
    with pytest.raises(DatabaseError, match=what):
        staged(database, settings, [2, 3], spoil)
    assert database.read_bytes() == before


def test_what_a_withdrawn_answer_said_may_not_stay(tmp_path: Path) -> None:
    database, settings = tmp_path / "ondo.duckdb", load_settings()
    publish(database, settings, [1, 2])
    for table in ("feedback", "feedback_emotion", "feedback_lemma"):
        with locked(database), drafted(database, settings, "v1") as draft:
            draft.connection.execute(f"create temp table kept as from {table} where feedback_id = 1")
            draft.withdraw([1])
            draft.merge([])
            draft.connection.execute(f"insert into {table} from kept")
            with pytest.raises(DatabaseError, match="without consent"):
                check(draft, 0)


def test_a_database_grown_run_by_run_verifies(tmp_path: Path) -> None:
    header = ["id", "date", "nps", "text"]
    for month in range(1, 5):
        rows = [[f"{month}-{place}", f"2026-0{month}-11", str(place), f"{place} 배송이 빨라요"] for place in range(9)]
        changed = [[f"{month - 1}-3", f"2026-0{month}-11", "1", "환불해 주세요"]] if month > 1 else []
        report = run(tmp_path, write_csv(tmp_path / "export.csv", rows + changed, header))
        assert (report.new, report.updated, report.published) == (9, len(changed), True)
    assert {verdict.what: verdict.faults for verdict in verify(tmp_path / "ondo.duckdb") if verdict.faults} == {}


def test_few_strangers_are_told_without_reading_texts(tmp_path: Path) -> None:
    database, settings = tmp_path / "ondo.duckdb", load_settings()
    publish(database, settings, [1, 2, 3])
    with locked(database), drafted(database, settings, "v1") as draft:
        assert isinstance(draft, Draft)
        said = [
            ("a", "other", NOON.replace(hour=1), 3),
            ("a", "good", NOON.replace(hour=1), 3),
            ("a", "other", NOON, 3),
            ("a", "x", NOON, 3),
        ]
        draft.insert("new_feedback", answers(said))
        assert draft.count_foreign_ids(3) == 1
        assert draft.count_foreign_ids(4) == 0


@pytest.mark.parametrize("shares", [True, False])
def test_a_copy_is_whole_whether_blocks_are_shared_or_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shares: bool
) -> None:
    def clone(target: BinaryIO, request: int, source: int) -> int:
        assert request == FICLONE
        if not shares:
            raise OSError(errno.EOPNOTSUPP, "no")
        return target.write(os.pread(source, 1000, 0))

    monkeypatch.setattr("fcntl.ioctl", clone)
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(bytes(range(200)))
    target.write_bytes(b"what an ended run left behind" * 50)
    copy_quickly(source, target)
    assert target.read_bytes() == source.read_bytes()


def test_a_published_database_needs_no_log_beside_it(tmp_path: Path) -> None:
    settings = load_settings()
    publish(tmp_path / "ondo.duckdb", settings, [1, 2])
    publish(tmp_path / "ondo.duckdb", settings, [3])
    assert not [path.name for path in tmp_path.iterdir() if ".wal" in path.name or "building" in path.name]
    assert ask(tmp_path / "ondo.duckdb", "select count(*) from feedback") == [(3,)]
