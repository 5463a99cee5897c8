"""Words that people have given to touchpoints on the dashboard: a small file beside the database, which every run reads."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.config.settings_types import Settings, Touchpoint
from pipeline.errors import WrongUsage
from pipeline.safe_files import read_small

LARGEST = 1_000_000
"""Bytes of the file that are read."""

MOST_WORDS = 2_000
LONGEST_WORDS = 80
"""Words kept at most, and letters of one entry."""


@dataclass(frozen=True, slots=True)
class AddedWord:
    """Words (one, or several that stand in one clause) that name the touchpoint of this code."""

    touchpoint: str
    words: str


def path_of(database: Path) -> Path:
    """The file of the added words that belong to a database."""
    return database.with_name(database.name + ".touchpoints.json")


def read_added_words(database: Path) -> tuple[AddedWord, ...]:
    """The added words, in the order in which they were added. Raises WrongUsage where the file is none."""
    place = path_of(database)
    try:
        listed = json.loads(read_small(place, LARGEST).decode("utf-8-sig"))["words"]
        return tuple(_added(item) for item in listed[:MOST_WORDS])
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise WrongUsage(
            "the words added to touchpoints cannot be read",
            where=str(place),
            remedy="restore this file from a backup, or delete it and add the words again",
        ) from error


def _added(item: dict[str, object]) -> AddedWord:
    touchpoint, words = item["touchpoint"], item["words"]
    if not isinstance(touchpoint, str) or not isinstance(words, str):
        raise TypeError("no word")
    if not words.strip() or len(words) > LONGEST_WORDS:
        raise ValueError("no word")
    return AddedWord(touchpoint, words)


def with_added_words(touchpoints: Sequence[Touchpoint], database: Path) -> tuple[Touchpoint, ...]:
    """The journey with the words that were added beside this database; those of touchpoints that it lacks do nothing.

    Raises WrongUsage as ``read_added_words``.
    """
    added: dict[str, list[str]] = {}
    for item in read_added_words(database):
        added.setdefault(item.touchpoint, []).append(item.words)
    return tuple(
        replace(point, words=tuple(dict.fromkeys((*point.words, *added[point.code])))) if point.code in added else point
        for point in touchpoints
    )


def with_words_beside(settings: Settings, database: Path) -> Settings:
    """Settings with the words that were added beside a database. Raises WrongUsage as ``read_added_words``."""
    return replace(settings, touchpoints=with_added_words(settings.touchpoints, database))


def as_text(words: Sequence[AddedWord]) -> str:
    """What the file holds for these words."""
    listed = [{"touchpoint": item.touchpoint, "words": item.words} for item in words]
    return json.dumps({"words": listed}, ensure_ascii=False, indent=1)
