"""The file that a command writes: whole or not at all, for its owner alone, and never one of the database's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click


def write_whole(output: Path, content: bytes, database: Path) -> None:
    """Write the file whole or not at all. Raises click.UsageError where it cannot be written or is the database's."""
    with written_whole(output, database) as unfinished:
        unfinished.write_bytes(content)


@contextmanager
def written_whole(output: Path, database: Path) -> Iterator[Path]:
    """A file to write to that takes the output's name if nothing goes wrong; raises as ``write_whole``.

    Its owner alone may read it. A link of this name is refused, and never followed.
    """
    import queries

    target = output.absolute().parent.resolve() / output.name
    try:
        _refuse_target(output, target, database)
        with queries.replacing(target, mode=queries.PRIVATE) as unfinished:
            yield unfinished
    except OSError as error:
        raise click.UsageError(f"{output} cannot be written ({error.strerror}). Name another file.") from error


_BELONGING = (
    "",
    ".key",
    ".lock",
    ".upkeep",
    ".access.jsonl",
    ".sent.jsonl",
    ".files.jsonl",
    ".views.json",
    ".views.lock",
    ".corrections.jsonl",
    ".touchpoints.json",
    ".touchpoints.lock",
    ".topics.jsonl",
    ".muted.jsonl",
    ".actions.jsonl",
)
"""Endings of the database file and of those beside it."""


def _refuse_target(output: Path, target: Path, database: Path) -> None:
    own = {
        place.with_name(place.name + end) for place in (database.absolute(), database.resolve()) for end in _BELONGING
    }
    if not own.isdisjoint((target, output.resolve())):
        raise click.UsageError(f"{output} belongs to the database. Name another file.")
    if target.is_symlink():
        raise click.UsageError(f"{output} is a link. Name the file itself, or delete the link.")
    if target.exists() and not target.is_file():
        raise click.UsageError(f"{output} is not a regular file. Name a file.")
