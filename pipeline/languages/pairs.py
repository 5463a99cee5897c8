"""Pairs: what a clause says of what, such as 배송+늦다 or refund+not processed; each language finds its own."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from pipeline.languages.clauses import Clauses

JOINED = "+"
"""Between the two halves of a pair."""

FoundPair = tuple[int, str]
"""The token at which a pair is said, and the pair."""

PairFinder = Callable[[Sequence[str], Sequence[int], Sequence[int], int, int], list[FoundPair]]
"""The pairs of one clause, from the parts of all tokens, where these begin and end, and its first and behind its last one.

A token's part is what its language calls it; "" for one that matters to no pair.
"""


def no_pairs(
    _parts: Sequence[str], _starts: Sequence[int], _ends: Sequence[int], _first: int, _last: int
) -> list[FoundPair]:
    """The ``PairFinder`` of a language of which nothing is known."""
    return []


def pairs_of(
    find: PairFinder,
    parts: Sequence[str],
    starts: Sequence[int],
    ends: Sequence[int],
    rows: Sequence[int],
    clauses: Clauses,
) -> list[list[FoundPair]]:
    """The pairs of each text, each once, with the code point at which it is first said."""
    if not parts:
        return [[] for _ in rows[1:]]
    firsts, offsets = clauses.firsts.tolist(), clauses.rows.tolist()
    found: list[list[FoundPair]] = []
    for text, (begin, end) in enumerate(pairwise(offsets)):
        said: dict[str, int] = {}
        for first, last in pairwise([*firsts[begin:end], rows[text + 1]]):
            for token, pair in find(parts, starts, ends, first, last):
                said.setdefault(pair, starts[token])
        found.append([(start, pair) for pair, start in said.items()])
    return found
