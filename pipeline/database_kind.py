"""What a file is that should be a database of Ondo's: whole or cut off, of another program, of another version."""

import struct
from pathlib import Path

import duckdb

from pipeline.config.settings import OLDEST_SCHEMA_VERSION, SCHEMA_VERSION
from pipeline.errors import DatabaseError, FormerSchema, Reason, SchemaMismatch

_HEADERS = 12_288
"""Bytes of a DuckDB file before its blocks: one header of the file, two of the database, 4,096 bytes each."""

_MAGIC, _MAGIC_AT = b"DUCK", 8

_DATABASE_HEADERS = (4_096, 8_192)
"""Where the database's headers begin; the one with the larger iteration holds."""

_HEADER = struct.Struct("<8xQ16xQQ")
"""Of a database's header: iteration, number of blocks, bytes of a block."""

_KINDS = {
    b"SQLite format 3\0": "SQLite",
    b"PK\x03\x04": "XLSX, ZIP",
    b"PAR1": "Parquet",
    b"\x1f\x8b": "gzip",
    b"%PDF": "PDF",
    b"\xd0\xcf\x11\xe0": "XLS",
}
"""First bytes of a file -> the name of its kind."""


def file_refusal(path: Path, shown_as: Path) -> DatabaseError | None:
    """Why a file cannot be a database, by its size and first bytes; None where nothing speaks against it.

    The error is a SchemaMismatch where the file is of another kind. Raises OSError.
    """
    with open(path, "rb") as file:
        head = file.read(_HEADERS)
        size = file.seek(0, 2)
    if head[_MAGIC_AT : _MAGIC_AT + len(_MAGIC)] != _MAGIC:
        return SchemaMismatch(_other_kind(head), where=str(shown_as))
    whole = _whole_size(head)
    if size < whole and (size < _HEADERS or _is_cut_off(path, size)):
        counts = {"size": f"{size:,}", "whole": f"{whole:,}"}
        return DatabaseError(Reason("database_cut_off", counts), where=str(shown_as))
    return None


def _whole_size(head: bytes) -> int:
    """How many bytes a DuckDB file has with all the blocks that its headers count, in use or not."""
    if len(head) < _HEADERS:
        return _HEADERS
    _, blocks, block_size = max(_HEADER.unpack_from(head, place) for place in _DATABASE_HEADERS)
    return _HEADERS + int(blocks) * int(block_size)


def _is_cut_off(path: Path, size: int) -> bool:
    """Whether a file has fewer blocks than its database uses: unused ones at the end may rightly be gone."""
    connection = duckdb.connect(":memory:")
    try:
        connection.execute("attach $path as looked_at (read_only, type duckdb)", {"path": str(path)})
        used = connection.execute(
            "select block_size * used_blocks from pragma_database_size() where database_name = 'looked_at'"
        ).fetchone()
        return used is None or size < _HEADERS + int(used[0])
    except duckdb.Error:
        return True
    finally:
        connection.close()


def _other_kind(head: bytes) -> Reason:
    if not head:
        return Reason("empty_no_database")
    kind = next((kind for start, kind in _KINDS.items() if head.startswith(start)), None)
    if kind is not None:
        return Reason("no_database_but", {"kind": kind})
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or min(head) >= ord("\t"):
        return Reason("text_no_database")
    return Reason("no_database")


def version_refusal(found: str | None, shown_as: Path) -> SchemaMismatch | None:
    """Why a database with this schema version (None: it has none) is not one of today's; None where it is.

    The error is a FormerSchema where it can be brought up to date.
    """
    where = str(shown_as)
    versions: dict[str, str | int | float] = {"found": str(found), "needed": SCHEMA_VERSION}
    if found is None:
        return SchemaMismatch(Reason("no_database_of_ondo"), where=where)
    if not found.isdecimal() or int(found) < OLDEST_SCHEMA_VERSION:
        return SchemaMismatch(Reason("schema_too_old", versions), where=where)
    if int(found) > SCHEMA_VERSION:
        return SchemaMismatch(Reason("schema_of_later_version", versions), where=where)
    if int(found) < SCHEMA_VERSION:
        return FormerSchema(Reason("schema_of_former_version", {**versions, "database": where}), where=where)
    return None


def engine_refusal(words: str, shown_as: Path) -> DatabaseError | None:
    """Why DuckDB would not open a file, where it says that another program writes or a later DuckDB has written it."""
    if "Could not set lock" in words or "Conflicting lock" in words:
        return DatabaseError(Reason("database_in_use"), where=str(shown_as))
    if "version number" in words:
        return SchemaMismatch(Reason("later_duckdb"), where=str(shown_as))
    return None
