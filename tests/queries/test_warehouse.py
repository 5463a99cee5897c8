"""Opening, refusing, replacing and sharing the database file, and that it is only ever read."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from pipeline.config.settings import SCHEMA_VERSION
from queries import (
    QUERIES,
    DatabaseError,
    DatabaseMissing,
    Filter,
    SchemaMismatch,
    Warehouse,
    database_path,
    file_identity,
    open_warehouse,
)
from tests import sample_databases


def test_no_file_yet_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(DatabaseMissing) as caught:
        open_warehouse(tmp_path / "none.duckdb")
    assert "none.duckdb" in caught.value.where
    assert "ondo run" in caught.value.remedy and "ondo demo" in caught.value.remedy


def test_another_schema_version_is_refused_with_both_versions(older_schema_file: Path) -> None:
    with pytest.raises(SchemaMismatch, match=f"version is {SCHEMA_VERSION - 1}.*needs {SCHEMA_VERSION}") as caught:
        open_warehouse(older_schema_file)
    assert "ondo rescore --db" in caught.value.remedy


@pytest.mark.parametrize(
    ("version", "remedy"), [(0, "ondo run FILE"), (SCHEMA_VERSION + 1, "version of Ondo that made it")]
)
def test_a_version_that_cannot_be_brought_up_to_date_has_another_remedy(
    tmp_path: Path, version: int, remedy: str
) -> None:
    path = sample_databases.build_database(tmp_path / "other.duckdb", schema_version=version)
    with pytest.raises(SchemaMismatch) as caught:
        open_warehouse(path)
    assert remedy in caught.value.remedy


def test_a_duckdb_file_of_something_else_is_no_ondo_database(tmp_path: Path) -> None:
    duckdb.connect(str(tmp_path / "other.duckdb")).execute("create table meta (a integer)").close()
    with pytest.raises(SchemaMismatch, match="not a database of Ondo's"):
        open_warehouse(tmp_path / "other.duckdb")


def test_a_text_file_is_refused(not_a_database_file: Path) -> None:
    with pytest.raises(SchemaMismatch, match="a text file, not a database") as caught:
        open_warehouse(not_a_database_file)
    assert caught.value.remedy


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "zero.duckdb").touch()
    with pytest.raises(DatabaseError, match="an empty file, not a database"):
        open_warehouse(tmp_path / "zero.duckdb")


def test_a_cut_off_file_is_refused(tmp_path: Path, tiny_warehouse_file: Path) -> None:
    (tmp_path / "cut.duckdb").write_bytes(tiny_warehouse_file.read_bytes()[:5000])
    with pytest.raises(DatabaseError, match="cut off"):
        open_warehouse(tmp_path / "cut.duckdb")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="folder"):
        open_warehouse(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    path = sample_databases.build_database(tmp_path / "closed.duckdb")
    path.chmod(0)
    with pytest.raises(DatabaseError):
        open_warehouse(path)


@pytest.mark.parametrize("path", ["a\x00b", "x" * 5000, "file/below"])
def test_an_impossible_path_is_refused(path: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseError):
        open_warehouse(tmp_path / path)


def test_a_quote_in_the_path_is_part_of_the_path(tmp_path: Path) -> None:
    path = sample_databases.build_tiny_database(tmp_path / "it's; 온도.duckdb")
    assert open_warehouse(path).run("comment_count", filter=Filter()).to_pylist() == [{"n": 16}]


def test_the_path_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert database_path() == Path("ondo.duckdb")
    monkeypatch.setenv("ONDO_DB", "elsewhere.duckdb")
    assert database_path() == Path("elsewhere.duckdb")


def test_a_replaced_file_has_another_identity_and_is_seen_after_opening_again(tmp_path: Path) -> None:
    path = sample_databases.build_tiny_database(tmp_path / "ondo.duckdb")
    before = open_warehouse(path)
    assert before.identity == file_identity(path) == open_warehouse(path).identity
    os.replace(sample_databases.build_database(tmp_path / "next.duckdb", sample_databases.TINY[:6]), path)
    after = open_warehouse(path)
    assert after.identity == file_identity(path) != before.identity
    assert before.run("comment_count", filter=Filter()).to_pylist() == [{"n": 16}], "what is open stays whole"
    assert after.run("comment_count", filter=Filter()).to_pylist() == [{"n": 6}]


def test_many_threads_share_a_warehouse(tiny: Warehouse) -> None:
    names = ["nps", "tone", "emotion_share", "coverage"] * 25
    alone = {name: tiny.run(name, filter=Filter()) for name in set(names)}
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda name: tiny.run(name, filter=Filter()), names))
    assert all(result == alone[name] for name, result in zip(names, together, strict=True))


@pytest.mark.parametrize(
    "statement",
    [
        "insert into warehouse.meta values ('a', 'b')",
        "delete from warehouse.feedback",
        "create table warehouse.more (a integer)",
        "copy (select 1) to 'out.csv'",
        "select * from read_csv('/etc/passwd')",
        "select * from read_text('/etc/passwd')",
        "select * from glob('/*')",
        "attach 'other.duckdb'",
        "export database 'out'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "select * from secret",
    ],
)
def test_nothing_can_be_written_or_reached(tiny: Warehouse, statement: str) -> None:
    secret = [1]  # noqa: F841 - a Python variable is no table
    with pytest.raises(duckdb.Error):
        tiny._connection.cursor().execute(statement).fetchall()
    assert list(Path().iterdir()) == []


def test_reading_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = sample_databases.build_tiny_database(tmp_path / "ondo.duckdb")
    content = path.read_bytes()
    path.chmod(0o400)
    open_warehouse(path).run("nps", filter=Filter())
    assert path.read_bytes() == content and [item.name for item in tmp_path.iterdir()] == ["ondo.duckdb"]


@pytest.mark.parametrize(
    ("name", "params", "message"),
    [
        ("no_such", {}, "no query 'no_such'"),
        ("../nps", {"filter": Filter()}, "no query"),
        ("nps", {}, "takes"),
        ("nps", {"filter": Filter(), "grain": "day"}, "takes"),
        ("nps", {"filter": {"audience": "customer"}}, "wrong type"),
        ("nps_by_period", {"filter": Filter(), "grain": "year"}, "grain is one of day, week, month"),
        ("comment_list", {"filter": Filter(), "order": "'", "limit": 1, "offset": 0}, "order is one of newest"),
        ("comment", {"feedback_id": Filter()}, "wrong type"),
    ],
)
def test_wrong_use_is_said_clearly(tiny: Warehouse, name: str, params: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        tiny.run(name, **params)


def test_a_query_that_fails_is_a_database_error(tiny: Warehouse) -> None:
    with pytest.raises(DatabaseError, match="the query comment_list failed") as caught:
        tiny.run("comment_list", filter=Filter(), order="newest", limit=-1, offset=0)
    assert str(tiny.path) in caught.value.where


def test_queries_are_not_to_be_changed() -> None:
    with pytest.raises(TypeError):
        QUERIES["nps"] = QUERIES["tone"]  # type: ignore[index]


def test_a_stream_gives_the_rows_of_a_query_batch_by_batch(crowd_warehouse_file: Path, tmp_path: Path) -> None:
    warehouse = open_warehouse(crowd_warehouse_file, spill=tmp_path)
    whole = warehouse.run("export_list", filter=Filter(contains="a"))
    with warehouse.stream("export_list", 7, filter=Filter(contains="a")) as reader:
        batches = list(reader)
    assert pa.Table.from_batches(batches).equals(whole) and whole.num_rows > 7
    assert max(batch.num_rows for batch in batches) < whole.num_rows
    with pytest.raises(ValueError, match="takes"), warehouse.stream("export_list", 7):
        pass
    del warehouse._connection
