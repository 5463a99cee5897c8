"""Masking on what people type in many styles: what is found of each kind, what stays, and that whatever is planted goes."""

import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.masking.mask import mask_text
from pipeline.masking.sensitive import is_sensitive
from tests.pipeline.masking.mask_cases import TYPED, TYPED_MISSES, hidden_in

LEAST_OF_KIND = 0.9
LEAST_OF_BARE_NAMES = 0.7


def test_the_table_is_large_and_of_every_kind() -> None:
    kinds = Counter(kind for case in TYPED for kind, *_ in case.items)
    assert kinds.total() >= 500 and len(TYPED_MISSES) >= 350
    assert len(kinds) == 17 and min(kinds.values()) >= 4


def test_what_is_found_of_each_kind() -> None:
    """Health is told by the mark on the text; all else must be hidden letter for letter."""
    of, left = Counter[str](), Counter[str]()
    for case in TYPED:
        of.update(kind for kind, *_ in case.items)
        left.update(kind for kind in case.left_of(mask_text(case.text)[0]) if kind != "health")
        left.update(kind for kind, *_ in case.items if kind == "health" and not is_sensitive(case.text))
    found = {kind: 1 - left[kind] / count for kind, count in of.items()}
    assert found.pop("bare") >= LEAST_OF_BARE_NAMES
    assert min(found.values()) >= LEAST_OF_KIND, found
    assert 1 - left.total() / of.total() >= 0.97


def test_what_only_looks_personal_stays() -> None:
    alarms = [text for text in TYPED_MISSES if mask_text(text)[0] != text or is_sensitive(text)]
    assert len(alarms) <= 0.01 * len(TYPED_MISSES), alarms


def test_masking_the_table_twice_is_masking_it_once() -> None:
    for case in TYPED:
        masked = mask_text(case.text)[0]
        assert mask_text(masked) == (masked, Counter()), case.text


_DIGITS = "0123456789"
_BLOCK = st.text(_DIGITS, min_size=4, max_size=4)
_PASSWORD = st.tuples(
    st.text("abcdefghkmnpqrstuvw", min_size=3, max_size=8), st.text(_DIGITS, min_size=1, max_size=4)
).map("".join)
_KOREAN_NAME = st.tuples(
    st.sampled_from("김이박최정강조윤장임"), st.sampled_from(("민준", "서연", "지훈", "하은", "도윤", "수빈"))
).map("".join)
PLANTED = {
    "phone": st.tuples(_BLOCK, _BLOCK, st.sampled_from(("-", " ", ".", "", "📞"))).map(
        lambda parts: f"010{parts[2]}{parts[0]}{parts[2]}{parts[1]}"
    ),
    "account": _BLOCK.map(lambda block: f"국민은행 4812{block[:2]}-04-{block}83"),
    "order": st.tuples(_BLOCK, _BLOCK).map(lambda parts: f"주문번호 {parts[0]}-{parts[1]}-{parts[0]}"),
    "email": st.from_regex(r"[a-z]{3,9}[0-9]{0,3}(?:@| 골뱅이 )(?:naver\.com|gmail\.com|네이버닷컴)", fullmatch=True),
    "name": st.tuples(st.sampled_from(("수령인 ", "예금주는 ", "이름: ")), _KOREAN_NAME).map("".join),
    "secret": _PASSWORD.map(lambda word: f"비밀번호는 {word}"),
    "card": st.tuples(st.sampled_from(("카드 뒷자리 ", "card ending in ")), _BLOCK).map("".join),
    "handle": st.tuples(
        st.sampled_from(("카톡 ", "인스타 @", "telegram: ")), st.text("abcxyz", min_size=3, max_size=9)
    ).map(lambda parts: f"{parts[0]}{parts[1]}_77"),
    "plate": st.tuples(st.sampled_from("나라머서호"), st.integers(1000, 9999)).map(
        lambda parts: f"차량번호 38{parts[0]} {parts[1]}"
    ),
    "id_number": st.integers(20_000, 99_999).map(lambda number: f"사번 DG-{number}"),
    "address": st.tuples(st.integers(101, 999), st.integers(101, 2999)).map(lambda parts: f"{parts[0]}동 {parts[1]}호"),
    "resident_number": st.tuples(st.integers(50, 99), st.integers(100_000, 999_999)).map(
        lambda parts: f"{parts[0]}0412-1{parts[1]}"
    ),
}
"""Kind -> items of it with what stands before them."""

_BEFORE = st.sampled_from(("", "어제 주문했어요. ", "배송이 너무 늦어요ㅠㅠ\n", "Hello there! ", "진짜 별로 👎 "))
_AFTER = st.sampled_from(("", " 확인 부탁드려요", "\n답장 주세요", " 인데 왜 안 돼요?", ", thanks"))


@given(st.sampled_from(sorted(PLANTED)), st.data(), _BEFORE, _AFTER)
@settings(max_examples=200, deadline=None)
def test_what_is_planted_goes_whole(kind: str, data: st.DataObject, before: str, after: str) -> None:
    """Nothing is left of its last four letters or digits, the rest stays as it was, and a second look finds nothing."""
    planted = data.draw(PLANTED[kind])
    text = f"{before}{planted}{after}"
    masked, counts = mask_text(text)
    hidden = hidden_in(text, masked)
    last = len(before) + len(planted)
    tail = [place for place in range(last - 4 if len(planted) > 6 else last - 2, last) if text[place].isalnum()]
    assert all(any(start <= place < end for start, end in hidden) for place in tail), masked
    assert all(start >= len(before) and end <= last for start, end in hidden)
    assert masked.startswith(before) and masked.endswith(after)
    assert counts.total() == len(hidden) >= 1 and mask_text(masked) == (masked, Counter())


@pytest.mark.parametrize(
    "unit",
    ["비번 ", "공동현관 #1", "주문번호 1", "order no. A1", "one two ", "공일", "010📞1", "card ending ", "카드 뒷자리 ", "12가 3",
     "my name is ", "수령인 김", "저는 김하", "김하은", "Dear Mr. ", "a at b dot ", "골뱅이", "동 1호", "1 Oak ", "AB1 2", "유효기간 1",
     "0 ", "#", "A", "가", "님", "*", "김", "@a.", "드림", "1A-", "정신과 ", "제가 ", "암", "i am ", "union "],
)  # fmt: skip
def test_ten_thousand_of_anything_end_soon(unit: str) -> None:
    text = unit * (10_000 // len(unit))
    start = time.process_time()
    masked, _ = mask_text(text)
    is_sensitive(text)
    assert time.process_time() - start < 5
    assert mask_text(masked)[0] == masked
