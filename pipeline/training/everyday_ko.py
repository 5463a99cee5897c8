"""Korean customers' everyday remarks made by rule: what is said of a subject in many turns and styles.

Each subject of a field meets each word of praise and blame there; Kiwi conjugates. Every remark is turned in some of the ways
that turn its meaning round, others by place, so that the whole covers all of them. The same ones on every machine.
"""

from collections.abc import Iterator, Sequence
from itertools import cycle, islice, product
from typing import NamedTuple

from pipeline.languages.korean import kiwi, stem
from pipeline.training.made import BAD, CALM, GLAD, GOOD, HINDERED, LET_DOWN, NEITHER, UNSURE, Made, phrases
from pipeline.training.set_phrases_ko import set_phrases


class Field(NamedTuple):
    """Subjects, what is said of them for good and bad (dictionary forms), and what that makes a customer feel."""

    subjects: str
    praise: str
    blame: str
    blamed: str
    glad: str = CALM


FIELDS = [
    Field(
        "직원 상담원 기사님 사장님 점원 매니저 선생님 간호사 안내원 알바생 승무원 트레이너",
        "친절하다 상냥하다 싹싹하다 공손하다 세심하다 다정하다",
        "불친절하다 무뚝뚝하다 퉁명스럽다 쌀쌀맞다 무성의하다 무례하다",
        HINDERED,
    ),
    Field(
        "배송 배달 환불 답변 설치 교환 처리 응대 접수 출고 수리",
        "빠르다 신속하다 정확하다 매끄럽다",
        "느리다 늦다 엉망이다 답답하다",
        HINDERED,
    ),
    Field(
        "음식 국물 치킨 커피 빵 고기 반찬 피자 면 떡볶이 찌개 초밥 과일 소스",
        "맛있다 신선하다 훌륭하다 담백하다 고소하다",
        "맛없다 싱겁다 느끼하다 질기다 눅눅하다 비리다",
        LET_DOWN,
        GLAD,
    ),
    Field(
        "옷 가방 신발 침대 의자 이불 원단 지퍼 그릇 이어폰 매트 텀블러",
        "예쁘다 튼튼하다 가볍다 부드럽다 고급스럽다",
        "약하다 허접하다 거칠다 무겁다 조잡하다",
        LET_DOWN,
        GLAD,
    ),
    Field(
        "방 숙소 매장 화장실 객실 헬스장 로비 주차장 대기실 샤워실",
        "깨끗하다 넓다 조용하다 쾌적하다 아늑하다",
        "더럽다 좁다 시끄럽다 지저분하다 춥다",
        LET_DOWN,
    ),
    Field(
        "앱 화면 결제 검색 인증 가입 로그인 예약 송금 메뉴 홈페이지 키오스크",
        "편리하다 간편하다 쉽다 빠르다 직관적이다",
        "불편하다 복잡하다 느리다 어렵다 번거롭다 불안정하다",
        HINDERED,
    ),
    Field(
        "가격 수수료 요금 배달비 회비 이용료 보험료", "저렴하다 합리적이다 괜찮다", "비싸다 부담스럽다 과하다", LET_DOWN
    ),
    Field(
        "양 구성 서비스 품질 상태 마감 포장 혜택",
        "좋다 만족스럽다 알차다 완벽하다",
        "부실하다 별로다 아쉽다 형편없다",
        LET_DOWN,
    ),
]
ENDINGS: Sequence[tuple[tuple[str, str], ...]] = (
    (("어요", "EF"),),
    (("었", "EP"), ("어요", "EF")),
    (("네요", "EF"),),
    (("ᆸ니다", "EF"),),
    (("었", "EP"), ("습니다", "EF")),
    (("ᆷ", "ETN"),),
    (("더라고요", "EF"),),
    (("었", "EP"), ("네요", "EF")),
    (("네", "EF"),),
    (("었", "EP"), ("ᆷ", "ETN")),
    (("다", "EF"),),
    (("던데요", "EF"),),
)
NOT = (("지", "EC"), ("않", "VX"))
TURNS_EACH = 6
"""Of the turns, those that one pair of praise and blame gets."""

VERY = "정말 너무 진짜 아주 완전 참 매우 엄청 굉장히 무척".split()
GLAD_ENDS, SAD_ENDS = (
    ("!!", "^^", "~", " ㅎㅎ", "!", "~~ 굿", " 👍"),
    (" ㅠㅠ", ";;", "..", " ㅡㅡ", "ㅠ", "...", " 하"),
)
BEFORE = phrases("""예전에는 | 처음엔 | 작년까지는 | 전에는 | 초반에는""")
NOW = phrases("""지금은 | 이제는 | 요즘은 | 요새는 | 최근엔""")
PRAISED_BY_OTHERS = ("{}고 해서 갔는데", "{}고들 하길래 믿었는데", "후기에는 {}고 돼 있던데", "다들 {}던데")


def everyday() -> list[Made]:
    """All remarks."""
    return [made for number, field in enumerate(FIELDS) for made in _of_field(number, field)] + list(
        set_phrases(_nouns())
    )


