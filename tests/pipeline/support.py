"""What tests of whole runs share: rows of a file, a run over files, the command, and a look into the database."""

from pathlib import Path

import duckdb


def ask(database: Path, sql: str) -> list[tuple[object, ...]]:
    """Rows of a query, on a connection of its own."""
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"attach '{database}' as stored (read_only)")
        connection.execute("use stored")
        return connection.execute(sql).fetchall()
