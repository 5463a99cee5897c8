"""What became of an action: the measures at its touchpoint before and after, and what stands in the way of believing it.

Compared are equally long spans up to SPAN days on either side of the day from which it is at work, by the comparison queries.
A season cannot be told from an effect where the same weeks a year before moved too, or where there was no year before.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import queries
from queries.actions import Action
from queries.alerts.alerts import WEEK, Alert, Series, Watched
from views.files.action_goals import Goal, goal_of, is_better_low, kind_of
from views.files.alerts import WORSE, meaning, measure_name, watch_all
from views.files.printed import printed, printed_pair
from views.files.summary_parts import RunQuery, one_row
from views.words.labels import View, count, signed
from views.words.period_names import day_name

SPAN = 84
"""Days looked at, at most, on either side of an action's first day: twelve weeks."""

LEAST_SPAN = 7
LEAD = timedelta(days=28)
"""What happened longer before an action belongs to the level that it began from; what happened later may be what helped."""

YEAR = timedelta(days=364)
"""A year of whole weeks, so that weekdays stay beside each other."""

TOO_SOON, TOO_FEW, SEASON, NO_YEAR_BEFORE, EVENTS, ACTIONS = (
    "too_soon", "too_few", "season", "no_year_before", "events", "actions",
)  # fmt: skip
"""Why what was measured may not be the action's doing, or could not be measured."""


@dataclass(frozen=True, slots=True)
class Change:
    """A measure before and after: counts and values are None where they may not be shown. ``needed`` are answers still to come
    where it is not clear; ``year_before`` is the difference between the same weeks a year before, where that was clear and of the
    same sign. ``recovery_weeks`` are the weeks from the first day until the alert that was then open had closed, None without
    one; ``is_recovering`` is whether it is still open."""

    measure: str
    size: str
    n_before: int | None
    n_after: int | None
    before: float | None
    after: float | None
    difference: float | None
    low: float | None
    high: float | None
    is_clear: bool
    needed: int | None
    year_before: float | None
    recovery_weeks: int | None
    is_recovering: bool


@dataclass(frozen=True, slots=True)
class Effect:
    """What became of an action: the two spans (first days and the day after the last), changes, and caveats by code, with the
    names of events and the numbers of actions that fall into them; ``goal`` is what became of its target, where that can be said."""

    action: Action
    before_from: date
    until: date
    changes: tuple[Change, ...]
    caveats: tuple[str, ...]
    events: tuple[str, ...]
    others: tuple[int, ...]
    goal: Goal | None = None

    @property
    def is_told(self) -> bool:
        """Whether a clear change may be called what goes with the action: nothing speaks against it but a missing year."""
        return not set(self.caveats) - {NO_YEAR_BEFORE} and any(change.is_clear for change in self.changes)


def effects(view: View, run: RunQuery, actions: Sequence[Action], watched: Watched | None = None) -> list[Effect]:
    """What became of each action; ``watched`` are all alerts, where they are known already."""
    if not actions:
        return []
    alerts = [alert for alert in (watched or watch_all(view, run)).alerts if meaning(view, alert) == WORSE]
    return [effect(view, run, action, actions, alerts) for action in actions]


def effect(view: View, run: RunQuery, action: Action, others: Iterable[Action], alerts: Sequence[Alert]) -> Effect:
    """What became of an action by the data's last day."""
    starts_on = action.starts_on
    end = (view.facts.last or starts_on) + timedelta(days=1)
    days = min(SPAN, (end - starts_on).days)
    if days < LEAST_SPAN:
        return Effect(action, starts_on - timedelta(days=SPAN), end, (), (TOO_SOON,), (), ())
    first, until = starts_on - timedelta(days=days), starts_on + timedelta(days=days)
    changes = tuple(_changes(view, run, action, first, until, alerts))
    events = tuple(_events(view, run, action, until))
    in_window = tuple(
        other.number for other in others if other.number != action.number and _concerns(other, action, until)
    )
    after = queries.Filter(touchpoints=_place(action), date_from=starts_on, date_until=until)
    caveats = _caveats(view, changes, first, events, in_window)
    return Effect(action, first, until, changes, caveats, events, in_window, goal_of(view, run, action, after))


