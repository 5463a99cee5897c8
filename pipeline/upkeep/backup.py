"""Backups: a checked copy of the database and its key at a place that is remembered, and the way back from one."""

import filecmp
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.config.settings import Settings
from pipeline.errors import DatabaseError, DatabaseMissing, OndoError, WrongUsage
from pipeline.storage.atomic_files import copy_durably, put_in_place
from pipeline.storage.connection import Connection
from pipeline.storage.database_errors import disk_errors
from pipeline.storage.database_file import reading
from pipeline.storage.draft import edited
from pipeline.storage.lock import building_path, locked, sweep
from pipeline.storage.secret_key import key_path
from pipeline.storage.upgrade import brought_up_to_date
from pipeline.upkeep.forgotten import ErasedCounts, erase_marked, marks_in, note_marks
from pipeline.upkeep.ledger import UpkeepLedger, load_ledger, save_ledger
from pipeline.upkeep.retention import expire, expire_ids
from pipeline.upkeep.verify import CheckResult, refuse_broken

FOLDER = "backups"
"""Where backups go by default: a folder beside the database."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made: its size in bytes, whether the key is with it, and what personal data was found in it."""

    path: Path
    size: int
    with_key: bool
    warnings: list[CheckResult]


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What a restoring did: rows now, what was kept out, and where the database that was in place lies now (or None)."""

    answers: int
    erased: ErasedCounts
    expired: int
    kept: Path | None
    key: str
    """'same', 'restored' or 'missing': what became of the key file."""
    knows_former: bool
    """Whether the database that was in place could be asked for what it had forgotten and deleted."""


def back_up(database: Path, target: Path | None, *, with_key: bool, now: datetime) -> Backup:
    """Copy a database to ``target`` (a file, an existing folder, or None: folder FOLDER beside it), check it, remember it.

    Raises DatabaseMissing, WrongUsage or DatabaseError; then nothing is left behind and what was there is as before.
    """
    require_database(database)
    with locked(database), disk_errors(target or database):
        known = load_ledger(database)
        _sweep_all(known)
        place = _place_for(database, target, now)
        if not with_key:
            return _made(database, place, known, None)
        return _made(database, place, known, key_path(database) if key_path(database).exists() else None)


def require_database(database: Path) -> None:
    """Raise DatabaseMissing where there is none."""
    if not database.exists():
        raise DatabaseMissing("there is no database yet", where=str(database), remedy="make one: `ondo run FILE...`")


def _made(database: Path, place: Path, known: UpkeepLedger, key: Path | None) -> Backup:
    """The backup at ``place``; it is remembered before it stands there, so that no forgetting can miss it."""
    building = building_path(place)
    scratch = building.with_name(building.name + "-checked")
    save_ledger(database, known.with_backup(place))
    try:
        copy_durably(database, building)
        with brought_up_to_date(building, scratch) as checked:
            warnings = [item for item in refuse_broken(checked, database) if item.faults]
        if key is not None:
            copy_durably(key, key_path(place))
        put_in_place(building, place)
    except BaseException:
        with suppress(OSError):
            sweep(place)
            key_path(place).unlink(missing_ok=True)
            save_ledger(database, known)
        raise
    return Backup(place, place.stat().st_size, key is not None, warnings)


def _place_for(database: Path, target: Path | None, now: datetime) -> Path:
    if target is None:
        target = database.absolute().parent / FOLDER
        target.mkdir(mode=0o700, exist_ok=True)
    if target.is_dir():
        return _free_name(target.absolute(), database, now)
    place = target.absolute()
    if not place.parent.is_dir():
        raise DatabaseError(
            "its folder does not exist", where=str(place), remedy="create the folder, or name another TARGET"
        )
    if place.exists() and place.samefile(database):
        raise WrongUsage("this is the database itself", where=str(place), remedy="name another TARGET")
    for taken in (place, key_path(place)):
        if taken.exists() or taken.is_symlink():
            raise WrongUsage("a file stands there already", where=str(taken), remedy="name another TARGET, or a folder")
    return place.resolve()


def _free_name(folder: Path, database: Path, now: datetime, note: str = "") -> Path:
    stem = f"{database.stem}-{now:%Y-%m-%d-%H%M%S}{note}"
    names = (f"{stem}{f'-{number}' if number else ''}.duckdb" for number in range(1_000))
    free = (folder / name for name in names if not (folder / name).exists() and not key_path(folder / name).exists())
    return next(free).resolve()


def require_in_place(path: Path) -> None:
    """Raise DatabaseError where a backup that is remembered is not at its place."""
    if not path.exists():
        raise DatabaseError(
            "the backup is not at its place",
            where=str(path),
            remedy=f"bring it back and run the same command again; if it is deleted: `ondo admin backup --strike '{path}'`",
        )


def _sweep_all(known: UpkeepLedger) -> None:
    """Remove what backups, restorings and forgettings that were cut off have left beside the backups."""
    for path in known.backups:
        with suppress(OSError):
            sweep(path)


def backups_of(database: Path) -> list[tuple[Path, int | None]]:
    """Path and size in bytes of every backup that is remembered; no size where the file is not at its place."""
    return [(path, path.stat().st_size if path.is_file() else None) for path in load_ledger(database).backups]


def strike(database: Path, path: Path) -> None:
    """Take a backup that has been deleted off the list; raises WrongUsage where it is not on it, or still there."""
    with locked(database), disk_errors(database):
        known = load_ledger(database)
        places = [item for item in known.backups if item in (path.absolute(), path.resolve())]
        if not places:
            raise WrongUsage(
                "no backup of this path is remembered", where=str(path), remedy="`ondo admin backup --list`"
            )
        if places[0].exists():
            raise WrongUsage("this backup is still there", where=str(path), remedy="delete the file and its .key first")
        save_ledger(database, known.without_backup(places[0]))


def restore(backup: Path, database: Path, settings: Settings, now: datetime) -> RestoreReport:
    """Put a backup in the place of the database; what has been forgotten or deleted since does not come back.

    The database that was in place is kept as a backup. Raises DatabaseMissing, WrongUsage, SchemaMismatch or
    DatabaseError; then the database is as before.
    """
    _require_backup(backup, database)
    with locked(database), disk_errors(database):
        known = load_ledger(database)
        _sweep_all(known)
        key = _key_to_restore(backup, database)
        marks, expired_ids, knows_former = _remembered(database)
        marks |= known.forgotten
        kept: list[Path] = []

        def ready(building: Path) -> None:
            refuse_broken(building, backup)
            kept.extend(_kept(database, known, now))
            _put_key(key, database)

        with edited(backup, database, ready) as connection:
            note_marks(connection, marks, now.date())
            erased = erase_marked(connection)
            expired = expire_ids(connection, expired_ids, now.date()) + expire(connection, settings, now.date())
            [(answers,)] = connection.execute("select count(*) from feedback").fetchall()
        key_state = "restored" if key else "same" if key_path(database).exists() else "missing"
        return RestoreReport(int(answers), erased, expired, kept[0] if kept else None, key_state, knows_former)


def _require_backup(backup: Path, database: Path) -> None:
    if not backup.exists():
        raise DatabaseMissing(
            "there is no such backup", where=str(backup), remedy="`ondo admin backup --list` names those known"
        )
    if not backup.is_file():
        raise DatabaseError("this is a folder, not a backup", where=str(backup), remedy="name the file in it")
    if database.exists() and backup.samefile(database):
        raise WrongUsage(
            "this is the database itself", where=str(backup), remedy="name a backup: `ondo admin backup --list`"
        )


def _key_to_restore(backup: Path, database: Path) -> Path | None:
    """The backup's key file where there is none in place; raises DatabaseError where the two differ."""
    theirs, ours = key_path(backup), key_path(database)
    if not theirs.exists():
        return None
    if not ours.exists():
        return theirs
    if filecmp.cmp(theirs, ours, shallow=False):
        return None
    raise DatabaseError(
        f"the backup has another key than the one in place ({ours.name}), so that customers would not be met again and "
        "those forgotten would not be known",
        where=str(backup),
        remedy="restore it to a path of its own with --db, or move the database and its key file away first",
    )


