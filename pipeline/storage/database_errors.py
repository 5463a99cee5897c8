"""What goes wrong with a database file, as errors that say what to do: a full disk, damaged bytes, missing rights."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipeline.errors import DatabaseError, disk_full, is_full

FULL_WORDS = ("No space left on device", "Disk quota exceeded", "Could not write all bytes")
"""How DuckDB says that a disk is full."""

DAMAGED_WORDS = ("corrupt", "checksum", "failed to deserialize", "serialization error", "could not read enough bytes")
"""How DuckDB says that a file's bytes are not those that were written."""


@contextmanager
def disk_errors(database: Path, source: Path | None = None) -> Iterator[None]:
    """Raise what DuckDB and the system complain about as DatabaseError, and an interruption as KeyboardInterrupt.

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
        raise as_database_error(database, error, source or database) from error


def as_database_error(database: Path, error: Exception, source: Path) -> DatabaseError:
    """What a fault of DuckDB or of the system means for a database; DiskFull where there is no room left."""
    words = f"{error} {error.__cause__ or ''}"
    if is_full(error) or any(phrase in words for phrase in FULL_WORDS):
        return disk_full(database)
    if any(phrase in words.lower() for phrase in DAMAGED_WORDS):
        return DatabaseError(
            f"the file is damaged ({first_line(error)})",
            where=str(source),
            remedy="take a backup that is whole: `ondo admin backup --list`, `ondo admin verify --db BACKUP`, then `ondo admin restore BACKUP`",
        )
    return DatabaseError(
        f"the database cannot be read or written: {first_line(error)}",
        where=str(database),
        remedy="check the folder's rights and free space; the published database is as it was before",
    )


def first_line(error: Exception) -> str:
    """The first line of what an error says."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return (str(error).splitlines() or [type(error).__name__])[0]
