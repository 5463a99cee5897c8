"""Masking: what must go, what must stay, and what holds for any text."""

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pipeline.masking.mask
import pipeline.masking.passes
from pipeline.errors import Reason
from pipeline.masking.checks import HINTS, may_be_personal
from pipeline.masking.mask import PERSONAL_PATTERNS, feedback_id, keyed_hash, mask, mask_rejected, mask_text, quoted
from pipeline.masking.normalise import PLAIN, _folded, fold, places
from pipeline.masking.passes import one_pass
from pipeline.records import RawFeedback, RejectedRow

KEY = b"a key of the tests, 32 bytes....."

HITS: list[tuple[str, str]] = [
    # telephone numbers
    ("연락처 010-1234-5678 입니다", "연락처 [phone] 입니다"),
    ("01012345678로 전화주세요", "[phone]로 전화주세요"),
    ("010 1234 5678 문자요", "[phone] 문자요"),
    ("010.1234.5678", "[phone]"),
    ("０１０－１２３４－５６７８ 로 연락", "[phone] 로 연락"),
    ("010–1234–5678", "[phone]"),
    ("(010)1234-5678", "[phone]"),
    ("010 - 1234 - 5678", "[phone]"),
    ("011-234-5678 아직 써요", "[phone] 아직 써요"),
    ("공일공 일이삼사 오육칠팔", "[phone]"),
    ("공일공-1234-5678로", "[phone]로"),
    ("제 번호는 공일공에 이삼사오에 육칠팔구예요", "제 번호는 [phone]예요"),
    ("O1O-1234-5678", "[phone]"),
    ("0 1 0 1 2 3 4 5 6 7 8", "[phone]"),
    ("02-123-4567로 걸었더니", "[phone]로 걸었더니"),
    ("02) 1234-5678", "[phone]"),
    ("031 123 4567", "[phone]"),
    ("051.123.4567", "[phone]"),
    ("070-1234-5678 스팸", "[phone] 스팸"),
    ("0504-1234-5678 안심번호", "[phone] 안심번호"),
    ("+82 10-1234-5678", "[phone]"),
    ("+82 (0)10 1234 5678", "[phone]"),
    ("82-10-1234-5678", "[phone]"),
    ("+821012345678", "[phone]"),
    ("call me at (555) 234-5678", "call me at [phone]"),
    ("My number is 415-234-5678.", "My number is [phone]."),
    ("+1 415 234 5678 please", "[phone] please"),
    ("+44 20 7946 0958", "[phone]"),
    ("07911 123456 is my mobile", "[phone] is my mobile"),
    ("+81 90-1234-5678", "[phone]"),
    ("전화번호:01098765432,빨리요", "전화번호:[phone],빨리요"),
    ("010:1234:5678", "[phone]"),
    ("010*1234*5678", "[phone]"),
    ("010ㅡ1234ㅡ5678", "[phone]"),
    ("010/1234/5678", "[phone]"),
    ("010_1234_5678", "[phone]"),
    ("010\n1234\n5678 전화주세요", "[phone] 전화주세요"),
    ("821012345678", "[phone]"),
    ("영일영일이삼사오육칠팔", "[phone]"),
    ("공 일 공 일 이 삼 사 오 육 칠 팔", "[phone]"),
    ("010 1234\u00ad5678", "[phone]"),
    ("0\u200b1\u200b0\u200b1234\u200b5678", "[phone]"),
    ("0\ufe0f10-1\u034f234-5678", "[phone]"),
    ("0️⃣1️⃣0️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣ 로", "[phone] 로"),
    ("⓪①⓪-①②③④-⑤⑥⑦⑧", "[phone]"),
    ("⁰¹⁰¹²³⁴⁵⁶⁷⁸", "[phone]"),
    ("𝟎𝟏𝟎-𝟏𝟐𝟑𝟒-𝟓𝟔𝟕𝟖", "[phone]"),
    ("൦൧൦-൧൨൩൪-൫൬൭൮", "[phone]"),
    ("좋아요❤️ 010-1234-5678 👨‍👩‍👧", "좋아요❤️ [phone] 👨‍👩‍👧"),
    ("연락처 1012345678 로 주세요", "연락처 [phone] 로 주세요"),
    # e-mail and handles
    ("hong@\nnaver.com", "[email]"),
    ("hong﹫naver．com", "[email]"),
    ("hong@우리.회사.한국", "[email]"),
    ("홍길동@naver.com", "[email]"),
    ("hong[at]naver[dot]com", "[email]"),
    ("hong@naver.com으로 보내주세요", "[email]으로 보내주세요"),
    ("메일은 kim.min-su+shop@company.co.kr", "메일은 [email]"),
    ("ｈｏｎｇ＠ｎａｖｅｒ．ｃｏｍ", "[email]"),
    ("hong @ gmail.com", "[email]"),
    ("hong골뱅이naver.com", "[email]"),
    ("hong(at)daum.net", "[email]"),
    ("hong@naver 로 답장", "[email] 로 답장"),
    ("Write to jane_doe99@mail.example.org!", "Write to [email]!"),
    ("인스타 @seoul_mom 으로 DM", "인스타 [handle] 으로 DM"),
    ("thanks @jane.doe", "thanks [handle]"),
    # resident and foreigner numbers
    ("주민번호 900101-1234567", "주민번호 [resident_number]"),
    ("900101 - 2345678 이요", "[resident_number] 이요"),
    ("900101-1******", "[resident_number]"),
    ("외국인등록번호 880212-5123456", "외국인등록번호 [resident_number]"),
    ("주민등록번호는 9001011234567입니다", "주민등록번호는 [resident_number]입니다"),
    ("900101\n1234568", "[resident_number]"),
    ("900101/1234567", "[resident_number]"),
    ("900101_1234567", "[resident_number]"),
    # cards
    ("카드 4111-1111-1111-1111 결제", "카드 [card] 결제"),
    ("4111 1111 1111 1111", "[card]"),
    ("5500000000000004 로 결제했는데", "[card] 로 결제했는데"),
    ("3782 822463 10005", "[card]"),
    ("카드번호:4012888888881881", "카드번호:[card]"),
    # accounts
    ("계좌번호 110-234-567890 으로 환불", "계좌번호 [account] 으로 환불"),
    ("국민 123456-04-123456 입금했어요", "국민 [account] 입금했어요"),
    ("신한은행 110234567890", "신한은행 [account]"),
    ("카카오뱅크 3333-01-1234567 로", "카카오뱅크 [account] 로"),
    ("110-234-567890 (신한)", "[account] (신한)"),
    ("환불계좌는 농협 302-0123-4567-81 입니다", "환불계좌는 농협 [account] 입니다"),
    ("account number 12345678901", "account number [account]"),
    ("IBAN GB29 NWBK 6016 1331 9268 19", "IBAN [account]"),
    # orders
    ("주문번호 2026091612345671", "주문번호 [order]"),
    ("주문번호: A20260916-00123 취소", "주문번호: [order] 취소"),
    ("order number 112-3456789-0123456 is missing", "order number [order] is missing"),
    ("Order #12345678 never came", "Order #[order] never came"),
    ("송장번호 640012345678 조회 안됨", "송장번호 [order] 조회 안됨"),
    ("운송장번호는 123456789012 예요", "운송장번호는 [order] 예요"),
    ("booking reference 8834521X", "booking reference [order]"),
    ("고객번호 C1029384 입니다", "고객번호 [order] 입니다"),
    ("Order DG20260718-1187 is lost", "Order [order] is lost"),
    # papers
    ("여권번호 M12345678", "여권번호 [passport]"),
    ("M123A4567 여권", "[passport] 여권"),
    ("passport no. AB1234567", "passport no. [passport]"),
    ("면허 11-22-333333-44", "면허 [licence]"),
    ("서울 12-345678-90 면허증", "서울 [licence] 면허증"),
    ("생년월일 1990.01.02 입니다", "생년월일 [birth_date] 입니다"),
    ("생년월일: 900102", "생년월일: [birth_date]"),
    ("DOB 1990-01-02", "DOB [birth_date]"),
    # addresses
    ("서울특별시 강남구 테헤란로 123 으로 보내주세요", "[address] 으로 보내주세요"),
    ("서울 마포구 양화로 45, 301호", "[address]"),
    ("경기도 성남시 분당구 판교역로 235번길 12 에이동 1203호", "[address]"),
    ("경기도 달빛시 은하구 그릇로 45, 101동 1203호 입니다", "[address] 입니다"),
    ("강남구 역삼동 123-45 사는데", "[address] 사는데"),
    ("부산시 해운대구 우동 1408번지", "[address]"),
    ("배송지는 중앙로12번길 7 이에요", "배송지는 [address] 이에요"),
    ("역삼동 123-45번지", "[address]"),
    ("래미안아파트 101동 1203호 앞에", "[address] 앞에"),
    ("101동 1203호로 왔어요", "[address]로 왔어요"),
    ("주소: 세종로 209", "주소: [address]"),
    ("서울 강남구 테헤란로 １２３", "[address]"),
    ("I live at 221B Baker Street in town", "I live at [address] in town"),
    ("delivered to 1600 Amphitheatre Parkway", "delivered to [address]"),
    ("Flat 4, 18 Lantern Street", "[address]"),
    ("sent to 350 5th Ave", "sent to [address]"),
    ("at 742 Evergreen Terrace, Apt 3", "at [address]"),
    ("123 main street was wrong", "[address] was wrong"),
    ("우편번호 06236 이요", "우편번호 [address] 이요"),
    # machines and links
    ("제 아이피 192.168.0.12 차단 풀어주세요", "제 아이피 [ip] 차단 풀어주세요"),
    ("from 203.0.113.77.", "from [ip]."),
    ("2001:db8::8a2e:370:7334", "[ip]"),
    ("https://shop.example.com/reset?token=abc123 링크", "https://shop.example.com/[link] 링크"),
    ("https://a.example.kr/u/9f8e7d6c5b4a39281706 안 열려요", "https://a.example.kr/[link] 안 열려요"),
    ("http://user:pw@example.com/ 로그인", "http://[link]example.com/ 로그인"),
    ("www.example.com/order?no=123", "www.example.com/[link]"),
    ("example.com/verify?id=77", "example.com/[link]"),
    # names
    ("홍길동 고객님이라고 부르더니", "[name] 고객님이라고 부르더니"),
    ("김민수님 감사합니다", "[name]님 감사합니다"),
    ("이영희 상담사님 최고", "[name] 상담사님 최고"),
    ("상담해주신 박서준 매니저님", "상담해주신 [name] 매니저님"),
    ("최지우씨가 설치해줬어요", "[name]씨가 설치해줬어요"),
    ("정해인 씨, 고마워요", "[name] 씨, 고마워요"),
    ("남궁민수님께", "[name]님께"),
    ("예금주 홍길동입니다", "예금주 [name]입니다"),
    ("이름은 김철수이고", "이름은 [name]이고"),
    ("저는 홍길동이라고 합니다", "저는 [name]이라고 합니다"),
    ("강동원 기사님 친절해요", "[name] 기사님 친절해요"),
    ("Dear John, thank you", "Dear [name], thank you"),
    ("Hi Sarah, my parcel is late", "Hi [name], my parcel is late"),
    ("Hello Tom!", "Hello [name]!"),
    ("Dear Mr. Smith, I am", "Dear Mr. [name], I am"),
    ("spoke to Mrs Kim yesterday", "spoke to Mrs [name] yesterday"),
    ("My name is Jane Doe and", "My name is [name] and"),
    ("Bad service. Regards, Peter Parker", "Bad service. Regards, [name]"),
]
"""A text with something personal, and what it must become."""

