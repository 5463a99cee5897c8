"""Whose run is next: of many readers a few are served at a time, in the order in which they have asked.

Python runs one thread at a time. Runs that all begin at once take turns at every query, so that each ends about when the
last one does; one after the other, most readers have their page long before.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

AT_ONCE = 2
"""Runs beside each other: while one waits for the database, the other may go on."""

PATIENCE = 30.0
"""Seconds after which a run begins though others have not ended, such as one that exports a million comments."""

_free = BoundedSemaphore(AT_ONCE)


@contextmanager
def taken() -> Iterator[None]:
    """Wait for a turn, and pass it on in the end."""
    is_mine = _free.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        if is_mine:
            _free.release()
