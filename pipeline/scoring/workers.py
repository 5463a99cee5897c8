"""Processes that score beside the run's own, so that files are read and rows stored while every core scores.

They do other work, too, when nothing is to be scored.
"""

import gc
import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from math import ceil
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from signal import SIG_IGN, SIGCHLD, signal
from threading import Thread
from typing import Any

import pyarrow as pa

from pipeline.errors import ScoringStopped
from pipeline.languages.chunk_clauses import ClausePlacer
from pipeline.masking.pattern import keep_kinds, kinds_kept, own_patterns, use_own
from pipeline.own_process import OwnProcess
from pipeline.scoring.chunks import CHUNK, chunks
from pipeline.scoring.own_layer import OwnLayer
from pipeline.scoring.processes import MOST_WORKERS, ScoringProcesses, cores
from pipeline.scoring.scorer import Scorer

POOLED_FROM = 2_000
"""Texts asked for at once from which on processes are started: loading the tokenisers takes about 2 s."""

LEAST_TEXTS = 100
"""Texts that a process is given at least, where there are so few that all processes get some."""

FEW_COLLECTIONS = 50_000
"""Objects made from which on Python looks for cycles in a scoring process: it makes hardly any."""

_KOREAN = "좋아요"
"""A text with which all is loaded that Korean texts need."""

Pending = Callable[[], pa.Table]
"""Waits for scores that were asked for and gives them."""

Order = tuple[Callable[..., Any], tuple[Any, ...], Future[Any]]
"""What a process is to call, with what, and who waits for the answer."""


class Workers:
    """``count`` processes that score; the scores are those of one scorer, row by row.

    ``layer`` is a company's own; ``placer`` says which touchpoints clauses speak of. ``running`` are processes that have
    been started already; without them they are started here.
    """

    def __init__(
        self,
        count: int,
        layer: OwnLayer | None = None,
        placer: ClausePlacer | None = None,
        running: ScoringProcesses | None = None,
    ) -> None:
        self._asked: SimpleQueue[Order | None] = SimpleQueue()
        self._first: Future[Any] | None = None
        self._running = running or ScoringProcesses(count)
        self._running.tell((layer, placer, own_patterns(), kinds_kept()))
        self.processes = self._running.started
        for end in self._running.ends:
            Thread(target=_attend, args=(end, self._asked), daemon=True).start()

    def begin(self, texts: Sequence[str | None]) -> Pending:
        """Ask for the scores of texts; the result waits for them. Raises ScoringStopped then if a process has died."""
        waiting = []
        most = min(CHUNK, max(LEAST_TEXTS, ceil(len(texts) / len(self._running.ends))))
        for part in chunks(texts, most):
            waiting.append(self._ask(score, list(part)))
            self._first = self._first or waiting[0]
        return lambda: pa.concat_tables(pa.ipc.open_stream(result.result()).read_all() for result in waiting)

    def ask(self, task: Callable[..., Any], *given: Any) -> "Future[Any] | None":
        """Ask for a call of a function; None until there are first scores, before which processes load and are not yet forked."""
        return self._ask(task, *given) if self._first is not None and self._first.done() else None

    def _ask(self, task: Callable[..., Any], *given: Any) -> "Future[Any]":
        result: Future[Any] = Future()
        self._asked.put((task, given, result))
        return result

    def close(self) -> None:
        """Let the processes end, whatever they are at."""
        for _ in self._running.ends:
            self._asked.put(None)
        self._running.close()


def _attend(end: Connection, asked: "SimpleQueue[Order | None]") -> None:
    """Hand orders that nobody has cancelled to one process and its answers to those who wait, until an order is None."""
    while (order := asked.get()) is not None:
        task, given, result = order
        if not result.set_running_or_notify_cancel():
            continue
        try:
            end.send((task, given))
            answer = end.recv()
        except (EOFError, OSError, TypeError):
            answer = ScoringStopped(
                "a process that scores has ended",
                remedy="free memory (scoring takes 0.5 to 1 GB), or set workers = 1 in ondo.toml, then run again; "
                "nothing was published",
            )
        if isinstance(answer, BaseException):
            result.set_exception(answer)
        else:
            result.set_result(answer)


