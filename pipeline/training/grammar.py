"""Comments made by rule: pairs that differ in one thing that turns them round, and marks on scales.

Each pattern takes a subject with what is said of it, for good or bad, and turns it: denied, wished for, expected, given up by
a but, compared, risen and fallen. The same ones on every machine.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from pipeline.training.everyday_en import everyday as everyday_english
from pipeline.training.everyday_ko import everyday as everyday_korean
from pipeline.training.everyday_ko import subject_of
from pipeline.training.made import BAD, GOOD, HINDERED, LET_DOWN, NEITHER, Made


class Said(NamedTuple):
    """Something said of a subject in Korean: as it is, before 지, before 었, before ㄹ 줄 알았는데, before 지만."""

    subject: str
    plain: str
    stem: str
    past: str
    supposed: str


_PRAISE_KO = [
    Said(*row.split("|"))
    for row in """직원이|친절해요|친절하|친절했|친절할
상담원이|상냥해요|상냥하|상냥했|상냥할
배송이|빨라요|빠르|빨랐|빠를
음식이|맛있어요|맛있|맛있었|맛있을
방이|깨끗해요|깨끗하|깨끗했|깨끗할
앱이|편리해요|편리하|편리했|편리할
설명이|자세해요|자세하|자세했|자세할
좌석이|편해요|편하|편했|편할
화면이|깔끔해요|깔끔하|깔끔했|깔끔할
포장이|꼼꼼해요|꼼꼼하|꼼꼼했|꼼꼼할
가격이|저렴해요|저렴하|저렴했|저렴할
과일이|싱싱해요|싱싱하|싱싱했|싱싱할
매장이|넓어요|넓|넓었|넓을
응대가|빨라요|빠르|빨랐|빠를
원단이|부드러워요|부드럽|부드러웠|부드러울
가입이|쉬워요|쉽|쉬웠|쉬울
품질이|좋아요|좋|좋았|좋을
소리가|선명해요|선명하|선명했|선명할
국물이|진해요|진하|진했|진할
사이즈가|넉넉해요|넉넉하|넉넉했|넉넉할""".splitlines()
]
_BLAME_KO = [
    Said(*row.split("|"))
    for row in """직원이|불친절해요|불친절하|불친절했|불친절할
