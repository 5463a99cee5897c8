"""`ondo admin retain`: retention outside of runs, in the database and in its listed backups."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.config.settings import Settings
from pipeline.errors import OndoError, SchemaMismatch, WrongUsage
from pipeline.storage.database_errors import disk_errors
from pipeline.storage.database_file import reading
from pipeline.storage.draft import edited
from pipeline.storage.lock import locked
from pipeline.upkeep.backup import require_database, require_in_place, with_backups
from pipeline.upkeep.retention import due, expire
from pipeline.upkeep.verify import refuse_broken


@dataclass(frozen=True, slots=True)
class RetentionReport:
    """How many answers of a file lost their texts and identifiers, or why it could not be treated."""

    path: Path
    expired: int = 0
    failure: str = ""


def retain(database: Path, settings: Settings, today: date) -> Iterator[RetentionReport]:
    """Delete what ``keep_days`` no longer keeps, file by file; a file in which nothing is due stays as it is.

    Raises WrongUsage where ``keep_days`` is not set, DatabaseMissing or DatabaseError; a backup that cannot be treated
    says so in its report, and the others go on.
    """
    if not settings.keep_days:
        raise WrongUsage("keep_days is not set: everything is kept", remedy="write keep_days = 730 into ondo.toml")
    require_database(database)
    with locked(database), disk_errors(database):
        for path in with_backups(database):
            try:
                yield _retained(path, database, settings, today)
            except OndoError as error:
                if path == database:
                    raise
                yield RetentionReport(path, failure=f"{error.message}\n  What to do: {error.remedy}")


def _retained(path: Path, database: Path, settings: Settings, today: date) -> RetentionReport:
    require_in_place(path)
    if not _is_due(path, settings, today):
        return RetentionReport(path)
    with edited(path, path, refuse_broken, database) as connection:
        expired = expire(connection, settings, today)
    return RetentionReport(path, expired)


def _is_due(path: Path, settings: Settings, today: date) -> bool:
    try:
        with reading(path) as connection:
            return due(connection, settings, today) > 0
    except SchemaMismatch:
        return True
