"""What the pipeline's modules use of DuckDB, so that the store alone imports it."""

from typing import Any, Protocol


class Connection(Protocol):
    """What is used of a connection to DuckDB."""

    def execute(self, query: str, parameters: Any = ..., /) -> Any:
        """Run one statement."""

    def executemany(self, query: str, parameters: Any = ..., /) -> Any:
        """Run one statement for each list of parameters."""

    def register(self, name: str, table: Any, /) -> Any:
        """Give an Arrow table a name in SQL."""

    def unregister(self, name: str, /) -> Any:
        """Remove the name of an Arrow table."""

    def close(self) -> None:
        """End the connection."""


def insert(connection: Connection, table: str, rows: Any) -> None:
    """Add the rows of an Arrow table to a table, columns by name."""
    if rows.num_rows:
        connection.register("incoming", rows)
        connection.execute(f"insert into {table} by name from incoming")
        connection.unregister("incoming")
