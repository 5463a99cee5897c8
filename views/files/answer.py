"""The sentence on top of the summary and of a report: what changed since the former period, where, how sure that is, by rule from
checked numbers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import queries
from views.charts.chart_rows import ChartRow
from views.charts.clearness import is_clear_row, is_few_row
from views.files.look import Change
from views.files.printed import Printed, printed, printed_pair
from views.files.summary_parts import RunQuery, one_row
from views.words import filter_fields
from views.words.korean_particles import subject, thing, topic
from views.words.labels import View, count

MOST_CHANGES = 50
"""Changes looked at: one for each emotion, where it is clearest."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence about one change, its two signs, what it was counted from, and the filter of the answers behind it.

    Behind what became rarer are the answers of the period before, whose name is ``when`` then, else "". ``emotion`` is "" for a
    score or the tone; ``touchpoint`` is None for all together.
    """

    text: str
    change: Change
    counted: str
    filter: queries.Filter
    emotion: str = ""
    touchpoint: str | None = None
    when: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The headline; the change that it tells, if it tells one; and the change that speaks against it, if there is one."""

    text: str
    told: Told | None = None
    however: Told | None = None


def answer(view: View, run: RunQuery) -> Answer:
    """The headline of the view's answers. Raises queries.DatabaseError.

    The clearest change of an emotion's share since the former period comes first (emotion_share_change_list, which allows for
    the number of comparisons); the other sentence is the clearest change of the other meaning. Where none is clear, it is a
    clear change of NPS, rating or tone; where there is none of these either, that is the headline; where nothing is compared,
    how things are.
    """
    comparison = view.comparison
    if comparison is None or comparison.former is None:
        return Answer(_state(view, run))
    rows = run("emotion_share_change_list", filter=view.filter, other=comparison.former, limit=MOST_CHANGES).to_pylist()
    shown = [row for row in rows if _pair(view, row).difference]
    if not shown or not shown[0]["is_clear"]:
        return _without_emotion(view, comparison.former, run, shown, is_compared=bool(rows))
    first = _told(view, shown[0], "answer")
    against = next((row for row in shown[1:] if _opposes(view, row, first.change)), None)
    return Answer(first.text, first, _told(view, against, "answer.however") if against else None)


def _without_emotion(
    view: View, former: queries.Filter, run: RunQuery, shown: list[ChartRow], is_compared: bool
) -> Answer:
    """No emotion has clearly changed: what else has, or that nothing has, or that too few are there to tell."""
    levels = list(_levels(view, former, run))
    clear = next((told for told in levels if told.change.is_clear), None)
    if clear:
        return Answer(clear.text, clear)
    if not is_compared and not levels:
        return Answer(view.words("answer.few_compared", former=_since(view), limit=view.limits.few_below))
    return Answer(
        view.words("answer.unclear", former=_since(view)),
        None,
        _told(view, shown[0], "answer.maybe") if shown else None,
    )


def level_line(view: View, told: Told | None, run: RunQuery) -> tuple[str, Change | None]:
    """NPS, or the rating where there is none, in a sentence with what it was before and that change; "" where the headline is of
    it already or too few have answered. Raises queries.DatabaseError."""
    code = next(iter(view.scores), "")
    if not code or (told and not told.emotion):
        return "", None
    words, now = view.words, one_row(run, code, filter=view.filter)
    if now[code] is None:
        return "", None
    what, n = words(f"summary.{code}"), count(now["n"])
    row = one_row(run, f"{code}_comparison", filter=view.filter, other=view.former) if view.former else {}
    if row.get("difference") is None or row["other_value"] is None:
        return words("answer.score", what=what, value=printed(code, now[code], now), n=n), None
    pair = printed_pair(words, code, row["value"], row["other_value"], row, is_clear_row(row))
    text = words("answer.score.compared", what=what, value=pair.now, former=_since(view), before=pair.former, n=n)
    return text, Change(pair.difference, 1, is_clear_row(row), True, is_few_row(row))


def _levels(view: View, former: queries.Filter, run: RunQuery) -> Iterator[Told]:
    """How each score and the tone changed, of those that may be compared."""
    words = view.words
    for code in (*view.scores, "tone"):
        row = one_row(run, f"{code}_comparison", filter=view.filter, other=former)
        if row["difference"] is None or row["value"] is None or row["other_value"] is None:
            continue
        pair = printed_pair(words, code, row["value"], row["other_value"], row, is_clear_row(row))
        change, what = Change(pair.difference, 1, is_clear_row(row), True, is_few_row(row)), words(f"summary.{code}")
        text = _sentence(view, f"answer.level.{_way(change)}", subject(what) if view.language == "ko" else what, pair)
        key = "answer.counted" if code == "tone" else "answer.counted_answers"
        counted = words(key, before=count(row["other_n"]), now=count(row["n"]))
        yield Told(text, change, counted, view.filter)


