"""What a report says, asked of a database: everything but its look."""

from dataclasses import replace
from datetime import date

import queries
from queries.alerts.mutes import read_mutes
from views.charts.moved_topics import moved_topics
from views.charts.topics import TopicSource
from views.files.answer import answer
from views.files.attention import look_items
from views.files.key_cards import key_cards
from views.files.report_answer import evidence_of, further_lines
from views.files.report_days import days_text
from views.files.report_journey import journey_map
from views.files.report_parts import Report
from views.files.report_sections import alert_lines, report_sections, watched_of
from views.files.report_trend import trend_of
from views.files.summary import long_view
from views.files.summary_parts import one_row
from views.words.filter_texts import filter_texts
from views.words.korean_particles import company
from views.words.labels import View, count

MOST_TOPICS = 5


def report_of(view: View, source: queries.Warehouse, today: date, dashboard: str = "") -> Report:
    """The report of the answers of a view that has its period and comparison (summary.with_period).

    Raises queries.DatabaseError.
    """
    run = source.run
    longer, watched, found = long_view(view), watched_of(view, source), answer(view, run)
    topics = TopicSource.of(run, queries.read_notes(source.path))
    has_topics = view.former is not None and view.filter.audience == "customer"
    return Report(
        view=view,
        dashboard=dashboard,
        period=_period_text(view),
        filters=" · ".join(filter_texts(view, replace(view.filter, date_from=None, date_until=None))),
        n_text=_n_text(view, one_row(run, "comment_count", filter=view.filter)["n"]),
        answer=found,
        evidence=evidence_of(view, found, run),
        cards=key_cards(view, run),
        further=tuple(further_lines(view, run)),
        trend=trend_of(longer, run),
        topics=tuple(moved_topics(topics, view.filter, view.former, MOST_TOPICS)) if has_topics and view.former else (),
        alerts=tuple(alert_lines(view, watched, read_mutes(source.path), today)),
        looks=tuple(look_items(view, run, today)),
        journey=journey_map(longer, run),
        quotes=run("quote_list", filter=view.filter).to_pylist(),
        sections=report_sections(view, source, watched),
    )


def _n_text(view: View, n: int | None) -> str:
    if n is None:
        return view.words("number.hidden_below", limit=view.limits.hidden_below)
    return view.words("report.n", n=count(n))


def _period_text(view: View) -> str:
    """The days of the period, and the name and days of what it is compared with."""
    words, former = view.words, view.former
    if view.filter.date_from is None or view.filter.date_until is None:
        return words("period.all")
    said = days_text(view, view.filter)
    if former is None or view.comparison is None:
        return said
    name, days = view.comparison.former_name, days_text(view, former)
    both = name if name in days else words("report.former", name=name, days=days)
    return words("report.period", period=said, former=company(both) if view.language == "ko" else both)
