"""The sentences of a summary: which emotions have changed where, and what needs a look."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import queries
from views.charts.chart_rows import ChartRow
from views.files.disagreements import disagreement_filters, without_kinds
from views.files.summary_parts import RunQuery, SummarySentence, one_row
from views.words import filter_fields
from views.words.korean_particles import subject
from views.words.labels import View, count, percent, signed

CHANGES = 3
STALE_DAYS = 14
"""Changes named; days without a new answer after which the data are called old."""


def change_sentences(
    view: View, former: queries.Filter | None, run: RunQuery
) -> tuple[tuple[SummarySentence, ...], str]:
    """The clearest changes since ``former``, and a note on what was compared or why nothing could be."""
    words = view.words
    if former is None:
        return (), words("summary.no_former")
    rows = run("emotion_share_change_list", filter=view.filter, other=former, limit=CHANGES).to_pylist()
    if not rows:
        return (), words("summary.changes.few", limit=view.limits.few_below)
    clear = tuple(change_sentence(view, row) for row in rows if row["is_clear"])
    if len(clear) == CHANGES:
        return clear, words("summary.changes.note", comparisons=count(rows[0]["comparisons"]))
    key = "summary.changes.rest" if clear else "summary.changes.none"
    return clear, words(key, comparisons=count(rows[0]["comparisons"]))


def change_sentence(view: View, row: ChartRow) -> SummarySentence:
    """How the share of an emotion changed, from a row of emotion_share_change_list; touchpoint null is all together."""
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


def attention_sentences(view: View, run: RunQuery, today: date) -> Iterator[SummarySentence]:
    """What needs a look: disagreements, answers that were not read, rejected rows, floods, stray dates, data that are old."""
    base = without_kinds(view.filter)
    yield from _disagreements(view, base, run)
    yield from _unread(view, base, run)
    yield from _rejected(view, run)
    yield from _floods(view, run)
    yield from _beyond(view)
    yield from _stale(view, today)


def _disagreements(view: View, base: queries.Filter, run: RunQuery) -> Iterator[SummarySentence]:
    filters = disagreement_filters(view)
    for row in run("disagreement_count", filter=base).to_pylist():
        if row["n"]:
            kind, n = view.words(f"disagreement.{row['kind']}"), count(row["n"])
            text = view.words("summary.look", what=kind, n=n, of_n=count(row["of_n"]))
            yield SummarySentence(row["kind"], text, filters[row["kind"]], row["n"])


def _unread(view: View, base: queries.Filter, run: RunQuery) -> Iterator[SummarySentence]:
    cover = one_row(run, "coverage", filter=base)
    n = (cover["unsupported_language"] or 0) + (cover["empty"] or 0) + (cover["no_answer"] or 0)
    if n:
        found = replace(base, states=("unsupported_language", "empty", "no_answer"))
        yield SummarySentence("unread", view.words("summary.unread", n=count(n)), found, n)


def _rejected(view: View, run: RunQuery) -> Iterator[SummarySentence]:
    n = one_row(run, "rejected_row_count")["n"]
    if n:
        yield SummarySentence("rejected", view.words("summary.set_aside", n=count(n)), None, n)


def _floods(view: View, run: RunQuery) -> Iterator[SummarySentence]:
    """Answers that repeat the same words, where they are not counted once already."""
    found = one_row(run, "flood_count", filter=view.filter)
    if found["same"]:
        numbers = {name: count(found[name]) for name in ("same", "texts", "once")}
        once = replace(view.filter, repeats=("once",))
        yield SummarySentence("floods", view.words("flood.found", **numbers), once, found["same"])


def _beyond(view: View) -> Iterator[SummarySentence]:
    """Stray late dates, which move no period."""
    n = view.facts.beyond
    if n:
        yield SummarySentence("beyond", view.words("summary.beyond", n=count(n), day=view.facts.last_day), None, n)


def _stale(view: View, today: date) -> Iterator[SummarySentence]:
    last = view.facts.last
    days = (today - last).days if last else 0
    if days > STALE_DAYS:
        text = view.words("summary.stale", day=view.facts.last_day, days=count(days))
        yield SummarySentence("stale", text, None, days)
