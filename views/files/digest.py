"""A digest: what the last day or week brought, in ten lines, each with the filter of the answers behind it.

A section is a function from what is asked about to lines; SECTIONS is where further ones join.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import queries
from queries.actions import Action, read_actions
from queries.alerts.mutes import read_mutes
from views.charts.chart_rows import end_writer, writer
from views.charts.rising_topics import rising_topics
from views.charts.topic_rows import filter_of_topic, rising_text
from views.charts.topics import TopicSource
from views.files.alerts import ShownAlert, is_current, observed_text, place_name, shown_alerts, watch_all
from views.files.alerts import title as alert_title
from views.files.summary_figures import key_figures
from views.files.summary_parts import KeyFigure, one_row
from views.files.summary_sentences import change_sentences
from views.words.filter_fields import narrowed
from views.words.labels import View, count, percent
from views.words.period_names import Comparison, period_name

MOST_LINES = 10
MOST_ALERTS, MOST_RISING, MOST_ACTIONS = 4, 2, 3
"""Lines of a digest, and those among them of alerts, rising topics and actions at most."""

RISING = timedelta(days=28)
"""The days of which rising_topics says what rises."""

DAYS = {"daily": (1, 7), "weekly": (7, 28)}
"""Kind of digest -> its days, and the days before them that it is compared with."""


@dataclass(frozen=True, slots=True)
class DigestLine:
    """A sentence, and the page of the dashboard with the filter that shows what it is about."""

    text: str
    page: str
    filter: queries.Filter


@dataclass(frozen=True, slots=True)
class DigestPeriod:
    """What a digest is about: the view cut down to its days, with the days before them as its comparison; as of ``today``."""

    view: View
    days_before: int
    today: date

    @property
    def former(self) -> queries.Filter | None:
        """The filter of the days before; None without any."""
        return self.view.former

    @property
    def until(self) -> date:
        """The day after its last one."""
        assert self.view.filter.date_until
        return self.view.filter.date_until

    @property
    def whole(self) -> queries.Filter:
        """What is asked about, whatever the days."""
        return replace(self.view.filter, date_from=None, date_until=None)


@dataclass(frozen=True, slots=True)
class Digest:
    """A title and at most MOST_LINES lines, the most important first."""

    title: str
    lines: tuple[DigestLine, ...]


Section = Callable[[DigestPeriod, queries.Warehouse], Iterable[DigestLine]]


def period_of(view: View, kind: str, today: date) -> DigestPeriod | None:
    """The last whole days of the data: a day that is not over is left out. None where no answer has a date."""
    if view.facts.last is None:
        return None
    days, before = DAYS[kind]
    end = min(view.facts.last, today - timedelta(days=1)) + timedelta(days=1)
    first = end - timedelta(days=days)
    former = replace(view.filter, date_from=first - timedelta(days=before), date_until=first)
    begins = date.fromisoformat(view.facts.first_day) if view.facts.first_day else first
    compared = Comparison(
        period_name(view.words, first, end - timedelta(days=1), ""),
        view.words("period.days_before", n=before),
        former if begins < first else None,
    )
    chosen = replace(view.filter, date_from=first, date_until=end)
    return DigestPeriod(replace(view, filter=chosen, comparison=compared), before, today)


def digest_of(period: DigestPeriod, kind: str, source: queries.Warehouse) -> Digest:
    """The digest of a period. Raises queries.DatabaseError, and WrongUsage where a file beside the database is damaged."""
    words, first = period.view.words, period.view.filter.date_from
    last = period.until - timedelta(days=1)
    said = str(first) if first == last else words("number.range", low=first, high=last)
    n = one_row(source.run, "comment_count", filter=period.view.filter)["n"]
    sections = SECTIONS if n else WITHOUT_ANSWERS
    lines = _fitting([[*section(period, source)] for section in sections])
    return Digest(words(f"digest.title.{kind}", period=said), tuple(lines))


def _fitting(sections: list[list[DigestLine]]) -> Iterator[DigestLine]:
    """At most MOST_LINES: the longest sections are cut first, the later of equally long ones."""
    while sum(map(len, sections)) > MOST_LINES:
        longest = max(range(len(sections)), key=lambda place: (len(sections[place]), place))
        sections[longest].pop()
    for lines in sections:
        yield from lines


def _alerts(period: DigestPeriod, source: queries.Warehouse) -> Iterator[DigestLine]:
    """The alerts of now at the touchpoints asked about, those for the worse first; none where other filters narrow the digest,
    for alerts are raised on all customers' answers."""
    view = period.view
    if replace(period.whole, touchpoints=()) != queries.Filter():
        return
    shown = shown_alerts(
        view,
        watch_all(view, source.run, period.until, with_topics=source.reads_comments),
        read_mutes(source.path),
        period.today,
    )
    last = period.until - timedelta(days=1)
    found = [one for one in shown if is_current(one, last) and _is_asked_about(period, one.alert.series.touchpoint)]
    texts = _counted(view, "digest.alerts", [_alert_text(view, one) for one in found])
    for one, text in zip(found[:MOST_ALERTS], texts, strict=False):
        yield DigestLine(text, "comments", one.filter)


def _alert_text(view: View, one: ShownAlert) -> str:
    return view.words(
        "digest.alert",
        title=alert_title(view, one.alert),
        meaning=view.words(f"watch.{one.meaning}"),
        state=observed_text(view, one.alert),
        n=count(one.alert.now.n),
    )


def _is_asked_about(period: DigestPeriod, touchpoint: str | None) -> bool:
    return not period.view.filter.touchpoints or touchpoint in period.view.filter.touchpoints


