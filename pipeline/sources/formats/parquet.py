"""Parquet files, read in batches by pyarrow."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.errors import DataRefused, Reason
from pipeline.records import ReadOptions
from pipeline.sources.source_kind import (
    FileLayout,
    SourceRow,
    UnreadableCell,
    column_names,
    nothing_in,
    shown_name,
    unreadable,
)

BATCH = 8_192
"""Rows turned into Python values at a time."""


def layout(path: Path, options: ReadOptions) -> FileLayout:
    """Layout of the file, from its footer."""
    with _open(path) as file:
        if not file.metadata.num_rows:
            raise nothing_in(path)
        try:
            names = column_names(file.schema_arrow.names, path)
        except ValueError as error:
            raise _damaged(path, error) from error
        return FileLayout(names, rows=file.metadata.num_rows)


def rows(path: Path, known: FileLayout) -> Iterator[SourceRow]:
    """The rows; the first has number 2, as under a header."""
    number = 1
    with _open(path) as file:
        try:
            for batch in file.iter_batches(batch_size=BATCH):
                columns = [python_values(column) for column in batch.columns]
                for cells in zip(*columns, strict=True):
                    number += 1
                    yield SourceRow(number, cells)
        except pa.ArrowMemoryError:
            raise
        except (pa.ArrowException, OSError, ValueError) as error:
            raise _damaged(path, error, number) from error


def _open(path: Path) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(path)
    except pa.ArrowMemoryError:
        raise
    except pa.ArrowException as error:
        raise _damaged(path, error) from error
    except OSError as error:
        raise unreadable(path, error) if error.errno else _damaged(path, error) from error


def _damaged(path: Path, error: Exception, number: int = 0) -> DataRefused:
    place = f"{shown_name(path)}, after row {number}" if number else shown_name(path)
    first_line = str(error).splitlines()[0] if str(error) else type(error).__name__
    return DataRefused(Reason("damaged_parquet", {"why": first_line}), where=place)


def python_values(column: pa.Array) -> list[object]:
    """A column's values as the readers take them: text, numbers, dates; what cannot be read is Unreadable."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return python_values(column.dictionary_decode())
    if pa.types.is_timestamp(kind) and kind.unit == "ns":
        column = pc.cast(column, pa.timestamp("us", kind.tz), safe=False)
    elif pa.types.is_decimal(kind):
        column = pc.cast(column, pa.float64(), safe=False)
    try:
        values = column.to_pylist()
    except (ValueError, OverflowError):
        values = [_value(scalar) for scalar in column]
    return [_decoded(value) if isinstance(value, bytes) else value for value in values]


def _value(scalar: pa.Scalar) -> object:
    try:
        return scalar.as_py()
    except UnicodeDecodeError:
        return UnreadableCell("not UTF-8")
    except (ValueError, OverflowError):
        return UnreadableCell("out of range")


def _decoded(value: bytes) -> str | bytes:
    """Bytes that are text in truth: older programs write strings so."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value
