"""What a report is made of, as plain values without HTML: sentences with the page that shows what they are about, two signs, numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

import queries
from views.charts.chart_rows import ChartRow
from views.words.labels import View

BETTER, WORSE, NEITHER = "better", "worse", "neither"
CLEAR, UNCLEAR = "clear", "unclear"


@dataclass(frozen=True, slots=True)
class Signs:
    """Direction and certainty, which are never merged: where a number went (+1, 0, -1), what that means for customers (better,
    worse, neither), and whether it is clear."""

    direction: int
    meaning: str
    certainty: str


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A sentence, the page of the dashboard with the filter that shows what it is about, and what it means, if anything."""

    text: str
    page: str
    filter: queries.Filter
    signs: Signs | None = None


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A title, the sentences under it, the page on which the rest stands, and what is said of all of them."""

    title: str
    lines: tuple[ReportLine, ...]
    page: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """A number of the head: its name, itself, and how it changed, ready to be shown, and the intervals before and now.

    ``beside`` is the former value and the difference, or why there is none. ``limits`` are the ends that the measure can take.
    """

    name: str
    label: str
    colour: str | None
    n_text: str
    value: str
    beside: str
    page: str
    filter: queries.Filter
    limits: tuple[float, float]
    now: Interval | None = None
    former: Interval | None = None
    signs: Signs | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer: one sentence, how sure it is, how many comments are behind it, where it shows most, in whose words."""

    headline: ReportLine
    evidence: str
    place: ReportLine | None = None
    quote_label: str = ""
    quote: ChartRow | None = None
    also: ReportLine | None = None


@dataclass(frozen=True, slots=True)
class MovedTopic:
    """A topic, its share of the comments before and now (0 to 1, and as printed), and what that means; of few comments nothing."""

    name: str
    former: float
    now: float
    former_text: str
    now_text: str
    signs: Signs
    filter: queries.Filter
    is_few: bool = False


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
    """All that a report says before its stories. ``view`` is cut down to the period; ``dashboard`` is its address, "" for none."""

    view: View
    dashboard: str
    period: str
    filters: str
    n_text: str
    former_label: str
    answer: Answer
    numbers: tuple[KeyNumber, ...]
    further: tuple[ReportLine, ...]
    trend: Trend | None
    topics: tuple[MovedTopic, ...]
    attention: tuple[ReportLine, ...]
    journey: JourneyMap | None
    quotes: Sequence[ChartRow]
    sections: tuple[ReportSection, ...]
