"""Where a text is divided into clauses, each of which speaks of one thing, from what its tokens do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

ENDS, JOINS, AGAINST, TURNS, TRAILS, SAYS = 1, 2, 4, 8, 16, 32
COMMA, AND, SUBJECT, NOMINAL, LEANS, AUXILIARY, TOPIC, NOUN = 64, 128, 256, 512, 1024, 2048, 4096, 8192
"""What a token does to clauses, as a set of bits.

It ends a sentence; ends a clause beside which another is set, or against which; begins one that is set against what was
said; belongs to what it follows; says something of a subject; is a comma; is an and; can be the subject of a clause; makes a
noun of a clause; leans on the word before it; is an auxiliary verb; marks a topic; is a noun.
"""

MOST_CLAUSES = 400
"""Clauses of a text; what comes behind them belongs to the last one."""

Begins = Callable[[Sequence[int], int, int], list[tuple[int, bool]]]
"""Tokens that begin clauses, but for the first one, and whether each is set against what was said before it.

From the acts of all tokens, and the first and behind the last token of a text.
"""


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of n texts: ``firsts`` are their first tokens, ``turned`` whether they are set against what was said.

    ``rows`` are n + 1 offsets into both. A text without tokens has one clause. ``frames`` says of each token whether it only
    frames what is said: it sets clauses against each other (but, 지만), or names the topic (배송은).
    """

    firsts: NDArray[np.int64]
    turned: NDArray[np.bool_]
    rows: NDArray[np.int64]
    frames: NDArray[np.bool_]


_NONE = np.zeros(0, dtype=bool)
NO_CLAUSES = Clauses(np.zeros(0, dtype=np.int64), _NONE, np.zeros(1, dtype=np.int64), _NONE)
"""Those of tokens that are not read clause by clause."""


def clauses_of(acts: Sequence[int], rows: Sequence[int], breaks: set[int], begins: Begins) -> Clauses:
    """The clauses of texts whose tokens lie between ``rows``; lines begin before the tokens ``breaks``."""
    firsts: list[int] = []
    turned: list[bool] = []
    offsets = [0]
    for first, last in pairwise(rows):
        found = begins(acts, first, last)[: MOST_CLAUSES - 1]
        if breaks:
            known = {place for place, _ in found}
            lines = ((place, False) for place in breaks if first < place < last and place not in known)
            found = sorted([*found, *lines])[: MOST_CLAUSES - 1]
        found = _with_words(acts, first, found)
        firsts += [first, *(place for place, _ in found)]
        turned += [False, *(against for _, against in found)]
        offsets.append(len(firsts))
    first_tokens, offset_array = np.array(firsts, dtype=np.int64), np.array(offsets, dtype=np.int64)
    return Clauses(first_tokens, np.array(turned, dtype=bool), offset_array, _frames(acts, rows))


def _frames(acts: Sequence[int], rows: Sequence[int]) -> NDArray[np.bool_]:
    bits = np.array(acts, dtype=np.uint16)
    frames: NDArray[np.bool_] = bits & (AGAINST | TOPIC) > 0
    firsts = set(rows)
    for place in np.flatnonzero(bits & TOPIC).tolist():
        while place not in firsts and acts[place - 1] & NOUN:
            place -= 1
            frames[place] = True
    return frames


def _with_words(acts: Sequence[int], first: int, found: list[tuple[int, bool]]) -> list[tuple[int, bool]]:
    """The begins but for those before which there would be marks alone, such as a bullet."""
    kept = []
    for begin in found:
        if not all(acts[place] & TRAILS for place in range(first, begin[0])):
            kept.append(begin)
            first = begin[0]
    return kept


def after_sentences(acts: Sequence[int], first: int, last: int) -> list[tuple[int, bool]]:
    """The ``Begins`` of a language of which nothing is known but what ends a sentence."""
    return [
        (place, False)
        for place in range(first + 1, last)
        if acts[place - 1] & ENDS and not acts[place] & (ENDS | TRAILS)
    ]
