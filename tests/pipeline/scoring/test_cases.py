"""Hand-written customer comments, read by the scorer as a careful person would: ``cases.tsv``.

``tone`` is the sign expected (``0``: a plain fact, ``|tone| < 0.5``; empty: not asked), ``emotion`` the code, or the
codes with ``|`` between, of which one has to be the likeliest (empty: not asked). ``known_failures.txt`` holds the
texts that the committed model gets wrong, one a line. A test fails for a new failure and for a known one that is now
right; with a new model, read the differences, then write the list anew::

    python -c "from tests.pipeline.scoring.test_cases import *; KNOWN.write_text(as_lines(failures(Scorer())), 'utf-8')"
"""

from collections import Counter
from collections.abc import Sequence

import pytest

from pipeline.emotions import EMOTION_CODES
from pipeline.scoring.scorer import Scorer
from tests.pipeline.scoring.hand_written_cases import CASES, HERE, Case

KNOWN = HERE / "known_failures.txt"

NEUTRAL = 0.5
"""A fact's tone is nearer to 0 than this."""

LEAST_RIGHT = 0.85
"""Least share of right cases in each language."""

LEAST_CASES = 10
"""Least number of cases of each kind in each language."""

LEAST_BY_LANGUAGE = {"ko": 160, "en": 160, "mixed": 20}
"""Least number of cases in each language."""

CODE_SWITCHING = "code_switching"
"""The one kind of mixed cases, and of no others."""

KNOWN_FAILURES = KNOWN.read_text("utf-8").splitlines()


def is_right(case: Case, row: dict) -> bool:
    """Whether the scorer's row has the tone and the leading emotion that the case expects."""
    if row["state"] != "scored":
        return False
    tone, chances = row["tone"], row["emotions"]
    tone_right = {"+": tone > 0, "-": tone < 0, "0": abs(tone) < NEUTRAL, "": True}[case.tone]
    return tone_right and (not case.emotions or max(chances, key=chances.__getitem__) in case.emotions)


def verdicts(scorer: Scorer) -> dict[str, bool]:
    """Whether each text of the table is read right."""
    found = scorer.score([case.text for case in CASES]).to_pylist()
    return {case.text: is_right(case, row) for case, row in zip(CASES, found, strict=True)}


def failures(scorer: Scorer) -> list[str]:
    """Texts that are read wrong, in the table's order."""
    return [text for text, right in verdicts(scorer).items() if not right]


def as_lines(texts: Sequence[str]) -> str:
    """The content of ``known_failures.txt`` for these texts."""
    return "".join(f"{text}\n" for text in texts)


@pytest.fixture(scope="module")
def right() -> dict[str, bool]:
    return verdicts(Scorer())


def test_cases_are_read_as_before(right: dict[str, bool]) -> None:
    assert {case.text for case in CASES if not right[case.text]} == set(KNOWN_FAILURES)


@pytest.mark.parametrize("language", LEAST_BY_LANGUAGE)
def test_most_cases_are_right(right: dict[str, bool], language: str) -> None:
    asked = [case.text for case in CASES if case.language == language]
    wrong = [text for text in asked if not right[text]]
    assert 1 - len(wrong) / len(asked) >= LEAST_RIGHT, wrong


def test_each_kind_has_its_cases_in_each_language() -> None:
    counts = Counter((case.language, case.kind) for case in CASES)
    kinds = {case.kind for case in CASES} - {CODE_SWITCHING}
    wanted = {(language, kind) for language in ("ko", "en") for kind in kinds} | {("mixed", CODE_SWITCHING)}
    assert counts.keys() == wanted
    assert min(counts.values()) >= LEAST_CASES


@pytest.mark.parametrize(("language", "least"), LEAST_BY_LANGUAGE.items())
def test_each_language_has_its_cases(language: str, least: int) -> None:
    assert sum(case.language == language for case in CASES) >= least


@pytest.mark.parametrize("language", ["ko", "en"])
def test_each_emotion_is_stated_twice_in_each_language(language: str) -> None:
    stated = Counter(case.emotions for case in CASES if (case.language, case.kind) == (language, "emotion"))
    assert stated == {(code,): 2 for code in EMOTION_CODES}


def test_each_case_asks_something_once() -> None:
    assert all(case.tone or case.emotions for case in CASES)
    assert {code for case in CASES for code in case.emotions} == set(EMOTION_CODES)
    assert {case.tone for case in CASES} == {"+", "-", "0", ""}
    assert len({case.text for case in CASES}) == len(CASES)


def test_each_known_failure_is_in_the_table_once() -> None:
    assert set(KNOWN_FAILURES) <= {case.text for case in CASES}
    assert len(set(KNOWN_FAILURES)) == len(KNOWN_FAILURES)