NEAR_MISSES: list[str] = [
    "2026-09-16에 주문했어요",
    "2026.09.16. 17:49:52 작성",
    "26.09.16 결제",
    "09/16/2026 17:49",
    "오후 5:49에 도착",
    "12:30:45",
    "1,234,000원이나 냈는데",
    "가격이 1234000원",
    "12,900원 → 9,900원",
    "$1,299.99 for this",
    "1588-1234로 전화했는데 안받음",
    "1544-0000 고객센터",
    "080-123-4567 무료전화",
    "대표번호 1800-1234",
    "114에 물어봤어요",
    "버전 4.1.2 업데이트",
    "version 10.0.19045.3 broke it",
    "v1.2.3.4 설치 후",
    "모델명 SM-S911N 샀어요",
    "A320-200 was fine",
    "BOEING 777-300ER seats",
    "iPhone 15 Pro Max 256GB",
    "RTX 4090 24GB",
    "100명 중 99명은 만족",
    "별점 5점 만점에 4.5점",
    "10점 드립니다 10/10",
    "3박 4일 여행",
    "2호선 3번 출구 앞",
    "강남역 11번 출구",
    "강남구 매장 3번 갔어요",
    "으로 100원 할인",
    "앞으로 3일 더 기다리래요",
    "바로 2개 더 주문",
    "서울로 3박 4일",
    "제대로 1번도 안됐음",
    "카드로 5만원 결제",
    "부산 바로 2일만에 도착",
    "강남구 역삼동 2호점이 친절",
    "101호 객실이 추웠어요",
    "3동 주차장이 멀어요",
    "객실 1203호 방이 더러움",
    "고객님이라고 불러줘서",
    "선생님 같은 분",
    "기사님 친절해요",
    "사장님 최고",
    "구매자님들 조심하세요",
    "이용자님 대부분",
    "모든 고객님께",
    "신규 고객님만 할인",
    "소중한 고객님이라더니",
    "이용한 고객님",
    "부모님 선물로 드렸어요",
    "하나님 감사합니다",
    "강아지님이 좋아해요",
    "김과장님이 추천",
    "오늘날씨 좋네요",
    "아저씨가 불친절",
    "솜씨가 좋네요",
    "담당자 연결이 안됩니다",
    "이름 변경이 안돼요",
    "저는 공무원입니다",
    "저는 추천합니다",
    "Dear team, please fix",
    "Dear customer service",
    "Hi there, love it",
    "Hello Kitty case is cute",
    "Hi I love this app",
    "Hello, world",
    "Hey guys",
    "Dr Pepper and Mr Bean",
    "3 stars @ best",
    "사과 @1000원에 샀어요",
    "meet @ 3pm",
    "https://www.example.com/products/mug 여기서",
    "www.example.com 좋아요",
    "5 Star experience",
    "10 minutes Drive",
    "2 way street",
    "order 2 more",
    "주문 3번 했어요",
    "주문번호가 안 나와요",
    "ticket 12 please",
    "account was blocked for 2 days",
    "계좌이체로 30000원 냈어요",
    "우리 2026-09-16 17시에",
    "국민 10명 중 9명",
    "하나 1000원",
    "생일 선물 30000원",
    "인구 51740000명",
    "시청률 23.4% 기록",
    "2015년 7월 25일 방송",
    "0.1초만에 매진",
    "1234567890",
    "1012345678 바코드",
    "별점 ①배송 ②포장 ③가격 10m²",
    "02:30:15 도착",
    "2026/02/03 12:34:56",
    "10000*12 = 120000",
    "서비스가 좋다는 말에 공감 일단 이용",
    "8801234567893 바코드",
    "1726480192000",
    "4111-1111-1111-1112 아님",
    "ㅋㅋㅋㅋ 010 이라니",
    "010번 버스",
    "영하 10도 1234보",
    "7-11 편의점",
    "24/7 지원",
    "16:9 비율 1920x1080",
    "500-600-700 라인업",
    "가로 100 세로 200 높이 300",
    "A4 용지 80g 500매",
    "C# 8.0 .NET 4.7.2",
    "+100 포인트 적립",
    "2026-1234호 공고",
    "공일 날에 쉬어요",
    "이메일 주소가 안 먹혀요",
    "3.141592653589",
]
"""Texts that look a little like personal data and must stay as they are."""


