"""Rows that belong together, wherever in a file they stand: gathered on disk, so that memory stays bounded.

The disk is a temporary database of SQLite. It has no name from the start, so that the system takes it away even where
a run is killed; nothing of it outlives the reading.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple

MEMORY_KIB = 32_768
"""KiB that the temporary database may hold in memory."""

AT_ONCE = 10_000
"""Items written at a time."""

_ORDERED = """
    SELECT name, number, item FROM (SELECT *, min(number) OVER (PARTITION BY name) AS first FROM gathered)
    ORDER BY first, number
"""


class GatheredRow(NamedTuple):
    """One item: whose it is, the number of its row, and what it holds: a list of values that JSON can write."""

    name: str
    number: int
    held: list[object]


def gathered(items: Iterable[GatheredRow]) -> Iterator[list[GatheredRow]]:
    """The items of each name together, in the order of their rows; the names in the order of their first rows.

    Values that JSON does not know come back as text. Raises sqlite3.Error, where the disk is full.
    """
    with closing(sqlite3.connect("", isolation_level=None)) as database:
        for setting in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{MEMORY_KIB}"):
            database.execute(f"PRAGMA {setting}")
        database.execute("CREATE TABLE gathered (name TEXT, number INTEGER, item TEXT)")
        rest = map(_written, items)
        while batch := list(islice(rest, AT_ONCE)):
            database.execute("BEGIN")
            database.executemany("INSERT INTO gathered VALUES (?, ?, ?)", batch)
            database.execute("COMMIT")
        for _, found in groupby(database.execute(_ORDERED), itemgetter(0)):
            yield [GatheredRow(json.loads(name), number, json.loads(held)) for name, number, held in found]


def _written(item: GatheredRow) -> tuple[str, int, str]:
    return json.dumps(item.name), item.number, json.dumps(item.held, default=str)
