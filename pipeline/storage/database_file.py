"""Opening database files: one that is being built, and a published one that is only read."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from pipeline.config.settings import SCHEMA_VERSION
from pipeline.database_kind import engine_refusal, file_refusal, version_refusal
from pipeline.errors import DatabaseError, DatabaseMissing, FormerSchema, WrongUsage
from pipeline.storage.connection import Connection
from pipeline.storage.database_errors import as_database_error, disk_errors

CONNECTION_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}
"""No downloads, and no Python variable read as a table by accident."""

FINGERPRINT = "key_fingerprint"
"""Name of the fact in table meta that tells the database's key from others."""

MENTION_RULE = "mention_rule"
"""Name of the fact that tells the rules by which mentions are placed from others."""

JOURNEY = "journey"
"""Name of the fact that says which journey the first run has chosen by the comments."""

MEMORY_LIMIT = "512MB"
"""Memory of the database that is being built; what does not fit goes to a folder beside it, which ``sweep`` removes."""

BUILDING_CONFIG = CONNECTION_CONFIG | {"memory_limit": MEMORY_LIMIT, "checkpoint_threshold": "1TB"}
"""A file that is being built is written down once, when it is whole, and not after each commit."""


def connect(path: Path, shown_as: Path) -> duckdb.DuckDBPyConnection:
    """A connection that builds the file ``path``; errors name ``shown_as``. Raises SchemaMismatch or DiskFull."""
    if path.exists():
        _require_database(path, shown_as)
    try:
        return duckdb.connect(str(path), config=BUILDING_CONFIG)
    except duckdb.Error as error:
        raise _not_opened(shown_as, error) from error


@contextmanager
def reading(database: Path) -> Iterator[Connection]:
    """A connection that reads a published database and can make temporary tables of its own.

    Raises DatabaseMissing, SchemaMismatch (no database of Ondo's, or one of another version; FormerSchema where it can be
    brought up to date) or DatabaseError.
    """
    if not database.exists():
        raise DatabaseMissing("there is no database yet", where=str(database), remedy="make one: `ondo run FILE...`")
    with disk_errors(database), duckdb.connect(":memory:", config=CONNECTION_CONFIG) as connection:
        attach(connection, database)
        if refusal := version_refusal(_schema_version(connection), database):
            raise refusal
        yield connection


def fingerprint_in(connection: Connection) -> str | None:
    """The fingerprint of the key with which a database hashes; None where it is not noted yet."""
    return _meta(connection).get(FINGERPRINT)


def mention_rule_in(connection: Connection) -> str | None:
    """What tells the rules by which the stored mentions are placed; None where there are none."""
    return _meta(connection).get(MENTION_RULE)


def journey_in(connection: Connection) -> str | None:
    """The journey that a database's first run has chosen by the comments; None where it has chosen none."""
    return _meta(connection).get(JOURNEY)


def journey_of(database: Path) -> str | None:
    """``journey_in`` a file of any version; None where there is none yet. Raises SchemaMismatch or DatabaseError."""
    if not database.exists() or not database.stat().st_size:
        return None
    with disk_errors(database), duckdb.connect(":memory:", config=CONNECTION_CONFIG) as connection:
        attach(connection, database)
        return journey_in(connection)


def fingerprint_of(database: Path) -> str | None:
    """``fingerprint_in`` a file; None where there is no file, or one of another version. Raises DatabaseError."""
    with suppress(DatabaseMissing, FormerSchema), reading(database) as connection:
        return fingerprint_in(connection)
    return None


def is_current(path: Path) -> bool:
    """Whether a file is of today's schema; raises SchemaMismatch where a run cannot bring it up to today's."""
    with duckdb.connect(":memory:", config=CONNECTION_CONFIG) as connection:
        attach(connection, path)
        return version_of(connection, path) == SCHEMA_VERSION


def refuse_other_files(path: Path) -> None:
    """Raise SchemaMismatch or DatabaseError where a file is no whole database that a run could bring up to date."""
    is_current(path)


def version_of(connection: Connection, shown_as: Path) -> int:
    """A file's schema version; raises SchemaMismatch where a run cannot bring it up to today's."""
    found = _schema_version(connection)
    refusal = version_refusal(found, shown_as)
    if refusal is not None and not isinstance(refusal, FormerSchema):
        raise refusal
    return int(found or 0)


def refuse_other_zone(connection: Connection, shown_as: Path, time_zone: str) -> None:
    """Raise WrongUsage where the times of a file are those of another zone than ``time_zone``."""
    found = _meta(connection)["time_zone"]
    if found != time_zone:
        raise WrongUsage(
            f"its times are those of {found}, the settings say {time_zone}",
            where=str(shown_as),
            remedy="set time_zone back, or run your files into a new database with --db",
        )


@contextmanager
def private_files() -> Iterator[None]:
    """Let files that are made meanwhile be readable by their owner alone."""
    former = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(former)


def quoted(path: Path) -> str:
    """A file's place as a string of SQL."""
    return "'" + str(path.absolute()).replace("'", "''") + "'"


def attach(connection: Connection, database: Path) -> None:
    """Attach a published database as the one that is asked; raises SchemaMismatch or DatabaseError."""
    _require_database(database, database)
    try:
        connection.execute(f"attach {quoted(database)} as published (read_only, type duckdb)")
    except duckdb.Error as error:
        raise _not_opened(database, error) from error
    connection.execute("use published")


def _require_database(path: Path, shown_as: Path) -> None:
    """Raise SchemaMismatch or DatabaseError where a file is none, or cut off."""
    if refusal := file_refusal(path, shown_as):
        raise refusal


def _not_opened(path: Path, error: Exception) -> DatabaseError:
    return engine_refusal(str(error), path) or as_database_error(path, error, path)


def _schema_version(connection: Connection) -> str | None:
    """None where it is no database of Ondo's."""
    return _meta(connection).get("schema_version")


def _meta(connection: Connection) -> dict[str, str]:
    """The rows of table meta; nothing where there is no such table, or one of another program."""
    try:
        return dict(connection.execute("select name::varchar, value::varchar from meta").fetchall())
    except (duckdb.CatalogException, duckdb.BinderException):
        return {}
