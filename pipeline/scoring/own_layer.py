"""A company's own layer: what the stars of its comments have taught beside the shipped tone. numpy alone.

For each language FOLDS linear functions over n-grams and the shipped tone's logit, each learned from the texts of all
folds but its own, and one learned from all. A text that was learned from is scored by the function of its fold, so that no
comment's tone is decided by its own rating; any other text by that of all. A text gets the same tone wherever and whenever it
is scored. Which texts were learned from is kept in SEEN bits, of which other texts meet some by accident: they are then
scored by one function, and nobody can tell from the bits whether a text was there.
"""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import ModelError
from pipeline.languages.features import TokenBatch, places_among, token_hash
from pipeline.scoring.evidence import HighlightUnits, contributions
from pipeline.scoring.linear import FeatureHits, NgramOccurrences, character_occurrences, token_occurrences

FOLDS = 5
"""Parts that texts fall into by what is written in them."""

CHARACTER_ORDERS, TOKEN_ORDERS = (1, 2, 3, 4), (1, 2)
"""Lengths of the n-grams that a layer looks at."""

SEEN = 1 << 16
"""Bits that say which texts were learned from."""

MOST_CHANGE = 2.0
"""Most that a layer moves the tone's logit, so that full marks with a clear complaint (a logit under -2) stay negative."""

UNFAMILIAR, STEEPNESS = 0.15, 6.0
"""A text this much less familiar than usual is left as shipped; the layer counts wholly 1 / STEEPNESS above that."""

FORMAT = 1
"""Version of the layout and of what a layer looks at."""

SEPARATOR = "+"
"""Between the shipped scorer's version and that of the layer."""


def text_grams(texts: Sequence[str], batch: TokenBatch) -> NgramOccurrences:
    """The n-grams of texts, whose tokens are ``batch``, ordered by text."""
    parts = character_occurrences(texts, None, CHARACTER_ORDERS), token_occurrences(batch, TOKEN_ORDERS)
    names = NgramOccurrences.__slots__
    order = np.argsort(np.concatenate([part.rows for part in parts]), kind="stable")
    return NgramOccurrences(*(np.concatenate([getattr(part, name) for part in parts])[order] for name in names))


@dataclass(frozen=True, slots=True)
class OwnReading:
    """What a layer makes of m texts: ``change`` [m] is what it adds to the tone's logit, the hits say by which words."""

    change: NDArray[np.float64]
    hits: FeatureHits
    weights: NDArray[np.float32]
    folds: NDArray[np.int64]

    def contributions(self, layout: HighlightUnits) -> NDArray[np.float64]:
        """What each unit of the texts adds, in the order of ``evidence.contributions``."""
        rows = np.arange(len(self.change))
        return contributions(layout, self.hits, self.weights, rows, self.folds, len(rows))[2]


@dataclass(frozen=True)
class LanguageLayer:
    """The functions of one language: ``keys`` uint32[F] ascending, ``weights`` [F, FOLDS + 1], ``slope`` and ``bias``.

    The last of each is the mean; ``seen`` uint8 [SEEN / 8] are the bits of the texts that were learned from. Fold f says of a text whose shipped logit is z: slope[f] z + bias[f] + the sum of its n-grams' weights.
    """

    keys: NDArray[np.uint32]
    weights: NDArray[np.float32]
    slope: NDArray[np.float32]
    bias: NDArray[np.float32]
    seen: NDArray[np.uint8]
    usual: NDArray[np.float32]

    def reading(self, texts: Sequence[str], batch: TokenBatch, logits: NDArray[np.float32 | np.float64]) -> OwnReading:
        """What the layer makes of texts, whose tokens are ``batch`` and whose shipped tone has ``logits``."""
        hashes = hashes_of(texts)
        folds = np.where(np.unpackbits(self.seen)[bits_of(hashes)], folds_of(hashes), FOLDS)
        grams = text_grams(texts, batch)
        hits = grams.hits(places_among(self.keys, grams.keys))
        familiar = familiarity(grams, hits, len(texts))
        weighed = self.weights[hits.features, folds[hits.rows]].astype(np.float64) * hits.values
        words = np.bincount(hits.rows, weighed, minlength=len(texts))
        whole = (self.slope[folds] - 1) * logits + self.bias[folds] * familiar + words
        return OwnReading(bounded(whole, familiar, float(self.usual[0])), hits, self.weights, folds)


