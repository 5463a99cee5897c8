"""What the summary says, on screen and in a report: a period beside the one before it, changes, quotes, what to look at.

Knows no screen: it asks queries through a function and hands back plain values and sentences.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

import queries
from views.charts import specs
from views.charts.axes import days, is_crowded, measure, reach, texts
from views.charts.chart_rows import ChartRow, by_valence, series
from views.words import filter_fields
from views.words.korean_particles import subject
from views.words.labels import DatabaseFacts, View, count, percent, points, signed, tone_text
from views.words.theme import TONE_POSITIVE

RunQuery = Callable[..., pa.Table]
"""``run(name, **params)``: the rows of a query."""

SPANS: tuple[str, ...] = ("90", "28", "365", "all")
"""Days looked at, back from the last, where the filters name no first day; "all" looks at everything."""

CHANGES = 3
STALE_DAYS = 14
TREND_DAYS = 365
"""Changes told; days without a new answer after which the data are called old; days that a trend reaches back."""

CHART_HEIGHT = 206
"""Pixels of each of the three charts: with them the page fits one screen."""


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
    """A chart without its place: how its specification is built, rows, and what its marks count (as in drill.Drill)."""

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
    pictures: tuple[SummaryChart, ...]
    changes: tuple[SummarySentence, ...]
    changes_note: str
    quotes: tuple[ChartRow, ...]
    attention: tuple[SummarySentence, ...]


def disagreement_filters(view: View) -> dict[str, dict[str, tuple[str, ...]]]:
    """Kinds of disagreement -> the filter that finds exactly their comments (METRICS, NPS and emotion together)."""
    complaints = tuple(code for code, emotion in view.emotions.items() if emotion.is_complaint)
    return {
        "promoter_with_complaint": {"nps_bands": ("promoter",), "emotions": complaints},
        "quiet_detractor": {"nps_bands": ("detractor",), "valences": ("positive", "neutral")},
        "full_marks_with_complaint": {"rating_bands": ("full",), "emotions": complaints},
    }


def narrowed(view: View, span: str) -> tuple[View, queries.Filter | None]:
    """The view cut down to the period, and the filter of the equally long period before it, if that has any days."""
    chosen = view.filter
    if chosen.date_from is None and (span == "all" or not view.facts.last_day):
        return view, None
    end = chosen.date_until or _end(view.facts)
    if end is None:
        return view, None
    first = chosen.date_from or end - timedelta(days=int(span))
    period = replace(chosen, date_from=first, date_until=end)
    former = replace(chosen, date_from=first - (end - first), date_until=first) if first < end else None
    begins = view.facts.first_day and date.fromisoformat(view.facts.first_day)
    has_former = former is not None and begins is not None and begins < first
    return replace(view, filter=period), former if has_former else None


def summarise(view: View, span: str, run: RunQuery, today: date) -> Summary:
    """The summary of the view's answers, of ``span`` days where the filters name no first day.

    Raises queries.DatabaseError.
    """
    cut, former = narrowed(view, span)
    long = _long(cut)
    return Summary(
        cut,
        long,
        _period(cut, former),
        _figures(cut, former, run),
        tuple(
            picture
            for picture in (_nps(long, run) or _tone(long, run), _emotions(cut, run), _capital(long, run))
            if picture
        ),
        *_changes(cut, former, run),
        tuple(run("quote_list", filter=cut.filter).to_pylist()),
        tuple(_attention(cut, run, today)),
    )


def _long(view: View) -> View:
    first, until = view.filter.date_from, view.filter.date_until
    if first is None or until is None:
        return view
    return replace(view, filter=replace(view.filter, date_from=min(first, until - timedelta(days=TREND_DAYS))))


def _end(facts: DatabaseFacts) -> date | None:
    return date.fromisoformat(facts.last_day) + timedelta(days=1) if facts.last_day else None


def _span_text(view: View, filter: queries.Filter) -> str:
    assert filter.date_from and filter.date_until
    return view.words("number.range", low=filter.date_from, high=filter.date_until - timedelta(days=1))


def _period(view: View, former: queries.Filter | None) -> str:
    words = view.words
    if view.filter.date_from is None or view.filter.date_until is None:
        return words("summary.period.all")
    if former is None:
        return words("summary.period.alone", period=_span_text(view, view.filter))
    return words("summary.period", period=_span_text(view, view.filter), former=_span_text(view, former))


def _one(run: RunQuery, name: str, **params: Any) -> ChartRow:
    return run(name, **params).to_pylist()[0]


def _figures(view: View, former: queries.Filter | None, run: RunQuery) -> tuple[KeyFigure, ...]:
    nps, tone = (_one(run, name, filter=view.filter) for name in ("nps", "tone"))
    capital = _one(run, "emotional_capital", filter=view.filter)
    pairs = {"nps": None, "tone": None}
    if former is not None:
        pairs = {name: _one(run, f"{name}_comparison", filter=view.filter, other=former) for name in pairs}
    capital_change = {
        "difference": capital["difference"],
        "difference_low": capital["difference_low"],
        "difference_high": capital["difference_high"],
        "is_clear": capital["is_clear"],
        "other_value": capital["former"],
        "size": capital["size"] if capital["difference"] is not None else "hidden",
        "n": capital["n"],
        "other_n": None,
        "needed": None,
    }
    return (
        _figure(view, "nps", nps, points, pairs["nps"]),
        _figure(view, "tone", tone, tone_text, pairs["tone"]),
        _figure(view, "capital", capital, points, capital_change if former is not None else None),
    )


def _figure(
    view: View, name: str, row: ChartRow, write: Callable[[float | None], str], pair: ChartRow | None
) -> KeyFigure:
    words = view.words
    if not row["n"] and row["size"] == "hidden" and row["n"] is not None:
        missing = words("world.no_nps" if name == "nps" else "world.no_scored")
        return KeyFigure(name, "–", missing, "", "none")
    if row["size"] == "hidden":
        few = words("number.hidden_below", limit=view.limits.hidden_below)
        below = few if row["n"] is None else words("number.hidden_n", n=count(row["n"]))
        return KeyFigure(name, words("number.hidden"), below, "", "none")
    below = words("number.interval_n", low=write(row["low"]), high=write(row["high"]), n=count(row["n"]))
    few = f"{words('number.few')} · " if row["size"] == "few" else ""
    return KeyFigure(name, write(row[name]), few + below, *_change(view, write, pair))


def _change(view: View, write: Callable[[float | None], str], pair: ChartRow | None) -> tuple[str, str]:
    words = view.words
    if pair is None:
        return words("summary.no_former"), "none"
    if pair["difference"] is None:
        return words("summary.former_few"), "few"
    text = words(
        "summary.change",
        former=write(pair["other_value"]),
        difference=write(pair["difference"]),
        low=write(pair["difference_low"]),
        high=write(pair["difference_high"]),
    )
    if pair["is_clear"]:
        return text, "clear"
    needed = max(pair["needed"] or 0, pair.get("other_needed") or 0)
    return text + (" " + words("summary.needed", n=count(needed)) if needed else ""), "unclear"


def _nps(view: View, run: RunQuery) -> SummaryChart | None:
    table = run("nps_by_period", filter=view.filter, grain=view.grain)
    return _trend(view, "nps", table, view.palette.accent, "nps")


def _tone(view: View, run: RunQuery) -> SummaryChart | None:
    table = run("tone_by_period", filter=view.filter, grain=view.grain)
    return _trend(view, "tone", table, TONE_POSITIVE, "scored")


def _capital(view: View, run: RunQuery) -> SummaryChart | None:
    table = run("emotional_capital_by_period", filter=view.filter, grain=view.grain)
    return _trend(view, "capital", table, TONE_POSITIVE, "scored")


def _trend(view: View, name: str, table: pa.Table, colour: str, counts: str) -> SummaryChart | None:
    shown, limits = series(view, table.to_pylist(), name), days(view, table)
    if limits is None or not shown.drawn:
        return None
    words = view.words
    title = words(f"summary.trend.{name}")
    made = replace(texts(view, title, words(f"summary.trend.{name}.alt"), words(f"word.{name}")), period="")
    axis = replace(measure(view, name, reach(shown, name)), title="")
    form = (colour, limits, (), view.dark, CHART_HEIGHT, is_crowded(shown))
    return SummaryChart(name, specs.trend, (made, axis, *form), shown.rows, counts, table)


def _emotions(view: View, run: RunQuery) -> SummaryChart | None:
    words, table = view.words, run("emotion_share", filter=view.filter)
    shown = by_valence(view, table.to_pylist())
    if not shown.drawn:
        return None
    made = texts(view, words("summary.emotions"), words("summary.emotions.alt"), words("word.share"))
    top = min(1.0, max(0.05, shown.highest() * 1.25))
    rows = [row for row in shown.rows if row["n_text"]]
    order = tuple(row["emotion_text"] for row in rows)
    axis = replace(measure(view, "share", (0, top)), title="")
    return SummaryChart("emotions", _bars, (made, axis, order, view.dark), rows, "scored", table)


def _bars(texts: specs.ChartTexts, axis: specs.Measure, order: tuple[str, ...], dark: bool) -> specs.Spec:
    return specs.emotion_bars(texts, axis, order, (), dark) | {"height": CHART_HEIGHT}


def _changes(view: View, former: queries.Filter | None, run: RunQuery) -> tuple[tuple[SummarySentence, ...], str]:
    words = view.words
    if former is None:
        return (), words("summary.no_former")
    rows = run("emotion_share_change_list", filter=view.filter, other=former, limit=CHANGES).to_pylist()
    if not rows:
        return (), words("summary.changes.few", limit=view.limits.few_below)
    clear = tuple(_told_change(view, row) for row in rows if row["is_clear"])
    if len(clear) == CHANGES:
        return clear, words("summary.changes.note", comparisons=count(rows[0]["comparisons"]))
    key = "summary.changes.rest" if clear else "summary.changes.none"
    return clear, words(key, comparisons=count(rows[0]["comparisons"]))


def _told_change(view: View, row: ChartRow) -> SummarySentence:
    words, emotion = view.words, view.emotion(row["emotion"])
    place = view.touchpoint(row["touchpoint"])
    where = words("summary.everywhere") if row["touchpoint"] is None else words("summary.at", place=place)
    text = words(
        "summary.change.up" if row["difference"] > 0 else "summary.change.down",
        place=where,
        emotion=subject(emotion) if view.language == "ko" else emotion,
        former=percent(row["other_value"]),
        now=percent(row["value"]),
        difference=signed(100 * row["difference"], 1),
        n=count(row["n"]),
        former_n=count(row["other_n"]),
    )
    limits: dict[str, Any] = {"emotions": (row["emotion"],), "states": ("scored",)}
    if row["touchpoint"] is not None:
        limits["touchpoints"] = (row["touchpoint"],)
    return SummarySentence(row["emotion"], text, filter_fields.narrowed(view.filter, **limits))


def _attention(view: View, run: RunQuery, today: date) -> list[SummarySentence]:
    words = view.words
    filters = disagreement_filters(view)
    base = replace(view.filter, emotions=(), leading_emotions=(), valences=(), nps_bands=(), rating_bands=(), states=())
    found = [
        SummarySentence(
            row["kind"],
            words(
                "summary.look", what=words(f"disagreement.{row['kind']}"), n=count(row["n"]), of_n=count(row["of_n"])
            ),
            replace(base, states=("scored",), **filters[row["kind"]]),
            row["n"],
        )
        for row in run("disagreement_count", filter=base).to_pylist()
        if row["n"]
    ]
    cover = _one(run, "coverage", filter=base)
    unread = (cover["unsupported_language"] or 0) + (cover["empty"] or 0)
    if unread:
        states = ("unsupported_language", "empty")
        found.append(
            SummarySentence("unread", words("summary.unread", n=count(unread)), replace(base, states=states), unread)
        )
    aside = _one(run, "rejected_row_count")["n"]
    if aside:
        found.append(SummarySentence("set_aside", words("summary.set_aside", n=count(aside)), None, aside))
    last = view.facts.last_day
    if last and (today - date.fromisoformat(last)).days > STALE_DAYS:
        old = (today - date.fromisoformat(last)).days
        found.append(SummarySentence("stale", words("summary.stale", day=last, days=count(old)), None, old))
    return found
