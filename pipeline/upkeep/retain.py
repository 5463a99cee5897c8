"""`ondo admin retain`: retention outside of runs, in the database and in its listed backups."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.config.settings import Settings
from pipeline.errors import DatabaseError, FormerSchema, OndoError, WrongUsage
from pipeline.storage.connection import Connection
from pipeline.storage.database_errors import disk_errors
from pipeline.storage.database_file import reading
from pipeline.storage.draft import edited
from pipeline.storage.lock import locked
from pipeline.upkeep.backup import require_database, require_in_place, with_backups
from pipeline.upkeep.caution import SignsOfTime, refuse_rash_retention, signs_of_time
from pipeline.upkeep.retention import due, expire
from pipeline.upkeep.verify import refuse_broken


@dataclass(frozen=True, slots=True)
class RetentionReport:
    """How many answers of a file lost their texts and identifiers, or why it could not be treated."""

    path: Path
    expired: int = 0
    failure: str = ""


def retain(database: Path, settings: Settings, today: date, *, confirmed: bool = False) -> Iterator[RetentionReport]:
    """Delete what ``keep_days`` no longer keeps, file by file; a file in which nothing is due stays as it is.

    Raises WrongUsage where ``keep_days`` is not set or where, unless ``confirmed``, the deletion looks like a mistake in
    any of the files (then none has been touched); DatabaseMissing or DatabaseError. A backup that cannot be treated says
    so in its report, and the others go on.
    """
    if not settings.keep_days:
        raise WrongUsage("keep_days is not set: everything is kept", remedy="write keep_days = 730 into ondo.toml")
    require_database(database)
    with locked(database), disk_errors(database):
        files = with_backups(database)
        retention = _Retention(database, settings, today, None if confirmed else _signs(database))
        retention.refuse_rash(files)
        for path in files:
            try:
                yield retention.treat(path)
            except OndoError as error:
                if path == database:
                    raise
                yield RetentionReport(path, failure=f"{error.message}\n  What to do: {error.remedy}")


def _signs(database: Path) -> SignsOfTime:
    """What the database knows of the time; nothing where it is of a former version."""
    try:
        with reading(database) as connection:
            return signs_of_time(connection)
    except FormerSchema:
        return SignsOfTime(None, None)


@dataclass(frozen=True, slots=True)
class _Retention:
    """What is deleted, by which clock; ``signs`` are those by which the clock is believed, None where a person has said yes.

    A backup is older than the database, so the clock is compared with the database's signs for all files.
    """

    database: Path
    settings: Settings
    today: date
    signs: SignsOfTime | None

    def refuse_rash(self, files: Sequence[Path]) -> None:
        """Raise WrongUsage where the deletion looks like a mistake in one of the files that can be read as they are."""
        for path in files:
            with suppress(DatabaseError), reading(path) as connection:
                self._due(connection, path)

    def treat(self, path: Path) -> RetentionReport:
        """Delete what is due in a file."""
        require_in_place(path)
        if not self._is_due(path):
            return RetentionReport(path)
        with edited(path, path, refuse_broken, self.database) as connection:
            self._due(connection, path)
            expired = expire(connection, self.settings, self.today)
        return RetentionReport(path, expired)

    def _is_due(self, path: Path) -> bool:
        try:
            with reading(path) as connection:
                return self._due(connection, path) > 0
        except FormerSchema:
            return True

    def _due(self, connection: Connection, path: Path) -> int:
        """How many rows are due in a file; raises WrongUsage where that looks like a mistake."""
        rows = due(connection, self.settings, self.today)
        if rows and self.signs is not None:
            refuse_rash_retention(connection, self.signs, self.today, where=str(path))
        return rows
