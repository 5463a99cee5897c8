"""A database knows its key, and no command hashes with another one."""

import secrets
import shutil
from pathlib import Path

import duckdb
import pytest

from pipeline.config.settings import load_settings
from pipeline.errors import DatabaseError, WrongUsage
from pipeline.storage.secret_key import KEY_BYTES, fingerprint, key_path
from pipeline.upkeep.backup import back_up, restore
from pipeline.upkeep.forget import forget
from pipeline.upkeep.verify import verify
from tests.pipeline.support import ROWS as SEVEN_ROWS
from tests.pipeline.support import ask, ondo, run, write_csv
from tests.pipeline.upkeep.customer_to_forget import NOW, TODAY, faults

NOTED = "select value from meta where name = 'key_fingerprint'"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    run(folder, write_csv(folder / "answers.csv", SEVEN_ROWS))
    return folder


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Path:
    for path in made.iterdir():
        shutil.copy(path, tmp_path)
    return tmp_path / "ondo.duckdb"


def _change_key(database: Path) -> bytes:
    former = key_path(database).read_bytes()
    key_path(database).write_bytes(secrets.token_bytes(KEY_BYTES))
    return former


def test_the_fingerprint_tells_keys_apart_and_no_more(database: Path) -> None:
    key = key_path(database).read_bytes()
    assert ask(database, NOTED) == [(fingerprint(key),)]
    assert fingerprint(key) != fingerprint(bytes(KEY_BYTES)) and len(fingerprint(key)) == 32
    assert key not in database.read_bytes() and key.hex().encode() not in database.read_bytes()


def test_every_command_that_hashes_refuses_another_key(database: Path, tmp_path: Path) -> None:
    former, before = _change_key(database), database.read_bytes()
    with pytest.raises(WrongUsage, match="not the key with which the database has hashed") as caught:
        run(tmp_path, tmp_path / "answers.csv")
    assert caught.value.exit_code == 2 and database.name + ".key" in caught.value.remedy
    for words in (
        ("run", tmp_path / "answers.csv"),
        ("admin", "forget", "--customer", "C1"),
        ("admin", "forget", "--answer", "1"),
        ("subject-export", "--customer", "C1", "-o", tmp_path / "one.json"),
        ("load-scored", tmp_path),
    ):
        done = ondo(*words, "--db", database)
        assert done.returncode == 2, (words, done.stderr)
        assert b"key" in done.stderr and b"Traceback" not in done.stderr
    assert database.read_bytes() == before
    assert faults(database) == ["the key file is that of the database"]
    key_path(database).write_bytes(former)
    assert run(tmp_path, tmp_path / "answers.csv").unchanged == 5 and faults(database) == []


def test_a_database_that_has_not_noted_its_key_notes_it_at_the_next_run(database: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute("delete from meta where name = 'key_fingerprint'")
    assert run(tmp_path, tmp_path / "answers.csv").published
    assert ask(database, NOTED) == [(fingerprint(key_path(database).read_bytes()),)]
    assert not run(tmp_path, tmp_path / "answers.csv").published
    run(tmp_path)
    assert ask(database, NOTED) != [], "a run without files keeps it"


def test_a_backup_is_not_restored_or_cleaned_with_another_key(database: Path, tmp_path: Path) -> None:
    copy = back_up(database, tmp_path / "copy.duckdb", with_key=False, now=NOW).path
    fresh = tmp_path / "fresh" / "ondo.duckdb"
    fresh.parent.mkdir()
    run(fresh.parent, write_csv(tmp_path / "other.csv", SEVEN_ROWS[:1]))
    before = fresh.read_bytes()
    with pytest.raises(DatabaseError, match="another key"):
        restore(copy, fresh, load_settings(), NOW)
    assert fresh.read_bytes() == before
    key_path(copy).write_bytes(secrets.token_bytes(KEY_BYTES))
    with pytest.raises(DatabaseError, match="another key"):
        restore(copy, tmp_path / "nowhere.duckdb", load_settings(), NOW)
    proofs = list(forget(database, "C1", TODAY))
    assert not proofs[0].failure and "not the key" in proofs[1].failure
    assert [check.faults for check in verify(copy) if "key file is" in check.what] == [1]
