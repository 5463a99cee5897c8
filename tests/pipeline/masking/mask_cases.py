"""Texts with personal data and what they must become, and texts that only look as if they had some."""

import re
from pathlib import Path
from typing import NamedTuple

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
    # what a word before gives away
    ("비번이 abcd!234 인데 틀렸대요", "비번이 [secret] 인데 틀렸대요"),
    ("공동현관 #1357* 누르세요", "공동현관 [secret] 누르세요"),
    ("otp 339021 expired", "otp [secret] expired"),
    ("사번 KB-20417 로그인 불가", "사번 [id_number] 로그인 불가"),
    ("policy number PX-2291-004", "policy number [id_number]"),
    ("제 차 12가 3456 긁혔어요", "제 차 [plate] 긁혔어요"),
    ("차량번호 38나 1000, thanks", "차량번호 [plate], thanks"),
    ("number plate 38나 1000.", "number plate [plate]."),
    ("저는 고혈압 환자라 싱겁게 먹어요", "저는 [health] 환자라 싱겁게 먹어요"),
    ("my plate is 7KLM332", "my plate is [plate]"),
    ("맥주소 3C:22:FB:91:0A:7E 등록", "맥주소 [device] 등록"),
    ("사업자번호 120-81-47521 로 발행", "사업자번호 [business_number] 로 발행"),
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


class TypedCase(NamedTuple):
    """A text as people type it, and what in it is personal: kind, first and last place."""

    text: str
    items: tuple[tuple[str, int, int], ...]

    def left_of(self, masked: str) -> list[str]:
        """The kinds of the items of which a letter or a digit is left; of all where the masked text is another."""
        hidden = hidden_in(self.text, masked)
        return [
            kind
            for kind, start, end in self.items
            if not all(
                any(first <= place < last for first, last in hidden)
                for place in range(start, end)
                if self.text[place].isalnum()
            )
        ]


def hidden_in(text: str, masked: str) -> list[tuple[int, int]]:
    """The places of a text that tokens such as [phone] stand for in the masked one."""
    pieces = re.split(r"(\[[a-z_]+\])", masked)
    pattern = "".join("(.+?)" if re.fullmatch(r"\[[a-z_]+\]", piece) else re.escape(piece) for piece in pieces)
    found = re.fullmatch(pattern, text, re.DOTALL)
    return [found.span(group) for group in range(1, found.re.groups + 1)] if found else []


def _typed(line: str) -> TypedCase:
    text, items = "", []
    for piece in re.split(r"(⟦[a-z]+\|.*?⟧)", line.replace("\\n", "\n"), flags=re.DOTALL):
        kind, _, item = piece[1:-1].partition("|") if piece.startswith("⟦") else ("", "", piece)
        if kind:
            items.append((kind, len(text), len(text) + len(item)))
        text += item
    return TypedCase(text, tuple(items))


_TABLE = Path(__file__).with_name("mask_typed.tsv").read_text(encoding="utf-8").splitlines()
TYPED = [_typed(line.partition("\t")[2]) for line in _TABLE if line.startswith("hit")]
"""Texts in many styles, with their items."""

TYPED_MISSES = [line.partition("\t")[2] for line in _TABLE if line.startswith("miss")]
"""Texts in many styles that only look as if they had some."""
