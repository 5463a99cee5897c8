"""The page of actions in words: what it says first, in which group an action stands, and each action as a row."""

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import NamedTuple

from queries.actions import Action
from views.files import look
from views.files.action_goals import goal_text
from views.files.actions import (
    ACTIONS,
    EVENTS,
    SEASON,
    TOO_SOON,
    Change,
    Effect,
    caveat_texts,
    few_text,
    known_from,
    target_text,
    worth_telling,
)
from views.files.alerts import measure_name, place_name
from views.files.printed import Printed, printed_pair
from views.words.korean_particles import subject
from views.words.labels import View, count
from views.words.period_names import day_name

OVERDUE, DOING, PLANNED, CLOSED = "overdue", "doing", "planned", "closed"
GROUPS = (OVERDUE, DOING, PLANNED, CLOSED)

_DOUBTS = {SEASON, EVENTS, ACTIONS}
"""Caveats that stand beside a row; the page says the others of all."""


class Measured(NamedTuple):
    """What was measured of an action: the figures as they are printed, and how they changed."""

    values: Printed
    change: look.Change


def group_of(action: Action, today: date) -> str:
    """Where an action stands on a day: overdue, under way, open, or done or dropped."""
    if action.is_overdue(today):
        return OVERDUE
    return {"planned": PLANNED, "doing": DOING}.get(action.state, CLOSED)


def main_change(effect: Effect) -> Change | None:
    """The change that a row tells: of the measure that the action is for, else the first that is worth it."""
    return next(iter(worth_telling(effect, 1)), None)


def measured(view: View, change: Change) -> Measured:
    """A change as it is printed."""
    assert change.before is not None and change.after is not None
    is_share = change.measure in view.emotions
    values = printed_pair(view.words, "share" if is_share else change.measure, change.after, change.before)
    valence = view.emotions[change.measure].valence if is_share else 1
    return Measured(values, look.Change(values.difference, valence, change.is_clear, not is_share))


def change_name(view: View, action: Action, measure: str) -> str:
    """Which measure of which touchpoint: 배송의 분노."""
    name = measure_name(view, measure)
    if action.touchpoint is None:
        return name
    return view.words("answer.what_at", place=place_name(view, action.touchpoint), emotion=name)


def headline(view: View, effects: Sequence[Effect], today: date) -> tuple[str, Effect | None]:
    """What the page says first, and the action that it is about, if it is one.

    What is overdue for the longest comes first; then the latest effect that is clear and that nothing but a missing year speaks
    against.
    """
    words = view.words
    if not effects:
        return words("action.answer.none"), None
    if overdue := _overdue(effects, today):
        key = "overdue" if overdue[1:] else "overdue_one"
        return words(f"action.answer.{key}", n=count(len(overdue)), what=overdue[0].action.what), overdue[0]
    if latest := _latest_told(effects):
        return _effect_text(view, latest), latest
    n = sum(one.action.is_open for one in effects)
    return words("action.answer.open" if n else "action.answer.closed", n=count(n)), None


def _overdue(effects: Sequence[Effect], today: date) -> list[Effect]:
    """What is overdue, for the longest first."""
    late = (one for one in effects if one.action.is_overdue(today))
    return sorted(late, key=lambda one: (str(one.action.due_on), one.action.number))


def _latest_told(effects: Sequence[Effect]) -> Effect | None:
    told = [one for one in effects if one.is_told and (change := main_change(one)) and change.is_clear]
    return max(told, key=lambda one: (one.action.starts_on, one.action.number), default=None)


def _effect_text(view: View, effect: Effect) -> str:
    change = main_change(effect)
    assert change is not None
    values, name = measured(view, change).values, change_name(view, effect.action, change.measure)
    return view.words(
        "action.answer.effect",
        what=effect.action.what,
        measure=subject(name) if view.language == "ko" else name,
        before=values.former,
        now=values.now,
    )


def line(view: View, effect: Effect, today: date) -> str:
    """An action in a line: what was measured before and after, or that it cannot be told; whose it is and by when it was due."""
    change, words = main_change(effect), view.words
    if change is None:
        said = _untold(view, effect, today)
    else:
        values, name = measured(view, change).values, change_name(view, effect.action, change.measure)
        said = f"{name} {words('action.values', before=values.former, now=values.now)}"
    return " · ".join([said, *terms(view, effect.action, today)])


def terms(view: View, action: Action, today: date) -> list[str]:
    """Whose an action is and by when it is due, as far as that is said."""
    words = view.words
    whose = [words("action.whose", owner=action.owner)] if action.owner else []
    return [*whose, *([words("action.due_on", day=day_name(words, action.due_on, today))] if action.due_on else [])]


def row(view: View, effect: Effect, today: date) -> str:
    """An action as a row: what is done, by whom, by when and to what end, what was before and after, and its signs."""
    change = main_change(effect)
    note = " · ".join(_facts(view, effect.action, today))
    doubts = [text for code, text in zip(effect.caveats, caveat_texts(view, effect), strict=True) if code in _DOUBTS]
    if change is None or change.size == "few":
        return look.fact(effect.action.what, note, "", "", [_untold(view, effect, today), *doubts[:1]])
    found = measured(view, change)
    pair = f"{escape(measure_name(view, change.measure))} {escape(found.values.former)} → <b>{escape(found.values.now)}</b>"
    goal = (
        f'<span class="o-sign">{escape(said)}</span>'
        if (said := goal_text(view, effect.action, effect.goal, today))
        else ""
    )
    return look.fact(effect.action.what, note, pair, look.signs(view.words, found.change) + goal, doubts[:1])


def _untold(view: View, effect: Effect, today: date) -> str:
    """Why nothing is said of what became of an action: it is too soon, and until when, or there are too few answers."""
    if TOO_SOON not in effect.caveats:
        return few_text(view, effect)
    return view.words("action.too_soon", day=day_name(view.words, known_from(effect.action), today))


def _facts(view: View, action: Action, today: date) -> list[str]:
    begun = view.words("action.from_day", day=day_name(view.words, action.starts_on, today))
    found = [place_name(view, action.touchpoint), begun, *terms(view, action, today), target_text(view, action)]
    return [fact for fact in found if fact]
