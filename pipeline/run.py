"""One run of the pipeline, from files to a published database: read, mask, score, store, rescore, publish."""

import gc
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa

from pipeline.brand_words.finder import BrandWordFinder
from pipeline.config.settings import Settings
from pipeline.errors import DataRefused
from pipeline.masking.mask import mask, mask_rejected
from pipeline.records import Inspection, MaskedFeedback, RawFeedback, ReadOptions, RejectedRow, RunReport
from pipeline.scoring.cache import CachingScorer
from pipeline.scoring.workers import parallel
from pipeline.sources import inspect, read
from pipeline.sources.source_kind import shown_name
from pipeline.storage.deduplicate import Deduplicator
from pipeline.storage.draft import Draft, drafted
from pipeline.storage.duplicate_counter import DuplicateCounter
from pipeline.storage.integrity import check
from pipeline.storage.lock import locked
from pipeline.storage.rows import content_hash, emotion_rows, feedback_rows, lemma_rows, rejected_rows
from pipeline.storage.secret_key import load_key
from pipeline.upkeep.forgotten import keep_out, mark_of
from pipeline.upkeep.ledger import load_ledger
from pipeline.upkeep.rescore import Bar, Rescoring, Say, begin_with_words
from pipeline.upkeep.retention import expire_draft

BATCH_ROWS = 4096
"""Rows handled at once: large enough to keep the tokeniser's workers busy, small enough for flat memory."""

SHOWN_SET_ASIDE = 5
"""Rows set aside that the report names with place and remedy; all of them are in the database."""

MANY_STRANGERS = 5
"""Updates that change both text and date, from which on a run asks whether the ids are those of another source."""

BATCHES_AHEAD = 12
"""Batches read, masked and compared while those before them are scored, or the tokenisers are loaded."""

FEW_COLLECTIONS = 50_000
"""Objects made from which on Python looks for cycles during a run: it makes many objects and hardly any cycle."""

NewAnswers = Sequence[tuple[MaskedFeedback, int]]
"""Answers to score and store, each with its content hash."""

PendingScores = Callable[[], tuple[pa.Table, list[list[str] | None]]]
"""Waits for the scores of answers, and the labels of the brand words applied to them."""

Progress = Callable[[int], None]
"""Called with the number of rows read since the last call."""


@dataclass(slots=True)
class RunSettings:
    """What one run is asked to do."""

    files: Sequence[Path]
    database: Path
    settings: Settings
    options: ReadOptions = field(default_factory=ReadOptions)


def inspect_files(files: Sequence[Path], options: ReadOptions) -> list[Inspection]:
    """Look at every file before any is read, so that a file that cannot be used is refused early (DataRefused)."""
    return [inspect(path, options) for path in files]


@dataclass(slots=True)
class RunListener:
    """Who is told what while a run goes on: sentences, and a bar each for rows read and for comments scored anew."""

    say: Say = lambda sentence: None
    bar: Bar = lambda rows: nullcontext(lambda done: None)
    """Given the number of rows where it is known."""


class RunInput(Protocol):
    """Something that a run takes rows from: the file's ``path``, the name of its source, its ``rows`` where known."""

    @property
    def path(self) -> Path:
        """The file from which the rows come."""

    @property
    def source(self) -> str:
        """Name of the source."""

    @property
    def rows(self) -> int | None:
        """Data rows, where their number is known."""


ReadInput = Callable[["Run", int, Any, Progress], None]
"""Puts the rows of the input of a number, from 0, into a run."""


