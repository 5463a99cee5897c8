"""The tables of the layer that a company has learned from its own rated comments."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline.storage.connection import Connection, insert
from pipeline.storage.database_errors import disk_errors
from pipeline.storage.database_file import CONNECTION_CONFIG, attach

TABLES = ("own_layer", "own_layer_language")


_COUNTS, _SHARES = (
    ("complaints", "praise", "contradicting", "measured"),
    ("right_before", "right_after", "gain_low", "gain_high"),
)
_WORD = pa.struct([("word", pa.string()), ("change", pa.float64()), ("comments", pa.int32())])
LANGUAGE_SCHEMA = pa.schema(
    [
        ("language", pa.string()),
        *((name, pa.int32()) for name in _COUNTS),
        *((name, pa.float64()) for name in _SHARES),
        ("words", pa.list_(_WORD)),
    ]
)
"""Columns of the rows of table own_layer_language."""


@dataclass(frozen=True, slots=True)
class OwnLayerRows:
    """The rows of the two tables, columns by name."""

    layer: pa.Table
    languages: pa.Table


def write_layer(connection: Connection, rows: OwnLayerRows | None) -> None:
    """Put a layer in the place of the one that is there; None takes it away."""
    for table in TABLES:
        connection.execute(f"delete from {table}")
    if rows is None:
        return
    for table, content in zip(TABLES, (rows.layer, rows.languages), strict=True):
        insert(connection, table, content)


def layer_content(database: Path) -> bytes | None:
    """The weights of a database's layer; None where it has none, or there is no database yet.

    Raises SchemaMismatch or DatabaseError where the file cannot be read.
    """
    if not database.exists() or not database.stat().st_size:
        return None
    with disk_errors(database), duckdb.connect(":memory:", config=CONNECTION_CONFIG) as connection:
        attach(connection, database)
        there = "select 1 from duckdb_tables() where database_name = 'published' and table_name = 'own_layer'"
        if not connection.execute(there).fetchall():
            return None
        return content_in(connection)


def content_in(connection: Connection) -> bytes | None:
    """As ``layer_content``, on a connection to a database of today's schema."""
    found = connection.execute("select content from own_layer").fetchall()
    return bytes(found[0][0]) if found else None


def learned_count(connection: Connection) -> int:
    """How many rated comments there were when the layer was learned; 0 without one."""
    return int(connection.execute("select coalesce(max(rated_count), 0) from own_layer").fetchall()[0][0])
