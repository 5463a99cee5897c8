"""Forgetting a customer or an answer: erased from the database and every listed backup, and from their bytes; proven by
reading again."""

import mmap
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipeline.errors import DatabaseError, FormerSchema, OndoError
from pipeline.masking.hashing import HASH_BYTES, customer_keys, keyed_id
from pipeline.storage.connection import Connection
from pipeline.storage.database_errors import disk_errors
from pipeline.storage.database_file import fingerprint_of, reading, refuse_other_files
from pipeline.storage.draft import edited
from pipeline.storage.lock import locked
from pipeline.storage.secret_key import key_path, load_key, require_fingerprint
from pipeline.upkeep.backup import require_database, require_in_place, with_backups
from pipeline.upkeep.caution import refuse_rash_forgetting
from pipeline.upkeep.companions import erase_beside, told_beside
from pipeline.upkeep.forgotten import (
    ErasedCounts,
    erase_marked,
    erase_unattributed,
    erase_unattributed_answers,
    forget_corrections,
    is_marked,
    is_marked_rejected,
    mark_of,
    mark_of_answer,
    note_marks,
    others_have,
    texts_of,
)
from pipeline.upkeep.ledger import load_ledger, save_ledger
from pipeline.upkeep.verify import refuse_broken

_MARKS = "select unnest($marks)"
_ASKED = is_marked(_MARKS)

_LEFT = {
    "answers": f"select count(*) from feedback where {is_marked()}",
    "rejected rows": f"select count(*) from rejected_row where {is_marked_rejected()}",
    "emotions": "select count(*) from feedback_emotion anti join feedback using (feedback_id)",
    "words": "select count(*) from feedback_lemma anti join feedback using (feedback_id)",
}
"""What must not be left -> a query that counts it."""

_CUSTOMERS_OF = f"select distinct customer_key from feedback where {_ASKED} and customer_key is not null"

SHORTEST_SOUGHT = 12
"""Bytes from which on a text is looked for in the bytes of a file: shorter ones occur by chance."""


@dataclass(frozen=True, slots=True)
class ErasureProof:
    """What was erased from a file and what reading it again has shown: its size, and how many keys and texts were sought.

    ``unattributed`` are rejected rows that were erased because nobody knows whose they are. ``failure`` says why the file
    could not be cleaned; then nothing else holds.
    """

    path: Path
    erased: ErasedCounts = field(default_factory=ErasedCounts)
    unattributed: int = 0
    size: int = 0
    sought: int = 0
    failure: str = ""


def forget(database: Path, customer: str, today: date, *, confirmed: bool = False) -> Iterator[ErasureProof]:
    """Erase a customer, given by the id of the exports or by the key that the dashboard shows, file by file.

    The customer is noted first, so that no later run or restored backup brings anything back, whatever happens now. Raises
    DatabaseMissing or DatabaseError, and WrongUsage, unless ``confirmed``, where it looks like a mistake; a backup that cannot be cleaned says so in its proof, and the others go on.
    """
    require_database(database)
    with locked(database), disk_errors(database):
        refuse_other_files(database)
        require_own_key(database, database)
        files = with_backups(database)
        keys = frozenset().union(*(keys_of(customer, path if key_path(path).exists() else database) for path in files))
        if not confirmed:
            _refuse_rash(database, keys, today)
        yield from _cleaned_everywhere(database, files, frozenset(map(mark_of, keys)), keys, today)


def _refuse_rash(database: Path, keys: frozenset[str], today: date) -> None:
    """Raise WrongUsage where forgetting these keys looks like a mistake; a database of a former version cannot be asked."""
    with suppress(FormerSchema), reading(database) as connection:
        refuse_rash_forgetting(connection, keys, today)


def forget_answer(database: Path, number: int, today: date) -> Iterator[ErasureProof]:
    """Erase one answer, given by the id that the dashboard and the exports show; the rest as ``forget``."""
    require_database(database)
    with locked(database), disk_errors(database):
        refuse_other_files(database)
        require_own_key(database, database)
        marks = frozenset(map(mark_of_answer, ids_of(number, database)))
        yield from _cleaned_everywhere(database, with_backups(database), marks, frozenset(), today)


