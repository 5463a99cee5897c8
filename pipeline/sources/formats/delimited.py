"""CSV, TSV and their kin: text tables with a comma, semicolon, tab or bar between the cells."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, count, islice
from pathlib import Path
from typing import Literal

from pipeline.errors import DataRefused, Reason
from pipeline.records import ReadOptions
from pipeline.sources.cells.columns import header_score
from pipeline.sources.cells.headless import named_top
from pipeline.sources.formats.encoding import CHUNK, DAMAGED, detect_encoding, has_damage
from pipeline.sources.formats.quotation_marks import SWALLOWED, UNCLOSED, SwallowedRowsWatch
from pipeline.sources.source_kind import (
    HEADER_ROWS,
    MOST_COLUMNS,
    FileFormat,
    FileLayout,
    SourceRow,
    column_names,
    distinct_names,
    has_content,
    header_notes,
    nothing_in,
    shown_name,
    too_many_columns,
    unreadable,
)

DELIMITERS = (",", "\t", ";", "|")

NO_DELIMITER = "\x1f"
"""Stands between the cells of files with one column only, in which commas are parts of the comments."""

NO_TABLE = (0, 0.0, 0)
"""Weight of a delimiter that makes no table of a file."""

LONGEST_LINE = 1 << 24
"""Bytes of a line; a file with a longer one is refused before any of it is taken for text."""

LONGEST_CELL = 1 << 24
"""Characters of a cell, which may go over lines; one that has more began with a quotation mark that nobody closed."""

SNIFFED_LINES = 200
"""Lines looked at to find the delimiter."""

SNIFFED_CHARACTERS = 1 << 24
"""Characters after which no further line is looked at."""

Quoting = Literal[0, 3]
"""csv.QUOTE_MINIMAL or csv.QUOTE_NONE."""

_END = "\x00end of file\x00"
"""A last line added while counting: swallowed by another cell, it shows that a quotation mark was never closed."""

csv.field_size_limit(LONGEST_CELL)


DAMAGED_LETTERS = Reason("damaged_letters")


class UnclosedQuote(DataRefused):
    """A cell goes on and on; ``row`` is the row that it begins in, from 1."""

    def __init__(self, path: Path, row: int) -> None:
        super().__init__(UNCLOSED, where=f"{shown_name(path)}, row {row}")
        self.row = row


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
    """The first row in which a quotation mark seems to open a cell by mistake, and why; None where all is well.

    Raises UnclosedQuote where one opens a cell of more than LONGEST_CELL.
    """
    lines = chain(_lines(path, layout.encoding or "utf-8"), ["\n", _END])
    records = _numbered(lines, path, layout.delimiter or ",", csv.QUOTE_MINIMAL)
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
        known = next((index for index in filled if header_score(rows[index]) >= 2), first)
        return (
            first + 1
            if known == first and first + 1 in filled and _names_codes(rows[first], rows[first + 1])
            else known
        )
    return first


_CODE = re.compile(r"[A-Za-z]{1,4}[_ .-]?\d{1,4}(?:[_.-]\d{1,3}){0,2}$|[Qq]_\w{1,20}$")
LONGEST_QUESTION = 300


def _names_codes(header: Sequence[object], below: Sequence[object]) -> bool:
    """Whether a header has codes alone (Q1, Q2), and the row below the questions that they stand for."""
    codes = [str(cell).strip() for cell in header if str(cell or "").strip()]
    questions = [str(cell).strip() for cell in below if str(cell or "").strip()]
    is_coded = len(codes) > 1 and all(map(_CODE.match, codes))
    is_asked = len(questions) >= len(codes) and not any(
        one[:1].isdigit() or len(one) > LONGEST_QUESTION for one in questions
    )
    return is_coded and is_asked and len(set(questions)) == len(questions)


def _is_hint(cells: Sequence[object]) -> bool:
    return str(cells[0]).strip().lower().startswith("sep=") and not has_content(cells[1:])


def _layout(path: Path, options: ReadOptions, quoting: Quoting) -> FileLayout:
    _refuse_long_lines(path)
    encoding = detect_encoding(path, options.encoding, may_be_damaged=True)
    head = _head(_lines(path, encoding))
    delimiter = _delimiter(head, quoting)
    top = list(islice(_records(path, encoding, delimiter, quoting), HEADER_ROWS))
    header = header_position([cells for _, cells in top])
    if header < 0:
        raise nothing_in(path)
    names, depth = named_top([cells for _, cells in top], header)
    columns = column_names(names, path)
    filled = _count_filled(_records(path, encoding, delimiter, quoting), path) - _count_filled(
        top[: header + depth], path
    )
    return FileLayout(columns, encoding=encoding, delimiter=delimiter, rows=filled, notes=header_notes(depth))


def _count_filled(records: Iterable[tuple[int, list[str]]], path: Path) -> int:
    """How many rows have content; raises DataRefused for a row of more than MOST_COLUMNS, which would take long each time."""
    filled = 0
    for number, cells in records:
        if len(cells) > MOST_COLUMNS:
            raise too_many_columns(len(cells), f"{shown_name(path)}, row {number}")
        filled += has_content(cells)
    return filled


def _rows(path: Path, layout: FileLayout, quoting: Quoting) -> Iterator[SourceRow]:
    records = _records(path, layout.encoding or "utf-8", layout.delimiter or ",", quoting)
    top = list(islice(records, HEADER_ROWS))
    header = header_position([cells for _, cells in top])
    names, depth = named_top([cells for _, cells in top], header) if header >= 0 else ([], 0)
    if header < 0 or distinct_names(names) != layout.columns:
        raise DataRefused(Reason("file_changed"), where=shown_name(path))
    width = len(layout.columns)
    suspicion = SwallowedRowsWatch(layout)
    is_damaged = (layout.encoding or "").endswith(DAMAGED)
    for number, cells in chain(top[header + depth :], records):
        if has_content(cells):
            is_mixed = suspicion.holds(cells)
            fault = SWALLOWED if is_mixed else _too_many(cells, width)
            if is_damaged and fault is None and any(map(has_damage, cells)):
                fault = DAMAGED_LETTERS
            yield SourceRow(number, cells, fault, is_mixed)


def _too_many(cells: Sequence[str], width: int) -> Reason | None:
    if len(cells) <= width or not has_content(cells[width:]):
        return None
    return Reason("too_many_cells", {"value": len(cells), "width": width})


def _records(path: Path, encoding: str, delimiter: str, quoting: Quoting) -> Iterator[tuple[int, list[str]]]:
    return _numbered(_lines(path, encoding), path, delimiter, quoting)


def _numbered(lines: Iterable[str], path: Path, delimiter: str, quoting: Quoting) -> Iterator[tuple[int, list[str]]]:
    """The rows of a file's lines with their numbers, from 1."""
    reader, numbers = csv.reader(lines, delimiter=delimiter, quoting=quoting), count(1)
    try:
        yield from zip(numbers, reader, strict=False)
    except csv.Error as error:
        if "field limit" in str(error):
            raise UnclosedQuote(path, next(numbers) - 1) from error
        place = f"{shown_name(path)}, line {reader.line_num}"
        raise DataRefused(Reason("csv_error", {"why": str(error)}), where=place) from error


