"""Every benchmark that needs nothing but this machine, one after the other: what `make bench` runs.

    python benchmarks/bench.py [--rows 100000] [NAME ...]

ROWS is the size of the databases; texts to score are a fifth of it. With 100,000 (the default) all take about ten minutes on
two cores, with 1,000,000 about an hour. A benchmark that fails is told at the end and does not stop the others.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent

BENCHMARKS: dict[str, Callable[[int], list[object]]] = {
    "lean": lambda rows: ["lean.py"],
    "korean": lambda rows: ["run_beside_kiwi.py", "--rows", rows // 5],
    "english": lambda rows: ["run_beside_kiwi.py", "--rows", rows // 5, "--language", "en"],
    "steps": lambda rows: ["where_time_goes.py", "--rows", rows // 12, "--times", 1],
    "worst_texts": lambda rows: ["worst_texts.py"],
    "many_rows": lambda rows: ["run_many_rows.py", rows],
    "growing": lambda rows: ["growing.py", rows // 10, rows],
    "queries": lambda rows: ["queries_at_scale.py", rows, 3],
    "early_warning": lambda rows: ["early_warning.py"],
    "pages": lambda rows: ["page_times.py", rows, "--reruns", 200],
}
"""Name -> script of this folder with its arguments, for a number of rows. `compare_families.py`, `detect_languages.py` and
`score_batches.py` are not among them: they need corpora, texts or libraries that are not brought along."""


def run(name: str, rows: int) -> bool:
    """Run one and print how long it took; whether it ended well."""
    script, *arguments = map(str, BENCHMARKS[name](rows))
    print(f"\n== {name}: {' '.join([script, *arguments])}\n", flush=True)
    started = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    done = subprocess.run([sys.executable, str(HERE / script), *arguments], check=False, env=environment)
    print(f"\n{name}: {time.perf_counter() - started:,.0f} s", flush=True)
    return not done.returncode


def main() -> None:
    """Run those asked for, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--rows", type=int, default=100_000)
    asked = parser.parse_args()
    if unknown := set(asked.names) - BENCHMARKS.keys():
        parser.error(f"no benchmark {', '.join(sorted(unknown))}: there are {', '.join(BENCHMARKS)}")
    failed = [name for name in asked.names or BENCHMARKS if not run(name, asked.rows)]
    if failed:
        raise SystemExit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