def test_the_table_is_large_enough() -> None:
    assert len(HITS) + len(NEAR_MISSES) >= 120
    assert {kind for kind, *_ in _kinds(PERSONAL_PATTERNS)} == {kind for _, text in HITS for kind in _tokens(text)}


def test_recall_and_precision() -> None:
    caught = sum(_count(mask_text(text)[0]) >= _count(wanted) for text, wanted in HITS)
    false_alarms = [text for text in NEAR_MISSES if mask_text(text)[0] != text]
    assert caught / len(HITS) >= 0.98
    assert caught / (caught + len(false_alarms)) >= 0.95


@pytest.mark.parametrize(("text", "wanted"), HITS)
def test_personal_data_goes(text: str, wanted: str) -> None:
    masked, counts = mask_text(text)
    assert masked == wanted
    assert counts == Counter(_tokens(wanted))


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_stay(text: str) -> None:
    assert mask_text(text) == (text, Counter())


@pytest.mark.parametrize("text", [wanted for _, wanted in HITS])
def test_a_masked_text_stays(text: str) -> None:
    assert mask_text(text)[0] == text


_PIECES = st.sampled_from([text for text, _ in HITS] + NEAR_MISSES)
_ODD = st.text(
    st.sampled_from("0123456789-@. 님씨홍길동로길구시동호번:/[]+()공일DearHi,\u200b\uff10\ud800\n"), max_size=60
)


