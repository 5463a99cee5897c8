"""The access log: who did what and when, a JSON object a line, in a file of mode 0600 beside the database.

It holds no review text and no words searched for, of which it has their length and a mark: a name that is searched for is
personal, and forgetting does not reach the log. A full file is renamed to a number; the oldest one goes.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import queries
from queries.filter import FILTER_FIELDS
from views.words import address

LARGEST = 5_000_000
"""Bytes of one file; some 20,000 entries."""

MARK_LETTERS = 4
"""Hexadecimal digits that stand for words searched for."""

FILES_KEPT = 10
"""Files kept, the current one included."""

_PLAIN = frozenset(item.address for item in FILTER_FIELDS.values() if not item.holds_text)
"""Filters whose values are codes, days and numbers; what others hold is not written down."""


class LogFailed(queries.OndoError):
    """The access log cannot be written."""


def log_path(database: Path) -> Path:
    """The current log of a database."""
    return database.with_name(database.name + ".access.jsonl")


def write(database: Path, **entry: Any) -> None:
    """Add an entry with the time, on the disk when this returns. Raises LogFailed."""
    path = log_path(database)
    line = json.dumps({"at": _now(), **entry}, ensure_ascii=False, default=str) + "\n"
    try:
        with queries.locked_file(path) as descriptor:
            os.write(descriptor, line.encode("utf-8", "backslashreplace"))
            os.fsync(descriptor)
            if os.fstat(descriptor).st_size >= LARGEST:
                _rotate(path)
                queries.flush(path.absolute().parent)
    except OSError as error:
        raise LogFailed(
            f"the access log cannot be written ({error.strerror})",
            where=str(path),
            remedy="check the rights of its folder, and free space",
        ) from error


def read(database: Path) -> Iterator[str]:
    """The lines of all files, the oldest first. Raises LogFailed where one cannot be read."""
    current = log_path(database)
    try:
        for number in range(FILES_KEPT - 1, -1, -1):
            path = _numbered(current, number)
            if path.exists():
                with path.open(encoding="utf-8") as lines:
                    yield from (line.rstrip("\n") for line in lines)
    except OSError as error:
        raise LogFailed(
            f"the access log cannot be read ({error.strerror})", where=str(current), remedy="check its rights"
        ) from error


def plain_filter(filter: queries.Filter) -> dict[str, Any]:
    """A filter as the log keeps it: codes and days as they are, of anything else its length and mark."""
    values = address.parameters(filter)
    return {key: list(value) if key in _PLAIN else _searched(value) for key, value in values.items()}


def plain_params(params: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of a query as the log keeps them, without the place in a list."""
    kept = {key: value for key, value in params.items() if key not in ("limit", "offset", "order")}
    return {
        key: plain_filter(value) if isinstance(value, queries.Filter) else value if isinstance(value, int) else "…"
        for key, value in kept.items()
    }


def searches(params: Mapping[str, Any]) -> dict[str, str]:
    """What a query's filters search for, as the log keeps it; empty where they hold no text."""
    filters = (plain_filter(value) for value in params.values() if isinstance(value, queries.Filter))
    return {name: text for filter in filters for name, text in filter.items() if name not in _PLAIN}


def _searched(values: Sequence[str]) -> str:
    """Length and mark: the same words have the same one, so that repeating and groping can be seen, and so many words share
    one of its 65,536 values that it does not say which they were."""
    text = " ".join(values)
    mark = hashlib.sha256(text.casefold().encode("utf-8", "replace")).hexdigest()[:MARK_LETTERS]
    return f"{len(text)} characters, mark {mark}"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _numbered(current: Path, number: int) -> Path:
    return current.with_name(f"{current.name}.{number}") if number else current


def _rotate(current: Path) -> None:
    for number in range(FILES_KEPT - 1, 0, -1):
        with suppress(FileNotFoundError):
            os.replace(_numbered(current, number - 1), _numbered(current, number))
