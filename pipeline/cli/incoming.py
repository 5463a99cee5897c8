"""Files that come into a folder: each is taken in once, as soon as it is fully written; what cannot be is remembered with why.

Files stay where they are: whoever still writes to one is not disturbed. What became of each, told by its content, stands in a
file beside the database.
"""

import hashlib
import json
import os
import select
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from pipeline.errors import DatabaseError, DataRefused, OndoError, WrongUsage
from pipeline.safe_files import locked_file, read_small
from pipeline.sources.containers import TABLES
from pipeline.sources.source_kind import shown_name

LARGEST = 50_000_000
"""Bytes of the record of files that are read; some 150,000 entries."""

UNFINISHED = (".", "~$", "__MACOSX")
"""How the names of files begin that programs still write, or that are none of the user's."""

BUSY = "another_run_writes"
OF_DATABASE = frozenset(("set_clock_or_say_yes", "check_days_or_say_yes"))
"""Remedies of refusals that no file is to blame for."""

TAKEN, SET_ASIDE = "taken", "set_aside"

Signature = tuple[int, int, int]
"""Inode, size and time of the last change of a file: as long as it stays, nobody has written to it."""


class Content(NamedTuple):
    """A file as it was looked at: its path, and a hash of what is in it."""

    path: Path
    hash: str


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What became of a file: when, its name (masked), its content, taken or set_aside, and then why and what to do."""

    at: str
    file: str
    content: str
    outcome: str
    why: str = ""
    remedy: str = ""


def record_path(database: Path) -> Path:
    """The file beside the database that remembers which files were taken in."""
    return database.with_name(database.name + ".files.jsonl")


def records(database: Path) -> dict[str, FileRecord]:
    """Content -> the last that became of it. A line that a crash has cut off is read again, which changes nothing.

    Raises DatabaseError where the file cannot be read.
    """
    found: dict[str, FileRecord] = {}
    try:
        lines = read_small(record_path(database), LARGEST).decode("utf-8", "replace").split("\n")
    except FileNotFoundError:
        return found
    except (OSError, ValueError) as error:
        raise _unreadable(database, error) from error
    for line in lines:
        with suppress(ValueError, TypeError):
            record = FileRecord(**json.loads(line))
            found[record.content] = record
    return found


def _unreadable(database: Path, error: Exception) -> DatabaseError:
    return DatabaseError(
        f"what was taken in cannot be remembered ({error})",
        where=str(record_path(database)),
        remedy="check the file and its rights",
    )


class Incoming:
    """The files of a folder, looked at again and again. A file is ready once two looks found it the same, and not empty."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: dict[Path, Signature] = {}

    def look(self) -> list[Path]:
        """The files that have not changed since the last look, the oldest first. Raises DataRefused where there is no folder."""
        former, self._seen = self._seen, dict(self._signatures())
        same = [path for path, signature in self._seen.items() if former.get(path) == signature and signature[1]]
        return sorted(same, key=lambda path: (self._seen[path][2], path.name))

    def has_changed(self, path: Path) -> bool:
        """Whether somebody has written to a file since the last look, or it is gone."""
        try:
            return _signature(path.stat()) != self._seen.get(path)
        except OSError:
            return True

    def _signatures(self) -> Iterator[tuple[Path, Signature]]:
        try:
            entries = sorted(self._folder.iterdir())
        except OSError as error:
            raise WrongUsage(
                f"the folder cannot be read ({error.strerror})",
                where=str(self._folder),
                remedy="name a folder that is there",
            ) from error
        for path in entries:
            with suppress(OSError):
                if not path.name.startswith(UNFINISHED) and path.suffix.lower() in TABLES and path.is_file():
                    yield path, _signature(path.stat())


def _signature(found: os.stat_result) -> Signature:
    return found.st_ino, found.st_size, found.st_mtime_ns


TakeIn = Callable[[Path], None]
"""Reads a file into the database, or raises OndoError."""

Tell = Callable[[FileRecord], None]


@dataclass(frozen=True, slots=True)
class Follower:
    """Takes in what is ready in a folder: ``take_in`` reads a file into the database, ``tell`` hears what became of each.

    With ``again`` files that were set aside are tried once more.
    """

    database: Path
    take_in: TakeIn
    tell: Tell
    again: bool = False

    def take_ready(self, incoming: Incoming, is_stopped: Callable[[], bool]) -> int:
        """Take in each file that is ready and not known, until told to stop; how many were new.

        Raises what no file is to blame for: DatabaseError, and WrongUsage about the settings. Another run that writes is no error: then
        nothing more is taken in now.
        """
        done = 0
        for path in incoming.look():
            if is_stopped():
                break
            content = _content(path)
            if content is None or self._is_known(content) or incoming.has_changed(path):
                continue
            try:
                self._take(content)
            except DatabaseError as error:
                if error.reason and error.reason.code == BUSY:
                    break
                raise
            done += 1
        return done

    def _is_known(self, content: Content) -> bool:
        record = records(self.database).get(content.hash)
        return record is not None and (record.outcome == TAKEN or not self.again)

    def _take(self, content: Content) -> None:
        try:
            self.take_in(content.path)
        except (DataRefused, WrongUsage) as error:
            if error.reason and error.reason.remedy_code in OF_DATABASE:
                raise
            self._remember(content, SET_ASIDE, error)
            return
        self._remember(content, TAKEN, None)

    def _remember(self, content: Content, outcome: str, error: OndoError | None) -> None:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        why, remedy = (error.message, error.remedy) if error else ("", "")
        record = FileRecord(at, shown_name(content.path), content.hash, outcome, why, remedy)
        path = record_path(self.database)
        try:
            with locked_file(path) as file:
                os.write(
                    file, ("\n" + json.dumps(asdict(record), ensure_ascii=False)).encode("utf-8", "backslashreplace")
                )
                os.fsync(file)
        except OSError as failed:
            raise _unreadable(self.database, failed) from failed
        self.tell(record)


def _content(path: Path) -> Content | None:
    """What is in a file; None where it cannot be read now, as while another program keeps it to itself."""
    try:
        with path.open("rb") as file:
            return Content(path, hashlib.file_digest(file, "sha256").hexdigest())
    except OSError:
        return None


class StopSignal:
    """Whether this process has been asked to stop (SIGTERM, SIGINT), and waiting that ends then."""

    def __init__(self) -> None:
        self.is_set = False
        self._read, self._write = os.pipe()

    def wait(self, seconds: float) -> None:
        """Wait for so long, or until asked to stop."""
        if not self.is_set:
            select.select([self._read], [], [], seconds)

    def set(self) -> None:
        """Ask to stop."""
        self.is_set = True
        os.write(self._write, b"x")

    def close(self) -> None:
        """Let go of the pipe."""
        os.close(self._read)
        os.close(self._write)


@contextmanager
def stopping_cleanly() -> Iterator[StopSignal]:
    """Within the block the first SIGTERM or SIGINT asks to stop, and what is being read is finished; a second one interrupts."""
    stop = StopSignal()

    def asked(number: int, frame: FrameType | None) -> None:
        if stop.is_set:
            raise KeyboardInterrupt
        stop.set()

    former = {number: signal.signal(number, asked) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
        stop.close()
