"""`ondo check`: the reading of `ondo run` without writing anything."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from pipeline.config.column_mappings import save_mapping
from pipeline.config.journeys import MOST_TEXTS
from pipeline.errors import OndoError, Reason
from pipeline.masking.duplicate_counter import DuplicateCounter
from pipeline.masking.mask import comments_of, mask, mask_rejected, mask_text, masked_name
from pipeline.records import Inspection, MaskedFeedback, RawFeedback, ReadOptions, RejectedRow
from pipeline.sources import inspect, read
from pipeline.sources.cells.unread_cells import UnreadCells
from pipeline.sources.column_readings import ColumnReading, column_readings
from pipeline.sources.kinds import kind_of
from pipeline.sources.source_kind import shown_name
from pipeline.text import words_hash

SHOWN_ROWS = 5
"""Masked rows shown as examples."""

SHOWN_REJECTED = 10
"""Rejected rows that are shown one by one; the rest is counted by reason."""

SHOWN_KEY = b"shown only, never stored"

FILLED = ("text", "rating", "nps", "date", "customer", "product")
"""Fields of which a summary says how many answers have them."""

GROUPS = ("touchpoint", "product", "channel", "segment")
"""Fields by whose values answers can be filtered and compared."""

MOST_VALUES = 1_000
"""Different values of a group that are counted."""

FLOOD_COMMENTS, FLOOD_SHARE = 30, 0.03
"""Comments with the same words are a flood where they are more than so many, and more than this share (METRICS)."""

NAMED_BY_HAND = frozenset(
    "nothing_recognised consent_ambiguous consent_reversed field_named_twice no_such_column nps_beside_rating".split()
)
"""Codes of refusals that end when columns are named otherwise: the header has been found, and holds nobody's answer."""

_ATTRIBUTES = {name: name for name in (*FILLED, *GROUPS, "id", "language")} | {"date": "answered_at"}
"""Field -> its attribute of RawFeedback, of those that are counted."""

Seen = Literal["new", "repeated", "conflicting"]

_KEY_BITS = (1 << 63) - 1


def keep_mapping(path: Path, options: ReadOptions, settings_file: Path) -> None:
    """Save what the columns of a file are in the settings; raises WrongUsage where they cannot be written."""
    save_mapping(settings_file, inspect(path, options), shown_name(path))


def mapping_notes(inspection: Inspection) -> Iterator[Reason]:
    """What is to be noted about which columns are read: by which saved mapping, and which are not."""
    if inspection.saved:
        name = mask_text(inspection.saved.name)[0]
        yield Reason("columns_as_saved", {"name": name}) if name else Reason("columns_as_saved_unnamed")
    if inspection.kept_out:
        columns = ", ".join(masked_name(column) for column in inspection.kept_out)
        yield Reason("columns_kept_out", {"columns": columns})


