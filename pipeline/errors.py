"""The error tree: every error says what was found, where, and what to do, and knows its exit code."""

import errno
from enum import IntEnum
from pathlib import Path


class ExitCode(IntEnum):
    """What the command line returns to the shell."""

    DONE = 0
    DATA_REFUSED = 1
    WRONG_USAGE = 2
    DATABASE = 3
    INTERRUPTED = 130


class OndoError(Exception):
    """Base of all errors meant for people.

    ``message`` says what was found, ``where`` names file, row and column as far as known, ``remedy`` says what to do.
    """

    exit_code = ExitCode.DATA_REFUSED

    def __init__(self, message: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        cure = f"\n  What to do: {self.remedy}" if self.remedy else ""
        return f"{place}{self.message}{cure}"


class DataRefused(OndoError):
    """A file as a whole cannot be used; nothing was published."""

    exit_code = ExitCode.DATA_REFUSED


class WrongUsage(OndoError):
    """An option or a setting makes no sense."""

    exit_code = ExitCode.WRONG_USAGE


class DatabaseError(OndoError):
    """The database cannot be read, written or published."""

    exit_code = ExitCode.DATABASE


class DatabaseMissing(DatabaseError):
    """There is no database file yet."""


class SchemaMismatch(DatabaseError):
    """The file is no Ondo database, or one of another schema version."""


class DiskFull(DatabaseError):
    """There is no room left for what was to be written."""


class ScoringStopped(OndoError):
    """A process that scores has ended before its work was done."""

    exit_code = ExitCode.DATABASE


class ModelError(OndoError):
    """The committed model cannot be loaded (a broken installation)."""

    exit_code = ExitCode.DATABASE


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def is_full(error: Exception) -> bool:
    """Whether the system says that a disk is full, or a quota used up."""
    return isinstance(error, OSError) and error.errno in _FULL


def disk_full(place: Path) -> DiskFull:
    """That there is no room left where ``place`` lies."""
    size = place.stat().st_size / 1e6 if place.is_file() else 0.0
    needed = f"at least {max(10, round(2 * size)):,} MB are needed beside it; " if size else ""
    return DiskFull(
        "the disk is full",
        where=str(place),
        remedy=f"free space, then run the same command again ({needed}nothing was changed, and what was there is as before)",
    )
