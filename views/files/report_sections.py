"""What a report says beside its head: what needs a look, actions, what goes with the scores, customers over channels, the mirror."""

from collections.abc import Iterable, Iterator
from datetime import date

from queries.actions import read_actions
from queries.alerts.alerts import Watched
from queries.alerts.mutes import read_mutes
from views.files.action_rows import terms
from views.files.actions import Effect, caveat_texts, change_text, effects, worth_telling
from views.files.alerts import place_name, shown_alerts, watch_all
from views.files.attention import LookItem, alert_items, attention_items
from views.files.customer_sentences import customer_sentences, mirror_of, mirror_sentences
from views.files.report_drivers import driver_lines
from views.files.report_parts import ReportLine, ReportSection, ReportSource
from views.words.labels import View

MOST = 8
"""Actions named."""


def watched_of(view: View, source: ReportSource) -> Watched | None:
    """The alerts of the database; None for employees' answers, which raise none."""
    if view.filter.audience != "customer":
        return None
    return watch_all(view, source.run, with_topics=source.reads_comments)


def attention_of(view: View, source: ReportSource, watched: Watched | None, today: date) -> tuple[LookItem, ...]:
    """What needs a look, as the summary of the same period has it."""
    shown = shown_alerts(view, watched, read_mutes(source.path), today) if watched else []
    actions = read_actions(source.path)
    return (*attention_items(view, source.run, actions, today), *alert_items(view, shown))


def report_sections(
    view: View, source: ReportSource, watched: Watched | None, today: date
) -> tuple[ReportSection, ...]:
    """The sections of a view that have something to tell, the most important first."""
    words = view.words
    told = (
        ReportSection(
            words("report.drivers"), tuple(driver_lines(view, source.run)), "nps", words("report.drivers.note")
        ),
        ReportSection(
            words("action.title"), _lines(view, "actions", _actions(view, source, watched, today)), "actions"
        ),
        ReportSection(words("page.customers"), _lines(view, "customers", _customers(view, source)), "customers"),
        ReportSection(words("mirror.title"), _lines(view, "employees", _mirror(view, source)), "employees"),
    )
    return tuple(section for section in told if section.lines)


def _lines(view: View, page: str, sentences: Iterable[str]) -> tuple[ReportLine, ...]:
    return tuple(ReportLine(sentence, page, view.filter) for sentence in sentences)


def _actions(view: View, source: ReportSource, watched: Watched | None, today: date) -> Iterator[str]:
    """The latest actions and what became of them, the newest first."""
    if view.filter.audience == "customer":
        done = effects(view, source.run, read_actions(source.path), watched)
        for one in sorted(done, key=lambda one: one.action.starts_on, reverse=True)[:MOST]:
            yield _action_line(view, one, today)


def _action_line(view: View, one: Effect, today: date) -> str:
    action = one.action
    late = [view.words("action.group.overdue")] if action.is_overdue(today) else []
    state = " · ".join([view.words(f"action.state.{action.state}"), *terms(view, action, today), *late])
    head = f"{place_name(view, action.touchpoint)}, {action.starts_on}: {action.what} ({state})."
    changes = [change_text(view, change) for change in worth_telling(one, most=2)]
    return " ".join([head, *changes, *caveat_texts(view, one)])


def _customers(view: View, source: ReportSource) -> Iterable[str]:
    return customer_sentences(view, source.run, only_told=True) if source.reads_comments else ()


def _mirror(view: View, source: ReportSource) -> Iterator[str]:
    places, months = mirror_of(view, source.run)
    if any(one.value is not None for one in (places, *months)):
        yield from mirror_sentences(view, places, months)
