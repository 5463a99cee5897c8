"""Texts as a sparse matrix, and the linear heads that are fitted on it."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from pipeline.languages.features import MARK_SALTS, TokenBatch, row_of_each
from pipeline.scoring.linear import (
    LEXICON_COLUMNS,
    VADER_COLUMNS,
    Lexicon,
    LinearHead,
    NgramOccurrences,
    Polarity,
    character_occurrences,
    content_occurrences,
    lexicon_of,
    polarity_keys,
    token_occurrences,
)
from pipeline.training.corpora import Corpus
from pipeline.training.recipes import FOLDS, HeadRecipe

LEXICON_SCALE = 2.0
"""Lexicon columns are this much larger than n-grams', so that regularisation spares them."""

WORDS_SCALE = 2.0
"""The same for the columns of words' polarities."""

WORD_SEEN = 5
"""Fewest occurrences of a word for its polarity to be learned."""

WORD_STRICTNESS = 0.3
LEXICON_WORDS = ("rows", "starts", "ends", "values", "columns")
"""What a Lexicon holds of each word."""

FITS_AT_ONCE = 2
"""Regressions fitted beside each other; no result depends on it."""

TOLERANCE = 0.03
"""Of the solver."""

CORPUS_SCALE = 5.0
"""Size of the columns that mark the corpora and absorb their different densities; dropped after training."""

ONE_SIDED = 5.0
"""Logit given where all training texts are on one side."""


@dataclass(frozen=True, slots=True)
class Words:
    """Polarities of single words: learned from all texts, and for each fold from the texts outside it."""

    whole: Polarity
    outside: list[Polarity]


def folds_of(sets: Sequence[Corpus]) -> NDArray[np.int64]:
    """The fold of each text of ``sets``."""
    return np.concatenate([part.buckets() for part in sets]) % FOLDS


def learn_words(batch: TokenBatch, sets: Sequence[Corpus], weights: NDArray[np.float64]) -> Words:
    """How good or bad each content token is where it stands under nothing, by a regression on single tokens of ``sets``."""
    target = np.concatenate([part.tone for part in sets]) > 0.5
    place = np.flatnonzero(batch.content)
    rows = row_of_each(batch.rows)[place]
    salted = batch.hashes[place] ^ MARK_SALTS[batch.marks[place]]
    keys, column, seen = np.unique(salted, return_inverse=True, return_counts=True)
    values = 1 / np.sqrt(np.bincount(rows, minlength=len(target)))[rows]
    matrix = sparse.csr_matrix((values, (rows, column)), shape=(len(target), len(keys)))[:, seen >= WORD_SEEN]
    keys = keys[seen >= WORD_SEEN]
    plain = np.isin(keys, batch.hashes[place])
    known = polarity_keys(keys[plain])
    order = np.unique(known, return_index=True)[1]
    fold = folds_of(sets)

    def fitted(chosen: NDArray[np.bool_]) -> Polarity:
        coefficients, _ = _fitted(matrix[chosen].tocsr(), target[chosen], weights[chosen], WORD_STRICTNESS)
        found = coefficients[plain][order]
        found = np.clip(found / (np.std(found) or 1.0), -4, 4)
        return Polarity(known[order], found.astype(np.float32))

    with ThreadPoolExecutor(FITS_AT_ONCE) as pool:
        whole, *outside = pool.map(fitted, [fold != number for number in (FOLDS, *range(FOLDS))])
    return Words(whole, outside)


