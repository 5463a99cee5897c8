"""The only writer of the database: build into a temporary file, check, publish by atomic rename."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from pipeline.config.settings import OLDEST_SCHEMA_VERSION, SCHEMA_FILE, SCHEMA_VERSION, Settings
from pipeline.errors import DatabaseError, DatabaseMissing, DiskFull, SchemaMismatch, WrongUsage, disk_full, is_full
from pipeline.storage.atomic_files import copy_durably, copy_quickly, put_in_place
from pipeline.storage.connection import Connection
from pipeline.storage.emotion_bits import felt_by_answer
from pipeline.storage.former_reasons import copy_former_rows
from pipeline.storage.lemma_codes import listed_lemmas
from pipeline.storage.lock import building_path, sweep
from pipeline.storage.tables import Tables

CONNECTION_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}
"""No downloads, and no Python variable read as a table by accident."""

MEMORY_LIMIT = "512MB"
"""Memory of the database that is being built; what does not fit goes to a folder beside it, which ``sweep`` removes."""

BUILDING_CONFIG = CONNECTION_CONFIG | {"memory_limit": MEMORY_LIMIT, "checkpoint_threshold": "1TB"}
"""A file that is being built is written down once, when it is whole, and not after each commit."""

COPIED_AT_ONCE = 500_000
"""Answers of a former version that get what it does not have at once."""

FULL_WORDS = ("No space left on device", "Disk quota exceeded", "Could not write all bytes")
"""How DuckDB says that a disk is full."""

DAMAGED_WORDS = ("corrupt", "checksum", "failed to deserialize", "serialization error", "could not read enough bytes")
"""How DuckDB says that a file's bytes are not those that were written."""


@contextmanager
def disk_errors(database: Path, source: Path | None = None) -> Iterator[None]:
    """Tell what DuckDB and the system have to complain about as DatabaseError, and an interruption as what it is.

    ``source`` is the file that is at fault where damaged bytes are read, if not ``database``.
    """
    try:
        yield
    except duckdb.InterruptException as error:
        raise KeyboardInterrupt from error
    except RuntimeError as error:
        if "interrupted" not in str(error).lower():
            raise
        raise KeyboardInterrupt from error
    except (duckdb.Error, OSError) as error:
        raise _told(database, error, source or database) from error


def _told(database: Path, error: Exception, source: Path) -> DatabaseError:
    """What a fault of DuckDB or of the system means for a database."""
    words = f"{error} {error.__cause__ or ''}"
    if is_full(error) or any(phrase in words for phrase in FULL_WORDS):
        return disk_full(database)
    if any(phrase in words.lower() for phrase in DAMAGED_WORDS):
        return DatabaseError(
            f"the file is damaged ({_first_line(error)})",
            where=str(source),
            remedy="take a backup that is whole: `ondo backup --list`, `ondo verify --db BACKUP`, then `ondo restore BACKUP`",
        )
    return DatabaseError(
        f"the database cannot be read or written: {_first_line(error)}",
        where=str(database),
        remedy="check the folder's rights and free space; the published database is as it was before",
    )


