"""The table that the scorer hands out, and the arrays of one chunk that it is made from."""

from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipeline.emotions import EMOTION_CODES, EMOTIONS
from pipeline.languages.composed import ComposedText
from pipeline.languages.pairs import FoundPair
from pipeline.scoring.evidence import EvidenceSpans

VALENCE_OF = np.array([emotion.valence for emotion in EMOTIONS])
EVIDENCE_FIELDS = [("start", pa.int32()), ("end", pa.int32()), ("emotion", pa.string()), ("weight", pa.float32())]
PAIR = pa.struct([("start", pa.int32()), ("pair", pa.string())])
"""What a clause says of what, and the code point at which it does."""

_OF_A_TEXT = [
    ("language", pa.string()),
    ("state", pa.string()),
    ("tone", pa.float32()),
    ("confidence", pa.float32()),
    ("valence", pa.string()),
    ("emotions", pa.struct([(code, pa.float32()) for code in EMOTION_CODES])),
    ("intensity", pa.struct([(code, pa.int8()) for code in EMOTION_CODES])),
    ("present", pa.list_(pa.string())),
    ("evidence", pa.list_(pa.struct(EVIDENCE_FIELDS))),
    ("lemmas", pa.list_(pa.string())),
    ("pairs", pa.list_(PAIR)),
]
OF_A_MENTION = ("tone", "confidence", "emotions", "intensity", "present", "evidence")
"""What a mention has of a text's columns, in their order."""

MENTION = pa.struct(
    [
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("touchpoint", pa.string()),
        ("words", pa.list_(pa.string())),
        ("is_general", pa.bool_()),
        *(column for column in _OF_A_TEXT if column[0] in OF_A_MENTION),
    ]
)
"""One thing that a text speaks of: its span, the touchpoint that its words name (or null), whether these are general ones, which
the answer's own touchpoint overrules, and its scores as those of a text."""

SCHEMA = pa.schema([*_OF_A_TEXT, ("mentions", pa.list_(MENTION))])
"""Columns of ``Scorer.score``'s table; ``mentions`` is null where nobody says which touchpoints clauses speak of."""


SpanColumns = tuple[
    NDArray[np.int64], NDArray[np.int64], NDArray[np.int32], NDArray[np.int32], NDArray[np.float32 | np.float64]
]
"""Rows, targets, starts, ends and weights of spans."""


class ChunkScores:
    """Scores of n texts, filled language by language; zeros where not scored. Spans are turned back to the given texts.

    ``tone`` [n]: logit of positive against negative, ``neutral`` [n] the half-width of the zone between them;
    ``probability`` and ``intensity`` [n, emotions].
    """

    def __init__(self, texts: Sequence[ComposedText]) -> None:
        count = len(texts)
        self.texts = texts
        self.tone = np.zeros(count)
        self.neutral = np.zeros(count)
        self.probability = np.zeros((count, len(EMOTION_CODES)))
        self.intensity = np.zeros((count, len(EMOTION_CODES)), dtype=np.int8)
        self.lemmas: list[list[str]] = [[] for _ in range(count)]
        self.pairs: list[list[FoundPair]] = [[] for _ in range(count)]
        self._changed = [row for row, text in enumerate(texts) if text.positions is not None]
        self._evidence: list[SpanColumns] = []

    def add_evidence(
        self,
        rows: NDArray[np.int64],
        spans: EvidenceSpans,
        targets: NDArray[np.int64],
        factor: NDArray[np.float32 | np.float64],
    ) -> None:
        """Add spans: their texts, targets (an emotion's number, or their number for tone), and a factor for their weights."""
        self._evidence.append((rows, targets, spans.starts, spans.ends, spans.weights * factor))

    def add_pairs(self, row: int, pairs: Iterable[FoundPair]) -> None:
        """Add what a text says of what; starts are turned back to the given text."""
        original = self.texts[row].original
        known = {pair for _, pair in self.pairs[row]}
        self.pairs[row] += [(original(start, start)[0], pair) for start, pair in pairs if pair not in known]

    def evidence(self) -> SpanColumns:
        """Rows, targets, starts, ends and weights of all spans: by text, tone first, then strongest first."""
        if not self._evidence:
            none, nowhere = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int32)
            return none, none, nowhere, nowhere, np.zeros(0, dtype=np.float32)
        rows, targets, starts, ends, weights = (np.concatenate(part) for part in zip(*self._evidence, strict=True))
        for place in np.flatnonzero(np.isin(rows, self._changed)).tolist():
            starts[place], ends[place] = self.texts[rows[place]].original(starts[place], ends[place])
        order = np.lexsort((starts, -np.abs(weights), -targets, rows))
        return rows[order], targets[order], starts[order], ends[order], weights[order]


