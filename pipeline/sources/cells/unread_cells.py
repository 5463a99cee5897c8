"""How many cells of which column were left empty because they cannot be read."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

MOST_EXAMPLES = 3
"""Different cells of a column that are quoted."""

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
    """Counts by column, each with MOST_EXAMPLES different ones at most, masked and in quotation marks."""

    counts: Counter[ColumnKey] = field(default_factory=Counter)
    examples: dict[ColumnKey, list[str]] = field(default_factory=dict)

    def needs_example(self, key: ColumnKey) -> bool:
        """Whether few cells of the column have been quoted yet."""
        return len(self.examples.get(key, ())) < MOST_EXAMPLES

    def add(self, key: ColumnKey, example: str | None = None) -> None:
        """Count a cell of a column; ``example`` is the cell as it may be shown."""
        self.counts[key] += 1
        shown = self.examples.setdefault(key, []) if example is not None else []
        if example is not None and example not in shown:
            shown.append(example)

    def columns(self) -> Iterator[UnreadCount]:
        """Each column of which cells were not read, in the order in which they were met."""
        for (column, meaning), count in self.counts.items():
            yield UnreadCount(column, meaning, count, next(iter(self.examples.get((column, meaning), ())), WITHHELD))
