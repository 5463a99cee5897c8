"""Publishing: old or new, never between; locks, modes, and what is left behind."""

import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from pipeline.config.settings import Settings, load_settings
from pipeline.emotions import EMOTIONS
from pipeline.errors import DatabaseError
from pipeline.records import RunReport
from pipeline.storage.draft import Draft, drafted
from pipeline.storage.integrity import check
from pipeline.storage.lock import lock_path, locked
from pipeline.storage.secret_key import key_path, load_key
from tests.pipeline.storage.draft_tables import NOON, emotion_table, feedback_table, lemma_table, publish
from tests.pipeline.support import ask


def test_the_first_run_makes_a_private_file_and_leaves_nothing_else(database: Path, settings: Settings) -> None:
    assert publish(database, settings, [1, 2])
    assert stat.S_IMODE(database.stat().st_mode) == 0o600
    assert {path.name for path in database.parent.iterdir()} == {database.name, lock_path(database).name}
    assert ask(database, "select count(*), min(text) from feedback") == [(2, "good")]
    assert ask(database, "select count(*) from emotion") == [(len(EMOTIONS),)]
    assert ask(database, "select count(*) from touchpoint where in_journey") == [(9,)]


def test_every_table_and_column_explains_itself(database: Path, settings: Settings) -> None:
    publish(database, settings, [1])
    silent = ask(
        database,
        "select table_name, column_name from duckdb_columns() where database_name = 'stored' and comment is null "
        "union all select table_name, '' from duckdb_tables() where database_name = 'stored' and comment is null",
    )
    assert silent == []


def test_a_newer_version_of_a_row_replaces_it_everywhere(database: Path, settings: Settings) -> None:
    publish(database, settings, [1, 2])
    publish(database, settings, [2, 3], text="better")
    assert ask(database, "select feedback_id, text from feedback order by 1") == [
        (1, "good"),
        (2, "better"),
        (3, "better"),
    ]
    assert ask(database, "select count(*) from feedback_emotion") == [(3,)]
    assert ask(database, "select count(*) from feedback_lemma") == [(3,)]


def test_a_reader_keeps_reading_while_a_new_version_is_published(database: Path, settings: Settings) -> None:
    publish(database, settings, [1])
    with duckdb.connect(":memory:") as reader:
        reader.execute(f"attach '{database}' as stored (read_only)")
        publish(database, settings, [2, 3])
        assert reader.execute("select count(*) from stored.feedback").fetchall() == [(1,)]
    assert ask(database, "select count(*) from feedback") == [(3,)]


def test_nothing_new_publishes_nothing(database: Path, settings: Settings) -> None:
    publish(database, settings, [1])
    before = database.stat()
    with locked(database), drafted(database, settings, "v1") as draft:
        draft.merge([])
        assert not draft.changed()
    assert (before.st_ino, before.st_mtime_ns) == (database.stat().st_ino, database.stat().st_mtime_ns)


def test_changed_settings_are_published_without_new_rows(database: Path, settings: Settings, tmp_path: Path) -> None:
    publish(database, settings, [1])
    own = tmp_path / "own.toml"
    own.write_text("[small_numbers]\nhidden_below = 6\n", encoding="utf-8")
    assert publish(database, load_settings(own), [])
    assert ask(database, "select value from meta where name = 'hidden_below'") == [("6",)]


def test_withdrawn_rows_go_even_if_staged_in_the_same_run(database: Path, settings: Settings) -> None:
    publish(database, settings, [1, 2])
    with locked(database), drafted(database, settings, "v1") as draft:
        draft.stage(feedback_table([2, 3]), emotion_table([2, 3]), lemma_table([2, 3]))
        draft.withdraw([1, 2, 3])
        assert draft.unstage_withdrawn() == (1, 1)
        draft.merge([])
        draft.record_run(RunReport(), 2, NOON, NOON)
        check(draft, 0)
        draft.publish()
    for table in ("feedback", "feedback_emotion", "feedback_lemma"):
        assert ask(database, f"select count(*) from {table}") == [(0,)]


def test_a_second_writer_hears_who_holds_the_lock(database: Path, settings: Settings) -> None:
    with locked(database):
        code = f"from pathlib import Path; from pipeline.storage.lock import locked\nwith locked(Path({str(database)!r})): pass"
        other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert other.returncode != 0
    assert f"another run is writing (process {os.getpid()}" in other.stderr
    publish(database, settings, [1])


