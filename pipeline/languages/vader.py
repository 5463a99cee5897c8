"""VADER word by word: its rules for negation, intensifiers and "but", applied to words that are cut already."""

from collections.abc import Sequence
from typing import NamedTuple

from vaderSentiment.vaderSentiment import BOOSTER_DICT, SentimentIntensityAnalyzer, allcap_differential


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
        places = [place for place, word in enumerate(lowered) if word in self._weighed]
        if not places:
            return valences
        sentence = _Sentence(words, allcap_differential(words))
        for place in places:
            if lowered[place : place + 2] != ["kind", "of"]:
                [valences[place]] = self._vader.sentiment_valence(0, sentence, words[place], place, [])
        return list(self._vader._but_check(words, valences)) if "but" in lowered else valences

    def compound(self, text: str) -> float:
        """VADER's own value in [-1, 1] for a whole text."""
        return float(self._vader.polarity_scores(text)["compound"])
