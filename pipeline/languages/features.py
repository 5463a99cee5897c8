"""Feature keys: tokens and characters of many texts as flat arrays, and the n-grams over them as 32-bit keys.

A *key* is a 32-bit hash of an n-gram. A model of F features lists F keys; a foreign n-gram meets one of them by
accident with probability F / 2**32 (300,000 features: 0.00007).
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from pipeline.languages.clauses import NO_CLAUSES, Begins, Clauses, after_sentences, clauses_of
from pipeline.languages.pairs import FoundPair, PairFinder, no_pairs, pairs_of
from pipeline.languages.scope import ABSENT_MARKS, CONTENT, CONTEXTS, Scope

_FIRST = np.uint64(0x9E3779B97F4A7C15)
_SECOND = np.uint64(0xC2B2AE3D27D4EB4F)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_SHIFT = np.uint64(32)

Key = TypeVar("Key", np.uint32, np.uint64)

MARKS_OF_SCALES = frozenset((*map(str, range(11)), "100"))
"""Numbers that are read as what they are, since people grade with them; all others are one."""

MARK_SALTS = np.array([0, *(int(_FIRST) * number % 2**64 for number in range(3, 3 + CONTEXTS - 1))], dtype=np.uint64)
"""By set of marks: what makes a token under them another one."""

CONTENT_SALT = np.uint64(0xA0761D6478BD642F)
"""Keeps keys of n-grams over content tokens apart."""

CHARACTER_SALT = 0x5BD1E995
"""Keeps keys of character n-grams apart from those of token n-grams."""


@dataclass(frozen=True, slots=True)
class TokenBatch:
    """Tokens of n texts, flat: ``hashes``, ``starts``/``ends`` (code points), ``rows`` of n + 1 offsets.

    ``begins`` uint8 is 1 where a token starts a unit that is shown as a whole (a Korean stem with its endings), ACROSS where
    it belongs to the token before it though a space is between them.
    ``lexicon`` float32 is a lexicon's valence of each token (zeros where the language has none); ``emphasis`` float32
    one value a text; ``lemmas`` the distinct content lemmas of each text in order of first appearance. ``marks`` uint8 says
    what each token stands under (see ``scope``), ``content`` uint8 is 1 for those that carry meaning of their own,
    ``segments`` int64 the number of the sentence, or of its part before or after a but, that each is in.
    ``clauses`` are what is said of one thing each, ``pairs`` what is said there of what, with the code point at which it is.
    """

    hashes: NDArray[np.uint64]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    rows: NDArray[np.int64]
    begins: NDArray[np.uint8]
    lexicon: NDArray[np.float32]
    emphasis: NDArray[np.float32]
    lemmas: list[list[str]]
    marks: NDArray[np.uint8]
    content: NDArray[np.uint8]
    segments: NDArray[np.int64]
    clauses: Clauses = NO_CLAUSES
    pairs: list[list[FoundPair]] = field(default_factory=list)

    def marked(self) -> NDArray[np.uint64]:
        """``hashes``, those of content tokens under a negation or a wish made others."""
        return self.hashes ^ MARK_SALTS.take((self.marks & ABSENT_MARKS) * self.content)


class TokenBatchBuilder:
    """Collects tokens text by text: append to ``hashes``, ``starts``, ``ends`` (and more), then end the row.

    ``acts`` are those that ``begins`` reads, ``parts`` those of ``pairs``; ``breaks`` the tokens before which a line begins.
    """

    def __init__(self, scope: Scope, begins: Begins = after_sentences, pairs: PairFinder = no_pairs) -> None:
        self._scope = scope
        self._begins = begins
        self._pairs = pairs
        self.parts: list[str] = []
        self.acts = array("H")
        self.breaks: set[int] = set()
        self.roles = array("I")
        self.hashes = array("Q")
        self.starts = array("i")
        self.ends = array("i")
        self.begins = array("B")
        self.lexicon = array("f")
        self.emphasis = array("f")
        self.rows = array("q", [0])
        self.lemmas: list[list[str]] = []

    def end_row(self, lemmas: Iterable[str], emphasis: float = 0.0, text: str = "") -> None:
        """Close the current text; ``text`` is that of the tokens."""
        if "\n" in text:
            self._note_lines(text)
        self.rows.append(len(self.hashes))
        self.lemmas.append(list(dict.fromkeys(lemmas)))
        self.emphasis.append(emphasis)

    def _note_lines(self, text: str) -> None:
        """Note the tokens of the current text before which a line begins."""
        for place in range(self.rows[-1] + 1, len(self.hashes)):
            if "\n" in text[self.ends[place - 1] : self.starts[place]]:
                self.breaks.add(place)

    def build(self) -> TokenBatch:
        """The arrays of what was collected."""
        count = len(self.hashes)
        begins = np.array(self.begins, dtype=np.uint8) if self.begins else np.ones(count, dtype=np.uint8)
        lexicon = np.array(self.lexicon, dtype=np.float32) if self.lexicon else np.zeros(count, dtype=np.float32)
        roles, rows = np.array(self.roles, dtype=np.uint32), np.array(self.rows, dtype=np.int64)
        clauses = clauses_of(self.acts or array("H", bytes(2 * count)), self.rows, self.breaks, self._begins)
        return TokenBatch(
            np.array(self.hashes, dtype=np.uint64),
            np.array(self.starts, dtype=np.int32),
            np.array(self.ends, dtype=np.int32),
            rows,
            self._scope.shown(roles, begins),
            lexicon,
            np.array(self.emphasis, dtype=np.float32),
            self.lemmas,
            self._scope.marks(roles, rows),
            (roles & np.uint32(CONTENT) > 0).astype(np.uint8),
            self._scope.segments(roles, rows),
            clauses,
            pairs_of(self._pairs, self.parts, self.starts, self.ends, self.rows, clauses),
        )


@dataclass(frozen=True, slots=True)
class Ngrams:
    """Occurrences of n-grams in n texts: ``keys`` uint32, ``rows`` (text number), ``first``/``last`` element of each.

    Elements are tokens for token n-grams and kept characters for character n-grams.
    """

    keys: NDArray[np.uint32]
    rows: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]


def token_hash(name: str) -> int:
    """64-bit hash of a token's name; the same on every machine."""
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def fold(values: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """The upper half of ``values`` after mixing."""
    mixed = (values ^ (values >> _SHIFT)) * _MIX
    return (mixed >> _SHIFT).astype(np.uint32)


def row_of_each(offsets: NDArray[np.int64]) -> NDArray[np.int64]:
    """Text number of each element, from n + 1 offsets."""
    return np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))


