"""The sentence on top of the summary: what changed since the former period, where, how sure that is, by rule from checked numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import queries
from views.charts.chart_rows import ChartRow
from views.files.look import Change
from views.files.printed import printed, printed_pair
from views.files.summary_parts import RunQuery, one_row
from views.words import filter_fields
from views.words.korean_particles import subject, thing, topic
from views.words.labels import View, count

MOST_CHANGES = 50
"""Changes looked at: one for each emotion, where it is clearest."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence about one change, its two signs, what it was counted from, and the filter of the answers behind it."""

    text: str
    change: Change
    counted: str
    filter: queries.Filter


@dataclass(frozen=True, slots=True)
class Answer:
    """The headline; the change that it tells, if it tells one; and the change that speaks against it, if there is one."""

    text: str
    told: Told | None = None
    however: Told | None = None


def answer(view: View, run: RunQuery) -> Answer:
    """The headline of the view's answers. Raises queries.DatabaseError.

    The clearest change of an emotion's share since the former period comes first (emotion_share_change_list, which allows for
    the number of comparisons); the other sentence is the clearest change of the other meaning. Where no change is clear, that
    is the headline; where nothing is compared, how things are.
    """
    words, comparison = view.words, view.comparison
    if comparison is None or comparison.former is None:
        return Answer(_state(view, run))
    rows = run("emotion_share_change_list", filter=view.filter, other=comparison.former, limit=MOST_CHANGES).to_pylist()
    if not rows:
        return Answer(words("answer.few", limit=view.limits.few_below))
    return _of_changes(view, [row for row in rows if _pair(view, row).difference])


def _of_changes(view: View, shown: Sequence[ChartRow]) -> Answer:
    """The headline of changes that differ in print, the clearest first."""
    if not shown or not shown[0]["is_clear"]:
        told = _told(view, shown[0], "answer.maybe") if shown else None
        return Answer(view.words("answer.unclear", former=_since(view)), None, told)
    first = _told(view, shown[0], "answer")
    against = next((row for row in shown[1:] if _opposes(view, row, first.change)), None)
    return Answer(first.text, first, _told(view, against, "answer.however") if against else None)


def _state(view: View, run: RunQuery) -> str:
    """How things are, where nothing is compared: mean tone and the most frequent emotion."""
    words = view.words
    tone = one_row(run, "tone", filter=view.filter)
    shares = [row for row in run("emotion_share", filter=view.filter).to_pylist() if row["share"]]
    if tone["tone"] is None or not shares:
        return words("answer.few", limit=view.limits.few_below)
    most = max(shares, key=lambda row: row["share"])
    emotion = view.emotion(most["emotion"])
    return words(
        "answer.state",
        tone=printed("tone", tone["tone"]),
        emotion=topic(emotion) if view.language == "ko" else emotion,
        share=printed("share", most["share"]),
    )


def _since(view: View) -> str:
    return view.comparison.former_name if view.comparison else ""


def _pair(view: View, row: ChartRow) -> Any:
    return printed_pair(view.words, "share", row["value"], row["other_value"])


def _change(view: View, row: ChartRow) -> Change:
    valence = view.emotions[row["emotion"]].valence if row["emotion"] in view.emotions else 0
    return Change(_pair(view, row).difference, valence, bool(row["is_clear"]))


def _opposes(view: View, row: ChartRow, change: Change) -> bool:
    """Whether a change means the contrary of another, and is no trifle."""
    own = _change(view, row)
    return {own.meaning, change.meaning} == {"better", "worse"} and abs(own.difference) >= 1


def _told(view: View, row: ChartRow, key: str) -> Told:
    words, pair, change = view.words, _pair(view, row), _change(view, row)
    is_whole = row["touchpoint"] is None
    emotion, place = view.emotion(row["emotion"]), view.touchpoint(row["touchpoint"])
    what = words("answer.what" if is_whole else "answer.what_at", emotion=emotion, place=place)
    way = "up" if change.difference > 0 else "down"
    text = words(
        f"{key}.{way}",
        former=_since(view),
        what=subject(what) if view.language == "ko" else what,
        before=pair.former,
        now=pair.now,
    )
    counted = words(
        "answer.counted" if is_whole else "answer.counted_at",
        place=thing(place) if view.language == "ko" else place,
        before=count(row["other_n"]),
        now=count(row["n"]),
    )
    limits: dict[str, Any] = {"emotions": (row["emotion"],), "states": ("scored",)}
    if not is_whole:
        limits["touchpoints"] = (row["touchpoint"],)
    return Told(text, change, counted, filter_fields.narrowed(view.filter, **limits))
