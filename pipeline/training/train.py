"""Learns the model's weights from the corpora; on one kind of machine the same data gives the same bytes."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from pipeline.config.settings import MODEL_FOLDER
from pipeline.languages import LANGUAGES
from pipeline.languages.clauses import NO_CLAUSES
from pipeline.languages.features import TokenBatch
from pipeline.listener import Say
from pipeline.scoring.linear import (
    LinearHead,
    Polarity,
    lexicon_of,
)
from pipeline.scoring.model_file import LanguageModel, save
from pipeline.scoring.reading import felt, reading
from pipeline.training import corpora
from pipeline.training.calibration import calibrated, neutral_zone, platt
from pipeline.training.corpora import Corpus
from pipeline.training.design_matrix import DesignMatrix, Words, learn_words, look_at
from pipeline.training.recipes import RECIPES, Recipe

TOKENISE_AT_ONCE = 20_000
SHIFTS = 60
"""Steps in which the shift of the emotions comes to rest."""

MOST_FELT = 0.97
"""Chances of the emotions and of none add up to 1; this much at most is left to the emotions."""

LIMIT_STEPS, LIMIT_STEP, LIMIT_RANGE = 40, 0.3, (0.1, 0.97)
"""Steps in which the limit of present comes to rest, the power of each, and how low and high it may be."""

LEAST_SHARE = 0.004
"""Share that is taken for an emotion that is in none of the comments that the scale is set on."""


def train(data: Path, folder: Path, say: Say = lambda sentence: None, seed_folder: Path = MODEL_FOLDER) -> None:
    """Learn from the corpora in ``data`` and our own comments, and write the model into ``folder``.

    Takes about half an hour of processor time and 4 GB of memory. Raises DataRefused where a corpus is missing.
    """
    korean = _training(corpora.naver(data)), corpora.goemotions(data, "ko", "train"), _training(corpora.kote(data))
    sets = {
        "ko": [*korean, *own("ko", seed_folder)],
        "en": [corpora.goemotions(data, "en", "train"), *flights(data), *own("en", seed_folder)],
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
    batch = tokens_of(model.code, customers.texts)
    groups, share = true_shares(customers)
    wanted = share * min(1, MOST_FELT / share.sum())
    shift = np.zeros(len(model.shift))
    for _ in range(SHIFTS):
        found = reading(replace(model, shift=shift), customers.texts, batch).chances.mean(axis=0)
        for group, part in zip(groups, wanted, strict=True):
            shift[group] += 0.5 * np.log(part / max(found[group].sum(), 1e-6))
    return with_limits(replace(model, shift=shift), customers, batch)


def true_shares(customers: Corpus) -> tuple[list[list[int]], NDArray[np.float64]]:
    """Emotions that labels tell apart, by column, and the share of comments that each is in, at least LEAST_SHARE."""
    assert customers.emotions is not None
    groups = customers.counted_together()
    shares = np.array([customers.emotions[:, group].any(axis=1).mean() for group in groups])
    return groups, shares.clip(LEAST_SHARE)


def with_limits(model: LanguageModel, customers: Corpus, batch: TokenBatch) -> LanguageModel:
    """The model with limits of present, clear and strong at which each emotion is present in its true share of ``customers``."""
    groups, share = true_shares(customers)
    found = reading(model, customers.texts, batch)
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


def tokens_of(code: str, texts: Sequence[str]) -> TokenBatch:
    """Tokens of any number of texts as one batch, without lemmas and clauses."""
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


def scores(code: str, head: LinearHead, texts: Sequence[str], polarity: Polarity) -> NDArray[np.float32]:
    """Scores [n, C] of texts by a head."""
    batch = tokens_of(code, texts)
    lexicon = lexicon_of(batch, polarity)
    return head.scores(head.hits(look_at(batch, head, texts), lexicon), lexicon)