def places_among(known: NDArray[Key], asked: NDArray[Key]) -> NDArray[np.int64]:
    """Place of each of ``asked`` among ``known``, which are ascending; -1 where it is not there."""
    if not len(known):
        return np.full(len(asked), -1)
    place = np.minimum(np.searchsorted(known, asked), len(known) - 1)
    return np.where(known.take(place) == asked, place, -1)


def ranges(first: NDArray[np.int64], last: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The numbers of each range from ``first`` to before ``last``, one range after the other, and that of each one's range."""
    lengths = last - first
    owner = np.repeat(np.arange(len(first)), lengths)
    before = np.cumsum(lengths) - lengths
    return np.arange(len(owner)) - before[owner] + first[owner], owner


def ngrams(hashes: NDArray[np.uint64], rows: NDArray[np.int64], orders: Sequence[int]) -> Ngrams:
    """All n-grams of the given orders that stay within one text; ``rows`` is the text number of each element."""
    keys: list[NDArray[np.uint32]] = []
    texts: list[NDArray[np.int64]] = []
    first: list[NDArray[np.int64]] = []
    last: list[NDArray[np.int64]] = []
    rolling = hashes
    for order in range(1, max(orders) + 1):
        if order > 1:
            rolling = rolling[:-1] * _FIRST + hashes[order - 1 :] * _SECOND + np.uint64(order)
        if order in orders:
            start = np.flatnonzero(rows[: len(rolling)] == rows[order - 1 :])
            keys.append(fold(rolling[start]))
            texts.append(rows[start])
            first.append(start)
            last.append(start + order - 1)
    return Ngrams(np.concatenate(keys), np.concatenate(texts), np.concatenate(first), np.concatenate(last))


def characters(
    texts: Sequence[str], salts: NDArray[np.uint64] | None = None
) -> tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64]]:
    """Hash, text number and position of each character that counts: no white space, runs of one character cut to two.

    ASCII letters are folded to lower case; digits to 0. Positions are code points of the text as given. ``salts``, one for
    each code point of all texts, make other characters of those under a negation.
    """
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    points = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    rows = np.repeat(np.arange(len(texts)), lengths)
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1])) if len(texts) else np.zeros(0, dtype=np.int64)
    positions = np.arange(len(points)) - np.repeat(starts, lengths)
    keep = points > 32
    keep &= (points != 0xA0) & (points != 0x3000) & (points != 0xFE0F)
    points, rows, positions = points[keep], rows[keep], positions[keep]
    again = np.zeros(len(points), dtype=bool)
    again[2:] = (points[2:] == points[1:-1]) & (points[2:] == points[:-2]) & (rows[2:] == rows[:-2])
    points, rows, positions = points[~again], rows[~again], positions[~again]
    points = np.where((points >= 65) & (points <= 90), points + 32, points)
    points = np.where((points >= 48) & (points <= 57), 48, points)
    hashes = _mixed_points(points)
    return hashes if salts is None else hashes ^ salts[keep][~again], rows, positions


def _mixed_points(points: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """64-bit hashes of code points, salted."""
    values = (points.astype(np.uint64) + np.uint64(CHARACTER_SALT)) * _MIX
    return values ^ (values >> np.uint64(29))
