"""Both languages say everything, with the same placeholders."""

import json
import re
import shutil
from pathlib import Path
from string import Formatter

import pytest

from pipeline.emotions import EMOTIONS
from queries.reasons import english_sentences
from views.words.strings import LANGUAGES, TEXTS, read_texts, words_in

ROOT = Path(__file__).resolve().parents[3]
WORDS = ROOT / "views" / "words"
HANGUL = re.compile(r"[가-힣]")
USED = re.compile(r"""words\(\s*"([a-z_.\-0-9]+)"[,)]""")


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_languages_have_the_same_placeholders(language: str) -> None:
    texts = TEXTS[language]
    wanted = {key: _placeholders(text) for key, text in TEXTS["ko"].items()}
    assert {key: _placeholders(texts[key]) for key in wanted} == wanted
    assert [key for key in wanted if not texts[key].strip()] == []


def test_a_third_language_is_a_third_file(tmp_path: Path) -> None:
    for language in ("ko", "en"):
        shutil.copy(WORDS / f"{language}.toml", tmp_path)
    english = (WORDS / "en.toml").read_text(encoding="utf-8")
    reasons = "".join(f'"{key}" = {json.dumps(text)}\n' for key, text in english_sentences().items())
    (tmp_path / "de.toml").write_text(english.replace('"English"', '"Deutsch"') + reasons, encoding="utf-8")
    texts = read_texts(tmp_path, english_sentences())
    assert list(texts) == ["ko", "de", "en"]
    assert texts["ko"]["lang.de"] == texts["de"]["lang.de"] == "Deutsch"
    assert texts["de"]["page.summary"] == "Summary"


def test_a_file_without_all_keys_is_refused_by_name(tmp_path: Path) -> None:
    shutil.copy(WORDS / "ko.toml", tmp_path)
    (tmp_path / "de.toml").write_text('"language.name" = "Deutsch"\n"page.sumary" = "Überblick"\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"de\.toml .* page\.sumary"):
        read_texts(tmp_path, {})


def test_an_emotion_is_called_by_its_whole_name() -> None:
    """No part of a name stands alone, and no other word stands for it."""
    names = sorted((emotion.label_ko for emotion in EMOTIONS), key=len, reverse=True)
    parts = {part for name in names if "·" in name for part in name.split("·")} | {"감사", "짜증"}
    for key, said in TEXTS["ko"].items():
        if key.startswith(("define.", "help.", "summary.", "word.", "nps.", "journey.")):
            for name in names:
                said = said.replace(name, "")
            assert not [part for part in parts if part in said], key


def test_english_has_no_hangul_but_the_name_of_the_language_and_what_cells_may_say() -> None:
    quoting = ["remedy.write_yes_or_no", "remedy.write_customer_or_employee"]
    assert [key for key, text in TEXTS["en"].items() if HANGUL.search(text)] == [*quoting, "lang.ko"]


def test_every_key_that_is_written_out_exists() -> None:
    sources = [ROOT / "dashboard.py", *(ROOT / "views").rglob("*.py")]
    used = {key for path in sources for key in USED.findall(path.read_text(encoding="utf-8"))}
    assert len(used) > 60
    assert used <= set(TEXTS["ko"])


def test_an_unknown_language_gets_korean() -> None:
    assert LANGUAGES[0] == "ko"
    assert words_in("fr")("page.summary") == "요약"


def test_a_noun_is_singular_beside_one() -> None:
    words = words_in("en")
    assert [words("reading.comments", n=n) for n in ("1", "2", "1,001")] == [
        "1 comment",
        "2 comments",
        "1,001 comments",
    ]
