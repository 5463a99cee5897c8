"""Mentions: the clauses of each text scored one by one, with the touchpoint that each speaks of."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipeline.languages.chunk_clauses import ChunkClauses, ClauseTokens, PlacedMentions
from pipeline.languages.clauses import NO_CLAUSES
from pipeline.languages.composed import ComposedText
from pipeline.languages.features import TokenBatch, ranges, row_of_each
from pipeline.languages.scope import CONCEDED
from pipeline.scoring.reading import FAR_APART, LanguageHalf
from pipeline.scoring.score_table import MENTION, OF_A_MENTION, SCHEMA

FAINTEST_TONE = 0.05
"""A text whose tone is nearer to 0 says of nothing what somebody feels."""


@dataclass(frozen=True, slots=True)
class ScoringUnits:
    """Parts of texts that are scored as wholes: the text of each, its first and behind its last code point there."""

    rows: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def texts(self, whole: Sequence[ComposedText], chosen: NDArray[np.int64]) -> list[str]:
        """What stands in those of the numbers ``chosen``."""
        columns = (self.rows, self.starts, self.ends)
        spans = zip(*(column[chosen].tolist() for column in columns), strict=True)
        return [whole[row].text[start:end] for row, start, end in spans]


def clauses_in(whole: Sequence[ComposedText], halves: Sequence[LanguageHalf]) -> ChunkClauses:
    """The clauses of a chunk's texts, by the language that reads most of each."""
    starts: list[list[int]] = [[0] for _ in whole]
    turned: list[list[bool]] = [[False] for _ in whole]
    for half in halves:
        found = half.batch.clauses
        places = half.batch.starts[np.minimum(found.firsts, len(half.batch.starts) - 1)].tolist()
        bounds, against = found.rows.tolist(), found.turned.tolist()
        for place in np.flatnonzero(half.share >= 0.5).tolist():
            row, first, last = int(half.rows[place]), bounds[place], bounds[place + 1]
            starts[row] = [0, *places[first + 1 : last]]
            turned[row] = against[first:last]
    offsets = np.cumsum([0, *map(len, starts)]).tolist()
    return ChunkClauses([start for row in starts for start in row], [item for row in turned for item in row], offsets)


def tokens_in(clauses: ChunkClauses, half: LanguageHalf) -> ClauseTokens:
    """The tokens of one language in the clauses of a chunk."""
    offsets = np.array(clauses.offsets)
    numbers, local = ranges(offsets[half.rows], offsets[half.rows + 1])
    position = _positions(half.batch)
    firsts = np.searchsorted(position, local * FAR_APART + np.array(clauses.starts)[numbers])
    return ClauseTokens(half.model.code, half.batch, np.append(firsts, len(position)), numbers)


def _positions(batch: TokenBatch) -> NDArray[np.int64]:
    """Where tokens begin: code points plus FAR_APART times the text."""
    positions: NDArray[np.int64] = row_of_each(batch.rows) * FAR_APART + batch.starts
    return positions


def units_of(clauses: ChunkClauses, placed: PlacedMentions, whole: Sequence[ComposedText]) -> ScoringUnits:
    """What is scored for itself: the parts of those texts that have several."""
    rows: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    for row, (first, last) in enumerate(pairwise(placed.offsets)):
        own = list(dict.fromkeys(placed.clauses[first:last]))
        if len(own) > 1:
            begins = [clauses.starts[number] for number in own]
            rows += [row] * len(own)
            starts += [0, *begins[1:]]
            ends += [*begins[1:], len(whole[row].text)]
    return ScoringUnits(
        np.array(rows, dtype=np.int64), np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64)
    )


def tokens_of_units(
    half: LanguageHalf, units: ScoringUnits, whole: Sequence[ComposedText]
) -> tuple[NDArray[np.int64], list[str], TokenBatch]:
    """The units that a language reads, their texts and tokens, with offsets in these.

    Nothing is left of what only frames a clause: it is read as if it stood alone, and its topic says what, not how.
    """
    place_of = np.full(len(whole), -1)
    place_of[half.rows] = np.arange(len(half.rows))
    chosen = np.flatnonzero(place_of[units.rows] >= 0)
    local = place_of[units.rows[chosen]]
    batch, starts = half.batch, units.starts[chosen]
    position = _positions(batch)
    first = np.searchsorted(position, local * FAR_APART + starts)
    last = np.searchsorted(position, local * FAR_APART + units.ends[chosen])
    token, owner = ranges(first, last)
    frames = batch.clauses.frames[token]
    texts = _blanked(units.texts(whole, chosen), batch, token[frames], owner[frames], starts)
    token, owner = token[~frames], owner[~frames]
    return chosen, texts, _taken(batch, token, owner, np.bincount(owner, minlength=len(chosen)), starts)


