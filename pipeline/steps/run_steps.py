"""The steps of one run, each a method, with what they share: the draft, the scorer, the report."""

import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from pipeline.brand_words.finder import BrandWordFinder
from pipeline.brand_words.scoring import PendingScores, begin_with_words
from pipeline.config.settings import Settings
from pipeline.errors import OndoError, Reason
from pipeline.listener import ProgressBar, Say
from pipeline.masking.file_masker import FileMasker, MaskedBatch
from pipeline.masking.masked_texts import MaskedTexts
from pipeline.records import Inspection, MaskedFeedback, RejectedRow, RunReport, UnreadColumn
from pipeline.scoring.cache import CachingScorer
from pipeline.scoring.workers import ParallelScorer
from pipeline.sources import read_batches
from pipeline.sources.cells.unread_cells import UnreadCells
from pipeline.sources.source_kind import shown_name
from pipeline.steps.masking_ahead import Batch, Masking
from pipeline.steps.refusals import note_renamed_sources, refuse_foreign_ids, refuse_if_nothing_is_usable
from pipeline.steps.run_input import RunInput
from pipeline.storage.deduplicate import deduplicate
from pipeline.storage.draft import Draft
from pipeline.storage.floods import comments_in_floods
from pipeline.storage.integrity import check
from pipeline.storage.secret_key import fingerprint, load_key, require_fingerprint
from pipeline.storage.staging import stage_answers, stage_rejected, stage_unread
from pipeline.upkeep.caution import note_clock_behind
from pipeline.upkeep.emptied import empty_backups, note_emptied
from pipeline.upkeep.forgotten import ErasedCounts, forget_corrections, keep_out, mark_of, mark_of_answer
from pipeline.upkeep.ledger import UpkeepLedger, load_ledger, save_ledger
from pipeline.upkeep.rescore import Rescoring
from pipeline.upkeep.retention import expire_draft, refuse_rash
from pipeline.upkeep.withdrawn import clean_backups, forget_withdrawn

BATCH_ROWS = 4096
"""Rows handled at once: large enough to keep the tokeniser's workers busy, small enough for flat memory."""

BATCHES_AHEAD = 12
"""Batches read, masked and compared while those before them are scored, or the tokenisers are loaded."""

SHOWN_REJECTED = 5
"""Rejected rows that the report names with place and remedy; all of them are in the database."""

SAYS_NOTHING = "nothing_to_count"
"""Code of the reason of a row in which nothing is left: what is stored of its answer goes."""

FreshAnswers = Sequence[tuple[MaskedFeedback, int]]
"""New and changed answers, each with its content hash."""


