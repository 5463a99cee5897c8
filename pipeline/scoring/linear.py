"""Linear models over n-gram keys: numpy only, weights stored small."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pipeline.languages.features import (
    CONTENT_SALT,
    MARK_SALTS,
    Ngrams,
    TokenBatch,
    characters,
    fold,
    ngrams,
    places_among,
    ranges,
    row_of_each,
)
from pipeline.languages.scope import ABSENT_MARKS, CONTEXTS

Weights = NDArray[np.float32 | np.float64]
"""Those of a head: float32 once it is calibrated, float64 while it is being fitted."""

BUCKET_BITS = 20
"""Buckets of keys for look-up: 2**20 places of 4 bytes, about one key in each."""


@dataclass(frozen=True, slots=True)
class FeatureHits:
    """The occurrences that a head knows, ordered by text: feature number, span and value of each."""

    features: NDArray[np.int32 | np.int64]
    rows: NDArray[np.int64]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    values: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class NgramOccurrences:
    """N-grams of n texts with their spans: ``keys`` uint32, ``rows``, ``starts``/``ends`` in code points, ``values``.

    ``values`` is 1 / sqrt(n-grams of that family in the text), so that long texts do not shout.
    """

    keys: NDArray[np.uint32]
    rows: NDArray[np.int64]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    values: NDArray[np.float32]

    def hits(self, features: NDArray[np.int32 | np.int64]) -> FeatureHits:
        """Those that are features, by the number of each one's feature, -1 for none."""
        found = np.flatnonzero(features >= 0)
        return FeatureHits(
            features.take(found),
            self.rows.take(found),
            self.starts.take(found),
            self.ends.take(found),
            self.values.take(found),
        )


def token_occurrences(batch: TokenBatch, orders: Sequence[int]) -> NgramOccurrences:
    """Token n-grams of a batch; a word under a negation or a wish is another word."""
    found = ngrams(batch.marked(), row_of_each(batch.rows), orders)
    return _occurrences(found, batch.starts, batch.ends, len(batch.rows) - 1)


def content_occurrences(batch: TokenBatch) -> NgramOccurrences:
    """Content tokens with all their marks, and pairs of neighbours among them, whatever stands between."""
    count = len(batch.rows) - 1
    place = np.flatnonzero(batch.content)
    rows = row_of_each(batch.rows)[place]
    pairs = ngrams(batch.marked()[place] ^ CONTENT_SALT, rows, (2,))
    full = place[batch.marks[place] > ABSENT_MARKS]
    singles = ngrams(
        batch.hashes[full] ^ CONTENT_SALT ^ MARK_SALTS[batch.marks[full]], row_of_each(batch.rows)[full], (1,)
    )
    found = Ngrams(
        np.concatenate((pairs.keys, singles.keys)),
        np.concatenate((pairs.rows, singles.rows)),
        np.concatenate((place[pairs.first], full[singles.first])),
        np.concatenate((place[pairs.last], full[singles.last])),
    )
    return _occurrences(found, batch.starts, batch.ends, count)


def character_occurrences(texts: Sequence[str], batch: TokenBatch | None, orders: Sequence[int]) -> NgramOccurrences:
    """Character n-grams of texts whose tokens are ``batch``; those of a word under a negation or a wish are others.

    Without a batch they are the same whatever a word is under.
    """
    hashes, rows, positions = characters(texts, None if batch is None else _character_salts(texts, batch))
    starts = positions.astype(np.int32)
    return _occurrences(ngrams(hashes, rows, orders), starts, starts + 1, len(texts))


def _character_salts(texts: Sequence[str], batch: TokenBatch) -> NDArray[np.uint64]:
    """The salt of each code point of all texts, from the mark of the token that it is in."""
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    first = np.cumsum(lengths) - lengths
    place = np.flatnonzero((batch.marks & ABSENT_MARKS) * batch.content)
    base = first[row_of_each(batch.rows)[place]]
    starts, ends = batch.starts[place] + base, batch.ends[place] + base
    inside, owner = ranges(starts, np.maximum(starts, ends))
    marks = np.zeros(int(lengths.sum()), dtype=np.uint8)
    marks[inside] = (batch.marks[place] & ABSENT_MARKS)[owner]
    return MARK_SALTS.take(marks)


def _occurrences(found: Ngrams, starts: NDArray[np.int32], ends: NDArray[np.int32], count: int) -> NgramOccurrences:
    """N-grams over elements with spans, as occurrences in texts."""
    number = np.bincount(found.rows, minlength=count)
    values = (1 / np.sqrt(np.maximum(number, 1))).astype(np.float32)
    return NgramOccurrences(
        found.keys, found.rows, starts.take(found.first), ends.take(found.last), values.take(found.rows)
    )


VADER_COLUMNS = 2
LEXICON_COLUMNS = VADER_COLUMNS + 2 * CONTEXTS
"""VADER's two sides, then for each set of marks our own words of praise under them, and those of blame."""