def _head(lines: Iterator[str]) -> list[str]:
    """The first lines: SNIFFED_LINES, or fewer that have SNIFFED_CHARACTERS."""
    head, characters = [], 0
    for line in islice(lines, SNIFFED_LINES):
        head.append(line)
        characters += len(line)
        if characters > SNIFFED_CHARACTERS:
            break
    return head


def _refuse_long_lines(path: Path) -> None:
    """Raise DataRefused where a line has more than LONGEST_LINE."""
    try:
        if path.stat().st_size <= LONGEST_LINE:
            return
        with path.open("rb") as file:
            longest = _longest_line(iter(partial(file.read, CHUNK), b""))
    except OSError as error:
        raise unreadable(path, error) from error
    if longest > LONGEST_LINE:
        raise DataRefused(Reason("line_too_long", {"most": f"{LONGEST_LINE:,}"}), where=shown_name(path))


def _longest_line(chunks: Iterable[bytes]) -> int:
    """Bytes without a line's end between them, up to the chunk in which they are more than LONGEST_LINE; lines within a chunk
    do not count."""
    longest = since = 0
    for chunk in chunks:
        first, last = (find(chunk) for find in (_first_end, _last_end))
        longest = max(longest, since + (len(chunk) if first < 0 else first))
        since = since + len(chunk) if last < 0 else len(chunk) - last - 1
        if longest > LONGEST_LINE:
            break
    return longest


def _first_end(chunk: bytes) -> int:
    return min((place for place in map(chunk.find, (b"\n", b"\r")) if place >= 0), default=-1)


def _last_end(chunk: bytes) -> int:
    return max(map(chunk.rfind, (b"\n", b"\r")))


def _lines(path: Path, encoding: str) -> Iterator[str]:
    try:
        codec = encoding.removesuffix(DAMAGED)
        with path.open(encoding=codec, newline="", errors="strict" if codec == encoding else "surrogateescape") as file:
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