STAGES = ("stage", "merge", "changed", "record_run")


@pytest.mark.parametrize("stage", STAGES)
def test_a_run_killed_at_any_stage_leaves_the_old_database_whole(
    database: Path, settings: Settings, stage: str
) -> None:
    publish(database, settings, [1])
    code = textwrap.dedent(
        f"""
        import os, signal
        from pathlib import Path
        from pipeline.config.settings import load_settings
        from pipeline.storage.draft import Draft
        from tests.pipeline.storage.draft_tables import publish
        told = getattr(Draft, {stage!r})
        def killed(self, *given):
            told(self, *given)
            os.kill(os.getpid(), signal.SIGKILL)
        setattr(Draft, {stage!r}, killed)
        publish(Path({str(database)!r}), load_settings(), [2, 3])
        """
    )
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == -9, done.stderr
    assert list(database.parent.glob(".*.building-*"))
    assert ask(database, "select list(feedback_id) from feedback") == [([1],)]
    publish(database, settings, [2, 3])
    assert not list(database.parent.glob(".*.building-*"))
    assert ask(database, "select count(*) from feedback") == [(3,)]


def test_a_failing_run_removes_what_it_was_building(database: Path, settings: Settings) -> None:
    with pytest.raises(ZeroDivisionError), locked(database), drafted(database, settings, "v1"):
        raise ZeroDivisionError
    assert not database.exists()
    assert not list(database.parent.glob(".*.building-*"))


def test_the_key_is_made_once_and_private(database: Path) -> None:
    key = load_key(database)
    assert len(key) == 32 and load_key(database) == key
    assert stat.S_IMODE(key_path(database).stat().st_mode) == 0o600
    key_path(database).write_bytes(b"short")
    with pytest.raises(DatabaseError, match="5 bytes"):
        load_key(database)


def test_an_unknown_touchpoint_is_kept_after_the_journey(database: Path, settings: Settings) -> None:
    rows = feedback_table([1]).append_column("touchpoint", pa.array(["라운지"]))
    with locked(database), drafted(database, settings, "v1") as draft:
        assert isinstance(draft, Draft)
        draft.stage(rows, emotion_table([1]), lemma_table([1]))
        draft.merge([])
        draft.record_run(RunReport(), 1, NOON, NOON)
        draft.publish()
    assert ask(database, "select touchpoint, position, in_journey from touchpoint where position > 9") == [
        ("라운지", 10, False)
    ]


def test_what_was_withdrawn_is_gone_from_the_bytes_of_the_file(database: Path, settings: Settings) -> None:
    publish(database, settings, [1], text="UNIQUEWITHDRAWNTEXT")
    publish(database, settings, [2, 3])
    with locked(database), drafted(database, settings, "v1") as draft:
        draft.withdraw([1])
        draft.merge([])
        draft.record_run(RunReport(), draft.next_run_id, NOON, NOON)
        check(draft, 0)
        draft.publish()
    assert b"UNIQUEWITHDRAWNTEXT" not in database.read_bytes()
    assert ask(database, "select list(feedback_id order by feedback_id) from feedback") == [([2, 3],)]
    assert ask(database, "select count(*) from run") == [(3,)]
    assert ask(
        database, "select count(*) from duckdb_columns() where comment is null and database_name = 'stored'"
    ) == [(0,)]


def test_a_published_database_keeps_its_mode(database: Path, settings: Settings) -> None:
    publish(database, settings, [1])
    database.chmod(0o640)
    publish(database, settings, [2])
    assert stat.S_IMODE(database.stat().st_mode) == 0o640


def test_leftovers_are_swept_whatever_the_name(tmp_path: Path, settings: Settings) -> None:
    other = tmp_path / ".b.duckdb.building-1"
    other.write_bytes(b"another database's")
    strange = tmp_path / "[ab]*.duckdb"
    leftover = tmp_path / ".[ab]*.duckdb.building-1"
    leftover.write_bytes(b"")
    publish(strange, settings, [1])
    assert other.exists() and not leftover.exists()


def test_an_empty_file_becomes_a_database(database: Path, settings: Settings) -> None:
    database.touch()
    assert publish(database, settings, [1])
    assert ask(database, "select count(*) from feedback") == [(1,)]