배송이|느려요|느리|느렸|느릴
음식이|짜요|짜|짰|짤
국물이|싱거워요|싱겁|싱거웠|싱거울
방이|더러워요|더럽|더러웠|더러울
방이|시끄러워요|시끄럽|시끄러웠|시끄러울
앱이|복잡해요|복잡하|복잡했|복잡할
좌석이|불편해요|불편하|불편했|불편할
포장이|허술해요|허술하|허술했|허술할
가격이|비싸요|비싸|비쌌|비쌀
매장이|좁아요|좁|좁았|좁을
응대가|느려요|느리|느렸|느릴
가입이|어려워요|어렵|어려웠|어려울
화질이|흐려요|흐리|흐렸|흐릴
가방이|무거워요|무겁|무거웠|무거울
절차가|번거로워요|번거롭|번거로웠|번거로울
냄새가|심해요|심하|심했|심할
고기가|질겨요|질기|질겼|질길
배터리가|부족해요|부족하|부족했|부족할
대기가|길어요|길|길었|길""".splitlines()
]
_RISE_GOOD_KO = "양 품질 맛 서비스 할인율 혜택 메뉴 종류 만족도 위생 적립률 좌석 직원 속도 완성도 신선도".split()
_RISE_BAD_KO = "가격 요금 수수료 배달비 배송비 대기시간 광고 오류 소음 불량 실수 연체료 발열 통증 잔고장 회비".split()
_UP_KO = "올랐어요 늘었어요 높아졌어요 많아졌네요 늘어났습니다 올라갔어요".split()
_DOWN_KO = "줄었어요 내렸어요 떨어졌어요 낮아졌네요 줄어들었습니다 내려갔어요".split()
_HOW_KO = ("", "많이 ", "또 ", "확실히 ", "점점 ")
_MARKS_KO = (
    "{most}점 만점에 {mark}점",
    "{mark}/{most}",
    "{most}점 중에 {mark}점이요",
    "제 점수는 {most}점 만점에 {mark}점입니다",
)
_STARS_KO = (
    "별점 {mark}점",
    "별 {word} 개",
    "별점 {mark}점 드려요",
    "별 {word}개 줍니다",
    "별 {mark}개",
    "평점 {mark}점",
)
_TOO_MANY_KO = ("별 하나도 아까워요", "별 반 개도 아깝다", "0점도 아깝습니다", "1점도 아깝네요", "별점 주기도 아까움")
_PRAISED, _BLAMED = "satisfaction trust? joy?", "disappointment? frustration?"
_BOTH = "satisfaction? disappointment? frustration?"
_OFF_THE_SCALE = "disappointment? anger? frustration?"


def made(language: str) -> list[Made]:
    """All comments of a language, Korean or English."""
    return [*_korean(), *everyday_korean()] if language == "ko" else [*_english(), *everyday_english()]


def _korean() -> Iterator[Made]:
    for number, said in enumerate(_PRAISE_KO):
        yield from _turned_ko(f"made-ko-praise-{number}", said, GOOD, _PRAISED, BAD, _BLAMED)
    for number, said in enumerate(_BLAME_KO):
        yield from _turned_ko(f"made-ko-blame-{number}", said, BAD, _BLAMED, GOOD, _PRAISED)
    for number, (praise, blame) in enumerate(zip(_PRAISE_KO, _BLAME_KO[7:] + _BLAME_KO[:7], strict=True)):
        group = f"made-ko-but-{number}"
        for first, second, sign in ((blame, praise, GOOD), (praise, blame, BAD)):
            yield Made(group, sign, _BOTH, f"{first.subject} {first.stem}지만 {second.subject} {second.plain}")
    good, bad = (list(map(subject_of, nouns)) for nouns in (_RISE_GOOD_KO, _RISE_BAD_KO))
    yield from _moved("ko", good, bad, _UP_KO, _DOWN_KO, _HOW_KO, "{subject} {how}{verb}")
    yield from _marks("ko", _MARKS_KO, "빵 한 두 세 네 다섯".split(), _STARS_KO, _TOO_MANY_KO)


def _turned_ko(group: str, said: Said, sign: str, emotions: str, other: str, turned: str) -> Iterator[Made]:
    """What is said, denied twice over, expected and wished for; ``other`` and ``turned`` are the labels of its contrary."""
    subject, plain, stem, past, supposed = said
    yield Made(group, sign, emotions, f"{subject} {plain}")
    yield Made(group, sign, emotions, f"{subject} 정말 {past}습니다")
    yield Made(group, other, turned, f"{subject} {stem}지 않아요")
    yield Made(
        group,
        other,
        turned,
        f"{subject} 별로 {stem}지가 않네요" if sign == GOOD else f"{subject} {stem}지 않아서 좋네요",
    )
    yield Made(group, other, turned, f"{subject} 안 {plain}")
    yield Made(group, other, turned, f"{subject} {supposed} 줄 알았는데 아니었어요")
    yield Made(group, other, turned, f"예전에는 {subject} {past}는데 지금은 달라졌어요")
    if sign == GOOD:
        yield Made(group, NEITHER, "", f"{subject} {past}으면 좋겠어요")
        yield Made(group, BAD, _BLAMED, f"{subject} {past}더라면 좋았을 텐데요")


def _moved(
    language: str,
    good: list[str],
    bad: list[str],
    up: Sequence[str],
    down: Sequence[str],
    how: Sequence[str],
    form: str,
) -> Iterator[Made]:
    """Subjects whose rise is good, and those whose rise is bad, risen and fallen."""
    for number, subject in enumerate(good + bad):
        rise_is_good = number < len(good)
        for place, (verbs, is_up) in product(range(len(up)), ((up, True), (down, False))):
            sign = GOOD if is_up == rise_is_good else BAD
            emotions = _PRAISED if sign == GOOD else LET_DOWN if rise_is_good else HINDERED
            words = {"subject": subject, "verb": verbs[place], "how": how[(place + number) % len(how)]}
            yield Made(f"made-{language}-moved-{number}", sign, emotions, form.format(**words))


def _marks(
    language: str, forms: Sequence[str], counts: Sequence[str], stars: Sequence[str], too_many: Sequence[str]
) -> Iterator[Made]:
    """Marks on scales to 5, 10 and 100, none to five stars, counted by the words ``counts``, and not even one."""
    group = f"made-{language}-marks"
    for most in (5, 10, 100):
        for mark in sorted({0, 1, 2, most // 2, most - 1, most}):
            sign = _sign(mark, most)
            for form in forms:
                yield Made(group, sign, _of_mark(sign), form.format(mark=mark, most=most))
    for mark, word in enumerate(counts):
        sign = _sign(mark, 5)
        for form in stars:
            yield Made(group, sign, _of_mark(sign), form.format(mark=mark, word=word))
    for text in too_many:
        yield Made(group, BAD, _OFF_THE_SCALE, text)


def _sign(mark: float, most: float) -> str:
    """The tone of a mark on a scale from 0 to ``most``."""
    return GOOD if mark >= 0.8 * most else BAD if mark <= 0.4 * most else NEITHER


def _of_mark(sign: str) -> str:
    return {GOOD: "satisfaction? joy? delight?", BAD: "disappointment? frustration? anger?"}.get(sign, "")


_PRAISE_EN = [
    tuple(row.split("|"))
    for row in """The staff|were|friendly|friendlier
