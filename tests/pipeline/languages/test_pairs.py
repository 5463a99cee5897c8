"""Pairs: what a clause says of what, in Korean and English, with its denial, and where in the text."""

import pytest

from pipeline.languages import english, korean


@pytest.fixture(scope="module")
def found() -> dict[str, list[tuple[int, str]]]:
    korean_texts = [text for text in CASES if any("가" <= letter <= "힣" for letter in text)]
    english_texts = [text for text in CASES if text not in korean_texts]
    return dict(zip(korean_texts, korean.token_batch(korean_texts).pairs, strict=True)) | dict(
        zip(english_texts, english.token_batch(english_texts).pairs, strict=True)
    )


CASES = {
    "배송이 너무 늦어요": ["배송+늦다"],
    "늦은 배송": ["배송+늦다"],
    "배송이 지연되었어요": ["배송+지연되다"],
    "친절한 고객센터 직원": ["고객센터+친절하다"],
    "배송 최고예요": ["배송+최고"],
    # a denial is kept, whether before or after, in one word or two
    "환불이 안 돼요": ["환불+안 되다"],
    "환불이 안되네요": ["환불+안 되다"],
    "환불되지 않았어요": ["환불+안 되다"],
    "결제를 못했어요": ["결제+못 하다"],
    "포장이 꼼꼼하지 않다": ["포장+안 꼼꼼하다"],
    "상담원이 불친절해요": ["상담원+불친절하다"],
    "정품이 아니에요": ["정품+아니다"],
    # the thing itself, not the place where it happens
    "결제가 앱에서 안 돼요": ["결제+안 되다"],
    # what says little of a thing says nothing unless denied
    "재고가 있어요": [],
    # each clause for itself
    "배송은 빨랐지만 결제가 안 돼요": ["배송+빠르다", "결제+안 되다"],
    "The refund is still not processed": ["refund+not processed"],
    "Payment failed. App crashes": ["payment+failed", "app+crashes"],
    "delivery was late but packaging was torn": ["delivery+late", "packaging+torn"],
    "I was charged twice": ["charged+twice"],
    "it is what it is": [],
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_pairs_of_a_text(found: dict[str, list[tuple[int, str]]], text: str, expected: list[str]) -> None:
    assert [pair for _, pair in found[text]] == expected


def test_a_pair_stands_once_where_it_is_first_said(found: dict[str, list[tuple[int, str]]]) -> None:
    [pairs] = korean.token_batch(["배송이 늦어요. 정말 배송이 늦어요."]).pairs
    assert pairs == [(4, "배송+늦다")]
    text = "배송은 빨랐지만 결제가 안 돼요"
    assert [text[start] for start, _ in found[text]] == ["빨", "돼"]
