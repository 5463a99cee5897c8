"""How many cells of which column were left empty because they cannot be read."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

WITHHELD = "…"
"""Stands for a cell that is not quoted."""


class UnreadCount(NamedTuple):
    """A column (its name masked), what it is read as, the number of its cells that are left empty, and the first of them."""

    column: str
    field: str
    cells: int
    example: str


ColumnKey = tuple[str, str]
"""Masked name of a column, and its field."""


@dataclass(slots=True)
class UnreadCells:
    """Counts by column, each with one example, masked and in quotation marks."""

    counts: Counter[ColumnKey] = field(default_factory=Counter)
    examples: dict[ColumnKey, str] = field(default_factory=dict)

    def needs_example(self, key: ColumnKey) -> bool:
        """Whether no cell of the column has been quoted yet."""
        return key not in self.examples

    def add(self, key: ColumnKey, example: str | None = None) -> None:
        """Count a cell of a column; ``example`` is the cell as it may be shown."""
        self.counts[key] += 1
        if example is not None:
            self.examples.setdefault(key, example)

    def columns(self) -> Iterator[UnreadCount]:
        """Each column of which cells were not read, in the order in which they were met."""
        for (column, meaning), count in self.counts.items():
            yield UnreadCount(column, meaning, count, self.examples.get((column, meaning), WITHHELD))
