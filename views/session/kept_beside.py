"""Changing a small file that the dashboard keeps beside the database: one at a time, and told where it cannot be."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from queries import locked_file


class NotKept(Exception):
    """What was asked cannot be kept; ``key`` names the reason, the end of a key of the words on screen."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@contextmanager
def changing(place: Path) -> Iterator[None]:
    """Nobody else changes the file within the block. Raises NotKept (unwritable)."""
    try:
        with locked_file(place.with_suffix(".lock")):
            yield
    except OSError as error:
        raise NotKept("unwritable") from error