def _place(action: Action) -> tuple[str, ...]:
    return (action.touchpoint,) if action.touchpoint else ()


def _caveats(
    view: View, changes: Sequence[Change], first: date, events: Sequence[str], others: Sequence[int]
) -> tuple[str, ...]:
    known_from = date.fromisoformat(view.facts.first_day) if view.facts.first_day else first
    found = {
        TOO_FEW: not any(change.size == "normal" for change in changes),
        SEASON: any(change.is_clear and change.year_before is not None for change in changes),
        NO_YEAR_BEFORE: first - YEAR < known_from,
        EVENTS: bool(events),
        ACTIONS: bool(others),
    }
    return tuple(code for code, holds in found.items() if holds)


def _concerns(other: Action, action: Action, until: date) -> bool:
    shares_place = None in (other.touchpoint, action.touchpoint) or other.touchpoint == action.touchpoint
    return shares_place and action.starts_on - LEAD <= other.starts_on < until and other.state != "dropped"


def _events(view: View, run: RunQuery, action: Action, until: date) -> Iterator[str]:
    """Events near or after the action at its touchpoint or everywhere; not on its very day, which are itself."""
    for row in run("event_list").to_pylist():
        days = {day for day in (row["starts_on"], row["ends_on"]) if day is not None} - {action.starts_on}
        shares_place = None in (row["touchpoint"], action.touchpoint) or row["touchpoint"] == action.touchpoint
        if shares_place and any(action.starts_on - LEAD <= day < until for day in days):
            yield view.event(row)


def _changes(
    view: View, run: RunQuery, action: Action, first: date, until: date, alerts: Sequence[Alert]
) -> Iterator[Change]:
    """The measure that the action is meant for first, then tone, NPS, rating and the emotions in their order."""
    now = dict(_compared(view, run, action, first, until))
    former = dict(_compared(view, run, action, first - YEAR, until - YEAR, starts_on=action.starts_on - YEAR))
    order = sorted(now, key=lambda measure: measure != action.measure)
    for measure in order:
        yield _change(action, measure, now[measure], former.get(measure), alerts)


