"""The scorer: texts in; tone, emotions and the words that made them out. Loads the model; no other I/O."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipeline.config.settings import MODEL_FOLDER
from pipeline.emotions import EMOTION_CODES
from pipeline.languages import LANGUAGES, DetectedLanguage, Language, detect
from pipeline.languages.chunk_clauses import ClausePlacer
from pipeline.languages.composed import ComposedText, compose
from pipeline.languages.features import TokenBatch, row_of_each, token_hash
from pipeline.scoring.chunks import chunks
from pipeline.scoring.evidence import EvidenceSpans, HighlightUnits, contributions, strongest, units
from pipeline.scoring.mention_scores import (
    ScoringUnits,
    clauses_in,
    mention_column,
    tokens_in,
    tokens_of_units,
    units_of,
)
from pipeline.scoring.model_file import LanguageModel, load
from pipeline.scoring.own_layer import LanguageLayer, OwnLayer, OwnReading
from pipeline.scoring.reading import LanguageHalf, Reading, felt, reading
from pipeline.scoring.score_table import SCHEMA, ChunkScores, as_table

TONE_SPANS, EMOTION_SPANS = 4, 2
"""Most evidence spans for the tone of a text, and for each emotion present in it."""

LEANING = 0.3
"""Part of a comment's logit of tone that is added to that of each of its mentions: a clause is short, and rarely of another
mind than what stands around it; half of it where clauses are set against each other. Set on labelled comments of customers."""

TONE = len(EMOTION_CODES)
"""Number of the target 'tone', after those of the emotions."""


@dataclass(frozen=True, slots=True)
class LanguageScores:
    """One language's reading of m texts (a mixed text is read by both).

    ``strength`` [m]: +1 with an intensifier, -1 with only a dampener, else 0.
    """

    model: LanguageModel
    found: Reading
    strength: NDArray[np.int8]
    lemmas: list[list[str]]
    layout: HighlightUnits

    def tone_spans(self, own: OwnReading | None = None) -> EvidenceSpans:
        """Evidence of the tone, also of what a company's own layer adds; pairs are text numbers."""
        rows = np.arange(len(self.found.tone))
        columns = np.zeros_like(rows)
        found = contributions(self.layout, self.found.tone_hits, self.model.tone.weights, rows, columns, len(rows))
        value = found[2] if own is None else found[2] + own.contributions(self.layout)
        return strongest(self.layout, found[0], found[1], value, TONE_SPANS)

    def emotion_spans(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> EvidenceSpans:
        """Evidence of emotion ``columns[p]`` in text ``rows[p]``; pairs are the p."""
        weights = self.model.emotions.weights
        found = contributions(self.layout, self.found.emotion_hits, weights, rows, columns, len(self.found.tone))
        return strongest(self.layout, *found, EMOTION_SPANS)


@dataclass(frozen=True, slots=True)
class PreparedChunk:
    """A chunk before scoring: its texts as given and composed, what language each is in, and the halves that are read."""

    given: Sequence[str | None]
    texts: list[ComposedText]
    found: list[DetectedLanguage]
    halves: list[LanguageHalf]


class Scorer:
    """Scores Korean and English texts with the model in ``folder`` (default: the committed one).

    ``layer`` is a company's own, where it is for that model. ``version`` changes with any weight or threshold. Kiwi and VADER are loaded with the first text that needs them.
    ``placer`` says which touchpoints clauses speak of; without it texts have no mentions. Raises ModelError where the model is missing or broken.
    """

    def __init__(
        self, folder: Path | None = None, layer: OwnLayer | None = None, placer: ClausePlacer | None = None
    ) -> None:
        self.models, self._base_version = load(folder or MODEL_FOLDER)
        self.use(layer, placer)

    def use(self, layer: OwnLayer | None, placer: ClausePlacer | None) -> None:
        """Score with these from now on."""
        self.placer = placer
        self.layer = layer if layer is not None and layer.base_version == self._base_version else None
        self.version = self._base_version if self.layer is None else self.layer.scorer_version

    def score(self, texts: Sequence[str | None]) -> pa.Table:
        """One row for each text, in order, with the columns of SCHEMA; never raises on any str.

        None, '' or white space: ``no_text``. A link, address, mask, number, punctuation, control or invisible
        character, combining mark, or an emoji that is not known: ``empty``. Another script or language (right-to-left
        too): ``unsupported_language``. One known emoji: scored, language None. Only ㅋㅋㅋ or ㅠㅠ: scored as Korean.
        Zalgo, control characters and direction marks around words do no harm. The first 10,000 code points of a text
        are read, the first 2,000 tell its language; any 200,000 characters take under a second.
        """
        parts = list(chunks(texts))
        if len(parts) < 2:
            return self._scored(self._prepared(texts)) if parts else SCHEMA.empty_table()
        return pa.concat_tables(self._scored(prepared) for prepared in _one_ahead(self._prepared, parts))

    def _prepared(self, texts: Sequence[str | None]) -> PreparedChunk:
        whole = [compose(text or "") for text in texts]
        found = [language_of(text.text) for text in whole]
        halves = []
        for code, share in _shares(found).items():
            rows = np.flatnonzero(share > 0)
            if len(rows):
                model, read_texts = self.models[code], [whole[row].text for row in rows]
                batch = LANGUAGES[code].token_batch(read_texts)
                halves.append(LanguageHalf(model, rows, share[rows], read_texts, batch))
        return PreparedChunk(texts, whole, found, halves)

    def _scored(self, prepared: PreparedChunk) -> pa.Table:
        languages, states = ([getattr(item, name) for item in prepared.found] for name in ("language", "state"))
        chunk = self._chunk(prepared.texts, prepared.halves)
        scores = as_table(chunk, languages, states)
        return scores if self.placer is None else self._with_mentions(scores, chunk.tone, prepared, self.placer)

    def _chunk(
        self,
        texts: Sequence[ComposedText],
        halves: Sequence[LanguageHalf],
        leaning: NDArray[np.float64] | None = None,
    ) -> ChunkScores:
        """Scores of texts; ``leaning`` [n] is added to the logits of their tones."""
        chunk = ChunkScores(texts)
        for half in halves:
            scores = read(half.model, half.texts, half.batch)
            if leaning is not None:
                scores = replace(scores, found=scores.found.leaning(leaning[half.rows]))
            _add(chunk, half, scores, self.layer.languages.get(half.model.code) if self.layer else None)
        return chunk

    def _with_mentions(
        self, scores: pa.Table, tone: NDArray[np.float64], prepared: PreparedChunk, placer: ClausePlacer
    ) -> pa.Table:
        clauses = clauses_in(prepared.texts, prepared.halves)
        placed = placer.place(clauses, [tokens_in(clauses, half) for half in prepared.halves])
        units = units_of(clauses, placed, prepared.texts)
        leaning = LEANING * tone / (1 + clauses.in_contrast)
        of_units = self._unit_scores(prepared, units, leaning[units.rows])
        column = mention_column(prepared.given, prepared.texts, clauses, placed, units, scores, of_units)
        return scores.set_column(scores.column_names.index("mentions"), SCHEMA.field("mentions"), column)

    def _unit_scores(self, prepared: PreparedChunk, units: ScoringUnits, leaning: NDArray[np.float64]) -> pa.Table:
        """Parts of texts as texts of their own; their tokens are those of the whole texts."""
        halves = []
        for half in prepared.halves:
            rows, own, batch = tokens_of_units(half, units, prepared.texts)
            shares = np.zeros(len(prepared.texts), dtype=np.float32)
            shares[half.rows] = half.share
            halves.append(LanguageHalf(half.model, rows, shares[units.rows[rows]], own, batch))
        count = len(units.rows)
        chunk = self._chunk([ComposedText("")] * count, halves, leaning)
        return as_table(chunk, [None] * count, ["scored"] * count)


def _shares(found: Sequence[DetectedLanguage]) -> dict[str, NDArray[np.float32]]:
    """Language code -> what part of each text it reads: a mixed text is Korean and English, others are of one language."""
    shared = np.array([item.state == "scored" for item in found], dtype=bool)
    alone = {}
    for code in LANGUAGES.keys() - {"ko", "en"}:
        alone[code] = np.array([item.language == code for item in found]) & shared
        shared &= ~alone[code]
    korean = np.array([item.korean_share for item in found], dtype=np.float32)
    shares = {"ko": np.where(shared, korean, 0), "en": np.where(shared, 1 - korean, 0)}
    return shares | {code: rows.astype(np.float32) for code, rows in alone.items()}


def _one_ahead(
    prepare: Callable[[Sequence[str | None]], PreparedChunk], parts: Iterable[Sequence[str | None]]
) -> Iterator[PreparedChunk]:
    """Each chunk prepared while the one before it is in use: tokenisers have threads of their own."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        coming: deque[Future[PreparedChunk]] = deque()
        for part in parts:
            coming.append(pool.submit(prepare, part))
            if len(coming) > 1:
                yield coming.popleft().result()
        while coming:
            yield coming.popleft().result()


def _add(chunk: ChunkScores, half: LanguageHalf, scores: LanguageScores, layer: LanguageLayer | None) -> None:
    """Add the scores of one language's texts to the chunk, mixed ones in proportion to their share."""
    rows, share = half.rows, half.share
    model, probability, tone = scores.model, scores.found.chances, scores.found.tone
    present = felt(model, scores.found)
    step = 1 + (probability >= model.clear) + (probability >= model.strong) + scores.strength[:, None]
    added = layer.reading(half.texts, half.batch, tone) if layer else None
    chunk.tone[rows] += share * (tone if added is None else tone + added.change)
    chunk.neutral[rows] += share * model.neutral
    chunk.probability[rows] = np.maximum(chunk.probability[rows], probability)
    chunk.intensity[rows] = np.maximum(chunk.intensity[rows], np.where(present, np.clip(step, 1, 3), 0))
    for place, row in enumerate(rows.tolist()):
        former, own = chunk.lemmas[row], scores.lemmas[place]
        chunk.lemmas[row] = list(dict.fromkeys(former + own)) if former else own
        if half.batch.pairs:
            chunk.add_pairs(row, half.batch.pairs[place])
    spans_of_tone = scores.tone_spans(added)
    pairs = spans_of_tone.pairs
    chunk.add_evidence(rows[pairs], spans_of_tone, np.full(len(pairs), TONE), share[pairs])
    texts_with, columns = np.nonzero(present)
    spans = scores.emotion_spans(texts_with, columns)
    chunk.add_evidence(rows[texts_with[spans.pairs]], spans, columns[spans.pairs], np.ones(len(spans.pairs)))


def language_of(text: str | None) -> DetectedLanguage:
    """Language and state of one text."""
    if text is None or not text or text.isspace():
        return DetectedLanguage(None, 0.0, "no_text")
    return detect(text)


def read(model: LanguageModel, texts: Sequence[str], batch: TokenBatch) -> LanguageScores:
    """One language's reading of ``texts``, whose tokens are ``batch``."""
    strength = strength_of(LANGUAGES[model.code], batch)
    return LanguageScores(model, reading(model, texts, batch), strength, batch.lemmas, units(batch, texts))


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


def as_json_rows(table: pa.Table, texts: Sequence[str | None]) -> Iterator[dict[str, Any]]:
    """The rows of ``Scorer.score``'s table as the objects that ``ondo score`` prints; ``texts`` are what it scored.

    A row without scores has tone null, confidence 0, all emotions null, nothing present and no evidence. A table with mentions
    gives them, too.
    """
    order = ("start", "end", "text", "emotion", "weight")
    for row, text in zip(table.to_pylist(), texts, strict=True):
        whole = text or ""
        evidence = [{**item, "text": whole[item["start"] : item["end"]]} for item in row["evidence"]]
        yield {
            "language": row["language"],
            "state": row["state"],
            **_scores_object(row),
            "evidence": [{key: _rounded(item[key]) for key in order} for item in evidence],
            **({} if row["mentions"] is None else {"mentions": list(map(_mention_object, row["mentions"]))}),
        }


def _mention_object(mention: dict[str, Any]) -> dict[str, Any]:
    return {
        "start": mention["start"],
        "end": mention["end"],
        "touchpoint": mention["touchpoint"],
        "touchpoint_from": "word" if mention["touchpoint"] else None,
        "words": mention["words"],
        **_scores_object(mention),
    }


def _scores_object(row: dict[str, Any]) -> dict[str, Any]:
    """What is said of a text and of a mention alike."""
    emotions = row["emotions"] or dict.fromkeys(EMOTION_CODES)
    return {
        "tone": _rounded(row["tone"]),
        "confidence": _rounded(row["confidence"]) or 0.0,
        "emotions": {code: _rounded(emotions[code]) for code in EMOTION_CODES},
        "present": row["present"],
    }


def _rounded(value: Any) -> Any:
    """Floats to four places, other values as they are."""
    return round(value, 4) if isinstance(value, float) else value
