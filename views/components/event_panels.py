"""A measure before and after each event, in rows beside its line."""

from html import escape

import streamlit as st

from views.charts.chart_rows import ChartRow
from views.charts.trend_measures import TrendMeasure
from views.components import parts
from views.files import look
from views.files.printed import printed_pair
from views.session import comparison, data
from views.session.comparison import EventComparison
from views.session.current_view import View, count
from views.words.period_names import day_name

MOST_EVENTS = 5


def events_within(view: View, days: tuple[str, str]) -> list[EventComparison]:
    """The latest events of the days that concern the view."""
    found = [event for event in comparison.events(view) if days[0] <= event.day < days[1]]
    chosen = view.filter.touchpoints
    return [event for event in found if not (chosen and event.touchpoint and event.touchpoint not in chosen)][
        :MOST_EVENTS
    ]


def show_events(view: View, measure: TrendMeasure, found: list[EventComparison]) -> None:
    """The measure in the weeks before and after each event; a row leads to the comments after it."""
    words = view.words
    parts.section_title(words("trends.before_after"), words("trends.before_after.days", days=comparison.EVENT_DAYS))
    with st.container(gap=None, key="events"):
        for event in found:
            n = data.row("comment_count", filter=event.after).get("n")
            html = _event_html(view, measure, event)
            parts.row_that_opens(view, html, f"event_{event.code}", event.label, event.after if n else None)
    st.caption(words("trends.before_after.short"), help=words("trends.before_after.note", days=comparison.EVENT_DAYS))


def _event_html(view: View, measure: TrendMeasure, event: EventComparison) -> str:
    words = view.words
    day = day_name(words, event.first_day, view.facts.last)
    where = [view.touchpoint(event.touchpoint)] if event.touchpoint else []
    note = " · ".join([*where, day])
    return f'<div class="o-event"><b>{escape(event.label)}</b><small>{escape(note)}</small>{_told(view, measure, event)}</div>'


def _why_not(view: View, measure: TrendMeasure, row: ChartRow) -> str:
    """On which side of an event there are too few answers to compare, and how many on the other."""
    words, limit = view.words, view.limits.hidden_below
    few = words("trends.event.below", limit=limit)
    said = {name: few if (row[name] or 0) < limit else count(row[name]) for name in ("other_n", "own_n")}
    kind = "comments" if measure.counts == "scored" else "answers"
    return words(f"trends.event.few_{kind}", before=said["other_n"], now=said["own_n"], limit=limit)


def _told(view: View, measure: TrendMeasure, event: EventComparison) -> str:
    words = view.words
    row = comparison.compared(view, measure.code, event.after, event.before)
    if row["size"] == "hidden":
        return f"<span>{escape(_why_not(view, measure, row))}</span>"
    pair = printed_pair(words, row["kind"], row["own"], row["other_value"], row)
    valence = view.emotions[measure.code].valence if measure.is_emotion else 1
    made = look.Change(pair.difference, valence, bool(row["is_clear"]), not measure.is_emotion, row["is_few_alone"])
    n = words("trends.event.n", before=count(row["other_n"]), now=count(row["own_n"]))
    return f"<span>{escape(pair.former)} → <b>{escape(pair.now)}</b> <small>{escape(n)}</small></span>{look.signs(words, made)}"
