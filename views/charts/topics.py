"""Topics: what customers talk of in a selection more than elsewhere. Counted, not learned: terms, merged where they share comments."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa

import queries
from queries import attributes
from views.words import filter_fields
from views.words.labels import View
from views.words.terms import name_of, plurals

RunQuery = Callable[..., pa.Table]
"""``run(name, **params)``: the rows of a query."""

PRIOR = 100.0
"""Comments that the prior stands for: it says of each term what all comments say of it."""

SHARED = 0.6
"""Share of the comments with one of two terms that have both, from which on they are one topic."""

MOST_TERMS = 5000
CANDIDATES = 50
"""Terms counted, and those of them, the most telling first, of which topics are made."""

MOST_PARTS = 12
"""Values of a dimension whose topics are listed."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of a selection: ``key``, its leading term, by which it is known over time; ``terms``, one of which is said.

    ``n`` of ``of_n`` comments have it, ``rest_n`` of ``rest_of_n`` others (None where there are none). ``log_odds`` with a 95 %
    interval say how much likelier it is here. ``is_named`` says that people or the settings named it.
    """

    key: str
    name: str
    terms: tuple[str, ...]
    n: int
    of_n: int
    size: str
    rest_n: int | None = None
    rest_of_n: int | None = None
    log_odds: float | None = None
    low: float | None = None
    high: float | None = None
    is_pinned: bool = False
    is_named: bool = False
    q: float | None = None
    is_new: bool = False

    @property
    def share(self) -> float:
        """Share of the selection's comments."""
        return self.n / self.of_n

    @property
    def is_rising(self) -> bool:
        """Whether more talk of it of late than chance explains."""
        return self.q is not None

    @property
    def address(self) -> str:
        """The topic as a Filter has it."""
        return ", ".join(self.terms)


@dataclass(frozen=True, slots=True)
class TopicsFound:
    """Topics, the most telling first, and how many of ``of_n`` comments are about any of them (None where too few)."""

    topics: tuple[Topic, ...]
    covered: int | None
    of_n: int

    @property
    def uncovered(self) -> float | None:
        """Share of the comments that are about none of the topics."""
        return None if self.covered is None or not self.of_n else 1 - self.covered / self.of_n


def log_odds(k: int, n: int, rest_k: int, rest_n: int) -> tuple[float, float]:
    """How much likelier a term is in k of n comments than in rest_k of rest_n others, as the logarithm of the odds ratio,
    and its standard error: with a Dirichlet prior of PRIOR comments that have it as all do (Monroe, Colaresi and Quinn 2008)."""
    share = (k + rest_k) / (n + rest_n)
    with_it, without = PRIOR * share, PRIOR * (1 - share)
    odds = math.log((k + with_it) / (n - k + without)) - math.log((rest_k + with_it) / (rest_n - rest_k + without))
    return odds, math.sqrt(1 / (k + with_it) + 1 / (rest_k + with_it))


@dataclass(frozen=True, slots=True)
class TopicSource:
    """Where topics come from: what asks the database, what people have said of topics, and the topics of the settings."""

    run: RunQuery
    kept: queries.KeptTopics
    own: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, run: RunQuery, notes: Iterable[queries.TopicNote]) -> "TopicSource":
        """That of a database with the notes beside it."""
        own = {row["topic"]: tuple(row["words"]) for row in run("topic_list").to_pylist()}
        return cls(run, queries.kept_topics(notes), own)

    @property
    def named_terms(self) -> list[str]:
        """Terms that people or the settings name, those that are pinned first."""
        own = (term for words in self.own.values() for term in words)
        return list(dict.fromkeys([*self.kept.pinned, *own, *self.kept.names]))

    @property
    def united(self) -> list[tuple[str, str]]:
        """Terms that are of one topic because somebody says so."""
        own = [(words[0], term) for words in self.own.values() for term in words[1:]]
        return [*self.kept.merged, *own]

    def name_of(self, terms: Sequence[str]) -> str | None:
        """The name that people, else the settings, have given to the topic of these terms."""
        names = [self.kept.names[term] for term in terms if term in self.kept.names]
        return next(iter([*names, *(name for name, words in self.own.items() if set(words) & set(terms))]), None)


def find_topics(source: TopicSource, filter: queries.Filter, whole: queries.Filter, most: int) -> TopicsFound:
    """The topics of a selection against the rest of ``whole``, of which it is a part; the most frequent where that is all."""
    counted = _counts(source.run("term_list", filter=filter, limit=MOST_TERMS))
    of_whole = counted if filter == whole else _counts(source.run("term_list", filter=whole, limit=MOST_TERMS))
    named = [term for term in source.named_terms if term in counted]
    chosen = list(dict.fromkeys([*named, *_most_telling(counted, of_whole)]))[:CANDIDATES]
    of_all = {term: max(row.n, of_whole[term].n if term in of_whole else 0) for term, row in counted.items()}
    groups = merged(source, filter, chosen, {term: row.n for term, row in counted.items()}, of_all)
    return _counted_topics(source, filter, whole, groups, most)


@dataclass(frozen=True, slots=True)
class _Count:
    n: int
    of_n: int
    is_pair: bool


def _counts(table: pa.Table) -> dict[str, _Count]:
    """What each term is said in; fill words are none."""
    rows = table.to_pylist()
    return {row["term"]: _Count(row["n"], row["of_n"], row["is_pair"]) for row in rows if is_term(row["term"])}


def is_term(term: str) -> bool:
    """Whether a term can be a topic: it names something, as words that fill any sentence do not."""
    return len(term) > term.isascii() and not term.isdecimal() and term not in queries.NO_TOPICS


