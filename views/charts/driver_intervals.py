"""How sure the impact of a theme on NPS, the rating or the tone is: a bootstrap over answers, from their counts alone."""

from functools import lru_cache
from typing import Any

import numpy as np

SAMPLES, SEED = 2000, 20260101
"""Bootstrap samples, and the seed: the same counts give the same interval, always."""


def impact_interval(row: dict[str, Any]) -> tuple[float, float]:
    """The 95 % percentile interval of a theme's impact, in NPS points, for a row of nps_driver_list that is shown.

    Each answer is in one of six cells, in the theme or not by promoter, passive, detractor; so sampling answers with
    replacement is one multinomial sample of the six counts.
    """
    return _interval(
        *(int(row[name]) for name in ("n", "promoters", "detractors", "of_n", "of_promoters", "of_detractors"))
    )


def mean_impact_interval(row: dict[str, Any], score: str) -> tuple[float, float]:
    """The 95 % percentile interval of a theme's impact on a mean, for a row of rating_driver_list or tone_driver_list that is shown.

    A sample has the theme in a binomial number of its answers; the means of these and of the rest are drawn from their
    normal distributions (as those of 30 answers and more nearly are), not answer by answer.
    """
    names = ("n", "of_n", score, f"of_{score}", "deviation", "rest_deviation")
    return _mean_interval(*(row[name] or 0.0 for name in names))


@lru_cache(maxsize=4096)
def _mean_interval(
    n: int, of_n: int, mean: float, of_mean: float, deviation: float, rest_deviation: float
) -> tuple[float, float]:
    draw = np.random.default_rng(SEED)
    rest_mean = (of_n * of_mean - n * mean) / (of_n - n)
    inside = np.clip(draw.binomial(of_n, n / of_n, SAMPLES), 1, of_n - 1)
    gap = mean - rest_mean + deviation / np.sqrt(inside) * draw.standard_normal(SAMPLES)
    gap -= rest_deviation / np.sqrt(of_n - inside) * draw.standard_normal(SAMPLES)
    low, high = np.percentile(inside / of_n * gap, [2.5, 97.5])
    return float(low), float(high)


@lru_cache(maxsize=4096)
def _interval(
    n: int, promoters: int, detractors: int, of_n: int, of_promoters: int, of_detractors: int
) -> tuple[float, float]:
    inside = _thirds(n, promoters, detractors)
    whole = _thirds(of_n, of_promoters, of_detractors)
    cells = np.concatenate([inside, whole - inside])
    samples = np.random.default_rng(SEED).multinomial(of_n, cells / cells.sum(), size=SAMPLES)
    outside = samples[:, 3:]
    rest = outside.sum(axis=1)
    enough = rest > 0
    total = samples[:, 0] + samples[:, 3] - samples[:, 2] - samples[:, 5]
    without = 100 * (outside[enough, 0] - outside[enough, 2]) / rest[enough]
    impacts = 100 * total[enough] / of_n - without
    low, high = np.percentile(impacts, [2.5, 97.5])
    return float(low), float(high)


def _thirds(n: int, promoters: int, detractors: int) -> "np.ndarray[Any, Any]":
    return np.array([promoters, n - promoters - detractors, detractors], dtype=float)
