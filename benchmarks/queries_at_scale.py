"""How long each query takes on a large database, beside DuckDB merely reading the columns it uses.

    python benchmarks/queries_at_scale.py [ROWS,ROWS or DATABASE] [TIMES] [NAME ...]

Builds ROWS (default 1,000,000) invented answers, or takes a database that is there, opens it as the dashboard does, and
runs every query of queries/
(or those named) TIMES (default 5) for each of six filters. Prints, per query, the median and the 95th percentile in
milliseconds over all of them, the filter that took longest, and the median's multiple of one scan of the same columns.
A text is looked for by the first question about it; what that takes is printed by itself.
"""

import json
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.figures import tell
from benchmarks.synthetic import COMMON_WORD, build
from queries import QUERIES, Filter, Query, Warehouse, open_warehouse

ROWS, TIMES = 1_000_000, 5
LEAST_TOLD = 100_000
"""Answers from which on a query's time is more than planning it, so that its growth says something."""
FILTERS = {
    "everything": Filter(),
    "a quarter, a touchpoint": Filter(
        date_from=date(2026, 7, 1), date_until=date(2026, 10, 1), touchpoints=("payment",)
    ),
    "an emotion": Filter(emotions=("anger",)),
    "a word": Filter(words=COMMON_WORD),
    "a text": Filter(contains=COMMON_WORD),
    "employees": Filter(audience="employee"),
}
OTHERS = {
    "other": Filter(date_until=date(2026, 7, 1)),
    "grain": "week",
    "dimension": "channel",
    "emotion": "anger",
    "order": "newest",
    "kind": "deposit",
    "about": "topic",
    "limit": 50,
    "topics": [["가나"], ["가나", "없다"]],
    "offset": 0,
    "language": "ko",
    "feedback_id": 12_346,
    "ids": [12_346],
    "expression": "wish",
    "days": 90,
}


def milliseconds(work: Callable[[], Any]) -> float:
    """How long it takes once."""
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)


def scans(plan: Any) -> Iterator[tuple[str, list[str]]]:
    """Table and columns of every scan of the warehouse in a plan of ``explain (format json)``."""
    for node in plan:
        facts = node.get("extra_info", {})
        if facts.get("Table", "").startswith("warehouse."):
            yield facts["Table"], re.findall(r"[a-z_]+", f"{facts.get('Projections', '')} {facts.get('Filters', '')}")
        yield from scans(node.get("children", []))


def _quoted(name: str) -> str:
    return f'"{name}"'


def scan_of(warehouse: Warehouse, query: Query, params: dict[str, Any]) -> str:
    """One SELECT that reads each column once that the query reads for these parameters; '' where it reads none."""
    with warehouse._asked(query.name, params) as (sql, values):
        [(_, plan)] = warehouse._connection.cursor().execute(f"explain (format json) {sql}", values).fetchall()
    used: dict[str, set[str]] = {}
    for table, columns in scans(json.loads(plan)):
        known = [name for name, *_ in warehouse._connection.cursor().execute(f"describe {table}").fetchall()]
        used.setdefault(table, set()).update(set(columns) & set(known))
    reads = [
        f"(select bit_xor(hash({', '.join(map(_quoted, sorted(columns)))})) from {table})"
        for table, columns in sorted(used.items())
        if columns
    ]
    return "select * from " + ", ".join(reads) if reads else ""


def scan(warehouse: Warehouse, sql: str) -> None:
    """Run a statement as it is, past the queries."""
    warehouse._connection.cursor().execute(sql).fetchall()


def measure(warehouse: Warehouse, query: Query, times: int) -> tuple[float, float, str, float | None]:
    """Median, 95th percentile, slowest filter and the median's multiple of a scan."""
    kinds = FILTERS if "filter" in query.params else {"": Filter()}
    taken: dict[str, list[float]] = {}
    scanned = []
    for kind, chosen in kinds.items():
        params = {name: chosen if name == "filter" else OTHERS[name] for name in query.params}
        warehouse.run(query.name, **params)
        taken[kind] = [milliseconds(partial(warehouse.run, query.name, **params)) for _ in range(times)]
        read = scan_of(warehouse, query, params)
        if read:
            scanned += [milliseconds(partial(scan, warehouse, read)) for _ in range(2)]
    everything = [value for values in taken.values() for value in values]
    median = statistics.median(everything)
    p95 = sorted(everything)[max(0, round(0.95 * len(everything)) - 1)]
    slowest = max(taken, key=lambda kind: statistics.median(taken[kind]))
    return median, p95, slowest, median / statistics.median(scanned) if scanned else None


def report(path: Path, times: int, names: Sequence[str]) -> tuple[int, dict[str, float]]:
    """Open a database, run its queries, print a table; how many answers there are, and the median of each query."""
    print(f"opened in {milliseconds(lambda: open_warehouse(path)):,.0f} ms, {path.stat().st_size / 1e6:,.0f} MB")
    warehouse = open_warehouse(path)
    print(f"words read in {milliseconds(lambda: warehouse.search(COMMON_WORD)):,.0f} ms ({COMMON_WORD})")
    first, again = (
        milliseconds(lambda: warehouse.run("comment_count", filter=Filter(contains="나가"))) for _ in range(2)
    )
    print(f"comments with a text (나가) counted in {first:,.0f} ms the first time, in {again:,.0f} ms then\n")
    print("| query | median ms | p95 ms | slowest with | times a scan |\n|---|---|---|---|---|")
    medians, longest = {}, 0.0
    for name in names:
        median, p95, slowest, multiple = measure(warehouse, QUERIES[name], times)
        medians[name], longest = median, max(longest, p95)
        print(
            f"| {name} | {median:,.0f} | {p95:,.0f} | {slowest} | {'' if multiple is None else f'{multiple:.1f}'} |",
            flush=True,
        )
    answers = warehouse._connection.cursor().execute("select count(*) from warehouse.feedback").fetchall()[0][0]
    tell(f"slowest query at {answers:,} answers, p95 ms", longest)
    return answers, medians


def tell_growth(sizes: Sequence[tuple[int, dict[str, float]]]) -> None:
    """Tell how many times as long a query takes at most, for each time that there are more rows."""
    (few, before), (many, after) = sizes[-2:]
    grown = {name: after[name] / before[name] / (many / few) for name in after}
    name = max(grown, key=lambda query: grown[query])
    print(f"\ngrows fastest: {name}, {before[name]:,.0f} ms at {few:,} answers, {after[name]:,.0f} ms at {many:,}")
    small = "" if few >= LEAST_TOLD else f", {few:,} to {many:,} answers"
    tell(f"fastest growing query, times / times the rows{small}", grown[name])


def main() -> None:
    """Build the database if none is named, and measure."""
    source = sys.argv[1] if len(sys.argv) > 1 else str(ROWS)
    times = int(sys.argv[2]) if len(sys.argv) > 2 else TIMES
    names = sys.argv[3:] or list(QUERIES)
    counts = source.split(",")
    if not all(map(str.isdigit, counts)):
        report(Path(source), times, names)
        return
    sizes = []
    for rows in map(int, counts):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "scale.duckdb"
            print(f"{rows:,} answers written in {milliseconds(partial(build, path, rows, is_real=True)) / 1000:,.0f} s")
            sizes.append(report(path, times, names))
    if len(sizes) > 1:
        tell_growth(sizes)


if __name__ == "__main__":
    main()
