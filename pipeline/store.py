"""The only writer of the database: build into a temporary file, check, publish by atomic rename."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from pipeline.errors import DatabaseError, DatabaseMissing, SchemaMismatch, WrongUsage
from pipeline.locking import building_path, sweep
from pipeline.publishing import put_in_place
from pipeline.settings import OLDEST_SCHEMA_VERSION, SCHEMA_FILE, SCHEMA_VERSION, Settings
from pipeline.tables import Connection, Tables

CONNECTION_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}
"""No downloads, and no Python variable read as a table by accident."""


@contextmanager
def _database_errors(database: Path) -> Iterator[None]:
    try:
        yield
    except duckdb.InterruptException as error:
        raise KeyboardInterrupt from error
    except RuntimeError as error:
        if "interrupted" not in str(error).lower():
            raise
        raise KeyboardInterrupt from error
    except (duckdb.Error, OSError) as error:
        raise DatabaseError(
            f"the database cannot be read or written: {_first_line(error)}",
            where=str(database),
            remedy="check the folder's rights and free space; the published database is as it was before",
        ) from error


def _first_line(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return (str(error).splitlines() or [type(error).__name__])[0]


def _quoted(path: Path) -> str:
    return "'" + str(path.absolute()).replace("'", "''") + "'"


def _no_database(path: Path, error: Exception) -> SchemaMismatch:
    return SchemaMismatch(
        f"this is not a database that can be read ({_first_line(error)})",
        where=str(path),
        remedy="name another file with --db, or move this one away",
    )


def _facts(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What table meta says; nothing where there is none."""
    try:
        return dict(connection.execute("select name, value from meta").fetchall())
    except duckdb.CatalogException:
        return {}


class Draft(Tables):
    """The next version of a database, in a temporary file that nobody else sees until ``publish``."""

    def __init__(self, database: Path, settings: Settings, scorer_version: str) -> None:
        self.database = database
        self.path = building_path(database)
        self.is_new = not database.exists() or not database.stat().st_size
        super().__init__(self._opened(settings), settings, scorer_version)

    def _opened(self, settings: Settings) -> duckdb.DuckDBPyConnection:
        if not self.is_new:
            shutil.copyfile(self.database, self.path)
            with self._connected() as former:
                version = self._schema_version(former, settings.time_zone)
            if version != SCHEMA_VERSION:
                self._rewrite()
        connection = self._connected()
        if self.is_new:
            connection.execute(f"begin; {SCHEMA_FILE.read_text(encoding='utf-8')}; commit")
        return connection

    def _connected(self) -> duckdb.DuckDBPyConnection:
        try:
            return duckdb.connect(str(self.path), config=CONNECTION_CONFIG)
        except duckdb.Error as error:
            raise _no_database(self.database, error) from error

    def _schema_version(self, connection: duckdb.DuckDBPyConnection, time_zone: str) -> int:
        facts = _facts(connection)
        found = facts.get("schema_version", "unknown")
        if not found.isdigit() or not OLDEST_SCHEMA_VERSION <= int(found) <= SCHEMA_VERSION:
            raise SchemaMismatch(
                f"its schema version is {found}, this program needs {SCHEMA_VERSION}",
                where=str(self.database),
                remedy="run your files into a new database with --db",
            )
        if facts["time_zone"] != time_zone:
            raise WrongUsage(
                f"its times are those of {facts['time_zone']}, the settings say {time_zone}",
                where=str(self.database),
                remedy="set time_zone back, or run your files into a new database with --db",
            )
        return int(found)

    def changed(self) -> bool:
        """Whether publishing would change anything that can be asked of the database."""
        return self.is_new or super().changed()

    def publish(self) -> None:
        """Close, and put the new file in the place of the old one in one step."""
        forget = self.count("select count(*) from replaced semi join withdrawn using (feedback_id)") > 0
        self.connection.execute("checkpoint")
        self.connection.close()
        if forget or self.wasteful:
            self._rewrite()
        put_in_place(self.path, self.database)

    def _rewrite(self) -> None:
        """Copy all rows into a fresh file of today's schema.

        What is deleted from a DuckDB file stays in its unused blocks for a while; columns that the former file does
        not have get their defaults.
        """
        full = self.path.with_name(self.path.name + ".full")
        os.replace(self.path, full)
        with duckdb.connect(str(self.path), config=CONNECTION_CONFIG) as fresh:
            fresh.execute(SCHEMA_FILE.read_text(encoding="utf-8"))
            fresh.execute(f"attach {_quoted(full)} as former (read_only, type duckdb)")
            for (table,) in fresh.execute("select table_name from duckdb_tables() where database_name = 'former'").fetchall():
                fresh.execute(f"insert into {table} by name from former.{table} order by rowid")
            fresh.execute("detach former")
            fresh.execute("checkpoint")
        full.unlink()

    def discard(self) -> None:
        """Leave the published database as it is and remove what was being built; harmless after ``publish``."""
        with suppress(duckdb.Error):
            self.connection.close()
        sweep(self.database)


@contextmanager
def drafted(database: Path, settings: Settings, scorer_version: str) -> Iterator[Draft]:
    """A draft of the next database under ``locked``; discarded unless published, errors told as DatabaseError."""
    with _database_errors(database), _private_files():
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


@contextmanager
def reading(database: Path) -> Iterator[Connection]:
    """A connection that reads a published database and can make temporary tables of its own.

    Raises DatabaseMissing, SchemaMismatch (no database of Ondo, or one of another version) or DatabaseError.
    """
    if not database.exists():
        raise DatabaseMissing("there is no database yet", where=str(database), remedy="make one: `ondo run FILE...`")
    with _database_errors(database), duckdb.connect(":memory:", config=CONNECTION_CONFIG) as connection:
        try:
            connection.execute(f"attach {_quoted(database)} as published (read_only, type duckdb)")
        except duckdb.Error as error:
            raise _no_database(database, error) from error
        connection.execute("use published")
        found = _facts(connection).get("schema_version", "unknown")
        if found != str(SCHEMA_VERSION):
            raise SchemaMismatch(
                f"its schema version is {found}, this program needs {SCHEMA_VERSION}",
                where=str(database),
                remedy=f"bring it up to date: `ondo rescore --db {database}`",
            )
        yield connection
