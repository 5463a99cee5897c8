"""The ledger beside a database: where its backups are, and which customers and answers are forgotten."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.errors import DatabaseError
from pipeline.safe_files import PRIVATE, write_whole


@dataclass(frozen=True, slots=True)
class UpkeepLedger:
    """Absolute paths of the backups in the order in which they were made, and the marks of what is forgotten.

    ``uncleaned`` are the backups that still hold something of it, or could not be looked at; ``emptied`` are the ids of the answers
    whose texts the source no longer has and a backup still holds.
    """

    backups: tuple[Path, ...] = ()
    forgotten: frozenset[str] = frozenset()
    uncleaned: frozenset[Path] = frozenset()
    emptied: Mapping[Path, frozenset[int]] = field(default_factory=dict)

    def with_backup(self, path: Path) -> "UpkeepLedger":
        """This with one more backup."""
        return replace(self, backups=(*(item for item in self.backups if item != path), path))

    def without_backup(self, path: Path) -> "UpkeepLedger":
        """This without one backup."""
        kept = tuple(item for item in self.backups if item != path)
        emptied = {name: ids for name, ids in self.emptied.items() if name != path}
        return replace(self, backups=kept, uncleaned=self.uncleaned - {path}, emptied=emptied)

    def with_emptied(self, found: Mapping[Path, Iterable[int]]) -> "UpkeepLedger":
        """This with more answers that backups hold and the source no longer has; without any, a backup has none left."""
        emptied = {path: frozenset(ids) | self.emptied.get(path, frozenset()) for path, ids in found.items() if ids}
        kept = {path: ids for path, ids in self.emptied.items() if path not in found}
        return replace(self, emptied=kept | emptied)

    def with_forgotten(self, marks: Iterable[str]) -> "UpkeepLedger":
        """This with these marks."""
        return replace(self, forgotten=self.forgotten | frozenset(marks))

    def with_uncleaned(self, paths: Iterable[Path]) -> "UpkeepLedger":
        """This with these backups as ones that hold something that is forgotten."""
        return replace(self, uncleaned=self.uncleaned | frozenset(paths))

    def with_cleaned(self, path: Path) -> "UpkeepLedger":
        """This without a backup among those that hold something that is forgotten."""
        return replace(self, uncleaned=self.uncleaned - {path})


def ledger_path(database: Path) -> Path:
    """The file beside the database that holds its ledger."""
    return database.with_name(database.name + ".upkeep")


def load_ledger(database: Path) -> UpkeepLedger:
    """The ledger of a database, empty where there is no file; raises DatabaseError where it cannot be read."""
    path = ledger_path(database)
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return UpkeepLedger(
            tuple(map(Path, content["backups"])),
            frozenset(map(str, content["forgotten"])),
            frozenset(map(Path, content.get("uncleaned", ()))),
            {Path(path): frozenset(map(int, ids)) for path, ids in content.get("emptied", {}).items()},
        )
    except FileNotFoundError:
        return UpkeepLedger()
    except OSError as error:
        raise DatabaseError(
            f"the list of backups and of forgotten customers cannot be read ({error.strerror})",
            where=str(path),
            remedy="check the file's rights",
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DatabaseError(
            "the list of backups and of forgotten customers is damaged",
            where=str(path),
            remedy="put back a copy of it; without one, move it away: the database has its own list of the forgotten, "
            "but `ondo admin forget` will no longer know the backups made so far",
        ) from error


def save_ledger(database: Path, ledger: UpkeepLedger) -> None:
    """Write the ledger in one step, flushed to disk, mode 0600; only under ``locked``. Raises OSError."""
    content = {
        "backups": list(map(str, ledger.backups)),
        "forgotten": sorted(ledger.forgotten),
        "uncleaned": sorted(map(str, ledger.uncleaned)),
        "emptied": {str(path): sorted(ids) for path, ids in ledger.emptied.items()},
    }
    write_whole(ledger_path(database), json.dumps(content, ensure_ascii=False, indent=1), mode=PRIVATE)
