"""What to do with each answer of a batch: new, updated, unchanged, repeated, or rejected for an id that conflicts."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from pipeline.errors import Reason
from pipeline.records import MaskedFeedback, RejectedRow
from pipeline.storage.content_index import SeenContent
from pipeline.storage.rows import content_hash, same_but_attributes
from pipeline.storage.tables import Tables


@dataclass(slots=True)
class Deduplicator:
    """The answers of one batch of file ``file_number``, compared with this run's earlier ones and the published ones.

    Within one file an id stands for one answer: of two versions the one with the later date counts, and the other as repeated;
    where no date tells, the second is rejected. One that differs in its attributes alone (a line for each thing bought) is left
    out as repeated. A later file's version replaces an earlier file's, as it would in a run of its
    own; the earlier row then counts as repeated. What is expired has a content
    of 0 in the database and stays as it is.
    """

    file_number: int
    in_run: Mapping[int, SeenContent]
    in_database: Mapping[int, SeenContent]
    seen: dict[int, SeenContent] = field(default_factory=dict)
    fresh: list[tuple[MaskedFeedback, int]] = field(default_factory=list)
    """New and changed answers, each with its content hash."""
    superseded: list[int] = field(default_factory=list)
    """Ids of this run's earlier files of which this one has a newer version."""
    conflicting_ids: list[RejectedRow] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    """Counts by the name that they have in RunReport."""

    def add(self, row: MaskedFeedback, content: int) -> None:
        """Compare one answer; ``content`` is its content hash."""
        before = self.seen.get(row.feedback_id, self.in_run.get(row.feedback_id))
        if before is not None and self._repeats(before, content):
            self.counts["repeated"] += 1
        elif before is None or before.file_number != self.file_number:
            self._add_version(row, content, before)
        else:
            self._add_second(row, content, before)

    def _repeats(self, before: SeenContent, content: int) -> bool:
        """Whether an answer says what is there already, in a row of the same file but for its attributes."""
        is_of_file = before.file_number == self.file_number
        return before.content == content or (is_of_file and same_but_attributes(before.content, content))

    def _add_second(self, row: MaskedFeedback, content: int, before: SeenContent) -> None:
        """Another version of an answer of the same file."""
        second = _second(row)
        if not second or not before.second or second == before.second:
            self.conflicting_ids.append(_conflicting_id(row))
        elif second < before.second:
            self.counts["repeated"] += 1
        else:
            self.fresh = [pair for pair in self.fresh if pair[0].feedback_id != row.feedback_id]
            self._add_version(row, content, before)

    def _add_version(self, row: MaskedFeedback, content: int, before: SeenContent | None) -> None:
        stored = self.in_database.get(row.feedback_id)
        is_expired = stored is not None and not stored.content
        is_unchanged = stored is not None and stored.content in (0, content)
        outcome = "new" if stored is None else "updated"
        if before is not None and not is_expired and (stored is None or stored.content != before.content):
            self.superseded.append(row.feedback_id)
            self.counts["repeated"] += 1
            self.counts[outcome] -= 1
        self.counts["unchanged" if is_unchanged else outcome] += 1
        self.counts["stay_expired"] += is_expired
        self.seen[row.feedback_id] = SeenContent(content, self.file_number, _second(row))
        if not is_unchanged:
            self.fresh.append((row, content))


def _second(row: MaskedFeedback) -> int:
    """The second of an answer since 1970, 0 where it has no date."""
    return 0 if row.answered_at is None else int((row.answered_at - _EPOCH).total_seconds())


_EPOCH = datetime(1970, 1, 1)


def _conflicting_id(row: MaskedFeedback) -> RejectedRow:
    return RejectedRow(
        file=row.file,
        row=row.row,
        column=None,
        reason=Reason("conflicting_id"),
        raw=row.text or "",
        customer=row.customer_key,
        audience=row.audience,
        feedback_id=row.feedback_id,
    )


def deduplicate(
    tables: Tables,
    file_number: int,
    answers: Sequence[MaskedFeedback],
    contents: Sequence[int] | None,
    before_unstaging: Callable[[], None],
) -> Deduplicator:
    """Compare answers with all before them; what is superseded is no longer staged.

    ``contents`` are their content hashes, None where these are still to be made. ``before_unstaging`` is called before
    rows are unstaged: it stages those whose scores are still being waited for.
    """
    in_run, in_database = tables.seen_before([row.feedback_id for row in answers])
    found = Deduplicator(file_number, in_run, in_database)
    for row, content in zip(answers, map(content_hash, answers) if contents is None else contents, strict=True):
        found.add(row, content)
    if found.superseded:
        before_unstaging()
        tables.unstage(found.superseded)
    tables.note_seen(found.seen)
    return found
