"""How sure the impact of a theme on NPS is: a bootstrap over answers, from their counts alone."""

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
