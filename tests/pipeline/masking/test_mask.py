"""Masking texts: what must go, what must stay, and what holds for any text."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pipeline.masking.mask
import pipeline.masking.passes
from pipeline.masking.mask import PERSONAL_PATTERNS, mask_text
from pipeline.masking.normalise import PLAIN, _folded, fold, places
from pipeline.masking.passes import one_pass
from pipeline.masking.pattern import KINDS, PersonalPattern
from pipeline.masking.patterns import patterns_for
from tests.pipeline.masking.mask_cases import HITS, NEAR_MISSES


def test_the_table_is_large_enough() -> None:
    assert len(HITS) + len(NEAR_MISSES) >= 120
    assert (
        set(KINDS)
        == {entry.kind for entry in PERSONAL_PATTERNS}
        == {kind for _, text in HITS for kind in _tokens(text)}
    )


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
        st.characters(blacklist_characters="@/", blacklist_categories=("Nd", "No", "Lu", "Ll", "Lo", "Lm", "So", "Cs"))
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


@pytest.mark.parametrize("text", [text for text, _ in HITS])
def test_what_a_row_masks_stands_beside_one_of_its_words(text: str) -> None:
    folded = fold(text)
    meant = [entry for entry in PERSONAL_PATTERNS if _masks(entry, folded)]
    lacking = [entry for entry in meant if entry.near and not any(word in folded.lower() for word in entry.near)]
    assert lacking == []


def _masks(entry: PersonalPattern, folded: str) -> bool:
    return any(entry.accepts is None or entry.accepts(match) for match in entry.pattern.finditer(folded))


def test_the_words_of_rows_are_found_wherever_they_stand() -> None:
    words = sorted({word for entry in PERSONAL_PATTERNS for word in entry.near})
    assert len(words) > 500
    for word in words:
        text = f"x1{word}y"
        missing = [entry for entry in PERSONAL_PATTERNS if word in entry.near and entry not in _with_all_gates(text)]
        assert missing == [], word


def _with_all_gates(text: str) -> Sequence[PersonalPattern]:
    """The rows tried on a text that has digits, Latin letters, what looks like a name, and a word for an illness."""
    return patterns_for(f"당뇨 김민수님 12345678901234567890 a {text}")


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


def _tokens(text: str) -> list[str]:
    return re.findall(r"\[([a-z_]+)\]", text)


def _count(text: str) -> int:
    return len(_tokens(text))


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("박서준입니다. 환불 전화 부탁드립니다.", "[name]입니다. 환불 전화 부탁드립니다."),
        ("안녕하세요, 302호 박서준이에요", "안녕하세요, 302호 [name]이에요"),
        ("김하늘이라고 합니다. 방에 두고 왔어요", "[name]이라고 합니다. 방에 두고 왔어요"),
        ("늦게 왔어요. 탁민수인데요 확인해 주세요", "늦게 왔어요. [name]인데요 확인해 주세요"),
        ("John Smith here. Please call me", "[name] here. Please call me"),
        ("Sarah from room 302 was not told", "[name] from room 302 was not told"),
    ],
)
def test_who_says_who_he_is_is_masked_even_if_a_star_is_called_so(text: str, masked: str) -> None:
    assert mask_text(text)[0] == masked


@pytest.mark.parametrize(
    "text",
    [
        "최고입니다", "주인공입니다", "신세계예요", "이가을이라고 합니다", "정수기인데요", "조식당이에요", "이유식입니다",
        "팬입니다. 손흥민은 최고예요", "Great value here.", "Breakfast in room 302", "Staff in room service",
    ],
)  # fmt: skip
def test_what_only_sounds_like_a_name_stays(text: str) -> None:
    assert mask_text(text)[0] == text


@pytest.mark.parametrize(
    "place", ["공영주차장", "백현주차장", "수영장", "운동장", "예식장", "정류소장", "공장장", "행사장"]
)
def test_a_place_that_ends_like_a_title_stays(place: str) -> None:
    assert mask_text(f"옆 {place}을 안내해 주셨어요")[0] == f"옆 {place}을 안내해 주셨어요"


@pytest.mark.parametrize("person", ["김민수차장이", "김민수 차장이", "김영주차장님이", "이현주 차장이", "김현주차장께"])
def test_a_name_before_a_title_goes_even_where_both_end_like_a_place(person: str) -> None:
    assert mask_text(f"{person} 도와주셨어요")[0].startswith("[name]")
