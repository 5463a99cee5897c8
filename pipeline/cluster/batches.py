"""What a run does to rows, as a function from Arrow batches to Arrow batches, for engines that hold more than one machine."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache

import pyarrow as pa

from pipeline.brand_words.finder import BrandWordFinder
from pipeline.brand_words.scoring import score_with_words
from pipeline.config.settings import Settings, Touchpoint
from pipeline.errors import DataRefused
from pipeline.languages import korean
from pipeline.masking.file_masker import FileMasker
from pipeline.masking.pattern import keep_kinds, use_own
from pipeline.mentions.placer import placer_of
from pipeline.records import Inspection, MaskedFeedback, RejectedRow
from pipeline.scoring.cache import CachingScorer
from pipeline.scoring.score_table import EVIDENCE_FIELDS
from pipeline.scoring.score_table import SCHEMA as SCORES
from pipeline.scoring.workers import ParallelScorer
from pipeline.sources import converted
from pipeline.sources.formats.parquet import python_values
from pipeline.sources.source_kind import SourceRow
from pipeline.storage.rows import ARGUMENTS, argument_column, content_hash, feedback_rows

BATCH_ROWS = 4096
"""Most rows scored at once, whatever the size of the batches that come in, so that memory stays flat."""

ROW_INDEX = "_ondo_row_index"
"""Column beside those of the file: the place of each row in it, from 0. Without it rows are counted as they come."""

STORED, NO_CONSENT, REJECTED = "stored", "no_consent", "set_aside"
"""Outcomes of a row, as column ``outcome`` has them."""

ATTRIBUTES = pa.map_(pa.string(), pa.string())
"""Type of the attributes of a row: name -> value."""

SCHEMA = pa.schema(
    [
        ("file", pa.string()),
        ("row", pa.int64()),
        ("outcome", pa.string()),
        ("feedback_id", pa.int64()),
        ("source", pa.string()),
        ("source_id", pa.string()),
        ("answered_at", pa.timestamp("us")),
        ("audience", pa.string()),
        ("language", pa.string()),
        ("state", pa.string()),
        ("text", pa.string()),
        ("touchpoint", pa.string()),
        ("channel", pa.string()),
        ("product", pa.string()),
        ("segment", pa.string()),
        ("attributes", ATTRIBUTES),
        ("customer_key", pa.string()),
        ("key_as_written", pa.string()),
        ("rating", pa.float32()),
        ("rating_max", pa.int16()),
        ("nps_score", pa.int16()),
        ("consent_quote", pa.bool_()),
        ("sensitive", pa.bool_()),
        ("question", pa.string()),
        ("answer_id", pa.int64()),
        ("answer_nps_score", pa.int16()),
        ("answer_rating", pa.float32()),
        ("answer_rating_max", pa.int16()),
        ("reply", pa.string()),
        ("replied_at", pa.timestamp("us")),
        ("reply_tone", pa.float32()),
        ("tone", pa.float32()),
        ("confidence", pa.float32()),
        ("valence", pa.string()),
        ("intensity", pa.int16()),
        ("evidence", pa.list_(pa.struct(EVIDENCE_FIELDS))),
        ("content_hash", pa.int64()),
        ("scorer_version", pa.string()),
        ("brand_words", pa.list_(pa.string())),
        ("emotions", SCORES.field("emotions").type),
        ("emotion_intensity", SCORES.field("intensity").type),
        ("present", SCORES.field("present").type),
        ("lemmas", SCORES.field("lemmas").type),
        ("pairs", SCORES.field("pairs").type),
        ("mentions", SCORES.field("mentions").type),
        ("touchpoint_named", pa.string()),
        ("language_named", pa.string()),
        ("masked", pa.map_(pa.string(), pa.int32())),
        ("column", pa.string()),
        ("reason", pa.string()),
        ("remedy", pa.string()),
        ("arguments", ARGUMENTS),
        ("raw", pa.string()),
    ]
)
"""Columns that come out; those of the same name as in table feedback are its columns. A row without consent has its
key alone, a rejected one its place, the codes of what was found and what to do, their arguments, its masked cells, and
the id that its answer would have."""

_MASKED_NAMES = {"language_hint": "language_named", "touchpoint": "touchpoint_named"}
MASKED_COLUMNS = {
    name: _MASKED_NAMES.get(name, name) for name in MaskedFeedback._fields if name not in ("masked", "stable_hash")
}
"""Attribute of MaskedFeedback -> column of SCHEMA."""

REJECTED_COLUMNS = {
    item.name: "customer_key" if item.name == "customer" else item.name
    for item in fields(RejectedRow)
    if item.name not in ("reason", "answer")
}
"""Attribute of RejectedRow but its reason -> column of SCHEMA."""


@cache
def _scorer(layer: bytes, touchpoints: tuple[Touchpoint, ...]) -> CachingScorer:
    """The one scorer of this process; engines run a process for each core, so that Kiwi has one thread."""
    from pipeline.scoring.own_layer import layer_from
    from pipeline.scoring.scorer import Scorer

    korean.use_threads(1)
    scorer = Scorer(layer=layer_from(layer) if layer else None, placer=placer_of(touchpoints))
    return CachingScorer(ParallelScorer(scorer, 1))


@dataclass(frozen=True)
class BatchScoring:
    """How the rows of one inspected file are scored; can be pickled, and then holds the secret ``key``.

    ``key`` is that of the database's key file; rows with dates after ``today`` are rejected. ``layer`` is the content of
    the database's own layer, b"" for none.
    """

    inspection: Inspection
    settings: Settings
    key: bytes = field(repr=False)
    today: date
    layer: bytes = field(default=b"", repr=False)

    def score_batches(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """The rows of one file, in order, with the columns of SCHEMA: each row that comes in comes out once, an answer to several open
        questions once for each comment.

        Columns are those of the file, by place, then perhaps ROW_INDEX. A row that cannot be used comes out rejected,
        with its reason. Raises DataRefused where the columns are not those of the file, or rows come out of order.
        """
        use_own(self.settings.personal_patterns)
        keep_kinds(self.settings.kinds_off)
        work = _FileScoring(
            self, _scorer(self.layer, self.settings.touchpoints), BrandWordFinder(self.settings.brand_words)
        )
        for batch in batches:
            for first in range(0, batch.num_rows, BATCH_ROWS):
                yield from work.scored(batch.slice(first, BATCH_ROWS)).to_batches()


@dataclass
class _FileScoring:
    """One pass over a file: numbers of rows, and answers that look the same, are counted through all of its batches."""

    asked: BatchScoring
    scorer: CachingScorer
    finder: BrandWordFinder
    masker: FileMasker = field(init=False)
    last: int = 1

    def __post_init__(self) -> None:
        self.masker = FileMasker(self.asked.key)

    def scored(self, batch: pa.RecordBatch) -> pa.Table:
        records = converted(self.asked.inspection, self._rows(batch), self.asked.today)
        masked = self.masker.mask_batch(list(records))
        tables = [
            self._stored(masked.answers),
            _without_consent(masked.without_consent),
            _rejected(masked.rejected, self.asked.inspection.source),
        ]
        return pa.concat_tables(tables).sort_by("row").combine_chunks()

    def _rows(self, batch: pa.RecordBatch) -> list[SourceRow]:
        columns = tuple(guess.column for guess in self.asked.inspection.columns)
        if batch.num_columns not in (len(columns), len(columns) + 1):
            raise self._refusal(f"a batch has {batch.num_columns} columns, the file {len(columns)}")
        values = [python_values(column) for column in batch.columns[: len(columns)]]
        if batch.num_columns > len(columns):
            numbers = [index + 2 for index in batch.column(len(columns)).to_pylist()]
        else:
            numbers = list(range(self.last + 1, self.last + 1 + batch.num_rows))
        if any(after <= before for before, after in zip([self.last, *numbers], numbers, strict=False)):
            raise self._refusal(f"rows come out of order after row {self.last}")
        self.last = numbers[-1]
        return [SourceRow(number, cells) for number, cells in zip(numbers, zip(*values, strict=True), strict=True)]

    def _refusal(self, what: str) -> DataRefused:
        return DataRefused(
            what,
            where=str(self.asked.inspection.path),
            remedy="give each call all rows of one file, in order, with all of its columns",
        )

    def _stored(self, rows: Sequence[MaskedFeedback]) -> pa.Table:
        fresh = [(row, content_hash(row)) for row in rows]
        texts, products = [row.text for row in rows], [row.product for row in rows]
        questions, replies = [row.question for row in rows], [row.reply for row in rows]
        scores, labels, tones = score_with_words(self.scorer, self.finder, texts, products, questions, replies)
        table = feedback_rows(fresh, scores, labels, self.asked.settings, 0, self.scorer.version)
        columns = {name: table[name] for name in table.column_names if name in SCHEMA.names}
        columns |= {name: scores[name] for name in ("emotions", "present", "lemmas", "mentions")}
        columns |= {"emotion_intensity": scores["intensity"], "reply_tone": tones}
        others = {name: column for name, column in MASKED_COLUMNS.items() if column not in columns}
        columns |= _columns(rows, others)
        columns["masked"] = pa.array([sorted(row.masked.items()) for row in rows], SCHEMA.field("masked").type)
        return _whole(columns, STORED, len(rows))


def _without_consent(rows: Sequence[MaskedFeedback]) -> pa.Table:
    """Of an answer that may not be analysed, the key by which a stored one is withdrawn, and nothing else."""
    names = ("file", "row", "source", "feedback_id")
    return _whole(_columns(rows, dict(zip(names, names, strict=True))), NO_CONSENT, len(rows))


def _rejected(rows: Sequence[RejectedRow], source: str) -> pa.Table:
    reasons = [row.reason for row in rows]
    columns = _columns(rows, REJECTED_COLUMNS) | _columns(reasons, {"code": "reason", "remedy_code": "remedy"})
    columns["arguments"] = argument_column(reasons)
    columns["source"] = pa.array([source] * len(rows), pa.string())
    return _whole(columns, REJECTED, len(rows))


def _columns(rows: Sequence[object], names: Mapping[str, str]) -> dict[str, pa.Array]:
    """Columns of SCHEMA from attributes of rows; ``names`` are attribute -> column."""
    return {
        column: pa.array([getattr(row, name) for row in rows], SCHEMA.field(column).type)
        for name, column in names.items()
    }


def _whole(columns: dict[str, pa.Array | pa.ChunkedArray], outcome: str, count: int) -> pa.Table:
    """A table with all columns of SCHEMA, null where ``columns`` does not have them."""
    columns = columns | {"outcome": pa.array([outcome] * count, pa.string())}
    arrays = [
        columns[item.name].cast(item.type) if item.name in columns else pa.nulls(count, item.type) for item in SCHEMA
    ]
    return pa.Table.from_arrays(arrays, schema=SCHEMA)
