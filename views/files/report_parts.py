"""What a report is made of, as plain values without HTML: the parts of the summary, and sentences with the page that shows what they
are about."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa

import queries
from views.charts.chart_rows import ChartRow
from views.charts.moved_topics import MovedTopic
from views.files.answer import Answer
from views.files.attention import LookItem
from views.files.key_cards import KeyCard
from views.files.look import Change
from views.words.labels import View


class ReportSource(Protocol):
    """What a report is asked of: a database, or the dashboard's way to one, which lets through what its reader may see."""

    @property
    def path(self) -> Path:
        """The database file."""

    @property
    def reads_comments(self) -> bool:
        """Whether the reader may read comments one by one, and what is only told to those who may."""

    def run(self, name: str, **params: Any) -> pa.Table:
        """The rows of a query."""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A sentence, the page of the dashboard with the filter that shows what it is about, and the change that it tells, if any."""

    text: str
    page: str
    filter: queries.Filter
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A title, the sentences under it, the page on which the rest stands, and what is said of all of them."""

    title: str
    lines: tuple[ReportLine, ...]
    page: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the change that the answer tells shows most, and a quote with the name of its period; None where there is none."""

    place: ReportLine | None = None
    quote_label: str = ""
    quote: ChartRow | None = None


@dataclass(frozen=True, slots=True)
class HeatCell:
    """The tone at a touchpoint in a period: hidden, few or normal; the text is "·" where it is hidden or nobody spoke of it."""

    text: str
    value: float | None
    size: str
    filter: queries.Filter


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A touchpoint with a cell for each period."""

    label: str
    cells: tuple[HeatCell, ...]
    filter: queries.Filter


@dataclass(frozen=True, slots=True)
class JourneyMap:
    """The journey over time: the rows, in journey order, the periods' names, what got worst, the range of n, and how many
    touchpoints are left out."""

    rows: tuple[HeatRow, ...]
    periods: tuple[str, ...]
    worst: ReportLine | None
    note: str
    left_out: int


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A period of a trend; value and ends are None where they are hidden, ``place`` counts periods from 0."""

    place: float
    label: str
    year: str
    text: str
    value: float | None
    low: float | None
    high: float | None
    is_complete: bool
    is_few: bool = False


@dataclass(frozen=True, slots=True)
class TrendEvent:
    """An event beside a trend: its name, its day, and where it stands between the periods."""

    name: str
    day: str
    place: float


@dataclass(frozen=True, slots=True)
class Trend:
    """One measure over time with the events that concern the view; ``limits`` are the ends that the measure can take."""

    title: str
    description: str
    points: tuple[TrendPoint, ...]
    events: tuple[TrendEvent, ...]
    note: str
    limits: tuple[float, float]
    page: str
    filter: queries.Filter


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report says before its stories. ``view`` is cut down to the period; ``dashboard`` is its address, "" for none;
    ``links_comments`` is whether sentences lead to comments too, which not every reader may open."""

    view: View
    dashboard: str
    period: str
    filters: str
    n_text: str
    answer: Answer
    score: tuple[str, Change | None]
    evidence: Evidence
    cards: tuple[KeyCard, ...]
    further: tuple[ReportLine, ...]
    trend: Trend | None
    topics: tuple[MovedTopic, ...]
    looks: tuple[LookItem, ...]
    journey: JourneyMap | None
    quotes: Sequence[ChartRow]
    sections: tuple[ReportSection, ...]
    links_comments: bool = True
