"""Files and folders that no database can be written to, or read from: each is said, and left alone."""

from pathlib import Path

import duckdb
import pytest

from pipeline.config.settings import Settings, load_settings
from pipeline.errors import DatabaseError, SchemaMismatch, WrongUsage
from pipeline.storage.secret_key import key_path, load_key
from tests.pipeline.storage.draft_tables import publish


def test_a_file_that_is_no_database_is_refused_and_left_alone(database: Path, settings: Settings) -> None:
    database.write_bytes(b"this is a letter to my mother, not a database" * 400)
    before = database.read_bytes()
    with pytest.raises(SchemaMismatch, match="not a database") as caught:
        publish(database, settings, [1])
    assert ".building-" not in str(caught.value)
    assert database.read_bytes() == before
    assert not list(database.parent.glob(".*.building-*"))


def test_a_strange_or_older_database_is_refused_with_a_remedy(database: Path, settings: Settings) -> None:
    with duckdb.connect(str(database)) as strange:
        strange.execute("create table diary (day date)")
    with pytest.raises(SchemaMismatch, match="not a database of Ondo's") as caught:
        publish(database, settings, [1])
    assert "--db" in caught.value.remedy
    with duckdb.connect(str(database)) as older:
        older.execute("create table meta (name varchar, value varchar)")
        older.execute("insert into meta values ('schema_version', '0')")
    with pytest.raises(SchemaMismatch, match="version is 0"):
        publish(database, settings, [1])


def test_another_time_zone_is_refused(database: Path, settings: Settings, tmp_path: Path) -> None:
    publish(database, settings, [1])
    own = tmp_path / "own.toml"
    own.write_text("time_zone = 'UTC'", encoding="utf-8")
    with pytest.raises(WrongUsage, match="Asia/Seoul"):
        publish(database, load_settings(own), [2])


def test_a_folder_or_a_missing_folder_is_said(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(DatabaseError, match="is a folder"):
        publish(tmp_path, settings, [1])
    with pytest.raises(DatabaseError, match="does not exist"):
        publish(tmp_path / "none" / "ondo.duckdb", settings, [1])


def test_a_missing_key_is_not_replaced_where_it_is_needed(database: Path) -> None:
    with pytest.raises(DatabaseError, match="key file is missing"):
        load_key(database, needed=True)
    assert not key_path(database).exists()
