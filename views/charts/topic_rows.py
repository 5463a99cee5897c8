"""From topics to rows of tables and texts."""

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pyarrow as pa

import queries
from views.charts.topics import Topic
from views.words.labels import View, count
from views.words.terms import shown_term


def times(topic: Topic) -> str:
    """How many times likelier a topic is here than elsewhere; '' without a rest to compare with."""
    return "" if topic.log_odds is None else times_text(math.exp(topic.log_odds))


def times_text(value: float) -> str:
    """How many times as likely: 3.2×."""
    return f"{value:.1f}×" if value < 10 else f"{value:.0f}×"


def topic_table(topics: Iterable[Topic]) -> pa.Table:
    """The topics as a table to be read and downloaded."""
    rows: list[dict[str, Any]] = [
        {
            "topic": topic.name,
            "terms": ", ".join(map(shown_term, topic.terms)),
            "n": topic.n,
            "of_n": topic.of_n,
            "rest_n": topic.rest_n,
            "rest_of_n": topic.rest_of_n,
            "log_odds": topic.log_odds,
            "low": topic.low,
            "high": topic.high,
            "size": topic.size,
        }
        for topic in topics
    ]
    return pa.Table.from_pylist(rows, schema=_TABLE)


_TABLE = pa.schema(
    [
        ("topic", pa.string()),
        ("terms", pa.string()),
        ("n", pa.int64()),
        ("of_n", pa.int64()),
        ("rest_n", pa.int64()),
        ("rest_of_n", pa.int64()),
        ("log_odds", pa.float64()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("size", pa.string()),
    ]
)


def filter_of_topic(filter: queries.Filter, topic: Topic) -> queries.Filter:
    """The comments of a selection that are about a topic."""
    return replace(filter, topic=topic.address, states=("scored",))


def rising_text(view: View, topic: Topic) -> str:
    """What is said of a rising topic: how many comments of the last four weeks have it, and how many had it before."""
    words = view.words
    before = words("topics.few_before") if topic.rest_n is None else count(topic.rest_n)
    return words(
        "topics.rising.new" if topic.is_new else "topics.rising.one",
        topic=topic.name,
        n=count(topic.n),
        of_n=count(topic.of_n),
        former_n=before,
        of_former_n=count(topic.rest_of_n),
    )
