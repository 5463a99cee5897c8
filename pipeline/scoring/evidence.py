"""Evidence: which spans of a text raised or lowered a score, from the contributions of a linear model."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.languages.features import TokenBatch, ranges
from pipeline.languages.scope import ACROSS
from pipeline.scoring.linear import FeatureHits, Weights

FAINT = 0.12
"""Units whose contribution is under this part of the strongest one's are not shown."""

EXACT = 2.0**30
"""Contributions are summed as whole multiples of 1 / EXACT, so that no result depends on what else is summed."""


@dataclass(frozen=True, slots=True)
class HighlightUnits:
    """What is highlighted as a whole: spans in code points, ordered by text; ``rows`` holds n + 1 offsets.

    ``lengths`` [n] are those of the texts; ``segments`` are the parts of sentences that the units are in.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    rows: NDArray[np.int64]
    lengths: NDArray[np.int64]
    segments: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class EvidenceSpans:
    """Evidence: ``pairs`` says which (text, target) pair each span belongs to; strongest first within a pair."""

    pairs: NDArray[np.int64]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    weights: NDArray[np.float32]


def units(batch: TokenBatch, texts: Sequence[str]) -> HighlightUnits:
    """Tokens joined to units: each begins a new one unless it leans on the token before it or overlaps it."""
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    nothing = np.zeros(0, dtype=np.int64)
    if not len(batch.hashes):
        return HighlightUnits(nothing, nothing, np.zeros(len(batch.rows), dtype=np.int64), lengths, nothing)
    begins = batch.begins == 1
    begins[1:] &= batch.starts[1:] >= batch.ends[:-1]
    begins[1:] |= (batch.starts[1:] > batch.ends[:-1]) & (batch.begins[1:] != ACROSS)
    first_of_row = batch.rows[:-1][np.diff(batch.rows) > 0]
    begins[first_of_row] = True
    first = np.flatnonzero(begins)
    starts = batch.starts[first].astype(np.int64)
    ends = np.maximum.reduceat(batch.ends, first).astype(np.int64)
    return HighlightUnits(starts, ends, np.searchsorted(first, batch.rows), lengths, batch.segments[first])


def contributions(
    layout: HighlightUnits,
    hits: FeatureHits,
    weights: Weights,
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    count: int,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Contribution of each unit to each pair (text ``rows[p]``, column ``columns[p]`` of ``weights``).

    An n-gram's contribution is spread evenly over its code points. Returns unit numbers, pair numbers, contributions.
    """
    hit_offsets = np.searchsorted(hits.rows, np.arange(count + 1))
    hit, owner = ranges(hit_offsets[rows], hit_offsets[rows + 1])
    unit, unit_owner = ranges(layout.rows[rows], layout.rows[rows + 1])
    if not len(unit):
        return unit, unit_owner, np.zeros(0)
    base = np.concatenate(([0], np.cumsum(layout.lengths[rows] + 1)))
    starts, ends = hits.starts[hit], hits.ends[hit]
    value = weights[hits.features[hit], columns[owner]] * hits.values[hit].astype(np.float64)
    value = np.rint(value / np.maximum(ends - starts, 1) * EXACT)
    change = np.bincount(base[owner] + starts, value, minlength=base[-1] + 1)
    change -= np.bincount(base[owner] + ends, value, minlength=base[-1] + 1)
    until = np.concatenate(([0.0], np.cumsum(np.cumsum(change))))
    found = until[base[unit_owner] + layout.ends[unit]] - until[base[unit_owner] + layout.starts[unit]]
    return unit, unit_owner, found / EXACT


def strongest(
    layout: HighlightUnits, unit: NDArray[np.int64], pair: NDArray[np.int64], value: NDArray[np.float64], keep: int
) -> EvidenceSpans:
    """The ``keep`` strongest spans of each pair; neighbouring units of one direction in one part of a sentence are one span."""
    if not len(unit):
        return EvidenceSpans(pair, unit.astype(np.int32), unit.astype(np.int32), value.astype(np.float32))
    heads = np.flatnonzero(np.diff(pair, prepend=-1))
    top = np.repeat(np.maximum.reduceat(np.abs(value), heads), np.diff(heads, append=len(pair)))
    shown = (np.abs(value) >= FAINT * top) & (np.abs(value) > 1e-4)
    sign = np.sign(value)
    joins = np.zeros(len(unit), dtype=bool)
    joins[1:] = shown[1:] & shown[:-1] & (pair[1:] == pair[:-1]) & (sign[1:] == sign[:-1])
    segments = layout.segments[unit]
    joins[1:] &= segments[1:] == segments[:-1]
    first = np.flatnonzero(shown & ~joins)
    if not len(first):
        return EvidenceSpans(pair[:0], unit[:0].astype(np.int32), unit[:0].astype(np.int32), np.zeros(0, np.float32))
    weight = np.add.reduceat(np.where(shown, value, 0.0), first)
    running = np.where(shown, layout.ends[unit], 0)
    starts, ends = layout.starts[unit[first]], np.maximum.reduceat(running, first)
    order = np.lexsort((starts, -np.abs(weight), pair[first]))
    ranked = pair[first][order]
    rank = np.arange(len(order)) - np.searchsorted(ranked, ranked)
    chosen = order[rank < keep]
    spans = (starts[chosen].astype(np.int32), ends[chosen].astype(np.int32), weight[chosen].astype(np.float32))
    return EvidenceSpans(ranked[rank < keep], *spans)
