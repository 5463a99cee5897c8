"""Putting what a run has found into its draft: scored answers, and rejected rows."""

from collections.abc import Sequence

import pyarrow as pa

from pipeline.records import MaskedFeedback, RejectedRow
from pipeline.storage.rows import emotion_rows, feedback_rows, lemma_rows, mention_rows, rejected_rows
from pipeline.storage.tables import Tables


def stage_answers(
    tables: Tables,
    fresh: Sequence[tuple[MaskedFeedback, int]],
    scores: pa.Table,
    labels: Sequence[list[str] | None],
    run_id: int,
) -> None:
    """Stage new and changed answers, each with its content hash; ``scores`` and ``labels`` are in their order."""
    ids = [row.feedback_id for row, _ in fresh]
    answers = feedback_rows(fresh, scores, labels, tables.settings, run_id, tables.scorer_version)
    mentions = mention_rows(ids, scores, answers["touchpoint"].to_pylist())
    with_attributes = tables.attributes.with_column(answers, [row for row, _ in fresh])
    tables.stage(with_attributes, emotion_rows(ids, scores), lemma_rows(ids, scores), mentions)


def stage_rejected(tables: Tables, rows: Sequence[RejectedRow], source: str, run_id: int) -> None:
    """Stage masked rows that cannot be used."""
    tables.insert("new_rejected_row", rejected_rows(rows, source, run_id))


UNREAD_COLUMNS = ("source", "file", "column", "field", "cells", "example")


def stage_unread(tables: Tables, found: Sequence[tuple[str, str, str, str, int, str]], run_id: int) -> None:
    """Stage how many cells of which column could not be read; ``found`` has values of UNREAD_COLUMNS."""
    rows = [{"run_id": run_id, **dict(zip(UNREAD_COLUMNS, row, strict=True))} for row in found]
    tables.insert("new_unread_cell", pa.Table.from_pylist(rows))
