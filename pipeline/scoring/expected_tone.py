"""What a question expects: praise in '장점' and 'pros', complaints in '단점' and 'cons', as a prior that the words may overrule.

In log odds z = 2 artanh(tone): z' = z + sign * PRIOR, so that a neutral text comes to a tone of 0.46 and a clear one keeps its
sign. The log odds of the confidence move as far as the tone's distance from zero does, down to even odds.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

PRIOR = 1.0
"""Log odds by which a question moves the tone of its answers."""

NEAREST_TO_SURE = 1 - 1e-7

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
    tone, confidence = (pc.fill_null(scores[name], 0).to_numpy().astype(np.float64) for name in ("tone", "confidence"))
    former = _log_odds(tone)
    odds = former + PRIOR * signs
    sure = _log_odds(2 * confidence - 1)
    surer = np.maximum(np.minimum(0.0, sure), sure + np.abs(odds) - np.abs(former))
    untouched = (signs == 0) | pc.is_null(scores["tone"]).to_numpy()
    moved = {"tone": np.tanh(odds / 2), "confidence": 0.5 * (1 + np.tanh(surer / 2))}
    for name, values in moved.items():
        place = scores.schema.get_field_index(name)
        column = pc.if_else(pa.array(untouched), scores[name].combine_chunks(), pa.array(values.astype(np.float32)))
        scores = scores.set_column(place, name, column)
    return scores


def _log_odds(tone: NDArray[np.float64]) -> NDArray[np.float64]:
    bounded: NDArray[np.float64] = np.clip(tone, -NEAREST_TO_SURE, NEAREST_TO_SURE)
    return 2 * np.arctanh(bounded)
