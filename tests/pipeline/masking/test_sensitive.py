"""Texts about health, belief or a union: marked and never quoted; of health, the illness itself is masked."""

from pathlib import Path

import pytest

from pipeline.masking.mask import mask, mask_text
from pipeline.masking.pattern import keep_kinds
from pipeline.masking.sensitive import is_sensitive
from pipeline.records import RawFeedback
from queries import Filter, open_warehouse
from tests import sample_databases
from tests.pipeline.masking.mask_cases import KEY


@pytest.mark.parametrize(
    "text",
    ["저는 불교 신자예요", "노조 가입 때문에 불이익을 받았어요", "I'm a practising Catholic", "our union rep asked"],
)
def test_is_marked_and_stays_as_typed(text: str) -> None:
    row = mask(RawFeedback("a.csv", 2, "s", text=text), KEY)
    assert (row.sensitive, row.text) == (True, text)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("제가 당뇨가 있어서 먹어요", "제가 [health]가 있어서 먹어요"),
        ("임신 12주인데 냄새가 나요", "[health] 12주인데 냄새가 나요"),
        ("우리 엄마는 치매라 못 쓰세요", "우리 엄마는 [health]라 못 쓰세요"),
        ("위암 수술 후 먹기 좋아요", "[health] [health] 후 먹기 좋아요"),
        ("정신과에 다니는데 여기 오면 편해요", "[health]에 다니는데 여기 오면 편해요"),
        ("아이가 아토피라 조심해요", "아이가 [health]라 조심해요"),
        ("my mother has dementia", "my mother has [health]"),
        ("I have type 2 diabetes and need this", "I have [health] and need this"),
        ("My depression got worse", "My [health] got worse"),
        ("My wife is 8 months pregnant", "My wife is 8 months [health]"),
    ],
)
def test_what_somebody_has_is_masked_and_the_text_marked(text: str, masked: str) -> None:
    row = mask(RawFeedback("a.csv", 2, "s", text=text), KEY)
    assert (row.sensitive, row.text) == (True, masked)


@pytest.mark.parametrize(
    "text", ["아토피 크림 촉촉해요", "통풍이 잘 돼요", "정신과 마음이 쉬어요", "간질간질해요", "유산균 맛있어요", "탈모 샴푸 향이 좋아요", "heart-shaped mug", "the operation is simple",
     "Just a grey screen and my anxiety", "it gave me a heart attack"]
)  # fmt: skip
def test_words_for_goods_stay(text: str) -> None:
    assert mask_text(text)[0] == text


@pytest.mark.parametrize(
    "text",
    ["배송이 빨라요", "교회 옆 카페예요", "임산부석이 넓어요", "조합이 좋아요", "union jack mug", "암막 커튼", "Great for church trips", "절약돼요"],
)  # fmt: skip
def test_is_not_marked(text: str) -> None:
    assert not mask(RawFeedback("a.csv", 2, "s", text=text), KEY).sensitive


def test_the_mark_can_be_switched_off() -> None:
    keep_kinds({"sensitive"})
    assert not is_sensitive("제가 당뇨가 있어서 먹어요")
    keep_kinds(())
    assert is_sensitive("제가 당뇨가 있어서 먹어요")


def test_is_read_but_in_no_quote_and_no_file(tmp_path: Path) -> None:
    """Six customers of which the one who says most tells of an illness: listed like all, quoted nowhere."""
    said = [
        sample_databases.Answer("2026-01-05", f"무난하고 평범한 상품입니다 {place}", 0.2, {"joy": 1})
        for place in range(5)
    ]
    ill = sample_databases.Answer(
        "2026-01-06", "우울증 약을 먹는데 정말 최악이었어요", -0.9, {"anger": 3}, sensitive=True
    )
    found = open_warehouse(sample_databases.build_database(tmp_path / "s.duckdb", [*said, ill]))
    everybody = Filter()
    listed = found.run("comment_list", filter=everybody, order="newest", limit=10, offset=0).to_pylist()
    quoted = found.run("quote_list", filter=everybody, language=None).to_pylist()
    written = found.run("export_list", filter=everybody).to_pylist()
    assert [row["consent_quote"] for row in listed if row["text"] == ill.text] == [False] and len(listed) == 6
    assert ill.text not in {row["text"] for row in quoted} and quoted
    assert [row["text"] for row in written if row["tone"] < 0] == [None]
    [opened] = found.run("comment", feedback_id=listed[0]["feedback_id"]).to_pylist()
    assert (opened["text"], opened["sensitive"], opened["consent_quote"]) == (ill.text, True, False)
