"""Workbooks, Parquet and JSON files, read by a process of their own within limits of memory, time and content.

What reads them unfolds a file before anybody can see how large it becomes, and may crash at a damaged one. That process is started at the
first such file and kept for the next ones; it is a fresh interpreter, which shares nothing with this one. Text tables are
streamed line by line by code of our own and are read here.
"""

import atexit
import io
import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from itertools import count
from multiprocessing import Pipe
from pathlib import Path
from signal import SIGKILL, SIGXCPU, Signals
from threading import RLock

from pipeline.config.reading_limits import reading_limits
from pipeline.errors import DataRefused, OndoError
from pipeline.masking.pattern import own_patterns
from pipeline.records import ReadOptions
from pipeline.sources.formats.reading_server import Order, needs_memory, needs_time, reading_failed
from pipeline.sources.source_kind import FileFormat, FileLayout, SourceRow, UnreadableCell, unreadable

_START = "import sys; from pipeline.sources.formats.reading_server import main; main(*map(int, sys.argv[1:]))"
_ENVIRONMENT = {"ARROW_DEFAULT_MEMORY_POOL": "system", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
"""Memory is taken from the system as it is needed, and by one thread: other pools and threads claim more than they use, and
what is claimed is what the system limits."""

_SAID_OUT_OF_MEMORY = ("memory allocation of", "bad_alloc", "MemoryError", "out of memory")
"""What programs say last when they are given no more memory."""

_SENT_TYPES = {
    *((module, name) for module, names in {
        "datetime": "datetime date time timedelta timezone", "decimal": "Decimal",
        "pipeline.errors": "DataRefused WrongUsage Reason",
        "pipeline.sources.source_kind": "FileLayout UnreadableCell",
    }.items() for name in names.split()),
}  # fmt: skip
"""What an answer may consist of beside texts, numbers, lists and tables."""


class _Answer(pickle.Unpickler):
    """Reads an answer: whatever a hostile file has made of the process that read it, its answers are data and run nothing."""

    def find_class(self, module: str, name: str) -> Callable[..., object]:
        """A type by its name; in place of one that no cell can have, what makes a cell that cannot be read."""
        if (module, name) in _SENT_TYPES:
            found: Callable[..., object] = super().find_class(module, name)
            return found
        return _UnknownCell


class _UnknownCell(UnreadableCell):
    """A cell of a type that is none of a table's."""

    def __new__(cls, *_: object) -> "_UnknownCell":
        return super().__new__(cls, "no plain value")


class ReadingProcess:
    """A process that reads files; it ends with this one. Not forked: what the program has loaded is not in it."""

    def __init__(self) -> None:
        own, other = Pipe()
        self._end = own
        self._said = tempfile.TemporaryFile()  # noqa: SIM115  closed with the process
        path = os.pathsep.join(filter(None, sys.path))
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START, str(other.fileno()), str(os.getpid())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._said,
            env={**os.environ, "PYTHONPATH": path, **_ENVIRONMENT},
            pass_fds=(other.fileno(),),
            start_new_session=True,
        )
        other.close()
        self._one_at_a_time = RLock()

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked."""
        return not self._end.closed and self._process.poll() is None

    def ask(self, order: Order) -> object:
        """The answer to an order. Raises what reading the file has raised, and DataRefused where the process died of it."""
        with self._one_at_a_time:
            try:
                self._end.send(order)
                answer = _Answer(io.BytesIO(self._end.recv_bytes())).load()
            except (EOFError, OSError, pickle.UnpicklingError) as error:
                raise self._why_it_died(order) from error
            except BaseException:
                self.close()
                raise
        if isinstance(answer, OndoError):
            raise answer
        return answer

    def tell(self, order: Order) -> None:
        """An order that has no answer."""
        with self._one_at_a_time, suppress(OSError):
            self._end.send(order)

    def close(self) -> None:
        """End it, whatever it is at."""
        self._process.kill()
        self._process.wait()
        self._end.close()
        self._said.close()

    def _why_it_died(self, order: Order) -> DataRefused:
        if self._end.closed:
            return reading_failed(order.path, "ended")
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(1)
        code = self._process.poll() or 0
        self._said.seek(0)
        said = self._said.read().decode(errors="replace")
        self.close()
        if code == -SIGXCPU:
            return needs_time(order.path, order.limits)
        if code == -SIGKILL or any(words in said for words in _SAID_OUT_OF_MEMORY):
            return needs_memory(order.path, order.limits)
        return reading_failed(order.path, Signals(-code).name if code < 0 else f"code {code}")


_current: ReadingProcess | None = None
_numbers = count()


def _running() -> ReadingProcess:
    """The process that reads, started if there is none."""
    global _current
    if _current is None or not _current.is_alive:
        close()
        _current = ReadingProcess()
    return _current


def close() -> None:
    """End the process that reads, if there is one; the next file starts another."""
    global _current
    if _current is not None and not _current._end.closed:
        _current.close()
    _current = None


atexit.register(close)


def _order(file_format: str, path: Path, argument: ReadOptions | FileLayout) -> Order:
    try:
        limits = reading_limits().of_file(path.stat().st_size)
    except OSError as error:
        raise unreadable(path, error) from error
    return Order(
        "layout" if isinstance(argument, ReadOptions) else "rows",
        next(_numbers),
        file_format,
        path.absolute(),
        limits,
        argument,
        own_patterns(),
    )


def _layout(file_format: str, path: Path, options: ReadOptions) -> FileLayout:
    answer = _running().ask(_order(file_format, path, options))
    assert isinstance(answer, FileLayout)
    return answer


def _rows(file_format: str, path: Path, layout: FileLayout) -> Iterator[SourceRow]:
    plain = FileLayout(layout.columns, layout.encoding, layout.delimiter, layout.sheet, only_sheets=layout.only_sheets)
    order, process = _order(file_format, path, plain), _running()
    more = order._replace(verb="next", argument=None)
    try:
        answer = process.ask(order)
        while isinstance(answer, list) and answer:
            yield from map(SourceRow._make, answer)
            answer = process.ask(more)
    finally:
        process.tell(more._replace(verb="close"))


def _read_apart(file_format: str) -> FileFormat:
    """The functions of ``formats/<file_format>.py``, called in the process that reads."""
    return FileFormat(partial(_layout, file_format), partial(_rows, file_format))


EXCEL = _read_apart("excel")
JSONL = _read_apart("jsonl")
PARQUET = _read_apart("parquet")
