"""What a company does about what customers say: what, whose, where and from when, in an append-only file beside the database.

Each line is an action as it was then; the last one of a number counts, and the lines before it are its history.
"""

import math
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pipeline.errors import WrongUsage
from queries.kept_lines import Entries, append_line, damaged, read_lines

STATES = ("planned", "doing", "done", "dropped")
OPEN_STATES = ("planned", "doing")
LONGEST_WHAT, LONGEST_OWNER = 300, 80
"""Letters."""

FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2199, 12, 31)
"""Days from which an action can be at work: what is compared reaches years before and months after."""


_RANGES = {"tone": (-1.0, 1.0), "nps": (-100.0, 100.0), "rating": (0.0, 100.0)}
"""What a score or the tone can be; anything else is a share from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Action:
    """One action. ``touchpoint`` is a code or None for all; ``measure`` what it is meant to change (an emotion's code, tone, nps,
    rating), or None; it is at work from ``starts_on`` on. ``who`` wrote this version down, and when (``at``, UTC). It is to be done
    by ``due_on``, that day included, and to bring its measure to ``target`` (a share from 0 to 1, else in the measure's own unit);
    ``comment`` is the number of the one that led to it, ``origin`` the comments that did, as an address of the dashboard selects
    them. None where nothing is said."""

    number: int
    what: str
    owner: str
    touchpoint: str | None
    measure: str | None
    starts_on: date
    state: str
    who: str
    at: str
    due_on: date | None = None
    target: float | None = None
    comment: int | None = None
    origin: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in OPEN_STATES

    def is_overdue(self, day: date) -> bool:
        """Whether it should have been done before a day."""
        return self.is_open and self.due_on is not None and self.due_on < day


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
    due_on: date | None = None,
    target: float | None = None,
    comment: int | None = None,
    origin: str | None = None,
) -> Action:
    """Write down an action under the next number. Raises WrongUsage for what cannot be one, DatabaseError."""
    place = path_of(database)
    drafted = _checked(
        Action(0, what, owner, touchpoint, measure, starts_on, state, who, _now(), due_on, target, comment, origin)
    )
    _check_order(drafted)
    _check_target(drafted)
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
        if _days(made[-1]) != _days(former):
            _check_order(made[-1])
        if (made[-1].measure, made[-1].target) != (former.measure, former.target):
            _check_target(made[-1])
        return asdict(made[-1])

    append_line(place, make)
    return made[-1]


def _latest(place: Path, entries: Entries) -> dict[int, Action]:
    try:
        found = [_action(entry) for entry in entries]
    except (KeyError, TypeError, ValueError) as error:
        raise damaged(place) from error
    if any(not FIRST_DAY <= day <= LAST_DAY for action in found for day in _days(action)):
        raise damaged(place)
    return {action.number: action for action in sorted(found, key=lambda action: action.number)}


def _action(entry: dict[str, Any]) -> Action:
    due_on, target, comment, origin = (entry.get(name) for name in ("due_on", "target", "comment", "origin"))
    read = {
        "number": int(entry["number"]),
        "starts_on": date.fromisoformat(entry["starts_on"]),
        "due_on": None if due_on is None else date.fromisoformat(due_on),
        "target": None if target is None else float(target),
        "comment": None if comment is None else int(comment),
        "origin": None if origin is None else str(origin),
    }
    return Action(**{**entry, **read})


def _checked(action: Action) -> Action:
    what, owner = _one_line(action.what), _one_line(action.owner)
    if not what or len(what) > LONGEST_WHAT or len(owner) > LONGEST_OWNER:
        raise WrongUsage(
            f"an action says what is done in 1 to {LONGEST_WHAT} letters, and whose it is in up to {LONGEST_OWNER}",
            remedy="say what is done, and no more than that",
        )
    if action.state not in STATES:
        raise WrongUsage(f"{action.state!r} is no state of an action", remedy=f"use {', '.join(STATES)}")
    for day in _days(action):
        if not FIRST_DAY <= day <= LAST_DAY:
            raise WrongUsage(
                f"{day} is no day from which or by which an action can be at work",
                remedy=f"name a day from {FIRST_DAY} to {LAST_DAY}",
            )
    if action.target is not None and not (action.measure and math.isfinite(action.target)):
        raise WrongUsage("a target is a number that a measure is to reach", remedy="name the measure with its place")
    return replace(action, what=what, owner=owner)


def _check_order(action: Action) -> None:
    """Raise WrongUsage where an action is due before it starts."""
    if action.due_on is not None and action.due_on < action.starts_on:
        raise WrongUsage(
            f"an action that starts on {action.starts_on} cannot be due before, on {action.due_on}",
            remedy="name a later day of --due, or an earlier one of --from",
        )


def _check_target(action: Action) -> None:
    """Raise WrongUsage where a measure cannot arrive at its target."""
    low, high = _RANGES.get(action.measure or "", (0.0, 1.0))
    if action.target is not None and not low <= action.target <= high:
        ends = f"{low:g} to {high:g}" if action.measure in _RANGES else "0% to 100%"
        raise WrongUsage(
            f"{action.measure} cannot arrive at {action.target:g}", remedy=f"name a target from {ends}, in --target"
        )


def _days(action: Action) -> list[date]:
    return [action.starts_on, *([action.due_on] if action.due_on else [])]


def _one_line(text: str) -> str:
    """The text in NFC, with single spaces and without what is no letter on screen."""
    shown = "".join(letter for letter in text if letter.isspace() or unicodedata.category(letter)[0] != "C")
    return " ".join(unicodedata.normalize("NFC", shown).split())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
