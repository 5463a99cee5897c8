"""The error tree: every error says what was found, where, and what to do, and knows its exit code.

What was found and what to do may be given as a Reason: a code, whose sentences are made where they are shown.
"""

import errno
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

REASONS_FILE = Path(__file__).with_name("reasons.toml")
"""The English sentence of every reason and remedy, and the remedy of every reason that has one."""

VALUE = "value"
"""The argument that is a row's own value; reasons are counted without it."""

FROM_SETTINGS = frozenset(("first", "most", "scale", "width"))
"""Arguments of the reasons of rows that no cell can say; all others may hold what somebody wrote."""

Argument = str | int | float


class EnglishReasons(NamedTuple):
    """``sentences`` are those of reasons as ``reason.<code>`` and of remedies as ``remedy.<code>``, their arguments in
    braces; ``remedies`` is code of a reason -> code of its remedy."""

    sentences: dict[str, str]
    remedies: dict[str, str]


@cache
def english_reasons() -> EnglishReasons:
    """What reasons.toml says."""
    groups = tomllib.loads(REASONS_FILE.read_text(encoding="utf-8"))
    sentences = {f"remedy.{code}": text for code, text in groups.pop("remedies").items()}
    remedies = {}
    for code, entry in (item for group in groups.values() for item in group.items()):
        if isinstance(entry, dict):
            remedies[code] = entry["remedy"]
        sentences[f"reason.{code}"] = entry["found"] if isinstance(entry, dict) else entry
    return EnglishReasons(sentences, remedies)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row is rejected, a column kept out, a file refused, or what is to be noted: a code of reasons.toml.

    ``arguments`` are what its sentences name, as text, masked where they come from a cell. ``found`` and ``remedy`` are
    the sentences in English, for the command line; nothing may depend on them. Raises KeyError for an unknown code.
    """

    code: str
    arguments: Mapping[str, Argument] = field(default_factory=dict)

    def __post_init__(self) -> None:
        texts = {name: str(value) for name, value in self.arguments.items()}
        object.__setattr__(self, "arguments", texts)

    def __hash__(self) -> int:
        return hash((self.code, *sorted(self.arguments.items())))

    @property
    def found(self) -> str:
        """What was found, in English."""
        return english_reasons().sentences[f"reason.{self.code}"].format(**self.arguments)

    @property
    def remedy_code(self) -> str:
        """The code of what to do; empty where nothing is to be done."""
        return english_reasons().remedies.get(self.code, "")

    @property
    def remedy(self) -> str:
        """What to do, in English; empty where nothing is to be done."""
        code = self.remedy_code
        return english_reasons().sentences[f"remedy.{code}"].format(**self.arguments) if code else ""

    @property
    def without_value(self) -> "Reason":
        """The same of any row, for counting: an ellipsis stands for the row's own value."""
        return replace(self, arguments={**self.arguments, VALUE: "…"}) if VALUE in self.arguments else self

    @property
    def without_cells(self) -> "Reason":
        """The same without anything that a cell said: an ellipsis stands for it."""
        shown = {name: text if name in FROM_SETTINGS else "…" for name, text in self.arguments.items()}
        return replace(self, arguments=shown)


class ExitCode(IntEnum):
    """What the command line returns to the shell."""

    DONE = 0
    DATA_REFUSED = 1
    WRONG_USAGE = 2
    DATABASE = 3
    NOTHING_FOUND = 4
    INTERRUPTED = 130


class OndoError(Exception):
    """Base of all errors meant for people.

    ``found`` says what was found: a Reason, which has a remedy of its own, or a sentence beside its ``remedy``.
    ``where`` names file, row and column as far as known.
    """

    exit_code = ExitCode.DATA_REFUSED

    def __init__(self, found: Reason | str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(found)
        self.found = found
        self.where = where
        self._remedy = remedy

    @property
    def reason(self) -> Reason | None:
        """Code and arguments, where it has them."""
        return self.found if isinstance(self.found, Reason) else None

    @property
    def message(self) -> str:
        """What was found, in English."""
        return self.found.found if isinstance(self.found, Reason) else self.found

    @property
    def remedy(self) -> str:
        """What to do, in English."""
        return self.found.remedy if isinstance(self.found, Reason) else self._remedy

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


class FormerSchema(SchemaMismatch):
    """The file is an Ondo database of a former schema version, which can be brought up to date."""


class NothingFound(OndoError):
    """Nothing is stored of whom or what was asked for."""

    exit_code = ExitCode.NOTHING_FOUND


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
