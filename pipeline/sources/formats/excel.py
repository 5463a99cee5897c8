"""Excel workbooks: XLSX, and the older XLS, by python-calamine."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from pipeline.errors import DataRefused, Reason, WrongUsage
from pipeline.masking.mask import mask_text
from pipeline.records import ReadOptions
from pipeline.sources.cells.columns import header_score
from pipeline.sources.cells.headless import named_top
from pipeline.sources.formats.delimited import header_position
from pipeline.sources.source_kind import (
    HEADER_ROWS,
    Cell,
    FileLayout,
    SourceRow,
    column_names,
    distinct_names,
    has_content,
    header_notes,
    is_named,
    nothing_in,
    shown_name,
    shown_names,
    unreadable,
)
from pipeline.text import folded_name

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
MOST_UNPACKED = 1 << 30
"""Bytes of the parts of a workbook. A full sheet of reviews (1,048,576 rows) takes about a quarter of it; calamine holds some
parts in memory, and a file of a few MB can unpack to any size."""

MARKED = 1 << 22
"""Bytes in which the marks of other documents are looked for."""

_OTHER_DOCUMENTS = (b"word/document.xml", b"ppt/presentation.xml", b"HWP Document File",
                    *(name.encode("utf-16-le") for name in ("WordDocument", "PowerPoint Document")))  # fmt: skip
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def layout(path: Path, options: ReadOptions) -> FileLayout:
    """Layout of the sheet that looks most like a table of feedback: visible, filled, with known column names."""
    book = _open(path)
    wanted, missing = _wanted_sheets(book, path, options.sheets)
    tops = {name: _top(book, name, path) for name in wanted}
    filled = [name for name, top in tops.items() if header_position(top) >= 0]
    if not filled:
        hidden = len(book.sheet_names) > len(tops)
        raise nothing_in(path, Reason("rows_on_hidden_sheets") if hidden else Reason("no_rows_in_workbook"))
    best = max(filled, key=lambda name: header_score(tops[name][header_position(tops[name])]))
    header = header_position(tops[best])
    names, depth = named_top(tops[best], header)
    columns = column_names(names, path)
    named = {name: _names_in(tops[name]) for name in filled}
    alike = [name for name in filled if _is_alike(named[name], columns)]
    columns = tuple(dict.fromkeys((*columns, *(one for name in alike for one in named[name]))))
    rows = sum(
        has_content(cells) for name in alike for cells in islice(_cells(book, name, path), _first_row(tops[name]), None)
    )
    notes = [
        *missing,
        *(Reason("sheet_not_read", {"sheet": shown_names([name])}) for name in filled if name not in alike),
    ]
    if len(alike) > 1:
        notes.append(Reason("alike_sheets_read", {"sheets": shown_names(alike)}))
    notes += header_notes(depth)
    if depth <= 1 and _merged_down(_sheet(book, best, path), header):
        notes.append(Reason("merged_cells"))
    return FileLayout(columns, sheet=best, rows=rows, notes=tuple(notes), only_sheets=options.sheets)


def rows(path: Path, known: FileLayout) -> Iterator[SourceRow]:
    """Data rows of the sheet and of those that have the same columns, each numbered on from the one before it."""
    book = _open(path)
    best, before = known.sheet or book.sheet_names[0], 0
    others = [name for name in _wanted_sheets(book, path, known.only_sheets)[0] if name != best]
    named = {name: _names_in(_top(book, name, path)) for name in (*others, best)}
    for name in (best, *(name for name in others if _is_alike(named[name], named[best]))):
        last = before
        for row in _sheet_rows(book, name, path, known.columns):
            last = before + row.number
            yield row._replace(number=last)
        before = last
    _HELD.release()


LEAST_ALIKE = 2
"""Columns that two sheets must have in common to be read together."""


def _is_alike(names: Sequence[str], columns: Sequence[str]) -> bool:
    """Whether a sheet has the columns of another, in any order, or all of its own are among them, or the other way round."""
    own, others = set(names), set(columns)
    return own == others or (
        len(own & others) >= LEAST_ALIKE and header_score(names) >= LEAST_ALIKE and (own <= others or own >= others)
    )


def _first_row(top: list[Sequence[Cell]]) -> int:
    """How many rows of a sheet stand before its data."""
    header = header_position(top)
    return header + named_top(top, header)[1]


def _sheet_rows(book: CalamineWorkbook, name: str, path: Path, columns: Sequence[str]) -> Iterator[SourceRow]:
    """The data rows of a sheet, their cells in the order of ``columns``."""
    top = _top(book, name, path)
    first, names = _first_row(top), _names_in(top)
    width = len(names)
    places = None if names == columns else [names.index(column) if column in names else width for column in columns]
    fault = Reason("cell_beyond_header", {"width": width})
    for number, cells in enumerate(_cells(book, name, path), 1):
        if number > first and has_content(cells):
            plain = [_plain(cell) for cell in cells[:width]]
            if places is not None:
                plain = [plain[place] if place < len(plain) else None for place in places]
            yield SourceRow(number, plain, fault if has_content(cells[width:]) else None)


def _names_in(top: list[Sequence[Cell]]) -> tuple[str, ...]:
    """The column names of a sheet's first rows; none where they hold nothing."""
    header = header_position(top)
    return distinct_names(named_top(top, header)[0]) if header >= 0 else ()


