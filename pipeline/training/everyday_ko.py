"""Korean customers' everyday remarks made by rule: what is said of a subject in many turns and styles.

Each subject of a field meets each word of praise and blame there; Kiwi conjugates. Every remark is turned in some of the ways
that turn its meaning round, others by place, so that the whole covers all of them. The same ones on every machine.
"""

from collections.abc import Iterator, Sequence
from itertools import cycle, islice, product
from typing import NamedTuple

from pipeline.languages.korean import kiwi, stem
from pipeline.training.made import BAD, GOOD, NEITHER, Made, phrases

CALM, GLAD, MOVED = "satisfaction", "joy satisfaction?", "delight joy?"
LET_DOWN, HINDERED = "disappointment frustration?", "frustration disappointment?"
OUTRAGED = "anger frustration? disappointment?"
UNSURE = "satisfaction? joy? trust? disappointment? frustration?"


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
    return [made for number, field in enumerate(FIELDS) for made in _of_field(number, field)] + list(_set_phrases())


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
        "disappointment frustration?",
        f"{subject_of(subject)} {more}{if_only} 좋았을 텐데{('요', '', '요 아쉬워요')[place % 3]}",
    )
    yield (
        BAD,
        "disappointment frustration?",
        f"{subject_of(subject)} {good.with_(('었', 'EP'), ('더라면', 'EC'))} {('또 갔을 거예요', '별 다섯 개 줬을 텐데', '재구매했을 겁니다')[place % 3]}",
    )


def _asked(place: int, field: Field, subject: str, other: str, good: Stem, bad: Stem) -> Turned:
    ask = (("나요" if good.is_there else "ᆫ가요", "EF"),)
    yield NEITHER, "curiosity?", f"{subject_of(subject)} {good.with_(*ask)}{('?', '', '??')[place % 3]}"
    yield (
        NEITHER,
        "curiosity? anxiety?",
        f"혹시 {subject_of(subject)} 많이 {bad.with_(('나요' if bad.is_there else 'ᆫ가요', 'EF'))}?",
    )
    yield BAD, field.blamed, f"{subject_of(subject)} 왜 이렇게 {bad.with_(('나요' if bad.is_there else 'ᆫ가요', 'EF'))}"


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
        f"{bad.with_(('ᆫ' if not bad.is_there else '는', 'ETM'))} {subject} {('하나 없어요', '한 번도 못 봤어요', '없음')[place % 3]}",
    )
    yield (
        BAD,
        field.blamed,
        f"{good.with_(('ᆫ' if not good.is_there else '는', 'ETM'))} {subject} {('하나 없어요', '같은 건 없네요', '찾아볼 수가 없어요')[place % 3]}",
    )
    yield (
        GOOD,
        CALM,
        f"이렇게 {good.with_(('ᆫ' if not good.is_there else '는', 'ETM'))} {subject} {('처음이에요', '또 없어요', '찾기 힘들죠')[place % 3]}",
    )


TURNS = (_plain, _very, _not, _supposed, _now, _but, _told, _wished, _asked, _compared, _none)

