"""Finding the words of touchpoints among the tokens that scoring has made."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from pipeline.languages.features import TokenBatch, places_among
from pipeline.mentions.patterns import Alternatives, Part, WordPattern, is_korean, patterns_of
from pipeline.mentions.rules import TouchpointRule

NEAR = 4
"""Tokens behind a word (in Korean before it, too) among which the next word of a rule stands."""

APART = 3
"""Tokens, such as particles, that may stand between the parts of one Korean word."""


@dataclass(frozen=True, slots=True)
class FoundWords:
    """Words of a rule in a clause: the number of the clause, the rule, and where they stand, in code points."""

    clause: int
    rule: TouchpointRule
    spans: tuple[tuple[int, int], ...]


class TouchpointFinder:
    """Finds the words of ``rules``; what is found does not depend on their number, nor does the time it takes."""

    def __init__(self, rules: Sequence[TouchpointRule]) -> None:
        self.rules = tuple(rules)

    def find(self, code: str, batch: TokenBatch, rows: NDArray[np.int64]) -> list[FoundWords]:
        """What stands in clauses whose tokens lie between ``rows`` (n + 1 offsets), by clause and place.

        English words are looked for in Korean text, too, where they stand between Hangul.
        """
        return _index(self.rules, code).find(batch, rows)


class _Index:
    """The rules of one language, by the tokens with which they begin."""

    def __init__(self) -> None:
        self.by_first: dict[int, list[tuple[WordPattern, Alternatives, TouchpointRule]]] = {}

    @cached_property
    def _firsts(self) -> NDArray[np.uint64]:
        """The tokens with which rules begin, once all are there."""
        return np.array(sorted(self.by_first), dtype=np.uint64)

    def add(self, pattern: WordPattern, rule: TouchpointRule) -> None:
        for first in pattern.parts[0][0]:
            self.by_first.setdefault(first, []).append((pattern, _following(pattern), rule))

    def find(self, batch: TokenBatch, rows: NDArray[np.int64]) -> list[FoundWords]:
        places = np.flatnonzero(places_among(self._firsts, batch.hashes) >= 0)
        clauses = np.searchsorted(rows, places, side="right") - 1
        hashes = batch.hashes.tolist() if len(places) else []
        bounds = rows.tolist()
        found: list[FoundWords] = []
        for place, clause in zip(places.tolist(), clauses.tolist(), strict=True):
            first, last = bounds[clause], bounds[clause + 1]
            present = hashes[first:last]
            for pattern, following, rule in self.by_first[hashes[place]]:
                if following and following.isdisjoint(present):
                    continue
                tokens = _matched(pattern, hashes, place, first, last) if following else [(place, place)]
                if tokens is not None:
                    spans = tuple((int(batch.starts[a]), int(batch.ends[b])) for a, b in tokens)
                    found.append(FoundWords(clause, rule, spans))
        return found


@lru_cache(maxsize=8)
def _index(rules: tuple[TouchpointRule, ...], code: str) -> _Index:
    """The rules of one language, made with its first text: dividing Korean words takes Kiwi, whose start takes seconds."""
    index = _Index()
    for rule in rules:
        if code == ("ko" if is_korean(rule.words) else "en"):
            for pattern in patterns_of(rule.words):
                index.add(pattern, rule)
    return index


def _following(pattern: WordPattern) -> Alternatives:
    """What a pattern needs in the clause beside its first token; nothing where it is one token."""
    first, *others = pattern.parts
    return first[1] if len(first) > 1 else others[0][0] if others else frozenset()


def _matched(
    pattern: WordPattern, hashes: list[int], place: int, first: int, last: int
) -> list[tuple[int, int]] | None:
    """First and last token of each part of a pattern whose first part begins at ``place``; None where one is missing."""
    end = _part_end(pattern.parts[0], hashes, place, last)
    if end is None:
        return None
    tokens = [(place, end)]
    for part in pattern.parts[1:]:
        behind = range(end + 1, min(last, end + 1 + NEAR))
        before = range(place - 1, max(first, place - 1 - NEAR) - 1, -1)
        span: Iterable[int] = behind if pattern.ordered else chain(behind, before)
        match = next(_matches(part, hashes, span, last), None)
        if match is None:
            return None
        tokens.append(match)
        end = match[1]
    return tokens


def _matches(part: Part, hashes: list[int], span: Iterable[int], last: int) -> Iterator[tuple[int, int]]:
    for place in span:
        if hashes[place] in part[0] and (end := _part_end(part, hashes, place, last)) is not None:
            yield place, end


def _part_end(part: Part, hashes: list[int], place: int, last: int) -> int | None:
    """Last token of a part that begins at ``place``, None where its further tokens do not follow."""
    for alternatives in part[1:]:
        following = range(place + 1, min(last, place + 1 + APART))
        place = next((at for at in following if hashes[at] in alternatives), -1)
        if place < 0:
            return None
    return place