@given(st.lists(st.one_of(_PIECES, _ODD, st.text(max_size=20)), max_size=4).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_masking_twice_is_masking_once(text: str) -> None:
    masked, counts = mask_text(text)
    assert mask_text(masked) == (masked, Counter())
    assert (masked == text) == (not counts)


@given(
    st.text(
        st.characters(blacklist_characters="@님씨/성이예수받입저공골", blacklist_categories=("Nd", "Lu", "Ll", "Cs"))
    )
)
@settings(deadline=None)
def test_nothing_to_mask_nothing_changed(text: str) -> None:
    assert mask_text(text) == (text, Counter())


@given(st.text())
@settings(deadline=None)
def test_folding_keeps_every_place(text: str) -> None:
    folded = fold(text)
    at = places(text, folded) or range(len(text) + 1)
    assert len(at) == len(folded) + 1
    assert "".join(fold(text[place]) for place in at[:-1]) == folded


def test_what_is_plain_is_folded_to_itself() -> None:
    plain = [letter for letter in map(chr, range(0x11_0000)) if re.fullmatch(PLAIN, letter)]
    assert len(plain) > 11_000
    assert all(_folded(letter) in (letter, ord(letter)) for letter in plain)


def asked_of_duckdb(texts: list[str]) -> list[bool]:
    """Whether the last look before publishing would look at each text."""
    query = "select regexp_matches(text, $hints) or not regexp_full_match(text, $plain) from (select unnest($texts) as text)"
    with duckdb.connect() as connection:
        asked = connection.execute(query, {"hints": HINTS, "plain": PLAIN, "texts": texts}).fetchall()
    return [looked for (looked,) in asked]


def test_the_last_look_leaves_out_no_text_that_a_pattern_matches() -> None:
    texts = [text for text, _ in HITS]
    assert len(texts) > 100 and all(asked_of_duckdb(texts))
    assert not any(asked_of_duckdb(["배송이 빨라요!", "Great, thanks :)\nAgain~", "ㅋㅋㅋ 최고…"]))


@given(st.lists(st.text(), min_size=1, max_size=5))
@settings(deadline=None, max_examples=30)
def test_the_last_look_sees_what_masking_looks_at(texts: list[str]) -> None:
    seen = asked_of_duckdb(texts)
    assert all(looked for text, looked in zip(texts, seen, strict=True) if may_be_personal(fold(text)))


@pytest.mark.parametrize(
    "text",
    [
        "1" * 50_000,
        "1 " * 50_000,
        "010-" * 25_000,
        "a@" * 50_000,
        "@" * 100_000,
        "a." * 50_000 + "@b",
        "서울 " * 20_000,
        "강남구 역삼동 " * 10_000,
        "로1길" * 20_000,
        "홍길동" * 30_000 + "님",
        "Dear " * 20_000,
        "http://" * 15_000,
        "https://a.kr/" + "a/" * 50_000,
        "Regards " + " " * 50_000 + "x",
        "계좌" * 30_000 + "1",
        "1:" * 50_000,
        "1." * 50_000,
        "+1" * 50_000,
        "order no " * 10_000,
        "AB12 " * 20_000,
        "1 Aa " * 20_000,
        "번지 동1" * 15_000,
        "가" * 100_000 + "1동 1호",
        "a골뱅이" * 25_000,
        "계좌 " + "1-" * 50_000,
        "a@b.com" + "@b.com" * 16_000,
        "a@\n" * 33_000,
        "영일공" * 33_000,
        "010-1234-5678" * 2_000,
        "a@b.com" + ("\u200b" * 500 + "@b.com") * 180,
    ],
    ids=range(30),
)
def test_hostile_texts_come_to_an_end(text: str) -> None:
    masked, _ = mask_text(text)
    assert mask_text(masked)[0] == masked


@pytest.mark.parametrize(
    "grown", [lambda n: "계좌 " + "1-" * n, lambda n: "a@b.com" + "@b.com" * n, lambda n: "010-1234-5678" * n]
)
def test_the_work_grows_with_the_length(grown: Callable[[int], str], monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[int] = []

    def counted(text: str, *rest: Any) -> tuple[str, list[int]]:
        looked_at.append(len(text))
        return one_pass(text, *rest)

    for module in (pipeline.masking.mask, pipeline.masking.passes):
        monkeypatch.setattr(module, "one_pass", counted)

    def work(n: int) -> int:
        looked_at.clear()
        mask_text(grown(n))
        return sum(looked_at)

    assert work(4_000) < 2.5 * work(2_000)


def test_mask_makes_a_row_that_may_be_stored() -> None:
    raw = RawFeedback(
        file="a.csv", row=2, source="shop", id="r1", text="010-1234-5678 홍길동님", answered_at=datetime(2026, 9, 16),
        rating=4.0, rating_max=5, nps=9, customer=" u77 ", product="머그", channel="web", touchpoint="결제",
        segment="VIP", language="ko", audience="employee", consent_quote=False,
    )  # fmt: skip
    row = mask(raw, KEY)
    assert (row.text, row.masked) == ("[phone] [name]님", Counter(phone=1, name=1))
    assert row.customer_key == keyed_hash("u77", KEY) and len(row.customer_key) == 32
    assert (row.source_id, row.rating, row.rating_max, row.nps_score) == ("r1", 4.0, 5, 9)
    assert (row.product, row.channel, row.touchpoint, row.segment) == ("머그", "web", "결제", "VIP")
    assert (row.language_hint, row.audience, row.consent_quote) == ("ko", "employee", False)
    assert row.feedback_id == feedback_id("shop", "r1")


def test_the_customer_hash_depends_on_the_key_and_is_no_plain_hash() -> None:
    assert keyed_hash("u77", KEY) == keyed_hash("u77", KEY)
    assert keyed_hash("u77", KEY) != keyed_hash("u77", b"another")
    assert keyed_hash("u77", b"x" * 200) != keyed_hash("u77", b"x" * 64)
    with pytest.raises(ValueError, match="empty"):
        keyed_hash("u77", b"")


@pytest.mark.parametrize(
    "value",
    ["hong@naver.com", "01012345678", "010-1234-5678", "٠١٠١٢٣٤٥٦٧٨", "01\u200b012345678", "821012345678",
     "900101-1234567", "https://x.com/u?tel=01012345678"],
)  # fmt: skip
def test_a_personal_id_is_hashed(value: str) -> None:
    row = mask(RawFeedback(file="a", row=2, source="s", id=value, text="x"), KEY)
    assert row.source_id == keyed_hash(value, KEY)


@pytest.mark.parametrize(
    "value", ["9748770", "4810297088294", "R-2026-0001", "4111111111111111", "9001011234568", "안녕"]
)
def test_other_ids_stay(value: str) -> None:
    assert mask(RawFeedback(file="a", row=2, source="s", id=value, text="x"), KEY).source_id == value


def test_labels_are_masked_too() -> None:
    raw = RawFeedback(
        file="a", row=2, source="s", nps=3, product="hong@naver.com 전용", segment="홍길동님", channel="5512345678901"
    )
    row = mask(raw, KEY)
    assert (row.product, row.segment, row.channel) == ("[email] 전용", "[name]님", "5512345678901")
    assert row.masked == Counter(email=1, name=1)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("9001011234568", "[resident_number]"),
        ("9013321234568", "9013321234568"),
        ("4111111111111111", "[card]"),
        ("4111111111111112", "4111111111111112"),
        ("8801234567893", "8801234567893"),
        ("01012345678", "[phone]"),
        ("0111234567", "[phone]"),
        ("821012345678", "[phone]"),
        ("０１０１２３４５６７８", "[phone]"),
        ("01\u200b012345678", "[phone]"),
        ("1012345678", "1012345678"),
    ],
)
def test_labels_of_digits_alone(value: str, wanted: str) -> None:
    raw = RawFeedback("a", 2, "s", nps=3, product=value, channel=value, segment=value, touchpoint=value)
    row = mask(raw, KEY)
    assert {row.product, row.channel, row.segment, row.touchpoint} == {wanted}


