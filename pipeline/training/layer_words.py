"""The words that a company's own layer changes most, of those that several customers have written."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.languages.features import TokenBatch
from pipeline.masking.mask import holds_personal
from pipeline.scoring.evidence import units
from pipeline.scoring.own_layer import LanguageLayer

WORDS, CUSTOMERS_OF_A_WORD = 50, 5
"""Words named of a layer, and customers (or comments without one) whose comments a word stands in at least."""


@dataclass(frozen=True, slots=True)
class ChangedWord:
    """A word and what a layer adds to the tone's logit for it on average; ``comments`` that it stands in."""

    word: str
    change: float
    comments: int


@dataclass(frozen=True, slots=True)
class ReadTexts:
    """Texts with their tokens and the shipped tone's logits."""

    texts: list[str]
    batch: TokenBatch
    logits: NDArray[np.float64]


def changed_words(layer: LanguageLayer, read: ReadTexts, customers: Sequence[str | None]) -> list[ChangedWord]:
    """The words that the layer changes most; a comment whose customer nobody knows counts as one customer's."""
    layout = units(read.batch, read.texts)
    change = layer.reading(read.texts, read.batch, read.logits).contributions(layout)
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for row, customer in enumerate(customers):
        for unit in range(layout.rows[row], layout.rows[row + 1]):
            word = _word(read.texts[row], int(layout.starts[unit]), int(layout.ends[unit]))
            if word:
                found[word].append((float(change[unit]), customer or f"row {row}"))
    named = [
        ChangedWord(word, float(np.mean([value for value, _ in seen])), len(seen))
        for word, seen in found.items()
        if len({customer for _, customer in seen}) >= CUSTOMERS_OF_A_WORD and not holds_personal(word)
    ]
    return sorted(named, key=lambda item: (-abs(item.change), item.word))[:WORDS]


def _word(text: str, start: int, end: int) -> str:
    """A unit as a word, '' for marks and what masking has put in."""
    word = text[start:end].casefold()
    is_mask = text[start - 1 : start] == "[" or "[" in word
    return word if any(map(str.isalpha, word)) and not is_mask else ""
