"""Parquet files, read in batches by pyarrow."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.errors import DataRefused
from pipeline.records import ReadOptions
from pipeline.sources.shape import Layout, Row, Shape, distinct_names, nothing_in, unreadable

BATCH = 8_192
"""Rows turned into Python values at a time."""


def layout(path: Path, options: ReadOptions) -> Layout:
    """Layout of the file, from its footer."""
    with _open(path) as file:
        if not file.metadata.num_rows:
            raise nothing_in(path)
        return Layout(distinct_names(file.schema_arrow.names), rows=file.metadata.num_rows)


def rows(path: Path, known: Layout) -> Iterator[Row]:
    """The rows; the first has number 2, as under a header."""
    number = 1
    with _open(path) as file:
        try:
            for batch in file.iter_batches(batch_size=BATCH):
                columns = [_values(column) for column in batch.columns]
                for cells in zip(*columns, strict=True):
                    number += 1
                    yield Row(number, cells)
        except (pa.ArrowException, OSError) as error:
            raise _damaged(path, error, number) from error


def _open(path: Path) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(path)
    except pa.ArrowException as error:
        raise _damaged(path, error) from error
    except OSError as error:
        raise unreadable(path, error) if error.errno else _damaged(path, error) from error


def _damaged(path: Path, error: Exception, number: int = 0) -> DataRefused:
    place = f"{path.name}, after row {number}" if number else path.name
    first_line = str(error).splitlines()[0] if str(error) else type(error).__name__
    return DataRefused(f"the Parquet file is damaged ({first_line})", where=place, remedy="write the file again")


def _values(column: pa.Array) -> list[object]:
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _values(column.dictionary_decode())
    if pa.types.is_timestamp(kind) and kind.unit == "ns":
        column = pc.cast(column, pa.timestamp("us", kind.tz), safe=False)
    elif pa.types.is_decimal(kind):
        column = pc.cast(column, pa.float64(), safe=False)
    elif pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return [None if value is None else value.decode("utf-8", "replace") for value in column.to_pylist()]
    return list(column.to_pylist())


PARQUET = Shape(layout, rows)
