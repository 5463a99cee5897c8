"""CSV, TSV and their kin: text tables with a comma, semicolon, tab or bar between the cells."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Literal

from pipeline.errors import DataRefused, Reason
from pipeline.records import ReadOptions
from pipeline.sources.cells.columns import header_score
from pipeline.sources.formats.encoding import detect_encoding
from pipeline.sources.formats.quotation_marks import SWALLOWED, UNCLOSED, SwallowedRowsWatch
from pipeline.sources.source_kind import (
    HEADER_ROWS,
    FileFormat,
    FileLayout,
    SourceRow,
    distinct_names,
    has_content,
    nothing_in,
    shown_name,
    unreadable,
)

DELIMITERS = (",", "\t", ";", "|")

NO_DELIMITER = "\x1f"
"""Stands between the cells of files with one column only, in which commas are parts of the comments."""

NO_TABLE = (0, 0.0, 0)
"""Weight of a delimiter that makes no table of a file."""

LONGEST_CELL = 1 << 30
"""Characters that the csv module may collect in one cell before it gives up (its own default is 131,072)."""

SNIFFED_LINES = 200
"""Lines looked at to find the delimiter."""

Quoting = Literal[0, 3]
"""csv.QUOTE_MINIMAL or csv.QUOTE_NONE."""

_END = "\x00end of file\x00"
"""A last line added while counting: swallowed by another cell, it shows that a quotation mark was never closed."""

csv.field_size_limit(LONGEST_CELL)


def quoted_layout(path: Path, options: ReadOptions) -> FileLayout:
    """Layout of a table whose cells may stand in quotation marks."""
    return _layout(path, options, csv.QUOTE_MINIMAL)


def bare_layout(path: Path, options: ReadOptions) -> FileLayout:
    """Layout of a table in which quotation marks mean nothing."""
    return _layout(path, options, csv.QUOTE_NONE)


def quoted_rows(path: Path, layout: FileLayout) -> Iterator[SourceRow]:
    """Data rows of a table whose cells may stand in quotation marks."""
    return _rows(path, layout, csv.QUOTE_MINIMAL)


def bare_rows(path: Path, layout: FileLayout) -> Iterator[SourceRow]:
    """Data rows of a table in which quotation marks mean nothing."""
    return _rows(path, layout, csv.QUOTE_NONE)


def stray_quote(path: Path, layout: FileLayout) -> tuple[int, Reason] | None:
    """The first row in which a quotation mark seems to open a cell by mistake, and why; None where all is well."""
    lines = chain(_lines(path, layout.encoding or "utf-8"), ["\n", _END])
    records = enumerate(csv.reader(lines, delimiter=layout.delimiter or ","), 1)
    suspicion, first = SwallowedRowsWatch(layout), None
    final: tuple[int, list[str]] = (0, [])
    for final in records:
        if first is None and suspicion.holds(final[1]):
            first = final[0]
    if final[1] != [_END]:
        return final[0], UNCLOSED
    return None if first is None else (first, SWALLOWED)


def header_position(rows: Sequence[Sequence[object]]) -> int:
    """Index of the header: the first row with content, or the first that names known columns under title lines."""
    filled = [index for index, cells in enumerate(rows[:HEADER_ROWS]) if has_content(cells) and not _is_hint(cells)]
    if not filled:
        return -1
    first = filled[0]
    if header_score(rows[first]) == 0:
        return next((index for index in filled if header_score(rows[index]) >= 2), first)
    return first


def _is_hint(cells: Sequence[object]) -> bool:
    return str(cells[0]).strip().lower().startswith("sep=") and not has_content(cells[1:])


def _layout(path: Path, options: ReadOptions, quoting: Quoting) -> FileLayout:
    encoding = detect_encoding(path, options.encoding)
    head = list(islice(_lines(path, encoding), SNIFFED_LINES))
    delimiter = _delimiter(head, quoting)
    top = list(islice(_records(path, encoding, delimiter, quoting), HEADER_ROWS))
    header = header_position([cells for _, cells in top])
    if header < 0:
        raise nothing_in(path)
    columns = distinct_names(top[header][1])
    count = sum(has_content(cells) for _, cells in _records(path, encoding, delimiter, quoting)) - sum(
        has_content(cells) for _, cells in top[: header + 1]
    )
    return FileLayout(columns, encoding=encoding, delimiter=delimiter, rows=count)


def _rows(path: Path, layout: FileLayout, quoting: Quoting) -> Iterator[SourceRow]:
    records = _records(path, layout.encoding or "utf-8", layout.delimiter or ",", quoting)
    top = list(islice(records, HEADER_ROWS))
    header = header_position([cells for _, cells in top])
    if header < 0 or distinct_names(top[header][1]) != layout.columns:
        raise DataRefused(Reason("file_changed"), where=shown_name(path))
    width = len(layout.columns)
    suspicion = SwallowedRowsWatch(layout)
    for number, cells in chain(top[header + 1 :], records):
        if has_content(cells):
            is_mixed = suspicion.holds(cells)
            yield SourceRow(number, cells, SWALLOWED if is_mixed else _too_many(cells, width), is_mixed)


def _too_many(cells: Sequence[str], width: int) -> Reason | None:
    if len(cells) <= width or not has_content(cells[width:]):
        return None
    return Reason("too_many_cells", {"value": len(cells), "width": width})


def _records(path: Path, encoding: str, delimiter: str, quoting: Quoting) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(_lines(path, encoding), delimiter=delimiter, quoting=quoting)
    try:
        yield from enumerate(reader, 1)
    except csv.Error as error:
        place = f"{shown_name(path)}, line {reader.line_num}"
        raise DataRefused(Reason("csv_error", {"why": str(error)}), where=place) from error


def _lines(path: Path, encoding: str) -> Iterator[str]:
    try:
        with path.open(encoding=encoding, newline="") as file:
            yield from file
    except UnicodeError as error:
        reason = Reason("wrong_encoding_at", {"encoding": encoding, "why": str(error)})
        raise DataRefused(reason, where=shown_name(path)) from error
    except OSError as error:
        raise unreadable(path, error) from error


def _delimiter(lines: list[str], quoting: Quoting) -> str:
    hinted = lines[0].strip().lower() if lines else ""
    if hinted.startswith("sep=") and len(hinted) == 5:
        return hinted[4]
    weights = {delimiter: _consistency(lines, delimiter, quoting) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: weights[delimiter])
    return NO_DELIMITER if weights[best] == NO_TABLE and _is_one_column(lines, quoting) else best


def _is_one_column(lines: Iterable[str], quoting: Quoting) -> bool:
    """Whether lines under one name are comments with commas in them: they have now more, now fewer."""
    widths = Counter(len(cells) for cells in csv.reader(lines, delimiter=",", quoting=quoting) if has_content(cells))
    return len(widths) > 2 or (len(widths) == 2 and widths[1] > 1)


def _consistency(lines: Iterable[str], delimiter: str, quoting: Quoting) -> tuple[int, float, int]:
    rows = [cells for cells in csv.reader(lines, delimiter=delimiter, quoting=quoting) if has_content(cells)]
    position = header_position(rows)
    if position < 0 or len(rows[position]) < 2:
        return NO_TABLE
    widths = Counter(len(cells) for cells in rows[position:])
    return (header_score(rows[position]), widths[len(rows[position])] / widths.total(), len(rows[position]))


QUOTED = FileFormat(quoted_layout, quoted_rows)
BARE = FileFormat(bare_layout, bare_rows)
