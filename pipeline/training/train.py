"""Learns the model's weights from the corpora; on one kind of machine the same data gives the same bytes."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from pipeline.config.settings import MODEL_FOLDER
from pipeline.languages import LANGUAGES
from pipeline.languages.clauses import NO_CLAUSES
from pipeline.languages.features import MARK_SALTS, TokenBatch, row_of_each
from pipeline.listener import Say
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
from pipeline.scoring.model_file import LanguageModel, save
from pipeline.scoring.reading import felt, reading
from pipeline.training import corpora
from pipeline.training.calibration import calibrated, neutral_zone, platt
from pipeline.training.corpora import Corpus
from pipeline.training.recipes import FOLDS, RECIPES, HeadRecipe, Recipe

TOKENISE_AT_ONCE = 20_000
LEXICON_SCALE = 2.0
"""Lexicon columns are this much larger than n-grams', so that regularisation spares them."""

WORDS_SCALE = 2.0
"""The same for the columns of words' polarities."""

WORD_SEEN = 5
"""Fewest occurrences of a word for its polarity to be learned."""

WORD_STRICTNESS = 0.3
SHIFTS = 60
"""Steps in which the shift of the emotions comes to rest."""

MOST_FELT = 0.97
"""Chances of the emotions and of none add up to 1; this much at most is left to the emotions."""

LEXICON_WORDS = ("rows", "starts", "ends", "values", "columns")
"""What a Lexicon holds of each word."""

LIMIT_STEPS, LIMIT_STEP, LIMIT_RANGE = 40, 0.3, (0.01, 0.97)
"""Steps in which the limit of present comes to rest, the power of each, and how low and high it may be."""

LEAST_SHARE = 0.004
"""Share that is taken for an emotion that is in none of the comments that the scale is set on."""

FILMS = 1000
"""Of 1,000 film reviews those that are learned from or held out: with fewer of them training takes less long."""

REDDIT = {"ko": 43_410, "en": 43_410}
"""How many comments of GoEmotions are learned from, by language."""

FITS_AT_ONCE = 2
"""Regressions fitted beside each other; no result depends on it."""

TOLERANCE = 0.03
"""Of the solver."""

CORPUS_SCALE = 5.0
"""Size of the columns that mark the corpora and absorb their different densities; dropped after training."""

ONE_SIDED = 5.0
"""Logit given where all training texts are on one side."""


def train(data: Path, folder: Path, say: Say = lambda sentence: None, seed_folder: Path = MODEL_FOLDER) -> None:
    """Learn from the corpora in ``data`` and our own comments, and write the model into ``folder``.

    Takes about 10 minutes on 2 CPU cores and 6 GB of memory. Raises DataRefused where a corpus is missing.
    """
    films = corpora.naver(data)
    reddit = {code: corpora.goemotions(data, code, "train") for code in REDDIT}
    reddit = {code: part.where(np.arange(len(part)) < REDDIT[code]) for code, part in reddit.items()}
    films = films.where(~np.isnan(films.tone))
    korean = (
        _training(films.where(films.buckets() < FILMS)),
        reddit["ko"],
        _training(corpora.kote(data)),
    )
    sets = {
        "ko": [*korean, *own("ko", seed_folder)],
        "en": [reddit["en"], *flights(data), *own("en", seed_folder)],
    }
    with threadpool_limits(1):
        models = {code: learn(code, sets[code], say, corpora.customers(data, code)) for code in sets}
    save(folder, models)


def own(code: str, folder: Path) -> list[Corpus]:
    """The parts of our own comments that may be learned from."""
    parts = corpora.made(code), corpora.seeds(code, folder), corpora.customer_seeds(code, folder)
    return [_training(part) for part in parts]


def flights(data: Path) -> list[Corpus]:
    """The seat reviews that may be learned from, none where ``data`` has none."""
    found = corpora.skytrax(data)
    return [] if found is None else [_training(found)]


def _training(corpus: Corpus) -> Corpus:
    """The part of a corpus that may be learned from."""
    return corpus.where(corpus.buckets() >= corpora.HELD_OUT)