def _change(
    action: Action, measure: str, row: Mapping[str, Any], former: Mapping[str, Any] | None, alerts: Sequence[Alert]
) -> Change:
    open_then = _alert_at(alerts, Series(action.touchpoint, measure), action.starts_on)
    closed = open_then.closed if open_then else None
    return Change(
        measure,
        row["size"],
        row["other_n"],
        row["n"],
        row["other_value"],
        row["value"],
        row["difference"],
        row["difference_low"],
        row["difference_high"],
        bool(row["is_clear"]) and row["size"] == "normal",
        row["needed"],
        _same_direction(row, former),
        -((action.starts_on - closed - WEEK).days // 7) if closed else None,
        open_then is not None and closed is None,
    )


def _same_direction(row: Mapping[str, Any], former: Mapping[str, Any] | None) -> float | None:
    if former is None or not former["is_clear"] or not row["difference"]:
        return None
    moved: float = former["difference"]
    return moved if moved * row["difference"] > 0 else None


def _alert_at(alerts: Sequence[Alert], series: Series, day: date) -> Alert | None:
    """The alert of a series that was open on a day; or was under way then and fired later."""
    for alert in alerts:
        if alert.series == series and alert.since < day and (alert.closed is None or alert.closed + WEEK > day):
            return alert
    return None


def _compared(
    view: View, run: RunQuery, action: Action, first: date, until: date, starts_on: date | None = None
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Measure -> the row of its comparison, after minus before, where there is anything to compare."""
    middle = starts_on or action.starts_on
    place = _place(action)
    after = queries.Filter(touchpoints=place, date_from=middle, date_until=until)
    before = queries.Filter(touchpoints=place, date_from=first, date_until=middle)
    tone = _tone(run, action.touchpoint, after, before)
    if tone:
        yield "tone", tone
    for score in view.scores:
        row = one_row(run, f"{score}_comparison", filter=after, other=before)
        if row["value"] is not None and row["other_value"] is not None:
            yield score, row
    rows = run("emotion_share_comparison_by_touchpoint", filter=after, other=before).to_pylist()
    yield from ((row["emotion"], row) for row in rows if row["touchpoint"] == action.touchpoint)


def _tone(
    run: RunQuery, touchpoint: str | None, after: queries.Filter, before: queries.Filter
) -> Mapping[str, Any] | None:
    if touchpoint is None:
        return one_row(run, "tone_comparison", filter=after, other=before)
    rows = run("tone_comparison_by_touchpoint", filter=after, other=before).to_pylist()
    return next((row for row in rows if row["touchpoint"] == touchpoint), None)


def worth_telling(effect: Effect, most: int = 4) -> list[Change]:
    """The changes to show: the measure that the action is for, then those that are clear, then tone and scores."""
    ranked = [(_rank(effect.action, change), change) for change in effect.changes if change.difference is not None]
    return [change for rank, change in sorted(ranked, key=lambda one: one[0]) if rank < 3][:most]


def _rank(action: Action, change: Change) -> int:
    if change.measure == action.measure:
        return 0
    if change.is_clear:
        return 1
    return 2 if change.measure in ("tone", "nps", "rating") else 3


def change_text(view: View, change: Change) -> str:
    """A change in a sentence: before, after, difference with interval, numbers, how sure, and how long recovery took."""
    words = view.words
    assert change.before is not None and change.after is not None
    kind = "share" if change.measure in view.emotions else change.measure
    pair = printed_pair(words, kind, change.after, change.before, is_clear=change.is_clear)
    text = words(
        "action.change",
        measure=measure_name(view, change.measure),
        before=pair.former,
        after=pair.now,
        difference=pair.gap,
        low=_gap(kind, change.low),
        high=_gap(kind, change.high),
        n_before=count(change.n_before),
        n_after=count(change.n_after),
        verdict=words(f"verdict.{'clear' if change.is_clear else 'few' if change.size == 'few' else 'unclear'}"),
    )
    return " ".join([text, *_recovery(view, change)])


def _recovery(view: View, change: Change) -> Iterator[str]:
    if change.recovery_weeks is not None:
        yield view.words("action.recovered", weeks=change.recovery_weeks)
    elif change.is_recovering:
        yield view.words("action.recovering")


def _gap(kind: str, end: float | None) -> str:
    """An end of the interval of a difference, of shares in percentage points."""
    return "–" if end is None else signed(100 * end if kind == "share" else end, 0 if kind in ("share", "nps") else 2)


def known_from(action: Action) -> date:
    """The last day of the first week of an action: once there are answers up to it, what became of the action can be seen."""
    return action.starts_on + timedelta(days=LEAST_SPAN - 1)


def caveat_texts(view: View, effect: Effect) -> list[str]:
    """What stands in the way of believing the effect, in sentences."""
    words, first = view.words, effect.action.starts_on
    facts = {
        "events": ", ".join(effect.events),
        "others": ", ".join(map(str, effect.others)),
        "day": day_name(words, known_from(effect.action), view.facts.last or first),
    }
    return [
        few_text(view, effect) if code == TOO_FEW else words(f"action.caveat.{code}", **facts)
        for code in effect.caveats
    ]


def target_text(view: View, action: Action) -> str:
    """Where the measure of an action is to arrive, in words; '' where nothing is said."""
    if action.target is None or action.measure is None:
        return ""
    key = "down" if is_better_low(view, action.measure) else "up"
    name, value = measure_name(view, action.measure), printed(kind_of(view, action.measure), action.target)
    return view.words(f"action.target.{key}", measure=name, value=value)


def few_text(view: View, effect: Effect) -> str:
    """That too few answered to tell, how many did before and after, and how many it takes."""
    change = next((one for one in effect.changes if one.measure == (effect.action.measure or "tone")), None)
    hidden = view.words("number.hidden_below", limit=view.limits.hidden_below)
    before, after = (
        hidden if n is None or n < view.limits.hidden_below else count(n)
        for n in ((change.n_before, change.n_after) if change else (None, None))
    )
    return view.words("action.caveat.too_few", before=before, after=after, limit=view.limits.few_below)
