"""Ratings in words: 매우 만족 … 매우 불만족, excellent … terrible, as 5 to 1."""

import re
from collections.abc import Iterable

TOP = 5
"""Top of the scale of the words."""

_WORDS: dict[int, str] = {
    5: "매우만족 아주만족 대단히만족 매우좋음 아주좋음 아주좋아요 매우좋아요 매우그렇다 verysatisfied "
    "extremelysatisfied completelysatisfied highlysatisfied stronglyagree five fivestars",
    4: "만족 대체로만족 약간만족 다소만족 조금만족 좋음 맘에들어요 마음에들어요 그렇다 satisfied somewhatsatisfied "
    "mostlysatisfied fairlysatisfied agree four fourstars",
    3: "보통 neutral neithersatisfiednordissatisfied neitheragreenordisagree three threestars",
    2: "불만족 만족하지못 만족하지않 만족하지못했다 만족하지않았다 불만 대체로불만족 약간불만족 다소불만족 조금불만족 나쁨 그냥그래요 그렇지않다 dissatisfied "
    "somewhatdissatisfied mostlydissatisfied unsatisfied disagree two twostars",
    1: "매우불만족 전혀만족하지못 전혀만족하지않 매우불만 아주불만족 대단히불만족 매우나쁨 아주나쁨 별로예요 별로에요 전혀그렇지않다 "
    "verydissatisfied extremelydissatisfied completelydissatisfied highlydissatisfied veryunsatisfied stronglydisagree "
    "one onestar",
}
"""The answers of Korean and English five-point questions and of shops' reviews, without spaces, by points."""

_QUALITY: tuple[tuple[str, ...], ...] = (
    ("excellent outstanding", "verygood great", "good", "fair average okay ok", "poor bad"),
    ("excellent outstanding", "verygood great", "average okay ok", "poor bad", "terrible awful horrible"),
    ("verygood great", "good", "average fair okay ok", "poor bad", "verypoor verybad terrible awful"),
    ("excellent great", "good", "average fair okay ok", "poor bad", "verypoor verybad terrible awful horrible"),
)
"""Scales of quality, best word first: the same word has other points on each, so that a column decides by all of its words."""

_POINTS = {word: points for points, words in _WORDS.items() for word in words.split()}
_SCALES = tuple({word: TOP - at for at, words in enumerate(scale) for word in words.split()} for scale in _QUALITY)
_FILLING = re.compile(r"(?:\d+(?:\.\d+)?\s*점)|[\W\d_]+")
_ENDING = re.compile(
    r"(?:함|합니다|해요|한다|했다|했음|했어요|했습니다|스러웠다|스러웠음|스러웠습니다|스러웠어요|스럽습니다|스럽다|스러움|스러워요|이다|이에요|예요|입니다|임)$"
)

LONGEST = 60
"""Characters of a cell that may be a point of a scale; longer ones are sentences."""


def points_in(text: str, scale: int | None = 0) -> int | None:
    """The points of a cell such as '매우 만족', '5. Very satisfied' or '만족(4)', or None for other words.

    The word counts, not the number beside it: choices are often numbered from the best. ``scale`` is that of
    ``quality_scale`` for words of quality; None leaves those out.
    """
    if len(text) > LONGEST:
        return None
    word = _word(text)
    known = _POINTS.get(word) or _POINTS.get(_ENDING.sub("", word))
    return known if known or scale is None else _SCALES[scale].get(word)


def quality_scale(values: Iterable[object]) -> int:
    """The scale of quality that has the most of a column's words, the first of equals."""
    words = {_word(value) for value in values if isinstance(value, str) and len(value) <= LONGEST}
    return max(range(len(_SCALES)), key=lambda at: (len(words & _SCALES[at].keys()), -at))


def _word(text: str) -> str:
    return _FILLING.sub("", text).casefold()
