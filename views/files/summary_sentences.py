"""Which emotions have changed where, in sentences with their numbers."""

from typing import Any

import queries
from views.charts.chart_rows import ChartRow
from views.files.printed import printed_pair
from views.files.summary_parts import RunQuery, SummarySentence
from views.words import filter_fields
from views.words.korean_particles import subject
from views.words.labels import View, count

CHANGES = 3


def change_sentences(
    view: View, former: queries.Filter | None, run: RunQuery
) -> tuple[tuple[SummarySentence, ...], str]:
    """The clearest changes since ``former``, and a note on what was compared or why nothing could be."""
    words = view.words
    if former is None:
        return (), words("card.alone")
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
    pair = printed_pair(words, "share", row["value"], row["other_value"], is_clear=bool(row["is_clear"]))
    place = view.touchpoint(row["touchpoint"])
    where = words("summary.everywhere") if row["touchpoint"] is None else words("summary.at", place=place)
    text = words(
        "summary.change.up" if row["difference"] > 0 else "summary.change.down",
        place=where,
        emotion=subject(emotion) if view.language == "ko" else emotion,
        former=pair.former,
        now=pair.now,
        n=count(row["n"]),
        former_n=count(row["other_n"]),
    )
    limits: dict[str, Any] = {"emotions": (row["emotion"],), "states": ("scored",)}
    if row["touchpoint"] is not None:
        limits["touchpoints"] = (row["touchpoint"],)
    return SummarySentence(row["emotion"], text, filter_fields.narrowed(view.filter, **limits))
