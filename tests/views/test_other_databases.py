"""What is no whole database of this version is called what it is: by every command, and on the dashboard."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

import queries
from pipeline.cli.main import cli
from pipeline.config.settings import SCHEMA_VERSION
from pipeline.database_kind import engine_refusal
from pipeline.errors import ExitCode, OndoError
from tests import sample_databases
from tests.views.conftest import Open, said
from views.words import reasons
from views.words.strings import words_in

LATER = SCHEMA_VERSION + 1


def _text(path: Path) -> None:
    path.write_text("id,text\n1,배송이 늦어요\n" * 900, encoding="utf-8")


def _empty(path: Path) -> None:
    path.touch()


def _sqlite(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("create table meta (name, value)")


def _parquet(path: Path) -> None:
    duckdb.sql("select 1 as a").write_parquet(str(path))


def _bytes(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 99)


def _of_something_else(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table meta (a integer); create table feedback (a integer)")


def _later(path: Path) -> None:
    sample_databases.build_database(path, sample_databases.TINY, schema_version=LATER)


def _cut_off(path: Path) -> None:
    sample_databases.build_database(path, sample_databases.TINY)
    path.write_bytes(path.read_bytes()[:-1])


def _first_block(path: Path) -> None:
    sample_databases.build_database(path, sample_databases.TINY)
    path.write_bytes(path.read_bytes()[:6_000])


CASES = {
    "text": (_text, "text_no_database", "text file"),
    "sqlite": (_sqlite, "no_database_but", "SQLite"),
    "parquet": (_parquet, "no_database_but", "Parquet"),
    "bytes": (_bytes, "no_database", "not a database"),
    "something_else": (_of_something_else, "no_database_of_ondo", "DuckDB database of something else"),
    "later": (_later, "schema_of_later_version", f"its schema version is {LATER}"),
    "cut_off": (_cut_off, "database_cut_off", "cut off"),
    "first_block": (_first_block, "database_cut_off", "cut off: it has 6,000 of 12,288 bytes"),
}
COMMANDS = (
    ("run", "answers.csv"),
    ("rescore",),
    ("lexicon", "list"),
    ("admin", "verify"),
    ("admin", "backup"),
    ("admin", "forget", "--customer", "x"),
    ("admin", "retain", "--config", "own.toml"),
    ("export", "-o", "out.csv"),
    ("report", "-o", "out.html"),
)


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str, str]:
    make, code, told = CASES[request.param]
    path = tmp_path / "live.duckdb"
    make(path)
    return path, code, told


def test_every_command_calls_it_what_it_is(
    case: tuple[Path, str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _, told = case
    (tmp_path / "answers.csv").write_text("date,text\n2026-03-01,good\n", encoding="utf-8")
    (tmp_path / "own.toml").write_text("keep_days = 9\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    before = path.read_bytes()
    for words in COMMANDS:
        done = CliRunner().invoke(cli, [*words, "--db", path.name])
        assert isinstance(done.exception, OndoError), (words, done.output, done.exception)
        assert done.exception.exit_code == ExitCode.DATABASE and told in str(done.exception), words
        assert done.exception.remedy and path.name in done.exception.where
    assert path.read_bytes() == before
    assert not list(tmp_path.glob(".*.building-*")) and not list(tmp_path.glob("out.*"))


def test_the_dashboard_calls_it_what_it_is(
    open_dashboard: Open, case: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, code, _ = case
    with pytest.raises(queries.DatabaseError) as caught:
        queries.open_warehouse(path)
    assert caught.value.reason is not None and caught.value.reason.code == code
    for language in ("ko", "en"):
        shown = said(open_dashboard(path, language=language))
        assert reasons.found(words_in(language), code, caught.value.reason.arguments) in shown
        assert str(path.parent) not in shown


def test_an_empty_file_is_no_database_and_a_run_makes_one_of_it(tmp_path: Path) -> None:
    _empty(tmp_path / "live.duckdb")
    with pytest.raises(queries.SchemaMismatch, match="an empty file"):
        queries.open_warehouse(tmp_path / "live.duckdb")


def test_a_database_of_a_later_duckdb_is_said(tmp_path: Path) -> None:
    words = "IO Error: Trying to read a database file with version number 1099, but we can only read versions up to 99."
    refusal = engine_refusal(words, tmp_path / "live.duckdb")
    assert refusal is not None and "a later version of DuckDB" in str(refusal)
    assert engine_refusal("IO Error: something else", tmp_path) is None


def test_a_database_that_another_program_writes_is_said(tmp_path: Path) -> None:
    path = sample_databases.build_database(tmp_path / "live.duckdb", sample_databases.TINY)
    code = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None and other.stdout.readline()
        with pytest.raises(queries.DatabaseError, match="another program has the database open"):
            queries.open_warehouse(path)
        other.communicate(b"")