@dataclass(slots=True)
class FilePreview:
    """What was found in a file: the first rows and the first rows at fault, both masked; all rows are counted.

    ``rows`` are those read: each of them is ``filled["answers"]`` that would be stored, ``repeated`` (the same id and the same content once
    more), without consent (``no_consent``), or rejected, counted by ``reasons``. ``filled`` also counts the stored answers
    that have each field. ``groups`` are the values by which answers can be told apart, by field, or by the name of a column that is
    kept under its own; not masked. ``unread`` are the
    cells that are left empty. ``first`` and ``last`` are the earliest and the latest date.
    """

    inspection: Inspection
    shown: list[MaskedFeedback] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    reasons: Counter[Reason] = field(default_factory=Counter)
    rows: int = 0
    repeated: int = 0
    no_consent: int = 0
    filled: Counter[str] = field(default_factory=Counter)
    groups: dict[str, Counter[str]] = field(default_factory=dict)
    unread: UnreadCells = field(default_factory=UnreadCells)
    first: datetime | None = None
    last: datetime | None = None
    texts: list[str] = field(default_factory=list, repr=False)
    """The first texts of customers, not masked, by which the kind of business is told."""
    _ids: DuplicateCounter = field(default_factory=DuplicateCounter)
    _words: DuplicateCounter = field(default_factory=DuplicateCounter)
    _alike: dict[int, int] = field(default_factory=dict)
    """Comments by the hash of their words, of words that more than FLOOD_COMMENTS have."""

    @property
    def stored(self) -> int:
        """Answers that would be stored, of a file read alone and for the first time."""
        return self.filled["answers"]

    @property
    def comments(self) -> int:
        """Comments of these answers: each open question that was answered has one of its own."""
        return self.filled["comments"]

    @property
    def notes(self) -> tuple[Reason, ...]:
        """What is noted about the file, and about comments that say the same as very many others."""
        floods = [count for count in self._alike.values() if count > FLOOD_SHARE * self.comments]
        same = [Reason("same_words", {"count": f"{sum(floods):,}", "texts": f"{len(floods):,}"})] if floods else []
        return (*self.inspection.notes, *same)

    @property
    def columns(self) -> list[ColumnReading]:
        """How sure it is what each column is."""
        filled = dict(self.filled)
        if self.inspection.options.rating_is_nps:
            filled["rating"] = self.filled["nps"]
        return column_readings(self.inspection, filled, self.unread)

    def count(self, row: RawFeedback) -> None:
        """Count what an answer that would be stored has."""
        has = (name for name, attribute in _ATTRIBUTES.items() if getattr(row, attribute) is not None)
        self.filled.update(["answers", *has])
        self.filled["comments"] += max(1, len(row.comments))
        if row.text and row.audience == "customer" and len(self.texts) < MOST_TEXTS:
            self.texts.append(row.text)
        texts = (text for _, text in row.comments) if row.comments else (row.text,)
        for text in texts:
            self._count_words(text)
        for name in GROUPS:
            if value := getattr(row, name):
                self._count_value(name, value)
        for name, value in row.attributes:
            self._count_value(name, value)
        if row.answered_at is not None:
            self.first = min(self.first or row.answered_at, row.answered_at)
            self.last = max(self.last or row.answered_at, row.answered_at)

    def _count_words(self, text: str | None) -> None:
        words = words_hash(text)
        if words is not None and (before := self._words.next_ordinal(words)) >= FLOOD_COMMENTS:
            self._alike[words] = before + 1

    def _count_value(self, name: str, value: str) -> None:
        values = self.groups.setdefault(name, Counter())
        if value in values or len(values) < MOST_VALUES:
            values[value] += 1

    def seen_before(self, row: RawFeedback) -> Seen:
        """What a run of this file alone would find about the row's id among the rows before it: of two versions with different
        dates the newer is stored, and the other counts as repeated."""
        if row.id is None:
            return "new"
        is_first = not self._ids.next_ordinal(_key(row.id))
        is_version_known = self._ids.next_ordinal(_key(row._replace(row=0)))
        is_of_other_day = row.answered_at is not None and not self._ids.next_ordinal(_key((row.id, row.answered_at)))
        return "new" if is_first else "repeated" if is_version_known or is_of_other_day else "conflicting"

    def reject(self, row: RejectedRow, most: int) -> None:
        """Count a row at fault; the first ``most`` are kept."""
        self.reasons[row.reason.without_value] += 1
        if len(self.rejected) < most:
            self.rejected.append(mask_rejected(row))


def nameable_columns(path: Path, options: ReadOptions, error: OndoError) -> tuple[str, ...]:
    """The columns of a file that is refused because nobody has said what they are; none where it is refused for anything else."""
    if error.reason is None or error.reason.code not in NAMED_BY_HAND:
        return ()
    with suppress(OndoError):
        return kind_of(path, replace(options, mapping={}))[1].columns
    return ()


def _key(identity: object) -> int:
    return hash(identity) & _KEY_BITS


def preview_file(path: Path, options: ReadOptions, most_rejected: int = SHOWN_REJECTED) -> FilePreview:
    """Read a file to its end; ``most_rejected`` rows at fault are kept. Raises DataRefused or WrongUsage."""
    look = FilePreview(inspect(path, options))
    for row in read(look.inspection, unread=look.unread):
        look.rows += 1
        if isinstance(row, RejectedRow):
            look.reject(row, most_rejected)
        elif not row.consent_analyse:
            look.no_consent += 1
        else:
            _look_at(look, row, most_rejected)
    return look


def _look_at(look: FilePreview, row: RawFeedback, most_rejected: int) -> None:
    seen = look.seen_before(row)
    if seen == "repeated":
        look.repeated += 1
    elif seen == "conflicting":
        conflict = Reason("conflicting_id")
        look.reject(
            RejectedRow(row.file, row.row, None, conflict, row.text or "", audience=row.audience), most_rejected
        )
    else:
        look.count(row)
        if len(look.shown) < SHOWN_ROWS:
            look.shown += comments_of(mask(row, SHOWN_KEY), row, SHOWN_KEY)
