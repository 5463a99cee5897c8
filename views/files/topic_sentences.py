"""What a report says of topics and of what goes with the scores, in sentences."""

from collections.abc import Sequence

import pyarrow as pa

import queries
from views.charts.nps_rows import driver_rows, driver_sentence, is_clear
from views.charts.rising_topics import rising_topics
from views.charts.topic_rows import filter_of_topic, rising_text, topic_rows
from views.charts.topics import TopicSource, find_topics, whole_of
from views.files.summary_parts import RunQuery, SummarySentence
from views.words.labels import View, count, percent

MOST_TOPICS, MOST_RISING, MOST_DRIVERS = 6, 4, 4
THEMES = ("touchpoint", "emotion", "topic")


def topic_sentences(view: View, run: RunQuery, notes: Sequence[queries.TopicNote]) -> tuple[SummarySentence, ...]:
    """The rising topics and the most telling ones of a view; none of employees."""
    if view.filter.audience != "customer":
        return ()
    topics = TopicSource.of(run, notes)
    rising = rising_topics(topics, view.filter, MOST_RISING)
    found = find_topics(topics, view.filter, whole_of(view.filter), MOST_TOPICS)
    rows = zip(found.topics, topic_rows(view, found), strict=True)
    said = [
        SummarySentence(
            "rising", f"{view.words('topics.rising')}: {rising_text(view, topic)}", filter_of_topic(view.filter, topic)
        )
        for topic in rising
    ]
    said += [
        SummarySentence(
            "topic",
            view.words(
                "report.topic", topic=topic.name, n=count(topic.n), share=percent(topic.share), value=row["value_text"]
            ),
            filter_of_topic(view.filter, topic),
        )
        for topic, row in rows
    ]
    return tuple(said)


def driver_sentences(view: View, run: RunQuery) -> tuple[SummarySentence, ...]:
    """What goes most clearly with each score that there is, else with the tone."""
    scores = view.scores or ("tone",)
    return tuple(sentence for score in scores for sentence in _driver_sentences(view, run, score))


def _driver_sentences(view: View, run: RunQuery, score: str) -> list[SummarySentence]:
    tables = [run(f"{score}_driver_list", filter=view.filter, about=about, limit=80) for about in THEMES]
    clear = [row for row in driver_rows(view, score, pa.concat_tables(tables)) if is_clear(row)]
    clear.sort(key=lambda row: (-abs(row["value"]), row["theme"]))
    return [SummarySentence("driver", driver_sentence(view, score, row), None) for row in clear[:MOST_DRIVERS]]
