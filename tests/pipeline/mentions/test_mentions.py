"""Clauses, the touchpoints that they speak of, and their scores, through the scorer that runs use."""

import pickle
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.config.ondo_toml.presets import touchpoints_named
from pipeline.config.settings import load_settings
from pipeline.config.settings_types import Touchpoint
from pipeline.errors import WrongUsage
from pipeline.mentions.finder import FoundWords
from pipeline.mentions.placer import TouchpointPlacer, placer_of
from pipeline.mentions.placing import placed
from pipeline.mentions.rules import TouchpointRule
from pipeline.scoring import Scorer
from pipeline.storage.rows import mention_rows, touchpoints_of_mentions

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    """A scorer that places clauses by the journey of the defaults."""
    return Scorer(placer=placer_of(load_settings().touchpoints))


def mentions(scorer: Scorer, *texts: str) -> list[Rows]:
    """The mentions of each text."""
    return [row["mentions"] for row in scorer.score(texts).to_pylist()]


def pieces(scorer: Scorer, text: str) -> list[tuple[str, str | None]]:
    """The clauses of a text with their touchpoints."""
    [found] = mentions(scorer, text)
    return [(text[item["start"] : item["end"]].strip(), item["touchpoint"]) for item in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("앱은 좋아요 그런데 결제는 불안해요", [("앱은 좋아요", "use"), ("그런데 결제는 불안해요", "payment")]),
        ("배송은 빨랐는데 상담원이 불친절", [("배송은 빨랐는데", "delivery"), ("상담원이 불친절", "support")]),
        ("배송 빠르네요 포장도 좋아요 또 시킬게요", [("배송 빠르네요", "delivery"), ("포장도 좋아요", "delivery"), ("또 시킬게요", "renewal")]),
        ("배송이 늦어서 환불했어요", [("배송이 늦어서", "delivery"), ("환불했어요", "returns")]),
        ("맛, 가격 다 좋아요", [("맛,", "use"), ("가격 다 좋아요", "payment")]),
        ("가격은 비싸지만 품질은 최고예요", [("가격은 비싸지만", "payment"), ("품질은 최고예요", "use")]),
        ("사용하고 싶어요", [("사용하고 싶어요", "use")]),
        ("배송 좋음\n\n- 가격 비쌈", [("배송 좋음", "delivery"), ("- 가격 비쌈", "payment")]),
        ("진국이에요. 카드 등록이 안 돼서 결제를 못 했어요", [("진국이에요.", None), ("카드 등록이", "sign-up"), ("안 돼서 결제를 못 했어요", "payment")]),
        ("The app is great but the payment keeps failing", [("The app is great", "use"), ("but the payment keeps failing", "payment")]),
        ("Delivery was fast, staff was rude.", [("Delivery was fast,", "delivery"), ("staff was rude.", "support")]),
        ("The room was nice and clean", [("The room was nice and clean", "use")]),
    ],
)  # fmt: skip
def test_clauses_speak_of_what_their_words_name(
    scorer: Scorer, text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert pieces(scorer, text) == expected


CONTRASTS = [
    ("음식은 맛있는데 배달이 한 시간이나 걸렸어요", {"use": 1, "delivery": -1}),
    ("디자인은 예쁜데 가격이 너무 비싸요", {"use": 1, "payment": -1}),
    ("로그인이 자꾸 안 되는데 상담원은 정말 친절했어요", {"sign-up": -1, "support": 1}),
    ("환불은 빨리 해줬는데 제품은 엉망이에요", {"returns": 1, "use": -1}),
    ("검색은 편한데 결제할 때 오류가 나요", {"search": 1, "payment": -1}),
    ("쿠폰은 많이 주는데 앱이 너무 느려요", {"payment": 1, "use": -1}),
    ("직원분은 친절하셨는데 방이 너무 더러웠어요", {"support": 1, "use": -1}),
    ("The room was lovely, however the staff were rude", {"use": 1, "support": -1}),
    ("Customer service was awful but the product works perfectly", {"support": -1, "use": 1}),
    ("Great sound but way too expensive", {"use": 1, "payment": -1}),
]


@given(
    st.lists(
        st.tuples(st.sampled_from("abcd"), st.lists(st.integers(5, 30), min_size=1, max_size=3, unique=True)),
        min_size=1,
    )
)
def test_parts_of_a_clause_begin_one_behind_the_other_whatever_words_they_share(
    found: Sequence[tuple[str, Sequence[int]]],
) -> None:
    words = [
        FoundWords(1, TouchpointRule(code, "names", code), tuple((place, place + 1) for place in sorted(places)))
        for code, places in found
    ]
    starts = [part.start for part in placed([0, 5], [False, False], [[], words])]
    assert starts[:2] == [0, 5] and all(after > before for before, after in pairwise(starts))


def test_each_side_of_a_contrast_has_its_own_sign(scorer: Scorer) -> None:
    found = mentions(scorer, *(text for text, _ in CONTRASTS))
    signs = [{item["touchpoint"]: 1 if item["tone"] > 0 else -1 for item in items} for items in found]
    right = sum(sign == wanted for sign, (_, wanted) in zip(signs, CONTRASTS, strict=True))
    assert right >= 0.75 * len(CONTRASTS)


ALPHABET = "배송결제앱맛은는이가좋아요싫어빨랐는데지만고근데 .,!?\nㅋㅠ😀e\u0301abut the staff was🙂\u200bé"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(ALPHABET, max_size=60), max_size=8))
def test_spans_cover_the_comment_one_after_the_other(scorer: Scorer, texts: Sequence[str]) -> None:
    for row, text in zip(scorer.score(texts).to_pylist(), texts, strict=True):
        items = row["mentions"]
        assert bool(items) == (row["state"] == "scored")
        if items:
            assert [item["start"] for item in items] == [0, *(item["end"] for item in items[:-1])]
            assert items[-1]["end"] == len(text)
            assert all(item["start"] < item["end"] for item in items)
        if len(items) == 1:
            assert all(items[0][name] == row[name] for name in ("tone", "confidence", "emotions", "present"))


