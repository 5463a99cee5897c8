"""What runs in the process that reads workbooks, Parquet and JSON files: layouts and batches of rows, within limits.

Limits of memory and processor time are the system's, so that they hold inside a library too; cells and characters are counted
here. On systems other than Linux that of memory has no effect, and Windows has neither.
"""

import ctypes
import io
import os
import pickle
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timezone
from importlib import import_module
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from signal import SIGKILL
from typing import Any, Literal, NamedTuple

from pipeline.config.reading_limits import FileLimits
from pipeline.errors import DataRefused, OndoError, Reason
from pipeline.masking.pattern import PersonalPattern, use_own
from pipeline.records import ReadOptions
from pipeline.sources.source_kind import FileLayout, SourceRow, shown_name

if sys.platform != "win32":
    import resource

BATCH_ROWS = 2_000
BATCH_CHARACTERS = 4_000_000
"""Rows sent at once, and characters after which a batch is sent though it has fewer."""

DIE_WITH_PARENT = 1
"""prctl's PR_SET_PDEATHSIG."""


class Order(NamedTuple):
    """What the process is asked for: the ``layout`` of a file, its first ``rows``, the ``next`` ones, or to ``close`` them.

    ``argument`` is what the function of this name in ``formats/<file_format>.py`` takes beside the path.
    """

    verb: Literal["layout", "rows", "next", "close"]
    stream: int
    file_format: str
    path: Path
    limits: FileLimits
    argument: ReadOptions | FileLayout | None = None
    own_patterns: tuple[PersonalPattern, ...] = ()


def needs_memory(path: Path, limits: FileLimits) -> DataRefused:
    """The refusal of a file that takes too much memory."""
    return DataRefused(Reason("reading_needs_memory", {"most": f"{limits.memory / 1e6:,.0f}"}), where=shown_name(path))


def needs_time(path: Path, limits: FileLimits) -> DataRefused:
    """The refusal of a file that takes too long."""
    return DataRefused(Reason("reading_needs_time", {"most": f"{limits.seconds:,}"}), where=shown_name(path))


def reading_failed(path: Path, why: str) -> DataRefused:
    """The refusal of a file at which a library fails in a way that nobody has foreseen."""
    return DataRefused(Reason("reading_failed", {"why": why}), where=shown_name(path))


@dataclass(slots=True)
class ContentCount:
    """Counts what a file has unfolded to so far."""

    path: Path
    limits: FileLimits
    rows: int = 0
    cells: int = 0
    characters: int = 0

    def add_rows(self, count: int, width: int) -> None:
        """Count rows of so many cells; raises DataRefused where the file has too many."""
        self.rows += count
        self.cells += count * width
        if self.rows > self.limits.rows:
            self._refuse(Reason("unfolds_to_rows", {"most": f"{self.limits.rows:,}"}))
        if self.cells > self.limits.cells:
            self._refuse(Reason("unfolds_to_cells", {"most": f"{self.limits.cells:,}"}))

    def add_row(self, row: SourceRow) -> int:
        """Count a row; the characters in it. Raises DataRefused where the file has too much of anything."""
        characters = sum(len(cell) for cell in row.cells if type(cell) is str)
        self.add_rows(1, len(row.cells))
        self.characters += characters
        if self.characters > self.limits.characters:
            self._refuse(Reason("unfolds_to_characters", {"most": f"{self.limits.characters:,}"}))
        return characters

    def _refuse(self, reason: Reason) -> None:
        raise DataRefused(reason, where=shown_name(self.path))


