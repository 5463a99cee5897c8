"""What a summary is made of: key figures, charts and sentences, as plain values without a screen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

import queries
from views.charts import specs
from views.charts.chart_rows import ChartRow
from views.words.labels import View

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
class SummaryChart:
    """A chart without its place: how its specification is built, rows, and what its marks count (as in drill_down.DrillDown)."""

    name: str
    build: Callable[..., specs.Spec]
    arguments: tuple[Any, ...]
    rows: list[ChartRow]
    counts: str
    table: pa.Table


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence, and the filter that holds the answers behind it, or None."""

    name: str
    text: str
    filter: queries.Filter | None
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """All that the page shows; ``view`` is cut down to the period, ``long_view`` to the year that ends with it."""

    view: View
    long_view: View
    period: str
    figures: tuple[KeyFigure, ...]
    charts: tuple[SummaryChart, ...]
    changes: tuple[SummarySentence, ...]
    changes_note: str
    quotes: tuple[ChartRow, ...]
    attention: tuple[SummarySentence, ...]


def one_row(run: RunQuery, name: str, **params: Any) -> ChartRow:
    """The row of a query that has one."""
    row: ChartRow = run(name, **params).to_pylist()[0]
    return row
