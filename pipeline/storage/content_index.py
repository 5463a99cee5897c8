"""Content hashes of answers by their ids, 20 bytes an answer: found without a query."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np


class SeenContent(NamedTuple):
    """An answer seen before: its content hash, and the number of its file, from 0."""

    content: int
    file_number: int


@dataclass(frozen=True, slots=True)
class _Run:
    """Ids in ascending order, each once, with their content hashes and the numbers of their files."""

    ids: np.ndarray
    contents: np.ndarray
    numbers: np.ndarray

    def __len__(self) -> int:
        return len(self.ids)


IdArray = Sequence[int] | np.ndarray


class ContentIndex:
    """Content hash and file number of each id noted; of several notes of an id the last one counts.

    Notes are packed in runs, merged when one has grown as long as the one before it: n notes take n log n steps.
    """

    def __init__(self) -> None:
        self._runs: list[_Run] = []

    def note(self, ids: IdArray, contents: IdArray, file_numbers: IdArray) -> None:
        """Note ids (63 bits, each once), with their content hashes and the numbers of their files."""
        if not len(ids):
            return
        run = _sorted(np.asarray(ids, np.int64), np.asarray(contents, np.int64), np.asarray(file_numbers, np.int32))
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
            contents, numbers = run.contents[found].tolist(), run.numbers[found].tolist()
            seen |= zip(left[is_found].tolist(), map(SeenContent, contents, numbers), strict=True)
            left = left[~is_found]
        return seen


def _sorted(ids: np.ndarray, contents: np.ndarray, numbers: np.ndarray) -> _Run:
    if (ids[1:] > ids[:-1]).all():
        return _Run(ids, contents, numbers)
    order = np.argsort(ids, kind="stable")
    return _Run(ids[order], contents[order], numbers[order])


def _merged(older: _Run, newer: _Run) -> _Run:
    pairs = ((older.ids, newer.ids), (older.contents, newer.contents), (older.numbers, newer.numbers))
    ids, contents, numbers = map(np.concatenate, pairs)
    order = np.argsort(ids, kind="stable")
    ids = ids[order]
    is_last = np.append(ids[1:] != ids[:-1], True)
    order = order[is_last]
    return _Run(ids[is_last], contents[order], numbers[order])
