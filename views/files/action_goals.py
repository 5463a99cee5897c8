"""The goals of actions: what they may be, where their measure stands, and whether it has arrived."""

from dataclasses import dataclass
from datetime import date

import queries
from queries.actions import Action
from views.charts.chart_rows import ChartRow
from views.files.printed import printed, printed_pair
from views.files.summary_parts import RunQuery, one_row
from views.words.labels import View
from views.words.ratings import range_of


@dataclass(frozen=True, slots=True)
class Goal:
    """Whether the measure of an action stands at its target, and whether that is sure: all of its interval does, or none."""

    is_reached: bool
    is_clear: bool


def kind_of(view: View, measure: str) -> str:
    """As what a measure is printed and named in rows: share for an emotion, else its own code."""
    return "share" if measure in view.emotions else measure


def is_better_low(view: View, measure: str) -> bool:
    """Whether less of a measure is better: of an unpleasant emotion."""
    emotion = view.emotions.get(measure)
    return emotion is not None and emotion.valence < 0


def level(view: View, run: RunQuery, measure: str, filter: queries.Filter) -> ChartRow:
    """Where a measure stands in a selection; empty for an emotion that nobody there has."""
    if measure not in view.emotions:
        return one_row(run, measure, filter=filter)
    rows = run("emotion_share", filter=filter).to_pylist()
    return next((row for row in rows if row["emotion"] == measure), {})


def goal_of(view: View, run: RunQuery, action: Action, after: queries.Filter) -> Goal | None:
    """What became of an action's target in the answers since; None without one, or where too few are there to tell."""
    if action.target is None or action.measure is None:
        return None
    kind = kind_of(view, action.measure)
    row = level(view, run, action.measure, after)
    value, target = row.get(kind), action.target
    if value is None or row["low"] is None:
        return None
    sign = -1 if is_better_low(view, action.measure) else 1
    is_reached = sign * printed_pair(view.words, kind, value, target, row).difference >= 0
    ends = (sign * (row["low"] - target) >= 0, sign * (row["high"] - target) >= 0)
    return Goal(is_reached, ends == (is_reached, is_reached))


def goal_text(view: View, action: Action, goal: Goal | None, today: date) -> str:
    """Whether the target is reached, is not yet or was missed, and how sure that is; '' where nothing can be said."""
    if goal is None:
        return ""
    is_over = not action.is_open or action.is_overdue(today)
    found = "reached" if goal.is_reached else "missed" if is_over else "pending"
    sure = view.words(f"sign.{'sure' if goal.is_clear else 'unsure'}")
    return f"{view.words(f'action.target.{found}')} · {sure}"


def refusal(view: View, measure: str, target: float, now: float | None) -> str:
    """Why a measure can have no such target, or none that improves on where it is ``now``; '' where it can."""
    kind = kind_of(view, measure)
    low, high = range_of(kind, view.facts.rating_top)
    if not low <= target <= high:
        return view.words("action.target.outside", low=printed(kind, low), high=printed(kind, high))
    if now is None:
        return ""
    gap = printed_pair(view.words, kind, target, now).difference
    if gap < 0 if not is_better_low(view, measure) else gap > 0:
        return view.words("action.target.worse", value=printed(kind, now))
    return ""
