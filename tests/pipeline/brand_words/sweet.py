"""A brand word, the texts it is found in, and a scorer."""

from pipeline.brand_words.finder import BrandWordFinder, BrandWordOccurrence
from pipeline.config.brand_words import BrandWord
from pipeline.scoring.scorer import Scorer

SWEET = BrandWord("달다", 1)


def occurrences_in(text: str, *words: BrandWord, product: str | None = None) -> tuple[BrandWordOccurrence, ...]:
    """Occurrences in one text, by way of its real scores."""
    return BrandWordFinder(words).in_scored([text], [product], shared_scorer().score([text]))[0]


_made: list[Scorer] = []


def shared_scorer() -> Scorer:
    if not _made:
        _made.append(Scorer())
    return _made[0]
