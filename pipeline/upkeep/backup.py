"""Backups: checked copies of a database and its key, listed in its ledger, and restoring one."""

import filecmp
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa

from pipeline.config.settings import Settings
from pipeline.corrections import file as corrections
from pipeline.errors import DatabaseError, DatabaseMissing, OndoError, WrongUsage
from pipeline.safe_files import flush, made_folder
from pipeline.storage.atomic_files import copy_durably, put_in_place
from pipeline.storage.connection import Connection
from pipeline.storage.database_errors import disk_errors
from pipeline.storage.database_file import fingerprint_of, reading, refuse_other_files
from pipeline.storage.draft import edited
from pipeline.storage.lock import building_path, locked, sweep
from pipeline.storage.secret_key import fingerprint, key_path
from pipeline.storage.upgrade import brought_up_to_date
from pipeline.upkeep.companions import copy_beside, drop_record, erase_beside, paths_beside, told_beside
from pipeline.upkeep.forgotten import (
    ErasedCounts,
    erase_marked,
    forget_corrections,
    marks_in,
    note_marks,
    others_have,
    texts_of,
)
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
    """What restoring a backup did: answers now, what was erased or expired, and where the former database is kept (or None).

    ``returned`` are answers whose texts and identifiers had been deleted for their age and are back.
    """

    answers: int
    erased: ErasedCounts
    expired: int
    returned: int
    kept: Path | None
    key: str
    """'same', 'restored' or 'missing': what became of the key file."""
    former_was_read: bool
    """Whether the former database could be asked for what it had forgotten and deleted."""


def back_up(database: Path, target: Path | None, *, with_key: bool, now: datetime) -> Backup:
    """Copy a database and what stands beside it to ``target`` (a file, a folder, or None: FOLDER beside it), check it, list it.

    Raises DatabaseMissing, WrongUsage or DatabaseError; then nothing is left behind, and all is as before.
    """
    require_database(database)
    with locked(database), disk_errors(target or database, database):
        refuse_other_files(database)
        ledger = load_ledger(database)
        _sweep_all(ledger)
        place = _place_for(database, target, now)
        if not with_key:
            return _make_backup(database, place, ledger, None)
        return _make_backup(database, place, ledger, key_path(database) if key_path(database).exists() else None)


def require_database(database: Path) -> None:
    """Raise DatabaseMissing where there is none."""
    if not database.exists():
        raise DatabaseMissing("there is no database yet", where=str(database), remedy="make one: `ondo run FILE...`")


def _make_backup(database: Path, place: Path, ledger: UpkeepLedger, key: Path | None) -> Backup:
    """Make the backup at ``place``; it is listed before it is there, so that `ondo forget` cannot miss it."""
    building = building_path(place)
    scratch = building.with_name(building.name + "-checked")
    save_ledger(database, ledger.with_backup(place))
    try:
        copy_durably(database, building)
        with brought_up_to_date(building, scratch) as checked:
            warnings = [item for item in refuse_broken(checked, database) if item.faults]
        if key is not None:
            copy_durably(key, key_path(place))
        corrections.merge(place, corrections.read(database).events)
        copy_beside(database, place)
        put_in_place(building, place)
    except BaseException:
        with suppress(OSError):
            sweep(place)
            for path in _with_companions(place)[1:]:
                path.unlink(missing_ok=True)
            save_ledger(database, ledger)
        raise
    return Backup(place, place.stat().st_size, key is not None, warnings)


def _place_for(database: Path, target: Path | None, now: datetime) -> Path:
    if target is None:
        target = made_folder(database.absolute().parent / FOLDER)
    if target.is_dir():
        return _free_name(target.absolute(), database, now)
    place = target.absolute()
    if not place.parent.is_dir():
        raise DatabaseError(
            "its folder does not exist", where=str(place), remedy="create the folder, or name another TARGET"
        )
    if place.exists() and place.samefile(database):
        raise WrongUsage("this is the database itself", where=str(place), remedy="name another TARGET")
    for path in _with_companions(place):
        if path.exists() or path.is_symlink():
            raise WrongUsage("a file stands there already", where=str(path), remedy="name another TARGET, or a folder")
    return place.resolve()


