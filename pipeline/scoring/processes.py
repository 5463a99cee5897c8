"""Processes that score, started before it is known what they score with, so that they load while files are looked at."""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from signal import SIGTERM
from threading import Thread

MOST_WORKERS = 8
"""All together share about 0.4 GB and take 0.05 GB each; where they are not forked, about 0.5 GB each."""

LEAST_BYTES = 150_000
"""Bytes of all files from which on processes are started before these are looked at: about a thousand comments. One that
starts takes a second of processor time, which fewer do not bring in again."""

SNIFFED_BYTES = 65_536
LEAST_FOREIGN = 0.1
"""Bytes that tell whether Korean is to be expected, and the least part of them that are not ASCII in Korean texts."""

_START = (
    "import sys; from pipeline.scoring.worker_start import begin; "
    "begin(sys.argv[1] == 'korean', list(map(int, sys.argv[2:])))"
)
"""What a process runs: started afresh, so that it needs nothing of the program that started it, not even its main
module, and by itself, so that Ctrl+C is for that program alone."""

HUGE_PAGES = "glibc.malloc.hugetlb=1"
"""Asks for large pages: Kiwi looks all over its model, and is 7 % faster where that takes fewer of the processor's
page entries. A C library other than glibc ignores it."""

FORKS = sys.platform == "linux"
"""Whether processes may share one copy of the models and tokenisers; elsewhere system libraries do not survive a fork."""


class ScoringProcesses:
    """``count`` processes that wait for what they score with, and for texts through the pipes ``ends``.

    ``started`` are those started from here; each leads the process group of those that it has forked. They load what
    Korean texts need at once where ``korean`` says that such texts are expected.
    """

    def __init__(self, count: int, *, korean: bool = False) -> None:
        pipes = [Pipe() for _ in range(count)]
        self.ends: list[Connection] = [own for own, _ in pipes]
        others = [other.fileno() for _, other in pipes]
        self.started = [_started(ends, korean=korean) for ends in ([others] if FORKS else [[end] for end in others])]
        self._is_closed = False
        for _, other in pipes:
            other.close()

    def tell(self, scores_with: object) -> None:
        """Say what to score with; does not wait until processes that are loading have read it."""
        content = pickle.dumps(scores_with)
        for process in self.started:
            Thread(target=_write, args=(process, content), daemon=True).start()

    def close(self) -> None:
        """Let the processes end, whatever they are at; harmless when repeated."""
        if self._is_closed:
            return
        self._is_closed = True
        for process in self.started:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, SIGTERM)
            process.wait()
            _close_input(process)
        for end in self.ends:
            end.close()


def _started(ends: Sequence[int], *, korean: bool = False) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OPENBLAS_NUM_THREADS": "1"}
    environment["GLIBC_TUNABLES"] = ":".join(filter(None, (os.environ.get("GLIBC_TUNABLES"), HUGE_PAGES)))
    return subprocess.Popen(
        [sys.executable, "-c", _START, "korean" if korean else "", *map(str, ends)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env=environment,
        pass_fds=ends,
        start_new_session=True,
    )


def _write(process: "subprocess.Popen[bytes]", content: bytes) -> None:
    """Write to a process that may have ended: who asks it for scores notices that."""
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.write(content)
        _close_input(process)


def _close_input(process: "subprocess.Popen[bytes]") -> None:
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()


@contextmanager
def started_early(files: Sequence[Path], database: Path, workers: int) -> Iterator[ScoringProcesses | None]:
    """The processes of a run that will score much, which begin to load; None for other runs, of which this process begins to.

    ``workers`` are those of the settings. A database that is there already may have the scores of all that is in the files.
    """
    count, regular = workers or min(MOST_WORKERS, cores()), [path for path in files if path.is_file()]
    if database.exists():
        yield None
        return
    is_korean = any(map(_may_be_korean, regular))
    if count < 2 or sum(path.stat().st_size for path in regular) < LEAST_BYTES:
        if is_korean:
            from pipeline.languages import korean

            Thread(target=korean.kiwi).start()
        yield None
        return
    processes = ScoringProcesses(count, korean=is_korean)
    try:
        yield processes
    finally:
        processes.close()


def _may_be_korean(path: Path) -> bool:
    """Whether a file looks like Korean text, or is no text at all, as a workbook."""
    try:
        with path.open("rb") as file:
            sniffed = file.read(SNIFFED_BYTES)
    except OSError:
        return False
    return len(sniffed.translate(None, delete=bytes(range(128)))) > LEAST_FOREIGN * len(sniffed)


def cores() -> int:
    """Processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
