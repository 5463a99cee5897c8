"""How many cells of which column were left empty because they cannot be read."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

MOST_EXAMPLES = 3
"""Different cells of a column that are quoted, and rows that are named."""

WITHHELD = "…"
"""Stands for a cell that is not quoted."""


class UnreadCount(NamedTuple):
    """A column (its name masked), what it is read as, the number of its cells that are left empty, the first of them and its row."""

    column: str
    field: str
    cells: int
    example: str
    first_row: int | None


ColumnKey = tuple[str, str]
"""Masked name of a column, and its field."""


@dataclass(slots=True)
class UnreadCells:
    """Counts by column, each with MOST_EXAMPLES different ones at most, masked and in quotation marks, and the first rows."""

    counts: Counter[ColumnKey] = field(default_factory=Counter)
    examples: dict[ColumnKey, list[str]] = field(default_factory=dict)
    rows: dict[ColumnKey, list[int]] = field(default_factory=dict)

    def needs_example(self, key: ColumnKey) -> bool:
        """Whether few cells of the column have been quoted yet."""
        return len(self.examples.get(key, ())) < MOST_EXAMPLES

    def add(self, key: ColumnKey, row: int | None = None, example: str | None = None) -> None:
        """Count a cell of a column, in a row where that may be named; ``example`` is the cell as it may be shown."""
        self.counts[key] += 1
        if row is not None and len(rows := self.rows.setdefault(key, [])) < MOST_EXAMPLES:
            rows.append(row)
        shown = self.examples.setdefault(key, []) if example is not None else []
        if example is not None and example not in shown:
            shown.append(example)

    def columns(self) -> Iterator[UnreadCount]:
        """Each column of which cells were not read, in the order in which they were met."""
        for key, count in self.counts.items():
            example = next(iter(self.examples.get(key, ())), WITHHELD)
            yield UnreadCount(*key, count, example, next(iter(self.rows.get(key, ())), None))
