"""How often the early warning cries wolf, and how soon it finds a change, beside a rule of two standard deviations.

    python benchmarks/early_warning.py [DATABASE]

48 stable series (8 touchpoints x 6 emotions, true share 12 %, a base of 26 weeks) are watched for a year, twenty times over; then
the share doubles, or grows by half, and what is counted are the weeks until it is found. With a DATABASE, its own answers are
dealt out anew over their dates, twenty times, so that nothing changes but by chance. The seed is fixed.
"""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from queries import Filter, open_warehouse
from queries.alerts.alerts import watch

SEED = 20260101
SERIES, SHARE = 48, 0.12
BASE, YEAR, CHANGED_AT, TIMES = 26, 52, 34, 20
SIZES = (30, 100, 300)
FEW_BELOW = 30
FIRST = date(2024, 1, 1)

Counts: TypeAlias = NDArray[np.int64]


class Found(NamedTuple):
    """Alarms a week over 48 stable series, and the weeks until a doubled share and one half as large again are found."""

    false: float
    doubled: float
    half_more: float


def drawn(random: np.random.Generator, n: int, weeks: int, factor: float = 1.0) -> Counts:
    """Comments with the emotion by week and series; from CHANGED_AT on their share is multiplied."""
    shares = np.where(np.arange(weeks) < CHANGED_AT, SHARE, SHARE * factor)
    return random.binomial(n, shares[:, None], size=(weeks, SERIES))


def rows_of(hits: Counts, n: int) -> Iterator[dict[str, Any]]:
    """The same as rows of weekly_sum_list."""
    for (week, series), found in np.ndenumerate(hits):
        yield {
            "touchpoint": f"touchpoint {series // 6}",
            "measure": f"emotion {series % 6}",
            "is_emotion": True,
            "week": FIRST + timedelta(weeks=week),
            "n": n,
            "total": float(found),
            "squares": float(found),
        }


def by_cusum(hits: Counts, n: int) -> list[tuple[int, str]]:
    """The week and the series of each alarm of Ondo's early warning."""
    alerts = watch(rows_of(hits, n), FEW_BELOW).alerts
    return [((alert.fired - FIRST).days // 7, alert.name) for alert in alerts]


def by_two_deviations(hits: Counts, n: int) -> list[tuple[int, str]]:
    """The same of the rule of the mean of the 26 weeks before plus or minus two of their standard deviations."""
    shares = hits / n
    found: list[tuple[int, str]] = []
    for week in range(BASE, len(hits)):
        before = shares[week - BASE : week]
        far = np.abs(shares[week] - before.mean(axis=0)) > 2 * before.std(axis=0, ddof=1)
        found += [(week, f"touchpoint {series // 6}:emotion {series % 6}") for series in np.flatnonzero(far)]
    return found


def delay(rule: Any, random: np.random.Generator, n: int, factor: float) -> float:
    """The median number of weeks until a change is found, over 4 x 48 series; those not found in 30 weeks count as more."""
    weeks = []
    for _ in range(4):
        first: dict[str, int] = {}
        for week, name in sorted(rule(drawn(random, n, CHANGED_AT + 30, factor), n)):
            if week >= CHANGED_AT:
                first.setdefault(name, week - CHANGED_AT + 1)
        weeks += [*first.values(), *[99] * (SERIES - len(first))]
    return median(weeks)


def measured(rule: Any, n: int) -> Found:
    """What a rule does with ``n`` comments a week."""
    random = np.random.default_rng([SEED, n])
    alarms = sum(len(rule(drawn(random, n, BASE + YEAR), n)) for _ in range(TIMES))
    return Found(alarms / TIMES / YEAR, *(delay(rule, random, n, factor) for factor in (2.0, 1.5)))


def dealt_anew(database: Path, times: int = 20) -> tuple[float, int]:
    """False alarms a week where a database's answers are dealt out over its dates by chance, and how many series there are.

    Each week keeps its answers' number at each touchpoint, and gets as many of the whole time's values: for shares a
    hypergeometric number; means are those of as many answers from a normal distribution with the whole's mean and spread.
    """
    rows = open_warehouse(database).run("weekly_sum_list", filter=Filter()).to_pylist()
    random = np.random.default_rng(SEED)
    weeks = len({row["week"] for row in rows})
    found = [watch(resampled(rows, random), FEW_BELOW) for _ in range(times)]
    return sum(len(one.alerts) for one in found) / times / max(1, weeks - 8), found[0].series


def resampled(rows: list[dict[str, Any]], random: np.random.Generator) -> Iterator[dict[str, Any]]:
    """The rows with each series' values dealt out anew over its weeks."""
    by_series: dict[tuple[str | None, str], list[dict[str, Any]]] = {}
    for row in rows:
        by_series.setdefault((row["touchpoint"], row["measure"]), []).append(row)
    for series in by_series.values():
        sizes = [row["n"] for row in series]
        total, squares = (sum(row[name] for row in series) for name in ("total", "squares"))
        if series[0]["is_emotion"]:
            totals = random.multivariate_hypergeometric(sizes, int(total)).astype(float)
            yield from (row | {"total": found, "squares": found} for row, found in zip(series, totals, strict=True))
            continue
        mean, spread = total / sum(sizes), max(0.0, squares / sum(sizes) - (total / sum(sizes)) ** 2) ** 0.5
        for row in series:
            values = mean + spread * random.standard_normal(row["n"])
            yield row | {"total": float(values.sum()), "squares": float((values**2).sum())}


def main() -> None:
    """Print the table."""
    print("| comments a week | rule | false alarms a week | weeks to x2 | weeks to x1.5 |\n|---|---|---|---|---|")
    for n in SIZES:
        for name, rule in (("CUSUM", by_cusum), ("2 SD", by_two_deviations)):
            found = measured(rule, n)
            print(f"| {n} | {name} | {found.false:.2f} | {found.doubled:g} | {found.half_more:g} |", flush=True)
    for database in sys.argv[1:]:
        rate, series = dealt_anew(Path(database))
        print(f"\n{database}: {series} series dealt out anew: {rate:.2f} false alarms a week")


if __name__ == "__main__":
    main()
