"""Masking batches before they are needed, in processes that have nothing to score."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from pipeline.masking.file_masker import MaskedRow, masked_rows
from pipeline.masking.packed_rows import packed, unpacked
from pipeline.records import RawFeedback, RejectedRow
from pipeline.scoring.workers import ParallelScorer

READ_AHEAD = 3
"""Batches read before the rows of one are needed."""

Batch = list[RawFeedback | RejectedRow]
Masking = Callable[[], Sequence[MaskedRow]]
"""Gives the masked rows of a batch: another process's, or made here where none has begun to."""


def masked_ahead(batches: Iterable[Batch], workers: ParallelScorer, key: bytes) -> Iterator[tuple[Batch, Masking]]:
    """The batches, each with its masked rows to come."""
    ahead: deque[tuple[Batch, Masking]] = deque()
    for batch in batches:
        ahead.append((batch, _begun(batch, workers, key)))
        if len(ahead) > READ_AHEAD:
            yield ahead.popleft()
    yield from ahead


def _begun(batch: Batch, workers: ParallelScorer, key: bytes) -> Masking:
    asked = workers.ask(packed, batch, key)
    return lambda: masked_rows(batch, key) if asked is None or asked.cancel() else unpacked(asked.result())
