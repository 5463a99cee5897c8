"""Learns a company's own layer from its rated comments: a logistic regression beside the shipped tone, and what it gains.

Of each language apart: complaints all, praise at most PRAISE times as much, comments whose stars contradict a fit that
has not seen them left out. It is kept only where it wins on comments whose product, and of the newest ones whose time
too, it has not learned from.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from pipeline.languages import LANGUAGES
from pipeline.languages.composed import compose
from pipeline.languages.features import TokenBatch, places_among, token_hash
from pipeline.scoring.linear import FeatureHits, NgramOccurrences
from pipeline.scoring.own_layer import (
    FOLDS,
    LanguageLayer,
    OwnLayer,
    bounded,
    familiarity,
    folds_of,
    hashes_of,
    letters_hash,
    seen_bits,
    text_grams,
)
from pipeline.scoring.scorer import Scorer
from pipeline.training.label_figures import Z
from pipeline.training.layer_words import ChangedWord, ReadTexts, changed_words

FEWEST_RATED, FEWEST_OF_A_SIDE = 200, 30
"""Rated comments of a language, and of its smaller side, under which nothing is learned."""

MOST_COMPLAINTS = 10_000
"""Complaints learned from at most: ten thousand comments teach what a hundred thousand do."""

PRAISE = 3
"""Comments of praise for each complaint at most."""

STRICTNESS = 0.5
"""C of the logistic regression: smaller is more regularised."""

FEWEST_TEXTS = 2
"""Texts that an n-gram stands in at least."""

MOST_GRAMS = 60_000
"""N-grams of a layer, those that move most: under a megabyte."""

CONTRADICTS = 6.0
"""Logit from which a fit that has not seen a comment contradicts its stars, and it is left out; with less, comments that
are hard but rightly rated are lost, too."""

MOST_USUAL = 0.8
"""Familiarity that is not asked for more of: of short answers in a few set phrases nearly every n-gram is known."""

BLOCKS = 5
"""Parts by product in turn held back, and part of the newest comments held back with them."""

Numbers = NDArray[np.float64]
Sides = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class RatedComment:
    """A comment whose stars are clear: ``is_praise`` for full marks, else a complaint."""

    text: str
    is_praise: bool
    language: str
    product: str | None = None
    answered_at: datetime | None = None
    customer: str | None = None


@dataclass(frozen=True, slots=True)
class GainFigures:
    """How often the sign of the tone is right on held-back comments, mean of both sides, ``before`` and ``after``.

    ``low`` and ``high`` are the 95 % interval of the gain, of ``n`` comments; all fractions.
    """

    n: int
    before: float
    after: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class LanguageOutcome:
    """What was learned from the comments of one language: ``refused`` says why nothing is, '' where it is.

    ``newest`` are the figures on the newest comments alone, None where none has a date.
    """

    language: str
    complaints: int
    praise: int
    contradicting: int = 0
    gain: GainFigures | None = None
    newest: GainFigures | None = None
    words: list[ChangedWord] = field(default_factory=list)
    refused: str = ""


def learn(comments: Sequence[RatedComment], scorer: Scorer) -> tuple[OwnLayer | None, list[LanguageOutcome]]:
    """The layer (None where no language gains) for the shipped ``scorer``, and the outcome of each language."""
    outcomes, layers = [], {}
    with threadpool_limits(1):
        for code in LANGUAGES:
            chosen = _chosen([one for one in comments if one.language == code])
            outcome, layer = _learn_language(code, chosen, scorer)
            outcomes.append(outcome)
            if layer is not None:
                layers[code] = layer
    return OwnLayer(scorer.version, layers) if layers else None, outcomes


def _chosen(comments: Sequence[RatedComment]) -> list[RatedComment]:
    """One comment of each wording, none where its stars differ; all complaints, praise at most PRAISE times as much."""
    by_wording: dict[int, list[RatedComment]] = defaultdict(list)
    for one in comments:
        by_wording[letters_hash(one.text)].append(one)
    clear = [(key, same[0]) for key, same in by_wording.items() if len({one.is_praise for one in same}) == 1]
    ordered = [one for _, one in sorted(clear, key=lambda item: item[0])]
    complaints = [one for one in ordered if not one.is_praise][:MOST_COMPLAINTS]
    return complaints + [one for one in ordered if one.is_praise][: PRAISE * len(complaints)]


def _learn_language(
    code: str, comments: Sequence[RatedComment], scorer: Scorer
) -> tuple[LanguageOutcome, LanguageLayer | None]:
    praise = sum(one.is_praise for one in comments)
    complaints = len(comments) - praise
    if len(comments) < FEWEST_RATED or min(praise, complaints) < FEWEST_OF_A_SIDE:
        return LanguageOutcome(code, complaints, praise, refused=_too_few(complaints, praise)), None
    design = _Design.of(code, comments, scorer)
    agrees = design.agreeing()
    gain, newest = _gains(design, comments, agrees)
    outcome = LanguageOutcome(code, complaints, praise, int((~agrees).sum()), gain, newest)
    refused = _no_gain(gain, newest)
    if refused:
        return replace(outcome, refused=refused), None
    layer = _layer(design, agrees)
    return replace(outcome, words=changed_words(layer, design.read, [one.customer for one in comments])), layer


def _too_few(complaints: int, praise: int) -> str:
    return (
        f"{complaints:,} complaints and {praise:,} of praise in different words are too few: "
        f"it takes {FEWEST_RATED} rated comments, {FEWEST_OF_A_SIDE} of each side"
    )


def _no_gain(gain: GainFigures, newest: GainFigures | None) -> str:
    if gain.low <= 0:
        return "it does not gain for certain on comments held back"
    if newest is not None and newest.high < 0:
        return "it loses on the newest comments, which were held back"
    return ""


@dataclass(frozen=True, slots=True)
class _Design:
    """Comments as rows: n-grams by their place among ``keys``, the shipped tone's ``logits``, sides, folds and texts."""

    texts: list[str]
    keys: NDArray[np.uint32]
    grams: sparse.csr_matrix
    logits: Numbers
    is_praise: Sides
    folds: NDArray[np.int64]
    familiar: Numbers
    batch: TokenBatch

    @property
    def usual(self) -> float:
        """The familiarity that nine in ten of the texts have at least, MOST_USUAL where they are much alike."""
        return min(MOST_USUAL, float(np.quantile(self.familiar, 0.1)))

    @property
    def read(self) -> ReadTexts:
        """The texts as the layer reads them."""
        return ReadTexts(self.texts, self.batch, self.logits)

    @classmethod
    def of(cls, code: str, comments: Sequence[RatedComment], scorer: Scorer) -> "_Design":
        texts = [compose(one.text).text for one in comments]
        batch = LANGUAGES[code].token_batch(texts)
        found = text_grams(texts, batch)
        keys, counts = np.unique(_once(found), return_counts=True)
        keys = keys[counts >= FEWEST_TEXTS]
        folds = folds_of(hashes_of(texts))
        sides = np.array([one.is_praise for one in comments])
        hits = found.hits(places_among(keys, found.keys))
        familiar = familiarity(found, hits, len(texts))
        return cls(
            texts,
            keys,
            _as_matrix(hits, len(texts), len(keys)),
            _logits(texts, scorer),
            sides,
            folds,
            familiar,
            batch,
        )

    def fit(self, rows: NDArray[np.int64]) -> tuple[Numbers, float, float]:
        """Weights of n-grams, slope of the logits and bias by familiarity, from some rows, both sides weighing the same."""
        grams = self.grams[rows]
        seen = grams.getnnz(axis=0)
        rarity = np.where(seen >= FEWEST_TEXTS, np.log((1 + len(rows)) / (1 + seen)) + 1, 0.0)
        dense = np.stack((self.logits[rows], self.familiar[rows]), axis=1)
        matrix = sparse.hstack([grams @ sparse.diags(rarity), dense]).tocsr()
        model = LogisticRegression(
            C=STRICTNESS, class_weight="balanced", max_iter=200, tol=1e-3, fit_intercept=False
        ).fit(matrix, self.is_praise[rows])
        *weights, slope, bias = model.coef_[0]
        return np.array(weights) * rarity, float(slope), float(bias)

    def said(self, fitted: tuple[Numbers, float, float], rows: NDArray[np.int64]) -> Numbers:
        """What a fit adds to the logits of rows, unbounded."""
        weights, slope, bias = fitted
        said: Numbers = self.grams[rows] @ weights + (slope - 1) * self.logits[rows] + bias * self.familiar[rows]
        return said

    def agreeing(self) -> Sides:
        """Whether a fit that has not seen a comment lets its stars stand."""
        agrees = np.ones(len(self.texts), dtype=bool)
        for fold in range(FOLDS):
            seen, held = np.flatnonzero(self.folds != fold), np.flatnonzero(self.folds == fold)
            if len(held) and _both_sides(self.is_praise[seen]):
                logit = self.logits[held] + self.said(self.fit(seen), held)
                agrees[held] = (np.abs(logit) < CONTRADICTS) | ((logit > 0) == self.is_praise[held])
        return agrees