def work(expects_korean: bool, descriptors: Sequence[int]) -> None:
    """Do what is asked through pipes until nobody asks any more, with a process for each pipe.

    Standard input, pickled, is a company's own layer and the placer of clauses, or None for either, its patterns of personal
    data, and the kinds of these that are switched off; nothing where the program has ended. What Korean texts need is loaded before and after that where they are expected; elsewhere this process
    scores the first texts, through whichever pipe they come, which loads the tokenisers that such texts need. Then it forks the
    others, so that all share one copy of these and of the models.
    """
    from pipeline.languages import korean

    OwnProcess.claim()
    OwnProcess.leave_pandas_out()
    korean.use_threads(0)
    scorer = Scorer()
    if expects_korean:
        scorer.score([_KOREAN])
    told = sys.stdin.buffer.read()
    if not told:
        return
    layer, placer, patterns, kinds = pickle.loads(told)
    scorer.use(layer, placer)
    use_own(patterns)
    keep_kinds(kinds)
    ends = [Connection(descriptor) for descriptor in descriptors]
    first = ends[0]
    if expects_korean:
        scorer.score([_KOREAN])
    else:
        ready = wait(ends)
        first = next(end for end in ends if end in ready)
        if not _answer(first, scorer):
            return
    gc.collect()
    gc.freeze()
    gc.set_threshold(FEW_COLLECTIONS)
    signal(SIGCHLD, SIG_IGN)
    end = _own_end(first, [end for end in ends if end is not first])
    while _answer(end, scorer):
        pass


def _own_end(first: Connection, others: list[Connection]) -> Connection:
    """Fork a process for each of the others; the one end that the process returning from here is to attend to."""
    while others:
        end = others.pop()
        if os.fork() == 0:
            for other in (first, *others):
                other.close()
            return end
        end.close()
    return first


def _answer(end: Connection, scorer: Scorer) -> bool:
    """Do what one order asks for and send it back; False where nobody asks any more."""
    try:
        task, given = end.recv()
        try:
            end.send(task(scorer, *given) if task is score else task(*given))
        except Exception as error:
            end.send(error)
    except (EOFError, OSError):
        return False
    return True


def score(scorer: Scorer, texts: Sequence[str | None]) -> bytes:
    """Scores as a process answers them."""
    table = scorer.score(texts)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    content: bytes = sink.getvalue().to_pybytes()
    return content


class ParallelScorer:
    """A scorer that starts ``workers`` processes once many texts are asked for; few are scored in this process.

    Where processes are ``running`` already, all are scored by them.
    """

    def __init__(self, scorer: Scorer, workers: int, running: ScoringProcesses | None = None) -> None:
        self._scorer = scorer
        self._count = workers
        self._workers = Workers(workers, scorer.layer, scorer.placer, running) if running else None

    @property
    def version(self) -> str:
        """The scorer's version."""
        return self._scorer.version

    def expect(self, count: int) -> None:
        """Start the processes if so many texts are worth it: they are then there when the first texts are."""
        if self._workers is None and self._count > 1 and count >= POOLED_FROM:
            self._workers = Workers(self._count, self._scorer.layer, self._scorer.placer)

    def begin(self, texts: Sequence[str | None]) -> Pending:
        """Ask for scores, columns as Scorer.score; the result waits for them."""
        self.expect(len(texts))
        if self._workers is not None and texts:
            return self._workers.begin(texts)
        scores = self._scorer.score(texts)
        return lambda: scores

    def score(self, texts: Sequence[str | None]) -> pa.Table:
        """Scores of the texts, in order; columns as Scorer.score."""
        return self.begin(texts)()

    def ask(self, task: Callable[..., Any], *given: Any) -> "Future[Any] | None":
        """Ask for a call of a function in another process; None where there is none that has the time."""
        return None if self._workers is None else self._workers.ask(task, *given)

    def close(self) -> None:
        """End the processes."""
        if self._workers is not None:
            self._workers.close()


@contextmanager
def parallel(
    workers: int = 0,
    layer: OwnLayer | None = None,
    placer: ClausePlacer | None = None,
    running: ScoringProcesses | None = None,
) -> Iterator[ParallelScorer]:
    """The committed model's scorer with ``workers`` processes (0: one a core, at most MOST_WORKERS; 1: none)."""
    scorer = ParallelScorer(Scorer(layer=layer, placer=placer), workers or min(MOST_WORKERS, cores()), running)
    try:
        yield scorer
    finally:
        scorer.close()
