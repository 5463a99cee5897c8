"""Quotation marks put by mistake: a cell that begins with one swallows the rows after it, up to the next mark."""

import csv
import re
from collections.abc import Sequence

from pipeline.errors import Reason
from pipeline.sources.source_kind import FileLayout

SWALLOWED = Reason("swallowed_rows")
UNCLOSED = Reason("unclosed_quote")

FEWEST_ROWS = 2
"""Lines of a cell that must look like rows of the table; a comment may have one by chance."""

LOOKED_AT = 500
"""Rows from which it is learned which columns hold numbers or dates."""

LOOKED_AT_CHARACTERS = 1_000_000
"""Characters of a cell in which rows are looked for."""

NUMBER_SHARE = 0.9
"""Share of filled cells that must be numbers or dates for the column to count as such."""

_NUMBER = re.compile(r"\s*[0-9][0-9.,:/\- TZ]{0,30}$")


class SwallowedRowsWatch:
    """Watches the rows of one table, in order, for cells that hold rows.

    A line inside a cell looks like a row if it has as many cells as the header and numbers or dates in the columns
    that have them elsewhere; in a table without such columns, most lines of the cell must have the number of cells.
    """

    def __init__(self, layout: FileLayout) -> None:
        self._delimiter = layout.delimiter or ","
        self._width = len(layout.columns)
        self._rows = 0
        self._filled = [0] * self._width
        self._numbers = [0] * self._width

    def holds(self, cells: Sequence[str]) -> bool:
        """Whether a row has a cell that holds whole rows."""
        for mark in "\n\r":
            for cell in cells:
                if mark in cell and cell.count(mark) > FEWEST_ROWS:
                    return any(map(self._is_swallowed, _broken(cells)))
        if self._rows < LOOKED_AT and len(cells) == self._width:
            self._learn(cells)
        return False

    def _learn(self, cells: Sequence[str]) -> None:
        self._rows += 1
        for place, cell in enumerate(cells):
            if cell:
                self._filled[place] += 1
                self._numbers[place] += _NUMBER.match(cell) is not None

    def _is_swallowed(self, cell: str) -> bool:
        lines = cell[:LOOKED_AT_CHARACTERS].splitlines()[1:-1]
        if self._width < 2:
            return False
        typed = [
            place
            for place, (filled, numbers) in enumerate(zip(self._filled, self._numbers, strict=True))
            if filled >= FEWEST_ROWS and numbers >= NUMBER_SHARE * filled
        ]
        alike = sum(self._is_row(line, typed) for line in lines)
        return alike >= FEWEST_ROWS and (bool(typed) or (self._width > FEWEST_ROWS and 2 * alike > len(lines)))

    def _is_row(self, line: str, typed: Sequence[int]) -> bool:
        if line.count(self._delimiter) < self._width - 1:
            return False
        cells = next(csv.reader([line], delimiter=self._delimiter), [])
        return len(cells) == self._width and all(_NUMBER.match(cells[place]) or not cells[place] for place in typed)


def _broken(cells: Sequence[str]) -> list[str]:
    """The cells of many lines."""
    return [cell for cell in cells if cell.count("\n") > FEWEST_ROWS or cell.count("\r") > FEWEST_ROWS]
