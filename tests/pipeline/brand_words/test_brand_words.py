"""Brand words: what the settings accept, where a word is found, what it does to scores, and that none cost nothing."""

import math
import unicodedata
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.brand_words import finder as brand_finder
from pipeline.brand_words.effect import apply, pull
from pipeline.brand_words.finder import BrandWordFinder, BrandWordOccurrence, labels_of
from pipeline.config.brand_words import BrandWord, words_for
from pipeline.config.ondo_toml.brand_words import LONGEST_WORD, MOST_WORDS, BrandWordEntry, brand_words_of
from pipeline.config.settings import load_settings
from pipeline.emotions import EMOTION_CODES, EMOTIONS
from pipeline.errors import WrongUsage
from pipeline.scoring.score_table import SCHEMA
from pipeline.scoring.scorer import Scorer

VALENCES = {emotion.code: emotion.valence for emotion in EMOTIONS}
SWEET = BrandWord("달다", 1)

WORD = '[[brand_word]]\nword = "{}"\ntone = "{}"\n'
DESSERT = '[product_group.dessert]\nproducts = ["푸딩*"]\n'


def _words(folder: Path, text: str) -> tuple[BrandWord, ...]:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path).brand_words


def _found(text: str, *words: BrandWord, product: str | None = None) -> tuple[BrandWordOccurrence, ...]:
    """Occurrences in one text, by way of its real scores."""
    return BrandWordFinder(words).in_scored([text], [product], _scorer().score([text]))[0]


_made: list[Scorer] = []


def _scorer() -> Scorer:
    if not _made:
        _made.append(Scorer())
    return _made[0]


def test_settings_give_words_and_groups(tmp_path: Path) -> None:
    entries = DESSERT + WORD.format(" 달다 ", "+") + 'product_group = "dessert"\nemotion = "delight"\n'
    entries += WORD.format("Sweet", "0")
    assert _words(tmp_path, entries) == (
        BrandWord("달다", 1, "delight", "dessert", ("푸딩*",)),
        BrandWord("Sweet", 0),
    )
    assert [word.label for word in _words(tmp_path, entries)] == ["달다 + delight", "Sweet 0"]
    assert load_settings().brand_words == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (WORD.format("", "+"), "empty word"),
        (WORD.format("  ", "+"), "empty word"),
        (WORD.format("(", "+"), "no Korean or Latin letter"),
        (WORD.format("*", "+"), "no Korean or Latin letter"),
        (WORD.format("甘い", "+"), "no Korean or Latin letter"),
        (WORD.format("\\u202e달다", "+"), "invisible"),
        (WORD.format("a" * (LONGEST_WORD + 1), "+"), "characters, more than"),
        (WORD.format("달다", "positive"), "tone is 'positive', not one of"),
        ('[[brand_word]]\nword = "달다"\ntone = 1', "brand_word 1: tone is 1, not one of"),
        ('[[brand_word]]\ntone = "+"', "brand_word 1 lacks 'word'"),
        ('[[brand_word]]\nword = "달다"', "brand_word 1 lacks 'tone'"),
        ('brand_word = ["달다"]', "is written as"),
        ('[brand_word]\nword = "달다"', "is written as"),
        ("product_group = 3", "product_group is 3, not a table"),
        ("[product_group.d]", "product_group.d lacks 'products'"),
        ('[product_group.d]\nproducts = [""]', "product_group.d.products 1 is '', not the name of a product"),
        ('[product_group.d]\nproducts = "푸딩"', "product_group.d.products is '푸딩', not a list of names"),
        (WORD.format("달다", "+") + 'product_group = "desert"\n' + DESSERT, "no product_group 'desert' .dessert."),
        (WORD.format("달다", "+") + 'products = ["푸딩"]', "brand_word 1: unknown setting 'products'"),
        (WORD.format("달다", "+") + 'emotion = "bliss"', "'bliss' is not one of"),
        (WORD.format("달다", "+") + 'emotion = "anger"', "contradicts"),
        (WORD.format("달다", "+") + WORD.format("달다", "-"), 'stands twice for all products, as "." and as "-"'),
        (WORD.format("달다", "+") + WORD.format(unicodedata.normalize("NFD", "달다"), "+"), "stands twice"),
        (WORD.format("Sweet", "+") + WORD.format("sweet", "0"), "stands twice"),
        (
            "".join(WORD.format(f"word{place}", "+") for place in range(MOST_WORDS + 1)),
            "a list of 2001, not a list of at most 2000",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(WrongUsage, match=told) as caught:
        _words(tmp_path, text)
    assert caught.value.where.endswith("own.toml") and caught.value.remedy


@pytest.mark.parametrize(
    ("pattern", "product", "holds"),
    [
        ("푸딩*", "푸딩 오리지널", True),
        ("푸딩*", "커피 푸딩", False),
        ("치즈 케이크", "치즈케이크", True),
        ("PUDDING ?", "pudding 2", True),
        ("[한정] 푸딩", "[한정] 푸딩", True),
        ("[한정] 푸딩", "한푸딩", False),
        (unicodedata.normalize("NFC", "푸딩"), unicodedata.normalize("NFD", "푸딩"), True),
        ("*", None, False),
        ("*a*a*a*a*a*a*b", "a" * 200, False),
    ],
)
def test_products_are_named_by_globs(pattern: str, product: str | None, holds: bool) -> None:
    assert BrandWord("달다", 1, None, "group", (pattern,)).concerns(product) is holds


def test_a_groups_word_stands_before_the_word_for_all_and_the_first_group_before_the_second() -> None:
    general = BrandWord("달다", -1)
    first = BrandWord("달다", 1, None, "first", ("푸딩*",))
    second = BrandWord("달다", 0, None, "second", ("*",))
    words = (general, first, second)
    assert words_for(words, "푸딩") == {first}
    assert words_for(words, "커피") == {second}
    assert words_for(words, None) == {general}


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
        ("don't", "I don\u2019t know", [1]),
    ],
)
def test_words_are_found_in_all_their_forms_and_negation_turns_them(word: str, text: str, signs: list[int]) -> None:
    assert [item.sign for item in _found(text, BrandWord(word, 1))] == signs


