"""Topics that more or fewer talk of than in the period before, for their number the clearest first."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import queries
from views.charts.clearness import is_clear_among, z_of
from views.charts.topics import MOST_TERMS, TopicSource, is_term, merged
from views.words.terms import name_of

CANDIDATES = 20
"""Terms, those that moved most, of which topics are made."""


@dataclass(frozen=True, slots=True)
class MovedTopic:
    """A topic, its terms, and in how many of how many comments it is now and was before; ``valence`` says whether what is said of
    it is clearly good (+1), bad (-1) or neither."""

    name: str
    terms: tuple[str, ...]
    n: int
    of_n: int
    former_n: int
    of_former_n: int
    is_clear: bool
    valence: int = 0

    @property
    def share(self) -> float:
        """Its share now."""
        return self.n / self.of_n

    @property
    def former_share(self) -> float:
        """Its share before."""
        return self.former_n / self.of_former_n

    @property
    def address(self) -> str:
        """The topic as a Filter has it."""
        return ", ".join(self.terms)


def moved_topics(source: TopicSource, filter: queries.Filter, former: queries.Filter, most: int) -> list[MovedTopic]:
    """The topics whose share differs most clearly between a selection and a former one.

    ``is_clear`` allows for the number of terms compared, as METRICS asks (Bonferroni, by Mills' bound on the normal tails).
    """
    now, before = (_counts(source, one) for one in (filter, former))
    of_now, of_before = _of(now), _of(before)
    if not of_now or not of_before:
        return []
    terms = list(dict.fromkeys([*now, *before]))

    def movement(term: str) -> float:
        return z_of(_n(now, term), of_now, _n(before, term), of_before)

    chosen = sorted(terms, key=lambda term: (-movement(term), term))[:CANDIDATES]
    both = replace(filter, date_from=former.date_from)
    counts = {term: _n(now, term) + _n(before, term) for term in chosen}
    groups = merged(source, both, chosen, counts, counts)
    found = _counted(source, filter, former, groups, len(terms))
    found.sort(key=lambda one: (-z_of(one.n, one.of_n, one.former_n, one.of_former_n), one.name))
    return [replace(one, valence=_valence(source, one, filter, former)) for one in found[:most]]


def with_topic(filter: queries.Filter, topic: MovedTopic) -> queries.Filter:
    """The comments of a filter that are about a topic."""
    return replace(filter, topic=topic.address)


def _valence(source: TopicSource, topic: MovedTopic, *filters: queries.Filter) -> int:
    """By the interval of the mean tone of the first filter in which enough speak of it: now, or where it is no longer said, before."""
    for filter in filters:
        tone = source.run("tone", filter=with_topic(filter, topic)).to_pylist()[0]
        if tone["low"] is not None and tone["size"] != "hidden":
            return int(tone["low"] > 0) - int(tone["high"] < 0)
    return 0


def _counted(
    source: TopicSource, filter: queries.Filter, former: queries.Filter, groups: list[tuple[str, ...]], comparisons: int
) -> list[MovedTopic]:
    asked = [list(group) for group in groups]
    rows, before = (
        source.run("topic_count_list", filter=one, topics=asked).to_pylist()[1:] for one in (filter, former)
    )
    found = []
    for group, row, other in zip(groups, rows, before, strict=True):
        numbers = (row["n"], row["of_n"], other["n"], other["of_n"])
        if None in numbers or not row["of_n"] or not other["of_n"]:
            continue
        is_clear = is_clear_among(z_of(*numbers), comparisons)
        found.append(MovedTopic(source.name_of(group) or name_of(group), group, *numbers, is_clear))
    return found


def _counts(source: TopicSource, filter: queries.Filter) -> dict[str, Mapping[str, Any]]:
    rows = source.run("term_list", filter=filter, limit=MOST_TERMS).to_pylist()
    return {row["term"]: row for row in rows if is_term(row["term"])}


def _of(counted: Mapping[str, Mapping[str, Any]]) -> int:
    return next((int(row["of_n"]) for row in counted.values()), 0)


def _n(counted: Mapping[str, Mapping[str, Any]], term: str) -> int:
    return int(counted[term]["n"]) if term in counted else 0
