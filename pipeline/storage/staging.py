"""Putting what a run has found into its draft: scored answers, and rejected rows."""

import re
from collections.abc import Sequence

import pyarrow as pa

from pipeline.records import MaskedFeedback, RejectedRow, UnreadColumn
from pipeline.storage.rows import emotion_rows, feedback_rows, lemma_rows, mention_rows, rejected_rows
from pipeline.storage.tables import Tables


def stage_answers(
    tables: Tables,
    fresh: Sequence[tuple[MaskedFeedback, int]],
    scores: pa.Table,
    labels: Sequence[list[str] | None],
    reply_tones: pa.Array | pa.ChunkedArray,
    run_id: int,
) -> None:
    """Stage new and changed answers, each with its content hash; scores, labels and tones of replies are in their order."""
    ids = [row.feedback_id for row, _ in fresh]
    answers = feedback_rows(fresh, scores, labels, tables.settings, run_id, tables.scorer_version)
    answers = answers.append_column("reply_tone", reply_tones)
    mentions = mention_rows(ids, scores, answers["touchpoint"].to_pylist())
    with_attributes = tables.attributes.with_column(answers, [row for row, _ in fresh])
    tables.stage(with_attributes, emotion_rows(ids, scores), lemma_rows(ids, scores), mentions)


def stage_rejected(tables: Tables, rows: Sequence[RejectedRow], source: str, run_id: int) -> None:
    """Stage masked rows that cannot be used."""
    tables.insert("new_rejected_row", rejected_rows(rows, source, run_id))


_SHAPE = (
    (re.compile(r"\d"), "9"),
    (re.compile("[a-z]"), "a"),
    (re.compile("[A-Z]"), "A"),
    (re.compile(r"[^\W\d_aA]"), "가"),
)


def shape_of(cell: str) -> str:
    """How a cell is written, without what it says: 9 for a digit, a and A for Latin letters, 가 for any other."""
    for letters, sign in _SHAPE:
        cell = letters.sub(sign, cell)
    return cell


def stage_unread(tables: Tables, found: Sequence[tuple[str, UnreadColumn]], run_id: int) -> None:
    """Stage how many cells of which column of which source could not be read.

    Of an example its shape alone is kept: it belongs to no answer with which it could be withdrawn, forgotten or expire.
    """
    rows = [
        {"run_id": run_id, "source": source, **column._asdict(), "example": shape_of(column.example)}
        for source, column in found
    ]
    tables.insert("new_unread_cell", pa.Table.from_pylist(rows))
