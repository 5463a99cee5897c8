"""Restoring: only a whole backup with the right key, and all of it or nothing."""

import shutil
import stat
from pathlib import Path

import duckdb
import pytest

from pipeline.config.settings import load_settings
from pipeline.errors import DatabaseError, DatabaseMissing, SchemaMismatch, WrongUsage
from pipeline.storage.secret_key import key_path
from pipeline.upkeep.backup import back_up, backups_of, restore
from pipeline.upkeep.verify import verify
from tests.pipeline.support import ask, write_csv
from tests.pipeline.upkeep.customer_to_forget import HEADER, NOW, faults, run


def _flipped(path: Path) -> None:
    """Change some bytes in the middle of every block of a file."""
    content = bytearray(path.read_bytes())
    for place in range(12_288 + 40, len(content), 262_144):
        content[place : place + 64] = bytes(64 - number for number in range(64))
    path.write_bytes(content)


def test_what_is_no_whole_backup_is_not_restored(database: Path, tmp_path: Path) -> None:
    flipped, cut, letter, strange = (tmp_path / f"{name}.duckdb" for name in ("flipped", "cut", "letter", "strange"))
    shutil.copy(database, flipped)
    _flipped(flipped)
    cut.write_bytes(database.read_bytes()[: database.stat().st_size // 2])
    letter.write_bytes(b"a letter to my mother" * 999)
    with duckdb.connect(str(strange)) as connection:
        connection.execute("create table diary (day date)")
    before = database.read_bytes()
    for source, errors in (
        (flipped, DatabaseError),
        (cut, DatabaseError),
        (letter, SchemaMismatch),
        (strange, SchemaMismatch),
        (tmp_path, DatabaseError),
        (tmp_path / "none", DatabaseMissing),
        (database, WrongUsage),
    ):
        with pytest.raises(errors) as caught:
            restore(source, database, load_settings(), NOW)
        assert caught.value.remedy and str(source) in caught.value.where
    assert database.read_bytes() == before
    assert backups_of(database) == [] and not list(tmp_path.glob(".*.building-*"))
    with pytest.raises(DatabaseError, match=r"damaged|not a database"):
        list(verify(flipped))


def test_restoring_keeps_what_was_in_place(database: Path, tmp_path: Path) -> None:
    made = back_up(database, tmp_path / "copy.duckdb", with_key=True, now=NOW)
    later = write_csv(tmp_path / "later.csv", [["99", "2026-05-01", "good", "9", "customer-9"]], HEADER)
    run(database, later)
    now = database.read_bytes()
    restored = restore(made.path, database, load_settings(), NOW)
    assert (restored.answers, restored.key, restored.former_was_read) == (6, "same", True)
    assert ask(database, "select count(*) from feedback where source_id = '99'") == [(0,)]
    assert restored.kept is not None and restored.kept.read_bytes() == now
    assert [path for path, _ in backups_of(database)] == [made.path, restored.kept]
    back = restore(restored.kept, database, load_settings(), NOW)
    assert back.answers == 7 and faults(database) == []


def test_a_damaged_database_is_replaced_and_kept(database: Path, tmp_path: Path) -> None:
    made = back_up(database, tmp_path / "copy.duckdb", with_key=True, now=NOW)
    database.write_bytes(b"ruins" * 999)
    restored = restore(made.path, database, load_settings(), NOW)
    assert restored.answers == 6 and not restored.former_was_read
    assert restored.kept is not None and restored.kept.read_bytes() == b"ruins" * 999


def test_restoring_onto_nothing_brings_the_key_too(database: Path, tmp_path: Path) -> None:
    made = back_up(database, tmp_path / "copy.duckdb", with_key=True, now=NOW)
    new = tmp_path / "new.duckdb"
    assert restore(made.path, new, load_settings(), NOW).key == "restored"
    assert run(new, tmp_path / "answers.csv").unchanged == 6
    for path in (new, key_path(new)):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    key_path(made.path).unlink()
    assert restore(made.path, tmp_path / "newer.duckdb", load_settings(), NOW).key == "missing"


def test_a_backup_with_another_key_is_refused(database: Path, tmp_path: Path) -> None:
    made = back_up(database, tmp_path / "copy.duckdb", with_key=True, now=NOW)
    key_path(made.path).write_bytes(b"k" * 32)
    before = database.read_bytes()
    with pytest.raises(DatabaseError, match="another key"):
        restore(made.path, database, load_settings(), NOW)
    assert database.read_bytes() == before and len(backups_of(database)) == 1


STEPS = [
    "storage.draft.copy_durably",
    "storage.draft.rewrite",
    "storage.draft.put_in_place",
    "upkeep.backup.refuse_broken",
    "upkeep.backup.save_ledger",
]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["full", "interrupted"]
)
def test_restoring_that_fails_at_any_step_changes_nothing(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    made = back_up(database, tmp_path / "copy.duckdb", with_key=True, now=NOW)
    before = database.read_bytes()

    def fails(*given: object) -> None:
        raise error

    monkeypatch.setattr(f"pipeline.{step}", fails)
    with pytest.raises((DatabaseError, KeyboardInterrupt)) as caught:
        restore(made.path, database, load_settings(), NOW)
    assert isinstance(error, KeyboardInterrupt) or "the disk is full" in str(caught.value)
    assert database.read_bytes() == before and not list(tmp_path.glob(".*.building-*"))
    monkeypatch.undo()
    assert restore(made.path, database, load_settings(), NOW).answers == 6
