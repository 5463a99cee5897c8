"""What to do with each answer of a batch: new, updated, unchanged, repeated, withdrawn, or rejected for its id."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.errors import Reason
from pipeline.records import MaskedFeedback, RejectedRow
from pipeline.storage.content_index import SeenContent


@dataclass(slots=True)
class Deduplicator:
    """The rows of one batch of file ``file_number``, sorted against what this run has met and what is published.

    Within one file an id stands for one answer: a second version is rejected. A later file's version replaces an
    earlier file's, as it would in a run of its own; the earlier row then counts as repeated. What is expired has a content
    of 0 in the database and stays as it is.
    """

    file_number: int
    in_run: Mapping[int, SeenContent]
    in_database: Mapping[int, SeenContent]
    met: dict[int, SeenContent] = field(default_factory=dict)
    fresh: list[tuple[MaskedFeedback, int]] = field(default_factory=list)
    superseded: list[int] = field(default_factory=list)
    withdrawn: list[int] = field(default_factory=list)
    conflicting_ids: list[RejectedRow] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def take(self, row: MaskedFeedback, content: int, left_out: str | None) -> None:
        """Sort one answer; ``content`` is its content hash, ``left_out`` the count it goes to if it may not be stored."""
        before = self.met.get(row.feedback_id, self.in_run.get(row.feedback_id))
        if left_out:
            self.counts[left_out] += 1
            self.withdrawn.append(row.feedback_id)
        elif before is not None and before.content == content:
            self.counts["repeated"] += 1
        elif before is not None and before.file_number == self.file_number:
            self.conflicting_ids.append(_conflicting_id(row))
        else:
            self._take_version(row, content, before)

    def _take_version(self, row: MaskedFeedback, content: int, before: SeenContent | None) -> None:
        stored = self.in_database.get(row.feedback_id)
        expired = stored is not None and not stored.content
        unchanged = expired or (stored is not None and stored.content == content)
        if before is not None and not expired and (stored is None or stored.content != before.content):
            self.superseded.append(row.feedback_id)
            self.counts["repeated"] += 1
            self.counts["new" if stored is None else "updated"] -= 1
        self.counts["new" if stored is None else "unchanged" if unchanged else "updated"] += 1
        self.counts["stay_expired"] += expired
        self.met[row.feedback_id] = SeenContent(content, self.file_number)
        if not unchanged:
            self.fresh.append((row, content))


def _conflicting_id(row: MaskedFeedback) -> RejectedRow:
    return RejectedRow(
        file=row.file,
        row=row.row,
        column=None,
        reason=Reason("conflicting_id"),
        raw=row.text or "",
        customer=row.customer_key,
    )
