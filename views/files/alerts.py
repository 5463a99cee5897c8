"""Alerts as they are shown, on screen, in a report and by `ondo watch`: titles, why they fired, the answers behind them, quotes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import queries
from queries.alerts.alerts import LEAST_WEEKS, WEEK, Alert, Watched, watch
from queries.alerts.figures import Figure
from queries.alerts.mutes import Mute
from queries.filter import without_refused
from views.charts.topics import is_term
from views.files.summary_parts import RunQuery
from views.words.korean_particles import subject
from views.words.labels import View, count, percent, points, tone_text
from views.words.period_names import day_name, days_name
from views.words.ratings import rating_ends
from views.words.terms import shown_term

TOPIC = "topic:"
"""How the measures of topic volumes begin; the terms of the topic follow."""

MOST_TOPICS, MOST_TERMS = 20, 500
"""Topics watched at most, and terms among which they are looked for, the most frequent first."""

_TO_SUNDAY = WEEK - timedelta(days=1)

CLEAR_WEEKS = 2
"""The latest whole weeks in one of which an alert was sure, if it is called one of now."""

OPEN, MUTED, CLOSED = "open", "muted", "closed"
WORSE, BETTER, NEITHER = "worse", "better", "neither"


@dataclass(frozen=True, slots=True)
class ShownAlert:
    """An alert with its state (open, muted, closed) and what it means for customers (worse, better, neither)."""

    alert: Alert
    state: str
    meaning: str
    mute: Mute | None

    @property
    def filter(self) -> queries.Filter:
        """The answers that are its ``now``."""
        series, until = self.alert.series, self.alert.until + WEEK
        days = queries.Filter(date_from=self.alert.since, date_until=until)
        if topic := topic_of(series.measure):
            return replace(days, topic=topic, states=("scored",))
        return replace(
            days,
            touchpoints=(series.touchpoint,) if series.touchpoint else (),
            emotions=(series.measure,) if self.alert.is_share else (),
        )


def watch_all(view: View, run: RunQuery, until: date | None = None, *, with_topics: bool = False) -> Watched:
    """All alerts of the database, whatever the view's filters are; with ``until`` as they were before that day.

    ``with_topics`` is for those who may read comments: how much is talked of the most frequent topics is watched, too.
    """
    few_below = view.facts.limits_of("customer").few_below
    filter = queries.Filter(date_until=until)
    rows = run("weekly_sum_list", filter=filter).to_pylist()
    if with_topics:
        rows += _topic_rows(run, filter, few_below)
    return watch(rows, few_below)


def _topic_rows(run: RunQuery, filter: queries.Filter, few_below: int) -> list[dict[str, Any]]:
    """The weeks of the topics of the settings, then of the most frequent pairs and words, those that comments enough are about."""
    own = [tuple(row["words"]) for row in run("topic_list").to_pylist()]
    found = run("term_list", filter=filter, limit=MOST_TERMS).to_pylist()
    terms = [row for row in found if row["n"] >= few_below and is_term(row["term"])]
    terms.sort(key=lambda row: (not row["is_pair"], -row["n"], row["term"]))
    topics = list(dict.fromkeys([*own, *((row["term"],) for row in terms)]))[:MOST_TOPICS]
    if not topics:
        return []
    rows = run("weekly_topic_sum_list", filter=filter, topics=[list(topic) for topic in topics]).to_pylist()
    return [{**row, "measure": TOPIC + ", ".join(topics[row["topic"] - 1])} for row in rows]


def topic_of(measure: str) -> str | None:
    """The terms of the topic whose volume a measure is, as a filter has them; None where it is another measure."""
    return measure.removeprefix(TOPIC) if measure.startswith(TOPIC) else None


def summary_text(view: View, watched: Watched, current: int = 0) -> str:
    """How many series are watched up to when, and how many alerts are of now; or why none is watched."""
    if watched.last_week is None:
        return view.words("watch.no_weeks")
    if not watched.series:
        return view.words("watch.no_series", weeks=LEAST_WEEKS, few=view.facts.limits.few_below)
    last = watched.last_week.isoformat()
    return view.words("watch.summary", series=watched.series, now=current, last=last)


def shown_alerts(view: View, watched: Watched, mutes: Mapping[str, Mute], today: date) -> list[ShownAlert]:
    """The alerts, each with its mute: open ones first, of these those that mean worse and then those seen last; closed ones last,
    the latest first."""
    shown = [_shown(view, alert, mutes.get(alert.name), today) for alert in watched.alerts]
    newest = sorted(shown, key=lambda one: one.alert.closed or one.alert.until, reverse=True)
    order = ((OPEN, WORSE), (OPEN, NEITHER), (OPEN, BETTER))
    return sorted(
        newest,
        key=lambda one: (
            order.index((one.state, one.meaning)) if one.state == OPEN else len(order) + (one.state == CLOSED)
        ),
    )


def _shown(view: View, alert: Alert, mute: Mute | None, today: date) -> ShownAlert:
    state = CLOSED if alert.closed else MUTED if mute and mute.holds(today) else OPEN
    return ShownAlert(alert, state, meaning(view, alert), mute if mute and mute.until else None)


def weeks_after(alert: Alert, last: date) -> int:
    """The whole weeks up to the data's last day since an alert was sure."""
    return (last + timedelta(days=1) - alert.until - WEEK).days // 7


