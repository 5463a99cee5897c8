"""What summaries and digests are made of: key figures and sentences, as plain values without a screen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

import queries
from views.charts.chart_rows import ChartRow

RunQuery = Callable[..., pa.Table]
"""``run(name, **params)``: the rows of a query."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One number of the head: its name, itself, its interval and n, and how it changed; texts, ready to be shown.

    ``verdict`` is clear, unclear, few (too few to be compared) or none (nothing to compare with).
    """

    name: str
    value: str
    below: str
    change: str
    verdict: str


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence, and the filter that holds the answers behind it, or None."""

    name: str
    text: str
    filter: queries.Filter | None
    n: int | None = None


def one_row(run: RunQuery, name: str, **params: Any) -> ChartRow:
    """The row of a query that has one."""
    row: ChartRow = run(name, **params).to_pylist()[0]
    return row
