"""Learns the model's weights from the corpora; on one kind of machine the same data gives the same bytes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from pipeline.emotions import EMOTION_CODES
from pipeline.languages import LANGUAGES
from pipeline.languages.features import TokenBatch
from pipeline.listener import Say
from pipeline.scoring.linear import (
    Lexicon,
    LinearHead,
    NgramOccurrences,
    character_occurrences,
    lexicon_of,
    token_occurrences,
)
from pipeline.scoring.model_file import LanguageModel, save
from pipeline.training import corpora
from pipeline.training.calibration import calibrated, neutral_zone, platt
from pipeline.training.corpora import Corpus
from pipeline.training.recipes import FOLDS, RECIPES, HeadRecipe, Recipe

TOKENISE_AT_ONCE = 20_000
LEXICON_SCALE = 2.0
"""Lexicon columns are this much larger than n-grams', so that regularisation spares them."""

CORPUS_SCALE = 5.0
"""Size of the columns that mark the corpora and absorb their different densities; dropped after training."""

ONE_SIDED = 5.0
"""Logit given where all training texts are on one side."""


def train(data: Path, folder: Path, say: Say = lambda sentence: None, seed_file: Path = corpora.SEED_FILE) -> None:
    """Learn from the corpora in ``data`` and our own comments, and write the model into ``folder``.

    Takes about 15 minutes on 2 CPU cores and 8 GB of memory. Raises DataRefused where a corpus is missing.
    """
    korean = _training(corpora.naver(data)), corpora.goemotions(data, "ko", "train"), _training(corpora.kote(data))
    sets = {
        "ko": [*korean, _training(corpora.seeds("ko", seed_file))],
        "en": [corpora.goemotions(data, "en", "train"), _training(corpora.seeds("en", seed_file))],
    }
    with threadpool_limits(1):
        models = {code: learn(code, sets[code], say) for code in sets}
    save(folder, models)


def _training(corpus: Corpus) -> Corpus:
    """The part of a corpus that may be learned from."""
    return corpus.where(corpora.buckets(corpus.texts) >= corpora.HELD_OUT)


def learn(code: str, sets: Sequence[Corpus], say: Say) -> LanguageModel:
    """The model of one language from its corpora."""
    recipe = RECIPES[code]
    toned = sum(int((~np.isnan(part.tone)).sum()) for part in sets)
    say(f"{code}: tone from {toned:,} texts")
    tone, neutral = learn_tone(code, recipe, sets)
    emotional = [part for part in sets if part.emotions is not None]
    say(f"{code}: emotions from {sum(map(len, emotional)):,} texts")
    emotions, limits = learn_emotions(code, recipe, emotional)
    return LanguageModel(code, tone, emotions, neutral, *limits)


def learn_tone(code: str, recipe: Recipe, sets: Sequence[Corpus]) -> tuple[LinearHead, float]:
    """The head of positive against negative, calibrated on the first corpus with both sides weighing the same.

    Also the half-width of the neutral zone, fitted on the first corpus that has emotions.
    """
    toned, factors = zip(*(corpora.doubled(part) for part in sets), strict=True)
    design = DesignMatrix.of(code, recipe.tone, toned)
    target = np.concatenate([part.tone for part in toned])[:, None] > 0.5
    weights = np.concatenate([recipe.tone_weights[p.name] * factor for p, factor in zip(toned, factors, strict=True)])
    polar = np.flatnonzero(factors[0] == 1)
    outside = design.out_of_fold(target, weights)[polar, 0]
    slope, offset = platt(outside, target[polar, 0], balanced=True)
    head = calibrated(design.fit(target, weights), np.array([slope]), np.array([offset]))
    reference = next(part for part in sets if part.emotions is not None)
    return head, neutral_zone(scores(code, head, reference.texts)[:, 0], reference)