@dataclass(frozen=True, slots=True)
class DesignMatrix:
    """Texts as a sparse matrix: n-grams of ``head`` (weights still 0), lexicon's columns and absence, corpora.

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
    def of(cls, batch: TokenBatch, recipe: HeadRecipe, sets: Sequence[Corpus], words: Words) -> "DesignMatrix":
        """The design of the texts of ``sets``, whose tokens are ``batch``; no word's polarity comes from the text it is in."""
        texts = [text for part in sets for text in part.texts]
        fold = folds_of(sets)
        occurrences, lexicon = look_at(batch, recipe, texts), outside_lexicon(batch, words, fold)
        keys, counts = np.unique(np.concatenate([part.keys for part in occurrences]), return_counts=True)
        keys = keys[counts >= recipe.fewest]
        blank = np.zeros(0, dtype=np.float32)
        head = LinearHead(keys, blank, blank, blank, recipe.token_orders, recipe.character_orders)
        grams = as_matrix(head, occurrences, lexicon)
        rows = grams.shape[0]
        seen = grams[:, : len(keys)].getnnz(axis=0)
        scale = np.concatenate(
            (
                np.log((1 + rows) / (1 + seen)) + 1,
                [LEXICON_SCALE] * VADER_COLUMNS,
                [WORDS_SCALE] * (LEXICON_COLUMNS - VADER_COLUMNS),
                [LEXICON_SCALE],
            )
        )
        corpus = np.repeat(np.arange(len(sets)), [len(part) for part in sets])
        marks = sparse.csr_matrix((np.full(rows, CORPUS_SCALE), (np.arange(rows), corpus)))[:, 1:]
        matrix = sparse.hstack([grams @ sparse.diags(scale), marks]).tocsr().astype(np.float32)
        return cls(matrix, scale, seen, head, recipe, fold)

    def fit(self, target: NDArray[np.bool_], weights: NDArray[np.float64]) -> LinearHead:
        """The head fitted on all texts."""
        coefficients, bias = self._solve(target, weights, np.ones(len(target), dtype=bool))
        scaled = coefficients[: len(self.scale)] * self.scale[:, None]
        size = len(self.head.keys)
        kept = np.flatnonzero(scaled[:size].any(axis=1))
        weights = scaled[np.concatenate((kept, np.arange(size, size + LEXICON_COLUMNS)))]
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
        with ThreadPoolExecutor(FITS_AT_ONCE) as pool:
            found = list(pool.map(self._column, target.T, (weights * chosen[:, None]).T))
        coefficients = np.stack([item[0] for item in found], axis=1)
        size = len(self.head.keys)
        effect = np.abs(coefficients[:size] * self.scale[:size, None]).max(axis=1) * np.sqrt(self.seen)
        coefficients[np.argsort(-effect, kind="stable")[self.recipe.size :]] = 0
        return coefficients, np.array([item[1] for item in found])

    def _column(self, column: NDArray[np.bool_], weights: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
        """Coefficients and intercept of one column of the target from the texts that have a weight."""
        used = weights > 0
        asked = column[used]
        if asked.all() or not asked.any():
            return np.zeros(self.matrix.shape[1]), ONE_SIDED if asked.all() else -ONE_SIDED
        return self._blend(self.matrix[used], asked, weights[used])

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
    model = LogisticRegression(C=strictness, solver="liblinear", tol=TOLERANCE, intercept_scaling=CORPUS_SCALE)
    model.fit(matrix, column, sample_weight=weights)
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


def look_at(batch: TokenBatch, head: HeadRecipe | LinearHead, texts: Sequence[str]) -> list[NgramOccurrences]:
    """The n-grams in texts that a head, made or to be made, looks at."""
    parts = [token_occurrences(batch, head.token_orders), content_occurrences(batch)]
    if head.character_orders:
        parts.append(character_occurrences(texts, batch, head.character_orders))
    return parts


def outside_lexicon(batch: TokenBatch, words: Words, fold: NDArray[np.int64]) -> Lexicon:
    """The lexicon's words in texts, those of each fold weighed by polarities from outside it."""
    parts = []
    for number, polarity in enumerate(words.outside):
        found = lexicon_of(batch, polarity)
        kept = np.flatnonzero(fold[found.rows] == number)
        parts.append(replace(found, **{name: getattr(found, name)[kept] for name in LEXICON_WORDS}))
    joined = {name: np.concatenate([getattr(part, name) for part in parts]) for name in LEXICON_WORDS}
    return replace(parts[0], **joined)


def as_matrix(head: LinearHead, occurrences: Sequence[NgramOccurrences], lexicon: Lexicon) -> sparse.csr_matrix:
    """[n, F + L + 1]: what the head sees of each text, as it sees it when scoring."""
    hits = head.hits(occurrences, lexicon)
    rows = len(lexicon.absent)
    shape = (rows, len(head.keys) + LEXICON_COLUMNS)
    grams = sparse.csr_matrix((hits.values, (hits.rows, hits.features)), shape=shape)
    return sparse.hstack([grams, sparse.csr_matrix(lexicon.absent[:, None])]).tocsr()
