"""What a word is said under: denied, wished for, given up by what follows, or expected and told by others."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CONTENT = 1 << 31
"""Bit of a token's role, in every language: it carries meaning of its own."""

NEGATED = 1
"""Denied: not, without, hardly (a second denial takes it back)."""

UNREAL = 2
"""Wished for, asked for or supposed: if it were, please, I hope."""

CONCEDED = 4
"""Before a but, or after an although: what follows weighs more."""

FORMER = 8
"""Past, expected or said by others, against what the writer finds now."""

ABSENT_MARKS = NEGATED | UNREAL
"""Marks that make another word of a word: it is not so."""

ACROSS = 2
"""In place of 0 or 1 in TokenBatch.begins: leans on the token before it, across a space too."""

CONTEXTS = 16
"""Sets of marks."""


def flip(marks: bytearray, start: int, end: int) -> None:
    """Deny what is there; what is denied already is so again."""
    for place in range(start, end):
        marks[place] ^= NEGATED


def mark(marks: bytearray, start: int, end: int, kind: int) -> None:
    """Put a mark on what is there."""
    for place in range(start, end):
        marks[place] |= kind


def sentence_start(bits: list[int], place: int, first: int, ends: int) -> int:
    """Where the sentence begins that ``place`` is in or behind, at ``first`` or after roles that are among ``ends``."""
    while place > first and not bits[place - 1] & ends:
        place -= 1
    return place


Handler = Callable[[list[int], bytearray, int, int, int], None]
"""Marks what a token has under it: roles of all tokens, marks, its place, first and behind the last of its text."""


@dataclass(frozen=True, slots=True)
class Scope:
    """How a language's roles make marks and segments.

    ``handlers`` say what tokens of a role do; ``ends`` are roles that end a sentence, ``links`` those after which and
    ``turns`` those before which a part of it begins. ``leans_back`` are shown with the token before them and ``leans_on``
    with the one after, across a space: a denial with what it denies.
    """

    handlers: tuple[tuple[int, Handler], ...]
    ends: int
    links: int
    turns: int
    leans_back: int = 0
    leans_on: int = 0

    def shown(self, roles: NDArray[np.uint32], begins: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """``begins`` with ACROSS where a token belongs to the one before it, whatever space is between them."""
        before, after = roles[:-1], roles[1:]
        parted = (before | after) & np.uint32(self.ends) > 0
        across = (after & np.uint32(self.leans_back) > 0) | (before & np.uint32(self.leans_on) > 0)
        found = begins.copy()
        found[1:][across & ~parted] = ACROSS
        return found

    def marks(self, roles: NDArray[np.uint32], rows: NDArray[np.int64]) -> NDArray[np.uint8]:
        """Marks of each token; ``rows`` are the n + 1 offsets of the texts."""
        triggers = np.uint32(sum({role for role, _ in self.handlers}))
        places = np.flatnonzero(roles & triggers)
        marks = bytearray(len(roles))
        if len(places):
            row = np.searchsorted(rows, places, side="right") - 1
            bits = roles.tolist()
            for place, first, last in zip(places.tolist(), rows[row].tolist(), rows[row + 1].tolist(), strict=True):
                for kind, handle in self.handlers:
                    if bits[place] & kind:
                        handle(bits, marks, place, first, last)
        return np.frombuffer(bytes(marks), dtype=np.uint8)

    def segments(self, roles: NDArray[np.uint32], rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Number of each token's segment, from 0 over all texts."""
        begins = np.zeros(len(roles) + 1, dtype=bool)
        begins[rows[:-1]] = True
        before, after = roles[:-1], roles[1:]
        ended = (before & np.uint32(self.ends) > 0) & (after & np.uint32(self.ends) == 0)
        begins[1:-1] |= ended | (before & np.uint32(self.links) > 0) | (after & np.uint32(self.turns) > 0)
        return np.cumsum(begins[:-1]) - 1
