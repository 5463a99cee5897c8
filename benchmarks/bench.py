"""Every benchmark that needs nothing but this machine, one after the other: what `make bench` runs.

    python benchmarks/bench.py [--rows 100000] [NAME ...]

ROWS is the size of the databases; texts to score are a fifth of it. With 100,000 (the default) all take about ten minutes on
two cores, with 1,000,000 about an hour. A benchmark that fails is told at the end and does not stop the others. Last comes
one table of all figures that are promised (figures.py), each with its bar: met, missed or not measured. --save keeps it.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.figures import Figure, all_of, table, told

HERE = Path(__file__).resolve().parent

PROMISED_REVIEWS = (60_000, 200_000)
"""Korean reviews of which the time beside Kiwi is promised, where the databases are large enough for an hour's measuring."""

BENCHMARKS: dict[str, Callable[[int], list[object]]] = {
    "lean": lambda rows: ["lean.py"],
    "start": lambda rows: ["start_times.py"],
    "korean": lambda rows: ["run_beside_kiwi.py", "--rows", ",".join(map(str, _reviews(rows)))],
    "english": lambda rows: ["run_beside_kiwi.py", "--rows", rows // 5, "--language", "en"],
    "steps": lambda rows: ["where_time_goes.py", "--rows", rows // 12, "--times", 1],
    "worst_texts": lambda rows: ["worst_texts.py"],
    "many_rows": lambda rows: ["run_many_rows.py", rows],
    "growing": lambda rows: ["growing.py", *((1_000_000, 2_000_000) if rows >= 1_000_000 else (rows // 10, rows))],
    "queries": lambda rows: ["queries_at_scale.py", f"{rows // 10},{rows}", 3],
    "batches": lambda rows: ["score_batches.py", "--rows", rows // 10],
    "early_warning": lambda rows: ["early_warning.py"],
    "pages": lambda rows: ["page_times.py", rows, "--reruns", 200],
    "browser": lambda rows: ["in_the_browser.py", "sample"],
    "browser_at_scale": lambda rows: ["in_the_browser.py", rows],
}
"""Name -> script of this folder with its arguments, for a number of rows. `compare_families.py` and `detect_languages.py`
are not among them: they need corpora or libraries that are not brought along."""


def _reviews(rows: int) -> tuple[int, ...]:
    return PROMISED_REVIEWS if rows >= 1_000_000 else (rows // 5,)


def run(name: str, rows: int) -> tuple[bool, list[Figure]]:
    """Run one and print what it prints and how long it took; whether it ended well, and the figures that it has told."""
    script, *arguments = map(str, BENCHMARKS[name](rows))
    print(f"\n== {name}: {' '.join([script, *arguments])}\n", flush=True)
    started = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    command = [sys.executable, "-u", str(HERE / script), *arguments]
    lines: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment) as process:
        for line in process.stdout or ():
            lines.append(line)
            print(line, end="", flush=True)
    print(f"\n{name}: {time.perf_counter() - started:,.0f} s", flush=True)
    return not process.returncode, told(lines)


def main() -> None:
    """Run those asked for, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--save", type=Path, help="where the table of all figures is written")
    asked = parser.parse_args()
    if unknown := set(asked.names) - BENCHMARKS.keys():
        parser.error(f"no benchmark {', '.join(sorted(unknown))}: there are {', '.join(BENCHMARKS)}")
    done = {name: run(name, asked.rows) for name in asked.names or BENCHMARKS}
    figures = table(all_of(figure for _, found in done.values() for figure in found))
    print(f"\n== all figures\n\n{figures}")
    if asked.save:
        asked.save.write_text(figures + "\n", encoding="utf-8")
    if failed := [name for name, (is_well, _) in done.items() if not is_well]:
        raise SystemExit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
