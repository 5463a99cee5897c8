"""Tables as files: CSV that Korean Excel opens right, XLSX with a sheet about itself, and Parquet.

No file carries a formula: text that a spreadsheet would take for one gets a leading apostrophe (CSV and XLSX; Parquet
keeps the text as it is).
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import chain, repeat
from typing import IO, Any
from unicodedata import east_asian_width

FORMATS: dict[str, str] = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
"""Format (also the file's suffix) -> media type."""

BOM = b"\xef\xbb\xbf"
"""Tells Excel that a CSV is UTF-8; without it, Korean Excel reads it as cp949."""

_BLANKS = " \n\v\f\u00a0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\u3164\ufeff"
DANGEROUS = f"^(?:[\t\r]|[{_BLANKS}]*[=+\\-@\t\r＝＋－＠﹦﹢﹣﹫−])"
"""How a text begins that a spreadsheet may run as a formula (OWASP, CSV injection), whatever blank comes before."""

CELL_LIMIT = 32_767
SHEET_LIMIT = 1_048_576
"""Characters in a cell and rows in a sheet, both limits of the XLSX format."""

ROWS_A_PIECE = 50_000
"""Rows that are turned into CSV at a time: a million at once would take a gigabyte more."""

ATTRIBUTES = "attributes"
"""Column of export_list with all attributes of an answer."""

SHEETS = ROWS_SHEET, INFO_SHEET = "rows", "about"
LONG_TEXT, LONG_WIDTH, LEAST_WIDTH = 40, 60, 8
"""Characters from which a column is a wide one, the width of such a one, and that of the narrowest."""

MOST_CUT_NAMED = 20
"""Rows with cut cells that are named."""


@dataclass(slots=True)
class ExportCount:
    """What has gone into a file: rows, those of them whose text may not leave the database, and the cut cells' rows."""

    rows: int = 0
    texts_left_out: int = 0
    cut: list[int] = field(default_factory=list)
    """The row of the sheet of each cell that was longer than Excel's cells may be."""


AboutFile = Callable[[ExportCount], Mapping[str, str]]
"""What a file says about itself (label -> text), once all rows are in it."""

Shape = Callable[[Any], Any]
"""Rows of a query, as a table, in the form that a file has them."""


def with_attributes(table: Any, labels: Mapping[str, str]) -> Any:
    """Rows of export_list with a column for each attribute (name -> label) in the place of all in one."""
    import pyarrow as pa

    place = table.column_names.index(ATTRIBUTES)
    found = [dict(pairs or ()) for pairs in table.column(place).to_pylist()]
    table = table.remove_column(place)
    for name, label in labels.items():
        heading = label if label not in table.column_names else f"{label} ({ATTRIBUTES})"
        table = table.append_column(heading, pa.array([own.get(name) for own in found], pa.string()))
    return table


def to_bytes(
    table: Any, format: str, info: Mapping[str, str] | AboutFile | None = None, sheets: tuple[str, str] = SHEETS
) -> bytes:
    """A pyarrow table as the bytes of a file; ``format``, ``info`` and ``sheets`` as ``write`` has them."""
    sink = io.BytesIO()
    about = info if callable(info) else lambda written: dict(info or {})
    write(table.to_reader(ROWS_A_PIECE), sink, format, about, sheets=sheets)
    return sink.getvalue()


def write(
    reader: Any,
    sink: IO[bytes],
    format: str,
    about: AboutFile,
    shape: Shape | None = None,
    sheets: tuple[str, str] = SHEETS,
) -> ExportCount:
    """Write a pyarrow reader's rows into a file as they come, each piece in the ``shape``; ``format`` is a key of FORMATS.
    What it says ``about`` itself fills the XLSX's second sheet and the Parquet's metadata; ``sheets`` are the names of both
    sheets. No rows still make a header. An XLSX is put together in memory.
    """
    written = ExportCount()
    pieces = _counted(reader, written, shape or _as_it_is)
    if format == "csv":
        _csv(pieces, sink)
    elif format == "parquet":
        _parquet(pieces, sink, lambda: dict(about(written)))
    else:
        _xlsx(pieces, sink, lambda: dict(about(written)), written, sheets)
    return written


def _as_it_is(table: Any) -> Any:
    return table


def _counted(reader: Any, written: ExportCount, shape: Shape) -> Iterator[Any]:
    """The rows in tables of one batch each; an empty one where there is none."""
    import pyarrow as pa

    for batch in reader:
        piece = pa.Table.from_batches([batch])
        written.rows += piece.num_rows
        written.texts_left_out += texts_left_out(piece)
        yield shape(piece)
    if not written.rows:
        yield shape(pa.Table.from_batches([], reader.schema))


def _csv(pieces: Iterator[Any], sink: IO[bytes]) -> None:
    from pyarrow import csv

    sink.write(BOM)
    for number, piece in enumerate(pieces):
        csv.write_csv(_harmless(_plain(piece)), sink, csv.WriteOptions(include_header=number == 0))


def _parquet(pieces: Iterator[Any], sink: IO[bytes], about: Callable[[], dict[str, str]]) -> None:
    from pyarrow import parquet

    first = next(pieces)
    with parquet.ParquetWriter(sink, first.schema, compression="zstd", store_schema=False) as writer:
        for piece in chain((first,), pieces):
            writer.write_table(piece)
        writer.add_key_value_metadata({f"ondo.{key}": value for key, value in about().items()})


def _xlsx(
    pieces: Iterator[Any],
    sink: IO[bytes],
    about: Callable[[], dict[str, str]],
    written: ExportCount,
    sheets: tuple[str, str],
) -> None:
    import pyarrow as pa
    import xlsxwriter

    table = pa.concat_tables(pieces)
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(sink, options) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        dates: dict[type, Any] = {
            datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            date: book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        flat = _harmless(_flat(table))
        rows_a_sheet = SHEET_LIMIT - 1
        for number, start in enumerate(range(0, max(1, flat.num_rows), rows_a_sheet)):
            sheet = book.add_worksheet(sheets[0] if number == 0 else f"{sheets[0]} {number + 1}")
            _fill(sheet, flat.slice(start, rows_a_sheet), bold, dates)
        written.cut = _too_long(flat)
        sheet = book.add_worksheet(sheets[1])
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 100)
        for row, (label, text) in enumerate(about().items()):
            sheet.write_string(row, 0, harmless(label), bold)
            sheet.write_string(row, 1, _cut(harmless(str(text))))


def _fill(sheet: Any, table: Any, bold: Any, dates: dict[type, Any]) -> None:
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(table.column_names):
        sheet.write_string(0, column, name, bold)
        sheet.set_column(column, column, _width(name, table.column(column)))
        for row, value in enumerate(table.column(column).to_pylist(), start=1):
            _write(sheet, row, column, value, dates)
    sheet.autofilter(0, 0, table.num_rows, max(0, table.num_columns - 1))


def _width(name: str, column: Any) -> int:
    """The width of a column in letters: as wide as what stands in it, of long texts LONG_WIDTH."""
    shown = [value for value in column.slice(0, 200).to_pylist() if value is not None]
    if any(isinstance(value, str) and len(value) > LONG_TEXT for value in shown):
        return LONG_WIDTH
    texts = [name, *(f"{value:.6g}" if isinstance(value, float) else str(value)[:16] for value in shown)]
    return max(LEAST_WIDTH, 2 + max(sum(1 + (east_asian_width(letter) in "WF") for letter in text) for text in texts))


def _too_long(table: Any) -> list[int]:
    """The rows of a sheet, counted from its header as 1, whose cells are cut."""
    import pyarrow.compute as compute
    import pyarrow.types as kind

    found = []
    for item, column in zip(table.schema, table.columns, strict=True):
        if kind.is_string(item.type) or kind.is_large_string(item.type):
            lengths = compute.utf8_length(column.combine_chunks())
            found += compute.indices_nonzero(compute.greater(lengths, CELL_LIMIT)).to_pylist()
    return sorted(number + 2 for number in found)


def _write(sheet: Any, row: int, column: int, value: Any, dates: dict[type, Any]) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, datetime | date):
        is_day = not isinstance(value, datetime) or value.time() == time()
        sheet.write_datetime(row, column, value, dates[date if is_day else datetime])
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, _cut(str(value)))


