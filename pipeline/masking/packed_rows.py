"""Masked rows as one process hands them to another: column by column, in a third of the time that takes row by row."""

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import Any, NamedTuple

from pipeline.masking.file_masker import MaskedRow, masked_rows
from pipeline.records import MaskedFeedback, RawFeedback, RejectedRow

_MASKED = MaskedFeedback._fields.index("masked")


class PackedRows(NamedTuple):
    """Masked rows: of each how many comments it has, or the row that is rejected; and the fields of all comments."""

    rows: list[int | RejectedRow]
    columns: list[Sequence[Any]]


def packed(raw: Sequence[RawFeedback | RejectedRow], key: bytes) -> PackedRows:
    """``masked_rows``, packed."""
    rows = masked_rows(raw, key)
    comments = [comment for row in rows if not isinstance(row, RejectedRow) for comment in row]
    columns: list[Sequence[Any]] = list(zip(*comments, strict=True))
    if columns:
        columns[_MASKED] = [counts or None for counts in columns[_MASKED]]
    return PackedRows([row if isinstance(row, RejectedRow) else len(row) for row in rows], columns)


def unpacked(content: PackedRows) -> list[MaskedRow]:
    """What was packed."""
    nothing, columns = Counter[str](), list(content.columns)
    if columns:
        columns[_MASKED] = [counts or nothing for counts in columns[_MASKED]]
    comments = map(MaskedFeedback._make, zip(*columns, strict=True))
    return [row if isinstance(row, RejectedRow) else list(islice(comments, row)) for row in content.rows]