def test_a_reason_is_masked_before_it_is_cut() -> None:
    assert (
        quoted("제 연락처는 이것입니다 꼭 연락주세요 010-1234-5678") == "'제 연락처는 이것입니다 꼭 연락주세요 [phone]'"
    )
    assert quoted("가" * 50) == "'" + "가" * 39 + "…'"


def test_names_of_files_and_columns_are_masked() -> None:
    row = RejectedRow("010-1234-5678.csv", 3, "hong@naver.com", Reason("header_again"), '{"hong@naver.com": "x"}')
    masked = mask_rejected(row)
    assert (masked.file, masked.column, masked.raw) == ("[phone].csv", "[email]", '{"[email]": "x"}')


def test_feedback_ids() -> None:
    moment = datetime(2026, 9, 16, 17, 49)
    ids = {
        feedback_id("s", "1"),
        feedback_id("t", "1"),
        feedback_id("s", "1", 1),
        feedback_id("s", ("1", None, None)),
        feedback_id("s", ("1", moment, None)),
        feedback_id("s", ("1", moment, "p")),
        feedback_id("s", (None, moment, "p")),
    }
    assert len(ids) == 7
    assert all(0 < number < 2**63 for number in ids)
    raw = RawFeedback(file="a", row=2, source="s", text="call 010-1234-5678", answered_at=moment, product="p")
    assert mask(raw, KEY).feedback_id == feedback_id("s", ("call [phone]", moment, "p"))
    assert mask(raw, KEY, 1).feedback_id == feedback_id("s", ("call [phone]", moment, "p"), 1)