def learn_emotions(
    code: str, recipe: Recipe, emotional: Sequence[Corpus]
) -> tuple[LinearHead, tuple[NDArray[np.float64], ...]]:
    """The head of the twelve emotions, calibrated on the first corpus, and the limits of present, clear and strong.

    An emotion is present from the probability at which its share in that corpus is the true one; the upper two limits
    cut the comments in which it is present into thirds.
    """
    design = DesignMatrix.of(code, recipe.emotions, emotional)
    target = np.concatenate([part.emotions for part in emotional if part.emotions is not None])
    weights = np.concatenate([np.full(len(part), recipe.emotion_weights[part.name]) for part in emotional])
    outside = design.out_of_fold(target, weights)[: len(emotional[0])]
    first = target[: len(emotional[0])]
    fits = np.array([platt(outside[:, place], first[:, place]) for place in range(len(EMOTION_CODES))])
    head = calibrated(design.fit(target, weights), fits[:, 0], fits[:, 1])
    probability = 1 / (1 + np.exp(-(outside * fits[:, 0] + fits[:, 1])))
    share = first.mean(axis=0)
    levels = [
        [np.quantile(column, 1 - part * rate) for column, rate in zip(probability.T, share, strict=True)]
        for part in (1, 2 / 3, 1 / 3)
    ]
    return head, tuple(np.array(level) for level in levels)


