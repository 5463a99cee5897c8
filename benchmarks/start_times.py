"""How long `ondo run` takes where there is little to score: 200 rows, and the sample data.

    python benchmarks/start_times.py [--times 5]

Prints the shortest wall time of each, start included, and processor seconds of all processes together.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.figures import tell
from benchmarks.texts import write

ROOT = Path(__file__).resolve().parent.parent

ROWS = 200


def seconds(arguments: list[str]) -> tuple[float, float]:
    """Wall and processor seconds of a command of `ondo`."""
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "pipeline", *arguments], check=True, capture_output=True, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - started, sum(after[:2]) - sum(before[:2])


def shortest(arguments: Callable[[Path], list[str]], times: int) -> tuple[float, float]:
    """The shortest of several runs, each into a new database."""
    taken = []
    for _ in range(times):
        with tempfile.TemporaryDirectory() as folder:
            taken.append(seconds(arguments(Path(folder) / "ondo.duckdb")))
    return min(taken)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=5)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "few.csv"
        write(file, ROWS)
        commands: dict[str, Callable[[Path], list[str]]] = {
            f"ondo run of {ROWS} rows, s": lambda database: ["run", str(file), "--db", str(database)],
            "ondo run of the sample, s": lambda database: ["demo", "--no-dashboard", "--db", str(database)],
        }
        for name, arguments in commands.items():
            wall, processor = shortest(arguments, times)
            print(f"{name}: {wall:.2f}, {processor:.2f} s of processor time")
            tell(name, wall)


if __name__ == "__main__":
    main()
