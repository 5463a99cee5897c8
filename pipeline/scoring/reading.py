"""What one language's model reads in texts: the tone of each, and the chance of each emotion."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pipeline.emotions import EMOTIONS
from pipeline.languages.features import TokenBatch, row_of_each
from pipeline.languages.scope import UNREAL
from pipeline.scoring.linear import (
    FeatureHits,
    LinearHead,
    character_occurrences,
    content_occurrences,
    lexicon_of,
    token_occurrences,
)
from pipeline.scoring.model_file import LanguageModel
from pipeline.scoring.score_table import VALENCE_OF

NO_EMOTION = float(np.exp(-2))
"""How much there is for no emotion beside exp(logit) of each one."""

FURTHEST = 50.0
"""Logits are not taken further from 0 than this."""

STRONGEST_PART = 0.5
"""Weight of the part of a text that an emotion is strongest in; the rest is for the text as a whole."""

LOOKS_FORWARD = np.array([emotion.looks_forward for emotion in EMOTIONS])
"""Emotions that a wish or a request is not, though the words are alike."""

CLEAR_TONE = 1.5
"""Logit of a tone from which a text expresses something: where no emotion is present, the nearest of its side is."""

FAR_APART = 1 << 20
"""More than the code points of a text: keeps positions of different texts apart in one number."""


@dataclass(frozen=True, slots=True)
class LanguageHalf:
    """The texts of a chunk that one language reads: their ``rows`` in it, ``share`` of each, and their tokens."""

    model: LanguageModel
    rows: NDArray[np.int64]
    share: NDArray[np.float32]
    texts: list[str]
    batch: TokenBatch


@dataclass(frozen=True, slots=True)
class Reading:
    """A model's reading of m texts.

    ``tone`` [m]: logit of positive against negative. ``chances`` [m, emotions] add up to about 1 with that of none, a
    little more where parts of a text differ; the hits say what made them. ``tones`` [2, m] are the lowest and the highest
    logit of a text and its parts. ``wishes`` [m]: more than half of it is wished for, asked for or supposed.
    """

    tone: NDArray[np.float32]
    tones: NDArray[np.float32]
    wishes: NDArray[np.bool_]
    chances: NDArray[np.float64]
    tone_hits: FeatureHits
    emotion_hits: FeatureHits

    def leaning(self, logits: NDArray[np.float64]) -> "Reading":
        """The same with ``logits`` [m] added to the tones."""
        added = logits.astype(np.float32)
        return replace(self, tone=self.tone + added, tones=self.tones + added)


def reading(model: LanguageModel, texts: Sequence[str], batch: TokenBatch) -> Reading:
    """What ``model`` reads in ``texts``, whose tokens are ``batch``."""
    lexicon = lexicon_of(batch, model.polarity)
    heads = (model.tone, model.emotions)
    tokens = {orders: token_occurrences(batch, orders) for orders in {head.token_orders for head in heads}}
    letters = {
        orders: character_occurrences(texts, batch, orders)
        for orders in {head.character_orders for head in heads}
        if orders
    }
    content = content_occurrences(batch)
    hits = []
    for head in heads:
        found = [tokens[head.token_orders], letters.get(head.character_orders), content]
        hits.append(head.hits([part for part in found if part is not None], lexicon))
    tone = model.tone.scores(hits[0], lexicon)[:, 0]
    chances = _chances(model, tone, model.emotions.scores(hits[1], lexicon))
    parts = Parts.of(batch)
    tones = np.stack([tone, tone])
    if len(parts.rows):
        part_tone = parts.scores(model.tone, hits[0])[:, 0]
        of_parts = _chances(model, part_tone, parts.scores(model.emotions, hits[1]))
        first = np.flatnonzero(np.diff(parts.rows, prepend=-1))
        whole = parts.rows[first]
        strongest = np.maximum.reduceat(of_parts, first, axis=0)
        chances[whole] += STRONGEST_PART * (strongest - chances[whole])
        tones[0][whole] = np.minimum(tone[whole], np.minimum.reduceat(part_tone, first))
        tones[1][whole] = np.maximum(tone[whole], np.maximum.reduceat(part_tone, first))
    return Reading(tone, tones, _wishes(batch), chances, *hits)


def felt(model: LanguageModel, found: Reading) -> NDArray[np.bool_]:
    """Which emotions are present [m, emotions]: those whose chance reaches the threshold, of a side that the tone has somewhere.

    A text that wishes does not look forward, and says nothing of feelings unless its tone is clear. Where the tone is clear
    and none is present, the one of its side that comes nearest to its threshold.
    """
    lowest, highest = found.tones
    wrong_side = np.outer(highest < 0, VALENCE_OF > 0) | np.outer(lowest > 0, VALENCE_OF < 0)
    present: NDArray[np.bool_] = (found.chances >= model.thresholds) & ~wrong_side
    present &= ~np.outer(found.wishes, LOOKS_FORWARD)
    present[found.wishes & (np.abs(found.tone) < CLEAR_TONE)] = False
    nearness = found.chances / model.thresholds
    for side in (1, -1):
        silent = np.flatnonzero(~present.any(axis=1) & (side * found.tone > CLEAR_TONE))
        present[silent, np.where(side == VALENCE_OF, nearness[silent], -1).argmax(axis=1)] = True
    return present


def _wishes(batch: TokenBatch) -> NDArray[np.bool_]:
    rows, count = row_of_each(batch.rows), len(batch.rows) - 1
    content = batch.content > 0
    unreal = np.bincount(rows[content & (batch.marks & UNREAL > 0)], minlength=count)
    wishes: NDArray[np.bool_] = 2 * unreal > np.bincount(rows[content], minlength=count)
    return wishes


def _chances(model: LanguageModel, tone: NDArray[np.float32], emotions: NDArray[np.float32]) -> NDArray[np.float64]:
    """The chance of each emotion against the others and none."""
    logits = emotions + np.outer(tone, model.tone_gain) + model.shift
    amount = np.exp(np.clip(logits, -FURTHEST, FURTHEST))
    chances: NDArray[np.float64] = amount / (amount.sum(axis=1, keepdims=True) + NO_EMOTION)
    return chances


@dataclass(frozen=True, slots=True)
class Parts:
    """The segments of those texts that have several: the text that each is in, where it begins, and its number.

    ``starts`` are code points plus FAR_APART times the text; ``factors`` undo the text's length in n-grams' values
    and put that of the part in its place.
    """

    rows: NDArray[np.int64]
    starts: NDArray[np.int64]
    factors: NDArray[np.float64]
    divided: NDArray[np.bool_]

    @classmethod
    def of(cls, batch: TokenBatch) -> "Parts":
        """The parts of a batch."""
        count = len(batch.rows) - 1
        if not len(batch.hashes):
            nothing = np.zeros(0, dtype=np.int64)
            return cls(nothing, nothing, np.zeros(0), np.zeros(count, dtype=bool))
        first = np.flatnonzero(np.diff(batch.segments, prepend=-1))
        rows = row_of_each(batch.rows)[first]
        sizes = np.diff(first, append=len(batch.hashes))
        divided = np.bincount(rows, minlength=count) > 1
        kept = np.flatnonzero(divided[rows])
        factors = np.sqrt(np.diff(batch.rows)[rows] / sizes)
        return cls(rows[kept], (rows * FAR_APART + batch.starts[first])[kept], factors[kept], divided)

    def scores(self, head: LinearHead, hits: FeatureHits) -> NDArray[np.float32]:
        """[parts, C]: what ``head`` gives each part from the hits that begin in it."""
        chosen = np.flatnonzero(self.divided[hits.rows])
        position = hits.rows[chosen] * FAR_APART + hits.starts[chosen]
        part = np.maximum(np.searchsorted(self.starts, position, side="right") - 1, 0)
        part += self.rows[part] < hits.rows[chosen]
        order = np.argsort(part, kind="stable")
        chosen, part = chosen[order], part[order]
        total = np.tile(head.bias.astype(np.float64), (len(self.rows), 1))
        if len(chosen):
            products = head.weights.take(hits.features[chosen], axis=0)
            products = products * (hits.values[chosen] * self.factors[part])[:, None]
            first = np.flatnonzero(np.diff(part, prepend=-1))
            total[part[first]] += np.add.reduceat(products, first, axis=0)
        return total.astype(np.float32)