def _put_key(key: Path | None, database: Path) -> None:
    """The key first: a database whose key is missing could be run with a new one, by which nobody is met again."""
    if key is not None:
        building = key_path(building_path(database))
        copy_durably(key, building)
        put_in_place(building, key_path(database))


def _remembered(database: Path) -> tuple[frozenset[str], list[int], bool]:
    """Marks of the forgotten and ids of expired answers in the database in place, as far as it can be read."""
    try:
        with reading(database) as connection:
            return marks_in(connection), _expired_ids(connection), True
    except DatabaseMissing:
        return frozenset(), [], True
    except OndoError:
        return frozenset(), [], False


def _expired_ids(connection: Connection) -> list[int]:
    return [
        key for (key,) in connection.execute("select feedback_id from feedback where expired_on is not null").fetchall()
    ]


def _kept(database: Path, known: UpkeepLedger, now: datetime) -> list[Path]:
    """Keep the database in place, if any and readable or not, as a backup that is remembered."""
    if not database.exists():
        return []
    folder = database.absolute().parent / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    place = _free_name(folder, database, now, "-replaced")
    save_ledger(database, known.with_backup(place))
    try:
        os.link(database, place)
    except OSError:
        copy_durably(database, place)
    if key_path(database).exists():
        copy_durably(key_path(database), key_path(place))
    return [place]


def with_backups(database: Path) -> list[Path]:
    """The database and all its known backups, leftovers beside them removed; only under ``locked``."""
    known = load_ledger(database)
    _sweep_all(known)
    return [database, *known.backups]
