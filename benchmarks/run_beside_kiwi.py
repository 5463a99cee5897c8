"""`ondo run` beside the bare tokeniser on the same texts and cores: Kiwi's two threads, or VADER in two processes.

Usage: python benchmarks/run_beside_kiwi.py [FILE.csv [TEXT_COLUMN]] [--rows N,N] [--language ko|en] [--times N] [--cores N]

Without a file, the model's seed comments are put together to --rows texts as long as real reviews.

Prints wall and processor seconds of both and their ratios, and the peak of memory (proportional set size) of all processes
together. Beside other load only the ratio of processor time says something. Linux only.
"""

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.figures import tell
from benchmarks.texts import write

TICKS = os.sysconf("SC_CLK_TCK")

LOOK_EVERY = 0.1
"""Seconds between two looks at the processes; one in ten also looks at memory, which costs them some time."""

LOOPS = {
    "ko": """
import csv, sys, time
from kiwipiepy import Kiwi
texts = [row[sys.argv[2]] for row in csv.DictReader(open(sys.argv[1], encoding="utf-8-sig", newline=""))]
kiwi = Kiwi(num_workers=int(sys.argv[3]))
for _ in kiwi.tokenize(texts[:10]): pass
started, spent = time.perf_counter(), time.process_time()
for _ in kiwi.tokenize(iter(texts)): pass
print(time.perf_counter() - started, time.process_time() - spent)
""",
    "en": """
import csv, resource, sys, time
from multiprocessing import get_context
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
texts = [row[sys.argv[2]] for row in csv.DictReader(open(sys.argv[1], encoding="utf-8-sig", newline=""))]
vader = SentimentIntensityAnalyzer()
def compound(text): return vader.polarity_scores(text)["compound"]
pool = get_context("fork").Pool(int(sys.argv[3]))
pool.map(compound, texts[:10])
started, spent = time.perf_counter(), time.process_time()
pool.map(compound, texts, 1000)
wall = time.perf_counter() - started
pool.close()
pool.join()
children = resource.getrusage(resource.RUSAGE_CHILDREN)
print(wall, time.process_time() - spent + children.ru_utime + children.ru_stime)
""",
}
"""Programs that print wall and processor seconds of a bare loop, loading not counted; called with file, column, cores."""


class Spent(NamedTuple):
    """Wall and processor seconds of a program and all that it started, and their peak of memory in MB."""

    wall: float
    processor: float
    megabytes: float


def processes(root: int) -> dict[int, float]:
    """Processor seconds of a process and of those under it, by number."""
    seconds: dict[int, float] = {}
    children: dict[int, list[int]] = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = place.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        number = int(place.parent.name)
        children.setdefault(int(fields[1]), []).append(number)
        seconds[number] = (int(fields[11]) + int(fields[12])) / TICKS
    found, waiting = {}, [root]
    while waiting:
        number = waiting.pop()
        waiting += children.get(number, [])
        if number in seconds:
            found[number] = seconds[number]
    return found


def memory(number: int) -> float:
    """Proportional set size of a process in MB: pages that n processes share count 1 / n in each; 0 once it has ended."""
    try:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def watched(program: "subprocess.Popen[str]") -> Spent:
    """What a program spends until it ends."""
    started, looks, peak = time.perf_counter(), 0, 0.0
    seconds: dict[int, float] = {}
    while program.poll() is None:
        seconds |= processes(program.pid)
        if looks % 10 == 0:
            peak = max(peak, sum(map(memory, seconds)))
        looks += 1
        time.sleep(LOOK_EVERY)
    return Spent(time.perf_counter() - started, sum(seconds.values()), peak)


def bare_loop(language: str, path: Path, column: str, cores: int) -> tuple[float, float]:
    """Wall and processor seconds of the bare loop over all texts."""
    command = [sys.executable, "-c", LOOPS[language], str(path), column, str(cores)]
    wall, processor = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return float(wall), float(processor)


def run(path: Path) -> tuple[Spent, str]:
    """The whole command `ondo run` into a new database, and its closing report."""
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "report").open("w+") as report:
        command = [sys.executable, "-m", "pipeline", "run", str(path), "--db", f"{folder}/ondo.duckdb"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=report, text=True) as program:
            spent = watched(program)
        report.seek(0)
        told = report.read()
    if program.returncode:
        raise SystemExit(told)
    return spent, told[told.index("Read ") :]


def main() -> None:
    """Measure on the file, or on texts put together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("column", nargs="?", default="text")
    parser.add_argument("--rows", default="20000")
    parser.add_argument("--language", choices=LOOPS, default="ko")
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--cores", type=int, default=len(os.sched_getaffinity(0)))
    asked = parser.parse_args()
    if asked.file:
        measure(asked)
        return
    with tempfile.TemporaryDirectory() as folder:
        asked.file = Path(folder) / "texts.csv"
        for rows in map(int, asked.rows.split(",")):
            write(asked.file, rows, language=asked.language)
            measure(asked)


def measure(asked: argparse.Namespace) -> None:
    """Measure ``times`` times and print."""
    with asked.file.open(encoding="utf-8-sig", newline="") as handle:
        rows = sum(1 for _ in csv.DictReader(handle))
    ratios = []
    for _ in range(asked.times):
        wall, processor = bare_loop(asked.language, asked.file, asked.column, asked.cores)
        spent, report = run(asked.file)
        print(report)
        print(
            f"bare loop  {wall:7.1f} s {processor:7.1f} s of processor time  {rows / wall:8,.0f} rows/s  (loaded before)"
        )
        print(
            f"ondo run   {spent.wall:7.1f} s {spent.processor:7.1f} s of processor time  {rows / spent.wall:8,.0f} rows/s  (all of it)"
        )
        print(f"ratio      {spent.wall / wall:7.2f}   {spent.processor / processor:7.2f}")
        print(f"memory     {spent.megabytes:7,.0f} MB at most, all processes together", flush=True)
        ratios.append((spent.wall / wall, rows / spent.wall, spent.megabytes))
    best = min(ratios)
    if asked.language == "en":
        tell("ondo run in English, rows/s", best[1])
    else:
        tell(f"ondo run of {rows:,} Korean reviews / bare Kiwi, wall", best[0])
        tell("peak memory of a run with all processes, MB", max(peak for _, _, peak in ratios))


if __name__ == "__main__":
    main()
