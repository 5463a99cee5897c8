"""What the summary says, on screen and in a report: a period beside the one before it, changes, quotes, what to look at.

Knows no screen: it asks queries through a function and hands back plain values and sentences.
"""

from dataclasses import replace
from datetime import date, timedelta

import queries
from views.files.summary_charts import summary_charts
from views.files.summary_figures import key_figures
from views.files.summary_parts import RunQuery, Summary
from views.files.summary_sentences import attention_sentences, change_sentences
from views.words.labels import View

SPANS: tuple[str, ...] = ("90", "28", "365", "all")
"""Days looked at, back from the last, where the filters name no first day; "all" looks at everything."""

TREND_DAYS = 365
"""Days that a trend reaches back."""


def narrowed(view: View, span: str) -> tuple[View, queries.Filter | None]:
    """The view cut down to the period, and the filter of the equally long period before it, if that has any days."""
    chosen, end = view.filter, view.filter.date_until or _end(view)
    if end is None or (chosen.date_from is None and (span == "all" or view.facts.last is None)):
        return view, None
    first = chosen.date_from or end - timedelta(days=int(span))
    period = replace(view, filter=replace(chosen, date_from=first, date_until=end))
    return period, _former(view, first, end)


def _former(view: View, first: date, end: date) -> queries.Filter | None:
    """The filter of the equally long period before; None where there are no answers from before ``first``."""
    begins = date.fromisoformat(view.facts.first_day) if view.facts.first_day else None
    if first >= end or begins is None or begins >= first:
        return None
    return replace(view.filter, date_from=first - (end - first), date_until=first)


def summarise(view: View, span: str, run: RunQuery, today: date) -> Summary:
    """The summary of the view's answers, of ``span`` days where the filters name no first day.

    Raises queries.DatabaseError.
    """
    period, former = narrowed(view, span)
    longer = long_view(period)
    changes, changes_note = change_sentences(period, former, run)
    return Summary(
        view=period,
        long_view=longer,
        period=_period_text(period, former),
        figures=key_figures(period, former, run),
        charts=summary_charts(period, longer, run),
        changes=changes,
        changes_note=changes_note,
        quotes=tuple(run("quote_list", filter=period.filter).to_pylist()),
        attention=tuple(attention_sentences(period, run, today)),
    )


def long_view(view: View) -> View:
    """The view reaching back TREND_DAYS from its last day, further where its period does."""
    first, until = view.filter.date_from, view.filter.date_until
    if first is None or until is None:
        return view
    return replace(view, filter=replace(view.filter, date_from=min(first, until - timedelta(days=TREND_DAYS))))


def _end(view: View) -> date | None:
    """The first day after the data's last."""
    return view.facts.last + timedelta(days=1) if view.facts.last else None


def _span_text(view: View, filter: queries.Filter) -> str:
    assert filter.date_from and filter.date_until
    return view.words("number.range", low=filter.date_from, high=filter.date_until - timedelta(days=1))


def _period_text(view: View, former: queries.Filter | None) -> str:
    words = view.words
    if view.filter.date_from is None or view.filter.date_until is None:
        return words("summary.period.all")
    if former is None:
        return words("summary.period.alone", period=_span_text(view, view.filter))
    return words("summary.period", period=_span_text(view, view.filter), former=_span_text(view, former))
