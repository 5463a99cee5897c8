"""Topics that more talk of of late than chance explains."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import queries
from views.charts.topics import CANDIDATES, Topic, TopicSource, is_term, merged
from views.words.terms import name_of

FALSE_RATE = 0.05
"""Share of false ones among what is called rising; where nothing rises, the chance that anything is."""


@dataclass(frozen=True, slots=True)
class RisingTopics:
    """Topics that more talk of of late, the most certain first; ``few`` of which too few talk to be called so, by their names."""

    topics: tuple[Topic, ...] = ()
    few: tuple[Topic, ...] = ()


def rising_topics(source: TopicSource, filter: queries.Filter, most: int) -> tuple[Topic, ...]:
    """The topics that are called rising, of find_rising."""
    return find_rising(source, filter, most).topics


def find_rising(source: TopicSource, filter: queries.Filter, most: int) -> RisingTopics:
    """Topics that more talk of in the last four weeks than chance explains; ``most`` of each kind at the most.

    The weeks before are looked at whatever first day the filter names. Of what is called rising at most FALSE_RATE is false
    (rising_term_list).
    """
    reaching_back = replace(filter, date_from=None)
    rows = source.run("rising_term_list", filter=reaching_back, limit=CANDIDATES).to_pylist()
    rising = {row["term"]: row for row in rows if row["q"] <= FALSE_RATE and is_term(row["term"])}
    if not rising:
        return RisingTopics()
    counts = _counts(source, reaching_back, list(rising))
    groups = merged(source, reaching_back, list(rising), counts, counts)
    found = [_rising(source, group, [rising[term] for term in group]) for group in groups]
    found.sort(key=lambda topic: (topic.q or 0.0, topic.key))
    few = _of_size(found, "few", most)
    return RisingTopics(_of_size(found, "normal", most), tuple(sorted(few, key=lambda topic: topic.name)))


def _of_size(topics: Sequence[Topic], size: str, most: int) -> tuple[Topic, ...]:
    return tuple(topic for topic in topics if topic.size == size)[:most]


def _counts(source: TopicSource, filter: queries.Filter, terms: Sequence[str]) -> dict[str, int]:
    """In how many comments of a selection each term is."""
    rows = source.run("topic_count_list", filter=filter, topics=[[term] for term in terms]).to_pylist()
    return {term: row["n"] or 0 for term, row in zip(terms, rows[1:], strict=True)}


def _rising(source: TopicSource, terms: tuple[str, ...], rows: Sequence[Mapping[str, Any]]) -> Topic:
    """A rising topic by its most certain term, whose counts it has."""
    surest = min(rows, key=lambda row: (row["p"], row["term"]))
    name = source.name_of(terms)
    return Topic(
        terms[0],
        name or name_of(terms),
        terms,
        surest["n"],
        surest["of_n"],
        surest["size"],
        rest_n=surest["former_n"],
        rest_of_n=surest["of_former_n"],
        is_named=name is not None,
        q=surest["q"],
        is_new=all(row["is_new"] for row in rows),
    )
