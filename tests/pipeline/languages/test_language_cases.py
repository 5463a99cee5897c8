"""The language of short texts: the hand-labelled table of the benchmark, and Latin letters that are not English."""

from pathlib import Path

import pytest

from pipeline.languages import detect
from pipeline.languages.latin import ENGLISH, SHARED, foreign, has_english

TABLE = Path(__file__).resolve().parents[3] / "benchmarks" / "language_cases.tsv"
CASES = [tuple(line.split("\t")) for line in TABLE.read_text(encoding="utf-8").splitlines()]
KNOWN_FAILURES = {"non funziona", "hang dep lam", "velmi dobré", "nagyon jó", "foarte bun", "tosi hyvä"}
"""Texts of two or three words in languages of whose words we know none: read as English."""


def answer(text: str) -> str:
    """The decision as the table has it."""
    found = detect(text)
    if found.language is None:
        return "other" if found.state == "unsupported_language" else "none"
    return found.language if found.language in ("ko", "en", "mixed", "ja", "zh") else "other"


@pytest.mark.parametrize(("wanted", "text"), CASES, ids=[text for _, text in CASES])
def test_short_texts(wanted: str, text: str) -> None:
    assert (answer(text) == wanted) == (text not in KNOWN_FAILURES)


def test_the_table_is_large_enough_and_failures_are_few() -> None:
    assert len(CASES) >= 200 and len({text for _, text in CASES}) == len(CASES)
    assert len(KNOWN_FAILURES) <= 0.05 * len(CASES)
    assert all(wanted == "other" for wanted, text in CASES if text in KNOWN_FAILURES)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("El servicio es muy malo", "es"),
        ("je suis très déçu", "fr"),
        ("die Lieferung war sehr schlecht", "de"),
        ("não gostei do produto", "pt"),
        ("prodotto ottimo e consegna veloce", "it"),
        ("heel slecht, niet goed", "nl"),
        ("bardzo dobra jakość", "pl"),
        ("çok güzel ürün", "tr"),
        ("giao hàng nhanh, sản phẩm tốt", "vi"),
        ("barang sangat bagus", "id"),
        ("jinjja joayo", "ko-Latn"),
        ("ďakujem pekne, všetko prišlo včas", None),
    ],
)
def test_latin_text_of_another_language_is_not_scored_as_english(text: str, language: str | None) -> None:
    found = detect(text)
    assert (found.state, found.language) == ("unsupported_language", language)


@pytest.mark.parametrize(
    "text",
    [
        "Don't tell me what to do",
        "the café was lovely",
        "muchas gracias for the quick help, it was great",
        "Los Angeles to El Paso",
        "Lancôme Estée Lauder",
        "S P O I L E R",
        "was in here so no",
    ],
)
def test_english_with_foreign_words_is_english(text: str) -> None:
    assert detect(text).language == "en"


def test_names_in_latin_letters_do_not_make_korean_mixed() -> None:
    assert detect("iPhone 케이스 좋아요").language == detect("gracias 친절해요").language == "ko"
    assert detect("iPhone 케이스 good").language == "mixed"


def test_words_tell_english_beside_hangul() -> None:
    assert has_english(["Good"]) and has_english(["blorp", "zorp", "gorp"])
    assert not has_english(["iPhone", "LG"]) and not has_english([])


def test_no_words_are_no_other_language() -> None:
    assert foreign([]) is None and foreign(["é"]) is None


def test_shared_words_are_worth_listing() -> None:
    assert len(SHARED & ENGLISH) > 50