def _cut(text: str) -> str:
    return text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - 1] + "…"


def _flat(table: Any) -> Any:
    """Lists and structs as text, whole numbers beyond a spreadsheet's 15 digits as text, decimals as whole numbers."""
    import pyarrow as pa
    import pyarrow.types as kind

    for index, item in enumerate(table.schema):
        column = table.column(index)
        if kind.is_nested(item.type):
            column = pa.array([None if value is None else _listed(value) for value in column.to_pylist()], pa.string())
        elif item.name.endswith("_id") and kind.is_integer(item.type):
            column = column.cast(pa.string())
        elif kind.is_decimal(item.type):
            column = column.cast(pa.float64())
        elif kind.is_float32(item.type):
            column = _rounded(column)
        table = table.set_column(index, item.name, column)
    return table


def _rounded(column: Any) -> Any:
    """A 32-bit number with the six digits it has, so that 0.9 does not read 0.8999999762."""
    import pyarrow as pa
    import pyarrow.compute as compute

    return compute.round(column.cast(pa.float64()), 6)


def _listed(value: Any) -> str:
    return ", ".join(str(item) for item in value) if isinstance(value, list) else str(value)


def _plain(table: Any) -> Any:
    """As ``_flat``, with times to the second as text."""
    import pyarrow.compute as compute
    import pyarrow.types as kind

    table = _flat(table)
    for index, item in enumerate(table.schema):
        if kind.is_timestamp(item.type):
            column = compute.strftime(table.column(index).cast("timestamp[s]", safe=False), format="%Y-%m-%d %H:%M:%S")
            table = table.set_column(index, item.name, column)
    return table


def _harmless(table: Any) -> Any:
    """Text cells that begin as a formula would, and column names likewise, get a leading apostrophe."""
    import pyarrow.compute as compute
    import pyarrow.types as kind

    for index, item in enumerate(table.schema):
        if kind.is_string(item.type) or kind.is_large_string(item.type):
            column = compute.replace_substring_regex(table.column(index), DANGEROUS, r"'\0")
            table = table.set_column(index, item.name, column)
    return table.rename_columns([harmless(name) for name in table.column_names])


def harmless(text: str) -> str:
    """A text with a leading apostrophe if a spreadsheet may take it for a formula."""
    return re.sub(DANGEROUS, r"'\g<0>", text)


def cut_rows(written: ExportCount) -> str:
    """The rows with cut cells, at most MOST_CUT_NAMED of them."""
    rows = list(dict.fromkeys(written.cut))
    return ", ".join(map(str, rows[:MOST_CUT_NAMED])) + (", …" if len(rows) > MOST_CUT_NAMED else "")


def texts_left_out(table: Any) -> int:
    """How many rows of export_list or mention_list have a text that may not leave the database; every mention has one."""
    names = {"consent_quote", "state"} & set(table.column_names)
    columns = {name: table.column(name).to_pylist() for name in names}
    pairs = zip(columns.get("consent_quote", ()), columns.get("state") or repeat("scored"), strict=False)
    return sum(not may_quote and state != "no_text" for may_quote, state in pairs)
