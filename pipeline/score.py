"""The scorer: texts in; tone, twelve emotions and the words that made them out. Loads the model; no other I/O."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipeline.emotions import EMOTION_CODES
from pipeline.evidence import Spans, Units, contributions, strongest, units
from pipeline.features import TokenBatch, row_of_each, token_hash
from pipeline.languages import LANGUAGES, Detected, Language, detect
from pipeline.languages.composed import compose
from pipeline.linear import Hits, character_occurrences, lexicon_of, token_occurrences
from pipeline.modelfile import LanguageModel, load
from pipeline.scoretable import SCHEMA, ChunkScores, as_table
from pipeline.settings import MODEL_FOLDER

CHUNK = 2_000
"""Texts scored at once; no result depends on it."""

TONE_SPANS, EMOTION_SPANS = 4, 2
"""Most evidence spans for the tone of a text, and for each emotion present in it."""

TONE = len(EMOTION_CODES)
"""Number of the target 'tone', after those of the emotions."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One language's reading of m texts (a mixed text is read by both).

    ``tone`` [m]: logit of positive against negative. ``emotions`` [m, 12]: calibrated logits. ``strength`` [m]: +1
    with an intensifier, -1 with only a dampener, else 0.
    """

    model: LanguageModel
    tone: NDArray[np.float32]
    emotions: NDArray[np.float32]
    strength: NDArray[np.int8]
    lemmas: list[list[str]]
    layout: Units
    tone_hits: Hits
    emotion_hits: Hits

    def tone_spans(self) -> Spans:
        """Evidence of the tone; pairs are text numbers."""
        rows = np.arange(len(self.tone))
        columns = np.zeros_like(rows)
        found = contributions(self.layout, self.tone_hits, self.model.tone.weights, rows, columns, len(rows))
        return strongest(self.layout, *found, TONE_SPANS)

    def emotion_spans(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> Spans:
        """Evidence of emotion ``columns[p]`` in text ``rows[p]``; pairs are the p."""
        weights = self.model.emotions.weights
        found = contributions(self.layout, self.emotion_hits, weights, rows, columns, len(self.tone))
        return strongest(self.layout, *found, EMOTION_SPANS)


class Scorer:
    """Scores Korean and English texts with the model in ``folder`` (default: the committed one).

    ``version`` changes with any weight or threshold. Kiwi and VADER are loaded with the first text that needs them.
    Raises ModelError where the model is missing or broken.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.models, self.version = load(folder or MODEL_FOLDER)

    def score(self, texts: Sequence[str | None]) -> pa.Table:
        """One row for each text, in order, with the columns of SCHEMA; never raises on any str.

        None, '' or white space: ``no_text``. A link, address, mask, number, punctuation, control or invisible
        character, combining mark, or an emoji that is not known: ``empty``. Another script or language (right-to-left
        too): ``unsupported_language``. One known emoji: scored, language None. Only ㅋㅋㅋ or ㅠㅠ: scored as Korean.
        Zalgo, control characters and direction marks around words do no harm. The first 10,000 code points of a text
        are read, the first 2,000 tell its language; any 200,000 characters take under a second.
        """
        tables = [self._chunk(texts[first : first + CHUNK]) for first in range(0, len(texts), CHUNK)]
        return pa.concat_tables(tables) if tables else SCHEMA.empty_table()

    def _chunk(self, texts: Sequence[str | None]) -> pa.Table:
        found = [language_of(text) for text in texts]
        scored = np.array([item.state == "scored" for item in found])
        korean = np.array([item.korean_share for item in found], dtype=np.float32)
        whole = [compose(text or "") for text in texts]
        chunk = ChunkScores(whole)
        for code, share in (("ko", korean), ("en", 1 - korean)):
            rows = np.flatnonzero(scored & (share > 0))
            if len(rows):
                self._add(chunk, code, rows, [whole[row].text for row in rows], share[rows])
        return as_table(chunk, [item.language for item in found], [item.state for item in found])

    def _add(
        self, chunk: ChunkScores, code: str, rows: NDArray[np.int64], texts: list[str], share: NDArray[np.float32]
    ) -> None:
        """Score one language's texts and add them to the chunk, mixed ones in proportion to ``share``."""
        reading = read(self.models[code], texts)
        model, limits = reading.model, reading.model.thresholds
        probability = sigmoid(reading.emotions)
        present = probability >= limits
        step = 1 + (probability >= model.clear) + (probability >= model.strong) + reading.strength[:, None]
        chunk.tone[rows] += share * reading.tone
        chunk.neutral[rows] += share * model.neutral
        chunk.probability[rows] = np.maximum(chunk.probability[rows], probability)
        chunk.intensity[rows] = np.maximum(chunk.intensity[rows], np.where(present, np.clip(step, 1, 3), 0))
        for place, row in enumerate(rows.tolist()):
            chunk.lemmas[row] = list(dict.fromkeys(chunk.lemmas[row] + reading.lemmas[place]))
        tone = reading.tone_spans()
        chunk.add_evidence(rows[tone.pairs], tone, np.full(len(tone.pairs), TONE), share[tone.pairs])
        texts_with, columns = np.nonzero(present)
        spans = reading.emotion_spans(texts_with, columns)
        chunk.add_evidence(rows[texts_with[spans.pairs]], spans, columns[spans.pairs], np.ones(len(spans.pairs)))


