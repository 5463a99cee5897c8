"""A digest: what the last day or week brought, in ten lines, each with the filter of the answers behind it.

A section is a function from what is asked about to lines; SECTIONS is where further ones join.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import queries
from views.charts.chart_rows import end_writer, writer
from views.files.summary_figures import key_figures
from views.files.summary_parts import KeyFigure, RunQuery, one_row
from views.files.summary_sentences import change_sentences
from views.words.filter_fields import narrowed
from views.words.labels import View, count, percent

MOST_LINES = 10

DAYS = {"daily": (1, 7), "weekly": (7, 28)}
"""Kind of digest -> its days, and the days before them that it is compared with."""


@dataclass(frozen=True, slots=True)
class DigestLine:
    """A sentence, and the page of the dashboard with the filter that shows what it is about."""

    text: str
    page: str
    filter: queries.Filter


@dataclass(frozen=True, slots=True)
class DigestPeriod:
    """What a digest is about: the view cut down to its days, and the filter of the days before them, None without any."""

    view: View
    former: queries.Filter | None
    days_before: int


@dataclass(frozen=True, slots=True)
class Digest:
    """A title and at most MOST_LINES lines, the most important first."""

    title: str
    lines: tuple[DigestLine, ...]


Section = Callable[[DigestPeriod, RunQuery], Iterable[DigestLine]]


def period_of(view: View, kind: str, today: date) -> DigestPeriod | None:
    """The last whole days of the data: a day that is not over is left out. None where no answer has a date."""
    if view.facts.last is None:
        return None
    days, before = DAYS[kind]
    end = min(view.facts.last, today - timedelta(days=1)) + timedelta(days=1)
    first = end - timedelta(days=days)
    period = replace(view, filter=replace(view.filter, date_from=first, date_until=end))
    former = replace(view.filter, date_from=first - timedelta(days=before), date_until=first)
    begins = date.fromisoformat(view.facts.first_day) if view.facts.first_day else first
    return DigestPeriod(period, former if begins < first else None, before)


def digest_of(period: DigestPeriod, kind: str, run: RunQuery) -> Digest:
    """The digest of a period. Raises queries.DatabaseError."""
    words, first, until = period.view.words, period.view.filter.date_from, period.view.filter.date_until
    assert first and until
    last = until - timedelta(days=1)
    said = str(first) if first == last else words("number.range", low=first, high=last)
    title = words(f"digest.title.{kind}", period=said)
    n = one_row(run, "comment_count", filter=period.view.filter)["n"]
    if not n:
        text = words("digest.answers.few", limit=period.view.limits.hidden_below)
        return Digest(title, (DigestLine(text, "summary", period.view.filter),))
    return Digest(title, tuple(_fitting([[*section(period, run)] for section in SECTIONS])))


def _fitting(sections: list[list[DigestLine]]) -> Iterator[DigestLine]:
    """At most MOST_LINES: the longest sections are cut first, the later of equally long ones."""
    while sum(map(len, sections)) > MOST_LINES:
        longest = max(range(len(sections)), key=lambda place: (len(sections[place]), place))
        sections[longest].pop()
    for lines in sections:
        yield from lines


def _answers(period: DigestPeriod, run: RunQuery) -> Iterator[DigestLine]:
    filter, former = period.view.filter, period.former
    n = one_row(run, "comment_count", filter=filter)["n"]
    before = one_row(run, "comment_count", filter=former)["n"] if former else 0
    text = period.view.words("digest.answers", n=count(n), former_n=count(before), days=period.days_before)
    yield DigestLine(text, "summary", filter)


def _changes(period: DigestPeriod, run: RunQuery) -> Iterator[DigestLine]:
    """The clearest changes, or that none is clear."""
    sentences, note = change_sentences(period.view, period.former, run)
    for sentence in sentences:
        yield DigestLine(sentence.text, "comments", sentence.filter or period.view.filter)
    if not sentences:
        yield DigestLine(note, "journey", period.view.filter)


def _figures(period: DigestPeriod, run: RunQuery) -> Iterator[DigestLine]:
    for figure in key_figures(period.view, period.former, run):
        if figure.name != "capital":
            yield DigestLine(_figure_text(period.view, figure), "summary", period.view.filter)


def _figure_text(view: View, figure: KeyFigure) -> str:
    words = view.words
    text = words("digest.figure", name=words(f"summary.{figure.name}"), value=figure.value, below=figure.below)
    if figure.verdict not in ("clear", "unclear"):
        return text
    return words("digest.figure.change", figure=text, verdict=words(f"verdict.{figure.verdict}"), change=figure.change)


def _lowest(period: DigestPeriod, run: RunQuery) -> Iterator[DigestLine]:
    """The touchpoint of the lowest mean tone, of those that have answers enough to be ranked."""
    view = period.view
    rows = run("tone_by_touchpoint", filter=view.filter).to_pylist()
    ranked = [row for row in rows if row["size"] == "normal" and row["touchpoint"]]
    if len(ranked) > 1:
        row = min(ranked, key=lambda item: item["tone"])
        write, write_end = writer("tone", row), end_writer("tone", row)
        below = view.words(
            "number.interval_n", low=write_end(row["low"]), high=write_end(row["high"]), n=count(row["n"])
        )
        text = view.words(
            "digest.lowest", place=view.touchpoint(row["touchpoint"]), value=write(row["tone"]), below=below
        )
        yield DigestLine(text, "comments", narrowed(view.filter, touchpoints=(row["touchpoint"],), states=("scored",)))


def _coverage(period: DigestPeriod, run: RunQuery) -> Iterator[DigestLine]:
    filter = period.view.filter
    cover, places = one_row(run, "coverage", filter=filter), one_row(run, "touchpoint_coverage", filter=filter)
    text = period.view.words(
        "digest.coverage", n=count(cover["n"]), scored=count(cover["scored"]), share=percent(places["share"])
    )
    yield DigestLine(text, "data", filter)


SECTIONS: tuple[Section, ...] = (_answers, _changes, _lowest, _figures, _coverage)
"""What a digest tells, in its order."""
