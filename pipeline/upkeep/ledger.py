"""The ledger beside a database: where its backups are, and which customers are forgotten."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import DatabaseError
from pipeline.safe_files import PRIVATE, write_whole


@dataclass(frozen=True, slots=True)
class UpkeepLedger:
    """Absolute paths of the backups in the order in which they were made, and the marks of forgotten customers."""

    backups: tuple[Path, ...] = ()
    forgotten: frozenset[str] = frozenset()

    def with_backup(self, path: Path) -> "UpkeepLedger":
        """This with one more backup."""
        return replace(self, backups=(*(item for item in self.backups if item != path), path))

    def without_backup(self, path: Path) -> "UpkeepLedger":
        """This without one backup."""
        return replace(self, backups=tuple(item for item in self.backups if item != path))

    def with_forgotten(self, marks: Iterable[str]) -> "UpkeepLedger":
        """This with these marks."""
        return replace(self, forgotten=self.forgotten | frozenset(marks))


def ledger_path(database: Path) -> Path:
    """The file beside the database that holds its ledger."""
    return database.with_name(database.name + ".upkeep")


def load_ledger(database: Path) -> UpkeepLedger:
    """The ledger of a database, empty where there is no file; raises DatabaseError where it cannot be read."""
    path = ledger_path(database)
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return UpkeepLedger(tuple(map(Path, content["backups"])), frozenset(map(str, content["forgotten"])))
    except FileNotFoundError:
        return UpkeepLedger()
    except OSError as error:
        raise DatabaseError(
            f"the list of backups and of forgotten customers cannot be read ({error.strerror})",
            where=str(path),
            remedy="check the file's rights",
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise DatabaseError(
            "the list of backups and of forgotten customers is damaged",
            where=str(path),
            remedy="put back a copy of it; without one, move it away: the database has its own list of the forgotten, "
            "but `ondo admin forget` will no longer know the backups made so far",
        ) from error


def save_ledger(database: Path, ledger: UpkeepLedger) -> None:
    """Write the ledger in one step, flushed to disk, mode 0600; only under ``locked``. Raises OSError."""
    content = {"backups": [str(item) for item in ledger.backups], "forgotten": sorted(ledger.forgotten)}
    write_whole(ledger_path(database), json.dumps(content, ensure_ascii=False, indent=1), mode=PRIVATE)
