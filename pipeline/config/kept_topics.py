"""What people have said about topics: names, merges and pins, in an append-only file beside the database."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal, get_args

from pipeline.errors import WrongUsage
from pipeline.safe_files import PRIVATE, locked_file, read_small
from pipeline.text import folded_term

LARGEST = 5_000_000
"""Bytes of the file that are read."""

LONGEST_NAME = 80

Deed = Literal["rename", "merge", "split", "pin", "unpin"]
DEEDS: tuple[Deed, ...] = get_args(Deed)


@dataclass(frozen=True, slots=True)
class TopicNote:
    """Something said about the topic that has a term: a ``name`` ("" takes it back), the term ``other`` that it is merged
    with or split from, or that it is pinned; ``at`` is the time as ISO text, ``who`` said it."""

    at: str
    who: str
    deed: Deed
    term: str
    name: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class KeptTopics:
    """What holds after all notes, by terms: names, terms that are one topic, and pins in their order."""

    names: dict[str, str] = field(default_factory=dict)
    merged: tuple[tuple[str, str], ...] = ()
    pinned: tuple[str, ...] = ()


def path_of(database: Path) -> Path:
    """The file of what was said about the topics of a database."""
    return database.with_name(database.name + ".topics.jsonl")


def read_notes(database: Path) -> tuple[TopicNote, ...]:
    """The notes in the order in which they were written; none without the file. Raises WrongUsage where it is none."""
    place = path_of(database)
    try:
        return tuple(_notes(read_small(place, LARGEST).decode("utf-8")))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise WrongUsage(
            "what was said about topics cannot be read",
            where=str(place),
            remedy="restore this file from a backup, or delete it and name the topics again",
        ) from error


def _notes(text: str) -> Iterator[TopicNote]:
    for line in text.splitlines():
        note = TopicNote(**json.loads(line))
        if note.deed not in DEEDS or not all(isinstance(value, str) for value in asdict(note).values()):
            raise ValueError(line)
        yield note


def kept_topics(notes: Iterable[TopicNote]) -> KeptTopics:
    """What the notes come to, the later ones over the former."""
    names: dict[str, str] = {}
    merged: dict[frozenset[str], tuple[str, str]] = {}
    pinned: dict[str, None] = {}
    for note in notes:
        pair = frozenset((note.term, note.other))
        if note.deed == "rename":
            names.pop(note.term, None)
            names |= {note.term: note.name} if note.name else {}
        elif note.deed == "merge":
            merged[pair] = (note.term, note.other)
        elif note.deed == "split":
            merged.pop(pair, None)
        else:
            pinned.pop(note.term, None)
            pinned |= {note.term: None} if note.deed == "pin" else {}
    return KeptTopics(names, tuple(merged.values()), tuple(pinned))


def keep_note(database: Path, note: TopicNote) -> TopicNote:
    """Append a note, its terms as they are stored; the note. Raises WrongUsage for what says nothing, OSError."""
    term, other, name = folded_term(note.term), folded_term(note.other), " ".join(note.name.split())
    if not term or (note.deed in ("merge", "split") and (not other or other == term)) or len(name) > LONGEST_NAME:
        raise WrongUsage(
            "this says nothing of a topic",
            remedy=f"name the topic by one of its terms, as `ondo topics` shows them; names have at most {LONGEST_NAME} letters",
        )
    kept = TopicNote(note.at, note.who, note.deed, term, name, other)
    line = json.dumps(asdict(kept), ensure_ascii=False) + "\n"
    with locked_file(path_of(database), mode=PRIVATE) as descriptor, open(descriptor, "ab", closefd=False) as file:
        file.write(line.encode("utf-8", "replace"))
    return kept
