"""Texts that the source no longer has: erased from every known backup, too; the answers may come again."""

from pathlib import Path

import pyarrow as pa

from pipeline.errors import OndoError
from pipeline.listener import Say
from pipeline.storage.answer_ids import held_in
from pipeline.storage.draft import edited
from pipeline.storage.tables import Tables
from pipeline.upkeep.backup import with_backups
from pipeline.upkeep.forgotten import answer_tables
from pipeline.upkeep.ledger import UpkeepLedger, load_ledger, save_ledger
from pipeline.upkeep.verify import refuse_broken


def note_emptied(draft: Tables, database: Path, ledger: UpkeepLedger | None) -> UpkeepLedger | None:
    """The ledger to save before publishing a merged draft, with what the backups hold of texts that the source no longer has.

    ``ledger`` is that with what is withdrawn, if anything; it comes back where no backup holds such a text. One that cannot
    be read may hold all of them.
    """
    numbers = draft.texts_gone
    if not len(numbers):
        return ledger
    known = ledger or load_ledger(database)
    held = {path: held_in(path, database, numbers) for path in known.backups}
    all_of_them = frozenset(numbers.tolist())
    found = {path: all_of_them if ids is None else ids for path, ids in held.items() if ids is None or ids}
    return known.with_emptied(found) if found else ledger


def empty_backups(database: Path, say: Say) -> None:
    """Erase such answers from the backups that hold them; one that cannot be changed is told and tried again later."""
    ledger = load_ledger(database)
    for path in with_backups(database) if ledger.emptied else ():
        if path in ledger.emptied:
            _empty(path, database, ledger.emptied[path], say)


def _empty(path: Path, database: Path, numbers: frozenset[int], say: Say) -> None:
    try:
        with edited(path, path, refuse_broken, database) as connection:
            connection.register("incoming", pa.table({"feedback_id": pa.array(sorted(numbers), pa.int64())}))
            for table in answer_tables(connection):
                connection.execute(f"delete from {table} where feedback_id in (select feedback_id from incoming)")
            connection.unregister("incoming")
    except OndoError as error:
        say(
            f"Warning: {path} still holds texts that their source no longer has, and could not be changed: {error.message}. "
            f"The next run tries again. What to do: {error.remedy}"
        )
    else:
        save_ledger(database, load_ledger(database).with_emptied({path: ()}))
        say(f"{path}: erased {len(numbers):,} answers whose texts their source no longer has")
