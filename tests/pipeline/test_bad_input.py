"""What the scorer gives for anything that may stand in a comment: a defined state or score, never an exception."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.languages.composed import TEXT_LIMIT
from pipeline.masking.mask import mask_text
from pipeline.scoring.scorer import Scorer

LONG = 200_000

NO_TEXT = ["", " ", "\n", "\r\n\t", "\u3000\u00a0", " " * LONG, "\n" * LONG]
SCORED = {
    "👍": None,
    "😡": None,
    "❤️": None,
    "👍🏻": None,
    "😡" * LONG: None,
    "ㅋㅋㅋ": "ko",
    "ㅠㅠ": "ko",
    "ㅋ" * LONG: "ko",
    "가" * LONG: "ko",
    "뷁궯쉡" * 60_000: "ko",
    "\u1112\u1161\u11ab" * 60_000: "ko",
    "배송이너무늦어요" * 25_000: "ko",
    "a" * LONG: "en",
    "a@" * (LONG // 2): "en",
    "a'" * (LONG // 2): "en",
    "bad! " * (LONG // 5): "en",
    "verybadservice" * 15_000: "en",
    "Z̶̢͓a̷͎͝l̵̰̈g̸̱̒o̵̳̅ bad": "en",
    "가\u0301\u0327 별로\u0323예요": "ko",
    "\x00\x01\x02좋아요\x7f\x1b[31m": "ko",
    "\u202egreat service": "en",
    "\ufeff좋아요\u200b": "ko",
    "null pointer": "en",
    "NaN": "en",
    "=cmd|' /C calc'!A0": "en",
    "<script>alert(1)</script>": "en",
    "'; drop table feedback; --": "en",
}
"""Text -> language."""

EMPTY = [
    "🎵",
    "https://example.com/a?b=c",
    "www.example.com",
    "help@example.com",
    "[PHONE]",
    "12345",
    "5-5",
    "!!!",
    "...",
    "★★★★★",
    "\u200b\u200d\ufe0f",
    "\x00\x01",
    "\u0301" * LONG,
    "\u200d" * LONG,
    "!" * LONG,
    "@" * LONG,
    "[" * LONG,
    "7" * LONG,
    "https://a.b/ " * 20_000,
    "a.b@" * (LONG // 4),
    "\ud800",
    "\uffff",
    "\ue000",
]
UNSUPPORTED = {
    "خدمة سيئة": "ar",
    "\u202eשירות גרוע": "he",
    "خدمة " * 40_000: "ar",
    "とても良い": "ja",
    "很好": "zh",
    "漢" * LONG: "zh",
    "ก" * LONG: "th",
    "очень плохо": "ru",
    "El servicio es muy malo": "es",
    "très déçu": "fr",
    "Lieferung war sehr schlecht": "de",
    "rất tốt": "vi",
    "ඉතා හොඳයි": None,
}


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer()


def row_of(scorer: Scorer, text: str) -> dict:
    return scorer.score([text]).to_pylist()[0]


def name(text: object) -> str:
    return f"{ascii(text)[:24]}-{len(str(text))}"


@pytest.mark.parametrize("text", NO_TEXT, ids=name)
def test_nothing_typed_is_no_text(scorer: Scorer, text: str) -> None:
    assert row_of(scorer, text)["state"] == "no_text"


@pytest.mark.parametrize(("text", "language"), SCORED.items(), ids=name)
def test_odd_but_readable_is_scored(scorer: Scorer, text: str, language: str | None) -> None:
    row = row_of(scorer, text)
    assert (row["state"], row["language"]) == ("scored", language)
    assert -1 <= row["tone"] <= 1 and 0 <= row["confidence"] <= 1
    assert all(0 <= span["start"] < span["end"] <= min(len(text), TEXT_LIMIT) for span in row["evidence"])


@pytest.mark.parametrize("text", EMPTY, ids=name)
def test_nothing_to_read_is_empty(scorer: Scorer, text: str) -> None:
    row = row_of(scorer, text)
    assert (row["state"], row["language"], row["tone"]) == ("empty", None, None)


@pytest.mark.parametrize(("text", "language"), UNSUPPORTED.items(), ids=name)
def test_other_languages_are_told_not_guessed(scorer: Scorer, text: str, language: str | None) -> None:
    row = row_of(scorer, text)
    assert (row["state"], row["language"], row["tone"]) == ("unsupported_language", language, None)


def test_what_lies_beyond_the_limit_changes_nothing(scorer: Scorer) -> None:
    text = "배송이 늦어요 " * (TEXT_LIMIT // 8 + 1)
    cut = text[:TEXT_LIMIT]
    assert row_of(scorer, cut + "최악 최악 최악") == row_of(scorer, cut)


PIECES = [
    "가", "ㅋ", "a", "A", "not ", "7", "@", ".", "://", "www.", "[", "]", "'", "!", "-", "\n", "\x00", "\u0301",
    "\u200d", "\ufe0f", "😡", "👨‍👩‍👧", "م", "\u202e", "漢", "か", "\ud800", "\u1112\u1161",
    "é", "=", "<b>", "0", "습니다",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=6), times=st.integers(1, 400))
def test_anything_repeated_has_a_state_and_can_be_masked(pieces: list[str], times: int) -> None:
    text = "".join(pieces) * times
    row = row_of(SHARED, text)
    assert row["state"] in ("scored", "empty", "no_text", "unsupported_language", "no_answer")
    assert (row["tone"] is not None) == (row["state"] == "scored")
    assert isinstance(mask_text(text)[0], str)


SHARED = Scorer()
