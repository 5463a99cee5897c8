"""How each language's model is learned: which n-grams it looks at, and what each corpus weighs."""

from dataclasses import dataclass

FOLDS = 4
"""Parts that the training texts are cut into, to score each by a fit that has not seen it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a head looks at and how it is fitted.

    ``fewest`` occurrences for an n-gram to be considered, ``size`` n-grams with the greatest effect kept,
    ``strictness`` is C of scikit-learn's logistic regression (smaller: more regularised), ``folds`` of FOLDS are
    scored for calibration.
    """

    token_orders: tuple[int, ...]
    character_orders: tuple[int, ...]
    fewest: int
    size: int
    strictness: float
    folds: int = FOLDS


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one language's model is learned; the two ``weights`` are those of a text, by name of its corpus."""

    tone: Shape
    emotions: Shape
    tone_weights: dict[str, float]
    emotion_weights: dict[str, float]


RECIPES: dict[str, Recipe] = {
    "ko": Recipe(
        tone=Shape((1, 2, 3), (2, 3, 4, 5), 4, 700_000, 0.04, folds=1),
        emotions=Shape((1, 2), (), 2, 80_000, 0.08),
        tone_weights={"naver": 1.0, "goemotions_ko": 1.0, "kote": 2.0, "seeds": 10.0},
        emotion_weights={"goemotions_ko": 1.0, "kote": 1.0, "seeds": 4.0},
    ),
    "en": Recipe(
        tone=Shape((1, 2), (3, 4, 5), 3, 120_000, 0.08),
        emotions=Shape((1, 2), (3, 4, 5), 3, 100_000, 0.05),
        tone_weights={"goemotions_en": 1.0, "seeds": 10.0},
        emotion_weights={"goemotions_en": 1.0, "seeds": 4.0},
    ),
}