def _blanked(
    texts: list[str], batch: TokenBatch, token: NDArray[np.int64], owner: NDArray[np.int64], starts: NDArray[np.int64]
) -> list[str]:
    """Texts with blanks in the place of the letters that are those of ``token`` alone."""
    before = np.where(np.isin(token, batch.rows), 0, batch.ends[token - 1])
    first = np.where(batch.starts[token] < before, np.minimum(before, batch.ends[token]), batch.starts[token])
    first, last = first - starts[owner], batch.ends[token] - starts[owner]
    for text, start, end in zip(owner.tolist(), first.tolist(), last.tolist(), strict=True):
        texts[text] = texts[text][:start] + " " * (end - start) + texts[text][end:]
    return texts


def _taken(
    batch: TokenBatch,
    token: NDArray[np.int64],
    owner: NDArray[np.int64],
    count: NDArray[np.int64],
    starts: NDArray[np.int64],
) -> TokenBatch:
    """Tokens of a batch as a batch of their own, whose texts begin at ``starts`` of the former ones."""
    segments = batch.segments[token]
    begins = np.ones(len(token), dtype=bool)
    begins[1:] = (np.diff(segments) != 0) | (np.diff(owner) != 0)
    shift = starts[owner].astype(np.int32)
    return replace(
        batch,
        hashes=batch.hashes[token],
        starts=batch.starts[token] - shift,
        ends=batch.ends[token] - shift,
        rows=np.concatenate(([0], np.cumsum(count))),
        begins=batch.begins[token],
        lexicon=batch.lexicon[token],
        emphasis=np.zeros(len(count), dtype=np.float32),
        lemmas=[[] for _ in range(len(count))],
        marks=batch.marks[token] & ~np.uint8(CONCEDED),
        content=batch.content[token],
        segments=np.cumsum(begins) - 1,
        clauses=NO_CLAUSES,
        pairs=[],
    )


def mention_column(
    texts: Sequence[str | None],
    whole: Sequence[ComposedText],
    clauses: ChunkClauses,
    placed: PlacedMentions,
    units: ScoringUnits,
    scores: pa.Table,
    unit_scores: pa.Table,
) -> pa.ListArray:
    """The column ``mentions``; a text that was not scored has none, that of one part the scores of the whole text."""
    scored = np.array([state == "scored" for state in scores["state"].to_pylist()], dtype=bool)
    first = np.array(placed.offsets[:-1], dtype=np.int64)
    count = np.where(scored, np.diff(placed.offsets), 0)
    chosen, rows = ranges(first, first + count)
    starts, ends = _spans(texts, whole, placed, rows, chosen)
    both = pa.concat_tables([scores.select(OF_A_MENTION), _moved(unit_scores.select(OF_A_MENTION), units, whole)])
    wanted = _places_of_scores(clauses, placed, units, rows, chosen, scores.num_rows)
    taken = both.take(pa.array(wanted, pa.int64())).combine_chunks()
    columns = [starts, ends, *_touchpoints(texts, whole, placed, rows, chosen, scores)]
    columns += [_one(taken[name]) for name in OF_A_MENTION]
    items = pa.StructArray.from_arrays(columns, fields=list(MENTION))
    offsets = pa.array(np.concatenate(([0], np.cumsum(count))).astype(np.int32))
    return pa.ListArray.from_arrays(offsets, items, type=SCHEMA.field("mentions").type)


def _one(column: pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)


def _spans(
    texts: Sequence[str | None],
    whole: Sequence[ComposedText],
    placed: PlacedMentions,
    rows: NDArray[np.int64],
    chosen: NDArray[np.int64],
) -> tuple[pa.Array, pa.Array]:
    """Where mentions begin and end in the texts as given: each where the next one begins, the last one with its text."""
    starts = []
    for row, mention in zip(rows.tolist(), chosen.tolist(), strict=True):
        start = placed.starts[mention]
        starts.append(whole[row].original(start, start)[0] if whole[row].positions is not None else start)
    following = [*starts[1:], 0]
    is_last = np.append(np.diff(rows) != 0, True) if len(rows) else np.zeros(0, dtype=bool)
    ends = [
        len(texts[row] or "") if last else end
        for row, end, last in zip(rows.tolist(), following[: len(rows)], is_last.tolist(), strict=True)
    ]
    return pa.array(starts, pa.int32()), pa.array(ends, pa.int32())