@dataclass(frozen=True, slots=True)
class Polarity:
    """How good or bad words are by themselves: ``keys`` uint32 ascending (of content tokens), ``values`` float32."""

    keys: NDArray[np.uint32]
    values: NDArray[np.float32]

    def of(self, keys: NDArray[np.uint32]) -> NDArray[np.float32]:
        """The value of each key, 0 for unknown ones."""
        found = np.zeros(len(keys), dtype=np.float32)
        place = places_among(self.keys, keys)
        known = np.flatnonzero(place >= 0)
        found[known] = self.values.take(place.take(known))
        return found


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A lexicon's words in n texts as occurrences, ``columns`` says in which of LEXICON_COLUMNS each counts.

    In VADER's columns the sum of ``values`` of a text is its compound in [-1, 1], in the others that of the words'
    polarity, divided by the root of the number of content tokens. ``absent`` [n] is 1 where VADER's compound is near 0.
    """

    rows: NDArray[np.int64]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    values: NDArray[np.float32]
    columns: NDArray[np.int64]
    absent: NDArray[np.float32]


@dataclass(frozen=True)
class LinearHead:
    """C linear functions over F n-grams: ``keys`` uint32[F] ascending, ``weights`` float32[F + L, C], ``bias`` [C].

    The last L = LEXICON_COLUMNS rows weigh the lexicon's words; ``absent`` [C] is added where VADER finds nothing. The orders say which n-grams the head looks at.
    """

    keys: NDArray[np.uint32]
    weights: Weights
    bias: Weights
    absent: Weights
    token_orders: tuple[int, ...]
    character_orders: tuple[int, ...]

    def hits(self, occurrences: Sequence[NgramOccurrences], lexicon: Lexicon) -> FeatureHits:
        """The occurrences that are features of this head, and the lexicon's words, ordered by text."""
        words = FeatureHits(
            len(self.keys) + lexicon.columns,
            lexicon.rows,
            lexicon.starts,
            lexicon.ends,
            lexicon.values,
        )
        parts = [*(part.hits(self._places(part.keys)) for part in occurrences), words]
        joined = FeatureHits(
            *(np.concatenate([getattr(part, name) for part in parts]) for name in FeatureHits.__slots__)
        )
        order = np.argsort(joined.rows, kind="stable")
        return FeatureHits(*(getattr(joined, name).take(order) for name in FeatureHits.__slots__))

    @cached_property
    def _starts(self) -> NDArray[np.int32]:
        """Place of the first key of each bucket; keys share a bucket with those of the same upper BUCKET_BITS."""
        found = np.zeros(1 << BUCKET_BITS, dtype=np.int32)
        sizes = np.bincount(self.keys >> np.uint32(32 - BUCKET_BITS), minlength=len(found))
        np.cumsum(sizes[:-1], out=found[1:])
        return found

    @cached_property
    def _guarded(self) -> NDArray[np.uint32]:
        """The keys, and one behind them that is smaller than none."""
        return np.append(self.keys, np.uint32(0xFFFFFFFF))

    def _places(self, keys: NDArray[np.uint32]) -> NDArray[np.int32]:
        """Place of each key among the head's, -1 for unknown ones; ten times as fast as a binary search."""
        place = self._starts.take(keys >> np.uint32(32 - BUCKET_BITS))
        found = self._guarded.take(place)
        behind = np.flatnonzero(found < keys)
        while len(behind):
            place[behind] += 1
            found[behind] = self._guarded[place[behind]]
            behind = behind[found[behind] < keys[behind]]
        place[(found != keys) | (place == len(self.keys))] = -1
        return place

    def scores(self, hits: FeatureHits, lexicon: Lexicon) -> NDArray[np.float32]:
        """[n, C] linear scores."""
        total = self.bias + np.outer(lexicon.absent, self.absent)
        if len(hits.rows):
            products = self.weights.take(hits.features, axis=0)
            products *= hits.values[:, None]
            first = np.flatnonzero(np.diff(hits.rows, prepend=-1))
            total[hits.rows[first]] += np.add.reduceat(products, first, axis=0)
        return total.astype(np.float32)


def lexicon_of(batch: TokenBatch, polarity: Polarity) -> Lexicon:
    """The words that VADER or ``polarity`` knows."""
    count = len(batch.rows) - 1
    rows = row_of_each(batch.rows)
    sums = np.bincount(rows, batch.lexicon, minlength=count)
    total = sums + np.sign(sums) * np.minimum(batch.emphasis, np.abs(sums))
    compound = total / np.sqrt(total * total + 15)
    per_valence = np.divide(compound, sums, out=np.zeros(count), where=np.abs(sums) > 1e-6)
    weighed = np.flatnonzero(batch.lexicon)
    own, own_values, own_columns = _own_words(batch, rows, polarity)
    places = np.concatenate((weighed, own))
    return Lexicon(
        rows[places],
        batch.starts[places],
        batch.ends[places],
        np.concatenate((batch.lexicon[weighed] * per_valence[rows[weighed]], own_values)).astype(np.float32),
        np.concatenate((np.where(sums[rows[weighed]] > 0, 0, 1), own_columns)),
        (np.abs(compound) < 0.01).astype(np.float32),
    )


def _own_words(
    batch: TokenBatch, rows: NDArray[np.int64], polarity: Polarity
) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.int64]]:
    """Places of the content tokens that ``polarity`` knows, their values, and the columns that their marks give them."""
    places = np.flatnonzero(batch.content)
    number = np.bincount(rows[places], minlength=len(batch.rows) - 1)
    values = polarity.of(polarity_keys(batch.hashes[places]))
    known = np.flatnonzero(values)
    places, values = places[known], values[known]
    columns = VADER_COLUMNS + 2 * batch.marks[places].astype(np.int64) + (values < 0)
    return places, (values / np.sqrt(number[rows[places]])).astype(np.float32), columns


def polarity_keys(hashes: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """Keys of tokens in a ``Polarity``."""
    return fold(hashes)
