"""Backups: private whole copies with their key, remembered; what cannot be copied is refused."""

import os
import stat
from pathlib import Path

import duckdb
import pytest

from pipeline.errors import DatabaseError, DatabaseMissing, WrongUsage
from pipeline.storage.lock import locked
from pipeline.storage.secret_key import key_path
from pipeline.upkeep import backup as backups
from pipeline.upkeep.backup import back_up, backups_of
from pipeline.upkeep.ledger import ledger_path
from tests.pipeline.support import ondo
from tests.pipeline.upkeep.customer_to_forget import NOW, done, faults, run


def test_a_backup_is_a_private_whole_copy_with_its_key(database: Path, tmp_path: Path) -> None:
    database.chmod(0o640)
    made = back_up(database, None, with_key=True, now=NOW)
    assert made.path == tmp_path / "backups" / "ondo-2026-06-01-120000.duckdb"
    assert made.path.read_bytes() == database.read_bytes() and made.size == database.stat().st_size
    assert key_path(made.path).read_bytes() == key_path(database).read_bytes()
    for path in (made.path, key_path(made.path), ledger_path(database)):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    assert faults(made.path) == [] and backups_of(database) == [(made.path, made.size)]
    again = back_up(database, made.path.parent, with_key=False, now=NOW)
    assert again.path.name == "ondo-2026-06-01-120000-1.duckdb" and not again.with_key
    assert not key_path(again.path).exists() and len(list(made.path.parent.iterdir())) == 3


def test_targets_that_cannot_be_are_refused_and_nothing_is_lost(database: Path, tmp_path: Path) -> None:
    taken, link = tmp_path / "taken.duckdb", tmp_path / "link.duckdb"
    taken.write_text("mine")
    link.symlink_to(database)
    (tmp_path / "half.duckdb.key").write_text("mine")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    for target, error, match in (
        (tmp_path / "none" / "x.duckdb", DatabaseError, "does not exist"),
        (taken, WrongUsage, "stands there already"),
        (tmp_path / "half.duckdb", WrongUsage, "stands there already"),
        (database, WrongUsage, "the database itself"),
        (link, WrongUsage, "the database itself"),
    ):
        with pytest.raises(error, match=match):
            back_up(database, target, with_key=True, now=NOW)
    with pytest.raises(DatabaseMissing):
        back_up(tmp_path / "nothing.duckdb", None, with_key=True, now=NOW)
    after = {path: path.read_bytes() for path in tmp_path.iterdir() if path.suffix != ".lock"}
    assert after == {path: content for path, content in before.items() if path.suffix != ".lock"}


def test_a_database_that_does_not_hold_together_makes_no_backup(database: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute("insert into feedback from feedback limit 1")
    with pytest.raises(DatabaseError, match="every answer stands once"):
        back_up(database, tmp_path / "copy.duckdb", with_key=True, now=NOW)
    assert not list(tmp_path.glob("*copy*")) and backups_of(database) == []


def test_personal_data_found_by_newer_patterns_is_said_and_backed_up(database: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "update mention set span_end = 16 where feedback_id = (select feedback_id from feedback where text like 'Zanzibar%')"
        )
        connection.execute(
            "update feedback set text = '전화 010-1234-5678', text_length = 16, evidence = [] where text like 'Zanzibar%'"
        )
    made = back_up(database, tmp_path / "copy.duckdb", with_key=True, now=NOW)
    assert [item.what for item in made.warnings] == ["no text holds personal data"]


def test_a_backup_that_fails_leaves_nothing(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*given: object) -> None:
        raise OSError(28, "No space left on device")

    for step in ("copy_durably", "put_in_place"):
        with monkeypatch.context() as patched, pytest.raises(DatabaseError, match="the disk is full"):
            patched.setattr(backups, step, fails)
            back_up(database, tmp_path / "copy.duckdb", with_key=True, now=NOW)
        assert not list(tmp_path.glob("*copy*")) and not list(tmp_path.glob(".*copy*")) and backups_of(database) == []


def test_only_one_at_a_time(database: Path) -> None:
    with locked(database):
        for command in (["backup"], ["forget", "--customer", "x"], ["restore", key_path(database)]):
            told = ondo(*command, "--db", database)
            assert told.returncode == 3 and b"another run is writing" in told.stderr


def test_a_damaged_list_is_said_and_stops_what_needs_it(database: Path) -> None:
    ledger_path(database).write_text("{", encoding="utf-8")
    for act in (lambda: done(database), lambda: run(database), lambda: back_up(database, None, with_key=True, now=NOW)):
        with pytest.raises(DatabaseError, match="list of backups") as caught:
            act()
        assert "move it away" in caught.value.remedy


def test_the_commands_tell_what_they_did(database: Path, tmp_path: Path) -> None:
    made = ondo("backup", tmp_path / "copy.duckdb", "--db", database)
    assert made.returncode == 0 and made.stdout.decode().strip() == str(tmp_path / "copy.duckdb")
    assert b"Backed up and checked" in made.stderr and b"The key is beside it" in made.stderr
    assert str(tmp_path / "copy.duckdb") in ondo("backup", "--list", "--db", database).stdout.decode()
    assert ondo("verify", "--db", tmp_path / "copy.duckdb").returncode == 0
    back = ondo("restore", tmp_path / "copy.duckdb", "--db", database)
    assert back.returncode == 0 and b"6 answers" in back.stderr and b"kept as a backup" in back.stderr
    os.truncate(tmp_path / "copy.duckdb", 1000)
    assert ondo("restore", tmp_path / "copy.duckdb", "--db", database).returncode == 3
