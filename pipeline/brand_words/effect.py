"""What brand words do to scores: the model's own scores, changed once, so that without the words they are as before.

In log odds z = 2 artanh(tone), with the occurrences of a comment's brand words, signs after negation:

    z' = z - (what the occurrences' spans weighed, as far as the evidence tells) + pull(praise) - pull(complaints)
    pull(n) = 4 tanh(n / 2)          one occurrence 1.85, two 3.05, many 4: a neutral comment comes to tone 0.73
    tone' = tanh(z' / 2)

The log odds of the confidence move as far as the tone's distance from zero does, down to even odds. Evidence of the
spans is replaced by the word's own, whose weight is its part of the pull. An emotion of contrary valence (any, for a
neutral word) loses what it had from the spans, in log odds; with more than half of its probability it loses its
presence. A word's own emotion is made present, clearly (2), with the log odds of its probability raised by the pull of
one occurrence and at least even.
"""

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.brand_words.finder import BrandWordOccurrence
from pipeline.emotions import EMOTION_CODES, EMOTIONS
from pipeline.scoring.score_table import SCHEMA, valence_of

MOST_PULL, FIRST_PULL = 4.0, 2.0
"""Log odds that any number of occurrences can move the tone by, and what each would add if there were no limit."""

FURTHEST = 12.0
"""Log odds from which a tone counts as certain (float32 ends at 16.6)."""

LOST_PART = 0.5
"""Part of its probability with which an emotion loses its presence."""

CLEAR = 2
"""Intensity of an emotion that a brand word brings."""

_VALENCES = {emotion.code: emotion.valence for emotion in EMOTIONS}
ScoreRow = dict[str, Any]


def pull(count: int) -> float:
    """Log odds by which ``count`` occurrences of one sign move the tone."""
    return MOST_PULL * math.tanh(count * FIRST_PULL / MOST_PULL)


def apply(scores: pa.Table, texts: Sequence[str | None], found: Sequence[Sequence[BrandWordOccurrence]]) -> pa.Table:
    """``Scorer.score``'s table of ``texts`` with the brand words ``found`` in each applied.

    Rows without any are untouched, to the bit.
    """
    places = [place for place, occurrences in enumerate(found) if occurrences]
    if not places:
        return scores
    rows = scores.take(pa.array(places, pa.int64())).to_pylist()
    changed = [adjusted(row, texts[place] or "", found[place]) for place, row in zip(places, rows, strict=True)]
    order = np.arange(scores.num_rows)
    order[places] = scores.num_rows + np.arange(len(places))
    whole = pa.concat_tables([scores, pa.Table.from_pylist(changed, schema=SCHEMA)])
    return whole.take(pa.array(order))


def adjusted(row: ScoreRow, text: str, occurrences: Sequence[BrandWordOccurrence]) -> ScoreRow:
    """One row of the table with its brand words, by the rule above."""
    tone = [span for span in row["evidence"] if span["emotion"] == "tone"]
    weighed, tone = _without(tone, text, occurrences)
    praise, complaints = (sum(item.sign == sign for item in occurrences) for sign in (1, -1))
    change = pull(praise) - pull(complaints) - weighed
    row = {**row, **_moved(row["tone"], row["confidence"], change)}
    tone += [_span(item, "tone", item.sign * pull(count) / count) for item, count in _counted(occurrences)]
    row, others = _emotions(row, text, occurrences)
    row["evidence"] = _ordered(tone + others)
    row["present"] = [code for code in EMOTION_CODES if row["intensity"][code]]
    row["mentions"] = _mentions(row, text, occurrences)
    present = np.array([[row["intensity"][code] > 0 for code in EMOTION_CODES]])
    return {**row, "valence": str(valence_of(present)[0])}


def _mentions(row: ScoreRow, text: str, occurrences: Sequence[BrandWordOccurrence]) -> list[ScoreRow] | None:
    """The mentions with the brand words in each; the only one of a comment has its scores."""
    mentions = row.get("mentions")
    if not mentions:
        return mentions
    if len(mentions) == 1:
        return [{name: row.get(name, value) for name, value in mentions[0].items()}]
    return [_adjusted_mention(item, text, occurrences) for item in mentions]


def _adjusted_mention(mention: ScoreRow, text: str, occurrences: Sequence[BrandWordOccurrence]) -> ScoreRow:
    own = [item for item in occurrences if mention["start"] <= item.start < mention["end"]]
    if not own:
        return mention
    changed = adjusted({**mention, "mentions": None}, text, own)
    return {name: changed[name] for name in mention}


def _counted(occurrences: Sequence[BrandWordOccurrence]) -> Iterator[tuple[BrandWordOccurrence, int]]:
    """Occurrences with a sign, and how many of their sign there are."""
    for item in occurrences:
        if item.sign:
            yield item, sum(other.sign == item.sign for other in occurrences)


