"""From topics to rows of a chart and of tables: values, intervals and texts."""

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pyarrow as pa

import queries
from views.charts.chart_rows import ChartRow
from views.charts.topics import Topic, TopicsFound
from views.words.labels import View, count, percent
from views.words.terms import shown_term
from views.words.theme import TONE_NEGATIVE, TONE_POSITIVE

SHARE_COLOUR = "#6b7785"


def topic_rows(view: View, found: TopicsFound) -> list[ChartRow]:
    """A row for each topic: how many times likelier it is here than elsewhere, or, where all is selected, its share."""
    return [_row(view, topic) for topic in found.topics]


def _row(view: View, topic: Topic) -> ChartRow:
    value, low, high = _times(topic) or _share(topic)
    few = topic.size == "few"
    text = percent(value) if topic.log_odds is None else times_text(value)
    written = percent if topic.log_odds is None else times_text
    return {
        "name_text": topic.name,
        "topic": topic.address,
        "value": value if topic.log_odds is None else math.log2(value),
        "low": low if topic.log_odds is None else math.log2(low),
        "high": high if topic.log_odds is None else math.log2(high),
        "few": few,
        "n": topic.n,
        "n_text": count(topic.n),
        "value_text": view.words("number.few_mark", value=text) if few else text,
        "range_text": view.words("number.range", low=written(low), high=written(high)),
        "colour": _colour(topic),
    }


def _colour(topic: Topic) -> str:
    if topic.log_odds is None:
        return SHARE_COLOUR
    return TONE_POSITIVE if topic.log_odds > 0 else TONE_NEGATIVE


def _times(topic: Topic) -> tuple[float, float, float] | None:
    """The odds ratio with its interval; None without a rest to compare with."""
    if topic.log_odds is None or topic.low is None or topic.high is None:
        return None
    return math.exp(topic.log_odds), math.exp(topic.low), math.exp(topic.high)


def _share(topic: Topic) -> tuple[float, float, float]:
    """The share of the comments with a Wilson interval."""
    z = 1.959964
    middle = (topic.n + z * z / 2) / (topic.of_n + z * z)
    half = z * math.sqrt(topic.n * (topic.of_n - topic.n) / topic.of_n + z * z / 4) / (topic.of_n + z * z)
    return topic.share, max(0.0, middle - half), min(1.0, middle + half)


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
