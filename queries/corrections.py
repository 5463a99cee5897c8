"""Correcting comments: what may be said of one, keeping it beside the database, taking it back, and how people agree."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipeline.corrections import file
from pipeline.corrections.agreement import Agreement, agreements
from pipeline.corrections.events import (
    NO_TOUCHPOINT,
    Correction,
    Event,
    Undoing,
    as_line,
    mark_of_text,
    masked_name,
    new_id,
    now,
    standing,
)
from pipeline.errors import NothingFound, WrongUsage
from pipeline.safe_files import read_small

__all__ = [
    "LARGEST",
    "NO_TOUCHPOINT",
    "Agreement",
    "Correction",
    "Wanted",
    "agreements",
    "content_of",
    "exported",
    "facts_of",
    "imported",
    "keep",
    "kept",
    "of_answer",
    "path_of",
    "take_back",
    "unread",
]

path_of = file.path_of
LARGEST = file.LARGEST


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to say of an answer, or of one of its mentions (its number from 1); None leaves as it is."""

    mention: int | None = None
    tone: float | None = None
    emotions: Mapping[str, int] | None = None
    touchpoint: str | None = None


def correction_of(row: Mapping[str, Any], wanted: Wanted, who: str) -> Correction:
    """The correction of an answer, a row of comment.sql. Raises WrongUsage where it cannot be corrected so."""
    number = str(row["feedback_id"])
    if row["state"] != "scored":
        raise WrongUsage(f"the answer is not scored ({row['state']})", where=number, remedy="correct a scored comment")
    if wanted.tone is None and wanted.emotions is None and wanted.touchpoint is None:
        raise WrongUsage("nothing is said", where=number, remedy="say its tone, its emotions or its touchpoint")
    if wanted.touchpoint is not None and row["audience"] == "employee":
        raise WrongUsage(
            "an employee's answer is at the touchpoint that its file says", where=number, remedy="leave it as it is"
        )
    return Correction(
        new_id(),
        now(),
        masked_name(who),
        row["feedback_id"],
        None if wanted.mention is None else _span(row, wanted.mention),
        mark_of_text(row["text"]),
        wanted.tone,
        None if wanted.emotions is None else dict(wanted.emotions),
        wanted.touchpoint,
    )


def _span(row: Mapping[str, Any], mention: int) -> tuple[int, int]:
    mentions = row["mentions"] or ()
    if not 1 <= mention <= len(mentions):
        raise WrongUsage(
            f"it has no mention {mention}", where=str(row["feedback_id"]), remedy=f"it has {len(mentions)}, from 1"
        )
    return mentions[mention - 1]["start"], mentions[mention - 1]["end"]


def keep(database: Path, corrections: Sequence[Correction]) -> None:
    """Keep corrections: from the next opening on, every query has them. Raises DatabaseError."""
    file.append(database, corrections)


def kept(database: Path) -> list[Correction]:
    """The corrections that stand, the latest last. Raises DatabaseError."""
    return standing(file.read(database).events)


def unread(database: Path) -> int:
    """Lines of the file that cannot be read. Raises DatabaseError."""
    return file.read(database).unread


def of_answer(database: Path, number: int) -> list[Correction]:
    """What stands of one answer, the latest last. Raises DatabaseError."""
    return [each for each in kept(database) if each.answer == number]


def take_back(database: Path, ids: Collection[str], who: str) -> None:
    """Take corrections back. Raises NothingFound where one does not stand, or DatabaseError."""
    file.undo(database, ids, Undoing(new_id(), now(), masked_name(who), ""))


def exported(database: Path) -> bytes:
    """Every line that can be read, taken back or not, as ``imported`` takes it. Raises DatabaseError."""
    return "".join(map(as_line, file.read(database).events)).encode()


def imported(database: Path, content: bytes, known: Collection[int]) -> dict[str, int]:
    """Add the lines of such a file that are of ``known`` answers; how many are new, were there, are of others, cannot be read.

    What the database has forgotten is not known, and does not come back. Raises WrongUsage where none can be read.
    """
    found = file.of_bytes(content)
    if not found.events:
        raise WrongUsage("no correction can be read", remedy="name a file that `ondo corrections export` has written")
    usable = usable_events(found.events, known)
    added = file.merge(database, usable)
    return {
        "added": added,
        "known": len(usable) - added,
        "of_other_answers": len(found.events) - len(usable),
        "unread": found.unread,
    }


def content_of(source: Path) -> bytes:
    """The bytes of a file that is to be imported. Raises WrongUsage."""
    try:
        return read_small(source, LARGEST)
    except (OSError, ValueError) as error:
        raise WrongUsage(
            f"the file cannot be read ({error})",
            where=str(source),
            remedy="name a file that `ondo corrections export` has written",
        ) from error


def answers_of(content: bytes) -> list[int]:
    """The answers that the lines of a file are about."""
    return sorted({event.answer for event in file.of_bytes(content).events if isinstance(event, Correction)})


def usable_events(events: Sequence[Event], known: Collection[int]) -> list[Event]:
    """The corrections of known answers, and what takes back one of them."""
    ids = {event.id for event in events if isinstance(event, Correction) and event.answer in known}
    return [event for event in events if (event.undoes if isinstance(event, Undoing) else event.id) in ids]


def facts_of(correction: Correction) -> dict[str, Any]:
    """A correction as plain values, the answer's id as text."""
    return asdict(correction) | {"answer": str(correction.answer)}


def require_row(rows: Sequence[dict[str, Any]], number: int) -> dict[str, Any]:
    """The only row of an answer. Raises NothingFound."""
    if not rows:
        raise NothingFound(
            "there is no such answer to be read",
            where=str(number),
            remedy="take its number from the dashboard or an export; an employee's answer is there once enough others are",
        )
    return rows[0]