def test_a_decomposed_text_is_searched_in_its_own_code_points() -> None:
    text = unicodedata.normalize("NFD", "푸딩이 너무 달아요")
    [item] = _found(text, SWEET)
    assert unicodedata.normalize("NFC", text[item.start : item.end]) == "달아요"


def test_the_span_holds_endings_and_negations() -> None:
    text = "푸딩이 안 달아요. 케이크는 달지 않아요"
    assert [text[item.start : item.end] for item in _found(text, SWEET)] == ["안 달아요", "달지 않아요"]


def test_of_overlapping_words_the_longer_one_counts() -> None:
    found = _found("가성비가 좋아요", BrandWord("좋다", 0), BrandWord("가성비 좋다", -1))
    assert [item.word.word for item in found] == ["가성비 좋다"]
    assert labels_of(found) == ["가성비 좋다 -"]


def test_only_scored_texts_are_searched() -> None:
    assert _found("返品したい sweet です", BrandWord("sweet", 1)) == ()
    assert _found("", BrandWord("sweet", 1)) == ()


def test_a_very_long_text_is_searched_in_its_beginning() -> None:
    assert len(_found("달아요 " * 60_000, SWEET)) <= 2_500


def test_no_words_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["너무 달아요", "sweet"]
    scores = _scorer().score(texts)

    def never(text: str) -> None:
        raise AssertionError(text)

    monkeypatch.setattr(brand_finder.korean, "tokenise", never)
    monkeypatch.setattr(brand_finder.english, "tokenise", never)
    found = BrandWordFinder().in_scored(texts, [None, None], scores)
    assert found == [(), ()] and apply(scores, texts, found) is scores


def test_texts_without_the_word_are_not_tokenised_again(monkeypatch: pytest.MonkeyPatch) -> None:
    finder = BrandWordFinder([SWEET])
    texts = ["너무 달아요", "배송이 늦어요", "good"]
    scores = _scorer().score(texts)
    assert finder.needs.lemmas == {"달다/VA", "달다/VV"}
    asked: list[str] = []
    real = brand_finder.korean.tokenise
    monkeypatch.setattr(brand_finder.korean, "tokenise", lambda text: asked.append(text) or real(text))
    finder.in_scored(texts, [None] * 3, scores)
    assert asked == ["너무 달아요"]


def _row(tone: float, evidence: list[tuple[int, int, str, float]], present: dict[str, float] | None = None) -> pa.Table:
    """One row as the scorer would give it, with these spans and present emotions (code -> probability)."""
    present = present or {}
    spans = [dict(zip(("start", "end", "emotion", "weight"), span, strict=True)) for span in evidence]
    row = {
        "language": "ko", "state": "scored", "tone": tone, "confidence": (1 + abs(tone)) / 2, "valence": "neutral",
        "emotions": {code: present.get(code, 0.01) for code in EMOTION_CODES},
        "intensity": {code: int(code in present) for code in EMOTION_CODES},
        "present": list(present), "evidence": spans, "lemmas": [],
    }  # fmt: skip
    return pa.Table.from_pylist([row], schema=SCHEMA)


def _applied(scores: pa.Table, text: str, *occurrences: BrandWordOccurrence) -> dict[str, object]:
    return apply(scores, [text], [occurrences]).to_pylist()[0]


def test_the_formula_by_hand() -> None:
    item = BrandWordOccurrence(SWEET, 0, 3, 1, False)
    row = _applied(_row(0.0, []), "달아요", item)
    assert row["tone"] == pytest.approx(math.tanh(2 * math.tanh(0.5)), abs=1e-6)
    assert row["confidence"] == pytest.approx((1 + row["tone"]) / 2, abs=1e-6)
    assert row["evidence"] == [{"start": 0, "end": 3, "emotion": "tone", "weight": pytest.approx(pull(1))}]
    twice = _applied(_row(0.0, []), "달아요 달아요", item, BrandWordOccurrence(SWEET, 4, 7, 1, False))
    assert twice["tone"] == pytest.approx(math.tanh(2 * math.tanh(1.0)), abs=1e-6)
    against = _applied(_row(0.0, []), "달아요 안 달아요", item, BrandWordOccurrence(SWEET, 4, 9, -1, True))
    assert against["tone"] == 0
    assert [span["weight"] for span in against["evidence"]] == pytest.approx([pull(1), -pull(1)])


