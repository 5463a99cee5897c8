"""What a company does about what customers say: what, whose, where and from when, in an append-only file beside the database.

Each line is an action as it was then; the last one of a number counts, and the lines before it are its history.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pipeline.errors import WrongUsage
from queries.kept_lines import Entries, append_line, damaged, read_lines

STATES = ("planned", "doing", "done", "dropped")
LONGEST_WHAT, LONGEST_OWNER = 300, 80
"""Letters."""

FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2199, 12, 31)
"""Days from which an action can be at work: what is compared reaches years before and months after."""


@dataclass(frozen=True, slots=True)
class Action:
    """One action. ``touchpoint`` is a code or None for all; ``measure`` what it is meant to change (an emotion's code, tone, nps,
    rating), or None; it is at work from ``starts_on`` on. ``who`` wrote this version down, and when (``at``, UTC)."""

    number: int
    what: str
    owner: str
    touchpoint: str | None
    measure: str | None
    starts_on: date
    state: str
    who: str
    at: str


def path_of(database: Path) -> Path:
    """The file of the actions that belong to a database."""
    return database.with_name(database.name + ".actions.jsonl")


def read_actions(database: Path) -> tuple[Action, ...]:
    """The actions as they are now, by number. Raises WrongUsage where the file is damaged."""
    return tuple(_latest(path_of(database), read_lines(path_of(database))).values())


def add_action(
    database: Path,
    *,
    what: str,
    owner: str,
    touchpoint: str | None,
    measure: str | None,
    starts_on: date,
    state: str,
    who: str,
) -> Action:
    """Write down an action under the next number. Raises WrongUsage for what cannot be one, DatabaseError."""
    place = path_of(database)
    drafted = _checked(Action(0, what, owner, touchpoint, measure, starts_on, state, who, _now()))
    made: list[Action] = []

    def make(entries: Entries) -> Mapping[str, Any]:
        made.append(replace(drafted, number=max(_latest(place, entries), default=0) + 1))
        return asdict(made[-1])

    append_line(place, make)
    return made[-1]


def change_action(database: Path, number: int, who: str, **changes: Any) -> Action:
    """Write down what has changed of an action. Raises WrongUsage where there is none of this number, and as ``add_action``."""
    place = path_of(database)
    made: list[Action] = []

    def make(entries: Entries) -> Mapping[str, Any]:
        former = _latest(place, entries).get(number)
        if former is None:
            raise WrongUsage(f"there is no action {number}", where=str(place), remedy="`ondo action list` shows them")
        made.append(_checked(replace(former, **changes, who=who, at=_now())))
        return asdict(made[-1])

    append_line(place, make)
    return made[-1]


def _latest(place: Path, entries: Entries) -> dict[int, Action]:
    try:
        found = [_action(entry) for entry in entries]
    except (KeyError, TypeError, ValueError) as error:
        raise damaged(place) from error
    if any(not FIRST_DAY <= action.starts_on <= LAST_DAY for action in found):
        raise damaged(place)
    return {action.number: action for action in sorted(found, key=lambda action: action.number)}


def _action(entry: dict[str, Any]) -> Action:
    return Action(**{**entry, "starts_on": date.fromisoformat(entry["starts_on"]), "number": int(entry["number"])})


def _checked(action: Action) -> Action:
    what, owner = _one_line(action.what), _one_line(action.owner)
    if not what or len(what) > LONGEST_WHAT or len(owner) > LONGEST_OWNER:
        raise WrongUsage(
            f"an action says what is done in 1 to {LONGEST_WHAT} letters, and whose it is in up to {LONGEST_OWNER}",
            remedy="say what is done, and no more than that",
        )
    if action.state not in STATES:
        raise WrongUsage(f"{action.state!r} is no state of an action", remedy=f"use {', '.join(STATES)}")
    if not FIRST_DAY <= action.starts_on <= LAST_DAY:
        raise WrongUsage(
            f"{action.starts_on} is no day from which an action can be at work",
            remedy=f"name a day from {FIRST_DAY} to {LAST_DAY}",
        )
    return replace(action, what=what, owner=owner)


def _one_line(text: str) -> str:
    """The text in NFC, with single spaces and without what is no letter on screen."""
    shown = "".join(letter for letter in text if letter.isspace() or unicodedata.category(letter)[0] != "C")
    return " ".join(unicodedata.normalize("NFC", shown).split())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