def _of_field(number: int, field: Field) -> Iterator[Made]:
    subjects, praise, blame = field.subjects.split(), field.praise.split(), field.blame.split()
    turns = cycle(range(len(TURNS)))
    for place, (subject, good) in enumerate(product(subjects, praise)):
        bad = blame[(place + place // len(praise)) % len(blame)]
        group = f"everyday-ko-{number}-{place}"
        other = subjects[(place // len(praise) + 3) % len(subjects)]
        for turn in islice(turns, TURNS_EACH):
            for sign, emotions, text in TURNS[turn](place, field, subject, other, Stem.of(good), Stem.of(bad)):
                yield Made(group, sign, emotions, text)


class Stem(NamedTuple):
    """A predicate's morphemes without ending; ``is_there`` for those in 있다, 없다, which take endings of verbs."""

    morphemes: tuple[tuple[str, str], ...]
    is_there: bool

    @classmethod
    def of(cls, dictionary_form: str) -> "Stem":
        """From the dictionary form."""
        morphemes = _STEMS.get(dictionary_form)
        if morphemes is None:
            morphemes = _STEMS[dictionary_form] = tuple(stem(dictionary_form))
        return cls(morphemes, morphemes[-1][0][-1] in "있없")

    def with_(self, *ending: tuple[str, str]) -> str:
        """Conjugated."""
        return str(kiwi().join([*self.morphemes, *ending]))

    def ends(self, place: int) -> str:
        """With one of ENDINGS."""
        return self.with_(*ENDINGS[place % len(ENDINGS)])

    def denied(self, place: int) -> str:
        """Denied, with one of ENDINGS."""
        ending = ENDINGS[place % 5]
        return self.with_(*NOT, *((("습니다", "EF"),) if ending[0][0] == "ᆸ니다" else ending))

    def linked(self) -> str:
        """Before a weak but."""
        return self.with_(("는데" if self.is_there else "ᆫ데", "EC"))

    def asked(self) -> str:
        """As a question, before its mark."""
        return self.with_(("나요" if self.is_there else "ᆫ가요", "EF"))

    def before_noun(self) -> str:
        """As it is said of the noun behind it."""
        return self.with_(("는" if self.is_there else "ᆫ", "ETM"))

    def told(self) -> str:
        """As others tell it, before 고 or 던데."""
        return self.with_(("다", "EF"))


_STEMS: dict[str, tuple[tuple[str, str], ...]] = {}
Turned = Iterator[tuple[str, str, str]]


def topic(noun: str) -> str:
    """With 은 or 는."""
    return noun + ("은" if _closed(noun) else "는")


def subject_of(noun: str) -> str:
    """With 이 or 가."""
    return noun + ("이" if _closed(noun) else "가")


def _closed(noun: str) -> bool:
    return bool((ord(noun[-1]) - 0xAC00) % 28)


def _named(place: int, noun: str) -> str:
    return (subject_of(noun), noun, topic(noun), f"{noun}도", subject_of(noun))[place % 5]


def _plain(place: int, field: Field, subject: str, other: str, good: Stem, bad: Stem) -> Turned:
    yield GOOD, field.glad if field.glad == CALM else CALM + " joy?", f"{_named(place, subject)} {good.ends(place)}"
    yield BAD, field.blamed, f"{_named(place + 1, subject)} {bad.ends(place)}"


def _very(place: int, field: Field, subject: str, other: str, good: Stem, bad: Stem) -> Turned:
    very = VERY[place % len(VERY)]
    glad = "joy" if field.glad == GLAD else "satisfaction? joy?"
    yield GOOD, glad, f"{_named(place, subject)} {very} {good.ends(place)}{GLAD_ENDS[place % len(GLAD_ENDS)]}"
    yield BAD, field.blamed, f"{_named(place, subject)} {very} {bad.ends(place + 1)}{SAD_ENDS[place % len(SAD_ENDS)]}"


def _not(place: int, field: Field, subject: str, other: str, good: Stem, bad: Stem) -> Turned:
    how = ("", "전혀 ", "하나도 ", "그다지 ")[place % 4]
    yield GOOD, CALM, f"{_named(place, subject)} {how if place % 4 != 3 else ''}{bad.denied(place)}"
    yield BAD, field.blamed, f"{_named(place, subject)} {how}{good.denied(place + 2)}"


def _supposed(place: int, field: Field, subject: str, other: str, good: Stem, bad: Stem) -> Turned:
    would = (("ᆯ", "ETM"),)
    yield GOOD, CALM + " surprise?", f"{subject_of(subject)} {bad.with_(*would)} 줄 알았는데 {good.ends(place)}"
    yield BAD, field.blamed, f"{subject_of(subject)} {good.with_(*would)} 줄 알았는데 {bad.ends(place)}"
    yield (
        GOOD,
        CALM + " trust?",
        f"{subject_of(subject)} {bad.with_(*would)}까 봐 걱정했는데 {(good.ends(place), bad.denied(place), '괜찮았어요')[place % 3]}",
    )


def _now(place: int, field: Field, subject: str, other: str, good: Stem, bad: Stem) -> Turned:
    before, now = BEFORE[place % len(BEFORE)], NOW[place % len(NOW)]
    past = (("었", "EP"), ("는데", "EC"))
    yield (
        GOOD,
        CALM + " disappointment? frustration?",
        f"{before} {subject_of(subject)} {bad.with_(*past)} {now} {good.ends(place)}",
    )
    yield (
        BAD,
        field.blamed + " satisfaction?",
        f"{before} {subject_of(subject)} {good.with_(*past)} {now} {bad.ends(place)}",
    )
    yield (
        BAD,
        field.blamed + " satisfaction?",
        f"{before} {subject_of(subject)} {good.with_(*past)} {now} {('영 아니네요', '아니에요', '그렇지가 않아요')[place % 3]}",
    )


def _but(place: int, field: Field, subject: str, other: str, good: Stem, bad: Stem) -> Turned:
    link = place % 3
    first, second = (
        (
            stem.linked(),
            stem.with_(("지만", "EC")),
            stem.with_(("기", "ETN"), ("는", "JX"), ("하", "VX"), ("지만", "EC")),
        )[link]
        for stem in (bad, good)
    )
    yield GOOD, UNSURE, f"{topic(other)} {first} {topic(subject)} {good.ends(place)}"
    yield BAD, UNSURE, f"{topic(other)} {second} {topic(subject)} {bad.ends(place)}"


def _told(place: int, field: Field, subject: str, other: str, good: Stem, bad: Stem) -> Turned:
    form = PRAISED_BY_OTHERS[place % len(PRAISED_BY_OTHERS)]
    yield BAD, field.blamed, f"{subject_of(subject)} {form.format(good.told())} {bad.ends(place)}"
    yield GOOD, CALM, f"{subject_of(subject)} {form.format(bad.told())} 저는 {good.ends(place)}"


def _wished(place: int, field: Field, subject: str, other: str, good: Stem, bad: Stem) -> Turned:
    more = ("", "좀 더 ", "조금만 더 ", "더 ")[place % 4]
    if_only = good.with_(("었", "EP"), ("으면", "EC"))
    yield (
        NEITHER,
        "",
        f"{subject_of(subject)} {more}{if_only} {('좋겠어요', '좋겠습니다', '합니다', '해요', '하는 바람이에요')[place % 5]}",
    )
    yield (
        BAD,
        LET_DOWN,
        f"{subject_of(subject)} {more}{if_only} 좋았을 텐데{('요', '', '요 아쉬워요')[place % 3]}",
    )
    yield (
        BAD,
        LET_DOWN,
        f"{subject_of(subject)} {good.with_(('었', 'EP'), ('더라면', 'EC'))} {('또 갔을 거예요', '별 다섯 개 줬을 텐데', '재구매했을 겁니다')[place % 3]}",
    )


def _asked(place: int, field: Field, subject: str, other: str, good: Stem, bad: Stem) -> Turned:
    yield NEITHER, "curiosity?", f"{subject_of(subject)} {good.asked()}{('?', '', '??')[place % 3]}"
    yield NEITHER, "curiosity? anxiety?", f"혹시 {subject_of(subject)} 많이 {bad.asked()}?"
    yield BAD, field.blamed, f"{subject_of(subject)} 왜 이렇게 {bad.asked()}"


def _compared(place: int, field: Field, subject: str, other: str, good: Stem, bad: Stem) -> Turned:
    than = ("다른 데보다", "딴 곳보다", "지난번보다", "타사보다", "전에 쓰던 것보다")[place % 5]
    yield GOOD, CALM, f"{subject_of(subject)} {than} {('', '훨씬 ', '더 ')[place % 3]}{good.ends(place)}"
    yield BAD, field.blamed, f"{subject_of(subject)} {than} {('', '훨씬 ', '더 ')[place % 3]}{bad.ends(place)}"
    yield GOOD, CALM, f"{subject_of(subject)} {than} 덜 {bad.ends(place)}"
    yield BAD, field.blamed, f"{subject_of(subject)} {than} 덜 {good.ends(place)}"


def _none(place: int, field: Field, subject: str, other: str, good: Stem, bad: Stem) -> Turned:
    yield (
        GOOD,
        CALM,
        f"{bad.before_noun()} {subject} {('하나 없어요', '한 번도 못 봤어요', '없음')[place % 3]}",
    )
    yield (
        BAD,
        field.blamed,
        f"{good.before_noun()} {subject} {('하나 없어요', '같은 건 없네요', '찾아볼 수가 없어요')[place % 3]}",
    )
    yield (
        GOOD,
        CALM,
        f"이렇게 {good.before_noun()} {subject} {('처음이에요', '또 없어요', '찾기 힘들죠')[place % 3]}",
    )


TURNS = (_plain, _very, _not, _supposed, _now, _but, _told, _wished, _asked, _compared, _none)


def _nouns() -> list[str]:
    """Subjects alone, and two of them beside each other."""
    alone = [noun for field in FIELDS for noun in field.subjects.split()]
    return alone + [f"{one}, {other}" for one, other in zip(alone, alone[7:], strict=False)]
