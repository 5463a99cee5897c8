"""The head of a report: NPS or rating, tone, and the two emotions that moved most, each before and now with intervals."""

from dataclasses import dataclass, replace
from typing import Any

import queries
from views.charts.chart_rows import ChartRow
from views.charts.many_comparisons import deviates_from_none, is_clear_among
from views.files.printed_pair import printed, printed_pair
from views.files.report_parts import BETTER, CLEAR, NEITHER, UNCLEAR, WORSE, Interval, KeyNumber, ReportLine, Signs
from views.files.report_style import emotion_colour
from views.files.summary_parts import RunQuery, one_row
from views.words.filter_fields import counts_of, narrowed
from views.words.labels import View, count, rating_scale, rating_text

MOVED = 2
"""Emotions in the head."""

LIMITS: dict[str, tuple[float, float]] = {"nps": (-100, 100), "tone": (-1, 1), "share": (0, 1)}


@dataclass(frozen=True, slots=True)
class Pair:
    """The rows of a measure now and before, how they compare, and whether that is clear; None where there is nothing before."""

    measure: str
    now: ChartRow
    former: ChartRow | None
    change: ChartRow | None
    is_clear: bool = False


def key_numbers(view: View, former: queries.Filter | None, run: RunQuery) -> tuple[KeyNumber, ...]:
    """The first score that there is, tone and the emotions that moved, of the view's answers against those of ``former``."""
    whole = [_whole(view, name, former, run) for name in (*view.scores[:1], "tone")]
    emotions = [_emotion(view, pair) for pair in _moved(view, former, run)]
    return (*whole, *emotions)


def further_lines(view: View, former: queries.Filter | None, run: RunQuery) -> tuple[ReportLine, ...]:
    """Of the measures that the head leaves out: the second score, and emotional capital, in a sentence each."""
    second = [_whole(view, name, former, run) for name in view.scores[1:]]
    lines = [
        ReportLine(" · ".join(part for part in (f"{item.label} {item.value}", item.beside) if part), "nps", item.filter)
        for item in second
        if item.now
    ]
    row = one_row(run, "emotional_capital", filter=view.filter)
    if row["size"] != "hidden" and row["capital"] is not None:
        lines.append(_capital(view, row))
    return tuple(lines)


def meaning_of(direction: int, good: int) -> str:
    """What a direction means for customers, where +1 is ``good`` (or -1, or neither: 0)."""
    return NEITHER if direction * good == 0 else BETTER if direction * good > 0 else WORSE


def _capital(view: View, row: ChartRow) -> ReportLine:
    value = printed("capital", row["capital"])
    which = "even" if value == "0" else "more" if row["capital"] > 0 else "less"
    by = printed("capital", abs(row["capital"])).lstrip("+")
    text = view.words(f"report.capital.{which}", value=value, by=by, **view.emotion_names)
    return ReportLine(text, "journey", view.filter)


def _whole(view: View, name: str, former: queries.Filter | None, run: RunQuery) -> KeyNumber:
    now, then, change = one_row(run, name, filter=view.filter), None, None
    if former is not None:
        then = one_row(run, name, filter=former)
        change = one_row(run, f"{name}_comparison", filter=view.filter, other=former)
    pair = Pair(name, now, then, change, bool(change and change["is_clear"]))
    number = _number(view, pair, view.words(f"report.name.{name}"), None, view.filter, good=1)
    return replace(number, page="journey" if name == "tone" else "nps")


def _moved(view: View, former: queries.Filter | None, run: RunQuery) -> list[Pair]:
    """The emotions whose share moved most clearly; without anything before, those of the largest share."""
    now = {row["emotion"]: row for row in run("emotion_share", filter=view.filter).to_pylist()}
    if former is None:
        largest = sorted(now.values(), key=lambda row: -(row["share"] or 0))[:MOVED]
        return [Pair("share", row, None, None) for row in largest]
    then = {row["emotion"]: row for row in run("emotion_share", filter=former).to_pylist()}
    table = run("emotion_share_comparison", filter=view.filter, other=former)
    changes = [row for row in table.to_pylist() if row["emotion"] in now]
    ranked = sorted(changes, key=lambda row: -_z(row))[:MOVED]
    return [
        Pair("share", now[row["emotion"]], then[row["emotion"]], row, is_clear_among(_z(row), len(changes)))
        for row in ranked
    ]


def _z(row: ChartRow) -> float:
    if row["size"] != "normal" or row["difference"] is None:
        return 0.0
    return deviates_from_none(row["difference"], row["difference_low"], row["difference_high"])


def _emotion(view: View, pair: Pair) -> KeyNumber:
    code = pair.now["emotion"]
    found = narrowed(view.filter, emotions=(code,), states=("scored",))
    valence = view.emotions[code].valence
    number = _number(view, pair, view.emotion(code), emotion_colour(view, code), found, good=valence)
    return replace(number, name=code)


def _number(view: View, pair: Pair, label: str, colour: str | None, filter: queries.Filter, good: int) -> KeyNumber:
    row, words = pair.now, view.words
    n_text = words(f"report.n.{counts_of(pair.measure)}", n=count(row["n"]))
    made = KeyNumber(pair.measure, label, colour, n_text, "–", "", "comments", filter, _limits(pair.measure, row))
    if row["size"] == "hidden":
        why = words("number.hidden_below", limit=view.limits.hidden_below)
        return replace(made, beside=words(f"empty.no_{counts_of(pair.measure)}") if row["n"] == 0 else why)
    now = _interval(row, pair.measure)
    value = _written(pair.measure, row)
    change = pair.change
    if pair.former is None or change is None:
        return replace(made, value=value, now=now, beside=words("summary.no_former"))
    if change["difference"] is None:
        return replace(made, value=value, now=now, beside=words("report.former_few"))
    return _changed(view, made, pair, now, good)


def _changed(view: View, made: KeyNumber, pair: Pair, now: Interval, good: int) -> KeyNumber:
    assert pair.change is not None and pair.former is not None
    top = pair.change.get("top")
    values = pair.change["other_value"], pair.change["value"]
    printed_both = printed_pair(view, pair.measure, *values, top, pair.is_clear)
    direction = printed_both.direction
    signs = Signs(direction, meaning_of(direction, good), CLEAR if pair.is_clear else UNCLEAR)
    is_same_scale = pair.measure != "rating" or (pair.now["top"] == pair.former["top"] == top)
    value = rating_text(values[1], top) if pair.measure == "rating" else printed_both.now
    beside = view.words("report.beside", former=printed_both.former, difference=printed_both.difference)
    former = _interval(pair.former, pair.measure) if is_same_scale and pair.former["size"] != "hidden" else None
    return replace(made, value=value, beside=beside, now=now, former=former, signs=signs)


def _written(measure: str, row: ChartRow) -> str:
    return rating_text(row["rating"], row["top"]) if measure == "rating" else printed(measure, row[measure])


def _limits(measure: str, row: ChartRow) -> tuple[float, float]:
    if measure != "rating":
        return LIMITS[measure]
    low, high = rating_scale(row["top"] or 5).split("–")
    return float(low), float(high)


def _interval(row: ChartRow, measure: str) -> Interval:
    value: Any = row[measure]
    return Interval(value, value if row["low"] is None else row["low"], value if row["high"] is None else row["high"])