def tone_of(logits: NDArray[np.float64], neutral: NDArray[np.float64]) -> NDArray[np.float64]:
    """P(positive) - P(negative) of an ordered logit with a neutral zone of +-``neutral``: odd, in (-1, 1)."""
    return 0.5 * (np.tanh((logits - neutral) / 2) + np.tanh((logits + neutral) / 2))


def as_table(chunk: ChunkScores, languages: Sequence[str | None], states: Sequence[str]) -> pa.Table:
    """The chunk as a table with the columns of SCHEMA."""
    unscored = np.array([state != "scored" for state in states], dtype=bool)
    tone = tone_of(chunk.tone, chunk.neutral)
    confidence = 0.5 * (1 + np.tanh(np.abs(chunk.tone) / 2))
    columns = [
        pa.array(languages, pa.string()),
        pa.array(states, pa.string()),
        pa.array(tone.astype(np.float32), mask=unscored),
        pa.array(confidence.astype(np.float32), mask=unscored),
        pa.array(valence_of(chunk.intensity > 0), pa.string(), mask=unscored),
        _struct(chunk.probability.astype(np.float32), "emotions", unscored),
        _struct(chunk.intensity, "intensity", unscored),
        _present(chunk.intensity > 0),
        _evidence(chunk),
        pa.array(chunk.lemmas, pa.list_(pa.string())),
        _pairs(chunk.pairs),
        pa.nulls(len(states), SCHEMA.field("mentions").type),
    ]
    return pa.Table.from_arrays(columns, schema=SCHEMA)


def valence_of(present: NDArray[np.bool_]) -> NDArray[np.str_]:
    """positive, negative, mixed or neutral, from which emotions are present [n, emotions]."""
    positive, negative = (present[:, sign == VALENCE_OF].any(axis=1) for sign in (1, -1))
    names = np.array(["neutral", "positive", "negative", "mixed"], dtype=object)
    return names[positive + 2 * negative]


def _struct(values: NDArray[np.float32 | np.int8], name: str, unscored: NDArray[np.bool_]) -> pa.StructArray:
    """One column an emotion as a struct, null where not scored."""
    kind = SCHEMA.field(name).type
    columns = [pa.array(np.ascontiguousarray(values[:, place])) for place in range(len(EMOTION_CODES))]
    return pa.StructArray.from_arrays(columns, fields=list(kind), mask=pa.array(unscored))


def _pairs(pairs: Sequence[Sequence[FoundPair]]) -> pa.ListArray:
    """Pairs of each text, with where they are said."""
    offsets = np.concatenate(([0], np.cumsum([len(row) for row in pairs]))).astype(np.int32)
    said = [item for row in pairs for item in row]
    columns = [pa.array([start for start, _ in said], pa.int32()), pa.array([pair for _, pair in said], pa.string())]
    items = pa.StructArray.from_arrays(columns, fields=list(PAIR))
    return pa.ListArray.from_arrays(pa.array(offsets), items, type=SCHEMA.field("pairs").type)


def _present(present: NDArray[np.bool_]) -> pa.ListArray:
    """Codes of the present emotions of each text, in their order."""
    offsets = np.concatenate(([0], np.cumsum(present.sum(axis=1)))).astype(np.int32)
    codes = np.array(EMOTION_CODES, dtype=object)[np.nonzero(present)[1]]
    return pa.ListArray.from_arrays(pa.array(offsets), pa.array(codes, pa.string()))


def _evidence(chunk: ChunkScores) -> pa.ListArray:
    """Spans of each text."""
    rows, targets, starts, ends, weights = chunk.evidence()
    offsets = np.searchsorted(rows, np.arange(len(chunk.tone) + 1)).astype(np.int32)
    names = np.array((*EMOTION_CODES, "tone"), dtype=object)[targets]
    kind = SCHEMA.field("evidence").type
    columns = [
        pa.array(starts.astype(np.int32)),
        pa.array(ends.astype(np.int32)),
        pa.array(names, pa.string()),
        pa.array(weights.astype(np.float32)),
    ]
    return pa.ListArray.from_arrays(
        pa.array(offsets), pa.StructArray.from_arrays(columns, fields=list(kind.value_type)), type=kind
    )
