"""The page of alerts in words: what it says first, and each alert as a row."""

from collections.abc import Sequence
from datetime import date
from html import escape

from views.files import look
from views.files.alerts import (
    BETTER,
    CLEAR_WEEKS,
    CLOSED,
    NEITHER,
    OPEN,
    WORSE,
    ShownAlert,
    is_current,
    measure_name,
    observed_text,
    on_own_scale,
    place_name,
    state_text,
    topic_of,
    weeks_after,
)
from views.files.printed import Printed, printed_pair
from views.words.labels import View, count


def headline(view: View, shown: Sequence[ShownAlert], is_watched: bool) -> str:
    """How many of the alerts of now mean worse and better; ``is_watched`` is whether anything has a usual level yet."""
    words = view.words
    if not is_watched:
        return words("watch.answer.unknown")
    n = {meaning: sum(one.meaning == meaning for one in shown) for meaning in (WORSE, BETTER, NEITHER)}
    if n[WORSE]:
        key = "both" if n[BETTER] else "worse"
        return words(f"watch.answer.{key}", worse=count(n[WORSE]), better=count(n[BETTER]))
    if n[BETTER]:
        return words("watch.answer.better", better=count(n[BETTER]))
    return words("watch.answer.neither", neither=count(n[NEITHER])) if n[NEITHER] else words("watch.answer.none")


def name(view: View, shown: ShownAlert) -> str:
    """Which figure it is of: 배송 · 분노."""
    series = shown.alert.series
    place, measure = place_name(view, series.touchpoint), measure_name(view, series.measure)
    return measure if topic_of(series.measure) else view.words("watch.row", place=place, measure=measure)


def pair(view: View, shown: ShownAlert) -> Printed:
    """The figures now and before, and their difference, as they are printed."""
    alert = shown.alert
    kind = "share" if alert.is_share else alert.series.measure
    now, before = (on_own_scale(view, alert, figure.value) for figure in (alert.now, alert.before))
    return printed_pair(view.words, kind, now, before)


def change(view: View, shown: ShownAlert) -> look.Change:
    """How its figure changed; an alert is raised of what is sure alone."""
    alert = shown.alert
    difference = pair(view, shown).difference or alert.now.value - alert.before.value
    valence = {WORSE: -1, BETTER: 1}.get(shown.meaning, 0) if alert.is_share else 1
    return look.Change(difference, valence, True, not alert.is_share)


def facts_text(view: View, shown: ShownAlert, last: date) -> str:
    """From when until when, for how many weeks, from how many answers; of what is not one of before, when it was noticed or closed."""
    alert, words = shown.alert, view.words
    kind = "comments" if alert.is_share or alert.series.measure == "tone" else "answers"
    told = [observed_text(view, alert), words(f"watch.{kind}", n=count(alert.now.n))]
    if shown.state != OPEN or is_current(shown, last):
        told.append(state_text(view, shown))
    return " · ".join(told)


def signs(view: View, shown: ShownAlert, last: date) -> str:
    """Whether it meant better or worse, and whether that is sure now, was so up to weeks ago, or is over."""
    words, after = view.words, weeks_after(shown.alert, last)
    why = ""
    if shown.state == CLOSED:
        why = words("watch.over")
    elif after >= CLEAR_WEEKS:
        why = words("watch.unclear_since", weeks=after)
    return f'<span class="o-signs">{look.direction(words, change(view, shown))}{look.certainty(words, not why, why=why)}</span>'


def row(view: View, shown: ShownAlert, last: date) -> str:
    """An alert as a row: what, from when until when, before and now, and its signs."""
    values = pair(view, shown)
    return look.fact(
        name(view, shown),
        facts_text(view, shown, last),
        f"{escape(values.former)} → <b>{escape(values.now)}</b>",
        signs(view, shown, last),
    )
