"""What has been found out lately, shared by all sessions of this process: the same object each time, which nobody changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

Found = TypeVar("Found")


class Results:
    """At most ``kept`` of them; the one not asked for the longest goes first."""

    def __init__(self, kept: int) -> None:
        self._kept = kept
        self._lock = Lock()
        self.clear()

    def clear(self) -> None:
        """Forget all; what is being looked up now is not kept."""
        self._found: OrderedDict[Hashable, Any] = OrderedDict()
        self._sought: dict[Hashable, Lock] = {}

    def get(self, asked: Hashable, find: Callable[[], Found]) -> Found:
        """What was found for this key, else what ``find`` finds now, while others who ask the same wait for it."""
        found, sought = self._found, self._sought
        with self._lock:
            if asked in found:
                found.move_to_end(asked)
                known: Found = found[asked]
                return known
            seeking = sought.setdefault(asked, Lock())
        with seeking:
            if asked not in found:
                made = find()
                with self._lock:
                    found[asked] = made
                    sought.pop(asked, None)
                    if len(found) > self._kept:
                        found.popitem(last=False)
                return made
        return self.get(asked, find)