def _merged_down(sheet: CalamineSheet, header: int) -> bool:
    """Whether cells under the header are merged over rows."""
    return any(end[0] > start[0] and end[0] > header + 1 for start, end in sheet.merged_cell_ranges or ())


@dataclass(slots=True)
class _HeldWorkbook:
    """The workbook and the sheet that were read last: several passes go over a sheet, and unfolding it takes longest."""

    file: tuple[object, ...] = ()
    book: CalamineWorkbook | None = None
    name: str = ""
    sheet: CalamineSheet | None = None

    def opened(self, path: Path) -> CalamineWorkbook:
        """The workbook, unfolded again where the file has changed."""
        try:
            found = path.stat()
        except OSError as error:
            raise unreadable(path, error) from error
        file = (path, found.st_ino, found.st_mtime_ns, found.st_size)
        if self.book is None or file != self.file:
            self.release()
            self.book, self.file = _unfolded(path), file
        return self.book

    def sheet_of(self, book: CalamineWorkbook, name: str) -> CalamineSheet:
        """A sheet of an open workbook; raises CalamineError."""
        if self.sheet is None or name != self.name or book is not self.book:
            self.sheet = None
            self.name, self.sheet = name, book.get_sheet_by_name(name)
        return self.sheet

    def release(self) -> None:
        """Hold nothing."""
        self.book = self.sheet = None


_HELD = _HeldWorkbook()


def _open(path: Path) -> CalamineWorkbook:
    return _HELD.opened(path)


def _unfolded(path: Path) -> CalamineWorkbook:
    try:
        with path.open("rb") as file:
            if _ENCRYPTED in file.read(1 << 16):
                raise _locked(path)
            _refuse_bomb(file, path)
            file.seek(0)
            return CalamineWorkbook.from_filelike(file)
    except PasswordError as error:
        raise _locked(path) from error
    except OSError as error:
        raise unreadable(path, error) from error
    except CalamineError as error:
        why = Reason("other_document") if _is_other(path) else Reason("damaged_workbook", {"why": str(error)})
        raise DataRefused(why, where=shown_name(path)) from error


def _is_other(path: Path) -> bool:
    """Whether what is no workbook is a document of Word, PowerPoint or Hangul."""
    with path.open("rb") as file:
        head = file.read(MARKED)
    return any(mark in head for mark in _OTHER_DOCUMENTS)


def _refuse_bomb(file: BinaryIO, path: Path) -> None:
    try:
        with zipfile.ZipFile(file) as parts:
            size = sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return
    if size > MOST_UNPACKED:
        sizes = {"size": f"{size / 1e6:,.0f}", "most": f"{MOST_UNPACKED / 1e6:,.0f}"}
        raise DataRefused(Reason("workbook_too_large", sizes), where=shown_name(path))


def _locked(path: Path) -> DataRefused:
    return DataRefused(Reason("locked_workbook"), where=shown_name(path))


def _visible_sheets(book: CalamineWorkbook) -> list[str]:
    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]


def _wanted_sheets(book: CalamineWorkbook, path: Path, names: Sequence[str]) -> tuple[list[str], list[Reason]]:
    """The sheets that are named, hidden ones too, and what is to be said of names that none has; all visible ones where nothing
    or the workbook itself is named. Raises WrongUsage where no sheet has any of the names."""
    visible, wanted = _visible_sheets(book), set(map(folded_name, names))
    found = [name for name in _sheets(book) if folded_name(name) in wanted]
    if not names or (not found and is_named(path, names)):
        return visible, []
    missing = [name for name in names if folded_name(name) not in set(map(folded_name, found))]
    said = {"names": shown_names(missing), "sheets": shown_names(_sheets(book))}
    if not found:
        raise WrongUsage(Reason("no_such_sheet", said), where=shown_name(path))
    return found, [Reason("sheets_missing", said)] if missing and not is_named(path, missing) else []


def _sheets(book: CalamineWorkbook) -> list[str]:
    return [sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]


def _sheet(book: CalamineWorkbook, name: str, path: Path) -> CalamineSheet:
    try:
        return _HELD.sheet_of(book, name)
    except CalamineError as error:
        place = f"{shown_name(path)}, sheet {mask_text(name)[0]}"
        raise DataRefused(Reason("damaged_sheet", {"why": str(error)}), where=place) from error


def _cells(book: CalamineWorkbook, name: str, path: Path) -> Iterator[Sequence[Cell]]:
    yield from _sheet(book, name, path).iter_rows()


def _top(book: CalamineWorkbook, name: str, path: Path) -> list[Sequence[Cell]]:
    return list(islice(_cells(book, name, path), HEADER_ROWS))


def _plain(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), cell) if "_x" in cell else cell
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    if isinstance(cell, datetime) and cell.microsecond:
        return cell.replace(microsecond=0)
    return cell
