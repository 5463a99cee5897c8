"""Rows for the tables of schema.sql, column by column, from masked feedback and its scores."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.config.settings import Settings
from pipeline.emotions import EMOTION_CODES
from pipeline.errors import Reason
from pipeline.records import MaskedFeedback, RejectedRow
from pipeline.storage.emotion_bits import leading, packed
from pipeline.text import folded_text, hash_of, hash_of_words

KEPT_PROBABILITY = 0.05
"""Emotions less probable than this are not stored unless present: a row for every emotion of every comment would be mostly noise."""

COPIED = (
    "source", "source_id", "answered_at", "audience", "channel", "product", "segment", "customer_key", "question",
    "reply", "replied_at",
)  # fmt: skip
OF_FIRST = ("answer_id", "answer_nps_score", "answer_rating", "answer_rating_max")
"""What a further comment of an answer has of the first."""

COPIED_NUMBERS = ("rating", "rating_max", "nps_score", "consent_quote", "sensitive", *OF_FIRST)
COPIED_SCORES = ("state", "tone", "confidence", "valence")

COLUMN_TYPES: dict[str, pa.DataType] = {
    "answered_at": pa.timestamp("us"),
    "replied_at": pa.timestamp("us"),
    "rating": pa.float32(),
    "rating_max": pa.uint8(),
    "nps_score": pa.uint8(),
    "consent_quote": pa.bool_(),
    "sensitive": pa.bool_(),
    "answer_id": pa.int64(),
    "answer_nps_score": pa.uint8(),
    "answer_rating": pa.float32(),
    "answer_rating_max": pa.uint8(),
}

ARGUMENTS = pa.map_(pa.string(), pa.string())
"""Type of the arguments of a reason."""


ATTRIBUTE_BITS = 16
"""The lowest bits of a content hash, which are those of the attributes where there are any."""


def content_hash(row: MaskedFeedback) -> int:
    """A 63-bit hash of all that was read of an answer, so that a change of any field is seen."""
    content = list(_content_of(row))
    if row.question is not None:
        content += [row.question, *_content_of_first(row)]
    if has_reply(row):
        content += [row.reply, row.replied_at]
    digest = hash_of(repr(content)) >> 1
    if not row.attributes:
        return digest
    return (digest >> ATTRIBUTE_BITS << ATTRIBUTE_BITS) | hash_of(repr(row.attributes), ATTRIBUTE_BITS // 8)


def has_reply(row: MaskedFeedback) -> bool:
    """Whether the company has answered: what it said is there, or when."""
    return row.reply is not None or row.replied_at is not None


def same_but_attributes(content: int, other: int) -> bool:
    """Whether two content hashes are of answers that differ in nothing but their attributes."""
    return content >> ATTRIBUTE_BITS == other >> ATTRIBUTE_BITS


_NOT_CONTENT = frozenset(
    {
        "file",
        "row",
        "masked",
        "feedback_id",
        "stable_hash",
        "sensitive",
        "question",
        "key_as_written",
        "attributes",
        "reply",
        "replied_at",
        *OF_FIRST,
    }
)
_content_of_first = attrgetter(*OF_FIRST)
_content_of = attrgetter("stable_hash", *(name for name in MaskedFeedback._fields if name not in _NOT_CONTENT))


def feedback_rows(
    fresh: Sequence[tuple[MaskedFeedback, int]],
    scores: pa.Table,
    labels: Sequence[list[str] | None],
    settings: Settings,
    run_id: int,
    version: str,
) -> pa.Table:
    """Rows of table feedback; ``fresh`` pairs each answer with its content hash, in the order of ``scores``.

    ``labels`` are those of the brand words applied to the scores.
    """
    rows, contents = zip(*fresh, strict=True)
    read: dict[str, tuple[Any, ...]] = dict(zip(MaskedFeedback._fields, zip(*rows, strict=True), strict=True))
    columns: dict[str, pa.Array | pa.ChunkedArray] = {
        name: pa.array(read[name], COLUMN_TYPES.get(name, pa.string())) for name in (*COPIED, *COPIED_NUMBERS)
    }
    states = scores["state"].to_pylist()
    texts = [None if state == "no_text" else text for text, state in zip(read["text"], states, strict=True)]
    columns["text"] = pa.array(texts, pa.string())
    columns["text_length"] = pa.array([None if text is None else len(text) for text in texts], pa.int32())
    folded = [folded_text(text) if text else None for text in texts]
    columns["text_folded"] = pa.array(folded, pa.string())
    columns["text_hash"] = pa.array(list(map(hash_of_words, folded)), pa.int64())
    columns["feedback_id"] = pa.array(read["feedback_id"], pa.int64())
    columns["content_hash"] = pa.array(contents, pa.int64())
    codes = {value: settings.touchpoint_code(value) for value in set(read["touchpoint"])}
    columns["touchpoint"] = pa.array(list(map(codes.__getitem__, read["touchpoint"])), pa.string())
    columns["run_id"] = pa.array([run_id] * len(rows), pa.int32())
    return pa.table(columns | score_columns(scores, labels, read["language_hint"], version))


def score_columns(
    scores: pa.Table, labels: Sequence[list[str] | None], languages: Sequence[str | None], version: str
) -> dict[str, pa.Array | pa.ChunkedArray]:
    """The columns of table feedback that come from scoring; ``languages`` hold where the scorer names none."""
    columns: dict[str, pa.Array | pa.ChunkedArray] = {name: scores[name] for name in COPIED_SCORES}
    columns["language"] = pc.coalesce(scores["language"], pa.array(languages, pa.string()))
    columns["scorer_version"] = pa.array([version] * scores.num_rows, pa.string())
    columns["brand_words"] = pa.array(labels, pa.list_(pa.string()))
    columns |= _emotion_bits(scores)
    columns["evidence"] = scores["evidence"]
    columns["pairs"] = scores["pairs"]
    return columns


def _emotion_bits(scores: pa.Table) -> dict[str, pa.Array | pa.ChunkedArray]:
    intensity, unscored = _matrix(scores["intensity"]), ~_scored(scores)
    return {
        "intensity": pa.array(intensity.max(axis=1, initial=0).astype(np.uint8), mask=unscored),
        "felt": pa.array(packed(intensity), mask=unscored),
        "leading_emotion": _leading_emotions(intensity, scores["emotions"]),
    }


def _leading_emotions(intensity: np.ndarray, emotions: pa.Array | pa.ChunkedArray) -> pa.Array:
    """Code of the leading emotion of each row; ``emotions`` are the probabilities."""
    names = np.array([*EMOTION_CODES, None], dtype=object)
    return pa.array(names[leading(intensity, _matrix(emotions).astype(np.float32))], pa.string())


def _scored(scores: pa.Table) -> np.ndarray:
    scored: np.ndarray = pc.equal(scores["state"], "scored").to_numpy()
    return scored


def _matrix(column: pa.Array | pa.ChunkedArray) -> np.ndarray:
    """A struct column over the emotions as an array of shape (rows, emotions), nulls as 0."""
    return np.stack([pc.fill_null(pc.struct_field(column, code), 0).to_numpy() for code in EMOTION_CODES], axis=1)


def emotion_rows(ids: Sequence[int], scores: pa.Table) -> pa.Table:
    """Rows of table feedback_emotion: what is present, and what has at least KEPT_PROBABILITY."""
    probability, intensity = _matrix(scores["emotions"]), _matrix(scores["intensity"])
    kept = ((probability >= KEPT_PROBABILITY) | (intensity > 0)) & _scored(scores)[:, None]
    row, emotion = np.nonzero(kept)
    return pa.table(
        {
            "feedback_id": np.asarray(ids, np.int64)[row],
            "emotion": np.asarray(EMOTION_CODES, dtype=object)[emotion],
            "probability": probability[row, emotion].astype(np.float32),
            "present": intensity[row, emotion] > 0,
            "intensity": intensity[row, emotion].astype(np.uint8),
        },
        schema=_EMOTION_SCHEMA,
    )


_EMOTION_SCHEMA = pa.schema(
    [
        ("feedback_id", pa.int64()),
        ("emotion", pa.string()),
        ("probability", pa.float32()),
        ("present", pa.bool_()),
        ("intensity", pa.uint8()),
    ]
)


def lemma_rows(ids: Sequence[int], scores: pa.Table) -> pa.Table:
    """Rows of table feedback_lemma."""
    lemmas = scores["lemmas"].combine_chunks()
    parents = pc.list_parent_indices(lemmas)
    return pa.table({"lemma": pc.list_flatten(lemmas), "feedback_id": pa.array(ids, pa.int64()).take(parents)})


def mention_rows(ids: Sequence[int], scores: pa.Table, places: Sequence[str | None]) -> pa.Table:
    """Rows of table mention; ``places`` are the answers' own touchpoints, for mentions whose words name none."""
    mentions = scores["mentions"].combine_chunks()
    parents, items = pc.list_parent_indices(mentions), pc.list_flatten(mentions)
    counts = np.nan_to_num(pc.list_value_length(mentions).to_numpy(zero_copy_only=False)).astype(np.int64)
    field = {name: pc.struct_field(items, name) for name in _MENTION_FIELDS}
    of_answer = pa.array(places, pa.string()).take(parents)
    overruled = pc.and_(field["is_general"], pc.is_valid(of_answer))
    named = pc.if_else(overruled, pa.scalar(None, pa.string()), field["touchpoint"])
    source = pc.if_else(pc.is_valid(named), "word", pc.if_else(pc.is_valid(of_answer), "answer", None))
    intensity = _matrix(field["intensity"])
    alone = pa.array(np.repeat(counts == 1, counts))
    return pa.table(
        {
            "feedback_id": pa.array(ids, pa.int64()).take(parents),
            "ordinal": pa.array([number for count in counts.tolist() for number in range(1, count + 1)], pa.int16()),
            "span_start": field["start"],
            "span_end": field["end"],
            "touchpoint": pc.coalesce(named, of_answer),
            "touchpoint_from": source,
            "words": pc.if_else(overruled, pa.scalar([], field["words"].type), field["words"]),
            "tone": field["tone"],
            "confidence": field["confidence"],
            "felt": packed(intensity),
            "leading_emotion": _leading_emotions(intensity, field["emotions"]),
            "evidence": pc.if_else(alone, pa.scalar(None, field["evidence"].type), field["evidence"]),
        }
    )