def _moved(tone: float, confidence: float, change: float) -> ScoreRow:
    """Tone and confidence after a change of the tone's log odds; without one exactly as they were."""
    if not change:
        return {}
    former = _log_odds((1 + tone) / 2)
    odds = min(FURTHEST, max(-FURTHEST, former + change))
    sure = _log_odds(confidence)
    surer = max(min(0.0, sure), sure + abs(odds) - abs(former))
    return {"tone": math.tanh(odds / 2), "confidence": _probability(min(FURTHEST, surer))}


def _emotions(row: ScoreRow, text: str, occurrences: Sequence[BrandWordOccurrence]) -> tuple[ScoreRow, list[ScoreRow]]:
    """The row with its emotions changed, and their evidence."""
    probability, intensity = dict(row["emotions"]), dict(row["intensity"])
    evidence: list[ScoreRow] = []
    for code in row["present"]:
        probability[code], spans = _contradicted(row, code, text, occurrences)
        if probability[code] < LOST_PART * row["emotions"][code]:
            intensity[code] = 0
        else:
            evidence += spans
    for item in occurrences:
        code = item.word.emotion
        if code and not item.negated:
            raised = _probability(_log_odds(row["emotions"][code]) + pull(1))
            probability[code] = max(probability[code], raised, 0.5)
            intensity[code] = max(intensity[code], CLEAR)
            evidence.append(_span(item, code, pull(1)))
    return {**row, "emotions": probability, "intensity": intensity}, evidence


def _contradicted(
    row: ScoreRow, code: str, text: str, occurrences: Sequence[BrandWordOccurrence]
) -> tuple[float, list[ScoreRow]]:
    """An emotion's probability and evidence without what the occurrences contradict."""
    spans = [span for span in row["evidence"] if span["emotion"] == code]
    weighed, rest = _without(spans, text, [item for item in occurrences if _contradicts(item, code)])
    if weighed <= 0:
        return row["emotions"][code], spans
    return _probability(_log_odds(row["emotions"][code]) - weighed), rest


def _contradicts(item: BrandWordOccurrence, code: str) -> bool:
    """Whether an occurrence says that its span is no evidence of an emotion."""
    return item.word.emotion != code and (item.sign * _VALENCES[code] < 0 or not item.sign)


def _without(
    spans: Sequence[ScoreRow], text: str, occurrences: Sequence[BrandWordOccurrence]
) -> tuple[float, list[ScoreRow]]:
    """What the spans weigh inside the occurrences, in proportion to length, and what is left of them outside."""
    weighed, rest = 0.0, []
    for span in spans:
        whole = _letter_count(text, span["start"], span["end"])
        kept = [
            {**span, "start": start, "end": end, "weight": span["weight"] * (_letter_count(text, start, end) / whole)}
            for start, end in _outside(span, text, occurrences)
        ]
        rest += kept
        weighed += span["weight"]
        weighed -= sum(item["weight"] for item in kept)
    return weighed, rest


def _outside(span: ScoreRow, text: str, occurrences: Sequence[BrandWordOccurrence]) -> list[tuple[int, int]]:
    """What is left of a span outside all occurrences, without white space at the ends."""
    pieces = [(span["start"], span["end"])]
    for item in occurrences:
        pieces = [piece for start, end in pieces for piece in _cut(start, end, item)]
    trimmed = [_trimmed(text, start, end) for start, end in pieces]
    return [(start, end) for start, end in trimmed if start < end]


def _letter_count(text: str, start: int, end: int) -> int:
    return sum(not letter.isspace() for letter in text[start:end])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the white space at its ends."""
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


def _cut(start: int, end: int, item: BrandWordOccurrence) -> list[tuple[int, int]]:
    """What is left of a span outside an occurrence."""
    if item.end <= start or end <= item.start:
        return [(start, end)]
    return [piece for piece in ((start, item.start), (item.end, end)) if piece[0] < piece[1]]


def _span(item: BrandWordOccurrence, emotion: str, weight: float) -> ScoreRow:
    return {"start": item.start, "end": item.end, "emotion": emotion, "weight": weight}


def _ordered(evidence: Sequence[ScoreRow]) -> list[ScoreRow]:
    """Tone first, then by emotion; the strongest first."""
    rank = {code: place for place, code in enumerate(("tone", *reversed(EMOTION_CODES)))}
    return sorted(evidence, key=lambda span: (rank[span["emotion"]], -abs(span["weight"]), span["start"]))


def _log_odds(probability: float) -> float:
    return 2 * math.atanh(min(math.tanh(FURTHEST / 2), max(-math.tanh(FURTHEST / 2), 2 * probability - 1)))


def _probability(odds: float) -> float:
    return 0.5 * (1 + math.tanh(odds / 2))
