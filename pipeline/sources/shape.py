"""What every shape of file (delimited, Excel, JSON lines, Parquet) offers: a layout, and rows of cells."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import DataRefused
from pipeline.records import ReadOptions

Cell = object
"""One value as the file gives it: str, int, float, bool, datetime, date or None."""

HEADER_ROWS = 20
"""Rows in which the header is looked for."""


class Fault(NamedTuple):
    """Why a row or a cell cannot be used, and what to do."""

    reason: str
    remedy: str


class Row(NamedTuple):
    """One row: its number as the file's own program shows it, its cells in column order, and what broke it, if so."""

    number: int
    cells: Sequence[Cell]
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is laid out; enough to read its rows. ``rows`` counts data rows where that is known."""

    columns: tuple[str, ...]
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    rows: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """One file shape. ``layout`` looks at a file (raises DataRefused); ``rows`` streams the data rows after it."""

    layout: Callable[[Path, ReadOptions], Layout]
    rows: Callable[[Path, Layout], Iterator[Row]]


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip()) or cell != cell


def has_content(cells: Sequence[Cell]) -> bool:
    """Whether any cell of a row holds something."""
    return not all(map(is_blank, cells))


def distinct_names(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Column names from a header row: trimmed, empty ones named by position, repeated ones numbered 'name (2)'."""
    names: list[str] = []
    taken: set[str] = set()
    for position, cell in enumerate(_without_empty_end(cells), 1):
        base = " ".join(str(cell).replace("\ufeff", "").split()) if not is_blank(cell) else f"column {position}"
        name, count = base, 1
        while name in taken:
            count += 1
            name = f"{base} ({count})"
        taken.add(name)
        names.append(name)
    return tuple(names)


def _without_empty_end(cells: Sequence[Cell]) -> Sequence[Cell]:
    filled = max((index + 1 for index, cell in enumerate(cells) if not is_blank(cell)), default=0)
    return cells[:filled]


def nothing_in(path: Path, what: str = "the file has no rows") -> DataRefused:
    """The refusal of a file without data."""
    return DataRefused(what, where=path.name, remedy="export it again with at least one row under a header row")


def unreadable(path: Path, error: OSError) -> DataRefused:
    """The refusal of a file that the system does not let us read."""
    return DataRefused(
        f"the file cannot be read ({error.strerror})", where=str(path), remedy="check its name and rights"
    )
