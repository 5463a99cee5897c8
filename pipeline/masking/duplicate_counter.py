"""Counting answers that look the same, in little memory: 8 bytes for each that occurs once, in a file of any length."""

from array import array
from bisect import bisect_left

import numpy as np

AT_ONCE = 1 << 16
"""Keys held in a set before they are packed into a sorted run."""


class DuplicateCounter:
    """How often each key has been counted before.

    Packed runs are merged when one has grown as long as the one before it, so that there are few of them to look at.
    """

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._at_once = at_once
        self._recent: set[int] = set()
        self._runs: list[array[int]] = []
        self._repeated: dict[int, int] = {}

    def next_ordinal(self, key: int) -> int:
        """Count a key (63 bits): 0 the first time, then 1, 2, ..."""
        count = self._repeated.get(key, 0)
        if count or key in self._recent or any(_holds(run, key) for run in self._runs):
            self._repeated[key] = count = max(count, 1)
            self._repeated[key] += 1
            return count
        self._recent.add(key)
        if len(self._recent) >= self._at_once:
            self._pack()
        return 0

    def _pack(self) -> None:
        run = np.fromiter(self._recent, np.int64, len(self._recent))
        self._recent = set()
        while self._runs and len(self._runs[-1]) <= len(run):
            run = np.concatenate([np.frombuffer(self._runs.pop(), np.int64), run])
        run.sort()
        self._runs.append(array("q", run.tobytes()))


def _holds(run: "array[int]", key: int) -> bool:
    place = bisect_left(run, key)
    return place < len(run) and run[place] == key
