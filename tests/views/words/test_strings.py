"""Both languages say everything, with the same placeholders."""

import re
from pathlib import Path
from string import Formatter

import pytest

from pipeline.emotions import EMOTIONS
from views.words.strings import LANGUAGES, TEXTS, words_in

ROOT = Path(__file__).resolve().parents[3]
HANGUL = re.compile(r"[가-힣]")
USED = re.compile(r"""words\(\s*"([a-z_.\-0-9]+)"[,)]""")


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", TEXTS)
def test_both_languages_have_the_same_placeholders(key: str) -> None:
    text = TEXTS[key]
    assert text.ko.strip() and text.en.strip()
    assert _placeholders(text.ko) == _placeholders(text.en)


def test_an_emotion_is_called_by_its_whole_name() -> None:
    """No part of a name stands alone, and no other word stands for it."""
    names = sorted((emotion.label_ko for emotion in EMOTIONS), key=len, reverse=True)
    parts = {part for name in names if "·" in name for part in name.split("·")} | {"감사", "짜증"}
    for key, text in TEXTS.items():
        if key.startswith(("define.", "help.", "summary.", "word.", "nps.", "journey.")):
            said = text.ko
            for name in names:
                said = said.replace(name, "")
            assert not [part for part in parts if part in said], key


def test_english_has_no_hangul_but_the_name_of_the_language() -> None:
    assert [key for key, text in TEXTS.items() if HANGUL.search(text.en)] == ["lang.ko"]


def test_every_key_that_is_written_out_exists() -> None:
    sources = [ROOT / "dashboard.py", *(ROOT / "views").rglob("*.py")]
    used = {key for path in sources for key in USED.findall(path.read_text(encoding="utf-8"))}
    assert len(used) > 60
    assert used <= set(TEXTS)


def test_an_unknown_language_gets_korean() -> None:
    assert LANGUAGES[0] == "ko"
    assert words_in("fr")("page.summary") == "요약"