def familiarity(grams: NgramOccurrences, known: FeatureHits, count: int) -> NDArray[np.float64]:
    """The part of the n-grams of each of ``count`` texts that are known, 0 where it has none."""
    there = np.bincount(grams.rows, minlength=count)
    found: NDArray[np.float64] = np.bincount(known.rows, minlength=count) / np.maximum(there, 1)
    return found


def bounded(change: NDArray[np.float64], familiar: NDArray[np.float64], usual: float) -> NDArray[np.float64]:
    """What is added of a change: at most MOST_CHANGE, and nothing to texts that are far less familiar than usual."""
    trust = np.clip((familiar - usual + UNFAMILIAR) * STEEPNESS, 0, 1)
    added: NDArray[np.float64] = np.clip(change, -MOST_CHANGE, MOST_CHANGE) * trust
    return added


def hashes_of(texts: Sequence[str]) -> NDArray[np.uint64]:
    """A hash of the letters of each text: spelling, spaces, marks and digits aside, the same words are the same text."""
    return np.fromiter(map(letters_hash, texts), dtype=np.uint64, count=len(texts))


def letters_hash(text: str) -> int:
    """A 64-bit hash of the letters of a text, the same on every machine."""
    return token_hash("".join(filter(str.isalpha, text.casefold())))


def folds_of(hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
    """The fold of each text."""
    return (hashes % np.uint64(FOLDS)).astype(np.int64)


def bits_of(hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
    """The bit of each text among SEEN."""
    return (hashes >> np.uint64(48)).astype(np.int64)


def seen_bits(hashes: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """The SEEN bits of texts, packed."""
    bits = np.zeros(SEEN, dtype=np.uint8)
    bits[bits_of(hashes)] = 1
    return np.packbits(bits)


@dataclass(frozen=True)
class OwnLayer:
    """The layers of all languages that have one, for the shipped scorer of ``base_version``."""

    base_version: str
    languages: Mapping[str, LanguageLayer]

    @cached_property
    def content(self) -> bytes:
        """The layer as bytes; the same layer is the same bytes."""
        arrays = {f"{code}_{name}": getattr(layer, name) for code, layer in self.languages.items() for name in _NAMES}
        arrays |= {f"{code}_weights": layer.weights.astype(np.float16) for code, layer in self.languages.items()}
        facts = {"format": FORMAT, "base_version": self.base_version, "languages": sorted(self.languages)}
        buffer = io.BytesIO()
        np.savez_compressed(buffer, facts=np.frombuffer(json.dumps(facts).encode(), dtype=np.uint8), **arrays)
        return buffer.getvalue()

    @property
    def version(self) -> str:
        """Names exactly these weights."""
        return f"own-{sha256(self.content).hexdigest()[:10]}"

    @property
    def scorer_version(self) -> str:
        """The version of a scorer with this layer."""
        return f"{self.base_version}{SEPARATOR}{self.version}"


_NAMES = ("keys", "weights", "slope", "bias", "seen", "usual")


def layer_from(content: bytes) -> OwnLayer:
    """The layer that ``content`` holds; raises ModelError where it cannot be read."""
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            facts = json.loads(arrays["facts"].tobytes())
            if facts["format"] != FORMAT:
                raise ValueError("made by another version of Ondo")
            languages = {
                code: LanguageLayer(*map(_wide, (arrays[f"{code}_{name}"] for name in _NAMES)))
                for code in facts["languages"]
            }
            return OwnLayer(facts["base_version"], languages)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise ModelError(
            f"the layer learned from your own stars cannot be read ({error})",
            where="table own_layer",
            remedy="learn it again: `ondo adapt`, or take it away: `ondo adapt --undo`",
        ) from error


def _wide(values: NDArray[Any]) -> NDArray[Any]:
    """Stored values as they are reckoned with."""
    return values.astype(np.float32) if values.dtype == np.float16 else values
