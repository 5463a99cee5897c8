"""Scores of texts with brand words applied: what each comment gets, the first time and whenever it is scored again."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import pyarrow as pa

from pipeline.brand_words.effect import apply
from pipeline.brand_words.finder import BrandWordFinder, labels_of
from pipeline.scoring.cache import CachingScorer
from pipeline.scoring.expected_tone import with_expected_tone


class ScoredTexts(NamedTuple):
    """``Scorer.score``'s table with brand words applied, and for each text the labels of these (None for none)."""

    scores: pa.Table
    labels: list[list[str] | None]


PendingScores = Callable[[], ScoredTexts]
"""Waits for scores that were asked for and gives them."""


def score_with_words(
    scorer: CachingScorer,
    finder: BrandWordFinder,
    texts: Sequence[str | None],
    products: Sequence[str | None],
    questions: Sequence[str | None],
) -> ScoredTexts:
    """Scores of the texts, in order; ``products`` decide which brand words hold, ``questions`` what is expected."""
    return begin_with_words(scorer, finder, texts, products, questions)()


def begin_with_words(
    scorer: CachingScorer,
    finder: BrandWordFinder,
    texts: Sequence[str | None],
    products: Sequence[str | None],
    questions: Sequence[str | None],
) -> PendingScores:
    """Ask for what ``score_with_words`` gives; the result waits for it."""
    pending = scorer.begin(texts)

    def finish() -> ScoredTexts:
        scores = with_expected_tone(pending(), questions)
        found = finder.in_scored(texts, products, scores)
        return ScoredTexts(apply(scores, texts, found), [labels_of(occurrences) for occurrences in found])

    return finish
