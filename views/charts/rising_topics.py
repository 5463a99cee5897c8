"""Topics that more talk of of late than chance explains."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import queries
from views.charts.topics import CANDIDATES, Topic, TopicSource, is_term, merged
from views.words.terms import name_of

FALSE_RATE = 0.05
"""Share of false ones among what is called rising; where nothing rises, the chance that anything is."""


def rising_topics(source: TopicSource, filter: queries.Filter, most: int) -> tuple[Topic, ...]:
    """Topics that more talk of in the last four weeks than chance explains, the most certain first.

    The weeks before are looked at whatever first day the filter names. Of what is called rising at most FALSE_RATE is false
    (rising_term_list).
    """
    reaching_back = replace(filter, date_from=None)
    rows = source.run("rising_term_list", filter=reaching_back, limit=CANDIDATES).to_pylist()
    rising = {row["term"]: row for row in rows if row["q"] <= FALSE_RATE and is_term(row["term"])}
    if not rising:
        return ()
    groups = merged(source, reaching_back, list(rising), {term: row["n"] for term, row in rising.items()})
    found = [_rising(source, group, [rising[term] for term in group]) for group in groups]
    return tuple(sorted(found, key=lambda topic: (topic.q or 0.0, topic.key))[:most])


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