def _free_name(folder: Path, database: Path, now: datetime, note: str = "") -> Path:
    stem = f"{database.stem}-{now:%Y-%m-%d-%H%M%S}{note}"
    names = (f"{stem}{f'-{number}' if number else ''}.duckdb" for number in range(1_000))
    free = (folder / name for name in names if not any(path.exists() for path in _with_companions(folder / name)))
    return next(free).resolve()


def _with_companions(place: Path) -> tuple[Path, ...]:
    """A backup, its key, its corrections and the other files that stand beside it."""
    return place, key_path(place), corrections.path_of(place), *paths_beside(place)


def require_in_place(path: Path) -> None:
    """Raise DatabaseError where a listed backup is not at its place."""
    if not path.exists():
        raise DatabaseError(
            "the backup is not at its place",
            where=str(path),
            remedy=f"bring it back and run the same command again; if it is deleted: `ondo admin backup --strike '{path}'`",
        )


def _sweep_all(ledger: UpkeepLedger) -> None:
    """Remove what interrupted commands have left beside the backups."""
    for path in ledger.backups:
        with suppress(OSError):
            sweep(path)


def backups_of(database: Path) -> list[tuple[Path, int | None]]:
    """Path and size in bytes of every listed backup; no size where the file is not at its place."""
    return [(path, path.stat().st_size if path.is_file() else None) for path in load_ledger(database).backups]


def strike(database: Path, path: Path) -> None:
    """Remove a deleted backup from the list; raises WrongUsage where it is not listed, or still there."""
    with locked(database), disk_errors(database):
        ledger = load_ledger(database)
        places = [item for item in ledger.backups if item in (path.absolute(), path.resolve())]
        if not places:
            raise WrongUsage(
                "no backup of this path is remembered", where=str(path), remedy="`ondo admin backup --list`"
            )
        if places[0].exists():
            raise WrongUsage("this backup is still there", where=str(path), remedy="delete the file and its .key first")
        save_ledger(database, ledger.without_backup(places[0]))


def restore(backup: Path, database: Path, settings: Settings, now: datetime) -> RestoreReport:
    """Put a backup in the place of the database; who has been forgotten since does not come back.

    Which texts are too old is decided anew, by ``keep_days`` and the clock of now: what a wrong clock has deleted comes
    back. Where ``keep_days`` says nothing, texts deleted before today stay deleted. The database that was in place is kept as
    a backup. Of the files beside it those that are missing come from the backup; the record of files that were taken in is the
    backup's. Raises DatabaseMissing, WrongUsage, SchemaMismatch or
    DatabaseError; then the database is as before.
    """
    _require_backup(backup, database)
    with locked(database), disk_errors(database):
        ledger = load_ledger(database)
        _sweep_all(ledger)
        key = _key_to_restore(backup, database)
        former = _erased_before(database, settings, now.date())
        kept: list[Path] = []
        said = corrections.read(backup).events

        def before_publishing(building: Path) -> None:
            refuse_broken(building, backup)
            kept.extend(_keep_former(database, ledger, now))
            _put_key(key, database)
            drop_record(database)

        with edited(backup, database, before_publishing) as connection:
            note_marks(connection, former.forgotten | ledger.forgotten, now.date())
            texts = texts_of(connection, marks_in(connection))
            erased = erase_marked(connection)
            expired = expire_ids(connection, former.expired, now.date()) + expire(connection, settings, now.date())
            answers, returned = _returned(connection, former.decided_anew)
            told = [text for text in told_beside([backup], texts) if not others_have(connection, text)]
        copy_beside(backup, database)
        erase_beside(database, told)
        corrections.merge(database, said)
        forget_corrections(database, erased.ids, former.forgotten | ledger.forgotten)
        key_state = "restored" if key else "same" if key_path(database).exists() else "missing"
        place = kept[0] if kept else None
        return RestoreReport(answers, erased, expired, returned, place, key_state, former.was_read)


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
    if not theirs.exists() and not ours.exists():
        return None
    key = ours if ours.exists() else theirs
    if _is_key_of(key, backup):
        return None if key == ours else key
    raise DatabaseError(
        f"the backup has another key than the one in place ({ours.name}), so that customers would not be met again and "
        "those forgotten would not be known",
        where=str(backup),
        remedy="restore it to a path of its own with --db, or move the database and its key file away first",
    )


