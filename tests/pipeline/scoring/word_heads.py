"""Tokenised texts and linear heads over a few words, made by hand."""

import numpy as np

from pipeline.languages.features import TokenBatch, TokenBatchBuilder, ngrams, token_hash
from pipeline.languages.scope import CONTENT, Scope, flip
from pipeline.scoring.linear import LEXICON_COLUMNS, VADER_COLUMNS, LinearHead, Polarity

STOP, NOT = 1, 2
ROLES = {".": STOP, "not": NOT}
NO_WORDS = Polarity(np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.float32))


def _deny_the_next(bits: list[int], marks: bytearray, place: int, first: int, last: int) -> None:
    flip(marks, place + 1, min(last, place + 2))


SCOPE = Scope(handlers=((NOT, _deny_the_next),), ends=STOP, links=0, turns=0)


def batch_of(*texts: str, lexicon: dict[str, float] | None = None) -> TokenBatch:
    """Tokens split at blanks; a full stop ends a sentence, ``not`` denies the next word."""
    builder = TokenBatchBuilder(SCOPE)
    for text in texts:
        place = 0
        for word in text.split():
            place = text.index(word, place)
            builder.hashes.append(token_hash(word))
            builder.roles.append(ROLES.get(word, CONTENT))
            builder.starts.append(place)
            builder.ends.append(place + len(word))
            builder.lexicon.append((lexicon or {}).get(word, 0.0))
            place += len(word)
        builder.end_row(text.split())
    return builder.build()


def head_of(weights: dict[str, float], columns: int = 1) -> LinearHead:
    """A head over single words with the same weight in each column, and a lexicon weight of 1 on either side."""
    one = np.zeros(1, dtype=np.int64)
    keys = {int(ngrams(batch_of(word).hashes, one, (1,)).keys[0]): value for word, value in weights.items()}
    rows = [[keys[key]] * columns for key in sorted(keys)] + [[1.0] * columns] * VADER_COLUMNS
    rows += [[0.0] * columns] * (LEXICON_COLUMNS - VADER_COLUMNS)
    nothing = np.zeros(columns, dtype=np.float32)
    return LinearHead(
        np.array(sorted(keys), dtype=np.uint32), np.array(rows, dtype=np.float32), nothing, nothing, (1,), ()
    )
