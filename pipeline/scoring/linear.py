"""Linear models over n-gram keys: numpy only, weights stored small."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pipeline.languages.features import Ngrams, TokenBatch, characters, ngrams, row_of_each

Weights = NDArray[np.float32 | np.float64]
"""Those of a head: float32 once it is calibrated, float64 while it is being fitted."""

BUCKET_BITS = 20
"""Buckets of keys for look-up: 2**20 places of 4 bytes, about one key in each."""


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


@dataclass(frozen=True, slots=True)
class FeatureHits:
    """The occurrences that a head knows, ordered by text: feature number, span and value of each."""

    features: NDArray[np.int32 | np.int64]
    rows: NDArray[np.int64]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    values: NDArray[np.float32]


def token_occurrences(batch: TokenBatch, orders: Sequence[int]) -> NgramOccurrences:
    """Token n-grams of a batch."""
    found = ngrams(batch.hashes, row_of_each(batch.rows), orders)
    return _occurrences(found, batch.starts, batch.ends, len(batch.rows) - 1)


def character_occurrences(texts: Sequence[str], orders: Sequence[int]) -> NgramOccurrences:
    """Character n-grams of texts."""
    hashes, rows, positions = characters(texts)
    starts = positions.astype(np.int32)
    return _occurrences(ngrams(hashes, rows, orders), starts, starts + 1, len(texts))


def _occurrences(found: Ngrams, starts: NDArray[np.int32], ends: NDArray[np.int32], count: int) -> NgramOccurrences:
    """N-grams over elements with spans, as occurrences in texts."""
    number = np.bincount(found.rows, minlength=count)
    values = (1 / np.sqrt(np.maximum(number, 1))).astype(np.float32)
    return NgramOccurrences(
        found.keys, found.rows, starts.take(found.first), ends.take(found.last), values.take(found.rows)
    )


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A lexicon's words in n texts as occurrences: the sum of ``values`` of a text is its compound in [-1, 1].

    ``positive`` tells for each word whether the text as a whole is; ``absent`` [n] is 1 where the compound is near 0.
    """

    rows: NDArray[np.int64]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    values: NDArray[np.float32]
    positive: NDArray[np.bool_]
    absent: NDArray[np.float32]


@dataclass(frozen=True)
class LinearHead:
    """C linear functions over F n-grams: ``keys`` uint32[F] ascending, ``weights`` float32[F + 2, C], ``bias`` [C].

    The last two rows weigh the lexicon's words where the lexicon finds the text positive, and where negative;
    ``absent`` [C] is added where it finds nothing. The orders say which n-grams the head looks at.
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
            len(self.keys) + 1 - lexicon.positive.astype(np.int64),
            lexicon.rows,
            lexicon.starts,
            lexicon.ends,
            lexicon.values,
        )
        parts = [*(self._features_of(part) for part in occurrences), words]
        joined = FeatureHits(
            *(np.concatenate([getattr(part, name) for part in parts]) for name in FeatureHits.__slots__)
        )
        order = np.argsort(joined.rows, kind="stable")
        return FeatureHits(*(getattr(joined, name).take(order) for name in FeatureHits.__slots__))

    def _features_of(self, part: NgramOccurrences) -> FeatureHits:
        place = self._places(part.keys)
        found = np.flatnonzero(place >= 0)
        return FeatureHits(
            place.take(found), *(getattr(part, name).take(found) for name in ("rows", "starts", "ends", "values"))
        )

    @cached_property
    def _starts(self) -> NDArray[np.int32]:
        """Place of the first key of each bucket; keys share a bucket with those of the same upper BUCKET_BITS."""
        firsts = np.arange(1 << BUCKET_BITS, dtype=np.uint64) << np.uint64(32 - BUCKET_BITS)
        return np.searchsorted(self.keys, firsts.astype(np.uint32)).astype(np.int32)

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


def lexicon_of(batch: TokenBatch) -> Lexicon:
    """The words that VADER knows, its compound s / sqrt(s^2 + 15) split among them (s: sum of valences + emphasis)."""
    count = len(batch.rows) - 1
    rows = row_of_each(batch.rows)
    sums = np.bincount(rows, batch.lexicon, minlength=count)
    total = sums + np.sign(sums) * np.minimum(batch.emphasis, np.abs(sums))
    compound = total / np.sqrt(total * total + 15)
    per_valence = np.divide(compound, sums, out=np.zeros(count), where=np.abs(sums) > 1e-6)
    weighed = np.flatnonzero(batch.lexicon)
    owner = rows[weighed]
    values = (batch.lexicon[weighed] * per_valence[owner]).astype(np.float32)
    absent = (np.abs(compound) < 0.01).astype(np.float32)
    return Lexicon(owner, batch.starts[weighed], batch.ends[weighed], values, sums[owner] > 0, absent)
