"""Giving words to touchpoints, and taking them back: the file beside the database that the next run reads.

The keys of NotKept are those of ``places.<key>`` of the words on screen.
"""

from collections.abc import Callable
from pathlib import Path

import queries
from queries import LONGEST_WORDS, MOST_WORDS, PRIVATE, AddedWord, write_whole
from views.session.kept_beside import NotKept, changing


def added(database: Path) -> tuple[AddedWord, ...]:
    """The words given so far, the latest last. Raises NotKept: broken."""
    try:
        return queries.read_added_words(database)
    except queries.OndoError as error:
        raise NotKept("broken") from error


def add(database: Path, word: AddedWord) -> None:
    """Give a touchpoint words; given already, they stay as they are. Raises NotKept: long, full, broken or unwritable."""
    if not word.words.strip() or len(word.words) > LONGEST_WORDS:
        raise NotKept("long")

    def with_it(words: tuple[AddedWord, ...]) -> tuple[AddedWord, ...]:
        if word in words:
            return words
        if len(words) >= MOST_WORDS:
            raise NotKept("full")
        return (*words, word)

    _change(database, with_it)


def take_back(database: Path, word: AddedWord) -> None:
    """Leave no trace of the words in the rules. Raises NotKept: broken or unwritable."""
    _change(database, lambda words: tuple(item for item in words if item != word))


def _change(database: Path, change: Callable[[tuple[AddedWord, ...]], tuple[AddedWord, ...]]) -> None:
    place = queries.added_words_path(database)
    with changing(place):
        words = change(added(database))
        if words:
            write_whole(place, queries.added_words_text(words), mode=PRIVATE)
        else:
            place.unlink(missing_ok=True)
