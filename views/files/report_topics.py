"""The topics of a report: those whose share of the comments moved most since the period before, and what that means."""

from collections.abc import Sequence
from dataclasses import dataclass

import queries
from views.charts.many_comparisons import is_clear_among
from views.charts.topic_rows import filter_of_topic
from views.charts.topics import Topic, TopicSource, find_topics, log_odds, whole_of
from views.files.printed_pair import printed, printed_pair
from views.files.report_numbers import meaning_of
from views.files.report_parts import CLEAR, UNCLEAR, MovedTopic, Signs
from views.files.summary_parts import RunQuery, one_row
from views.words.labels import View

MOST, LOOKED_AT = 5, 12
"""Topics that are told, and those of each period that are looked at."""


@dataclass(frozen=True, slots=True)
class _Counted:
    topic: Topic
    now: float
    former: float
    z: float


def moved_topics(
    view: View, former: queries.Filter | None, run: RunQuery, notes: Sequence[queries.TopicNote]
) -> tuple[MovedTopic, ...]:
    """The topics that moved most, the surest first, then some of few comments, which are not ranked; without a period
    before it those that most speak of. None of employees."""
    if view.filter.audience != "customer":
        return ()
    source = TopicSource.of(run, notes)
    topics = list(find_topics(source, view.filter, whole_of(view.filter), LOOKED_AT).topics)
    if former is None:
        return tuple(_alone(view, topic) for topic in _largest(topics)[:MOST])
    earlier = find_topics(source, former, whole_of(former), LOOKED_AT).topics
    known = {topic.key: topic for topic in (*earlier, *topics)}
    told = _told(view, former, run, [topic for topic in known.values() if topic.size == "normal"])
    few = [topic for topic in topics if topic.size == "few"]
    return (*told, *(_alone(view, topic) for topic in few[: MOST - len(told)]))


def _told(view: View, former: queries.Filter, run: RunQuery, topics: Sequence[Topic]) -> list[MovedTopic]:
    """Those that moved most, the surest first."""
    counted = _counted(run, view.filter, former, topics)
    moved = sorted(counted, key=lambda item: (-abs(item.z), item.topic.key))[:MOST]
    return [_moved(view, run, item, len(counted)) for item in moved]


def _largest(topics: Sequence[Topic]) -> list[Topic]:
    """Those that most speak of first, those of few comments last, in the order that they came in."""
    return sorted(topics, key=lambda topic: (topic.size == "few", 0.0 if topic.size == "few" else -topic.share))


def _counted(run: RunQuery, filter: queries.Filter, former: queries.Filter, topics: Sequence[Topic]) -> list[_Counted]:
    """The topics that may be counted in both periods, with their shares and how many standard errors lie between them."""
    if not topics:
        return []
    asked = [list(topic.terms) for topic in topics]
    now, then = (run("topic_count_list", filter=one, topics=asked).to_pylist()[1:] for one in (filter, former))
    found = []
    for topic, mine, theirs in zip(topics, now, then, strict=True):
        if all(row["n"] is not None and row["of_n"] for row in (mine, theirs)):
            odds, error = log_odds(mine["n"], mine["of_n"], theirs["n"], theirs["of_n"])
            found.append(_Counted(topic, mine["n"] / mine["of_n"], theirs["n"] / theirs["of_n"], odds / error))
    return found


def _moved(view: View, run: RunQuery, item: _Counted, comparisons: int) -> MovedTopic:
    is_clear = is_clear_among(abs(item.z), comparisons)
    pair = printed_pair(view, "share", item.former, item.now, is_clear=is_clear)
    filter = filter_of_topic(view.filter, item.topic)
    good = _sign_of(run, filter_of_topic(queries.Filter(), item.topic))
    signs = Signs(pair.direction, meaning_of(pair.direction, good), CLEAR if is_clear else UNCLEAR)
    return MovedTopic(item.topic.name, item.former, item.now, pair.former, pair.now, signs, filter)


def _sign_of(run: RunQuery, filter: queries.Filter) -> int:
    """Whether comments about a topic sound well (+1) or badly (-1), where the interval of their mean tone leaves out zero."""
    row = one_row(run, "tone", filter=filter)
    if row["low"] is None or row["size"] == "hidden":
        return 0
    return int(row["low"] > 0) - int(row["high"] < 0)


def _alone(view: View, topic: Topic) -> MovedTopic:
    share = printed("share", topic.share)
    nothing, filter = Signs(0, "", ""), filter_of_topic(view.filter, topic)
    return MovedTopic(topic.name, 0.0, topic.share, "", share, nothing, filter, topic.size == "few")
