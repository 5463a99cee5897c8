"""The sequential test behind alerts: a CUSUM of log-likelihood ratios, week by week, against a base learned from weeks before.

Shares get the binomial ratio, means (tone, NPS, rating) that of the normal distribution, which weekly means of many answers
nearly have. Numbers and numpy alone: no database, no words.

The limit is that of a CUSUM whose steps are normal with mean -m and variance 2m, m being the information that a week has
against the shift looked for (Brook and Evans, Biometrika 1972). That a base is an estimate widens each step by
1 + answers since the change / answers of the base; that weeks differ by more than chance, by their dispersion.
`benchmarks/early_warning.py` measures what comes of it.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

ALARMS_A_WEEK = 0.3
"""False alarms a week over all series together (METRICS)."""

SAFETY = 2.65
"""By how much the limits are set for fewer: bases are estimates, and steps not quite normal."""

RATIO = 1.65
"""The share looked for, as a multiple of the usual one: between the one and a half and the double that have to be found."""

SHIFT = 0.2
"""The change of a mean looked for, in standard deviations of one answer: about what RATIO is for a share of one in eight."""

LEAST_INFORMATION = 0.3
"""Where a week tells less than this, a larger shift is looked for: a small one would drown in the error of the base."""

_STATES = 40
_LOG_INFORMATION = np.linspace(math.log(0.02), math.log(60), 14)


@dataclass(frozen=True, slots=True)
class Base:
    """What is usual: sums over the answers of ``weeks`` weeks; ``weighted`` is the sum of total^2 / n of the weeks.

    ``unit`` is the least standard deviation that one answer may have: where all say the same, another value is still no miracle.
    """

    weeks: int
    n: int
    total: float
    squares: float
    weighted: float
    is_share: bool
    unit: float

    @property
    def mean(self) -> float:
        """The usual share or mean; a share never quite 0 or 1 (Laplace's rule)."""
        return (self.total + 1) / (self.n + 2) if self.is_share else self.total / self.n

    @property
    def variance(self) -> float:
        """That of one answer."""
        if self.is_share:
            return self.mean * (1 - self.mean)
        spread = (self.squares - self.total**2 / self.n) / max(1, self.n - 1)
        return max(self.unit**2, spread)

    @property
    def dispersion(self) -> float:
        """By how much the weeks vary more than chance lets them: Pearson's chi-square per degree of freedom, beyond its noise."""
        freedom = self.weeks - 1
        if freedom < 1:
            return 1.0
        found = (self.weighted - self.total**2 / self.n) / self.variance / freedom
        return max(1.0, found / (1 + 2.326 * math.sqrt(2 / freedom)))


@dataclass(frozen=True, slots=True)
class Step:
    """What a week adds to the evidence of a change, and the limit that the evidence has to pass."""

    evidence: float
    limit: float


def step(base: Base, n: int, total: float, n_since: int, alarms_a_week: float, level: float | None = None) -> Step:
    """The step of a week of ``n`` answers (at least 1), ``n_since`` of them since the change with those of this week.

    ``alarms_a_week`` are the false ones allowed to this series. Shares are looked at for a rise, means for a fall. With the
    ``level`` of an alert that is open, the two between which the week decides are that one and the usual one.
    """
    width = base.dispersion * (1 + n_since / base.n if level is None else 1.0)
    evidence, information = (_share_step if base.is_share else _mean_step)(base, n, total, width, level)
    return Step(evidence / width, limit(information / width, alarms_a_week))


def _share_step(base: Base, n: int, hits: float, width: float, level: float | None) -> tuple[float, float]:
    usual = base.mean
    most = (1 + usual) / 2
    sought = min(RATIO * usual, most)
    missing = LEAST_INFORMATION * width / (n * _divergence(usual, sought))
    sought = min(usual + (sought - usual) * math.sqrt(max(1.0, missing)), most)
    if level is not None:
        sought = max(min(RATIO * usual, most), min(level, most))
    found = hits * math.log(sought / usual) + (n - hits) * math.log((1 - sought) / (1 - usual))
    return found, n * _divergence(usual, sought)


def _mean_step(base: Base, n: int, total: float, width: float, level: float | None) -> tuple[float, float]:
    deviation = math.sqrt(base.variance)
    shift = max(SHIFT, math.sqrt(2 * LEAST_INFORMATION * width / n))
    if level is not None:
        shift = max(SHIFT, (base.mean - level) / deviation)
    information = n * shift**2 / 2
    return shift * (n * base.mean - total) / deviation - information, information


def _divergence(usual: float, sought: float) -> float:
    """Kullback-Leibler: the information of one answer against the sought share, where the usual one holds."""
    return usual * math.log(usual / sought) + (1 - usual) * math.log((1 - usual) / (1 - sought))


def limit(information: float, alarms_a_week: float) -> float:
    """The limit at which a series whose weeks have this information raises so many false alarms a week."""
    return float(np.interp(math.log(information), _LOG_INFORMATION, _limits(alarms_a_week)))


@lru_cache(maxsize=64)
def _limits(alarms_a_week: float) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    return np.array([_limit(math.exp(one), alarms_a_week) for one in _LOG_INFORMATION])


def _limit(information: float, alarms_a_week: float) -> float:
    low, high = 0.01, 25.0
    for _ in range(20):
        middle = (low + high) / 2
        if alarm_rate(middle, information) > alarms_a_week:
            low = middle
        else:
            high = middle
    return high


def alarm_rate(limit: float, information: float) -> float:
    """Alarms a week of a CUSUM that starts at 0, where nothing has changed: one over its mean run length.

    A Markov chain over 0 and 40 parts of the way to the limit, each in the place of its middle (Brook and Evans, 1972).
    """
    half = limit / _STATES / 2
    spread = math.sqrt(2 * information)
    halves = np.arange(-2 * _STATES, 2 * _STATES + 1)
    below = np.array([0.5 * math.erfc(-(place * half + information) / spread / math.sqrt(2)) for place in halves])
    start = np.concatenate([[0], 2 * np.arange(_STATES) + 1])
    reached = below[2 * np.arange(_STATES + 1)[None, :] - start[:, None] + 2 * _STATES]
    moves = np.concatenate([reached[:, :1], np.diff(reached, axis=1)], axis=1)
    runs = np.linalg.solve(np.eye(_STATES + 1) - moves, np.ones(_STATES + 1))
    return float(1 / runs[0])
