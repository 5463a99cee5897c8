"""What a question expects: praise in '장점' and 'pros', complaints in '단점' and 'cons', as a prior that the words may overrule.

In log odds z = 2 artanh(tone): z' = z + sign * PRIOR, so that a neutral text comes to a tone of 0.46 and a clear one keeps its
sign. The log odds of the confidence move as far as the tone's distance from zero does, down to even odds.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

PRIOR = 1.0
"""Log odds by which a question moves the tone of its answers."""

NEAREST_TO_SURE = 1 - 1e-7
MOVED = ("tone", "confidence")
"""What a question moves of an answer and of its mentions."""

_PRAISE = re.compile(
    r"장점|좋았|좋은 ?점|칭찬|만족스러|잘한 ?점|마음에 드|(?<![a-z])(?:pros|positives?|strengths?|advantages?|upsides?)(?![a-z])"
    r"|like(?:d|s)? (?:the )?(?:most|best)|(?:do|did) you (?:like|love|enjoy)\b|enjoy(?:ed)? (?:the )?most",
    re.IGNORECASE,
)
_COMPLAINTS = re.compile(
    r"단점|아쉬|불편|나쁜 ?점|나빴|불만|싫었|힘들었|(?<![a-z])(?:cons|negatives?|weakness(?:es)?|disadvantages?|downsides?|dislikes?d?)(?![a-z])"
    r"|like(?:d|s)? (?:the )?least|frustrat|disappoint",
    re.IGNORECASE,
)


@lru_cache(maxsize=1_000)
def expected_sign(question: str | None) -> int:
    """+1 for a question that asks for praise, -1 for one that asks for complaints, 0 for any other."""
    words = (question or "").replace("_", " ")
    return bool(_PRAISE.search(words)) - bool(_COMPLAINTS.search(words))


def with_expected_tone(scores: pa.Table, questions: Sequence[str | None]) -> pa.Table:
    """``Scorer.score``'s table, the answers to such questions moved by what these expect; all others to the bit as they are."""
    signs = np.array([expected_sign(question) for question in questions], np.float64)
    if not signs.any():
        return scores
    moved = _moved({name: scores[name].combine_chunks() for name in MOVED}, signs)
    moved["mentions"] = _moved_mentions(scores["mentions"].combine_chunks(), signs)
    for name, column in moved.items():
        scores = scores.set_column(scores.schema.get_field_index(name), name, column)
    return scores


def _moved_mentions(mentions: pa.ListArray, signs: NDArray[np.float64]) -> pa.ListArray:
    """The mentions of answers, each moved as its answer is."""
    count = pc.fill_null(pc.list_value_length(mentions), 0).to_numpy(zero_copy_only=False)
    items = mentions.flatten()
    columns = dict(zip((field.name for field in items.type), items.flatten(), strict=True))
    columns |= _moved({name: columns[name] for name in MOVED}, np.repeat(signs, count))
    offsets = pa.array([0, *np.cumsum(count)], pa.int32())
    fields = pa.StructArray.from_arrays(list(columns.values()), fields=list(items.type))
    return pa.ListArray.from_arrays(offsets, fields, type=mentions.type, mask=mentions.is_null())


def _moved(columns: Mapping[str, pa.Array], signs: NDArray[np.float64]) -> dict[str, pa.Array]:
    """Tone and confidence moved by the signs, those with a sign of 0 and without a tone to the bit as they are."""
    tone, confidence = (
        pc.fill_null(columns[name], 0).to_numpy(zero_copy_only=False).astype(np.float64) for name in MOVED
    )
    former = _log_odds(tone)
    odds = former + PRIOR * signs
    sure = _log_odds(2 * confidence - 1)
    surer = np.maximum(np.minimum(0.0, sure), sure + np.abs(odds) - np.abs(former))
    untouched = pa.array((signs == 0) | np.asarray(pc.is_null(columns["tone"])))
    moved = (np.tanh(odds / 2), 0.5 * (1 + np.tanh(surer / 2)))
    return {
        name: pc.if_else(untouched, columns[name], pa.array(values.astype(np.float32)))
        for name, values in zip(MOVED, moved, strict=True)
    }


def _log_odds(tone: NDArray[np.float64]) -> NDArray[np.float64]:
    bounded: NDArray[np.float64] = np.clip(tone, -NEAREST_TO_SURE, NEAREST_TO_SURE)
    return 2 * np.arctanh(bounded)
