"""Excel workbooks: XLSX, and the older XLS, by python-calamine."""

import re
import zipfile
from collections.abc import Iterator, Sequence
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

from pipeline.errors import DataRefused
from pipeline.masking.mask import mask_text
from pipeline.records import ReadOptions
from pipeline.sources.cells.columns import header_score
from pipeline.sources.formats.delimited import header_position
from pipeline.sources.source_kind import (
    HEADER_ROWS,
    Cell,
    FileFormat,
    FileLayout,
    RowFault,
    SourceRow,
    distinct_names,
    has_content,
    nothing_in,
    shown_name,
    unreadable,
)

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
MOST_UNPACKED = 1 << 30
"""Bytes of the parts of a workbook. A full sheet of reviews (1,048,576 rows) takes about a quarter of it; calamine holds some
parts in memory, and a file of a few MB can unpack to any size."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def layout(path: Path, options: ReadOptions) -> FileLayout:
    """Layout of the sheet that looks most like a table of feedback: visible, filled, with known column names."""
    book = _open(path)
    tops = {name: _top(book, name, path) for name in _visible_sheets(book)}
    filled = [name for name, top in tops.items() if header_position(top) >= 0]
    if not filled:
        hidden = len(book.sheet_names) > len(tops)
        raise nothing_in(path, "the workbook has no rows" + (" but on hidden sheets" if hidden else ""))
    best = max(filled, key=lambda name: header_score(tops[name][header_position(tops[name])]))
    header = header_position(tops[best])
    columns = distinct_names(tops[best][header])
    rows = sum(has_content(cells) for cells in islice(_cells(book, best, path), header + 1, None))
    notes = [_unread(name, tops[name], columns) for name in filled if name != best]
    if _merged_down(_sheet(book, best, path), header):
        notes.append(
            "some cells are merged over several rows: only the first of them has the value; unmerge and fill them"
        )
    return FileLayout(columns, sheet=best, rows=rows, notes=tuple(notes))


def rows(path: Path, known: FileLayout) -> Iterator[SourceRow]:
    """Data rows of the sheet, numbered as Excel numbers them."""
    book = _open(path)
    name = known.sheet or book.sheet_names[0]
    header = header_position(_top(book, name, path))
    width = len(known.columns)
    for number, cells in enumerate(_cells(book, name, path), 1):
        if number > header + 1 and has_content(cells):
            extra = cells[width:]
            fault = RowFault(f"a cell stands right of the last named column ({width})", "name that column or empty it")
            yield SourceRow(number, [_plain(cell) for cell in cells[:width]], fault if has_content(extra) else None)


def _unread(name: str, top: list[Sequence[Cell]], columns: Sequence[str]) -> str:
    is_alike = distinct_names(top[header_position(top)]) == columns
    cure = ", though it has the same columns; save it as a file of its own to read it too" if is_alike else ""
    return f"sheet {mask_text(name)[0]!r} is not read{cure}"


def _merged_down(sheet: CalamineSheet, header: int) -> bool:
    """Whether cells under the header are merged over rows."""
    return any(end[0] > start[0] and end[0] > header + 1 for start, end in sheet.merged_cell_ranges or ())


def _open(path: Path) -> CalamineWorkbook:
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
        raise DataRefused(
            f"the workbook is damaged or no workbook at all ({error})",
            where=shown_name(path),
            remedy="open it in Excel and save it again as .xlsx, or export it as CSV; unpack an archive first",
        ) from error


def _refuse_bomb(file: BinaryIO, path: Path) -> None:
    try:
        with zipfile.ZipFile(file) as parts:
            size = sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return
    if size > MOST_UNPACKED:
        raise DataRefused(
            f"the workbook would unpack to {size / 1e6:,.0f} MB, more than {MOST_UNPACKED / 1e6:,.0f}",
            where=shown_name(path),
            remedy="split it, or export the sheet as CSV; distrust it if you do not know where it comes from",
        )


def _locked(path: Path) -> DataRefused:
    return DataRefused(
        "the workbook is protected by a password", where=shown_name(path), remedy="save a copy without the password"
    )


def _visible_sheets(book: CalamineWorkbook) -> list[str]:
    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]


def _sheet(book: CalamineWorkbook, name: str, path: Path) -> CalamineSheet:
    try:
        return book.get_sheet_by_name(name)
    except CalamineError as error:
        raise DataRefused(
            f"the sheet is damaged ({error})",
            where=f"{shown_name(path)}, sheet {mask_text(name)[0]}",
            remedy="save the workbook again",
        ) from error


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


EXCEL = FileFormat(layout, rows)
