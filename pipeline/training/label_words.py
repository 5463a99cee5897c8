"""The words of people's own labels: tone words, and the emotions by code or by name in any of their languages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

from pipeline.emotions import EMOTION_CODES, EMOTIONS
from pipeline.sources.source_kind import Cell, is_blank

POSITIVE, NEUTRAL, NEGATIVE, MIXED = "positive", "neutral", "negative", "mixed"
TONES = (POSITIVE, NEUTRAL, NEGATIVE, MIXED)

_TONE_WORDS = {
    POSITIVE: "positive pos p + +1 1 긍정 긍정적 긍정형 좋음 호평 👍",
    NEUTRAL: "neutral neu 0 ± 중립 중립적 보통",
    NEGATIVE: "negative neg - – − -1 –1 −1 부정 부정적 부정형 나쁨 악평 👎",
    MIXED: "mixed mix both 복합 혼합 섞임 긍정·부정섞임",
}
_NOTHING = frozenset(("none", "noemotion", "없음", "감정없음", "무감정", "해당없음"))

TONE_OF = {word: tone for tone, words in _TONE_WORDS.items() for word in words.split()}
"""Word as ``normal_label`` has it -> tone."""

_SEPARATORS = re.compile(r"[,;|/\n\r\t、，；]+")
_SIGNS = ("0", "1", "-1")
_RATING = re.compile(r"[★☆⭐️\ufe0f ]+|\d+(?:\.\d+)?(?:점|별|개|stars?|/\d+)?|별\d(?:개|점)?")
_WHOLE = re.compile(r"([+\-–−]?\d+)\.0+")
_QUOTES = "\"'“”‘’[](){} "


@dataclass(frozen=True, slots=True)
class CellLabel:
    """What a cell says: a tone or None, and the emotions, or None where it says nothing about them."""

    tone: str | None
    emotions: frozenset[str] | None


def _emotion_words() -> dict[str, str]:
    """Word as ``normal_label`` has it -> emotion: its code, its names, and each part of a name such as 신뢰·안심."""
    words: dict[str, str] = {}
    for emotion in EMOTIONS:
        names = (emotion.code, *emotion.labels.values())
        for name in (*names, *(part for whole in names for part in whole.split("·"))):
            words[normal_label(name)] = emotion.code
    return words


def normal_label(word: str) -> str:
    """A word without white space, quotation marks and brackets, in small letters and compatible form; 1.0 as 1."""
    short = "".join(normalize("NFKC", word).split()).strip(_QUOTES).casefold()
    whole = _WHOLE.fullmatch(short)
    return whole[1] if whole else short


EMOTION_OF = _emotion_words()


def as_text(cell: Cell) -> str:
    """A cell as text: whole numbers without a decimal point, lists (of Parquet) with commas."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, list | tuple):
        return ",".join(map(str, cell))
    return "" if is_blank(cell) else str(cell)


def read_label(text: str) -> CellLabel | None:
    """The label that a cell's text stands for; None if any word of it is unknown.

    Several words are joined by comma, semicolon, bar, slash or line break, or by spaces. Both tones are mixed; a tone
    that is not given follows from the emotions; neutral or none alone say that there is no emotion.
    """
    words = [word for part in _SEPARATORS.split(text) for word in _words_of(part)]
    if not words or not all(map(_is_known, words)):
        return None
    tones = {TONE_OF[word] for word in words if word in TONE_OF}
    emotions = frozenset(EMOTION_OF[word] for word in words if word in EMOTION_OF)
    return _label(tones, emotions, denies_emotions=not _NOTHING.isdisjoint(words))


def _label(tones: set[str], emotions: frozenset[str], denies_emotions: bool) -> CellLabel | None:
    """The label of what the words name; None where they name emotions and say that there is none."""
    if denies_emotions and emotions:
        return None
    tone = _joined(tones) if tones else _tone_of(emotions)
    says_none = denies_emotions or tones == {NEUTRAL}
    return CellLabel(tone, emotions if emotions or says_none else None)


def _words_of(part: str) -> list[str]:
    """The part as one known word, else its words."""
    whole = normal_label(part)
    if _is_known(whole):
        return [whole]
    return [word for word in map(normal_label, part.split()) if word]


def _is_known(word: str) -> bool:
    return word in TONE_OF or word in EMOTION_OF or word in _NOTHING


def _joined(tones: set[str]) -> str:
    return next(iter(tones)) if len(tones) == 1 else MIXED


def _tone_of(emotions: frozenset[str]) -> str:
    signs = {emotion.valence for emotion in EMOTIONS if emotion.code in emotions} - {0}
    return MIXED if len(signs) == 2 else {1: POSITIVE, -1: NEGATIVE}.get(next(iter(signs), 0), NEUTRAL)


def are_ratings(labels: Sequence[str]) -> bool:
    """Whether a column of labels is numbers or stars on a scale of ratings (beyond -1, 0 and 1) for the most part."""
    words = list(map(normal_label, labels))
    rated = sum(word not in _SIGNS and _RATING.fullmatch(word) is not None for word in words)
    return rated > 0 and 2 * (rated + sum(word in _SIGNS for word in words)) > len(words)


def are_zero_or_one(labels: Sequence[str]) -> bool:
    """Whether all labels of a column are 0 or 1."""
    words = set(map(normal_label, labels))
    return bool(words) and words <= {"0", "1"}


def known_words() -> str:
    """What a label may be, for people."""
    tones = "positive, neutral, negative, mixed (긍정, 중립, 부정, 복합; +, 0, -)"
    return f"{tones}, or emotions by code or name: {', '.join(EMOTION_CODES)}"
