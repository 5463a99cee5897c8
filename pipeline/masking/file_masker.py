"""Masking the rows of one file: answers and rejected rows go in as they were read, and come out as they may be stored."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.masking.duplicate_counter import DuplicateCounter
from pipeline.masking.mask import comments_of, mask, mask_rejected
from pipeline.records import MaskedFeedback, RawFeedback, RejectedRow


class MaskedBatch(NamedTuple):
    """Masked rows of one file, in order: the comments of answers, answers that may not be analysed, and rows that cannot be
    used."""

    answers: list[MaskedFeedback]
    without_consent: list[MaskedFeedback]
    rejected: list[RejectedRow]

    @property
    def rows(self) -> int:
        """How many rows a run has to account for: of an answer to several open questions each comment."""
        return len(self.answers) + len(self.without_consent) + len(self.rejected)


MaskedRow = RejectedRow | list[MaskedFeedback]
"""A row masked by itself: the comments of an answer, or what cannot be used."""


def masked_rows(rows: Sequence[RawFeedback | RejectedRow], key: bytes) -> list[MaskedRow]:
    """Each row masked by itself with the secret ``key``: answers without an id that look the same have the same one."""
    return [mask_rejected(row, key) if isinstance(row, RejectedRow) else _comments(row, key) for row in rows]


def _comments(raw: RawFeedback, key: bytes, ordinal: int = 0) -> list[MaskedFeedback]:
    row = mask(raw, key, ordinal)
    return comments_of(row, raw, key) if raw.consent_analyse else [row]


class FileMasker:
    """Masks one file's rows with the secret ``key``; answers without an id that look the same get ids of their own."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._duplicates = DuplicateCounter()

    def mask_batch(self, rows: Sequence[RawFeedback | RejectedRow]) -> MaskedBatch:
        """The next rows of the file, masked."""
        return self.told_apart(rows, masked_rows(rows, self._key))

    def told_apart(self, rows: Sequence[RawFeedback | RejectedRow], masked: Sequence[MaskedRow]) -> MaskedBatch:
        """The next rows of the file, which ``masked_rows`` has masked."""
        batch = MaskedBatch([], [], [])
        for raw, found in zip(rows, masked, strict=True):
            if isinstance(found, RejectedRow):
                batch.rejected.append(found)
            elif isinstance(raw, RawFeedback):
                ordinal = 0 if raw.id is not None else self._duplicates.next_ordinal(found[0].feedback_id)
                kept = batch.answers if raw.consent_analyse else batch.without_consent
                kept.extend(_comments(raw, self._key, ordinal) if ordinal else found)
        return batch
