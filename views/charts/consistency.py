"""Consistency: how alike the emotion mixes of the touchpoints are, with a bootstrap interval."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

RESAMPLES = 1000
_SEED = 20260101
_TAILS = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value between 0 and 1 with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Consistency:
    """1 - the mean Jensen-Shannon divergence (base 2) between each touchpoint's emotion mix and the whole's.

    1 is the same everywhere. ``parts`` are the divergences by touchpoint, ``odd`` the touchpoint with the largest.
    """

    whole: Estimate
    parts: dict[str, Estimate]
    odd: str


def consistency(rows: Iterable[Mapping[str, Any]], least: int) -> Consistency | None:
    """The consistency of the touchpoints in rows of emotion_share_by_touchpoint; None where fewer than two can be used.

    Used are touchpoints with at least ``least`` scored comments and an emotion in any: in small samples a mix looks
    more different than it is. A mix is each emotion's part of all emotions found there; the whole's is that of all
    used touchpoints together. Interval: percentiles of 1,000 multinomial resamples of the emotions found at each
    touchpoint, set around the value itself, since resampled mixes always look a little more different.
    """
    counts = _counts(rows, least)
    if len(counts) < 2:
        return None
    found = np.array(list(counts.values()), dtype=float)
    value = _divergences(found[None])[0]
    generator = np.random.default_rng(_SEED)
    resampled = np.stack([generator.multinomial(int(row.sum()), row / row.sum(), RESAMPLES) for row in found], axis=1)
    redone = _divergences(resampled.astype(float))
    parts = {name: _estimate(value[place], redone[:, place]) for place, name in enumerate(counts)}
    odd = max(parts, key=lambda name: parts[name].value)
    return Consistency(_estimate(1 - value.mean(), 1 - redone.mean(axis=1)), parts, odd)


def _counts(rows: Iterable[Mapping[str, Any]], least: int) -> dict[str, list[int]]:
    counts: dict[str, list[int]] = {}
    for row in rows:
        if row["touchpoint"] and row["present"] is not None and row["n"] is not None and row["n"] >= least:
            counts.setdefault(row["touchpoint"], []).append(row["present"])
    return {name: found for name, found in counts.items() if sum(found)}


def _divergences(counts: Numbers) -> Numbers:
    """Resamples by touchpoints by emotions -> resamples by touchpoints: the divergence from the resample's whole."""
    mixes = counts / counts.sum(axis=2, keepdims=True)
    whole = counts.sum(axis=1, keepdims=True)
    whole = whole / whole.sum(axis=2, keepdims=True)
    middle = (mixes + whole) / 2
    found: Numbers = (_kullback(mixes, middle) + _kullback(whole, middle)) / 2
    return found


def _kullback(mix: Numbers, middle: Numbers) -> Numbers:
    ratio = np.divide(mix, middle, out=np.ones_like(middle), where=(mix > 0) & (middle > 0))
    found: Numbers = (mix * np.log2(ratio)).sum(axis=2)
    return found


def _estimate(value: float, resampled: Numbers) -> Estimate:
    low, high = np.percentile(resampled, _TAILS) - resampled.mean()
    value = float(min(1.0, max(0.0, value)))
    return Estimate(value, max(0.0, value + min(0.0, float(low))), min(1.0, value + max(0.0, float(high))))
