"""How long the pages take on a large database, asked for through Streamlit's own connection as a browser does.

    python benchmarks/page_times.py [ROWS or DATABASE] [--people 30] [--pause 8] [--reruns 1000]

Starts `ondo dashboard` on invented answers (1,000,000 unless told otherwise, or an existing database) and measures:

- every page after a change of filter that no one has asked for before, alone: median, 95th percentile and longest;
- that many people who open pages and change filters, each as soon as the page before is drawn, and then with a pause to
  look at it (8 seconds in the mean unless told otherwise);
- the server's resident memory before and after that many reruns.
"""

import argparse
import asyncio
import itertools
import random
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import socket

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.dashboard_client import Session
from benchmarks.synthetic import build

PAGES = (
    "",
    "journey",
    "trends",
    "nps",
    "compare",
    "comments",
    "topics",
    "alerts",
    "actions",
    "customers",
    "employees",
    "data",
    "model",
)
FILTERS = "more_filters"
"""The key of the popover that holds the filters: it stays open, as its choices are drawn only then."""
CHANGES, CLICKS = 7, 10
"""Changes of filter measured on each page, and clicks of each of many people."""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(command: Sequence[str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server of Streamlit on a port of this machine, once it answers."""
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            with suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).read()
                break
            time.sleep(0.2)
        yield server
    finally:
        server.terminate()
        server.wait()


@contextmanager
def served(database: Path) -> Iterator[tuple[str, int]]:
    """`ondo dashboard` on a database: its address and process id."""
    port = free_port()
    command = [sys.executable, "-m", "pipeline", "dashboard", "--db", str(database), "--port", str(port), "--headless"]
    with running(command, port) as server:
        yield f"127.0.0.1:{port}", server.pid


def resident_mb(process: int) -> float:
    """Resident memory of a process and its children, MB."""
    found = {str(process)}
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):
            fields = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
            if fields["PPid"] in found:
                found.add(status.parent.name)
    kilobytes = 0
    for name in found:
        for line in Path(f"/proc/{name}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                kilobytes += int(line.split()[1])
    return kilobytes / 1000


def line(name: str, seconds: Sequence[float], note: str = "") -> str:
    """A row of the table."""
    ordered = sorted(seconds)
    p95 = ordered[max(0, round(0.95 * len(ordered)) - 1)]
    return f"| {name} | {len(ordered)} | {statistics.median(ordered):.2f} | {p95:.2f} | {ordered[-1]:.2f} | {note} |"


def choices(session: Session) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Changes of filter, each one that nobody has asked for before: touchpoints by products."""
    touchpoints, products = (session.choices[f"{name}_ko"][1] for name in ("touchpoints", "products"))
    pairs = [(place, product) for product in products for place in (*touchpoints, "")]
    random.Random(7).shuffle(pairs)
    for place, product in itertools.cycle(pairs):
        yield place, (product,)


async def alone(address: str) -> list[str]:
    """Each page after changes of filter by one person."""
    lines = []
    async with Session(address) as session:
        await session.open("")
        await session.fold(FILTERS, is_open=True)
        coming = choices(session)
        everything = []
        for page in PAGES:
            await session.open(page)
            seconds = []
            for _ in range(CHANGES):
                place, product = next(coming)
                await session.choose("touchpoints_ko", [place] if place else [])
                seconds.append(await session.choose("products_ko", product))
            everything += seconds
            await session.choose("products_ko", [])
            whole = await session.choose("touchpoints_ko", [])
            lines.append(
                line(page or "summary", seconds, f"{session.received / 1000:,.0f} kB, everything {whole:.2f} s")
            )
        lines.append(line("all pages", everything))
        if session.failures:
            raise SystemExit(f"a page failed: {session.failures[0]}")
    return lines


async def person(address: str, number: int, clicks: int, pause: float) -> list[float]:
    """Clicks of one of many: a page, or a change of filter on it, each after up to twice the pause."""
    draw, seconds = random.Random(number), []
    async with Session(address) as session:
        await session.open("")
        await session.fold(FILTERS, is_open=True)
        for _ in range(clicks):
            await asyncio.sleep(2 * pause * draw.random())
            if draw.random() < 0.5:
                seconds.append(await session.open(draw.choice(PAGES)))
            else:
                name = draw.choice(("touchpoints_ko", "products_ko", "segments_ko"))
                seconds.append(await session.choose(name, draw.sample(session.choices[name][1], 1)))
        if session.failures:
            raise SystemExit(f"a page failed: {session.failures[0]}")
    return seconds


async def crowd(address: str, people: int, clicks: int, pause: float = 0.0) -> list[float]:
    """Clicks of many at once."""
    found = await asyncio.gather(*(person(address, number, clicks, pause) for number in range(people)))
    return [seconds for one in found for seconds in one]


def measure(database: Path, people: int, pause: float, reruns: int) -> None:
    """Serve the database and print the table."""
    with served(database) as (address, process):
        print("| page | times | median s | p95 s | longest s | |\n|---|---|---|---|---|---|")
        print("\n".join(asyncio.run(alone(address))), flush=True)
        print(line(f"{people} people, no pause", asyncio.run(crowd(address, people, CLICKS))), flush=True)
        print(
            line(f"{people} people, {pause:g} s pause", asyncio.run(crowd(address, people, CLICKS, pause))), flush=True
        )
        before = resident_mb(process)
        print(line("one after the other", asyncio.run(crowd(address, 1, reruns))))
        print(f"\nserver's memory: {before:,.0f} MB before, {resident_mb(process):,.0f} MB after {reruns} reruns")


def main() -> None:
    """Read the arguments, build a database if none is named, measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", nargs="?", default="1000000", help="number of invented answers, or a database file")
    parser.add_argument("--people", type=int, default=30)
    parser.add_argument("--pause", type=float, default=8.0)
    parser.add_argument("--reruns", type=int, default=1000)
    given = parser.parse_args()
    if not given.source.isdigit():
        measure(Path(given.source), given.people, given.pause, given.reruns)
        return
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder) / "scale.duckdb", int(given.source), is_real=True)
        measure(Path(folder) / "scale.duckdb", given.people, given.pause, given.reruns)


if __name__ == "__main__":
    main()
