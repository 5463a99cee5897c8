"""The figures of a measurement against labels: their types, and how counts become shares and F1."""

import math
from collections.abc import Mapping
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

Z = 1.959964
"""Normal quantile of a 95 % interval."""


class Share(TypedDict):
    """A share in [0, 1] with its 95 % interval and its n."""

    value: float
    low: float
    high: float
    n: int


class ClassFigures(TypedDict):
    """One class: comments labelled so, found so and both; None where nothing is labelled or found."""

    labelled: int
    found: int
    both: int
    precision: Share | None
    recall: Share | None
    f1: float | None


class ToneFigures(TypedDict):
    """Tone: ``confusion`` has label -> score -> comments."""

    limit: float
    confusion: dict[str, dict[str, int]]
    each: dict[str, ClassFigures]
    macro_f1: float | None
    accuracy: Share | None
    sign: Share | None
    mixed: Share | None


class EmotionFigures(TypedDict):
    """Emotions, by code, over ``rows`` comments with emotion labels."""

    rows: int
    macro_f1: float | None
    each: dict[str, ClassFigures]


class RejectedCount(TypedDict):
    """Rows that cannot be used for one reason, and the numbers of the first of them."""

    reason: str
    count: int
    first_rows: list[int]


class LabelFigures(TypedDict):
    """All figures of one file; ``not_scored`` has state -> comments.

    ``tone_as_shipped`` are those without a company's own layer, None where there is none.
    """

    version: str
    file: str
    rows: int
    used: int
    scored: int
    not_scored: dict[str, int]
    set_aside: list[RejectedCount]
    notes: list[str]
    tone: ToneFigures | None
    tone_as_shipped: ToneFigures | None
    emotions: EmotionFigures | None


def counted(truth: NDArray[np.bool_], found: NDArray[np.bool_]) -> ClassFigures:
    """Precision, recall (both with intervals) and F1 of one class; None where nothing is labelled or found."""
    labelled, there, both = int(truth.sum()), int(found.sum()), int((truth & found).sum())
    f1 = 2 * both / (labelled + there) if labelled else None
    return {
        "labelled": labelled,
        "found": there,
        "both": both,
        "precision": share(both, there),
        "recall": share(both, labelled),
        "f1": f1,
    }


def macro_f1(each: Mapping[str, ClassFigures]) -> float | None:
    """Mean F1 of the classes that are in the labels; None without any."""
    known = [one["f1"] for one in each.values() if one["f1"] is not None]
    return sum(known) / len(known) if known else None


def share(part: int, whole: int) -> Share | None:
    """A share with Wilson's 95 % interval and its n; None of nothing."""
    if not whole:
        return None
    rate, square = part / whole, Z * Z / whole
    centre = (rate + square / 2) / (1 + square)
    half = Z * math.sqrt(rate * (1 - rate) / whole + square / (4 * whole)) / (1 + square)
    return {"value": rate, "low": max(0.0, centre - half), "high": min(1.0, centre + half), "n": whole}