def keys_of(customer: str, database: Path) -> frozenset[str]:
    """What may stand for the customer in a file: the hash of the id, and the id itself where it looks like a key."""
    given = customer.strip()
    shown = {given.lower()} if re.fullmatch(f"[0-9a-fA-F]{{{2 * HASH_BYTES}}}", given) else set()
    if shown and not key_path(database).exists():
        return frozenset(shown)
    return frozenset(shown.union(filter(None, customer_keys(given, load_key(database, needed=True)))))


def require_own_key(path: Path, database: Path) -> None:
    """Raise WrongUsage where a database or a backup is hashed with another key than that beside it, or the database's."""
    holder = path if key_path(path).exists() else database
    if key_path(holder).exists():
        require_fingerprint(load_key(holder), fingerprint_of(path), holder)


def ids_of(number: int, database: Path) -> frozenset[int]:
    """What may be the id of an answer: the number itself, and what became of it where it is of a former version."""
    if not key_path(database).exists():
        return frozenset({number})
    return frozenset({number, keyed_id(number, load_key(database))})


def _cleaned_everywhere(
    database: Path, files: list[Path], marks: frozenset[str], keys: frozenset[str], today: date
) -> Iterator[ErasureProof]:
    save_ledger(database, load_ledger(database).with_forgotten(marks))
    for path in files:
        try:
            yield cleaned(path, database, marks, today, keys)
        except OndoError as error:
            if path == database:
                raise
            yield ErasureProof(path, failure=f"{error.message}\n  What to do: {error.remedy}")


def cleaned(
    path: Path, database: Path, marks: frozenset[str], today: date, keys: frozenset[str] = frozenset()
) -> ErasureProof:
    """Erase what is marked from a database or one of its backups; ``keys`` are those of customers among the marks.

    Only under ``locked``. Raises DatabaseError, or WrongUsage where the file is hashed with another key; then it is as
    before.
    """
    require_in_place(path)
    require_own_key(path, database)
    with edited(path, path, refuse_broken, database) as connection:
        asked = {"marks": sorted(marks)}
        texts = texts_of(connection, marks)
        customers = [key for (key,) in connection.execute(_CUSTOMERS_OF, asked).fetchall()]
        note_marks(connection, marks, today)
        erased = erase_marked(connection)
        unattributed = erase_unattributed(connection) if keys else _perhaps_these(connection, erased, customers)
        told = [text for text in told_beside({path, database}, texts) if not others_have(connection, text)]
    for place in {path, database}:
        forget_corrections(place, erased.ids, marks)
        erase_beside(place, told)
    proof = _proven(path, keys, texts, erased, unattributed)
    save_ledger(database, load_ledger(database).with_cleaned(path))
    return proof


def _perhaps_these(connection: Connection, erased: ErasedCounts, customers: Iterable[str]) -> int:
    return erase_unattributed_answers(connection, customers) if erased else 0


def _proven(
    path: Path, keys: frozenset[str], texts: list[str], erased: ErasedCounts, unattributed: int
) -> ErasureProof:
    """Read the file in place again; raises DatabaseError where anything is left in its rows or bytes."""
    sought = [*keys, *(text for text in texts if len(text.encode()) >= SHORTEST_SOUGHT)]
    with reading(path) as connection:
        for what, query in _LEFT.items():
            if count := _number(connection, query):
                raise _left(path, f"{count} {what}")
        for text in _in_bytes(path, sought):
            if text in keys or not others_have(connection, text):
                raise _left(path, "bytes")
    return ErasureProof(path, erased, unattributed, path.stat().st_size, len(sought))


def _number(connection: Connection, query: str) -> int:
    [(count,)] = connection.execute(query).fetchall()
    return int(count)


def _in_bytes(path: Path, sought: list[str]) -> list[str]:
    """Those of ``sought`` that are in the bytes of a file, in UTF-8."""
    with open(path, "rb") as handle, mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return [text for text in sought if content.find(text.encode()) >= 0]


def _left(path: Path, what: str) -> DatabaseError:
    return DatabaseError(
        f"{what} of this customer are left",
        where=str(path),
        remedy="this is a fault of Ondo, please report it; run the same command again, or make the database anew",
    )