def _first_line(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return (str(error).splitlines() or [type(error).__name__])[0]


def _quoted(path: Path) -> str:
    return "'" + str(path.absolute()).replace("'", "''") + "'"


def _no_database(path: Path, error: Exception) -> DatabaseError:
    told = _told(path, error, path)
    if isinstance(told, DiskFull):
        return told
    return SchemaMismatch(
        f"this is not a database that can be read ({_first_line(error).replace(str(building_path(path)), str(path))})",
        where=str(path),
        remedy="name another file with --db, or move this one away",
    )


def _facts(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What table meta says; nothing where there is none."""
    try:
        return dict(connection.execute("select name, value from meta").fetchall())
    except duckdb.CatalogException:
        return {}


def _connected(path: Path, told_as: Path) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(path), config=BUILDING_CONFIG)
    except duckdb.Error as error:
        raise _no_database(told_as, error) from error


def _version_of(connection: duckdb.DuckDBPyConnection, told_as: Path) -> int:
    """A file's schema version; raises SchemaMismatch where a run cannot bring it up to today's."""
    found = _facts(connection).get("schema_version", "unknown")
    if found.isdigit() and OLDEST_SCHEMA_VERSION <= int(found) <= SCHEMA_VERSION:
        return int(found)
    raise SchemaMismatch(
        f"its schema version is {found}, this program needs {SCHEMA_VERSION}",
        where=str(told_as),
        remedy="run your files into a new database with --db",
    )


def _refuse_other_zone(connection: duckdb.DuckDBPyConnection, told_as: Path, time_zone: str) -> None:
    found = _facts(connection)["time_zone"]
    if found != time_zone:
        raise WrongUsage(
            f"its times are those of {found}, the settings say {time_zone}",
            where=str(told_as),
            remedy="set time_zone back, or run your files into a new database with --db",
        )


def _rewrite(path: Path) -> None:
    """Copy all rows into a fresh file of today's schema.

    What is deleted from a DuckDB file stays in its unused blocks for a while; columns that the former file does
    not have get their defaults, and schema_version becomes today's.
    """
    full = path.with_name(path.name + ".full")
    os.replace(path, full)
    with _connected(path, path) as fresh:
        fresh.execute(SCHEMA_FILE.read_text(encoding="utf-8"))
        fresh.execute(f"attach {_quoted(full)} as former (read_only, type duckdb)")
        for (table,) in fresh.execute(
            "select table_name from duckdb_tables() where database_name = 'former'"
        ).fetchall():
            if table == "feedback" and not _has(fresh, "other_lemmas"):
                _copy_older_answers(fresh)
            elif table == "rejected_row" and not _has(fresh, "arguments", table):
                copy_former_rows(fresh)
            else:
                used = "where lemma in (select distinct lemma from former.feedback_lemma)" if table == "lemma" else ""
                fresh.execute(f"insert into {table} by name from former.{table} {used} order by rowid")
        fresh.execute("detach former")
        fresh.execute(
            "update meta set value = $version where name = 'schema_version'", {"version": str(SCHEMA_VERSION)}
        )
        fresh.execute("checkpoint")
    full.unlink()


def _copy_older_answers(fresh: duckdb.DuckDBPyConnection) -> None:
    """Copy the answers of a file from before their lemmas had codes, part by part, so that memory stays flat."""
    fresh.execute(
        "insert into lemma select row_number() over (order by count(*) desc, lemma) - 1, lemma from former.feedback_lemma group by lemma"
    )
    felt = ""
    if not _has(fresh, "felt"):
        fresh.execute(f"create temp table found as {felt_by_answer('former')}")
        felt = _WITH_FELT
    [(count,)] = fresh.execute("select coalesce(max(rowid) + 1, 0) from former.feedback").fetchall()
    for first in range(0, count, COPIED_AT_ONCE):
        fresh.execute(_OLDER_ANSWERS.format(felt=felt), {"first": first, "last": first + COPIED_AT_ONCE})


_OLDER_ANSWERS = f"""
insert into feedback by name
with part as (select rowid as place, * from former.feedback where rowid >= $first and rowid < $last),
listed as ({listed_lemmas("(select * from former.feedback_lemma semi join part using (feedback_id))")})
select part.* exclude (place), topics, other_lemmas{{felt}}
from part
left join listed using (feedback_id)
order by place
"""

_WITH_FELT = """,
  case when state = 'scored' then coalesce((select felt from found where found.feedback_id = part.feedback_id), 0) end as felt,
  (select leading_emotion from found where found.feedback_id = part.feedback_id) as leading_emotion,
  length(text) as text_length
"""
"""Columns of the answers of a file from before these columns, by the table ``found``."""


def _has(connection: duckdb.DuckDBPyConnection, column: str, table: str = "feedback") -> bool:
    """Whether a table of the former file has a column."""
    query = "select 1 from duckdb_columns() where database_name = 'former' and table_name = $table and column_name = $column"
    return bool(connection.execute(query, {"table": table, "column": column}).fetchall())


@contextmanager
def edited(source: Path, place: Path, check: Callable[[Path], None]) -> Iterator[Connection]:
    """A connection to a copy of ``source``, brought up to today's schema, which then takes the place of ``place``.

    All rows are written into a fresh file, so that nothing stays of what was erased; ``check`` looks at that file and
    may raise. Until the last step ``place`` is as it was. Only under ``locked``; raises SchemaMismatch, DatabaseError.
    """
    building = building_path(place)
    with disk_errors(place, source), _private_files():
        try:
            copy_durably(source, building)
            with _connected(building, source) as connection:
                is_current = _version_of(connection, source) == SCHEMA_VERSION
            if not is_current:
                _rewrite(building)
            with _connected(building, source) as connection:
                yield connection
                connection.execute("checkpoint")
            _rewrite(building)
            check(building)
            put_in_place(building, place)
        finally:
            sweep(place)


@contextmanager
def brought_up_to_date(source: Path, building: Path) -> Iterator[Path]:
    """A file of today's schema with the rows of ``source``: itself where it is of today's, else a copy, removed at the end."""
    with disk_errors(source), _private_files():
        connection = duckdb.connect(":memory:", config=CONNECTION_CONFIG)
        with connection:
            _attach(connection, source)
            is_current = _version_of(connection, source) == SCHEMA_VERSION
        if is_current:
            yield source
            return
        try:
            copy_durably(source, building)
            _rewrite(building)
            yield building
        finally:
            building.unlink(missing_ok=True)


class Draft(Tables):
    """The next version of a database, in a temporary file that nobody else sees until ``publish``."""

    def __init__(self, database: Path, settings: Settings, scorer_version: str) -> None:
        self.database = database
        self.path = building_path(database)
        self.is_new = not database.exists() or not database.stat().st_size
        self.is_upgraded = False
        super().__init__(self._opened(settings), settings, scorer_version)

    def _opened(self, settings: Settings) -> duckdb.DuckDBPyConnection:
        if not self.is_new:
            copy_quickly(self.database, self.path)
            with _connected(self.path, self.database) as former:
                version = _version_of(former, self.database)
                _refuse_other_zone(former, self.database, settings.time_zone)
            self.is_upgraded = version != SCHEMA_VERSION
            if self.is_upgraded:
                _rewrite(self.path)
        connection = _connected(self.path, self.database)
        if self.is_new:
            connection.execute(f"begin; {SCHEMA_FILE.read_text(encoding='utf-8')}; commit")
        return connection

    def changed(self) -> bool:
        """Whether publishing would change anything that can be asked of the database."""
        return self.is_new or self.is_upgraded or super().changed()

    def publish(self) -> None:
        """Close, and put the new file in the place of the old one in one step."""
        forget = self.count("select count(*) from replaced semi join withdrawn using (feedback_id)") > 0
        self.connection.execute("checkpoint")
        self.connection.close()
        if forget or self.wasteful or self.purged:
            _rewrite(self.path)
        put_in_place(self.path, self.database)

    def discard(self) -> None:
        """Leave the published database as it is and remove what was being built; harmless after ``publish``."""
        with suppress(duckdb.Error):
            self.connection.close()
        sweep(self.database)


@contextmanager
def drafted(database: Path, settings: Settings, scorer_version: str) -> Iterator[Draft]:
    """A draft of the next database under ``locked``; discarded unless published, errors told as DatabaseError."""
    with disk_errors(database), _private_files():
        try:
            draft = Draft(database, settings, scorer_version)
        except BaseException:
            sweep(database)
            raise
        try:
            yield draft
        finally:
            draft.discard()


@contextmanager
def _private_files() -> Iterator[None]:
    former = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(former)


def _attach(connection: duckdb.DuckDBPyConnection, database: Path) -> None:
    try:
        connection.execute(f"attach {_quoted(database)} as published (read_only, type duckdb)")
    except duckdb.Error as error:
        raise _no_database(database, error) from error
    connection.execute("use published")


@contextmanager
def reading(database: Path) -> Iterator[Connection]:
    """A connection that reads a published database and can make temporary tables of its own.

    Raises DatabaseMissing, SchemaMismatch (no database of Ondo, or one of another version) or DatabaseError.
    """
    if not database.exists():
        raise DatabaseMissing("there is no database yet", where=str(database), remedy="make one: `ondo run FILE...`")
    with disk_errors(database), duckdb.connect(":memory:", config=CONNECTION_CONFIG) as connection:
        _attach(connection, database)
        found = _facts(connection).get("schema_version", "unknown")
        if found != str(SCHEMA_VERSION):
            raise SchemaMismatch(
                f"its schema version is {found}, this program needs {SCHEMA_VERSION}",
                where=str(database),
                remedy=f"bring it up to date: `ondo rescore --db {database}`",
            )
        yield connection