The delivery|was|fast|faster
The food|was|tasty|tastier
The room|was|clean|cleaner
The app|is|reliable|more reliable
The instructions|were|clear|clearer
The seat|was|comfortable|more comfortable
The agent|was|helpful|more helpful
The price|is|fair|fairer
The fruit|was|fresh|fresher
The shop|is|tidy|tidier
Booking|was|easy|easier
The quality|is|good|better
The sound|is|crisp|crisper
The doctor|was|kind|kinder
The website|is|simple|simpler""".splitlines()
]
_BLAME_EN = [
    tuple(row.split("|"))
    for row in """The staff|were|rude|ruder
The delivery|was|slow|slower
The food|was|cold|colder
The room|was|dirty|dirtier
The app|is|buggy|buggier
The instructions|were|confusing|more confusing
The seat|was|uncomfortable|more uncomfortable
The agent|was|impatient|more impatient
The fees|are|high|higher
The fruit|was|rotten|more rotten
The shop|is|crowded|more crowded
Booking|was|difficult|more difficult
The quality|is|poor|poorer
The hotel|was|noisy|noisier
The queue|was|long|longer
The website|is|complicated|more complicated""".splitlines()
]
_RISE_GOOD_EN = "quality|service|selection|portion sizes|staffing|speed|discounts|benefits|stock|hygiene|satisfaction|interest rate on savings".split(
    "|"
)
_RISE_BAD_EN = (
    "prices|fees|waiting times|queues|delivery charges|errors|noise|complaints|delays|crashes|adverts|premiums".split(
        "|"
    )
)
_UP_EN = ("gone up", "increased", "risen", "grown", "climbed")
_DOWN_EN = ("gone down", "decreased", "dropped", "fallen", "shrunk")
_HOW_EN = ("", " a lot", " again", " since last year")
_MARKS_EN = (
    "{mark}/{most}",
    "{mark} out of {most}",
    "I'd give it {mark} out of {most}.",
    "a solid {mark}/{most}",
    "{mark} / {most}",
)
_STARS_EN = (
    "{word} stars",
    "{mark} stars",
    "{word} star rating",
    "giving it {word} stars",
    "{word} stars from me",
)
_TOO_MANY_EN = (
    "one star is too many",
    "not even one star",
    "zero stars if I could",
    "wish I could give zero stars",
    "doesn't deserve a single star",
)


def _english() -> Iterator[Made]:
    for number, row in enumerate(_PRAISE_EN):
        yield from _turned_en(f"made-en-praise-{number}", row, GOOD, _PRAISED, BAD, _BLAMED)
    for number, row in enumerate(_BLAME_EN):
        yield from _turned_en(f"made-en-blame-{number}", row, BAD, _BLAMED, GOOD, _PRAISED)
    for number, (praise, blame) in enumerate(zip(_PRAISE_EN, _BLAME_EN[5:] + _BLAME_EN[:5], strict=True)):
        group = f"made-en-but-{number}"
        good, bad = " ".join(praise[:3]), " ".join(blame[:3])
        lower = {text: text[0].lower() + text[1:] for text in (good, bad)}
        for first, second, sign in ((bad, good, GOOD), (good, bad, BAD)):
            yield Made(group, sign, _BOTH, f"{first} but {lower[second]}.")
            yield Made(group, sign, _BOTH, f"Although {lower[first]}, {lower[second]}.")
            yield Made(group, sign, _BOTH, f"{first}. However, {lower[second]}.")
    yield from _moved("en", _RISE_GOOD_EN, _RISE_BAD_EN, _UP_EN, _DOWN_EN, _HOW_EN, "The {subject} has {verb}{how}.")
    yield from _marks("en", _MARKS_EN, "zero one two three four five".split(), _STARS_EN, _TOO_MANY_EN)


def _turned_en(group: str, row: tuple[str, ...], sign: str, emotions: str, other: str, turned: str) -> Iterator[Made]:
    subject, verb, word, more = row
    lower = subject[0].lower() + subject[1:]
    yield Made(group, sign, emotions, f"{subject} {verb} {word}.")
    yield Made(group, sign, emotions, f"{subject} {verb} really {word}")
    yield Made(group, other, turned, f"{subject} {verb} not {word}.")
    yield Made(group, other, turned, f"{subject} {verb}n't {word} at all.")
    yield Made(group, other, turned, f"{lower} {verb} never {word}")
    yield Made(group, other, turned, f"{subject} {verb} anything but {word}.")
    yield Made(group, other, turned, f"I thought {lower} would be {word} but no.")
    yield Made(group, other, turned, f"{subject} used to be {word}.")
    yield Made(group, other, turned, f"{subject} {verb} less {word} than before.")
    yield Made(group, sign, emotions, f"{subject} {verb} {more} than elsewhere.")
    yield Made(group, sign, emotions, f"{subject} couldn't be {more}.")
    if sign == GOOD:
        yield Made(group, NEITHER, "", f"I wish {lower} were {more}.")
        yield Made(group, BAD, _BLAMED, f"It would have been nice if {lower} had been {word}.")