SAID_GROUPS = 20
PEOPLE = (
    "직원분이 사장님이 기사님께서 상담원분이 선생님께서 점장님이 원장님이 매니저님이 담당자분께서 간호사분이".split()
)
UNKIND = [
    ("던지고 가셨", "frustration anger?"), ("전화를 안 받으셨", "frustration"), ("반말을 하셨", "anger frustration?"), ("대충 봐 주셨", "frustration disappointment?"),
    ("엉뚱한 걸 갖다 주셨", "frustration"), ("말을 중간에 끊으셨", "frustration anger?"), ("못 본 척하셨", "frustration"), ("건성으로 대답하셨", "frustration disappointment?"),
    ("짜증을 내셨", "frustration anger?"), ("거짓말을 하셨", "anger disappointment? frustration?"), ("하나를 빼먹으셨", "frustration"), ("교환을 안 해 주셨", "frustration"),
    ("설명도 없이 끝내셨", "frustration disappointment?"), ("한숨을 쉬셨", "frustration anger?"), ("제 탓으로 돌리셨", "frustration anger?"), ("다른 색을 보내 주셨", "frustration"),
    ("약속을 안 지키셨", "disappointment frustration?"), ("확인도 안 해 주셨", "frustration"), ("한참 뒤에 오셨", "frustration"), ("문을 쾅 닫고 가셨", "frustration anger?"),
    ("핸드폰만 보고 계셨", "frustration"), ("연락이 없으셨", "frustration"), ("손님을 무시하셨", "anger frustration?"), ("금액을 잘못 찍으셨", "frustration"),
]  # fmt: skip
KIND = [
    ("바로 해결해 주셨", "satisfaction gratitude?"), ("친절하게 알려 주셨", "satisfaction gratitude?"), ("문 앞까지 갖다 주셨", "satisfaction gratitude?"),
    ("먼저 인사해 주셨", "satisfaction"), ("꼼꼼히 봐 주셨", "satisfaction trust?"), ("끝까지 들어 주셨", "satisfaction trust?"), ("군말 없이 바꿔 주셨", "satisfaction"),
    ("하나 더 챙겨 주셨", "satisfaction gratitude? joy?"), ("차근차근 설명해 주셨", "satisfaction trust?"), ("금방 고쳐 주셨", "satisfaction"), ("웃으면서 맞아 주셨", "satisfaction joy?"),
    ("약속을 지키셨", "trust satisfaction?"),
]  # fmt: skip
PAST_ENDS = phrases("""어요 | 네요 | 습니다 | 더라고요 | 음""")
THANKS = phrases(
    """답변은 감사하지만 | 신경 써 주신 건 고맙지만 | 사과는 감사한데 | 빠른 회신 고맙습니다만 | 도와주신 건 감사하나 | 서비스는 고마운데 | 그동안 감사했지만"""
)
STILL = phrases(
    """달라진 게 없어요 | 여전히 안 돼요 | 문제는 그대로예요 | 해결은 안 됐네요 | 또 같은 오류가 나요 | 음식이 식어서 왔어요 | 물건이 깨져 있었어요 | 이제 해지하려고요 | 아직도 못 받았어요 | 환불은 안 됐습니다"""
)
IRONIC = phrases(
    """참 대단하시네요 | 정말 훌륭합니다 | 참 고맙네요 | 박수 쳐 드립니다 | 기술력에 감탄합니다 | 아주 잘하는 짓이네요 | 서비스 정신 최고네요 ㅋㅋ | 참 좋은 세상이네요 | 역시 남다르네요 | 덕분에 하루 날렸습니다"""
)
FAILURES = phrases(
    """두 시간 기다려서 식은 밥 먹고 | 또 멈췄는데 | 세 번이나 전화가 끊기고 | 업데이트하고 실행도 안 되고 | 이틀 만에 고장 나고 | 결제는 두 번 되고 | 일주일째 답도 없고 | 돈은 받고 물건은 안 보내고"""
)
TROUBLE = phrases(
    """오배송됐는데 | 처음에 하나가 빠졌는데 | 결제 오류가 났는데 | 고장이 났는데 | 사이즈를 잘못 샀는데 | 음식이 쏟아져서 왔는데 | 예약이 꼬였는데 | 소리가 안 났는데"""
)
MENDED = phrases(
    """바로 새로 보내 주셨어요 | 전화하니 금방 해결됐어요 | 당일에 고쳐 주네요 | 군말 없이 바꿔 줬어요 | 십 분 만에 처리해 줬습니다 | 무료로 교환해 주셨습니다 | 이제 잘 돼요 | 환불까지 깔끔했어요"""
)
UNMENDED = phrases(
    """아무도 신경을 안 써요 | 고쳐도 또 그래요 | 교환도 안 해 준대요 | 제 탓이라고 하네요 | 일주일째 처리 중이래요 | 수리비를 내라네요 | 연락도 없습니다 | 또 잘못 왔어요"""
)
REQUESTS = phrases(
    """색상을 늘려 주세요 | 주말에도 문을 열었으면 합니다 | 알림을 끌 수 있게 해 주세요 | 작은 용량도 있으면 좋겠네요 | 수원에도 지점 내 주세요 | 영수증을 메일로 받고 싶어요 | 지문 로그인 되게 해 주세요 | 새벽 배송도 부탁드립니다 |
글씨를 키울 수 있었으면 해요 | 비건 메뉴도 넣어 주세요 | 대기 순번을 보여 주면 좋을 것 같아요 | 가족 할인도 생기면 좋겠습니다 | 반품 수거 시간을 고를 수 있으면 해요 | 더 많은 매장에서 쓸 수 있길 바랍니다 | 직원을 늘렸으면 좋겠어요 |
배송이 빨라졌으면 좋겠네요"""
)
FACTS = phrases(
    """어제 주문했어요 | 회색 미디엄으로 샀습니다 | 두 번째 이용이에요 | 지하 1층에 있어요 | 부모님이랑 셋이 갔습니다 | 현금으로 냈어요 | 동생 주려고 골랐어요 | 오늘 도착 예정이래요 | 회사 근처라 걸어서 갔어요 | 주말 저녁에 방문했습니다 | 앱으로 예약했어요
| 작년 겨울에 가입했습니다 | 삼인분 포장해 왔어요 | 2층 창가 자리였어요 | 문자로 연락받았습니다 | 월요일에 상담 예정입니다 | 다음 달에 이사합니다 | 늦어지면 알려 주세요 | 안 맞으면 교환되나요 | 몇 시에 닫나요 | 언제 재입고되나요 |
어느 역에서 내려요? | 선물 포장 되나요? | 얼마부터 무료 배송인가요 | 유통기한이 언제까지예요?"""
)
MOVED_BY = phrases(
    """와 이건 진짜 감탄했습니다 | 손편지까지 넣어 주셔서 감동받았어요 | 기대를 훌쩍 뛰어넘었어요 | 눈물 날 만큼 감동이었습니다 | 이런 곳이 있다니 정말 대단해요 | 입이 떡 벌어지는 전망이었어요 | 인생 최고의 저녁이었어요 | 이렇게까지 해 주시다니 감동이에요 |
말이 필요 없는 최고의 맛 | 예술입니다 진짜 | 존경스러울 정도의 장인 정신 | 역대급이에요 최고입니다 | 소름 돋는 연주였습니다 | 상상 이상이네요 대박 | 경이로운 풍경에 할 말을 잃었어요 | 세상에 이런 서비스가 있다니 감격했어요 | 최고 최고 최고!! |
대박입니다 진짜 미쳤어요 | 직원분의 배려에 뭉클했습니다 | 평생 못 잊을 감동이에요"""
)
OUTRAGES = phrases(
    """사기꾼들이네요 신고할 겁니다 | 손님한테 욕을 하다니 제정신인가요 | 이딴 걸 돈 받고 파나 | 양심이 있으면 장사 접으세요 | 쓰레기 같은 회사 | 장난하나 진짜 열받네 | 다시는 안 간다 꺼져라 | 사람을 뭘로 보고 이러는지 분노가 치밉니다 | 소비자를 호구로 아네
| 도둑놈들 돈 돌려내라 | 곰팡이 핀 걸 팔다니 미쳤습니까 | 바퀴벌레가 나왔어요 역겨워서 토할 뻔 | 개쓰레기 앱 당장 지움 | 사과 한마디 없이 뻔뻔하네요 화가 납니다 | 이게 말이 됩니까 소비자원에 고발합니다 | 욕이 절로 나오네 |
고객을 우롱하는 거죠 불쾌합니다 | 뻔뻔함에 치가 떨립니다 | 별 하나도 아깝다 망해라 | 진상은 당신들입니다 정말 괘씸하네요"""
)
LIKED = phrases(
    """너무너무 맘에 들어요 | 완전 좋아요!! | 애들이 엄청 좋아해요 ㅎㅎ | 기분 좋은 하루였어요^^ | 행복한 시간이었어요 | 정말 즐거웠습니다 | 너무 예뻐요♡ | 진짜 맛있게 먹었어요! | 꿀맛이에요 ㅋㅋ | 아이가 신나서 뛰어다녔어요 | 사랑해요 이 브랜드 ♥ |
볼 때마다 기분이 좋아져요 | 색이 예뻐서 자꾸 보게 돼요 | 완전 내 스타일~ | 득템했어요 신나요 | 웃음이 절로 나네요 ㅎㅎ | 맛있어서 순식간에 다 먹었어요 | 넘 귀여워요 ㅠㅠ | 재밌게 놀다 왔어요 | 입에서 살살 녹아요~"""
)
CONTENT = phrases(
    """잘 쓰고 있어요 | 무난하게 쓰기 좋습니다 | 가끔 이용하는데 편해요 | 추천합니다 | 꾸준히 사 먹고 있습니다 | 필요한 기능은 다 있어요 | 가성비 괜찮네요 | 쓸 만합니다 | 만족합니다 | 그럭저럭 괜찮아요 | 한 끼로 적당해요 | 생각보다 괜찮습니다 |
유용하게 쓰고 있어요 | 자주 애용합니다 | 설명대로네요 | 사이즈 잘 맞아요 | 문제없이 잘 받았습니다 | 할인도 되고 좋네요 | 이 정도면 충분하죠 | 또 이용할게요 | 재구매했어요 | 집 근처라 자주 가요 | 아이 데리고 가기 좋아요 | 다음에 또 시킬게요 |
제 기준에는 합격 | 시간 절약돼요"""
)

