"""What a report says beside its head: what needs a look, actions, what goes with the scores, customers over channels, the mirror."""

from collections.abc import Iterable, Iterator
from datetime import date

import queries
from queries.actions import read_actions
from queries.alerts.mutes import read_mutes
from views.files.actions import Effect, caveat_texts, change_text, effects, worth_telling
from views.files.alerts import OPEN, ShownAlert, place_name, shown_alerts, state_text, title, watch_all
from views.files.customer_sentences import customer_sentences, mirror_of, mirror_sentences
from views.files.report_drivers import driver_lines
from views.files.report_parts import ReportLine, ReportSection, Signs
from views.files.summary_sentences import attention_sentences
from views.words.labels import View

MOST, FIRST = 8, 3
"""Alerts and actions named, each; alerts before anything else."""


def attention_lines(view: View, source: queries.Warehouse, today: date) -> tuple[ReportLine, ...]:
    """The first open alerts as of the view's last day, then what else needs a look, then the other alerts."""
    others = (
        ReportLine(item.text, "comments" if item.filter else "data", item.filter or view.filter)
        for item in attention_sentences(view, source.run, today)
    )
    alerts = list(_alerts(view, source, today))
    return (*alerts[:FIRST], *others, *alerts[FIRST:])


def report_sections(view: View, source: queries.Warehouse) -> tuple[ReportSection, ...]:
    """The sections of a view that have something to tell, the most important first."""
    words = view.words
    told = (
        ReportSection(
            words("report.drivers"), tuple(driver_lines(view, source.run)), "nps", words("report.drivers.note")
        ),
        ReportSection(words("action.title"), _lines(view, "actions", _actions(view, source)), "actions"),
        ReportSection(words("page.customers"), _lines(view, "customers", _customers(view, source)), "customers"),
        ReportSection(words("mirror.title"), _lines(view, "employees", _mirror(view, source)), "employees"),
    )
    return tuple(section for section in told if section.lines)


def _lines(view: View, page: str, sentences: Iterable[str]) -> tuple[ReportLine, ...]:
    return tuple(ReportLine(sentence, page, view.filter) for sentence in sentences)


def _alerts(view: View, source: queries.Warehouse, today: date) -> Iterator[ReportLine]:
    """The open alerts; they are of customers alone."""
    if view.filter.audience != "customer":
        return
    watched = watch_all(view, source.run, view.filter.date_until, with_topics=source.reads_comments)
    shown = shown_alerts(view, watched, read_mutes(source.path), today)
    for one in [one for one in shown if one.state == OPEN][:MOST]:
        text = f"{title(view, one.alert)} · {state_text(view, one)}"
        yield ReportLine(text, "comments", one.filter, Signs(_way(one), one.meaning, ""))


def _way(shown: ShownAlert) -> int:
    now, before = shown.alert.now.value, shown.alert.before.value
    return (now > before) - (now < before)


def _actions(view: View, source: queries.Warehouse) -> Iterator[str]:
    """The latest actions and what became of them, the newest first."""
    if view.filter.audience == "customer":
        done = effects(view, source.run, read_actions(source.path))
        for one in sorted(done, key=lambda one: one.action.starts_on, reverse=True)[:MOST]:
            yield _action_line(view, one)


def _action_line(view: View, one: Effect) -> str:
    action = one.action
    state = view.words(f"action.state.{action.state}")
    head = f"{place_name(view, action.touchpoint)}, {action.starts_on}: {action.what} ({state})."
    changes = [change_text(view, change) for change in worth_telling(one, most=2)]
    return " ".join([head, *changes, *caveat_texts(view, one)])


def _customers(view: View, source: queries.Warehouse) -> Iterable[str]:
    return customer_sentences(view, source.run, only_told=True)


def _mirror(view: View, source: queries.Warehouse) -> Iterator[str]:
    places, months = mirror_of(view, source.run)
    if any(one.value is not None for one in (places, *months)):
        yield from mirror_sentences(view, places, months)
