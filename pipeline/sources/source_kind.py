"""What every file format (delimited, Excel, JSON lines, Parquet) offers: a layout, and rows of cells."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from unicodedata import normalize

from pipeline.errors import DataRefused, Reason
from pipeline.masking.mask import mask_text
from pipeline.records import ReadOptions
from pipeline.sources.cells.header_names import folded
from pipeline.text import folded_name

Cell = object
"""One value as the file gives it: str, int, float, bool, datetime, date or None."""

_SURROGATES = re.compile("[\ud800-\udfff]")

HEADER_ROWS = 20
"""Rows in which the header is looked for."""

SIGHTED_ROWS = 2_000
"""Rows from which a recognised export is told and its questions are found."""

LOOKED_AT = 300
"""Filled cells of a column by which it is told what the column is."""

MOST_COLUMNS = 16_384
"""Columns that a file may have: as many as a sheet of Excel."""

LONGEST_SUBNAME = 60
"""Characters of a name in a second header row; longer ones are answers."""

NO_ROWS = Reason("no_rows")


class CellFault(ValueError):
    """A cell cannot be used; ``reason`` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return self.reason.found


class UnreadableCell(NamedTuple):
    """Stands for a cell that the file's own format cannot turn into a value; ``why`` is for people."""

    why: str

    def __str__(self) -> str:
        return self.why


class SourceRow(NamedTuple):
    """One row: its number as the file's own program shows it, its cells in column order, and why it is at fault, if so.

    ``is_mixed`` says that the cells belong to several rows, so that not even consent can be read from them.
    """

    number: int
    cells: Sequence[Cell]
    fault: Reason | None = None
    is_mixed: bool = False


@dataclass(frozen=True, slots=True)
class FileLayout:
    """How a file is laid out; enough to read its rows. ``rows`` counts data rows where that is known. ``only_sheets`` names
    those of a workbook that are read, all if it is empty."""

    columns: tuple[str, ...]
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    rows: int | None = None
    notes: tuple[Reason, ...] = ()
    plan: "ReadingPlan | None" = None
    only_sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileFormat:
    """One file format. ``layout`` looks at a file (raises DataRefused); ``rows`` streams the data rows after it."""

    layout: Callable[[Path, ReadOptions], FileLayout]
    rows: Callable[[Path, FileLayout], Iterator[SourceRow]]


@dataclass(frozen=True, slots=True)
class ReadingPlan:
    """How to read a file as a recognised export, made by ``SourceKind.look`` from the rows of its generic kind.

    ``columns`` are those of the rows that ``read`` streams; ``fields`` is as that of SourceKind, and ``reasons`` says
    why. ``rows`` counts data rows where that is known, ``source`` is as that of SourceKind.
    """

    columns: tuple[str, ...]
    read: Callable[[], Iterator[SourceRow]]
    fields: Mapping[str, str]
    reasons: Mapping[str, Reason] = field(default_factory=lambda: MappingProxyType({}))
    notes: tuple[Reason, ...] = ()
    rows: int | None = None
    source: str | None = None


@dataclass(frozen=True)
class Probe:
    """A file as its generic kind reads it: what a recognised export is told by."""

    path: Path
    layout: FileLayout
    file_format: FileFormat
    options: ReadOptions

    def rows(self) -> Iterator[SourceRow]:
        """The rows of the generic kind."""
        return self.file_format.rows(self.path, self.layout)

    @cached_property
    def sample(self) -> list[SourceRow]:
        """The first SIGHTED_ROWS rows."""
        return list(islice(self.rows(), SIGHTED_ROWS))


def _planned_rows(path: Path, layout: FileLayout) -> Iterator[SourceRow]:
    return iter(()) if layout.plan is None else layout.plan.read()


def _planned_layout(path: Path, options: ReadOptions) -> FileLayout:
    raise nothing_in(path)


PLANNED = FileFormat(_planned_layout, _planned_rows)
"""The file format of kinds that have a ``look``: their layout is that of the generic kind, with a plan."""