def learn(code: str, sets: Sequence[Corpus], say: Say, customers: Corpus | None = None) -> LanguageModel:
    """The model of one language from its corpora; ``customers`` are comments to set the scale on."""
    recipe = RECIPES[code]
    polar = PolarTexts.of(code, recipe, sets)
    emotional = [part for part in reversed(sets) if part.emotions is not None]
    say(f"{code}: tone from {len(polar.target):,} texts, emotions from {sum(map(len, emotional)):,}")
    words = learn_words(polar.batch, polar.sets, polar.weights)
    with ThreadPoolExecutor(1) as pool:
        toned = pool.submit(learn_tone, recipe, polar, words)
        raw = fit_emotions(code, recipe, emotional, words)
        tone = toned.result()
    say(f"{code}: calibrating")
    neutral = neutral_zone(scores(code, tone, emotional[-1].texts, words.whole)[:, 0], emotional[-1])
    emotions, gain = calibrated_emotions(raw, emotional[0], scores(code, tone, emotional[0].texts, words.whole)[:, 0])
    limits = [np.full(len(gain), 0.5)] * 3
    model = LanguageModel(code, tone, emotions, words.whole, neutral, gain, np.zeros(len(gain)), *limits)
    return at_density(model, emotional[0] if customers is None else customers)


@dataclass(frozen=True, slots=True)
class PolarTexts:
    """The texts of all ``sets`` with a tone, neutral ones twice: their tokens, side [n, 1] and weights [n].

    ``is_polar`` are those of the first of the sets that are on one side.
    """

    sets: list[Corpus]
    batch: TokenBatch
    target: NDArray[np.bool_]
    weights: NDArray[np.float64]
    is_polar: NDArray[np.int64]

    @classmethod
    def of(cls, code: str, recipe: Recipe, sets: Sequence[Corpus]) -> "PolarTexts":
        """Those of the corpora ``sets``."""
        toned, factors = zip(*(corpora.doubled(part) for part in sets), strict=True)
        batch = tokens_of(code, [text for part in toned for text in part.texts])
        target = np.concatenate([part.tone for part in toned])[:, None] > 0.5
        weights = [recipe.tone_weights[part.name] * factor for part, factor in zip(toned, factors, strict=True)]
        return cls(list(toned), batch, target, np.concatenate(weights), np.flatnonzero(factors[0] == 1))


@dataclass(frozen=True, slots=True)
class Words:
    """Polarities of single words: learned from all texts, and for each fold from the texts outside it."""

    whole: Polarity
    outside: list[Polarity]


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
    fold = np.concatenate([part.buckets() for part in sets]) % FOLDS

    def fitted(chosen: NDArray[np.bool_]) -> Polarity:
        coefficients, _ = _fitted(matrix[chosen].tocsr(), target[chosen], weights[chosen], WORD_STRICTNESS)
        found = coefficients[plain][order]
        found = np.clip(found / (np.std(found) or 1.0), -4, 4)
        return Polarity(known[order], found.astype(np.float32))

    with ThreadPoolExecutor(FITS_AT_ONCE) as pool:
        whole, *outside = pool.map(fitted, [fold != number for number in (FOLDS, *range(FOLDS))])
    return Words(whole, outside)


def learn_tone(recipe: Recipe, polar: PolarTexts, words: Words) -> LinearHead:
    """The head of positive against negative, calibrated on the first corpus with both sides weighing the same."""
    design = DesignMatrix.of(polar.batch, recipe.tone, polar.sets, words)
    weights = polar.weights[:, None]
    outside = design.out_of_fold(polar.target, weights)[polar.is_polar, 0]
    slope, offset = platt(outside, polar.target[polar.is_polar, 0], balanced=True)
    return calibrated(design.fit(polar.target, weights), np.array([slope]), np.array([offset]))


def fit_emotions(
    code: str, recipe: Recipe, emotional: Sequence[Corpus], words: Words
) -> tuple[LinearHead, NDArray[np.float64]]:
    """The head of the emotions before calibration, and what it gives the texts of the first corpus unseen."""
    batch = tokens_of(code, [text for part in emotional for text in part.texts])
    design = DesignMatrix.of(batch, recipe.emotions, emotional, words)
    target = np.concatenate([part.emotions for part in emotional if part.emotions is not None])
    weights = np.concatenate([recipe.emotion_weights[part.name] * part.sureness() for part in emotional])
    return design.fit(target, weights), design.out_of_fold(target, weights)[: len(emotional[0])]


