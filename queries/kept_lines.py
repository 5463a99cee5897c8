"""Small append-only files beside the database: what people say about the data, a JSON object a line, for the owner alone."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pipeline.errors import DatabaseError, WrongUsage
from pipeline.safe_files import locked_file, read_small

LARGEST = 20_000_000
"""Bytes of a file that are read."""

Entries = list[dict[str, Any]]


def read_lines(place: Path) -> Entries:
    """The entries in the order in which they were written; none where there is no file. A last line that a power cut has
    left unfinished does not count. Raises WrongUsage where the file is damaged."""
    try:
        text = read_small(place, LARGEST).decode("utf-8")
        found = [json.loads(line) for line in text.split("\n")[:-1] if line]
        if not all(isinstance(entry, dict) for entry in found):
            raise TypeError("no object")
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise damaged(place) from error
    return found


def damaged(place: Path) -> WrongUsage:
    """The error that says that a file beside the database cannot be read."""
    return WrongUsage(
        "what people have written beside the database cannot be read",
        where=str(place),
        remedy="restore this file from a copy, or move it away and begin anew",
    )


def append_line(place: Path, make: Callable[[Entries], Mapping[str, Any]]) -> None:
    """Add an entry, made of those that there are while nobody else writes; on the disk when this returns.

    Raises what ``make`` does, WrongUsage as ``read_lines``, DatabaseError where the file cannot be written.
    """
    try:
        with locked_file(place) as descriptor:
            line = json.dumps(make(read_lines(place)), ensure_ascii=False, default=str) + "\n"
            _cut_off_unfinished(place)
            os.write(descriptor, line.encode("utf-8", "backslashreplace"))
            os.fsync(descriptor)
    except OSError as error:
        raise DatabaseError(
            f"the file cannot be written ({error.strerror})",
            where=str(place),
            remedy="check the rights of its folder, and free space",
        ) from error


def _cut_off_unfinished(place: Path) -> None:
    """Remove a last line that a power cut has left without an end."""
    content = place.read_bytes()
    if content and not content.endswith(b"\n"):
        os.truncate(place, content.rfind(b"\n") + 1)