@dataclass(slots=True)
class RunSteps:
    """A run under way. Rows that were scored elsewhere go in by the same steps, but for reading, masking and scoring."""

    settings: Settings
    draft: Draft
    workers: ParallelScorer
    scorer: CachingScorer
    finder: BrandWordFinder
    report: RunReport
    started_at: datetime
    confirmed: bool = False
    key: bytes = b""
    run_id: int = field(init=False)
    rescoring: Rescoring = field(init=False)
    forgotten: frozenset[str] = frozenset()
    erased: ErasedCounts = field(default_factory=ErasedCounts)
    withdrawn: UpkeepLedger | None = None
    """The ledger with what this run has withdrawn, if anything."""
    unread: list[tuple[str, str, UnreadCells]] = field(default_factory=list)
    """Source and name of each file that was read, and its cells that cannot be read."""
    file_number: int = 0
    masker: FileMasker = field(init=False)
    masked_texts: MaskedTexts = field(default_factory=MaskedTexts)
    waiting: deque[tuple[FreshAnswers, PendingScores]] = field(default_factory=deque)
    """Batches whose scores have been asked for and not yet stored."""

    def __post_init__(self) -> None:
        self.run_id = self.draft.next_run_id
        self.rescoring = Rescoring(self.draft, self.scorer, self.finder, self.report)

    def announce_rescoring(self, say: Say) -> None:
        """Say how many stored comments another model has scored, and how long rescoring them will take."""
        self.rescoring.announce(say)

    def look_at_clock(self, say: Say) -> None:
        """Say so where the clock is behind the last run; raises WrongUsage where it would delete what looks like a mistake."""
        today = self.started_at.date()
        note_clock_behind(self.draft.connection, today, say)
        if not self.confirmed:
            refuse_rash(self.draft, today)

    def keep_out_forgotten(self) -> None:
        """Erase what is stored of forgotten customers; their rows are left out from now on."""
        marks = load_ledger(self.draft.database).forgotten
        self.forgotten, self.erased = keep_out(self.draft, marks, self.started_at.date())

    def load_key(self) -> None:
        """Load the secret for hashing customers, or make it, and note its fingerprint.

        Raises DatabaseError where a needed one is missing, WrongUsage where it is not that of the database.
        """
        self.key = load_key(self.draft.database, needed=self.draft.holds_keyed_rows())
        require_fingerprint(self.key, self.draft.key_fingerprint, self.draft.database)
        self.draft.key_fingerprint = fingerprint(self.key)

    def start_file(self, number: int) -> None:
        """What comes now is of the file of this number, from 0."""
        self.file_number = number
        self.masker = FileMasker(self.key)

    def read(self, inspection: Inspection) -> Iterator[Batch]:
        """The rows of a file, batch by batch."""
        unread = UnreadCells()
        self.unread.append((inspection.source, shown_name(inspection.path), unread))
        batches = read_batches(self.draft.attributes.placed(inspection), BATCH_ROWS, unread)
        while True:
            with self._timed("read"):
                batch = next(batches, None)
            if batch is None:
                return
            yield batch

    def mask(self, batch: Batch, masking: Masking) -> MaskedBatch:
        """Remove personal data from a batch."""
        with self._timed("mask"):
            masked = self.masker.told_apart(batch, masking())
            self.masked_texts.note(row.text for row in masked.answers)
        self.report.read += masked.rows
        return masked

    def leave_out(self, batch: MaskedBatch) -> tuple[list[MaskedFeedback], list[RejectedRow]]:
        """The answers and the rejected rows that may be stored: customers have agreed, and are not forgotten."""
        answers, forgotten = self._part_forgotten(batch.answers)
        rejected = self._without_forgotten(batch.rejected)
        self.report.no_consent += len(batch.without_consent)
        self.report.forgotten += len(forgotten) + len(batch.rejected) - len(rejected)
        if batch.without_consent or forgotten:
            self.draft.withdraw([row.feedback_id for row in (*batch.without_consent, *forgotten)])
        return answers, rejected

    def _part_forgotten(self, answers: list[MaskedFeedback]) -> tuple[list[MaskedFeedback], list[MaskedFeedback]]:
        """The answers that are not forgotten, nor their customers, and those that are."""
        if not self.forgotten:
            return answers, []
        kept: list[MaskedFeedback] = []
        forgotten: list[MaskedFeedback] = []
        for row in answers:
            is_forgotten = self._is_forgotten((row.customer_key, row.key_as_written), row.feedback_id, row.answer_id)
            (forgotten if is_forgotten else kept).append(row)
        return kept, forgotten

    def _without_forgotten(self, rejected: list[RejectedRow]) -> list[RejectedRow]:
        if not self.forgotten:
            return rejected
        return [row for row in rejected if not self._is_forgotten((row.customer, row.key_as_written), row.feedback_id)]

    def _is_forgotten(self, keys: Sequence[str | None], *ids: int | None) -> bool:
        if any(key is not None and mark_of(key) in self.forgotten for key in keys):
            return True
        return any(number is not None and mark_of_answer(number) in self.forgotten for number in ids)

    def deduplicate(
        self, answers: Sequence[MaskedFeedback], contents: Sequence[int] | None = None
    ) -> tuple[FreshAnswers, list[RejectedRow]]:
        """The new and changed ones among answers, and those whose ids conflict; ``contents`` are hashes made elsewhere."""
        with self._timed("compare"):
            found = deduplicate(self.draft, self.file_number, answers, contents, self.store_waiting)
        for name, count in found.counts.items():
            setattr(self.report, name, getattr(self.report, name) + count)
        return found.fresh, found.conflicting_ids

    def score(self, fresh: FreshAnswers) -> None:
        """Ask for the scores of answers; they are stored once they are there."""
        if not fresh:
            return
        with self._timed("score"):
            texts, products = [row.text for row, _ in fresh], [row.product for row, _ in fresh]
            questions, replies = [row.question for row, _ in fresh], [row.reply for row, _ in fresh]
            pending = begin_with_words(self.scorer, self.finder, texts, products, questions, replies)
            self.waiting.append((fresh, pending))
        if len(self.waiting) > BATCHES_AHEAD:
            self.store(*self.waiting.popleft())

    def store_waiting(self) -> None:
        """Wait for all scores that were asked for, and store them."""
        while self.waiting:
            self.store(*self.waiting.popleft())

    def store(self, fresh: FreshAnswers, pending: PendingScores) -> None:
        """Put answers into the draft with their scores, once these are there."""
        with self._timed("score"):
            scored = pending()
        for row, _ in fresh:
            self.report.masked.update(row.masked)
        with self._timed("store"):
            stage_answers(self.draft, fresh, *scored, self.run_id)

    def reject(self, rows: Sequence[RejectedRow], source: str) -> None:
        """Count and keep masked rows that cannot be used."""
        with self._timed("store"):
            self.report.rejected += len(rows)
            self.report.first_rejected += rows[: SHOWN_REJECTED - len(self.report.first_rejected)]
            self.report.reasons.update(row.reason.without_value for row in rows)
            if rows:
                stage_rejected(self.draft, rows, source, self.run_id)
            self.draft.empty([row.feedback_id for row in rows if row.reason.code == SAYS_NOTHING and row.feedback_id])

    def refuse_or_warn(self, say: Say) -> None:
        """Raise DataRefused where no row can be used; say which sources look like another one under a second name."""
        self.report.unread = [column for _, column in self._unread_columns()]
        refuse_if_nothing_is_usable(self.report)
        note_renamed_sources(self.draft, say)

    def _unread_columns(self) -> Iterator[tuple[str, UnreadColumn]]:
        """The columns of this run of which cells cannot be read, each with its source."""
        for source, name, cells in self.unread:
            yield from ((source, UnreadColumn(name, *found)) for found in cells.columns())

    def merge(self, inputs: Sequence[RunInput]) -> None:
        """Bring what was staged into the tables; raises DataRefused where ids look like those of another source."""
        with self._timed("publish"):
            refuse_foreign_ids(self.draft, self.report)
            self.draft.list_outdated()
            self._unstage_withdrawn()
            stage_unread(self.draft, list(self._unread_columns()), self.run_id)
            self.withdrawn = forget_withdrawn(self.draft, self.draft.database, self.started_at.date())
            self.draft.merge([(each.source, shown_name(each.path)) for each in inputs])
            self.withdrawn = note_emptied(self.draft, self.draft.database, self.withdrawn)

    def _unstage_withdrawn(self) -> None:
        new, updated = self.draft.unstage_withdrawn()
        self.report.new -= new
        self.report.updated -= updated
        self.report.no_consent += new + updated
        self._unstage_withdrawn_rejected()
        states = Counter(self.draft.staged_states())
        self.report.scored = states.pop("scored", 0)
        self.report.not_scored = states

    def _unstage_withdrawn_rejected(self) -> None:
        found = self.draft.unstage_withdrawn_rejected()
        self.report.rejected -= len(found)
        self.report.no_consent += len(found)
        self.report.reasons -= Counter(Reason(code, arguments).without_value for _, code, arguments in found)
        gone = {number for number, _, _ in found}
        shown = self.report.first_rejected
        self.report.first_rejected = [row for row in shown if row.feedback_id is None or row.feedback_id not in gone]

    def expire(self) -> None:
        """Delete the texts and identifiers of answers that were kept long enough; raises WrongUsage where that looks wrong."""
        self.report.expired = expire_draft(self.draft, self.started_at.date(), confirmed=self.confirmed)

    def rescore(self, progress_bar: ProgressBar) -> None:
        """Score stored comments again whose scores are another model's, or whose brand words have changed."""
        self.rescoring.run(progress_bar)

    def has_changes(self) -> bool:
        """Whether there is anything to publish."""
        with self._timed("publish"):
            return self.draft.changed()

    def check(self) -> None:
        """Write the run's own row and look the draft over; raises DatabaseError where something cannot be right."""
        with self._timed("publish"):
            self.draft.record_run(self.report, self.run_id, self.started_at, self.settings.now())
            check(self.draft, self.report.new, self.masked_texts)
            self.report.same_words = comments_in_floods(self.draft)

    def publish(self) -> None:
        """Put the draft in the place of the database; what is withdrawn is noted first, so that nothing brings it back."""
        with self._timed("publish"):
            if self.withdrawn is not None:
                save_ledger(self.draft.database, self.withdrawn)
            self.draft.publish()
            self.report.published = True

    def clean_backups(self, say: Say) -> None:
        """Erase from the backups, and of what people have said, what they still hold of withdrawn answers."""
        try:
            forget_corrections(self.draft.database, self.erased.ids, load_ledger(self.draft.database).forgotten)
        except OndoError as error:
            say(f"Warning: what people have said of forgotten answers may still be there: {error}")
        clean_backups(self.draft.database, self.started_at.date(), say)
        empty_backups(self.draft.database, say)

    @contextmanager
    def _timed(self, step: str) -> Iterator[None]:
        """Add the seconds that pass meanwhile to a step of the report."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.report.seconds[step] = self.report.seconds.get(step, 0.0) + time.perf_counter() - started
