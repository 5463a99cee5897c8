"""Masked rows: customers as keyed hashes, ids and labels without personal data, rejected rows, ids of answers."""

import json
import tomllib
from collections import Counter
from datetime import datetime
from hashlib import blake2b
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import REASONS_FILE, Reason
from pipeline.masking.hashing import keyed_id, stable_hash
from pipeline.masking.mask import (
    _PLAIN_ID,
    PERSONAL_IN_IDS,
    feedback_id,
    keyed_hash,
    mask,
    mask_rejected,
    mask_text,
    quoted,
)
from pipeline.records import Audience, RawFeedback, RejectedRow
from tests.pipeline.masking.mask_cases import KEY


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
    assert row.feedback_id == feedback_id("shop", "r1", KEY)


def test_the_customer_hash_depends_on_the_key_and_is_no_plain_hash() -> None:
    assert keyed_hash("u77", KEY) == keyed_hash("u77", KEY)
    assert keyed_hash("u77", KEY) != keyed_hash("u77", b"another")
    assert keyed_hash("u77", b"x" * 200) != keyed_hash("u77", b"x" * 64)
    with pytest.raises(ValueError, match="empty"):
        keyed_hash("u77", b"")


def test_without_the_key_an_id_is_not_found_by_guessing_and_says_nothing_of_time_or_order() -> None:
    moments = [datetime(2026, 3, 2, 9, minute) for minute in range(60)]
    rows = [
        mask(RawFeedback("a", n, "staff", text="회의가 너무 길어요", answered_at=at), KEY)
        for n, at in enumerate(moments)
    ]
    ids = [row.feedback_id for row in rows]
    guesses = {stable_hash("staff", ("회의가 너무 길어요", at, None)) for at in moments}
    keyed_wrongly = {keyed_id(number, b"guessed") for number in guesses}
    assert not {*ids} & (guesses | keyed_wrongly) and {row.stable_hash for row in rows} == guesses
    ranks = [sorted(ids).index(number) for number in ids]
    assert abs(float(np.corrcoef(ranks, range(60))[0, 1])) < 0.5
    with pytest.raises(ValueError, match="empty"):
        keyed_id(1, b"")


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


@given(value=st.from_regex(_PLAIN_ID, fullmatch=True, alphabet=st.characters(max_codepoint=127)))
@settings(max_examples=500, deadline=None)
def test_plain_ids_hold_nothing_personal(value: str) -> None:
    assert PERSONAL_IN_IDS.isdisjoint(mask_text(value)[1])


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
        feedback_id("s", "1", KEY),
        feedback_id("s", "1", b"another"),
        feedback_id("t", "1", KEY),
        feedback_id("s", "1", KEY, 1),
        feedback_id("s", ("1", None, None), KEY),
        feedback_id("s", ("1", moment, None), KEY),
        feedback_id("s", ("1", moment, "p"), KEY),
        feedback_id("s", (None, moment, "p"), KEY),
    }
    assert len(ids) == 8
    assert all(0 < number < 2**63 for number in ids)
    raw = RawFeedback(file="a", row=2, source="s", text="call 010-1234-5678", answered_at=moment, product="p")
    assert mask(raw, KEY).feedback_id == feedback_id("s", ("call [phone]", moment, "p"), KEY)
    assert mask(raw, KEY, 1).feedback_id == feedback_id("s", ("call [phone]", moment, "p"), KEY, 1)


@given(st.text(), st.lists(st.none() | st.text() | st.datetimes(), max_size=3), st.integers(0, 10**6))
@settings(deadline=None)
def test_the_stable_hash_is_that_of_a_json_list(source: str, parts: list[Any], ordinal: int) -> None:
    stable = json.dumps([source, len(parts), *(None if part is None else str(part) for part in parts), ordinal])
    number = int.from_bytes(blake2b(stable.encode(), digest_size=8).digest(), "big") >> 1
    assert stable_hash(source, tuple(parts), ordinal) == (number or 1)


def test_rejected_rows_are_masked() -> None:
    cells = {"text": "hong@naver.com", "n": 1, "none": None, "yes": True, "phone": 1012345678, "list": ["홍길동님"]}
    reason = Reason("not_a_date", {"value": "'010-1234-5678'"})
    row = RejectedRow("a.csv", 3, "date", reason, json.dumps(cells, ensure_ascii=False), audience="customer")
    masked = mask_rejected(row)
    assert json.loads(masked.raw) == {**cells, "text": "[email]", "list": ["[name]님"]}
    assert masked.reason.found == "'[phone]' is not a date"
    assert (masked.file, masked.row, masked.column, masked.reason.code) == ("a.csv", 3, "date", "not_a_date")
    nps = Reason("nps_out_of_range", {"value": 11})
    assert mask_rejected(RejectedRow("a", 1, None, nps, "no json 010-1234-5678")).raw == "no json [phone]"
    assert mask_rejected(RejectedRow("a", 1, None, nps, "{}", audience="customer")).reason == nps


@pytest.mark.parametrize("audience", ["employee", None])
def test_a_reason_quotes_no_cell_of_a_row_that_is_no_customers(audience: Audience | None) -> None:
    kept = {"first": "1970", "most": "9", "scale": "5", "width": "3"}
    said = {"value": "'우리 팀장이'", "why": "near '우리'", "top": "7", "text": "우리", "remedy": "우리"}
    for code in tomllib.loads(REASONS_FILE.read_text(encoding="utf-8"))["rows"]:
        row = mask_rejected(RejectedRow("a", 1, None, Reason(code, kept | said), "{}", audience=audience))
        assert row.reason.arguments == kept | dict.fromkeys(said, "…")
        assert "우리" not in row.reason.found + row.reason.remedy


def test_a_rejected_row_has_the_id_that_its_answer_would_have() -> None:
    answer = RawFeedback("a", 1, "shop", id="r1", consent_analyse=False)
    row = RejectedRow("a", 1, None, Reason("header_again"), "{}", answer=answer)
    assert mask_rejected(row, KEY).feedback_id == feedback_id("shop", "r1", KEY)
    assert mask_rejected(row).feedback_id is None and mask_rejected(row, KEY).answer is None
