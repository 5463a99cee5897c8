"""Forgetting a customer: erased from the database and every listed backup, and from their bytes; proven by reading again."""

import mmap
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipeline.errors import DatabaseError, FormerSchema, OndoError
from pipeline.masking.hashing import HASH_BYTES, keyed_hash
from pipeline.storage.connection import Connection
from pipeline.storage.database_errors import disk_errors
from pipeline.storage.database_file import fingerprint_of, reading, refuse_other_files
from pipeline.storage.draft import edited
from pipeline.storage.lock import locked
from pipeline.storage.secret_key import key_path, load_key, require_fingerprint
from pipeline.upkeep.backup import require_database, require_in_place, with_backups
from pipeline.upkeep.caution import refuse_rash_forgetting
from pipeline.upkeep.forgotten import ErasedCounts, erase_marked, erase_unattributed, mark_of, note_marks
from pipeline.upkeep.ledger import load_ledger, save_ledger
from pipeline.upkeep.verify import refuse_broken

_LEFT = {
    "answers": "select count(*) from feedback where list_contains($keys, customer_key)",
    "rejected rows": "select count(*) from rejected_row where list_contains($keys, customer_key)",
    "marked answers": "select count(*) from feedback where customer_key is not null "
    "and sha256(customer_key) in (select mark from forgotten)",
    "emotions": "select count(*) from feedback_emotion anti join feedback using (feedback_id)",
    "words": "select count(*) from feedback_lemma anti join feedback using (feedback_id)",
}
"""What must not be left -> a query that counts it."""

_TEXTS_OF = (
    "select distinct unnest([text, text_folded]) from feedback where list_contains($keys, customer_key) "
    "union select raw from rejected_row where list_contains($keys, customer_key)"
)

_OTHERS_HAVE = (
    "select count(*) from (select 1 from feedback where contains(text, $found) or contains(text_folded, $found) "
    "or contains(product, $found) union all select 1 from rejected_row where contains(raw, $found))"
)

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
        _require_own_key(database, database)
        files = with_backups(database)
        keys = {path: _keys_of(customer, path if key_path(path).exists() else database) for path in files}
        every = frozenset().union(*keys.values())
        if not confirmed:
            _refuse_rash(database, every, today)
        save_ledger(database, load_ledger(database).with_forgotten(map(mark_of, every)))
        yield _cleaned(database, every, today)
        for path in files[1:]:
            try:
                _require_own_key(path, database)
                yield _cleaned(path, every, today)
            except OndoError as error:
                yield ErasureProof(path, failure=f"{error.message}\n  What to do: {error.remedy}")


def _refuse_rash(database: Path, keys: frozenset[str], today: date) -> None:
    """Raise WrongUsage where forgetting these keys looks like a mistake; a database of a former version cannot be asked."""
    with suppress(FormerSchema), reading(database) as connection:
        refuse_rash_forgetting(connection, keys, today)


def _keys_of(customer: str, database: Path) -> frozenset[str]:
    """What may stand for the customer in a file: the hash of the id, and the id itself where it looks like a key."""
    given = customer.strip()
    shown = {given.lower()} if re.fullmatch(f"[0-9a-fA-F]{{{2 * HASH_BYTES}}}", given) else set()
    if shown and not key_path(database).exists():
        return frozenset(shown)
    return frozenset(shown | {keyed_hash(given, load_key(database, needed=True))})


def _require_own_key(backup: Path, database: Path) -> None:
    """Raise WrongUsage where the customers of a backup are hashed with another key than that beside it, or the database's."""
    holder = backup if key_path(backup).exists() else database
    if key_path(holder).exists():
        require_fingerprint(load_key(holder), fingerprint_of(backup), holder)


def _cleaned(path: Path, keys: frozenset[str], today: date) -> ErasureProof:
    require_in_place(path)
    with edited(path, path, refuse_broken) as connection:
        asked = {"keys": sorted(keys)}
        texts = [text for (text,) in connection.execute(_TEXTS_OF, asked).fetchall() if text]
        note_marks(connection, map(mark_of, keys), today)
        erased = erase_marked(connection)
        unattributed = erase_unattributed(connection)
    return _proven(path, keys, texts, erased, unattributed)


def _proven(
    path: Path, keys: frozenset[str], texts: list[str], erased: ErasedCounts, unattributed: int
) -> ErasureProof:
    """Read the file in place again; raises DatabaseError where anything is left in its rows or bytes."""
    sought = [*keys, *(text for text in texts if len(text.encode()) >= SHORTEST_SOUGHT)]
    with reading(path) as connection:
        for what, query in _LEFT.items():
            asked = {"keys": sorted(keys)} if "$keys" in query else {}
            if count := _number(connection, query, asked):
                raise _left(path, f"{count} {what}")
        for text in _in_bytes(path, sought):
            if text in keys or not _number(connection, _OTHERS_HAVE, {"found": text}):
                raise _left(path, "bytes")
    return ErasureProof(path, erased, unattributed, path.stat().st_size, len(sought))


def _number(connection: Connection, query: str, asked: Mapping[str, object]) -> int:
    [(count,)] = connection.execute(query, asked).fetchall()
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