def touchpoints_of_mentions(scores: pa.Table, places: Sequence[str | None]) -> list[list[str | None]]:
    """The touchpoint of each mention of each text, as ``mention_rows`` has it."""
    mentions = mention_rows(range(len(places)), scores, places)
    found: list[list[str | None]] = [[] for _ in places]
    for row, code in zip(mentions["feedback_id"].to_pylist(), mentions["touchpoint"].to_pylist(), strict=True):
        found[row].append(code)
    return found


_MENTION_FIELDS = (
    "start",
    "end",
    "touchpoint",
    "words",
    "is_general",
    "tone",
    "confidence",
    "emotions",
    "intensity",
    "evidence",
)


def argument_column(reasons: Sequence[Reason]) -> pa.Array:
    """The arguments of reasons, in the order of their names, so that the same reason is the same value."""
    return pa.array([sorted(reason.arguments.items()) for reason in reasons], ARGUMENTS)


def rejected_rows(rows: Sequence[RejectedRow], source: str, run_id: int) -> pa.Table:
    """Rows of table rejected_row; ``rows`` are masked already."""
    return pa.table(
        {
            "run_id": pa.array([run_id] * len(rows), pa.int32()),
            "source": pa.array([source] * len(rows), pa.string()),
            "file": pa.array([row.file for row in rows], pa.string()),
            "row": pa.array([row.row for row in rows], pa.int64()),
            "column": pa.array([row.column for row in rows], pa.string()),
            "reason": pa.array([row.reason.code for row in rows], pa.string()),
            "remedy": pa.array([row.reason.remedy_code for row in rows], pa.string()),
            "arguments": argument_column([row.reason for row in rows]),
            "raw": pa.array([row.raw for row in rows], pa.string()),
            "customer_key": pa.array([row.customer for row in rows], pa.string()),
            "audience": pa.array([row.audience for row in rows], pa.string()),
            "feedback_id": pa.array([row.feedback_id for row in rows], pa.int64()),
        }
    )
