"""Ratings in words: 매우 만족 … 매우 불만족, very satisfied … very dissatisfied, as 5 to 1."""

import re

TOP = 5
"""Top of the scale of the words."""

_WORDS: dict[int, str] = {
    5: "매우만족 아주만족 대단히만족 매우좋음 아주좋음 아주좋아요 매우좋아요 매우그렇다 verysatisfied "
    "extremelysatisfied completelysatisfied highlysatisfied stronglyagree",
    4: "만족 대체로만족 약간만족 다소만족 조금만족 좋음 맘에들어요 마음에들어요 그렇다 satisfied somewhatsatisfied "
    "mostlysatisfied fairlysatisfied agree",
    3: "보통 neutral neithersatisfiednordissatisfied neitheragreenordisagree",
    2: "불만족 불만 대체로불만족 약간불만족 다소불만족 조금불만족 나쁨 그냥그래요 그렇지않다 dissatisfied "
    "somewhatdissatisfied mostlydissatisfied unsatisfied disagree",
    1: "매우불만족 매우불만 아주불만족 대단히불만족 매우나쁨 아주나쁨 별로예요 별로에요 전혀그렇지않다 "
    "verydissatisfied extremelydissatisfied completelydissatisfied highlydissatisfied veryunsatisfied stronglydisagree",
}
"""The answers of Korean and English five-point questions and of shops' reviews, without spaces, by points."""

_POINTS = {word: points for points, words in _WORDS.items() for word in words.split()}
_FILLING = re.compile(r"[\W\d_]+")
_ENDING = re.compile(r"(?:함|합니다|해요|한다|했다|했음|했어요|스럽다|스러움|스러워요|이다|이에요|예요|입니다|임)$")

LONGEST = 60
"""Characters of a cell that may be a point of a scale; longer ones are sentences."""


def points_in(text: str) -> int | None:
    """The points of a cell such as '매우 만족', '5. Very satisfied' or '만족(4)', or None for other words.

    The word counts, not the number beside it: choices are often numbered from the best.
    """
    if len(text) > LONGEST:
        return None
    word = _FILLING.sub("", text).casefold()
    return _POINTS.get(word) or _POINTS.get(_ENDING.sub("", word))