def _is_key_of(key: Path, backup: Path) -> bool:
    """Whether a key file is that of a backup, by the key beside it and by its fingerprint, as far as there are any."""
    known, beside = fingerprint_of(backup), key_path(backup)
    is_other = beside.exists() and not filecmp.cmp(beside, key, shallow=False)
    return not is_other and known in (None, fingerprint(key.read_bytes()))


def _put_key(key: Path | None, database: Path) -> None:
    """Put the key in place before the database: a run would make a new key, which links no customer to earlier answers."""
    if key is not None:
        building = key_path(building_path(database))
        copy_durably(key, building)
        put_in_place(building, key_path(database))


@dataclass(frozen=True, slots=True)
class _ErasedBefore:
    """What the database in place has erased; nothing is known where it could not be read.

    ``expired`` are ids of answers whose texts stay deleted, ``decided_anew`` those of which the clock and the settings of
    now decide.
    """

    forgotten: frozenset[str] = frozenset()
    expired: tuple[int, ...] = ()
    decided_anew: tuple[int, ...] = ()
    was_read: bool = True


def _erased_before(database: Path, settings: Settings, today: date) -> _ErasedBefore:
    try:
        with reading(database) as connection:
            rows = connection.execute(_EXPIRED, {"kept": [*settings.keep_days], "today": today}).fetchall()
            stays, anew = (tuple(key for key, is_anew in rows if is_anew == wanted) for wanted in (False, True))
            return _ErasedBefore(marks_in(connection), stays, anew)
    except DatabaseMissing:
        return _ErasedBefore()
    except OndoError:
        return _ErasedBefore(was_read=False)


_EXPIRED = (
    "select feedback_id, expired_on > $today + 1 or list_contains($kept, audience) from feedback "
    "where expired_on is not null"
)
"""Answers whose texts are deleted; the settings decide anew where they name days, and where a clock was ahead of now (by
more than zones differ)."""


def _returned(connection: Connection, ids: Sequence[int]) -> tuple[int, int]:
    """How many answers there are, and how many of ``ids`` have their texts and identifiers again."""
    connection.register("asked", pa.table({"feedback_id": pa.array(ids, pa.int64())}))
    query = (
        "select count(*), count(*) filter (expired_on is null and feedback_id in (select feedback_id from asked)) "
        "from feedback"
    )
    [(answers, returned)] = connection.execute(query).fetchall()
    connection.unregister("asked")
    return int(answers), int(returned)


def _keep_former(database: Path, ledger: UpkeepLedger, now: datetime) -> list[Path]:
    """Keep the database in place, if there is one, as a listed backup, whether it can be read or not."""
    if not database.exists():
        return []
    folder = made_folder(database.absolute().parent / FOLDER)
    place = _free_name(folder, database, now, "-replaced")
    save_ledger(database, ledger.with_backup(place))
    try:
        os.link(database, place)
    except OSError:
        copy_durably(database, place)
    if key_path(database).exists():
        copy_durably(key_path(database), key_path(place))
    copy_beside(database, place)
    flush(folder)
    return [place]


def with_backups(database: Path) -> list[Path]:
    """The database and all backups in its ledger, leftovers beside them removed; only under ``locked``."""
    ledger = load_ledger(database)
    _sweep_all(ledger)
    return [database, *ledger.backups]
