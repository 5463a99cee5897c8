"""What a brand word does to scores: the formula by hand, and that scores stay scores."""

import math

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.brand_words.effect import apply, pull
from pipeline.brand_words.finder import BrandWordFinder, BrandWordOccurrence
from pipeline.config.brand_words import BrandWord
from pipeline.config.ondo_toml.brand_words import BrandWordEntry, brand_words_of
from pipeline.emotions import EMOTION_CODES, EMOTIONS
from pipeline.scoring.score_table import SCHEMA
from tests.pipeline.brand_words.sweet import SWEET, occurrences_in, shared_scorer

VALENCES = {emotion.code: emotion.valence for emotion in EMOTIONS}


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
    before = shared_scorer().score(texts)
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
    for item in occurrences_in(text + " " + letters, *words):
        assert 0 <= item.start < item.end <= len(text) + 1 + len(letters)
