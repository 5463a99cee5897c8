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


class FileMasker:
    """Masks one file's rows with the secret ``key``; answers without an id that look the same get ids of their own."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._duplicates = DuplicateCounter()

    def mask_batch(self, rows: Sequence[RawFeedback | RejectedRow]) -> MaskedBatch:
        """The next rows of the file, masked."""
        batch = MaskedBatch([], [], [])
        for row in rows:
            if isinstance(row, RejectedRow):
                batch.rejected.append(mask_rejected(row, self._key))
            elif row.consent_analyse:
                batch.answers.extend(comments_of(self._masked(row), row, self._key))
            else:
                batch.without_consent.append(self._masked(row))
        return batch

    def _masked(self, raw: RawFeedback) -> MaskedFeedback:
        row = mask(raw, self._key)
        if raw.id is not None:
            return row
        ordinal = self._duplicates.next_ordinal(row.feedback_id)
        return mask(raw, self._key, ordinal) if ordinal else row