SIDE_BY_SIDE = [
    "가입은 했는데 첫배송 예정일이 조정중",
    "화면이 예쁘네? 원리가 뭔지 너무 궁금",
    "그릇은 여전히 좋지만 요즘 결제할 때마다 불안해요",
    "The room was lovely, however the staff were rude",
    "음식은 맛있는데 배달이 한 시간이나 걸렸어요",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(SIDE_BY_SIDE), st.text(ALPHABET, max_size=40)), min_size=2, max_size=6))
@example(SIDE_BY_SIDE)
def test_mentions_of_a_comment_do_not_depend_on_its_neighbours(scorer: Scorer, texts: Sequence[str]) -> None:
    assert mentions(scorer, *texts) == [found for text in texts for found in mentions(scorer, text)]


def test_a_mention_leans_towards_its_comment_and_a_comment_of_one_clause_is_as_it_is(
    scorer: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["음식은 맛있는데 배달이 한 시간이나 걸렸어요", "음식이 맛있어요"]
    leaning = scorer.score(texts).to_pylist()
    monkeypatch.setattr("pipeline.scoring.scorer.LEANING", 0.0)
    alone = scorer.score(texts).to_pylist()
    towards = 1 if leaning[0]["tone"] > 0 else -1
    assert leaning[0]["tone"] == alone[0]["tone"] and leaning[1] == alone[1]
    for one, other in zip(leaning[0]["mentions"], alone[0]["mentions"], strict=True):
        assert towards * (one["tone"] - other["tone"]) > 0


def test_the_comments_own_scores_are_those_without_mentions(scorer: Scorer) -> None:
    texts = [text for text, _ in CONTRASTS]
    columns = ["tone", "emotions", "present", "evidence", "lemmas"]
    assert scorer.score(texts).select(columns).equals(Scorer().score(texts).select(columns))


def test_evidence_of_a_clause_lies_in_it(scorer: Scorer) -> None:
    decomposed = "배송은 빨랐는데 상담원이 불친절했어요"
    for text in ("앱은 좋아요 그런데 결제는 불안해요", decomposed):
        for item in mentions(scorer, text)[0]:
            assert item["evidence"]
            assert all(item["start"] <= span["start"] < span["end"] <= item["end"] for span in item["evidence"])


def test_general_words_give_way_to_the_answers_touchpoint(scorer: Scorer) -> None:
    scores = scorer.score(["정말 좋아요", "배송이 빨라요", "정말 좋아요"])
    assert touchpoints_of_mentions(scores, ["support", "support", None]) == [["support"], ["delivery"], ["use"]]
    rows = mention_rows([1, 2, 3], scores, ["support", "support", None]).to_pylist()
    assert [(row["touchpoint_from"], bool(row["words"])) for row in rows] == [
        ("answer", False),
        ("word", True),
        ("word", True),
    ]


def placed_by(rules: Sequence[tuple[str, str]], text: str) -> list[str | None]:
    """Touchpoints of a text's mentions by (touchpoint, words)."""
    placer = TouchpointPlacer([TouchpointRule(code, "names", words, own=True) for code, words in rules])
    return [item["touchpoint"] for item in mentions(Scorer(placer=placer), text)[0]]


def test_words_are_found_in_every_inflection_and_only_together() -> None:
    assert placed_by([("late", "도착 늦다")], "도착이 너무 늦었어요") == ["late"]
    assert placed_by([("late", "도착 늦다")], "늦게 도착했네요") == ["late"]
    assert placed_by([("late", "도착 늦다")], "도착했어요") == [None]
    assert placed_by([("fault", "하자")], "이제 그만하자") == [None]
    assert placed_by([("fault", "하자")], "하자가 있어요") == ["fault"]
    assert placed_by([("queue", "wait")], "I waited an hour") == ["queue"]


def test_rules_that_find_nothing_or_everything_have_a_defined_result() -> None:
    assert placed_by([], "배송이 빨라요") == [None]
    assert placed_by([("odd", "쀍뛟")], "배송이 빨라요") == [None]
    many = [(f"place-{number}", "배송") for number in range(200)]
    assert placed_by(many, "배송이 빨라요. 배송이 느려요.")[0] == "place-0"


def test_a_comment_of_three_hundred_clauses_is_placed(scorer: Scorer) -> None:
    [found] = mentions(scorer, "배송은 빠른데 직원이 불친절해요. " * 150)
    assert len(found) == 300
    assert {item["touchpoint"] for item in found} == {"delivery", "support"}


def test_processes_get_the_rules_alone() -> None:
    placer = placer_of(load_settings().touchpoints)
    again = pickle.loads(pickle.dumps(placer))
    assert again.rules == placer.rules
    assert again.fingerprint == placer.fingerprint


def journey(tmp_path: Path, text: str) -> tuple[Touchpoint, ...]:
    """The touchpoints of a settings file."""
    path = tmp_path / "ondo.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path).touchpoints


def test_a_kind_of_business_has_its_journey(tmp_path: Path) -> None:
    points = journey(
        tmp_path, 'journey = "hotel"\n[[touchpoint]]\ncode = "spa"\nko = "스파"\nen = "Spa"\nwords = ["스파"]\n'
    )
    assert [point.code for point in points][-3:] == ["returns", "renewal", "spa"]
    assert next(point for point in points if point.code == "sign-up").labels["en"] == "Check-in"


@pytest.mark.parametrize(
    ("text", "touchpoints"),
    [
        ("조식 먹을 게 없어요. 빵이랑 시리얼이 전부", ["dining"]),
        ("조식이 의외로 맛있었어요", ["dining"]),
        ("주차장이 너무 좁아서 세 바퀴 돌았어요", ["facilities"]),
        ("수영장이 작아요", ["facilities"]),
        ("옆방 소리가 다 들려요", ["use"]),
        ("방이 따뜻하고 침대가 푹신해요", ["use"]),
        ("Breakfast was tasty", ["dining"]),
        ("No parking at all", ["facilities"]),
    ],
)
def test_a_hotel_has_breakfast_and_facilities_apart_from_the_room(text: str, touchpoints: list[str]) -> None:
    found = pieces(Scorer(placer=placer_of(touchpoints_named("hotel"))), text)
    assert list(dict.fromkeys(touchpoint for _, touchpoint in found)) == touchpoints


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('journey = "circus"', "journey is 'circus'"),
        ('[[touchpoint]]\ncode="a"\nko="가"\nen="A"\nwords=["..."]', "names nothing"),
        ('[[touchpoint]]\ncode="a"\nko="가"\nen="A"\nwords=["배송"]\n[[touchpoint]]\ncode="b"\nko="나"\nen="B"\nwords=["배송 "]', "share the word"),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_meant_are_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(WrongUsage, match=message):
        journey(tmp_path, text)
