"""`ondo check` and `ondo run` for files uploaded in the dashboard, each in a process of its own.

So no tokeniser loads here, and a broken file or a killed process harms nobody else. An uploaded file lies on the disk only
while its process runs, in a folder that nobody else may read.
"""

import json
import logging
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unicodedata import normalize

import queries

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "ondo-upload-"
SUFFIXES = tuple("csv tsv txt xlsx xls xlsm json jsonl ndjson parquet pq html htm zip gz".split())
"""Endings of the files that are taken."""

MOST_JOBS = 2
"""Processes at once; others are asked to wait."""

ANOTHER_RUN_WRITES = "another_run_writes"
"""Code of the reason for which a run waits for another one that holds the database."""

LONGEST_NAME = 80
EVENTS_READ = 20_000_000
"""Bytes of a process's answer that are read."""

_log = logging.getLogger("ondo")
_running: list["UploadJob"] = []
_guard = threading.Lock()


class TooManyJobs(queries.OndoError):
    """As many files are being read as may be at once."""


@dataclass(frozen=True, slots=True)
class UploadChoices:
    """How to read a file: column -> field ("" keeps it out), and what the file does not say; None and "" are guessed."""

    mapping: tuple[tuple[str, str], ...] = ()
    source: str = ""
    audience: str = "customer"
    touchpoint: str = ""
    rating_max: str = ""
    rating_is_nps: bool = False
    encoding: str = ""

    def options(self) -> list[str]:
        """The options of `ondo check` and `ondo run`."""
        named = {
            "source": self.source,
            "touchpoint": self.touchpoint,
            "rating-max": self.rating_max,
            "encoding": self.encoding,
        }
        options = [f"--map={column}={field}" for column, field in self.mapping]
        options += [f"--{name}={value}" for name, value in named.items() if value]
        return [*options, f"--audience={self.audience}", *(["--rating-is-nps"] if self.rating_is_nps else [])]


@dataclass(slots=True)
class UploadJob:
    """One process over one file. ``kind`` is check or run; ``events`` are what it said, once it is ``done``."""

    kind: str
    folder: Path
    process: "subprocess.Popen[bytes]"
    events: list[dict[str, Any]] = field(default_factory=list)
    is_cancelled: bool = False
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def is_done(self) -> bool:
        """Whether it has ended and its file is gone."""
        return self.ended.is_set()

    def cancel(self) -> None:
        """End the process; what had been published before stays whole."""
        self.is_cancelled = True
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)

    def progress(self) -> tuple[int, int | None]:
        """Rows done, and of how many where that is known."""
        last = next((event for event in reversed(self._said()) if event["event"] == "progress"), None)
        return (last["done"], last["of"]) if last else (0, None)

    def answers(self) -> list[dict[str, Any]]:
        """What was found out about each table of the file (``checked``), or what was done (``report``)."""
        return [event for event in self.events if event["event"] in ("checked", "report")]

    def columns(self) -> dict[str, Any] | None:
        """The columns of a file that cannot be read until somebody says what they are."""
        return next((event for event in self.events if event["event"] == "columns"), None)

    def failure(self) -> tuple[str, dict[str, Any]]:
        """Why it failed (cancelled, killed, refused, options, held, database or broken), and its error event, if any."""
        error = next((event for event in self.events if event["event"] == "error"), {})
        if self.is_cancelled:
            return "cancelled", {}
        code = self.process.returncode
        if error:
            is_held = error.get("reason_code") == ANOTHER_RUN_WRITES
            kinds = {1: "refused", 2: "options", 3: "held" if is_held else "database"}
            return kinds.get(error["code"], "broken"), error
        return ("killed" if code is not None and code < 0 else "broken"), {}

    def _said(self) -> list[dict[str, Any]]:
        try:
            with (self.folder / "events").open("rb") as lines:
                return list(_parsed(lines.read(EVENTS_READ)))
        except OSError:
            return self.events


def start(kind: str, name: str, content: bytes, asked: UploadChoices) -> UploadJob:
    """Check or run (``kind``) an uploaded file. Raises Busy, or OSError where the file cannot be put down."""
    with _guard:
        _running[:] = [job for job in _running if not job.is_done]
        if len(_running) >= MOST_JOBS:
            raise TooManyJobs("as many files are being read as may be at once", remedy="wait until one of them is done")
        sweep()
        folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
        try:
            job = UploadJob(kind, folder, _process(kind, folder, safe_name(name), content, asked))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        _running.append(job)
    threading.Thread(target=_watch, args=(job,), daemon=True).start()
    return job


def safe_name(name: str) -> str:
    """A file name that names nothing but a file: no folders, no control characters, not too long, the ending kept."""
    plain = normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    plain = re.sub(r"[\x00-\x1f\x7f\ud800-\udfff<>:\"|?*]", "", plain).strip(". ").lstrip("-")
    stem, _, ending = plain.rpartition(".")
    if ending.lower() not in SUFFIXES:
        stem, ending = plain, "csv"
    return f"{stem.strip('. ')[:LONGEST_NAME] or 'file'}.{ending.lower()}"


def tidied(text: str) -> str:
    """A message without the folders of this machine."""
    return re.sub(r"(?<!\w)(?:/[^\s/:'\"]+)+/(?=[^\s/:'\"]+)", "", text)


def sweep() -> None:
    """Remove what dashboards that were killed have left behind."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        owner = folder.name.removeprefix(PREFIX).partition("-")[0]
        with suppress(OSError):
            if owner.isdecimal() and folder.stat().st_uid == os.getuid() and not _is_alive(int(owner)):
                shutil.rmtree(folder)


def _process(kind: str, folder: Path, name: str, content: bytes, asked: UploadChoices) -> "subprocess.Popen[bytes]":
    place = folder / "file"
    place.mkdir(mode=0o700)
    with open(os.open(place / name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as handle:
        handle.write(content)
    command = [sys.executable, "-m", "pipeline", kind, "--json", *asked.options()]
    command.append(f"--db={queries.database_path().absolute()}")
    with (folder / "events").open("wb") as events, (folder / "said").open("wb") as said:
        return subprocess.Popen(
            [*command, "--", str(place / name)],
            stdin=subprocess.DEVNULL, stdout=events, stderr=said, env=_environment(os.environ), start_new_session=True,
        )  # fmt: skip


def _environment(current: Mapping[str, str]) -> dict[str, str]:
    path = os.pathsep.join(filter(None, (str(ROOT), current.get("PYTHONPATH", ""))))
    return {**current, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}


def _watch(job: UploadJob) -> None:
    """Wait for a process, take what it said, and remove its file; also where nobody looks on any more."""
    try:
        code = job.process.wait()
        job.events = job._said()
        if code and not job.is_cancelled and not any(event["event"] == "error" for event in job.events):
            said = (job.folder / "said").read_text(encoding="utf-8", errors="replace")
            _log.error("the %s of an uploaded file ended with code %s: %s", job.kind, code, said[-2000:])
    except OSError as error:
        _log.error("the answer of an uploaded file's %s cannot be read: %s", job.kind, error)
    finally:
        shutil.rmtree(job.folder, ignore_errors=True)
        job.ended.set()


def _parsed(lines: bytes) -> Iterator[dict[str, Any]]:
    for line in lines.splitlines():
        with suppress(ValueError):
            event = json.loads(line)
            if isinstance(event, dict) and "event" in event:
                yield event


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
