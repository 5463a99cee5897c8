"""Everyday comments by capability, ``checklist.tsv``: nine in each language of 24 kinds of turning a meaning round.

``tone`` is the sign expected (``0``: |tone| < 0.5; empty: not asked); one of the emotions ``one_of`` has to be present, and
none of ``none_of``. The shares that must hold are a little below what was measured.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.scoring.scorer import Scorer

LEAST_SIGNS = {"ko": 0.91, "en": 0.86}
MOST_VIOLATED = {"ko": 0.05, "en": 0.08}
LEAST_FOUND = {"ko": 0.80, "en": 0.73}


@dataclass(frozen=True, slots=True)
class Line:
    language: str
    capability: str
    tone: str
    one_of: frozenset[str]
    none_of: frozenset[str]
    text: str


def _line(row: str) -> Line:
    language, capability, tone, one_of, none_of, text = row.split("\t")
    found = frozenset(one_of.split("|")) - {""}
    return Line(language, capability, tone, found, frozenset(none_of.split()), text)


LINES = [_line(row) for row in (Path(__file__).parent / "checklist.tsv").read_text("utf-8").splitlines()[1:]]


@pytest.fixture(scope="module")
def scores() -> dict[str, dict]:
    found = Scorer().score([line.text for line in LINES]).to_pylist()
    return {line.text: row for line, row in zip(LINES, found, strict=True)}


def _is_right(line: Line, row: dict) -> bool:
    if row["state"] != "scored":
        return False
    return {"+": row["tone"] > 0, "-": row["tone"] < 0, "0": abs(row["tone"]) < 0.5}[line.tone]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_sign_is_right(scores: dict[str, dict], language: str) -> None:
    asked = [line for line in LINES if line.language == language and line.tone]
    wrong = [line.text for line in asked if not _is_right(line, scores[line.text])]
    assert 1 - len(wrong) / len(asked) >= LEAST_SIGNS[language], wrong


@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_must_not_be_felt_is_not(scores: dict[str, dict], language: str) -> None:
    asked = [line for line in LINES if line.language == language and line.none_of]
    wrong = [line.text for line in asked if line.none_of & set(scores[line.text]["present"])]
    assert len(wrong) / len(asked) <= MOST_VIOLATED[language], wrong


@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_is_felt_is_found(scores: dict[str, dict], language: str) -> None:
    asked = [line for line in LINES if line.language == language and line.one_of]
    missed = [line.text for line in asked if not line.one_of & set(scores[line.text]["present"])]
    assert 1 - len(missed) / len(asked) >= LEAST_FOUND[language], missed


def test_each_capability_is_asked_in_both_languages() -> None:
    asked = {language: {line.capability for line in LINES if line.language == language} for language in ("ko", "en")}
    assert asked["ko"] == asked["en"] and len(asked["ko"]) >= 24