def test_the_words_own_weight_is_taken_out_first() -> None:
    text = "너무 달아요 싫어요"
    scores = _row(math.tanh(-1.0), [(3, 6, "tone", -1.5), (7, 10, "tone", -0.5)])
    neutral = _applied(scores, text, BrandWordOccurrence(BrandWord("달다", 0), 3, 6, 0, False))
    assert neutral["tone"] == pytest.approx(math.tanh(-0.25), abs=1e-6)
    assert [(span["start"], span["end"]) for span in neutral["evidence"]] == [(7, 10)]
    praise = _applied(scores, text, BrandWordOccurrence(SWEET, 3, 6, 1, False))
    assert praise["tone"] == pytest.approx(math.tanh((-0.5 + pull(1)) / 2), abs=1e-6)


def test_a_span_that_is_only_partly_the_words_keeps_its_rest() -> None:
    row = _applied(_row(0.0, [(0, 6, "tone", -1.0)]), "너무 달아요", BrandWordOccurrence(SWEET, 3, 6, 1, False))
    assert [(span["start"], span["end"], span["weight"]) for span in row["evidence"]] == [
        (3, 6, pytest.approx(pull(1))),
        (0, 2, pytest.approx(-0.4)),
    ]


def test_emotions_that_rest_on_the_word_go_and_others_stay() -> None:
    scores = _row(-0.5, [(3, 6, "disappointment", 3.0), (7, 10, "anger", 3.0)], {"disappointment": 0.8, "anger": 0.9})
    row = _applied(scores, "너무 달아요 화나요", BrandWordOccurrence(SWEET, 3, 6, 1, False))
    assert row["present"] == ["anger"] and row["valence"] == "negative"
    assert row["emotions"]["disappointment"] == pytest.approx(1 / (1 + math.exp(3 - math.log(4))), abs=1e-6)
    assert row["emotions"]["anger"] == pytest.approx(0.9)
    assert {span["emotion"] for span in row["evidence"]} == {"tone", "anger"}


def test_a_words_emotion_comes_with_it_but_not_where_it_is_negated() -> None:
    word = BrandWord("달다", 1, "delight")
    row = _applied(_row(0.0, [], {"anger": 0.9}), "달아요", BrandWordOccurrence(word, 0, 3, 1, False))
    assert row["present"] == ["delight", "anger"] and row["valence"] == "mixed"
    assert row["emotions"]["delight"] >= 0.5 and row["intensity"]["delight"] == 2
    negated = _applied(_row(0.0, []), "안 달아요", BrandWordOccurrence(word, 0, 5, -1, True))
    assert negated["present"] == [] and negated["tone"] < 0


PIECES = st.lists(
    st.sampled_from(
        "달아요|안 달아요|달지 않아요|맛있어요|정말|짜증나요|sweet|not|good|terrible|😊|ㅠㅠ|배송이 늦어요|.".split("|")
    ),
    min_size=1,
    max_size=8,
).map(" ".join)


@settings(max_examples=60)
@given(texts=st.lists(PIECES, min_size=1, max_size=4), sign=st.sampled_from([1, 0, -1]))
def test_whatever_the_text_the_scores_stay_scores(texts: list[str], sign: int) -> None:
    words = (BrandWord("달다", sign, None if sign else "surprise"), BrandWord("sweet", -sign))
    before = _scorer().score(texts)
    found = BrandWordFinder(words).in_scored(texts, [None] * len(texts), before)
    after = apply(before, texts, found)
    assert after.schema == before.schema
    for text, occurrences, former, row in zip(texts, found, before.to_pylist(), after.to_pylist(), strict=True):
        if not occurrences:
            assert row == former
            continue
        assert -1 <= row["tone"] <= 1 and 0 <= row["confidence"] <= 1
        assert all(0 <= span["start"] < span["end"] <= len(text) for span in row["evidence"])
        assert {span["emotion"] for span in row["evidence"]} <= {"tone", *row["present"]}
        signs = {VALENCES[code] for code in row["present"]} - {0}
        assert row["valence"] == {(): "neutral", (1,): "positive", (-1,): "negative"}.get(tuple(signs), "mixed")
        assert row["present"] == [code for code in EMOTION_CODES if row["intensity"][code]]
        assert (row["language"], row["state"], row["lemmas"]) == (former["language"], former["state"], former["lemmas"])


@given(st.text(max_size=40), st.text(min_size=1, max_size=12))
def test_no_word_and_no_text_is_an_error(text: str, letters: str) -> None:
    try:
        words = brand_words_of([BrandWordEntry(letters, "+")], {})
    except ValueError:
        return
    for item in _found(text + " " + letters, *words):
        assert 0 <= item.start < item.end <= len(text) + 1 + len(letters)