FAINT = phrases(
    """쏘쏘 | 평범해요 | 나쁘진 않아요 | 그저 그래요 | 먹을 만은 합니다 | 기대 없이 가면 괜찮아요 | 딱 그 가격 수준 | 급할 때나 쓸 만해요 | 특별한 건 없어요 | 중간은 갑니다 | 그냥 보통 맛 | 없는 것보단 낫죠 | 굳이 찾아갈 정도는 아니에요 |
한 번쯤은 괜찮아요 | 그럭저럭이에요 | 싼 맛에 씁니다 | 무난무난 | 평타는 치네요"""
)


def _nouns() -> list[str]:
    """Subjects alone, and two of them beside each other: they say nothing of what somebody feels."""
    alone = [noun for field in FIELDS for noun in field.subjects.split()]
    return alone + [f"{one}, {other}" for one, other in zip(alone, alone[7:], strict=False)]


def _set_phrases() -> Iterator[Made]:
    for place, (who, (verb, emotions)) in enumerate(product(PEOPLE, UNKIND)):
        yield Made(
            f"everyday-ko-person-{place % SAID_GROUPS}",
            BAD,
            emotions,
            f"{who} {verb}{PAST_ENDS[place % len(PAST_ENDS)]}",
        )
    for place, (who, (verb, emotions)) in enumerate(product(PEOPLE, KIND)):
        yield Made(
            f"everyday-ko-person-{place % SAID_GROUPS}",
            GOOD,
            emotions,
            f"{who} {verb}{PAST_ENDS[place % len(PAST_ENDS)]}",
        )
    pairs = (
        (THANKS, STILL, BAD, "frustration disappointment? gratitude?"),
        (FAILURES, IRONIC, BAD, "frustration anger? disappointment?"),
        (TROUBLE, MENDED, GOOD, "satisfaction frustration? gratitude?"),
        (TROUBLE, UNMENDED, BAD, "frustration anger? disappointment?"),
    )
    for first, second, sign, emotions in pairs:
        for place, (one, two) in enumerate(product(first, second)):
            yield Made(f"everyday-ko-said-{place % SAID_GROUPS}", sign, emotions, f"{one} {two}")
    for texts, sign, emotions in (
        (REQUESTS, NEITHER, ""), (FACTS, NEITHER, "curiosity?"), (MOVED_BY, GOOD, "delight joy?"), (OUTRAGES, BAD, "anger frustration? disappointment?"),
        (LIKED, GOOD, "joy satisfaction?"), (CONTENT, GOOD, "satisfaction"),
        (FAINT, NEITHER, "satisfaction? disappointment?"), (_nouns(), NEITHER, ""),
    ):  # fmt: skip
        for place, text in enumerate(texts):
            yield Made(f"everyday-ko-said-{place % SAID_GROUPS}", sign, emotions, text)
