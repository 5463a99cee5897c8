"""The answer of the trends page: which line moved most, from where to where, and how sure that is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from views.charts.chart_rows import ChartRow
from views.charts.time_line import is_within_a_year
from views.charts.trend_measures import Part, TrendMeasure
from views.charts.trend_moves import Move, has_enough
from views.components import empty_states, parts
from views.files import look
from views.files.printed import Printed, printed, printed_pair
from views.session import drill_down, trend_grain
from views.session.current_view import View, count
from views.words.korean_particles import subject
from views.words.period_names import period_of_grain


@dataclass(frozen=True, slots=True)
class Lines:
    """What the page draws: a measure, the dimension it is split by, how each line has moved, the farthest first, what the
    marks of each open, and the points of each. A line is a part of the dimension, None that of all answers together."""

    measure: TrendMeasure
    dimension: str
    moves: Mapping[Part | None, Move]
    marks: Mapping[Part | None, dict[str, str]]
    points: Mapping[Part | None, Sequence[ChartRow]]


def show_answer(view: View, lines: Lines) -> None:
    """The head of the page."""
    if not lines.moves:
        parts.page_head(
            view, "trends", view.words(f"trends.answer.{_why_still(view, lines)}", limit=view.limits.few_below)
        )
        empty_states.offer_all_dates(view)
        return
    part, move = next(iter(lines.moves.items()))
    text = move_text(view, lines, part, move)
    answer = text if move.is_clear else view.words("trends.answer.unclear", what=lines.measure.name(view))
    parts.page_head(view, "trends", answer)
    _show_line(view, lines, part, move, "" if move.is_clear else view.words("trends.answer.most", what=text))


def _why_still(view: View, lines: Lines) -> str:
    """Why no line has a move: no period has answers enough, none of those chosen has, or there is nothing to compare it with."""
    if not has_enough(lines.points):
        return "few"
    chosen = trend_grain.chosen_periods(view)
    inside = {
        line: [row for row in points if chosen is None or chosen[0] <= row["period"] < chosen[1]]
        for line, points in lines.points.items()
    }
    return "one" if has_enough(inside) else "chosen_few"


def _show_line(view: View, lines: Lines, part: Part | None, move: Move, said: str) -> None:
    words, measure = view.words, lines.measure
    counted = words("answer.counted", before=count(move.before["n"]), now=count(move.after["n"]))
    told = [said, counted if measure.counts == "scored" else "", _since(view, measure, move)]
    html = look.signs(words, change(view, measure, move)) + "".join(
        f"<span>{escape(one)}</span>" for one in told if one
    )
    felt_before = measure.is_emotion and move.difference < 0
    mark = {**lines.marks[part], "period": (move.before if felt_before else move.after)["period"]}
    fields = tuple(sorted(mark.items()))
    filter = drill_down.DrillDown("", fields, measure.counts, view.grain).filter(view.filter)
    order = {"tone": "tone_low" if move.difference < 0 else "tone_high"}.get(measure.code, "")
    when = period_of(view, move.before, move) if felt_before else ""
    parts.evidence_line(view, html, filter, "trends_evidence", order, when)


def _since(view: View, measure: TrendMeasure, move: Move) -> str:
    """Where the line is now, if that is neither end of its move."""
    if move.last is move.after:
        return ""
    name = period_of(view, move.last, move)
    return view.words("trends.answer.now", period=name, value=printed(measure.kind, move.last["value"], move.last))


def move_text(view: View, lines: Lines, part: Part | None, move: Move) -> str:
    """The sentence about a move."""
    words, measure = view.words, lines.measure
    pair = pair_of(view, measure, move)
    name = measure.name(view)
    what = words("trends.answer.what", what=name, part=part_name(view, lines.dimension, part)) if part else name
    kind = "share" if measure.is_emotion else "level"
    way = "up" if pair.difference > 0 else "down" if pair.difference < 0 else "same"
    return words(
        f"trends.answer.{kind}.{way}",
        what=subject(what) if view.language == "ko" else what,
        first=period_of(view, move.before, move),
        last=period_of(view, move.after, move),
        before=pair.former,
        now=pair.now,
    )


def part_name(view: View, dimension: str, part: Part) -> str:
    """The name of a line."""
    return view.words("trends.other") if part[1] else view.part(dimension, part[0])


def pair_of(view: View, measure: TrendMeasure, move: Move) -> Printed:
    """Both ends of a move as they are printed, the later one first."""
    return printed_pair(view.words, measure.kind, move.after["value"], move.before["value"], move.after)


def change(view: View, measure: TrendMeasure, move: Move) -> look.Change:
    """A move as its two signs have it."""
    valence = view.emotions[measure.code].valence if measure.is_emotion else 1
    return look.Change(pair_of(view, measure, move).difference, valence, move.is_clear, not measure.is_emotion)


def period_of(view: View, row: ChartRow, move: Move) -> str:
    """The name of a period, with its year where the line reaches farther than months say."""
    first = date.fromisoformat(row["period"])
    is_plain = is_within_a_year([move.before, move.last, row])
    return period_of_grain(view.words, first, view.grain, first if is_plain else None)