def as_it_is(row: SourceRow, columns: Sequence[str]) -> SourceRow:
    """The row itself."""
    return row


@dataclass(frozen=True, slots=True)
class SourceKind:
    """One kind of export. A recognised one names its columns in ``fields`` (header -> field or '' to keep it out)
    and is taken where the file has all of ``signature``; the generic kinds have neither and guess. ``reasons`` says of
    columns why they are read so. Names are compared without case, spaces and marks.

    ``source`` and ``channel`` are those of rows for which nobody named any: files of one service are then one source,
    in which its ids merge overlapping exports. ``amend`` turns a row as the file has it (perhaps too short, or at
    fault), given the names of all columns, into one whose cells the fields can read.

    A kind that is not told by its columns alone, or whose rows are not those of the file, has a ``look`` and the file format
    PLANNED: it returns the plan by which to read the file, or None where the file is of another kind. ``touchpoint``
    is as ``channel``.
    """

    label: str
    file_format: FileFormat
    signature: frozenset[str] = frozenset()
    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    source: str | None = None
    channel: str | None = None
    amend: Callable[[SourceRow, Sequence[str]], SourceRow] = as_it_is
    touchpoint: str | None = None
    reasons: Mapping[str, Reason] = field(default_factory=lambda: MappingProxyType({}))
    look: Callable[[Probe], ReadingPlan | None] | None = None

    def is_that_of(self, columns: Sequence[str]) -> bool:
        """Whether the columns are those of a recognised export."""
        return bool(self.signature) and {*map(folded, self.signature)} <= {*map(folded, columns)}

    def own_names(self, columns: Sequence[str]) -> tuple[str, ...]:
        """The columns as the export itself writes their names; those that it does not know stay."""
        known = {folded(name): name for name in self.fields}
        return tuple(known.get(folded(column), column) for column in columns)


def with_cell(row: SourceRow, columns: Sequence[str], column: str, change: Callable[[Cell], Cell]) -> SourceRow:
    """The row with one cell changed; itself where it has no such cell."""
    place = columns.index(column) if column in columns else len(columns)
    if place >= len(row.cells):
        return row
    return row._replace(cells=[*row.cells[:place], change(row.cells[place]), *row.cells[place + 1 :]])


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip()) or cell != cell


def has_content(cells: Sequence[Cell]) -> bool:
    """Whether any cell of a row holds something."""
    return not all(map(is_blank, cells))


def filled_cells(rows: Sequence[SourceRow], place: int, most: int | None = LOOKED_AT) -> list[Cell]:
    """The first ``most`` cells with content of one column, all of them for None, from rows without fault."""
    cells = (row.cells[place] for row in rows if row.fault is None and place < len(row.cells))
    return list(islice((cell for cell in cells if not is_blank(cell)), most))


