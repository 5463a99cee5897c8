"""What a report says, asked of a database: everything but its look."""

from dataclasses import replace
from datetime import date, timedelta

import queries
from views.files import summary
from views.files.report_answer import answer_of
from views.files.report_days import days_of, days_text, filter_days
from views.files.report_journey import journey_map
from views.files.report_numbers import further_lines, key_numbers
from views.files.report_parts import Report
from views.files.report_sections import attention_lines, report_sections
from views.files.report_topics import moved_topics
from views.files.report_trend import trend_of
from views.files.summary_parts import one_row
from views.words.filter_fields import narrowed
from views.words.filter_texts import filter_texts
from views.words.labels import View, count


def report_of(view: View, span: str, source: queries.Warehouse, today: date, dashboard: str = "") -> Report:
    """The report of the view's answers, of ``span`` days where the filters name no first day (summary.SPANS).

    Raises queries.DatabaseError.
    """
    run = source.run
    period, former = summary.narrowed(view, span)
    long_view = _long(period)
    n = one_row(run, "comment_count", filter=period.filter)["n"]
    without_days = replace(period.filter, date_from=None, date_until=None)
    return Report(
        view=period,
        dashboard=dashboard,
        period=_period_text(period, former),
        filters=" · ".join(filter_texts(period, without_days)),
        n_text=_n_text(period, n),
        former_label=period.words("report.former", n=count(days_of(former))) if former else "",
        answer=answer_of(period, former, run),
        numbers=key_numbers(period, former, run),
        further=further_lines(period, former, run),
        trend=trend_of(long_view, run),
        topics=moved_topics(period, former, run, queries.read_notes(source.path)),
        attention=attention_lines(period, source, today),
        journey=journey_map(long_view, run),
        quotes=run("quote_list", filter=period.filter).to_pylist(),
        sections=report_sections(period, source),
    )


def _n_text(view: View, n: int | None) -> str:
    if n is None:
        return view.words("number.hidden_below", limit=view.limits.hidden_below)
    return view.words("report.n", n=count(n))


def _long(view: View) -> View:
    """The view with a year of days up to its last, and no narrower grain than a year bears."""
    first, until = view.filter.date_from, view.filter.date_until
    if first is None or until is None:
        return view
    return replace(view, filter=replace(view.filter, date_from=min(first, until - timedelta(days=summary.TREND_DAYS))))


def _period_text(view: View, former: queries.Filter | None) -> str:
    days = filter_days(narrowed(view.filter))
    if days is None:
        return view.words("summary.period.all")
    said = days_text(view, *days)
    before = filter_days(former) if former else None
    if before is None:
        return view.words("summary.period.alone", period=said)
    return view.words("report.period", period=said, former=days_text(view, *before))
