"""Tokenised texts and linear heads over a few words, made by hand."""

import numpy as np

from pipeline.languages.features import TokenBatch, TokenBatchBuilder, ngrams, token_hash
from pipeline.scoring.linear import LinearHead


def batch_of(*texts: str, lexicon: dict[str, float] | None = None) -> TokenBatch:
    """Tokens split at blanks."""
    builder = TokenBatchBuilder()
    for text in texts:
        place = 0
        for word in text.split():
            place = text.index(word, place)
            builder.hashes.append(token_hash(word))
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
    rows = [[keys[key]] * columns for key in sorted(keys)] + [[1.0] * columns] * 2
    nothing = np.zeros(columns, dtype=np.float32)
    return LinearHead(
        np.array(sorted(keys), dtype=np.uint32), np.array(rows, dtype=np.float32), nothing, nothing, (1,), ()
    )