def distinct_names(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Column names from a header row: those of ``names_of_all``, without the empty cells at its end."""
    return names_of_all(_without_empty_end(cells))


def names_of_all(cells: Sequence[Cell]) -> tuple[str, ...]:
    """A name for each cell: trimmed, empty ones named by position, repeated ones numbered 'name (2)'."""
    names: dict[str, None] = {}
    last: dict[str, int] = {}
    for place, cell in enumerate(cells):
        base = name_of(cell) if not is_blank(cell) else numbered_name(place)
        name, count = base, last.get(base, 1)
        while name in names:
            count += 1
            name = f"{base} ({count})"
        last[base] = count
        names[name] = None
    return tuple(names)


def numbered_name(place: int) -> str:
    """The name of a column that has none, by its place from 0."""
    return f"column {place + 1}"


def joined_header(rows: Sequence[Sequence[Cell]], position: int) -> tuple[Sequence[Cell], int]:
    """The names of the header at ``position`` in the first rows of a table, and how many rows it takes.

    Names of groups over merged cells are followed by a row with a name for each column: 'group [name]'.
    """
    header = rows[position]
    below = rows[position + 1] if position + 1 < len(rows) else []
    if not _is_below_groups(header, below):
        return header, 1
    names: list[Cell] = []
    group: Cell = None
    for place, name in enumerate(below):
        over = header[place] if place < len(header) else None
        group = over if not is_blank(over) else group
        is_grouped = not is_blank(group) and str(group).strip() != str(name).strip()
        names.append(
            name if is_blank(group) or not is_grouped else f"{group} [{name}]" if not is_blank(name) else group
        )
    return names, 2


def header_notes(depth: int) -> tuple[Reason, ...]:
    """What is to be said of a header of so many rows."""
    return () if depth == 1 else (Reason("headers_joined"),) if depth else (Reason("no_header_row"),)


def _is_below_groups(header: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether a row names the columns under the groups of a header: texts alone, each of them once, in its empty places."""
    names = [cell for cell in below if not is_blank(cell)]
    empty = [place for place, cell in enumerate(header) if is_blank(cell)]
    inner = [place for place in (*empty, *range(len(header), len(below))) if place < len(below)]
    if not inner or len(names) < len(below) or any(is_blank(below[place]) for place in inner):
        return False
    is_short = all(
        isinstance(name, str) and len(name) <= LONGEST_SUBNAME and not name.strip()[:1].isdigit() for name in names
    )
    return is_short and len(set(map(str, names))) == len(names) and not is_blank(header[0])


def column_names(cells: Sequence[Cell], path: Path) -> tuple[str, ...]:
    """``distinct_names`` of a file's header; raises DataRefused for more than MOST_COLUMNS."""
    filled = _without_empty_end(cells)
    if len(filled) > MOST_COLUMNS:
        raise too_many_columns(len(filled), shown_name(path))
    return distinct_names(filled)


def too_many_columns(count: int, place: str) -> DataRefused:
    """The refusal of a file with so many columns, ``place`` naming it and perhaps the row."""
    return DataRefused(Reason("too_many_columns", {"columns": f"{count:,}", "most": f"{MOST_COLUMNS:,}"}), where=place)


def name_of(cell: Cell) -> str:
    """The name that a cell of a header row gives, if it is not blank."""
    name = str(cell)
    return " ".join((name if name.isascii() else normalize("NFC", name).replace("\ufeff", "")).split())


def _without_empty_end(cells: Sequence[Cell]) -> Sequence[Cell]:
    filled = next((place for place in range(len(cells), 0, -1) if not is_blank(cells[place - 1])), 0)
    return cells[:filled]


def printable(text: str) -> str:
    """A text that any output takes: what is no character (half a pair, a byte that no name may hold) replaced."""
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


@lru_cache(maxsize=64)
def shown_name(path: Path) -> str:
    """A file's name as it may be stored and shown: printable, personal data masked."""
    return mask_text(normalize("NFC", printable(path.name)))[0]


def is_named(path: Path, names: Sequence[str]) -> bool:
    """Whether a file's name is among names, with or without its ending, whatever their case and spaces."""
    return not {folded_name(path.name), folded_name(path.stem)}.isdisjoint(map(folded_name, names))


def shown_names(names: Sequence[str]) -> str:
    """Names of sheets or files in quotation marks, as they may be shown."""
    return ", ".join(repr(mask_text(name)[0]) for name in names)


def shown_path(path: Path) -> str:
    """A path as it may be shown: with the file's name as shown_name."""
    return printable(str(path.with_name("x")))[:-1] + shown_name(path) if path.name else printable(str(path))


def nothing_in(path: Path, reason: Reason = NO_ROWS) -> DataRefused:
    """The refusal of a file without data."""
    return DataRefused(reason, where=shown_name(path))


def unreadable(path: Path, error: OSError) -> DataRefused:
    """The refusal of a file that the system does not let us read."""
    return DataRefused(Reason("file_unreadable", {"why": str(error.strerror)}), where=shown_path(path))
