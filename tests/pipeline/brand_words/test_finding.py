"""Where a brand word is found: in all its forms, in scored texts alone, and none cost nothing."""

import unicodedata

import pytest

from pipeline.brand_words import finder as brand_finder
from pipeline.brand_words.effect import apply
from pipeline.brand_words.finder import BrandWordFinder, labels_of
from pipeline.config.brand_words import BrandWord
from tests.pipeline.brand_words.sweet import SWEET, occurrences_in, shared_scorer


@pytest.mark.parametrize(
    ("word", "text", "signs"),
    [
        ("달다", "너무 달아요", [1]),
        ("달다", "달고 맛있어요", [1]),
        ("달다", "푸딩이 달아요", [1]),
        ("달다", "단 음식이에요", [1]),
        ("달다", "안 달아요", [-1]),
        ("달다", "푸딩이 안 달아요", [-1]),
        ("달다", "달지 않아요", [-1]),
        ("달다", "달지는 않네요", [-1]),
        ("달다", "단 건 아니에요", [-1]),
        ("달다", "달지 못해요", [-1]),
        ("달다", "안 달지 않아요", [1]),
        ("달다", "댓글을 달았어요", []),
        ("달다", "배달이 빨라요", []),
        ("달다", "달달하고 달아요", [1]),
        ("쓰다/VA", "커피가 써요", [1]),
        ("쓰다/VA", "잘 쓰고 있어요", []),
        ("맵다", "매워요, 안 매워요", [1, -1]),
        ("묵직하다", "묵직해요. 묵직하지가 않아요", [1, -1]),
        ("단맛", "단맛이 없어요", [-1]),
        ("단맛", "단맛이 좋아요", [1]),
        ("추천", "추천 안 합니다", [-1]),
        ("추천하다", "추천하고 싶지 않아요", [-1]),
        ("가성비 좋다", "가성비도 정말 좋네요", [1]),
        ("가성비 좋다", "가성비 안 좋아요", [-1]),
        ("가성비 좋다", "가성비는 모르겠고 좋아요", []),
        ("sweet", "So SWEEEET!", [1]),
        ("sweet", "not very sweet", [-1]),
        ("sweet", "It isn\u2019t sweet", [-1]),
        ("sweet", "No. Sweet it was", [1]),
        ("sweet", "sweetness", []),
        ("sweet", "케이크가 sweet 해요", [1]),
        ("not bad", "not bad at all", [1]),
        ("a.b(c", "a.b(c d", [1]),
        ("a.b(c", "axb(c d", []),
        ("don't", "I don\u2019t know them", [1]),
    ],
)
def test_words_are_found_in_all_their_forms_and_negation_turns_them(word: str, text: str, signs: list[int]) -> None:
    assert [item.sign for item in occurrences_in(text, BrandWord(word, 1))] == signs


def test_a_decomposed_text_is_searched_in_its_own_code_points() -> None:
    text = unicodedata.normalize("NFD", "푸딩이 너무 달아요")
    [item] = occurrences_in(text, SWEET)
    assert unicodedata.normalize("NFC", text[item.start : item.end]) == "달아요"


def test_the_span_holds_endings_and_negations() -> None:
    text = "푸딩이 안 달아요. 케이크는 달지 않아요"
    assert [text[item.start : item.end] for item in occurrences_in(text, SWEET)] == ["안 달아요", "달지 않아요"]


def test_of_overlapping_words_the_longer_one_counts() -> None:
    found = occurrences_in("가성비가 좋아요", BrandWord("좋다", 0), BrandWord("가성비 좋다", -1))
    assert [item.word.word for item in found] == ["가성비 좋다"]
    assert labels_of(found) == ["가성비 좋다 -"]


def test_only_scored_texts_are_searched() -> None:
    assert occurrences_in("返品したい sweet です", BrandWord("sweet", 1)) == ()
    assert occurrences_in("", BrandWord("sweet", 1)) == ()


def test_a_very_long_text_is_searched_in_its_beginning() -> None:
    assert len(occurrences_in("달아요 " * 60_000, SWEET)) <= 2_500


def test_no_words_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["너무 달아요", "sweet"]
    scores = shared_scorer().score(texts)

    def never(text: str) -> None:
        raise AssertionError(text)

    monkeypatch.setattr(brand_finder.korean, "tokenise", never)
    monkeypatch.setattr(brand_finder.english, "tokenise", never)
    found = BrandWordFinder().in_scored(texts, [None, None], scores)
    assert found == [(), ()] and apply(scores, texts, found) is scores


def test_texts_without_the_word_are_not_tokenised_again(monkeypatch: pytest.MonkeyPatch) -> None:
    finder = BrandWordFinder([SWEET])
    texts = ["너무 달아요", "배송이 늦어요", "good"]
    scores = shared_scorer().score(texts)
    assert finder.needs.lemmas == {"달다/VA", "달다/VV"}
    asked: list[str] = []
    real = brand_finder.korean.tokenise
    monkeypatch.setattr(brand_finder.korean, "tokenise", lambda text: asked.append(text) or real(text))
    finder.in_scored(texts, [None] * 3, scores)
    assert asked == ["너무 달아요"]
