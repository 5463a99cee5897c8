"""What a command takes with all its processes: seconds, and megabytes at most. For Linux, which tells both in /proc.

python benchmarks/process_tree.py FOLDER     `ondo check` and `ondo run` on each file of a folder, a line each
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
EVERY_S = 0.02
"""Seconds between two looks at the processes."""

LONGEST_S = 120.0
"""Seconds after which a command is ended."""


class Measured(NamedTuple):
    """How a command ended (``code`` None: it was ended after LONGEST_S), what it took, and what it said on stderr."""

    code: int | None
    seconds: float
    megabytes: float
    said: str


def measured(command: Sequence[str], folder: Path, longest_s: float = LONGEST_S) -> Measured:
    """Run a command in a folder; memory is the resident sets of all its processes together, shared pages counted for each."""
    with tempfile.TemporaryFile() as said:
        started, peak = time.perf_counter(), 0
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        while True:
            with suppress(subprocess.TimeoutExpired):
                process.wait(EVERY_S)
            seconds = time.perf_counter() - started
            if process.returncode is not None or seconds > longest_s:
                break
            peak = max(peak, sum(map(_resident_bytes, _tree(process.pid))))
        code = process.returncode
        process.kill()
        process.wait()
        said.seek(0)
        return Measured(code, seconds, peak / 1e6, said.read().decode(errors="replace"))


def _tree(root: int) -> Iterator[int]:
    """A process and all that it has started, and these."""
    yield root
    with suppress(OSError):
        for task in Path(f"/proc/{root}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _tree(int(child))


def _resident_bytes(process: int) -> int:
    with suppress(OSError, IndexError, ValueError):
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def main(folder: Path) -> None:
    """Print a line for each file and command."""
    for path in sorted(path for path in folder.iterdir() if path.is_file()):
        for asked in ("check", "run"):
            with tempfile.TemporaryDirectory() as place:
                database = ("--db", str(Path(place, "a.duckdb"))) if asked == "run" else ()
                found = measured([sys.executable, "-m", "pipeline", asked, *database, "--", str(path)], Path(place))
            last = next((line for line in found.said.splitlines() if line.startswith("Error")), found.said[-100:])
            print(
                f"{path.name:<28} {asked:<6} {found.code!s:>5} {found.seconds:6.1f} s {found.megabytes:7,.0f} MB  {last[:200]!r}",
                flush=True,
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