def _touchpoints(
    texts: Sequence[str | None],
    whole: Sequence[ComposedText],
    placed: PlacedMentions,
    rows: NDArray[np.int64],
    chosen: NDArray[np.int64],
    scores: pa.Table,
) -> tuple[pa.Array, pa.Array, pa.Array]:
    """The touchpoints of mentions, the words that name them, and whether these are general ones."""
    codes, general, words = [], [], []
    of_feeling = _words_of_feeling(texts, placed, scores)
    for row, mention in zip(rows.tolist(), chosen.tolist(), strict=True):
        if row in of_feeling:
            codes.append(placed.itself)
            general.append(True)
            words.append(of_feeling[row])
        else:
            codes.append(placed.touchpoints[mention])
            general.append(placed.general[mention])
            words.append([whole[row].text[start:end] for start, end in placed.words[mention]])
    return pa.array(codes, pa.string()), pa.array(words, pa.list_(pa.string())), pa.array(general, pa.bool_())


def _words_of_feeling(texts: Sequence[str | None], placed: PlacedMentions, scores: pa.Table) -> dict[int, list[str]]:
    """Texts that name no touchpoint but say what somebody feels: the words that say most of it."""
    if placed.itself is None:
        return {}
    bounds = enumerate(pairwise(placed.offsets))
    silent = [row for row, (first, last) in bounds if not any(placed.touchpoints[first:last])]
    tones = scores["tone"].take(pa.array(silent, pa.int64())).to_pylist()
    evidence = scores["evidence"].take(pa.array(silent, pa.int64())).to_pylist()
    return {
        row: [(texts[row] or "")[spans[0]["start"] : spans[0]["end"]]]
        for row, tone, spans in zip(silent, tones, evidence, strict=True)
        if tone is not None and abs(tone) >= FAINTEST_TONE and spans
    }


def _places_of_scores(
    clauses: ChunkClauses,
    placed: PlacedMentions,
    units: ScoringUnits,
    rows: NDArray[np.int64],
    chosen: NDArray[np.int64],
    count: int,
) -> list[int]:
    """Row of each mention's scores among those of ``count`` texts and then of the units."""
    numbers: dict[tuple[int, int], int] = {
        (row, start): count + number
        for number, (row, start) in enumerate(zip(units.rows.tolist(), units.starts.tolist(), strict=True))
    }
    first_clauses = [placed.clauses[placed.offsets[row]] for row in rows.tolist()]
    places = []
    for row, mention, first in zip(rows.tolist(), chosen.tolist(), first_clauses, strict=True):
        clause = placed.clauses[mention]
        start = 0 if clause == first else clauses.starts[clause]
        places.append(numbers.get((row, start), row))
    return places


def _moved(scores: pa.Table, units: ScoringUnits, whole: Sequence[ComposedText]) -> pa.Table:
    """Scores of units with their evidence at its place in the texts as given."""
    column = _one(scores["evidence"])
    if not len(column):
        return scores
    offsets = np.asarray(column.offsets)
    rows = row_of_each(offsets)
    spans = column.values.slice(offsets[0], offsets[-1] - offsets[0])
    starts, ends = (np.asarray(spans.field(name)) + units.starts[rows] for name in ("start", "end"))
    for place in np.flatnonzero([whole[row].positions is not None for row in units.rows[rows].tolist()]).tolist():
        text = whole[int(units.rows[rows[place]])]
        starts[place], ends[place] = text.original(int(starts[place]), int(ends[place]))
    fields = [pa.array(starts.astype(np.int32)), pa.array(ends.astype(np.int32)), *spans.flatten()[2:]]
    moved = pa.ListArray.from_arrays(
        pa.array(offsets - offsets[0]), pa.StructArray.from_arrays(fields, fields=list(spans.type)), type=column.type
    )
    return scores.set_column(scores.column_names.index("evidence"), "evidence", moved)
