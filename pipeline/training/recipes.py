"""How each language's model is learned: which n-grams it looks at, and what each corpus weighs."""

from dataclasses import dataclass

FOLDS = 4
"""Parts that the training texts are cut into, to score each by a fit that has not seen it."""


@dataclass(frozen=True, slots=True)
class HeadRecipe:
    """What a head looks at and how it is fitted.

    ``fewest`` occurrences for an n-gram to be considered, ``size`` n-grams with the greatest effect kept,
    ``strictness`` is C of scikit-learn's logistic regression (smaller: more regularised), ``bayes`` that of the second one
    over columns scaled by naive Bayes (0: none), ``folds`` of FOLDS are scored for calibration.
    """

    token_orders: tuple[int, ...]
    character_orders: tuple[int, ...]
    fewest: int
    size: int
    strictness: float
    folds: int = FOLDS
    bayes: float = 0.0


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one language's model is learned; the two ``weights`` are those of a text, by name of its corpus."""

    tone: HeadRecipe
    emotions: HeadRecipe
    tone_weights: dict[str, float]
    emotion_weights: dict[str, float]


RECIPES: dict[str, Recipe] = {
    "ko": Recipe(
        tone=HeadRecipe((1, 2, 3), (2, 3, 4, 5), 4, 900_000, 0.08, folds=1, bayes=0.02),
        emotions=HeadRecipe((1, 2), (2, 3), 3, 200_000, 0.03, folds=2, bayes=0.01),
        tone_weights={
            "naver": 1.0,
            "goemotions_ko": 0.7,
            "kote": 2.0,
            "seeds": 6.0,
            "made": 4.0,
            "customer_seeds": 12.0,
        },
        emotion_weights={"goemotions_ko": 0.5, "kote": 1.0, "seeds": 1.0, "made": 2.0, "customer_seeds": 4.0},
    ),
    "en": Recipe(
        tone=HeadRecipe((1, 2), (3, 4, 5), 3, 150_000, 0.08, bayes=0.02),
        emotions=HeadRecipe((1, 2), (3, 4, 5), 3, 160_000, 0.05, folds=2),
        tone_weights={"goemotions_en": 1.0, "skytrax": 2.0, "seeds": 3.0, "made": 3.0, "customer_seeds": 8.0},
        emotion_weights={"goemotions_en": 0.5, "seeds": 1.0, "made": 2.0, "customer_seeds": 6.0},
    ),
}
