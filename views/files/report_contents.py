"""What a report says, asked of a database: everything but its look."""

from dataclasses import replace
from datetime import date

import queries
from views.charts.moved_topics import MovedTopic, moved_topics
from views.charts.topics import TopicSource
from views.files.answer import answer, level_line
from views.files.key_cards import key_cards
from views.files.report_answer import evidence_of, further_lines
from views.files.report_days import period_text
from views.files.report_journey import journey_map
from views.files.report_parts import Report, ReportSource
from views.files.report_sections import attention_of, report_sections, watched_of
from views.files.report_trend import trend_of
from views.files.summary import long_view
from views.files.summary_parts import one_row
from views.words.filter_texts import filter_texts
from views.words.labels import View, count

MOST_TOPICS = 5


def report_of(view: View, source: ReportSource, today: date, dashboard: str = "") -> Report:
    """The report of the answers of a view that has its period and comparison (summary.with_period).

    Topics and what single customers did are told only where the source reads comments. Raises queries.DatabaseError.
    """
    run = source.run
    longer, watched, found = long_view(view), watched_of(view, source), answer(view, run)
    return Report(
        view=view,
        dashboard=dashboard,
        period=period_text(view),
        filters=" · ".join(filter_texts(view, replace(view.filter, date_from=None, date_until=None))),
        n_text=_n_text(view, one_row(run, "comment_count", filter=view.filter)["n"]),
        answer=found,
        score=level_line(view, found.told, run),
        evidence=evidence_of(view, found, run, has_quote=source.reads_comments),
        cards=key_cards(view, run),
        further=tuple(further_lines(view, run)),
        trend=trend_of(longer, run),
        topics=tuple(_moved(view, source)),
        looks=attention_of(view, source, watched, today),
        journey=journey_map(longer, run),
        quotes=run("quote_list", filter=view.filter, language=view.language).to_pylist(),
        sections=report_sections(view, source, watched, today),
        links_comments=source.reads_comments,
    )


def _moved(view: View, source: ReportSource) -> list[MovedTopic]:
    if view.former is None or view.filter.audience != "customer" or not source.reads_comments:
        return []
    topics = TopicSource.of(source.run, queries.read_notes(source.path))
    return moved_topics(topics, view.filter, view.former, MOST_TOPICS)


def _n_text(view: View, n: int | None) -> str:
    if n is None:
        return view.words("number.hidden_below", limit=view.limits.hidden_below)
    return view.words("report.n", n=count(n))
