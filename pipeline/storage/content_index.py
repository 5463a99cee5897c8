"""Content hashes of answers by their ids, 28 bytes an answer: found without a query."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np


class SeenContent(NamedTuple):
    """An answer seen before: its content hash, the number of its file, from 0, and its second since 1970 (0: not known)."""

    content: int
    file_number: int
    second: int = 0


@dataclass(frozen=True, slots=True)
class _Run:
    """Ids in ascending order, each once, with their content hashes, the numbers of their files and their seconds."""

    ids: np.ndarray
    contents: np.ndarray
    numbers: np.ndarray
    seconds: np.ndarray

    def __len__(self) -> int:
        return len(self.ids)


IdArray = Sequence[int] | np.ndarray


class ContentIndex:
    """Content hash and file number of each id noted; of several notes of an id the last one counts.

    Notes are packed in runs, merged when one has grown as long as the one before it: n notes take n log n steps.
    """

    def __init__(self) -> None:
        self._runs: list[_Run] = []

    def note(self, ids: IdArray, contents: IdArray, file_numbers: IdArray, seconds: IdArray | None = None) -> None:
        """Note ids (63 bits, each once), with their content hashes, the numbers of their files and their seconds."""
        if not len(ids):
            return
        columns = (
            (contents, np.int64),
            (file_numbers, np.int32),
            (np.zeros(len(ids)) if seconds is None else seconds, np.int64),
        )
        run = _sorted(np.asarray(ids, np.int64), *(np.asarray(values, kind) for values, kind in columns))
        while self._runs and len(self._runs[-1]) <= len(run):
            run = _merged(self._runs.pop(), run)
        self._runs.append(run)

    def find(self, ids: Sequence[int]) -> dict[int, SeenContent]:
        """Those of the ids that were noted."""
        seen: dict[int, SeenContent] = {}
        left = np.unique(np.asarray(ids, np.int64))
        for run in reversed(self._runs):
            places = np.minimum(np.searchsorted(run.ids, left), len(run) - 1)
            is_found = run.ids[places] == left
            found = places[is_found]
            known = (column[found].tolist() for column in (run.contents, run.numbers, run.seconds))
            seen |= zip(left[is_found].tolist(), map(SeenContent, *known), strict=True)
            left = left[~is_found]
        return seen


def _sorted(ids: np.ndarray, *columns: np.ndarray) -> _Run:
    if (ids[1:] > ids[:-1]).all():
        return _Run(ids, *columns)
    order = np.argsort(ids, kind="stable")
    return _Run(ids[order], *(column[order] for column in columns))


def _merged(older: _Run, newer: _Run) -> _Run:
    ids = np.concatenate((older.ids, newer.ids))
    order = np.argsort(ids, kind="stable")
    ids = ids[order]
    is_last = np.append(ids[1:] != ids[:-1], True)
    order = order[is_last]
    pairs = ((older.contents, newer.contents), (older.numbers, newer.numbers), (older.seconds, newer.seconds))
    return _Run(ids[is_last], *(np.concatenate(pair)[order] for pair in pairs))