def is_current(shown: ShownAlert, last: date) -> bool:
    """Whether an open alert was sure of late, not weeks before the data's last day."""
    return shown.state == OPEN and weeks_after(shown.alert, last) < CLEAR_WEEKS


def needs_attention(shown: ShownAlert, last: date) -> bool:
    """Whether an alert is one of now and means worse."""
    return is_current(shown, last) and shown.meaning == WORSE


def meaning(view: View, alert: Alert) -> str:
    """What an alert means for customers: worse, better or neither."""
    if not alert.is_share:
        return WORSE
    emotion = view.emotions.get(alert.series.measure)
    valence = emotion.valence if emotion else 0
    return WORSE if valence < 0 else BETTER if valence > 0 else NEITHER


def measure_name(view: View, measure: str) -> str:
    """What a measure is called: an emotion, tone, NPS, rating or topic."""
    if topic := topic_of(measure):
        return view.words("watch.topic", topic=shown_term(topic))
    if measure in view.emotions:
        return view.emotion(measure)
    is_mixed = measure == "rating" and view.facts.rating_top == 1
    return view.words("watch.rating_mixed" if is_mixed else f"watch.{measure}")


def place_name(view: View, touchpoint: str | None) -> str:
    """A touchpoint, or all together."""
    return view.words("watch.all") if touchpoint is None else view.touchpoint(touchpoint)


def on_own_scale(view: View, alert: Alert, value: float) -> float:
    """A value of an alert's series as it is shown: a rating, which is watched from 0 to 1, on the scale on which it was given."""
    if alert.series.measure != "rating":
        return value
    low, high = rating_ends(view.facts.rating_top)
    return low + value * (high - low)


def value_text(measure: str, is_share: bool, value: float) -> str:
    """A share, tone, NPS or rating as it is written."""
    if is_share:
        return percent(value)
    writers = {"tone": tone_text, "nps": points}
    return writers[measure](value) if measure in writers else f"{value:.2f}"


def title(view: View, alert: Alert) -> str:
    """What has changed where."""
    name = measure_name(view, alert.series.measure)
    return view.words(
        "watch.rise" if alert.is_share else "watch.fall",
        place=place_name(view, alert.series.touchpoint),
        measure=subject(name) if view.language == "ko" else name,
        before=_value(view, alert, alert.before.value),
        now=_value(view, alert, alert.now.value),
    )


def why(view: View, alert: Alert) -> str:
    """Why the alert fired: what was found, what was to be expected, and how much evidence there was."""
    expected = f"{alert.expected:.1f}" if alert.is_share else _value(view, alert, alert.expected)
    found = f"{alert.now.value * alert.now.n:.0f}" if alert.is_share else _value(view, alert, alert.now.value)
    return view.words(
        "watch.why.share" if alert.is_share else "watch.why.mean",
        days=days_name(view.words, alert.since, alert.until + _TO_SUNDAY, view.facts.last or alert.until),
        n=count(alert.now.n),
        found=found,
        now=_with_interval(view, alert, alert.now),
        expected=expected,
        before=_with_interval(view, alert, alert.before),
        before_n=count(alert.before.n),
        weeks=alert.before_weeks,
        fired=_day(view, alert.fired + _TO_SUNDAY),
    )


def observed_text(view: View, alert: Alert) -> str:
    """From when until when the figures differed for sure, and for how many weeks."""
    last = alert.until + _TO_SUNDAY
    days = days_name(view.words, alert.since, last, view.facts.last or last)
    weeks = (last - alert.since).days // 7 + 1
    return view.words("watch.observed", days=days, weeks=weeks)


def state_text(view: View, shown: ShownAlert) -> str:
    """When it was noticed, until when it is muted by whom, or when and why it closed."""
    words, alert = view.words, shown.alert
    noticed = _day(view, alert.fired + _TO_SUNDAY)
    if alert.closed:
        return words(f"watch.closed.{alert.ended}", noticed=noticed, day=_day(view, alert.closed + _TO_SUNDAY))
    if shown.state == MUTED and shown.mute:
        return words("watch.muted", until=_day(view, shown.mute.until), who=shown.mute.who)
    return words("watch.open", day=noticed)


def _day(view: View, day: date | None) -> str:
    return "" if day is None else day_name(view.words, day, view.facts.last or day)


def quotes(view: View, shown: ShownAlert, run: RunQuery, reads_comments: bool = True) -> list[dict[str, Any]]:
    """Up to three quotes by the rule of quote_list, of those who consent; for who may not read comments of all that is said at
    its touchpoint in its weeks."""
    filter = without_refused(shown.filter, reads_comments)
    found: list[dict[str, Any]] = run("quote_list", filter=filter, language=view.language).to_pylist()
    return found


def _value(view: View, alert: Alert, value: float) -> str:
    return value_text(alert.series.measure, alert.is_share, on_own_scale(view, alert, value))


def _with_interval(view: View, alert: Alert, figure: Figure) -> str:
    return view.words(
        "watch.interval",
        value=_value(view, alert, figure.value),
        low=_value(view, alert, figure.low),
        high=_value(view, alert, figure.high),
    )
