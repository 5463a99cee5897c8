"""`ondo watch --folder`: new files of a folder are taken in by `ondo follow`, and what has left its usual level is told after each."""

import ctypes
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import click

import queries
from views.commands.opened_view import whole_view
from views.commands.watch import alert_lines, alerts_now, alerts_object

ROOT = Path(__file__).resolve().parents[2]
DIE_WITH_PARENT = 1
"""prctl's PR_SET_PDEATHSIG."""

TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class FolderToWatch:
    """A folder whose files go into a database: how often it is looked at, whether once, and how what happens is told."""

    folder: Path
    database: Path
    every: float
    once: bool
    language: str
    as_json: bool


def watch_folder(asked: FolderToWatch) -> int:
    """Take in the files of a folder as they come and tell the alerts after each; the exit code of what took them in."""
    teller = _Teller(asked)
    with _woken_by_signals() as woken, _following(asked) as process:
        if asked.database.exists():
            teller.tell(None)
        for line in _lines_of(process, woken):
            teller.hear(line)
        code = process.wait()
    return code if code >= 0 else 128 - code


@contextmanager
def _following(asked: FolderToWatch) -> Iterator["subprocess.Popen[bytes]"]:
    """`ondo follow` in a process of its own, which hears what asks this one to stop, and has ended when the block has."""
    options = [f"--db={asked.database.absolute()}", f"--every={asked.every}", *(["--once"] if asked.once else [])]
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "follow", "--json", *options, "--", str(asked.folder.absolute())],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, env=_environment(os.environ), start_new_session=True,
        preexec_fn=_die_with_parent,
    )  # fmt: skip

    def pass_on(number: int, frame: FrameType | None) -> None:
        with suppress(ProcessLookupError):
            process.send_signal(number)

    former = {number: signal.signal(number, pass_on) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield process
    finally:
        if process.stdout is not None:
            process.stdout.close()
        process.terminate()
        process.wait()
        for number, handler in former.items():
            signal.signal(number, handler)


@contextmanager
def _woken_by_signals() -> Iterator[int]:
    """A descriptor that can be read once a signal has come, so that none is slept through."""
    read, write = os.pipe()
    os.set_blocking(write, False)
    former = signal.set_wakeup_fd(write, warn_on_full_buffer=False)
    try:
        yield read
    finally:
        signal.set_wakeup_fd(former)
        os.close(read)
        os.close(write)


def _lines_of(process: "subprocess.Popen[bytes]", woken: int) -> Iterator[bytes]:
    """The lines that a process says until it ends; signals that come meanwhile are heard at once."""
    assert process.stdout is not None
    output, rest = process.stdout.fileno(), b""
    while True:
        ready, _, _ = select.select([output, woken], [], [])
        if woken in ready:
            os.read(woken, 4096)
        if output in ready:
            said = os.read(output, 65536)
            if not said:
                return
            *lines, rest = (rest + said).split(b"\n")
            yield from lines


def _die_with_parent() -> None:
    """In the new process: ask to be stopped when this one dies, however it dies."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)


def _environment(current: Mapping[str, str]) -> dict[str, str]:
    path = os.pathsep.join(filter(None, (str(ROOT), current.get("PYTHONPATH", ""))))
    return {**current, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}


@dataclass(slots=True)
class _Teller:
    """Tells what became of files, and of alerts those that have opened or closed since it last told them."""

    asked: FolderToWatch
    _known: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    def hear(self, line: bytes) -> None:
        """Pass on what `ondo follow` says, and tell the alerts once it has taken a file in."""
        if self.asked.as_json:
            click.echo(line)
        event = json.loads(line)
        if event["event"] == "error" and not self.asked.as_json:
            click.echo(f"Error: {event['message']}\n  What to do: {event.get('remedy') or ''}", err=True)
        if event["event"] != "followed":
            return
        if not self.asked.as_json:
            click.echo(_what_became(event), err=True)
        if event["outcome"] == TAKEN:
            self.tell(event["file"])

    def tell(self, file: str | None) -> None:
        """Tell the alerts as they are now; where they cannot be told, say so, and go on."""
        try:
            self._tell(file)
        except queries.OndoError as error:
            click.echo(
                f"The alerts cannot be told: {error.message} ({error.where})\n  What to do: {error.remedy}", err=True
            )

    def _tell(self, file: str | None) -> None:
        source = queries.open_warehouse(self.asked.database)
        view = whole_view(source, self.asked.language)
        watched, shown = alerts_now(source, view)
        now = {(one.alert.name, one.alert.since.isoformat()): one for one in shown}
        opened = [one for key, one in now.items() if key not in self._known]
        closed = sorted(name for name, since in self._known if (name, since) not in now)
        self._known = frozenset(now)
        if self.asked.as_json:
            found = alerts_object(view, watched, opened, source)
            event = {"event": "alerts", "file": file, **found, "open": len(now), "closed": closed}
            click.echo(json.dumps(event, ensure_ascii=False, default=str))
            return
        for line in alert_lines(view, watched, opened, len(now), source):
            click.echo(line)
        for name in closed:
            click.echo(f"{name}  {view.words('watch.over')}")


def _what_became(event: Mapping[str, Any]) -> str:
    if event["outcome"] == TAKEN:
        return f"Taken in: {event['file']}"
    return f"Set aside: {event['file']}: {event['why']}\n  What to do: {event['remedy']}"