def calibrated_emotions(
    raw: tuple[LinearHead, NDArray[np.float64]], corpus: Corpus, tone: NDArray[np.float32]
) -> tuple[LinearHead, NDArray[np.float64]]:
    """The head of ``fit_emotions`` calibrated on ``corpus``, and how much of the tone's logit goes into each emotion."""
    assert corpus.emotions is not None
    head, outside = raw
    sure, logit = corpus.sureness() > 0, tone.astype(np.float64)
    fits = np.array(
        [
            platt(np.where(sure[:, place], outside[:, place], np.nan), corpus.emotions[:, place], logit)
            for place in range(outside.shape[1])
        ]
    )
    return calibrated(head, fits[:, 0], fits[:, 2]), fits[:, 1]


def at_density(model: LanguageModel, customers: Corpus) -> LanguageModel:
    """The model with a shift and limits of present, clear and strong: an emotion's share in ``customers`` is the true one.

    The upper two limits cut the comments in which it is most likely into thirds.
    """
    assert customers.emotions is not None
    batch = tokens_of(model.code, customers.texts)
    groups = customers.counted_together()
    share = np.array([customers.emotions[:, group].any(axis=1).mean() for group in groups]).clip(LEAST_SHARE)
    wanted = share * min(1, MOST_FELT / share.sum())
    shift = np.zeros(customers.emotions.shape[1])
    for _ in range(SHIFTS):
        found = reading(replace(model, shift=shift), customers.texts, batch).chances.mean(axis=0)
        for group, part in zip(groups, wanted, strict=True):
            shift[group] += 0.5 * np.log(part / max(found[group].sum(), 1e-6))
    return with_limits(replace(model, shift=shift), customers, batch)


def with_limits(model: LanguageModel, customers: Corpus, batch: TokenBatch) -> LanguageModel:
    """The model with limits of present, clear and strong at which each emotion is present in its true share of ``customers``."""
    assert customers.emotions is not None
    groups = customers.counted_together()
    found = reading(model, customers.texts, batch)
    share = np.array([customers.emotions[:, group].any(axis=1).mean() for group in groups]).clip(LEAST_SHARE)
    limits = np.zeros((3, len(model.shift)))
    for group, rate in zip(groups, share, strict=True):
        highest = found.chances[:, group].max(axis=1)
        limits[:, group] = np.quantile(highest, [1 - part * rate for part in (1, 2 / 3, 1 / 3)])[:, None]
    model = replace(model, thresholds=limits[0], clear=limits[1], strong=limits[2])
    for _ in range(LIMIT_STEPS):
        present = felt(model, found)
        for group, rate in zip(groups, share, strict=True):
            there = present[:, group].any(axis=1).mean().clip(LEAST_SHARE / 2)
            limits[0][group] = np.clip(limits[0][group] * (there / rate) ** LIMIT_STEP, *LIMIT_RANGE)
        model = replace(model, thresholds=limits[0].copy())
    clear, strong = (np.maximum(limit, limits[0]) for limit in limits[1:])
    return replace(model, clear=clear, strong=strong)


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
        fold = np.concatenate([part.buckets() for part in sets]) % FOLDS
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
        for name in ("hashes", "starts", "ends", "begins", "lexicon", "emphasis", "marks", "content")
    }
    before = np.cumsum([0, *(batch.segments.max(initial=-1) + 1 for batch in batches)])
    segments = np.concatenate([batch.segments + first for batch, first in zip(batches, before, strict=False)])
    return TokenBatch(rows=np.concatenate([[0], *rows]), lemmas=[], segments=segments, clauses=NO_CLAUSES, **joined)


def look_at(batch: TokenBatch, recipe: HeadRecipe, texts: Sequence[str]) -> list[NgramOccurrences]:
    """The n-grams of ``recipe`` in texts."""
    parts = [token_occurrences(batch, recipe.token_orders), content_occurrences(batch)]
    if recipe.character_orders:
        parts.append(character_occurrences(texts, batch, recipe.character_orders))
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


def scores(code: str, head: LinearHead, texts: Sequence[str], polarity: Polarity) -> NDArray[np.float32]:
    """Scores [n, C] of texts by a head."""
    recipe = HeadRecipe(head.token_orders, head.character_orders, 0, 0, 0)
    batch = tokens_of(code, texts)
    lexicon = lexicon_of(batch, polarity)
    return head.scores(head.hits(look_at(batch, recipe, texts), lexicon), lexicon)
