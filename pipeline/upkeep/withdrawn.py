"""Consent that was given and is withdrawn: the answer is forgotten, in the database and in every known backup."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from pipeline.errors import OndoError
from pipeline.listener import Say
from pipeline.storage.answer_ids import held_in
from pipeline.storage.tables import Tables
from pipeline.upkeep.backup import with_backups
from pipeline.upkeep.companions import erase_beside, told_beside
from pipeline.upkeep.forget import cleaned
from pipeline.upkeep.forgotten import (
    erase_marked,
    erase_unattributed_answers,
    mark_of_answer,
    note_marks,
    others_have,
    texts_of,
)
from pipeline.upkeep.ledger import UpkeepLedger, load_ledger

_HELD = """
select distinct feedback_id, customer_key
from (
  select feedback_id, customer_key from feedback
  union all select feedback_id, customer_key from rejected_row
  union all select feedback_id, null as customer_key from dropped
)
semi join withdrawn using (feedback_id)
"""


def forget_withdrawn(draft: Tables, database: Path, today: date) -> UpkeepLedger | None:
    """Erase from a draft, and mark, the answers that were stored and are withdrawn; the ledger to save before publishing.

    Answers that were staged and withdrawn in one run count, too: the file with them may be run again. None where nothing
    is withdrawn that the database or a backup has.
    """
    asked = draft.connection.execute("select distinct feedback_id from withdrawn").fetchnumpy()["feedback_id"]
    if not len(asked):
        return None
    ledger = load_ledger(database)
    held = draft.connection.execute(_HELD).fetchall()
    found = {number for number, _ in held}
    kept = {path: held_in(path, database, asked) for path in ledger.backups}
    unclean = [path for path, numbers in kept.items() if numbers or (numbers is None and found)]
    found |= {number for numbers in kept.values() for number in numbers or ()}
    marks = [mark_of_answer(number) for number in found]
    if not marks:
        return None
    texts = texts_of(draft.connection, marks)
    note_marks(draft.connection, marks, today)
    erase_marked(draft.connection)
    erase_beside(database, [text for text in told_beside([database], texts) if not others_have(draft.connection, text)])
    erase_unattributed_answers(draft.connection, {key for _, key in held if key})
    draft.purged = True
    return ledger.with_forgotten(marks).with_uncleaned(unclean)


def clean_backups(database: Path, today: date, say: Say) -> None:
    """Erase what is forgotten from the backups that still hold it; one that cannot be cleaned is told and tried again later."""
    ledger = load_ledger(database)
    for path in _still_known(ledger.uncleaned, with_backups(database) if ledger.uncleaned else ()):
        try:
            proof = cleaned(path, database, ledger.forgotten, today)
        except OndoError as error:
            say(
                f"Warning: {path} may hold answers whose consent was withdrawn, and could not be cleaned: {error.message}. "
                f"The next run tries again. What to do: {error.remedy}"
            )
        else:
            say(f"{path}: erased {proof.erased.answers:,} answers whose consent was withdrawn")


def _still_known(uncleaned: Iterable[Path], files: Sequence[Path]) -> list[Path]:
    return [path for path in sorted(uncleaned) if path in files]
