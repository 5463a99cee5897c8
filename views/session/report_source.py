"""What a report made on the dashboard is asked of: the dashboard's queries, which the gate lets through."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

import queries
from views.access import gate
from views.session import data


@dataclass(frozen=True, slots=True)
class GatedSource:
    """The database of the dashboard, as far as the visitor may see into it (views.files.report_parts.ReportSource)."""

    path: Path
    reads_comments: bool

    @classmethod
    def of_visitor(cls) -> "GatedSource":
        """The database for whoever asks now."""
        return cls(queries.database_path(), gate.may("read"))

    def run(self, name: str, **params: Any) -> pa.Table:
        """The rows of a query. Raises queries.DatabaseError, and access.AccessDenied for a role that may not ask it."""
        return data.run(name, **params)
