"""Emotion bits: the intensities of a comment's emotions in one number, so that millions of comments are counted without a join.

Two bits for each emotion hold its intensity, 0 (not present) to 3, the first emotion's in the lowest bits. They are stored in
feedback.felt; feedback_emotion says the same, row by row, with probabilities.
"""

import numpy as np
from numpy.typing import NDArray

from pipeline.emotions import MOST_EMOTIONS

_BITS_BY_ANSWER = """
select
  feedback_emotion.feedback_id,
  cast(sum(cast(intensity as bigint) << (2 * (position - 1)::integer)) as bigint) as felt,
  first(emotion order by intensity desc, probability desc, position) filter (present) as leading_emotion
from {tables}feedback_emotion as feedback_emotion
inner join {tables}emotion as emotion using (emotion)
group by feedback_emotion.feedback_id
"""


def emotion_bits_by_answer(schema: str = "main") -> str:
    """SELECT: felt and leading_emotion of each answer that has a row in feedback_emotion of a schema or attached file."""
    return _BITS_BY_ANSWER.format(tables=f"{schema}.")


def packed(intensity: NDArray[np.integer]) -> NDArray[np.int64]:
    """The emotion bits of intensities [n, emotions]. Raises ValueError for more than MOST_EMOTIONS emotions."""
    if intensity.shape[1] > MOST_EMOTIONS:
        raise ValueError(f"{intensity.shape[1]} emotions do not fit into 64 bits; {MOST_EMOTIONS} do")
    places = 2 * np.arange(intensity.shape[1], dtype=np.int64)
    numbers: NDArray[np.int64] = (intensity.astype(np.int64) << places).sum(axis=1)
    return numbers


def leading(intensity: NDArray[np.integer], probability: NDArray[np.float32]) -> NDArray[np.int64]:
    """The column of the leading emotion of each row [n, emotions], -1 where none is present.

    It is the strongest, among equals the most probable, then the first.
    """
    rank = 2.0 * intensity + probability.astype(np.float64)
    return np.where(intensity.max(axis=1, initial=0) > 0, np.where(intensity > 0, rank, -1.0).argmax(axis=1), -1)
