"""VADER word by word: its rules for negation, intensifiers and "but", applied to words that are cut already."""

from collections.abc import Sequence
from typing import NamedTuple

from vaderSentiment.vaderSentiment import (
    BOOSTER_DICT,
    NEGATE,
    SPECIAL_CASES,
    SentimentIntensityAnalyzer,
    allcap_differential,
)

BEFORE, AFTER = 3, 2
"""Words before and after a word that VADER's rules about it look at."""

_ACTING = frozenset(("no", "least", "so", "this", "never", "without", "doubt", *NEGATE, *BOOSTER_DICT))
"""Words of which VADER's rules need one before a word; those with n't are others."""

_PHRASE_ENDS = frozenset(phrase.split()[-1] for phrase in (*SPECIAL_CASES, *BOOSTER_DICT) if " " in phrase)
"""Last words of the phrases that VADER knows."""


class _Sentence(NamedTuple):
    """What VADER's rules about a word look at: the words around it, and whether some but not all are in capitals."""

    words_and_emoticons: Sequence[str]
    is_cap_diff: bool


class WordByWord:
    """VADER, with what it finds out about each word."""

    def __init__(self) -> None:
        self._vader = SentimentIntensityAnalyzer()
        self._weighed = frozenset(self._vader.lexicon) - frozenset(BOOSTER_DICT)

    def valences_of(self, words: Sequence[str]) -> list[float]:
        """The valence of each word in its context (about -4 to 4; 0 for most)."""
        lowered = list(map(str.lower, words))
        valences = [0.0] * len(words)
        for place in [place for place, word in enumerate(lowered) if word in self._weighed]:
            first = max(0, place - BEFORE)
            if _is_plain(words[place], lowered, first, place):
                valences[place] = self._vader.lexicon[lowered[place]]
            elif lowered[place : place + 2] != ["kind", "of"]:
                around = _Sentence(words[first : place + AFTER + 1], allcap_differential(words))
                [valences[place]] = self._vader.sentiment_valence(0, around, words[place], place - first, [])
        return list(self._vader._but_check(words, valences)) if "but" in lowered else valences

    def compound(self, text: str) -> float:
        """VADER's own value in [-1, 1] for a whole text."""
        return float(self._vader.polarity_scores(text)["compound"])


def _is_plain(word: str, lowered: Sequence[str], first: int, place: int) -> bool:
    """Whether none of VADER's rules changes a word, so that it has the valence of the lexicon; ``first`` is the first before it."""
    before, around = lowered[first:place], lowered[first : place + AFTER + 1]
    is_let_be = _ACTING.isdisjoint(before) and _PHRASE_ENDS.isdisjoint(around) and "n't" not in "".join(before)
    return is_let_be and lowered[place] != "no" and not word.isupper()