@given(st.text(), st.lists(st.none() | st.text() | st.datetimes(), max_size=3), st.integers(0, 10**6))
@settings(deadline=None)
def test_a_feedback_id_is_the_hash_of_a_json_list(source: str, parts: list[Any], ordinal: int) -> None:
    stable = json.dumps([source, len(parts), *(None if part is None else str(part) for part in parts), ordinal])
    number = int.from_bytes(blake2b(stable.encode(), digest_size=8).digest(), "big") >> 1
    assert feedback_id(source, tuple(parts), ordinal) == (number or 1)


def test_rejected_rows_are_masked() -> None:
    cells = {"text": "hong@naver.com", "n": 1, "none": None, "yes": True, "phone": 1012345678, "list": ["홍길동님"]}
    reason = Reason("not_a_date", {"value": "'010-1234-5678'"})
    row = RejectedRow("a.csv", 3, "date", reason, json.dumps(cells, ensure_ascii=False))
    masked = mask_rejected(row)
    assert json.loads(masked.raw) == {**cells, "text": "[email]", "list": ["[name]님"]}
    assert masked.reason.found == "'[phone]' is not a date"
    assert (masked.file, masked.row, masked.column, masked.reason.code) == ("a.csv", 3, "date", "not_a_date")
    nps = Reason("nps_out_of_range", {"value": 11})
    assert mask_rejected(RejectedRow("a", 1, None, nps, "no json 010-1234-5678")).raw == "no json [phone]"
    assert mask_rejected(RejectedRow("a", 1, None, nps, "{}")).reason == nps


def _tokens(text: str) -> list[str]:
    return re.findall(r"\[([a-z_]+)\]", text)


def _count(text: str) -> int:
    return len(_tokens(text))


def _kinds(patterns: object) -> list[tuple[str]]:
    return [(entry.kind,) for entry in patterns]  # type: ignore[attr-defined]