def run_batch(
    asked: RunSettings, inspections: Sequence[RunInput], told: RunListener | None = None, take: ReadInput | None = None
) -> RunReport:
    """Read, mask, score, store and publish; the report accounts for every row read.

    Inputs are inspected files, or anything that ``take`` (default: ``Run.take``) puts into the run.

    Comments whose stored scores are another model's, or whose brand words have changed, are scored anew from their
    stored texts; without any file that is all that is done. Raises DataRefused where nothing could be used or a file
    breaks midway, DatabaseError where the database cannot be written. Nothing is published then, and the former
    database stays as it was.
    """
    told = told or RunListener()
    report = RunReport(files=[shown_name(inspection.path) for inspection in inspections])
    started_at, started = asked.settings.now(), time.perf_counter()
    finder, database = BrandWordFinder(asked.settings.brand_words), asked.database.resolve()
    with (
        _collecting_seldom(),
        parallel(asked.settings.workers) as workers,
        locked(database),
        drafted(database, asked.settings, workers.version) as draft,
    ):
        if draft.is_new:
            workers.expect(_rows_in(inspections) or 0)
        scorer = CachingScorer(workers)
        report.seconds["start"] = time.perf_counter() - started
        rescoring = Rescoring(draft, scorer, finder, report)
        rescoring.announce(told.say)
        forgotten = keep_out(draft, load_ledger(database).forgotten, started_at.date())
        key = load_key(database, needed=draft.holds_customers()) if inspections else b""
        run = Run(asked.settings, draft, scorer, finder, key, report, forgotten)
        if inspections:
            with told.bar(_rows_in(inspections)) as progress:
                for number, inspection in enumerate(inspections):
                    (take or Run.take)(run, number, inspection, progress)
        _refuse_nothing(report)
        for source, other, alike, texts in draft.met_elsewhere():
            told.say(
                f"Note: {alike:,} of the {texts:,} texts of source {source!r} stand in source {other!r} too, with the same time, "
                f"product and score. If it is the same export under another name, its answers now count twice: run the "
                f"files into a new database with --source {other!r}."
            )
        run.merge(inspections)
        report.expired = expire_draft(draft, started_at.date())
        rescoring.run(told.bar)
        run.publish(started_at)
    return report


def _rows_in(inspections: Sequence[RunInput]) -> int | None:
    rows = [inspection.rows for inspection in inspections]
    return sum(count for count in rows if count) if None not in rows else None


def _refuse_nothing(report: RunReport) -> None:
    if report.read and report.set_aside == report.read:
        first = report.first_set_aside[0]
        raise DataRefused(
            f"none of the {report.read} rows can be used; row {first.row}: {first.reason.found}",
            where=", ".join(report.files),
            remedy="look at the columns with `ondo check`, and name them with --map COLUMN=FIELD",
        )


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    former = gc.get_threshold()
    gc.set_threshold(FEW_COLLECTIONS)
    try:
        yield
    finally:
        gc.set_threshold(*former)


@contextmanager
def _timed(report: RunReport, step: str) -> Iterator[None]:
    started = time.perf_counter()
    try:
        yield
    finally:
        report.seconds[step] = report.seconds.get(step, 0.0) + time.perf_counter() - started


def _batches(rows: Iterable[RawFeedback | RejectedRow]) -> Iterator[list[RawFeedback | RejectedRow]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, BATCH_ROWS)):
        yield batch


