"""Runs of `ondo` that tests can kill: forked from a process that has everything imported, so that each starts at once.

The process is fresh and has loaded no Kiwi, after which forking is not safe; texts of its runs are English.
"""

import json
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from math import inf
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parents[3]

MARKED = ("seen_before", "stage", "merge", "record_run", "publish")
"""Methods of Draft whose beginning a run tells, in the order in which they come."""

PATIENCE = 120.0
"""Seconds after which a run that tells nothing more is taken for hung."""

CODE = f"""
import ctypes, json, os, resource, sys
import pipeline.cli.main, pipeline.cli.console, pipeline.run, pipeline.storage.draft, tqdm
from pipeline.config.settings import load_settings
from pipeline.mentions.placer import placer_of
from pipeline.scoring import scorer
loaded = scorer.load(scorer.MODEL_FOLDER)
scorer.load = lambda folder: loaded
scorer.Scorer(placer=placer_of(load_settings().touchpoints)).score(["good"])

def marked(told):
    def tell(self, *given):
        os.write(1, b"mark\\n")
        return told(self, *given)
    return tell

for name in {MARKED!r}:
    setattr(pipeline.storage.draft.Draft, name, marked(getattr(pipeline.storage.draft.Draft, name)))
put = pipeline.storage.draft.put_in_place
def put_in_place(*given):
    os.write(1, b"mark\\n")
    put(*given)
    os.write(1, b"mark\\n")
pipeline.storage.draft.put_in_place = put_in_place
def heed_modes():
    "Give up root's rights to write where the modes of files forbid it (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH)."
    libc, head, sets = ctypes.CDLL(None), (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    libc.capget(head, sets)
    sets[0] &= ~6
    libc.capset(head, sets)
print("ready", flush=True)
for line in sys.stdin:
    child = os.fork()
    if not child:
        asked = json.loads(line)
        with open(asked["told"], "w") as told:
            os.dup2(told.fileno(), 2)
        if asked["largest"]:
            resource.setrlimit(resource.RLIMIT_FSIZE, (asked["largest"], resource.RLIM_INFINITY))
        if asked["bound"] and not os.geteuid():
            heed_modes()
        sys.argv = asked["words"]
        pipeline.cli.main.main()
    os.write(1, b"pid %d\\n" % child)
    os.write(1, b"end %d\\n" % os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


class Nursery:
    """Starts runs, hears their marks and kills them."""

    def __init__(self) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ONDO_")}
        self._process = subprocess.Popen(
            [sys.executable, "-c", CODE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
            env={**environment, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert self._process.stdin and self._process.stdout
        self._stdin, self._stdout = self._process.stdin, self._process.stdout
        self._heard = b""
        assert self._line(PATIENCE) == "ready"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stdin.close()
        self._process.wait()
        self._stdout.close()

    def _line(self, patience: float) -> str | None:
        """The next line told, or None where none comes in that many seconds."""
        until = time.monotonic() + patience
        while b"\n" not in self._heard:
            if not select.select([self._stdout], [], [], max(0.0, until - time.monotonic()))[0]:
                return None
            told = os.read(self._stdout.fileno(), 4096)
            assert told, "the nursery has ended"
            self._heard += told
        line, _, self._heard = self._heard.partition(b"\n")
        return line.decode()

    def run(
        self, *words: object, marks: int | None = None, delay: float = 0.0,
        told: Path | str = os.devnull, largest: int = 0, bound: bool = False,
    ) -> tuple[int, list[float]]:  # fmt: skip
        """Run `ondo`; its exit code (-9 if killed), and the seconds after which each mark and the end came.

        With ``marks`` it is killed ``delay`` seconds after that many marks, or with the next mark if that comes sooner. What it says on stderr
        goes to ``told``; no file of it may grow beyond ``largest`` bytes; if ``bound``, it heeds the modes of files even as root.
        """
        asked = {"words": ["ondo", *map(str, words)], "told": str(told), "largest": largest, "bound": bound}
        self._stdin.write(json.dumps(asked).encode() + b"\n")
        started, times, child, due = time.monotonic(), [], 0, inf
        while True:
            now = time.monotonic()
            line = self._line(min(PATIENCE, max(0.0, due - now)))
            if line is None:
                assert due < inf, "the run hangs"
                due = inf
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
                continue
            if line.startswith("pid "):
                child = int(line.split()[1])
            else:
                times.append(time.monotonic() - started)
            if line.startswith("end "):
                return int(line.split()[1]), times
            if due < inf:
                due = time.monotonic()
            elif marks is not None and child and len(times) >= marks:
                marks, due = None, time.monotonic() + delay
