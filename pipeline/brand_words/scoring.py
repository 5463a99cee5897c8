"""Scores of texts with brand words applied: what each comment gets, the first time and whenever it is scored again."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import pyarrow as pa

from pipeline.brand_words.effect import apply
from pipeline.brand_words.finder import BrandWordFinder, labels_of
from pipeline.scoring.cache import CachingScorer
from pipeline.scoring.expected_tone import with_expected_tone


class ScoredTexts(NamedTuple):
    """``Scorer.score``'s table with brand words applied, for each text the labels of these (None for none), and the tone of the
    company's reply to it (null for none)."""

    scores: pa.Table
    labels: list[list[str] | None]
    reply_tones: pa.Array | pa.ChunkedArray


PendingScores = Callable[[], ScoredTexts]
"""Waits for scores that were asked for and gives them."""


def score_with_words(
    scorer: CachingScorer,
    finder: BrandWordFinder,
    texts: Sequence[str | None],
    products: Sequence[str | None],
    questions: Sequence[str | None],
    replies: Sequence[str | None],
) -> ScoredTexts:
    """Scores of the texts, in order; ``products`` decide which brand words hold, ``questions`` what is expected.

    Brand words are customers' words: ``replies`` are scored without them.
    """
    return begin_with_words(scorer, finder, texts, products, questions, replies)()


def begin_with_words(
    scorer: CachingScorer,
    finder: BrandWordFinder,
    texts: Sequence[str | None],
    products: Sequence[str | None],
    questions: Sequence[str | None],
    replies: Sequence[str | None],
) -> PendingScores:
    """Ask for what ``score_with_words`` gives; the result waits for it."""
    pending = scorer.begin(texts)
    said = [reply for reply in replies if reply is not None]
    pending_replies = scorer.begin(said) if said else None

    def finish() -> ScoredTexts:
        scores = with_expected_tone(pending(), questions)
        found = finder.in_scored(texts, products, scores)
        tones = iter(pending_replies()["tone"].to_pylist() if pending_replies else ())
        of_replies = pa.array([None if reply is None else next(tones) for reply in replies], pa.float32())
        labels = [labels_of(occurrences) for occurrences in found]
        return ScoredTexts(apply(scores, texts, found), labels, of_replies)

    return finish