def _both_sides(is_praise: Sides) -> bool:
    return bool(is_praise.any() and not is_praise.all())


def _once(found: NgramOccurrences) -> NDArray[np.uint32]:
    """The keys of n-grams, once for each text that they stand in."""
    pairs = np.unique((found.keys.astype(np.uint64) << np.uint64(32)) | found.rows.astype(np.uint64))
    return (pairs >> np.uint64(32)).astype(np.uint32)


def _as_matrix(hits: FeatureHits, rows: int, columns: int) -> sparse.csr_matrix:
    return sparse.csr_matrix((hits.values.astype(np.float64), (hits.rows, hits.features)), shape=(rows, columns))


def _logits(texts: Sequence[str], scorer: Scorer) -> Numbers:
    """The shipped tone's logit of each text, from its sign and confidence."""
    table = scorer.score(texts)
    tone, sure = (np.nan_to_num(table[name].to_numpy().astype(np.float64)) for name in ("tone", "confidence"))
    sure = np.clip(sure, 0.5, 1 - 1e-6)
    logits: Numbers = np.sign(tone) * np.log(sure / (1 - sure))
    return logits


def _layer(design: _Design, agrees: Sides) -> LanguageLayer:
    """The layer of all comments: each fold's function learned from the other folds, the last from all."""
    fits = [design.fit(np.flatnonzero(agrees & (design.folds != fold))) for fold in range(FOLDS + 1)]
    weights = np.stack([fitted[0] for fitted in fits], axis=1)
    effect = np.abs(weights).max(axis=1) * np.sqrt(design.grams.getnnz(axis=0))
    kept = np.sort(np.argsort(-effect, kind="stable")[: min(MOST_GRAMS, int((effect > 0).sum()))])
    slope, bias = (np.array([fitted[place] for fitted in fits], dtype=np.float32) for place in (1, 2))
    stored = weights[kept].astype(np.float16).astype(np.float32)
    usual = np.array([design.usual], dtype=np.float32)
    return LanguageLayer(design.keys[kept], stored, slope, bias, seen_bits(hashes_of(design.texts)), usual)


