"""The figures that are promised, with their bars, and how a benchmark hands in what it has measured.

A benchmark prints a line `figure<TAB>NAME<TAB>VALUE<TAB>BAR`, by ``tell`` or by itself; BAR is `<=1.5` or `>=8000`. bench.py reads
these lines from what its benchmarks print, and puts all of them into one table at its end.
"""

from collections.abc import Iterable
from dataclasses import dataclass

BARS_OF_THE_DASHBOARD = {
    "first chart, times the bare page": 1.5,
    "page switch, median": 0.5,
    "page switch, p95": 1.0,
    "change of period, median": 0.5,
    "change of period, p95": 1.0,
    "click on a mark to its first comment, median": 0.7,
    "people without pause, p95": 3.0,
    "memory after, times before": 1.15,
}
"""What in_the_browser.py measures, on the sample and on large databases -> the most that it may be: seconds, or times."""

BARS: dict[str, str] = {
    "ondo run of 60,000 Korean reviews / bare Kiwi, wall": "<=1.35",
    "ondo run of 200,000 Korean reviews / bare Kiwi, wall": "<=1.20",
    "ondo run of the sample, s": "<=1.5",
    "ondo run of 200 rows, s": "<=1.2",
    "ondo run in English, rows/s": ">=8000",
    "peak memory of a run with all processes, MB": "<=1500",
    "1 % of new rows into 2,000,000, % of a full run": "<=2",
    "a new row beside scoring, largest / next database": "<=1.25",
    "slowest query at 1,000,000 answers, p95 ms": "<=150",
    "slowest query at 10,000,000 answers, p95 ms": "<=600",
    "fastest growing query, times / times the rows": "<=1.0",
    "batches for Spark / the scorer alone, rows/s a core": ">=0.9",
    **{
        f"{name}, {size}": f"<={bar:g}"
        for size in ("sample", "1,000,000")
        for name, bar in BARS_OF_THE_DASHBOARD.items()
    },
    "installed, MB": "<=420",
    "installed packages": "<=45",
    "wheel, MB": "<=12",
    "import pipeline.cli.main, s": "<=0.25",
    "ondo --help, s": "<=0.3",
}
"""Name -> bar, in the order of the table. Sizes in a name are those that are promised; other sizes are told under their own."""

_START = "figure\t"


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, None where it was not, and its bar."""

    name: str
    value: float | None
    bar: str

    @property
    def outcome(self) -> str:
        """Whether the bar is met."""
        if self.value is None or not self.bar:
            return "not measured" if self.value is None else ""
        sign, bar = self.bar[:2], float(self.bar[2:])
        return "met" if (self.value <= bar if sign == "<=" else self.value >= bar) else "MISSED"


def tell(name: str, value: float, bar: str | None = None) -> None:
    """Hand in a figure; ``bar`` is for one that BARS does not have."""
    print(f"{_START}{name}\t{value:.6g}\t{BARS.get(name, '') if bar is None else bar}", flush=True)


def told(lines: Iterable[str]) -> list[Figure]:
    """The figures that stand in what a benchmark has printed."""
    parts = [line.rstrip("\n").split("\t") for line in lines if line.startswith(_START)]
    return [Figure(name, float(value), bar) for _, name, value, bar in parts]


def all_of(found: Iterable[Figure]) -> list[Figure]:
    """Those that are promised, measured or not, then others; of several measurements of one the last counts."""
    measured = {figure.name: figure for figure in found}
    promised = [measured.pop(name, Figure(name, None, bar)) for name, bar in BARS.items()]
    return [*promised, *measured.values()]


def table(figures: Iterable[Figure]) -> str:
    """A Markdown table, as README and docs have it."""
    lines = ["| figure | measured | bar | |", "|---|---|---|---|"]
    for figure in figures:
        value = (
            "" if figure.value is None else f"{figure.value:,.4g}" if figure.value < 1000 else f"{figure.value:,.0f}"
        )
        bar = figure.bar.replace("<=", "at most ").replace(">=", "at least ")
        lines.append(f"| {figure.name} | {value} | {bar} | {figure.outcome} |")
    return "\n".join(lines)