@dataclass(slots=True)
class Run:
    """A run under way: rows go in by ``take`` or, scored elsewhere, by ``begin_file``, ``sorted_out``, ``stage``
    and ``set_aside``."""

    settings: Settings
    draft: Draft
    scorer: CachingScorer
    finder: BrandWordFinder
    key: bytes
    report: RunReport
    forgotten: frozenset[str] = frozenset()
    run_id: int = 0
    file_number: int = 0
    ordinals: DuplicateCounter = field(default_factory=DuplicateCounter)
    waiting: deque[tuple[NewAnswers, PendingScores]] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self.run_id = self.draft.next_run_id

    def begin_file(self, file_number: int) -> None:
        """What comes now is of the file of this number, from 0."""
        self.file_number = file_number
        self.ordinals = DuplicateCounter()

    def take(self, file_number: int, inspection: Inspection, progress: Progress) -> None:
        """Read a file, mask its rows, score and stage those that are new."""
        self.begin_file(file_number)
        batches = _batches(read(inspection))
        while True:
            with _timed(self.report, "read"):
                batch = next(batches, None)
            if batch is None:
                return self._finish()
            self._take_batch(batch, inspection.source)
            progress(len(batch))

    def _take_batch(self, batch: Sequence[RawFeedback | RejectedRow], source: str) -> None:
        self.report.read += len(batch)
        with _timed(self.report, "mask"):
            rejected = self.not_forgotten(
                [mask_rejected(row, self.key) for row in batch if isinstance(row, RejectedRow)]
            )
            masked = [self._masked(row) for row in batch if isinstance(row, RawFeedback)]
        with _timed(self.report, "compare"):
            fresh, twins = self.sorted_out([(row, content_hash(row), left_out) for row, left_out in masked])
        self._score(fresh)
        with _timed(self.report, "store"):
            self.set_aside(rejected + twins, source)

    def _masked(self, raw: RawFeedback) -> tuple[MaskedFeedback, str | None]:
        """An answer that may be stored, and the count it goes to if it is left out."""
        row = mask(raw, self.key)
        if raw.id is None:
            ordinal = self.ordinals.take(row.feedback_id)
            if ordinal:
                row = mask(raw, self.key, ordinal)
        if not raw.consent_analyse:
            return row, "no_consent"
        return row, "forgotten" if self.is_forgotten(row.customer_key) else None

    def not_forgotten(self, rows: Sequence[RejectedRow]) -> list[RejectedRow]:
        """Those of masked rows set aside whose customers are not forgotten; the others are counted."""
        kept = [row for row in rows if not self.is_forgotten(row.customer)]
        self.report.forgotten += len(rows) - len(kept)
        return kept

    def is_forgotten(self, customer_key: str | None) -> bool:
        """Whether a customer's key is that of one who is forgotten."""
        return bool(self.forgotten) and customer_key is not None and mark_of(customer_key) in self.forgotten

    def sorted_out(
        self, rows: Sequence[tuple[MaskedFeedback, int, str | None]]
    ) -> tuple[list[tuple[MaskedFeedback, int]], list[RejectedRow]]:
        """Of masked answers with their content hashes and the counts they go to if left out: those to stage, and twins."""
        in_run, in_database = self.draft.known([row.feedback_id for row, _, _ in rows])
        sorting = Deduplicator(self.file_number, in_run, in_database)
        for row, content, left_out in rows:
            sorting.take(row, content, left_out)
        if sorting.superseded:
            self._finish()
            self.draft.unstage(sorting.superseded)
        self.draft.remember(sorting.met)
        self.draft.withdraw(sorting.withdrawn)
        for name, count in sorting.counts.items():
            setattr(self.report, name, getattr(self.report, name) + count)
        return sorting.fresh, sorting.conflicting_ids

    def _score(self, fresh: NewAnswers) -> None:
        if not fresh:
            return
        with _timed(self.report, "score"):
            texts, products = [row.text for row, _ in fresh], [row.product for row, _ in fresh]
            self.waiting.append((fresh, begin_with_words(self.scorer, self.finder, texts, products)))
        if len(self.waiting) > BATCHES_AHEAD:
            self.stage(*self.waiting.popleft())

    def _finish(self) -> None:
        while self.waiting:
            self.stage(*self.waiting.popleft())

    def stage(self, fresh: NewAnswers, pending: PendingScores) -> None:
        """Stage answers with their scores, once these are there."""
        with _timed(self.report, "score"):
            scores, labels = pending()
        for row, _ in fresh:
            self.report.masked.update(row.masked)
        with _timed(self.report, "store"):
            ids = [row.feedback_id for row, _ in fresh]
            self.draft.stage(
                feedback_rows(fresh, scores, labels, self.settings, self.run_id, self.scorer.version),
                emotion_rows(ids, scores),
                lemma_rows(ids, scores),
            )

    def set_aside(self, rows: Sequence[RejectedRow], source: str) -> None:
        """Count and keep masked rows that cannot be used."""
        self.report.set_aside += len(rows)
        self.report.first_set_aside += rows[: SHOWN_SET_ASIDE - len(self.report.first_set_aside)]
        self.report.reasons.update(row.reason.without_value for row in rows)
        self.draft.set_aside(rejected_rows(rows, source, self.run_id))

    def _refuse_strangers(self) -> None:
        strangers = self.draft.strangers(self.report.updated) if self.report.updated >= MANY_STRANGERS else 0
        if strangers >= MANY_STRANGERS and 2 * strangers > self.report.updated:
            raise DataRefused(
                f"{strangers} of {self.report.updated} rows carry ids that the database has with another text and "
                "another date: this looks like another source with ids of its own",
                where=", ".join(self.report.files),
                remedy="give this file a source of its own with --source NAME; or, if the answers really changed so "
                "much, run it into a new database",
            )

    def _drop(self) -> None:
        new, updated = self.draft.drop_withdrawn()
        self.report.new -= new
        self.report.updated -= updated
        self.report.no_consent += new + updated
        states = Counter(self.draft.staged_states())
        self.report.scored = states.pop("scored", 0)
        self.report.not_scored = states

    def merge(self, inspections: Sequence[RunInput]) -> None:
        with _timed(self.report, "publish"):
            self._refuse_strangers()
            self._drop()
            self.draft.merge([(inspection.source, shown_name(inspection.path)) for inspection in inspections])

    def publish(self, started_at: datetime) -> None:
        with _timed(self.report, "publish"):
            if self.draft.changed():
                self.draft.record_run(self.report, self.run_id, started_at, self.settings.now())
                check(self.draft, self.report.new)
                self.draft.publish()
                self.report.published = True