def _gains(design: _Design, comments: Sequence[RatedComment], agrees: Sides) -> tuple[GainFigures, GainFigures | None]:
    """The gain on all comments, each held back with its product, and on the newest, which nothing measured has seen."""
    blocks, is_newest = _blocks(comments), _newest(comments)
    added = np.zeros(len(comments))
    for block in range(BLOCKS):
        held = np.flatnonzero(blocks == block)
        learned = np.flatnonzero((blocks != block) & ~is_newest & agrees)
        if len(held) and _both_sides(design.is_praise[learned]):
            said = design.said(design.fit(learned), held)
            added[held] = bounded(said, design.familiar[held], design.usual)
    everything = np.ones(len(comments), dtype=bool)
    newest = _gain(design, added, is_newest) if _both_sides(design.is_praise[is_newest]) else None
    return _gain(design, added, everything), newest


def _blocks(comments: Sequence[RatedComment]) -> NDArray[np.int64]:
    """The block that each comment is held back in: by product, or by wording where there are hardly any products."""
    by_product = len({one.product for one in comments if one.product}) >= BLOCKS
    names = [one.product or one.text if by_product else one.text for one in comments]
    return np.array([token_hash(name) % BLOCKS for name in names])


def _newest(comments: Sequence[RatedComment]) -> Sides:
    """Which comments are the newest part of those with a date; none where most have no date."""
    dates = sorted(one.answered_at for one in comments if one.answered_at is not None)
    if 2 * len(dates) < len(comments):
        return np.zeros(len(comments), dtype=bool)
    first = dates[len(dates) * (BLOCKS - 1) // BLOCKS]
    return np.array([one.answered_at is not None and one.answered_at >= first for one in comments])


def _gain(design: _Design, added: Numbers, rows: Sides) -> GainFigures:
    """Figures on some rows; the interval is that of a mean of two means of paired differences."""
    means, variance = [], 0.0
    for side in (False, True):
        chosen = rows & (design.is_praise == side)
        before, after = (((logit > 0) == side)[chosen] for logit in (design.logits, design.logits + added))
        means.append((before.mean(), after.mean()))
        variance += float(np.var(after.astype(float) - before)) / len(after) / 4
    before, after = (float(np.mean(values)) for values in zip(*means, strict=True))
    margin = Z * float(np.sqrt(variance))
    return GainFigures(int(rows.sum()), before, after, after - before - margin, after - before + margin)
