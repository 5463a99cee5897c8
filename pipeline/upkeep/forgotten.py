"""Customers who are forgotten: the marks that keep them out, and erasing what is stored of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from pipeline.records import CUSTOMER_WITHHELD
from pipeline.storage.connection import Connection
from pipeline.storage.tables import Tables

_ANSWER_TABLES = {"emotions": "feedback_emotion", "words": "feedback_lemma", "answers": "feedback"}


@dataclass(frozen=True, slots=True)
class ErasedCounts:
    """How many rows of each kind were erased."""

    answers: int = 0
    emotions: int = 0
    words: int = 0
    rejected: int = 0

    def __bool__(self) -> bool:
        return bool(self.answers or self.rejected)


def mark_of(customer_key: str) -> str:
    """The mark of a forgotten customer: the SHA-256 of the customer's key, itself a keyed hash of 128 bits."""
    return sha256(customer_key.encode()).hexdigest()


def marks_in(connection: Connection) -> frozenset[str]:
    """The marks of all customers whom a database has forgotten."""
    return frozenset(mark for (mark,) in connection.execute("select mark from forgotten").fetchall())


def note_marks(connection: Connection, marks: Iterable[str], today: date) -> None:
    """Write marks into a database; those that it has already keep their day."""
    rows = [[mark, today] for mark in sorted(marks)]
    if rows:
        connection.executemany("insert or ignore into forgotten values (?, ?)", rows)


def erase_marked(connection: Connection) -> ErasedCounts:
    """Erase every row of the customers in table forgotten; one statement after the other, in the caller's transaction."""
    connection.execute(
        "create or replace temp table erased as select feedback_id from feedback "
        "where customer_key is not null and sha256(customer_key) in (select mark from forgotten)"
    )
    counts = {
        name: _erase(connection, table, "feedback_id in (select feedback_id from erased)")
        for name, table in _ANSWER_TABLES.items()
    }
    kept_out = "customer_key is not null and sha256(customer_key) in (select mark from forgotten)"
    return ErasedCounts(**counts, rejected=_erase(connection, "rejected_row", kept_out))


def keep_out(draft: Tables, marks: frozenset[str], today: date) -> frozenset[str]:
    """Note ``marks`` in the draft of a run and erase what is stored of these customers; all marks, the draft's own too.

    This completes a forgetting that was cut off. What the draft's own marks stand for was erased when they were noted.
    """
    stored = marks_in(draft.connection)
    missing = marks - stored
    note_marks(draft.connection, missing, today)
    if missing:
        erase_marked(draft.connection)
        draft.purged = True
    return marks | stored


def erase_unattributed(connection: Connection) -> int:
    """Erase rejected rows that had a customer of whom no key is stored; how many there were.

    They come from runs of former versions, or from rows too broken to read the customer. One whose ``raw`` is a bare text
    is the second version of an answer, whose customer a former version did not store.
    """
    unknown = f"contains(raw, '{CUSTOMER_WITHHELD}') or not starts_with(raw, '{{')"
    return _erase(connection, "rejected_row", f"customer_key is null and ({unknown})")


def _erase(connection: Connection, table: str, condition: str) -> int:
    [(count,)] = connection.execute(f"select count(*) from {table} where {condition}").fetchall()
    if count:
        connection.execute(f"delete from {table} where {condition}")
    return int(count)
