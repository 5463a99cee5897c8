"""What a report says beside the summary: alerts, actions, topics, what goes with the scores, customers over channels, the mirror."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import queries
from queries.actions import read_actions
from queries.alerts.mutes import read_mutes
from views.files.actions import Effect, caveat_texts, change_text, effects, worth_telling
from views.files.alerts import OPEN, place_name, shown_alerts, state_text, title, watch_all
from views.files.customer_sentences import customer_sentences, mirror_of, mirror_sentences
from views.files.summary_parts import SummarySentence
from views.files.topic_sentences import driver_sentences, topic_sentences
from views.words.labels import View

MOST = 8
"""Alerts and actions named, each."""


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A title and the sentences under it."""

    title: str
    sentences: tuple[SummarySentence, ...]


def report_sections(view: View, source: queries.Warehouse, today: date) -> list[ReportSection]:
    """The sections of a view that have something to tell, as of its last day."""
    words = view.words
    told = (
        ReportSection(words("page.alerts"), tuple(_alerts(view, source, today))),
        ReportSection(words("action.title"), _without_rows(_actions(view, source))),
        ReportSection(words("report.topics"), topic_sentences(view, source.run, queries.read_notes(source.path))),
        ReportSection(words("report.drivers"), driver_sentences(view, source.run)),
        ReportSection(words("page.customers"), _without_rows(customer_sentences(view, source.run, only_told=True))),
        ReportSection(words("mirror.title"), _without_rows(_mirror(view, source))),
    )
    return [section for section in told if section.sentences]


def _alerts(view: View, source: queries.Warehouse, today: date) -> Iterator[SummarySentence]:
    """The open alerts; they are of customers alone."""
    if view.filter.audience != "customer":
        return
    watched = watch_all(view, source.run, view.filter.date_until, with_topics=source.reads_comments)
    shown = shown_alerts(view, watched, read_mutes(source.path), today)
    for one in [one for one in shown if one.state == OPEN][:MOST]:
        text = f"{title(view, one.alert)} ({view.words(f'watch.{one.meaning}')}, {state_text(view, one)})"
        yield SummarySentence("alert", text, one.filter)


def _actions(view: View, source: queries.Warehouse) -> Iterator[str]:
    """The latest actions and what became of them."""
    if view.filter.audience == "customer":
        done = effects(view, source.run, read_actions(source.path))
        for one in sorted(done, key=lambda one: one.action.starts_on)[-MOST:]:
            yield _action_line(view, one)


def _action_line(view: View, one: Effect) -> str:
    action = one.action
    state = view.words(f"action.state.{action.state}")
    head = f"{place_name(view, action.touchpoint)}, {action.starts_on}: {action.what} ({state})."
    changes = [change_text(view, change) for change in worth_telling(one, most=2)]
    return " ".join([head, *changes, *caveat_texts(view, one)])


def _mirror(view: View, source: queries.Warehouse) -> Iterator[str]:
    places, months = mirror_of(view, source.run)
    if any(one.value is not None for one in (places, *months)):
        yield from mirror_sentences(view, places, months)


def _without_rows(sentences: Iterable[str]) -> tuple[SummarySentence, ...]:
    return tuple(SummarySentence("", sentence, None) for sentence in sentences)