def language_of(text: str | None) -> Detected:
    """Language and state of one text."""
    if text is None or not text or text.isspace():
        return Detected(None, 0.0, "no_text")
    return detect(text)


def sigmoid(logits: NDArray[Any]) -> NDArray[np.float64]:
    """1 / (1 + exp(-x)) without overflow."""
    return 0.5 * (1 + np.tanh(0.5 * logits.astype(np.float64)))


def read(model: LanguageModel, texts: Sequence[str]) -> Reading:
    """One language's reading of ``texts``."""
    language = LANGUAGES[model.code]
    batch = language.token_batch(texts)
    lexicon = lexicon_of(batch)
    hits = []
    for head in (model.tone, model.emotions):
        parts = [token_occurrences(batch, head.token_orders)]
        if head.character_orders:
            parts.append(character_occurrences(texts, head.character_orders))
        hits.append(head.hits(parts, lexicon))
    tone = model.tone.scores(hits[0], lexicon)[:, 0]
    emotions = model.emotions.scores(hits[1], lexicon)
    return Reading(model, tone, emotions, strength_of(language, batch), batch.lemmas, units(batch, texts), *hits)


def strength_of(language: Language, batch: TokenBatch) -> NDArray[np.int8]:
    """+1 for texts with an intensifier, -1 for those with only a dampener, else 0."""
    rows, count = row_of_each(batch.rows), len(batch.rows) - 1
    stronger, weaker = (
        np.bincount(rows[np.isin(batch.hashes, hashes)], minlength=count) > 0 for hashes in _strength_hashes(language)
    )
    return np.where(stronger, 1, -weaker.astype(np.int8)).astype(np.int8)


@cache
def _strength_hashes(language: Language) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Token hashes of a language's intensifiers, and of its dampeners."""
    groups = (language.boosters, language.dampeners)
    first, second = (np.array(sorted(map(token_hash, group)), dtype=np.uint64) for group in groups)
    return first, second


def as_json_row(table: pa.Table, index: int, text: str | None) -> dict[str, Any]:
    """Row ``index`` of ``Scorer.score``'s table as the object that ``ondo score`` prints; ``text`` is what it scored.

    A row without scores has tone null, confidence 0, all emotions null, nothing present and no evidence.
    """
    row = table.slice(index, 1).to_pylist()[0]
    whole = text or ""
    evidence = [{**item, "text": whole[item["start"] : item["end"]]} for item in row["evidence"]]
    order = ("start", "end", "text", "emotion", "weight")
    return {
        "language": row["language"],
        "state": row["state"],
        "tone": _rounded(row["tone"]),
        "confidence": _rounded(row["confidence"]) or 0.0,
        "emotions": {code: _rounded((row["emotions"] or {}).get(code)) for code in EMOTION_CODES},
        "present": row["present"],
        "evidence": [{key: _rounded(item[key]) for key in order} for item in evidence],
    }


def _rounded(value: Any) -> Any:
    """Floats to four places, other values as they are."""
    return round(value, 4) if isinstance(value, float) else value
