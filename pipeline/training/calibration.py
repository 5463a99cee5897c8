"""Turning scores into probabilities: slope and offset of the logits, and the neutral zone between the two sides."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from pipeline.scoring.linear import LinearHead
from pipeline.training.corpora import Corpus


def platt(
    score: NDArray[np.float64],
    target: NDArray[np.bool_],
    beside: NDArray[np.float64] | None = None,
    balanced: bool = False,
) -> tuple[float, ...]:
    """Slope (and one for the scores ``beside``) and offset that turn scores into calibrated logits.

    Both sides weigh the same if ``balanced``. NaN scores are left out.
    """
    scored = ~np.isnan(score)
    columns = np.stack([score] if beside is None else [score, beside], axis=1)[scored]
    target = target[scored]
    if target.all() or not target.any() or np.ptp(columns[:, 0]) == 0:
        return (1.0, *[0.0] * columns.shape[1])
    model = LogisticRegression(C=1e6, class_weight="balanced" if balanced else None).fit(columns, target)
    return (*map(float, model.coef_[0]), float(model.intercept_[0]))


def calibrated(head: LinearHead, slope: NDArray[np.float64], offset: NDArray[np.float64]) -> LinearHead:
    """The head with calibration folded into its weights."""
    return replace(
        head,
        weights=(head.weights * slope).astype(np.float32),
        bias=(head.bias * slope + offset).astype(np.float32),
        absent=(head.absent * slope).astype(np.float32),
    )


def neutral_zone(logit: NDArray[np.float32], corpus: Corpus) -> float:
    """Half-width a of the zone with P(positive) = s(z - a), P(negative) = s(-z - a), most likely on ``corpus``.

    Texts whose emotions are neither positive nor negative are the neutral ones; those with both are left out.
    """
    toned = ~np.isnan(corpus.tone)
    z, target = logit[toned].astype(np.float64), corpus.tone[toned] * 2 - 1
    choices = np.arange(0.05, 3, 0.05)
    return float(choices[np.argmax([_likelihood(z, target, width) for width in choices])])


def _likelihood(z: NDArray[np.float64], target: NDArray[np.float32], width: float) -> float:
    """Log-likelihood of -1 / 0 / +1 under an ordered logit with a neutral zone of +-``width``."""
    positive, negative = (1 / (1 + np.exp(width - side)) for side in (z, -z))
    chance = np.select([target > 0, target < 0], [positive, negative], 1 - positive - negative)
    return float(np.log(np.maximum(chance, 1e-9)).sum())