def _most_telling(counted: Mapping[str, _Count], of_whole: Mapping[str, _Count]) -> list[str]:
    """Terms, those first of which the lower end of the log-odds is the highest; the most frequent where all is selected."""

    def lower_end(term: str) -> float:
        row, whole = counted[term], of_whole.get(term)
        rest, rest_of = (whole.n - row.n, whole.of_n - row.of_n) if whole else (0, row.of_n)
        if rest_of <= 0:
            return float(row.n)
        odds, error = log_odds(row.n, row.of_n, max(0, rest), rest_of)
        return odds - 1.96 * error

    return sorted(counted, key=lambda term: (-lower_end(term), term))[:CANDIDATES]


def merged(
    source: TopicSource,
    filter: queries.Filter,
    terms: Sequence[str],
    counts: Mapping[str, int],
    of_all: Mapping[str, int],
) -> list[tuple[str, ...]]:
    """The terms as topics: those that share most of their comments are one, forms of one word, and those that somebody has merged.

    ``counts`` are of the selection, ``of_all`` of all that it is a part of: by these the leading term is the same in whatever
    part. It comes first: the most frequent of a topic's pairs, else of its terms; what is named leads before both.
    """
    asked = [[term] for term in terms]
    shared = source.run("topic_overlap_list", filter=filter, topics=asked).to_pylist() if len(terms) > 1 else []
    alike = [
        (one, other)
        for row in shared
        for one, other in [(terms[row["topic"] - 1], terms[row["other"] - 1])]
        if row["n"] >= SHARED * (counts[one] + counts[other] - row["n"])
    ]
    named = set(source.named_terms)
    apart = [(one, other) for one, other in alike if not (one in named and other in named)]
    groups = _united(terms, [*source.united, *_forms(terms), *apart])

    def place(term: str) -> tuple[bool, bool, int, str]:
        return term not in named, "+" not in term, -of_all.get(term, counts[term]), term

    return [tuple(sorted(group, key=place)) for group in groups]


def _forms(terms: Iterable[str]) -> list[tuple[str, str]]:
    """English words among the terms with their plurals."""
    there = set(terms)
    return sorted((term, form) for term in there for form in plurals(term) if form in there)


def _united(terms: Sequence[str], links: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Groups of terms that links lead from one to another of, in the order of their first ones."""
    group_of = {term: [term] for term in terms}
    for one, other in links:
        if one in group_of and other in group_of and group_of[one] is not group_of[other]:
            group_of[one] += group_of[other]
            for term in group_of[other]:
                group_of[term] = group_of[one]
    return list({id(group): group for group in group_of.values()}.values())


def _counted_topics(
    source: TopicSource, filter: queries.Filter, whole: queries.Filter, groups: Sequence[tuple[str, ...]], most: int
) -> TopicsFound:
    asked = [list(group) for group in groups]
    rows = source.run("topic_count_list", filter=filter, topics=asked).to_pylist()
    of_whole = rows if filter == whole else source.run("topic_count_list", filter=whole, topics=asked).to_pylist()
    any_of, *each = rows
    found = [
        _topic(source, group, row, rest)
        for group, row, rest in zip(groups, each, of_whole[1:], strict=True)
        if row["n"]
    ]
    found.sort(key=lambda topic: (not topic.is_pinned, topic.size == "few", -_weight(topic), topic.key))
    return TopicsFound(tuple(found[:most]), any_of["n"], any_of["of_n"] or 0)


def _weight(topic: Topic) -> float:
    return float(topic.n) if topic.low is None else topic.low


def _topic(source: TopicSource, terms: tuple[str, ...], row: Mapping[str, Any], whole: Mapping[str, Any]) -> Topic:
    name = source.name_of(terms)
    topic = Topic(
        terms[0],
        name or name_of(terms),
        terms,
        row["n"],
        row["of_n"],
        row["size"],
        is_pinned=bool(set(source.kept.pinned) & set(terms)),
        is_named=name is not None,
    )
    rest_of = (whole["of_n"] or 0) - topic.of_n
    if rest_of <= 0:
        return topic
    rest = max(0, (whole["n"] or topic.n) - topic.n)
    odds, error = log_odds(topic.n, topic.of_n, rest, rest_of)
    return replace(
        topic,
        rest_n=rest,
        rest_of_n=rest_of,
        log_odds=odds,
        low=odds - 1.96 * error,
        high=odds + 1.96 * error,
    )


def whole_of(filter: queries.Filter) -> queries.Filter:
    """What a selection's topics are compared with: all answers of its days, or, where days alone limit it, of all days."""
    whole = queries.Filter(audience=filter.audience, repeats=filter.repeats)
    of_days = replace(whole, date_from=filter.date_from, date_until=filter.date_until)
    return whole if of_days == filter else of_days


def parts_of(
    view: View, dimension: str, allowed: filter_fields.AllowedValues
) -> Iterator[tuple[str, str, queries.Filter]]:
    """The values of a dimension (emotion, touchpoint, channel, ... or an attribute): code, name, and the selection cut to it."""
    if dimension == "emotion":
        for code in view.emotions:
            yield code, view.emotion(code), replace(view.filter, emotions=(code,))
    elif dimension in filter_fields.DIMENSIONS or filter_fields.attribute_of(dimension):
        name = filter_fields.filter_of(dimension)
        for code in filter_fields.codes_of(dimension, allowed)[:MOST_PARTS]:
            value = attributes.split(code)[1] if name == filter_fields.ATTRIBUTES else code
            chosen = attributes.merged(view.filter.attributes, [code]) if name == filter_fields.ATTRIBUTES else (code,)
            yield value, view.part(dimension, value), filter_fields.narrowed(view.filter, **{name: chosen})
