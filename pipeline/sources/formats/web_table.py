"""Tables in web pages, as shops and boards export them under the names of workbooks."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from pipeline.errors import DataRefused, Reason
from pipeline.records import ReadOptions
from pipeline.sources.cells.headless import named_top
from pipeline.sources.formats.delimited import header_position
from pipeline.sources.formats.encoding import detect_encoding
from pipeline.sources.source_kind import (
    HEADER_ROWS,
    FileFormat,
    FileLayout,
    SourceRow,
    column_names,
    has_content,
    header_notes,
    shown_name,
    unreadable,
)

LARGEST = 1 << 27
"""Bytes of a web page that is read."""

MOST_SPANNED = 1_000
"""Columns that a cell may span."""

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]{3,20})", re.IGNORECASE)


class _TableReader(HTMLParser):
    """Collects the cells of all rows; what stands in a table within a cell belongs to that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._row: list[str] | None = None
        self._span = 1
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A row or a cell begins, a line breaks, or what follows is no content."""
        if tag in ("style", "script"):
            self._silent += 1
        elif tag == "tr":
            self._end_row()
            self._row = []
        elif tag in ("td", "th"):
            self._end_cell()
            self._cell, self._span = [], _span(dict(attrs).get("colspan"))
        elif tag in ("br", "p", "div") and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """A row, a cell or what is no content ends."""
        if tag in ("style", "script"):
            self._silent = max(0, self._silent - 1)
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self._end_row()

    def handle_data(self, data: str) -> None:
        """Text within a cell."""
        if self._cell is not None and not self._silent:
            self._cell.append(data)

    def close(self) -> None:
        """End what is open."""
        super().close()
        self._end_row()

    def _end_cell(self) -> None:
        if self._cell is not None and self._row is not None:
            self._row += ["".join(self._cell).strip(), *[""] * (self._span - 1)]
        self._cell = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._row:
            self.rows.append(self._row)
        self._row = None


def _span(text: str | None) -> int:
    return min(int(text), MOST_SPANNED) if text and text.isdecimal() and int(text) else 1


def _table(path: Path, encoding: str) -> list[list[str]]:
    try:
        if path.stat().st_size > LARGEST:
            raise DataRefused(Reason("line_too_long", {"most": f"{LARGEST:,}"}), where=shown_name(path))
        reader = _TableReader()
        reader.feed(path.read_text(encoding=encoding, errors="replace"))
    except OSError as error:
        raise unreadable(path, error) from error
    reader.close()
    return reader.rows


def layout(path: Path, options: ReadOptions) -> FileLayout:
    """Layout of the table; raises DataRefused for a page without one."""
    encoding = options.encoding or _encoding(path)
    rows = _table(path, encoding)
    header = header_position(rows[:HEADER_ROWS])
    if header < 0 or len(rows) < 2 or len(rows[header]) < 2:
        raise DataRefused(Reason("web_page"), where=shown_name(path))
    names, depth = named_top(rows[:HEADER_ROWS], header)
    filled = sum(map(has_content, rows[header + depth :]))
    return FileLayout(column_names(names, path), encoding=encoding, rows=filled, notes=header_notes(depth))


def rows(path: Path, known: FileLayout) -> Iterator[SourceRow]:
    """The rows under the header, numbered as a spreadsheet shows them."""
    table = _table(path, known.encoding or "utf-8")
    header = header_position(table[:HEADER_ROWS])
    _, depth = named_top(table[:HEADER_ROWS], header)
    width = len(known.columns)
    fault = Reason("cell_beyond_header", {"width": width})
    for number, cells in enumerate(table[header + depth :], header + depth + 1):
        if has_content(cells):
            yield SourceRow(number, cells[:width], fault if has_content(cells[width:]) else None)


def _encoding(path: Path) -> str:
    """The encoding that the page names, where it decodes the page, else the one found out."""
    with path.open("rb") as file:
        named = _CHARSET.search(file.read(2_000))
    try:
        return detect_encoding(path, named[1].decode() if named else None)
    except DataRefused:
        return detect_encoding(path, None)


WEB_TABLE = FileFormat(layout, rows)