class ReadingServer:
    """Answers orders that come through a pipe, one after another; the batch after that which was sent is made ahead."""

    def __init__(self, end: Connection) -> None:
        self._end = end
        self._least_memory = _writable_bytes()
        self._limited_for: tuple[Path, FileLimits] | None = None
        self._streams: dict[int, Iterator[bytes]] = {}
        self._ahead: dict[int, bytes] = {}

    def serve(self) -> None:
        """Answer until nobody asks any more."""
        with suppress(EOFError, BrokenPipeError):
            while True:
                self._answer(self._end.recv())

    def _answer(self, order: Order) -> None:
        if order.verb == "close":
            self._streams.pop(order.stream, None)
            self._ahead.pop(order.stream, None)
            return
        self._limit(order)
        if order.verb == "layout":
            self._end.send_bytes(_answered(order, lambda: _layout(order)))
            return
        if order.verb == "rows":
            self._streams[order.stream] = _batches(order)
        stream = self._streams[order.stream]
        self._end.send_bytes(self._ahead.pop(order.stream, b"") or next(stream))
        self._ahead[order.stream] = next(stream)

    def _limit(self, order: Order) -> None:
        """Give the process what a file may take, where it is another file than before."""
        if self._limited_for == (order.path, order.limits) or sys.platform == "win32":
            return
        self._limited_for = (order.path, order.limits)
        _set_limit(resource.RLIMIT_CPU, int(time.process_time()) + 1 + order.limits.seconds)
        _set_limit(resource.RLIMIT_DATA, self._least_memory + order.limits.memory)


def _layout(order: Order) -> FileLayout:
    use_own(order.own_patterns)
    layout: FileLayout = _format(order).layout(order.path, order.argument)
    ContentCount(order.path, order.limits).add_rows(layout.rows or 0, len(layout.columns))
    return layout


def _batches(order: Order) -> Iterator[bytes]:
    """Answers with the rows of a file, for ever: after the last row they are empty."""
    use_own(order.own_patterns)
    rows: Iterator[SourceRow] = _format(order).rows(order.path, order.argument)
    content = ContentCount(order.path, order.limits)
    while True:
        yield _answered(order, lambda: _batch(rows, content))


def _batch(rows: Iterator[SourceRow], content: ContentCount) -> list[tuple[object, ...]]:
    batch: list[tuple[object, ...]] = []
    characters = 0
    for row in islice(rows, BATCH_ROWS):
        batch.append(tuple(row))
        characters += content.add_row(row)
        if characters > BATCH_CHARACTERS:
            break
    return batch


def _format(order: Order) -> Any:
    return import_module(f"pipeline.sources.formats.{order.file_format}")


def _answered(order: Order, work: Callable[[], object]) -> bytes:
    """What came of the work, or why nothing came of it; a library written in Rust may raise what is no Exception."""
    try:
        return _as_bytes(work())
    except OndoError as error:
        return _as_bytes(error)
    except MemoryError:
        return _as_bytes(needs_memory(order.path, order.limits))
    except BaseException as error:
        return _as_bytes(reading_failed(order.path, type(error).__name__))


class _Answer(pickle.Pickler):
    """Writes an answer: times with a zone as times with its offset, since zones are objects of many libraries."""

    def reducer_override(self, value: object) -> Any:
        """How a value is made again; NotImplemented: as it says itself."""
        if isinstance(value, datetime) and value.tzinfo is not None:
            offset = value.utcoffset()
            return value.replace(tzinfo=None if offset is None else timezone(offset)).__reduce_ex__(
                pickle.HIGHEST_PROTOCOL
            )
        return NotImplemented


def _as_bytes(answer: object) -> bytes:
    sink = io.BytesIO()
    _Answer(sink, pickle.HIGHEST_PROTOCOL).dump(answer)
    return sink.getvalue()


def _writable_bytes() -> int:
    """Memory of this process that RLIMIT_DATA counts: private and writable."""
    with suppress(OSError, StopIteration):
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return 1024 * int(next(line for line in lines if line.startswith("VmData:")).split()[1])
    return 0


def _set_limit(kind: int, most: int) -> None:
    """Set a limit of this process, as far as the system has it."""
    with suppress(ValueError, OSError):
        hardest = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if hardest == resource.RLIM_INFINITY else min(most, hardest), hardest))


def _die_with_parent(parent: int) -> None:
    """End with the process that reads, however that ends; on other systems than Linux, once the pipe is found closed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, SIGKILL)
    if sys.platform != "win32" and os.getppid() != parent:
        raise SystemExit


def main(descriptor: int, parent: int) -> None:
    """Serve the process ``parent`` at the other end of a pipe."""
    _die_with_parent(parent)
    if sys.platform != "win32":
        _set_limit(resource.RLIMIT_CORE, 0)
    ReadingServer(Connection(descriptor)).serve()