@dataclass(frozen=True, slots=True)
class DesignMatrix:
    """Texts as a sparse matrix: n-grams of ``head`` (weights still 0), lexicon's two sides and absence, corpora.

    ``scale`` is the factor that each column was multiplied by (inverse document frequency for n-grams),
    ``seen`` the number of texts with each n-gram.
    """

    matrix: sparse.csr_matrix
    scale: NDArray[np.float64]
    seen: NDArray[np.int64]
    head: LinearHead
    recipe: HeadRecipe
    fold: NDArray[np.int64]

    @classmethod
    def of(cls, code: str, recipe: HeadRecipe, sets: Sequence[Corpus]) -> "DesignMatrix":
        """The design of all texts of ``sets``, one after the other."""
        texts = [text for part in sets for text in part.texts]
        occurrences, lexicon = look_at(code, recipe, texts)
        keys, counts = np.unique(np.concatenate([part.keys for part in occurrences]), return_counts=True)
        keys = keys[counts >= recipe.fewest]
        blank = np.zeros(0, dtype=np.float32)
        head = LinearHead(keys, blank, blank, blank, recipe.token_orders, recipe.character_orders)
        grams = as_matrix(head, occurrences, lexicon)
        rows = grams.shape[0]
        seen = grams[:, : len(keys)].getnnz(axis=0)
        scale = np.concatenate((np.log((1 + rows) / (1 + seen)) + 1, [LEXICON_SCALE] * 3))
        corpus = np.repeat(np.arange(len(sets)), [len(part) for part in sets])
        marks = sparse.csr_matrix((np.full(rows, CORPUS_SCALE), (np.arange(rows), corpus)))[:, 1:]
        matrix = sparse.hstack([grams @ sparse.diags(scale), marks]).tocsr().astype(np.float32)
        return cls(matrix, scale, seen, head, recipe, corpora.buckets(texts) % FOLDS)

    def fit(self, target: NDArray[np.bool_], weights: NDArray[np.float64]) -> LinearHead:
        """The head fitted on all texts."""
        coefficients, bias = self._solve(target, weights, np.ones(len(target), dtype=bool))
        scaled = coefficients[: len(self.scale)] * self.scale[:, None]
        size = len(self.head.keys)
        kept = np.flatnonzero(scaled[:size].any(axis=1))
        weights = scaled[np.concatenate((kept, [size, size + 1]))]
        return replace(self.head, keys=self.head.keys[kept], weights=weights, bias=bias, absent=scaled[-1])

    def out_of_fold(self, target: NDArray[np.bool_], weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """Scores [n, C] of each text by a fit that has not seen it, NaN in folds that the recipe leaves out.

        The corpora's own columns are left out.
        """
        found = np.full(target.shape, np.nan)
        for fold in range(self.recipe.folds):
            coefficients, bias = self._solve(target, weights, self.fold != fold)
            other = self.fold == fold
            count = len(self.scale)
            found[other] = self.matrix[other][:, :count] @ coefficients[:count] + bias
        return found

    def _solve(
        self, target: NDArray[np.bool_], weights: NDArray[np.float64], chosen: NDArray[np.bool_]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Coefficients [columns, C] and intercepts [C] from the chosen texts; 0 for n-grams that are dropped."""
        matrix, found = self.matrix[chosen], []
        for column in target[chosen].T:
            if column.all() or not column.any():
                found.append((np.zeros(matrix.shape[1]), ONE_SIDED if column.all() else -ONE_SIDED))
                continue
            found.append(self._blend(matrix, column, weights[chosen]))
        coefficients = np.stack([item[0] for item in found], axis=1)
        size = len(self.head.keys)
        effect = np.abs(coefficients[:size] * self.scale[:size, None]).max(axis=1) * np.sqrt(self.seen)
        coefficients[np.argsort(-effect, kind="stable")[self.recipe.size :]] = 0
        return coefficients, np.array([item[1] for item in found])

    def _blend(
        self, matrix: sparse.csr_matrix, column: NDArray[np.bool_], weights: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], float]:
        """Mean of a logistic regression and one on columns scaled by naive Bayes, each by its own spread of scores."""
        fits = [_fitted(matrix, column, weights, self.recipe.strictness)]
        if self.recipe.bayes:
            ratios = log_ratios(matrix, column, weights)
            ratios[len(self.head.keys) :] = 1
            coefficients, bias = _fitted(matrix @ sparse.diags(ratios), column, weights, self.recipe.bayes)
            fits.append((coefficients * ratios, bias))
        spreads = [float(np.std(matrix @ coefficients)) or 1.0 for coefficients, _ in fits]
        parts = [(c / spread, b / spread) for (c, b), spread in zip(fits, spreads, strict=True)]
        factor = spreads[0] / len(parts)
        return np.sum([c for c, _ in parts], axis=0) * factor, sum(b for _, b in parts) * factor


def _fitted(
    matrix: sparse.csr_matrix, column: NDArray[np.bool_], weights: NDArray[np.float64], strictness: float
) -> tuple[NDArray[np.float64], float]:
    model = LogisticRegression(C=strictness, max_iter=200, tol=1e-4).fit(matrix, column, sample_weight=weights)
    return model.coef_[0], float(model.intercept_[0])


def log_ratios(
    matrix: sparse.csr_matrix, column: NDArray[np.bool_], weights: NDArray[np.float64]
) -> NDArray[np.float32]:
    """Log of how much more often each column is found in texts of ``column`` than in others, one added to each count.

    Wang and Manning 2012, Baselines and Bigrams, aclanthology.org/P12-2018.
    """
    is_there = matrix.astype(bool)
    counts = [is_there.T @ np.where(side, weights, 0) + 1 for side in (column, ~column)]
    ratios: NDArray[np.float32] = np.log((counts[0] / counts[0].sum()) / (counts[1] / counts[1].sum())).astype(
        np.float32
    )
    return ratios


def tokens_of(code: str, texts: Sequence[str]) -> TokenBatch:
    """Tokens of any number of texts as one batch, without lemmas."""
    batches = [
        replace(LANGUAGES[code].token_batch(texts[first : first + TOKENISE_AT_ONCE]), lemmas=[])
        for first in range(0, len(texts), TOKENISE_AT_ONCE)
    ]
    starts = np.cumsum([0, *(len(batch.hashes) for batch in batches)])
    rows = [batch.rows[1:] + start for batch, start in zip(batches, starts, strict=False)]
    joined = {
        name: np.concatenate([getattr(batch, name) for batch in batches])
        for name in ("hashes", "starts", "ends", "begins", "lexicon", "emphasis")
    }
    return TokenBatch(rows=np.concatenate([[0], *rows]), lemmas=[], **joined)


def look_at(code: str, recipe: HeadRecipe, texts: Sequence[str]) -> tuple[list[NgramOccurrences], Lexicon]:
    """The n-grams of ``recipe`` in texts, and the lexicon's words."""
    batch = tokens_of(code, texts)
    parts = [token_occurrences(batch, recipe.token_orders)]
    if recipe.character_orders:
        parts.append(character_occurrences(texts, recipe.character_orders))
    return parts, lexicon_of(batch)


def as_matrix(head: LinearHead, occurrences: Sequence[NgramOccurrences], lexicon: Lexicon) -> sparse.csr_matrix:
    """[n, F + 3]: what the head sees of each text, as it sees it when scoring."""
    hits = head.hits(occurrences, lexicon)
    rows = len(lexicon.absent)
    shape = (rows, len(head.keys) + 2)
    grams = sparse.csr_matrix((hits.values, (hits.rows, hits.features)), shape=shape)
    return sparse.hstack([grams, sparse.csr_matrix(lexicon.absent[:, None])]).tocsr()


def scores(code: str, head: LinearHead, texts: Sequence[str]) -> NDArray[np.float32]:
    """Scores [n, C] of texts by a head."""
    recipe = HeadRecipe(head.token_orders, head.character_orders, 0, 0, 0)
    occurrences, lexicon = look_at(code, recipe, texts)
    return head.scores(head.hits(occurrences, lexicon), lexicon)
