"""Delivering a message once to each target: a ledger beside the database remembers, tries are repeated where that is safe.

What a receiver refused for now, or could not be reached at all, is tried again, later and later. Where a message was handed
over and no answer came, nobody knows whether it was taken: it is not tried again unless somebody says so.
"""

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import queries
from views.delivery.message import Message, NotDelivered, NotTaken, Target

WAITS_S = (2.0, 15.0, 60.0)
"""Seconds before the second, third and fourth try."""

LARGEST = 5_000_000
"""Bytes of the ledger that are read; some 25,000 entries."""

SENDING, SENT, FAILED, UNKNOWN = "sending", "sent", "failed", "unknown"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a message to a target: sent, before (sent by an earlier run), failed or unknown, and why."""

    target: str
    outcome: str
    why: str = ""


def ledger_path(database: Path) -> Path:
    """The file beside the database that remembers what was sent; it holds no text of a message."""
    return database.with_name(database.name + ".sent.jsonl")


def deliver(
    message: Message,
    targets: Iterable[Target],
    database: Path,
    *,
    again: bool = False,
    wait: Callable[[float], None] = time.sleep,
) -> list[Delivery]:
    """Deliver a message to each target that does not have it; ``again`` to those that have it, too.

    Two runs at once send one after the other. Raises NotDelivered where the ledger cannot be read or written: without it
    nothing is sent.
    """
    path = ledger_path(database)
    try:
        with queries.locked_file(path) as ledger:
            known = {} if again else _read(path)
            return [_delivered(message, target, known, ledger, wait) for target in targets]
    except (OSError, ValueError) as error:
        raise NotDelivered(
            f"what was sent cannot be remembered ({error})", where=str(path), remedy="check the file and its rights"
        ) from error


def _delivered(
    message: Message, target: Target, known: dict[str, str], ledger: int, wait: Callable[[float], None]
) -> Delivery:
    key = message.key_for(target.name)
    outcome = known.get(key, FAILED)
    if outcome == SENT:
        return Delivery(target.name, "before")
    if outcome in (SENDING, UNKNOWN):
        return Delivery(target.name, UNKNOWN, "an earlier run was cut off, or got no answer, while it sent this")
    _note(ledger, key, target.name, SENDING)
    try:
        _tried(message, target, wait)
    except NotTaken as error:
        outcome = UNKNOWN if error.is_unknown else FAILED
        _note(ledger, key, target.name, outcome)
        return Delivery(target.name, outcome, str(error))
    _note(ledger, key, target.name, SENT)
    return Delivery(target.name, SENT)


def _tried(message: Message, target: Target, wait: Callable[[float], None]) -> None:
    """Send until it is taken, refused for good, or the waits are used up. Raises NotTaken."""
    for pause in _pauses():
        try:
            return target.send(message)
        except NotTaken as error:
            if pause is None or not error.is_passing:
                raise
            wait(max(pause, error.wait_s))
    return None


def _pauses() -> Iterator[float | None]:
    """The seconds to wait after each try; None after the last."""
    yield from WAITS_S
    yield None


def _read(path: Path) -> dict[str, str]:
    """Key -> the last that is known of it. A line that a crash has cut off tells nothing: an entry is on the disk before what
    it announces is done."""
    found: dict[str, str] = {}
    for line in queries.read_small(path, LARGEST).decode("utf-8", "replace").split("\n"):
        with suppress(ValueError, KeyError, TypeError):
            entry = json.loads(line)
            found[str(entry["key"])] = str(entry["outcome"])
    return found


def _note(ledger: int, key: str, target: str, outcome: str) -> None:
    """Add an entry, on the disk when this returns; after a line that was cut off, on a line of its own."""
    entry = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "key": key, "to": target, "outcome": outcome}
    size = os.fstat(ledger).st_size
    is_cut_off = size > 0 and os.pread(ledger, 1, size - 1) != b"\n"
    line = ("\n" if is_cut_off else "") + json.dumps(entry, ensure_ascii=False) + "\n"
    os.write(ledger, line.encode())
    os.fsync(ledger)
