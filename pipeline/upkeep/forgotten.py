"""Customers and answers that are forgotten: the marks that keep them out, and erasing what is stored of them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path

import pyarrow as pa

from pipeline.corrections import file as corrections
from pipeline.records import CUSTOMER_WITHHELD
from pipeline.storage.connection import Connection
from pipeline.storage.tables import Tables

_COUNTED = {"feedback_emotion": "emotions", "feedback_lemma": "words", "feedback": "answers"}

_ANSWER = "answer "
"""What comes before the id of an answer in what its mark is made of, so that it is no customer's."""


def is_marked(marks: str = "select mark from forgotten", ids: Sequence[str] = ("feedback_id", "answer_id")) -> str:
    """SQL: whether a row of feedback is of a customer, or an answer, among ``marks``; ``ids`` are its columns with ids."""
    answers = (f"or coalesce(sha256('{_ANSWER}' || {name}) in ({marks}), false)" for name in ids)
    return f"(coalesce(sha256(customer_key) in ({marks}), false) {' '.join(answers)})"


def is_marked_rejected(marks: str = "select mark from forgotten") -> str:
    """The same of a row of rejected_row."""
    return is_marked(marks, ("feedback_id",))


_TEXTS_OF = (
    f"select distinct unnest([text, text_folded]) from feedback where {is_marked('select unnest($marks)')} "
    f"union select raw from rejected_row where {is_marked_rejected('select unnest($marks)')}"
)


_OTHERS_HAVE = (
    "select count(*) from (select 1 from feedback where contains(text, $found) or contains(text_folded, $found) "
    "or contains(product, $found) union all select 1 from rejected_row where contains(raw, $found))"
)


@dataclass(frozen=True, slots=True)
class ErasedCounts:
    """How many rows of each kind were erased; ``ids`` are those of the answers."""

    answers: int = 0
    emotions: int = 0
    words: int = 0
    rejected: int = 0
    ids: frozenset[int] = field(default=frozenset(), compare=False, repr=False)

    def __bool__(self) -> bool:
        return bool(self.answers or self.rejected)


def mark_of(customer_key: str) -> str:
    """The mark of a forgotten customer: the SHA-256 of the customer's key, itself a keyed hash of 128 bits."""
    return sha256(customer_key.encode()).hexdigest()


def mark_of_answer(feedback_id: int) -> str:
    """The mark of a forgotten answer: a SHA-256 of its id, itself a keyed hash of 63 bits."""
    return sha256(f"{_ANSWER}{feedback_id}".encode()).hexdigest()


def marks_in(connection: Connection) -> frozenset[str]:
    """The marks of all customers and answers that a database has forgotten."""
    return frozenset(mark for (mark,) in connection.execute("select mark from forgotten").fetchall())


def texts_of(connection: Connection, marks: Iterable[str]) -> list[str]:
    """The stored texts of customers and answers with these marks, rejected rows too."""
    rows = connection.execute(_TEXTS_OF, {"marks": sorted(marks)}).fetchall()
    return [text for (text,) in rows if text]


def others_have(connection: Connection, text: str) -> bool:
    """Whether a text stands in any row that is stored."""
    [(count,)] = connection.execute(_OTHERS_HAVE, {"found": text}).fetchall()
    return bool(count)


def note_marks(connection: Connection, marks: Iterable[str], today: date) -> None:
    """Write marks into a database; those that it has already keep their day."""
    connection.register("incoming", pa.table({"mark": pa.array(sorted(marks), pa.string())}))
    connection.execute("insert or ignore into forgotten select mark, $today from incoming", {"today": today})
    connection.unregister("incoming")


def erase_marked(connection: Connection) -> ErasedCounts:
    """Erase every row that table forgotten marks; one statement after the other, in the caller's transaction."""
    return erase_chosen(connection, is_marked(), is_marked_rejected())


def erase_chosen(connection: Connection, answers: str, rejected: str) -> ErasedCounts:
    """Erase the answers and the rejected rows that two conditions in SQL choose."""
    connection.execute(f"create or replace temp table erased as select feedback_id from feedback where {answers}")
    counts = {
        table: _erase(connection, table, "feedback_id in (select feedback_id from erased)")
        for table in answer_tables(connection)
    }
    named = {name: counts[table] for table, name in _COUNTED.items()}
    ids = frozenset(number for (number,) in connection.execute("select feedback_id from erased").fetchall())
    return ErasedCounts(**named, rejected=_erase(connection, "rejected_row", rejected), ids=ids)


def answer_tables(connection: Connection) -> list[str]:
    """The tables whose rows belong to answers, by feedback_id."""
    tables = (
        "select table_name from duckdb_columns() where column_name = 'feedback_id' and not internal "
        "and database_name = current_database() and table_name <> 'rejected_row' order by table_name"
    )
    return [table for (table,) in connection.execute(tables).fetchall()]


def keep_out(draft: Tables, marks: frozenset[str], today: date) -> tuple[frozenset[str], ErasedCounts]:
    """Note ``marks`` in the draft of a run and erase what is stored of them; all marks, the draft's own too, and what was erased.

    This completes a forgetting that was cut off. What the draft's own marks stand for was erased when they were noted.
    """
    stored = marks_in(draft.connection)
    missing, erased = marks - stored, ErasedCounts()
    if missing:
        note_marks(draft.connection, missing, today)
        erased = erase_marked(draft.connection)
        draft.purged = True
    return marks | stored, erased


def forget_corrections(database: Path, ids: Collection[int], marks: Collection[str]) -> None:
    """Erase what people have said of answers with these ids, or that are marked. Raises DatabaseError."""
    said = corrections.answers_in(database)
    corrections.forget(database, {number for number in said if number in ids or mark_of_answer(number) in marks})


def erase_unattributed(connection: Connection) -> int:
    """Erase rejected rows that had a customer of whom no key is stored; how many there were.

    They come from runs of former versions, or from rows too broken to read the customer. One whose ``raw`` is a bare text
    is the second version of an answer, whose customer a former version did not store.
    """
    unknown = f"contains(raw, '{CUSTOMER_WITHHELD}') or not starts_with(raw, '{{')"
    return _erase(connection, "rejected_row", f"customer_key is null and ({unknown})")


def erase_unattributed_answers(connection: Connection, customer_keys: Iterable[str]) -> int:
    """Erase rejected rows of which nobody knows whose answer they are, but perhaps one of these customers'; how many there were."""
    connection.register("incoming", pa.table({"customer_key": pa.array(sorted(customer_keys), pa.string())}))
    perhaps = "customer_key is null or customer_key in (select customer_key from incoming)"
    count = _erase(connection, "rejected_row", f"feedback_id is null and ({perhaps})")
    connection.unregister("incoming")
    return count


def _erase(connection: Connection, table: str, condition: str) -> int:
    [(count,)] = connection.execute(f"select count(*) from {table} where {condition}").fetchall()
    if count:
        connection.execute(f"delete from {table} where {condition}")
    return int(count)
