"""The kept divisions of words are those of the Kiwi that is installed."""

import pytest

from pipeline.languages import korean
from pipeline.mentions import divided_words
from pipeline.mentions.divided_words import FILE, divided, written


def test_the_file_says_what_kiwi_says_today() -> None:
    assert FILE.read_text(encoding="utf-8") == written(), "write it anew: python -m pipeline.mentions.divided_words"


def test_words_are_asked_for_where_another_kiwi_has_divided_those_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    tokenise = korean.tokenise
    monkeypatch.setattr(korean, "tokenise", lambda text: asked.append(text) or tokenise(text))
    kept = divided("가격")
    assert not asked and divided("가격표지") and asked == ["가격표지"]
    monkeypatch.setattr(korean, "CUTOFF", 4.0)
    divided_words._kept.cache_clear()
    try:
        assert divided("가격") == kept and asked == ["가격표지", "가격"]
    finally:
        divided_words._kept.cache_clear()
