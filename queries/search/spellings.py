"""Words that are written in more than one way: 이쁘다 and 예쁘다, 맘 and 마음, 메세지 and 메시지, colour and color.

Korean: what the National Institute of Korean Language has recognised beside older standard words (복수 표준어, 2011, 2014,
2015), short forms that its dictionary lists (준말), and loan words and words as they are commonly written beside the
spelling that its rules ask for. English: British beside American spelling.
"""

import re
from collections import defaultdict
from collections.abc import Mapping

_KOREAN = """
예쁘다 이쁘다
삐치다 삐지다
차지다 찰지다
메우다 메꾸다
간질이다 간지럽히다
서투르다 서툴다
서두르다 서둘다
머무르다 머물다
건드리다 건들다
설레다 설레이다
헤매다 헤메다
잠그다 잠구다
담그다 담구다
치르다 치루다
어이없다 어의없다
마음 맘
처음 첨
이야기 얘기
만날 맨날
금세 금새
굳이 구지
많이 마니
먹을거리 먹거리
짜장면 자장면
바닷가재 랍스터 로브스터
희한 희안
며칠 몇일
역할 역활
오랜만 오랫만
설거지 설겆이
베개 배게
찌개 찌게
육개장 육계장
떡볶이 떡볶기 떡뽁이
개수 갯수
대가 댓가
초점 촛점
메시지 메세지
콘텐츠 컨텐츠
액세서리 악세사리 악세서리
비즈니스 비지니스
초콜릿 초콜렛
주스 쥬스
카탈로그 카달로그
리더십 리더쉽
멤버십 멤버쉽
배터리 밧데리 빳데리
사이즈 싸이즈
텔레비전 텔레비젼
파이팅 화이팅
케이크 케익 케잌
서비스 써비스
센터 센타
돈가스 돈까스
소시지 소세지
소파 쇼파
매트리스 메트리스
카펫 카페트
재킷 자켓
카디건 가디건
에어컨 에어콘
디지털 디지탈
데이터 데이타
매니저 메니저
타깃 타겟
앰풀 앰플
테이프 테잎
알레르기 알러지
라이선스 라이센스
트렌드 트랜드
"""
"""A line holds the ways of one word, verbs in dictionary form."""

SHORT: Mapping[str, str] = {
    "넘": "너무", "넘나": "너무", "젤": "제일", "걍": "그냥", "쫌": "좀", "담": "다음", "담에": "다음", "담엔": "다음", "담번": "다음",
}  # fmt: skip
"""Short forms that are other words too (젤, 담), which stand for the long ones where a search knows no other word for them."""

_BRITISH = {
    "centre": "center", "theatre": "theater", "metre": "meter", "litre": "liter", "fibre": "fiber", "grey": "gray",
    "programme": "program", "licence": "license", "defence": "defense", "offence": "offense", "practise": "practice",
    "aluminium": "aluminum", "pyjamas": "pajamas", "jewellery": "jewelry", "cosy": "cozy", "doughnut": "donut",
    "yoghurt": "yogurt", "judgement": "judgment", "ageing": "aging", "enquiry": "inquiry", "fulfil": "fulfill",
    "enrol": "enroll", "skilful": "skillful", "mould": "mold", "catalogue": "catalog", "dialogue": "dialog",
}  # fmt: skip
_OUR = re.compile(r"(?<=[a-z]{2})our(?=$|s|ed|ing|ite|able|ful|less|er)")
_ISE = re.compile(r"(?<=[a-z]{3})is(?=e$|es$|ed$|er$|ers$|ing$|ation$|ations$)")
_YSE = re.compile(r"(?<=[a-z]{2})ys(?=e$|es$|ed$|er$|ers$|ing$)")


def _others() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for line in _KOREAN.split("\n"):
        ways = line.split()
        for way in ways:
            found[way] += [other for other in ways if other != way]
    return {way: tuple(others) for way, others in found.items()}


_OTHERS = _others()
_SHORT_OF: Mapping[str, tuple[str, ...]] = {
    long: tuple(short for short, meant in SHORT.items() if meant == long) for long in SHORT.values()
}


def ways_of(form: str) -> tuple[str, ...]:
    """The ways in which a Korean word in dictionary form is written, as it is given first."""
    return (form, *_OTHERS.get(form, ()))


def short_forms(form: str) -> tuple[str, ...]:
    """The short forms that stand for a Korean word alone: 너무 has 넘 and 넘나."""
    return _SHORT_OF.get(form, ())


def american(word: str) -> str:
    """An English word in American spelling; a word that has none of its own, changed or not, in no other word's."""
    return _BRITISH.get(word) or _YSE.sub("yz", _ISE.sub("iz", _OUR.sub("or", word)))