def _state(view: View, run: RunQuery) -> str:
    """How things are, where nothing is compared: mean tone and the most frequent emotion, else a score."""
    words = view.words
    tone = one_row(run, "tone", filter=view.filter)
    shares = [row for row in run("emotion_share", filter=view.filter).to_pylist() if row["share"]]
    if tone["tone"] is None or not shares:
        return _score_state(view, run)
    most = max(shares, key=lambda row: row["share"])
    emotion = view.emotion(most["emotion"])
    return words(
        "answer.state",
        tone=printed("tone", tone["tone"]),
        emotion=topic(emotion) if view.language == "ko" else emotion,
        share=printed("share", most["share"]),
    )


def _score_state(view: View, run: RunQuery) -> str:
    words = view.words
    for code in view.scores:
        row = one_row(run, code, filter=view.filter)
        if row[code] is not None:
            value = printed(code, row[code], row)
            return words("answer.state_score", what=words(f"summary.{code}"), value=value, n=count(row["n"]))
    return words("answer.few", limit=view.limits.few_below)


def _since(view: View) -> str:
    return view.comparison.former_name if view.comparison else ""


def _pair(view: View, row: ChartRow) -> Printed:
    return printed_pair(view.words, "share", row["value"], row["other_value"], is_clear=bool(row["is_clear"]))


def _change(view: View, row: ChartRow) -> Change:
    valence = view.emotions[row["emotion"]].valence if row["emotion"] in view.emotions else 0
    return Change(_pair(view, row).difference, valence, bool(row["is_clear"]))


def _opposes(view: View, row: ChartRow, change: Change) -> bool:
    """Whether a change means the contrary of another, and is no trifle."""
    own = _change(view, row)
    return {own.meaning, change.meaning} == {"better", "worse"} and abs(own.difference) >= 1


def _way(change: Change) -> str:
    return "up" if change.difference > 0 else "down"


def _sentence(view: View, key: str, what: str, pair: Printed) -> str:
    return view.words(key, former=_since(view), what=what, before=pair.former, now=pair.now)


def _told(view: View, row: ChartRow, key: str) -> Told:
    words, change = view.words, _change(view, row)
    is_whole = row["touchpoint"] is None
    emotion, place = view.emotion(row["emotion"]), view.touchpoint(row["touchpoint"])
    what = words("answer.what" if is_whole else "answer.what_at", emotion=emotion, place=place)
    text = _sentence(view, f"{key}.{_way(change)}", subject(what) if view.language == "ko" else what, _pair(view, row))
    counted = words(
        "answer.counted" if is_whole else "answer.counted_at",
        place=thing(place) if view.language == "ko" else place,
        before=count(row["other_n"]),
        now=count(row["n"]),
    )
    felt_when, when = _when_more_felt_it(view, row)
    filter = behind(felt_when, row["emotion"], row["touchpoint"])
    return Told(text, change, counted, filter, row["emotion"], row["touchpoint"], when)


def _when_more_felt_it(view: View, row: ChartRow) -> tuple[queries.Filter, str]:
    """The period in which an emotion was the more frequent, and its name if that is the former one."""
    if row["difference"] < 0 and view.former is not None:
        return view.former, _since(view)
    return view.filter, ""


def clearest_place(view: View, told: Told, run: RunQuery) -> Told | None:
    """Where a change of an emotion on the whole is clearest, if it is clear at one touchpoint. Raises queries.DatabaseError."""
    if not told.emotion or told.touchpoint is not None or view.former is None:
        return None
    rows = run("emotion_share_change_by_touchpoint_list", filter=view.filter, other=view.former).to_pylist()
    for row in rows:
        is_alike = row["emotion"] == told.emotion and row["difference"] * told.change.difference > 0
        if row["touchpoint"] and is_alike and row["is_clear"]:
            pair, place = _pair(view, row), view.touchpoint(row["touchpoint"])
            return replace(
                _told(view, row, "answer"),
                text=view.words("answer.place", place=place, former=pair.former, now=pair.now),
            )
    return None


def behind(filter: queries.Filter, emotion: str, touchpoint: str | None) -> queries.Filter:
    """The comments of a filter with an emotion at a touchpoint: all that were read where it is "", anywhere where that is None."""
    limits: dict[str, Any] = {"states": ("scored",)}
    if emotion:
        limits["emotions"] = (emotion,)
    if touchpoint is not None:
        limits["touchpoints"] = (touchpoint,)
    return filter_fields.narrowed(filter, **limits)
