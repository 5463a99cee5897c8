"""What every shape of file (delimited, Excel, JSON lines, Parquet) offers: a layout, and rows of cells."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from pipeline.errors import DataRefused
from pipeline.mask import mask_text
from pipeline.records import ReadOptions

Cell = object
"""One value as the file gives it: str, int, float, bool, datetime, date or None."""

_SURROGATES = re.compile("[\ud800-\udfff]")

HEADER_ROWS = 20
"""Rows in which the header is looked for."""


class Fault(NamedTuple):
    """Why a row or a cell cannot be used, and what to do.

    ``is_mixed`` says that the cells belong to several rows, so that not even consent can be read from them.
    """

    reason: str
    remedy: str
    is_mixed: bool = False


class Unreadable(NamedTuple):
    """Stands for a cell that the file's own format cannot turn into a value; ``why`` is for people."""

    why: str

    def __str__(self) -> str:
        return self.why


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


def printable(text: str) -> str:
    """A text that any output takes: what is no character (half a pair, a byte that no name may hold) replaced."""
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


@lru_cache(maxsize=64)
def shown_name(path: Path) -> str:
    """A file's name as it may be stored and shown: printable, personal data masked."""
    return mask_text(normalize("NFC", printable(path.name)))[0]


def shown_path(path: Path) -> str:
    """A path as it may be shown: with the file's name as shown_name."""
    return printable(str(path.with_name("x")))[:-1] + shown_name(path) if path.name else printable(str(path))


def nothing_in(path: Path, what: str = "the file has no rows") -> DataRefused:
    """The refusal of a file without data."""
    return DataRefused(what, where=shown_name(path), remedy="export it again with at least one row under a header row")


def unreadable(path: Path, error: OSError) -> DataRefused:
    """The refusal of a file that the system does not let us read."""
    return DataRefused(
        f"the file cannot be read ({error.strerror})", where=shown_path(path), remedy="check its name and rights"
    )