def _few_answers(period: DigestPeriod, _: queries.Warehouse) -> Iterator[DigestLine]:
    text = period.view.words("digest.answers.few", limit=period.view.limits.hidden_below)
    yield DigestLine(text, "summary", period.view.filter)


def _rising(period: DigestPeriod, source: queries.Warehouse) -> Iterator[DigestLine]:
    """Topics that more talk of in the last four weeks than chance explains; employees' are not listed."""
    view = period.view
    if view.filter.audience != "customer":
        return
    last_weeks = replace(view.filter, date_from=period.until - RISING)
    found = rising_topics(TopicSource.of(source.run, queries.read_notes(source.path)), view.filter, MOST_RISING)
    for topic in found:
        text = view.words("digest.rising", topic=rising_text(view, topic))
        yield DigestLine(text, "comments", filter_of_topic(last_weeks, topic))


def _actions(period: DigestPeriod, source: queries.Warehouse) -> Iterator[DigestLine]:
    """What is planned or under way at the touchpoints asked about; first what should have begun by now, the longest ago first."""
    view = period.view
    if view.filter.audience != "customer":
        return
    open_ones = [
        action
        for action in read_actions(source.path)
        if action.state in ("planned", "doing") and _is_asked_about(period, action.touchpoint)
    ]
    open_ones.sort(key=lambda action: (not _is_overdue(period, action), action.starts_on, action.number))
    texts = _counted(view, "digest.actions", [_action_text(period, action) for action in open_ones])
    for action, text in zip(open_ones[:MOST_ACTIONS], texts, strict=False):
        places = (action.touchpoint,) if action.touchpoint else ()
        yield DigestLine(text, "actions", queries.Filter(touchpoints=places))


def _counted(view: View, key: str, texts: list[str]) -> list[str]:
    """The texts; the first of several says how many there are, as not all may find room."""
    if len(texts) < 2:
        return texts
    return [view.words(key, n=count(len(texts)), first=texts[0]), *texts[1:]]


def _is_overdue(period: DigestPeriod, action: Action) -> bool:
    """Whether an action should be at work and has not begun."""
    return action.state == "planned" and action.starts_on < period.today


def _action_text(period: DigestPeriod, action: Action) -> str:
    words = period.view.words
    state = "digest.action.overdue" if _is_overdue(period, action) else f"action.state.{action.state}"
    facts = (place_name(period.view, action.touchpoint), words(state), str(action.starts_on), action.owner)
    said = ", ".join(fact for fact in facts if fact)
    return words("digest.action", number=action.number, what=action.what, facts=said)


def _answers(period: DigestPeriod, source: queries.Warehouse) -> Iterator[DigestLine]:
    filter, former, run = period.view.filter, period.former, source.run
    n = one_row(run, "comment_count", filter=filter)["n"]
    before = one_row(run, "comment_count", filter=former)["n"] if former else 0
    text = period.view.words("digest.answers", n=count(n), former_n=count(before), days=period.days_before)
    yield DigestLine(text, "summary", filter)


def _changes(period: DigestPeriod, source: queries.Warehouse) -> Iterator[DigestLine]:
    """The clearest changes, or that none is clear."""
    sentences, note = change_sentences(period.view, period.former, source.run)
    for sentence in sentences:
        yield DigestLine(sentence.text, "comments", sentence.filter or period.view.filter)
    if not sentences:
        yield DigestLine(note, "journey", period.view.filter)


def _figures(period: DigestPeriod, source: queries.Warehouse) -> Iterator[DigestLine]:
    for figure in key_figures(period.view, period.former, source.run):
        yield DigestLine(_figure_text(period.view, figure), "summary", period.view.filter)


def _figure_text(view: View, figure: KeyFigure) -> str:
    words = view.words
    text = words("digest.figure", name=words(f"summary.{figure.name}"), value=figure.value, below=figure.below)
    if figure.verdict not in ("clear", "unclear"):
        return text
    return words("digest.figure.change", figure=text, verdict=words(f"verdict.{figure.verdict}"), change=figure.change)


def _lowest(period: DigestPeriod, source: queries.Warehouse) -> Iterator[DigestLine]:
    """The touchpoint of the lowest mean tone, of those that have answers enough to be ranked."""
    view = period.view
    rows = source.run("tone_by_touchpoint", filter=view.filter).to_pylist()
    ranked = [row for row in rows if row["size"] == "normal" and row["touchpoint"]]
    if len(ranked) > 1:
        row = min(ranked, key=lambda item: item["tone"])
        write, write_end = writer("tone", row), end_writer("tone", row)
        below = view.words(
            "number.interval_n", low=write_end(row["low"]), high=write_end(row["high"]), n=count(row["n"])
        )
        text = view.words(
            "digest.lowest", place=view.touchpoint(row["touchpoint"]), value=write(row["tone"]), below=below
        )
        yield DigestLine(text, "comments", narrowed(view.filter, touchpoints=(row["touchpoint"],), states=("scored",)))


def _coverage(period: DigestPeriod, source: queries.Warehouse) -> Iterator[DigestLine]:
    filter, run = period.view.filter, source.run
    cover, places = one_row(run, "coverage", filter=filter), one_row(run, "touchpoint_coverage", filter=filter)
    text = period.view.words(
        "digest.coverage", n=count(cover["n"]), scored=count(cover["scored"]), share=percent(places["share"])
    )
    yield DigestLine(text, "data", filter)


SECTIONS: tuple[Section, ...] = (_alerts, _answers, _changes, _rising, _actions, _lowest, _figures, _coverage)
"""What a digest tells, in its order."""

WITHOUT_ANSWERS: tuple[Section, ...] = (_alerts, _few_answers, _actions)
"""What it tells where too few have answered."""
