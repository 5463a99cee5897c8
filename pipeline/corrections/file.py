"""The corrections file beside a database: only ever added to, but where an answer is forgotten, whose lines go."""

import errno
import os
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.corrections.events import Correction, Event, Undoing, as_line, new_id, parse, standing, without
from pipeline.errors import DatabaseError, NothingFound, OndoError
from pipeline.safe_files import PRIVATE, locked_file, read_small, write_whole

LARGEST = 64_000_000
"""Bytes of the file that are read; some 200,000 corrections."""


@dataclass(frozen=True, slots=True)
class CorrectionsFile:
    """What a file says, line by line, and how many of its lines say nothing that can be read."""

    events: tuple[Event, ...] = ()
    unread: int = 0


def path_of(database: Path) -> Path:
    """The corrections file of a database."""
    return database.with_name(database.name + ".corrections.jsonl")


def identity_of(database: Path) -> str:
    """A short text that changes with the corrections of a database; '' without any."""
    try:
        found = os.stat(path_of(database))
    except (OSError, ValueError):
        return ""
    return f"+{found.st_ino:x}-{found.st_mtime_ns:x}-{found.st_size:x}" if found.st_size else ""


def read(database: Path) -> CorrectionsFile:
    """The corrections of a database, none where there is no file. Raises DatabaseError where it cannot be read."""
    identity = identity_of(database)
    return _read_as(database, identity) if identity else _read(database)


@lru_cache(maxsize=1)
def _read_as(database: Path, identity: str) -> CorrectionsFile:
    """The same, read once for each ``identity`` of the file."""
    return _read(database)


def _read(database: Path) -> CorrectionsFile:
    place = path_of(database)
    try:
        return of_bytes(read_small(place, LARGEST))
    except FileNotFoundError:
        return CorrectionsFile()
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
            return CorrectionsFile()
        raise _unreadable(place, error) from error


def of_bytes(content: bytes) -> CorrectionsFile:
    """What the bytes of such a file say."""
    events: list[Event] = []
    unread = 0
    for line in content.decode("utf-8-sig", "replace").split("\n"):
        if not line.strip():
            continue
        try:
            events.append(parse(line))
        except ValueError:
            unread += 1
    return CorrectionsFile(tuple(events), unread)


def append(database: Path, events: Iterable[Event]) -> None:
    """Add lines, on the disk when this returns; processes that add at once wait for one another. Raises DatabaseError."""
    place = path_of(database)
    try:
        with locked_file(place) as descriptor:
            _add(descriptor, events)
    except OSError as error:
        raise _unwritable(place, error) from error


def undo(database: Path, ids: Collection[str], by: Undoing) -> None:
    """Take back corrections, as ``by`` whose own id and ``undoes`` do not matter.

    Raises NothingFound where one of them is not there or taken back already, else as ``append``.
    """
    missing = set(ids) - {item.id for item in standing(read(database).events)}
    if missing:
        raise NothingFound(
            f"there is no such correction: {', '.join(sorted(missing))}",
            where=str(path_of(database)),
            remedy="`ondo corrections list` names those that stand",
        )
    append(database, [Undoing(new_id(), by.at, by.by, each) for each in ids])


def merge(database: Path, events: Sequence[Event]) -> int:
    """Add the lines that the file does not have yet; how many they are. Raises DatabaseError."""
    place = path_of(database)
    if not events:
        return 0
    try:
        with locked_file(place) as descriptor:
            known = {event.id for event in read(database).events}
            fresh = list({event.id: event for event in reversed(events) if event.id not in known}.values())[::-1]
            _add(descriptor, fresh)
    except OSError as error:
        raise _unwritable(place, error) from error
    return len(fresh)


def forget(database: Path, answers: Collection[int]) -> int:
    """Erase every line about these answers; how many they were. Lines that cannot be read go with them: nobody knows whose
    they are. Raises DatabaseError."""
    place = path_of(database)
    if not answers or not place.exists():
        return 0
    try:
        with locked_file(place):
            found = read(database)
            kept = without(found.events, answers)
            gone = len(found.events) - len(kept)
            if gone:
                write_whole(place, "".join(map(as_line, kept)), mode=PRIVATE)
    except OSError as error:
        raise _unwritable(place, error) from error
    return gone


def answers_in(database: Path) -> frozenset[int]:
    """The answers about which something is said. Raises DatabaseError."""
    return frozenset(event.answer for event in read(database).events if isinstance(event, Correction))


def _add(descriptor: int, events: Iterable[Event]) -> None:
    """Write lines at the end of an open file; a line that was cut off there stays one of its own."""
    text = "".join(map(as_line, events))
    size = os.fstat(descriptor).st_size
    if size and os.pread(descriptor, 1, size - 1) != b"\n":
        text = "\n" + text
    content = memoryview(text.encode())
    if size + len(content) > LARGEST:
        raise OSError(errno.EFBIG, f"the file would be larger than {LARGEST:,} bytes, beyond which it is not read")
    while content:
        content = content[os.write(descriptor, content) :]
    os.fsync(descriptor)


def _unreadable(place: Path, error: Exception) -> OndoError:
    return DatabaseError(
        f"the corrections cannot be read ({error})",
        where=str(place),
        remedy="check the file's rights, or put back a copy of it; moved away, the numbers are those of the scorer alone",
    )


def _unwritable(place: Path, error: OSError) -> OndoError:
    return DatabaseError(
        f"the correction cannot be kept ({error.strerror})",
        where=str(place),
        remedy="check the rights of its folder, and free space; `ondo corrections list` names what stands",
    )
