"""What an assistant is told of topics, alerts and actions, by the same functions as the dashboard."""

from dataclasses import asdict
from datetime import datetime

import queries
from queries.actions import read_actions
from queries.alerts.mutes import read_mutes
from queries.alerts.sequential_test import ALARMS_A_WEEK
from queries.filter import EMPLOYEE
from views.charts.rising_topics import rising_topics
from views.charts.topics import Topic, TopicSource, find_topics, whole_of
from views.commands.action import action_object
from views.commands.assistant_answers import MOST_TOPICS, Answer
from views.commands.assistant_data import AskedInVain, AssistantData, Limits, plainly
from views.commands.opened_view import whole_view
from views.commands.watch import alert_object
from views.files.actions import effects
from views.files.alerts import is_current, shown_alerts, watch_all


def topics(data: AssistantData, limits: Limits | None = None, is_rising: bool = False, most: int = 12) -> Answer:
    """The topics of the answers that filters select, or those of them that more talk of in the last four weeks."""
    filter = data.filter(limits or {})
    if filter.audience == EMPLOYEE:
        raise AskedInVain("what employees say is not listed", remedy="leave out audience employee")
    source, most = TopicSource.of(data.table, queries.read_notes(data.database)), max(1, min(most, MOST_TOPICS))
    asked = {"filters": dict(limits or {}), "rising": is_rising, "most": most}
    told: Answer = {"asked": asked, "link": data.link("topics", filter)}
    if is_rising:
        return plainly({**told, "rows": [_topic(topic) for topic in rising_topics(source, filter, most)]})
    found = find_topics(source, filter, whole_of(filter), most)
    rows = [_topic(topic) for topic in found.topics]
    return plainly(
        {**told, "rows": rows, "of_n": found.of_n, "uncovered": found.uncovered, "quotes": data.quote_ids(filter)}
    )


def alerts(data: AssistantData, closed_too: bool = False, language: str = "en") -> Answer:
    """The alerts of all customers' answers: those of now, or all of the last year and a half."""
    view = whole_view(data.source, language)
    watched = watch_all(view, data.table, with_topics=data.reads_comments)
    today = datetime.now(view.facts.zone).date()
    shown = shown_alerts(view, watched, read_mutes(data.database), today)
    listed = [one for one in shown if closed_too or is_current(one, view.facts.last or today)]
    rows = [
        _with_ids(alert_object(view, one, data.table, data.reads_comments))
        | {"link": data.link("comments", one.filter)}
        for one in listed
    ]
    facts = {"series": watched.series, "last_week": watched.last_week, "false_alarms_a_week": ALARMS_A_WEEK}
    return plainly({**facts, "rows": rows, "link": data.link("alerts", queries.Filter())})


def actions(data: AssistantData) -> Answer:
    """The actions by number, and what became of each."""
    view = whole_view(data.source, "en")
    rows = [action_object(one) for one in effects(view, data.table, read_actions(data.database))]
    return plainly({"rows": rows, "link": data.link("actions", queries.Filter())})


def _topic(topic: Topic) -> Answer:
    return {**asdict(topic), "share": topic.share, "filter": topic.address}


def _with_ids(alert: Answer) -> Answer:
    """The alert, its quotes with ids as other answers have them."""
    quotes = [{"id": str(quote.pop("feedback_id")), **quote} for quote in alert["quotes"]]
    return {**alert, "quotes": quotes}
