"""The small files beside a database, in which people and commands have written: they go with its backups, and forget with it.

The corrections have a file of their own, which is merged line by line (pipeline/corrections).
"""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import DatabaseError
from pipeline.safe_files import PRIVATE, locked_file, read_small, write_whole
from pipeline.storage.atomic_files import copy_durably

WRITTEN = (".touchpoints.json", ".topics.jsonl", ".actions.jsonl", ".muted.jsonl", ".sent.jsonl")
"""Endings of what people have said and what was sent: what is in place stays when a backup is restored."""

TAKEN_IN = ".files.jsonl"
"""Ending of the record of files that were taken in: it tells what is in the database, and so goes with each."""

LARGEST = 50_000_000
"""Bytes of such a file that are read."""

SHORTEST_TEXT, SHORTEST_SENTENCE = 12, 24
"""Bytes from which on a text, or a sentence of one, is looked for: shorter ones are anybody's."""

_LEFT_OUT = "…"
"""What stands where a forgotten text stood."""


def paths_beside(database: Path) -> list[Path]:
    """Where the files beside a database are, whether they are there or not."""
    return [database.with_name(database.name + ending) for ending in (*WRITTEN, TAKEN_IN)]


def copy_beside(source: Path, target: Path) -> None:
    """Copy what stands beside a database to where it stands beside another, where nothing stands there. Raises OSError."""
    for theirs, ours in zip(paths_beside(source), paths_beside(target), strict=True):
        if theirs.is_file() and not ours.exists():
            with _nobody_writes(theirs):
                copy_durably(theirs, ours)


def drop_record(database: Path) -> None:
    """Forget which files were taken in: another database takes the place of the one that it tells of. Raises OSError."""
    database.with_name(database.name + TAKEN_IN).unlink(missing_ok=True)


def told_beside(databases: Iterable[Path], texts: Iterable[str]) -> list[str]:
    """Those of the texts, and of their sentences, that stand in files beside databases, the longest first.

    Raises DatabaseError where a file cannot be read.
    """
    contents = [_read(place) for database in databases for place in paths_beside(database)]
    pieces = {piece for text in texts for piece in _pieces(text)}
    found = [piece for piece in pieces if any(_as_written(piece) in content for content in contents)]
    return sorted(found, key=lambda piece: (-len(piece), piece))


def erase_beside(database: Path, told: Iterable[str]) -> None:
    """Leave texts out of the files beside a database. Raises DatabaseError where a file cannot be changed."""
    pieces = [_as_written(piece) for piece in told]
    for place in paths_beside(database):
        if any(piece in _read(place) for piece in pieces):
            _erase(place, pieces)


def _erase(place: Path, pieces: Iterable[bytes]) -> None:
    try:
        with _nobody_writes(place):
            content = _read(place)
            for piece in pieces:
                content = content.replace(piece, _LEFT_OUT.encode())
            write_whole(place, content, mode=PRIVATE)
    except OSError as error:
        raise _broken(place, error) from error


def _pieces(text: str) -> Iterator[str]:
    """A text and its sentences, with single spaces, as people quote them."""
    whole = " ".join(text.split())
    if len(whole.encode()) >= SHORTEST_TEXT:
        yield whole
    for line in re.split(r"[.!?…~\n]+", text):
        sentence = " ".join(line.split())
        if len(sentence.encode()) >= SHORTEST_SENTENCE:
            yield sentence


def _as_written(piece: str) -> bytes:
    """A text as it stands in JSON."""
    return json.dumps(piece, ensure_ascii=False)[1:-1].encode()


def _read(place: Path) -> bytes:
    try:
        return read_small(place, LARGEST)
    except FileNotFoundError:
        return b""
    except (OSError, ValueError) as error:
        raise _broken(place, error) from error


@contextmanager
def _nobody_writes(place: Path) -> Iterator[None]:
    """Nobody else changes the file within the block; one that is replaced whole has its lock beside it."""
    with locked_file(place if place.suffix == ".jsonl" else place.with_suffix(".lock")):
        yield


def _broken(place: Path, error: Exception) -> DatabaseError:
    return DatabaseError(
        f"a file beside the database cannot be read or changed ({error})",
        where=str(place),
        remedy="check the file and its rights, then run the same command again",
    )
