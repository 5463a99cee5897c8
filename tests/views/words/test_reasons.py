"""Every reason and remedy that a reader can give has a Korean wording, with its values kept."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.views.conftest import Open
from views.words.reasons import KOREAN, worded
from views.words.strings import words_in

ROOT = Path(__file__).resolve().parents[3] / "pipeline"
FILES = [*sorted((ROOT / "sources").rglob("*.py")), ROOT / "storage" / "deduplicate.py"]
MAKERS = {"RowFault", "CellFault", "RejectedRow"}
HANGUL = re.compile("[가-힣]")
IN_DATES = ("DateReader", "_wall_clock")
"""Where a ValueError's words become a reason; others in that module stay within it."""


def _texts(node: ast.expr) -> Iterator[str]:
    """What an expression can say, with 7 for every value in it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)


def _named(tree: ast.Module, name: str) -> ast.expr | None:
    """The value of a constant, or what a function returns, of that name."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == name for target in node.targets
        ):
            return node.value
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return next(part.value for part in ast.walk(node) if isinstance(part, ast.Return))
    return None


def _said(tree: ast.Module, call: ast.Call) -> Iterator[str]:
    given = [*call.args[:2], *(word.value for word in call.keywords if word.arg in ("reason", "remedy"))]
    for node in given:
        named = node.func if isinstance(node, ast.Call) else node
        yield from _texts((_named(tree, named.id) or node) if isinstance(named, ast.Name) else node)


def _given() -> set[str]:
    found: set[str] = set()
    for path in FILES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for top in tree.body:
            for node in ast.walk(top):
                if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                    continue
                is_date = (
                    node.func.id == "ValueError" and getattr(top, "name", "") in IN_DATES and path.name == "dates.py"
                )
                if node.func.id in MAKERS or is_date:
                    found.update(_said(tree, node))
    return found


GIVEN = sorted(_given())


def test_the_reasons_are_found() -> None:
    assert len(GIVEN) > 50
    assert {
        "7 is not a date of the calendar",
        "nothing to do",
        "write it as 2026-09-16 17:49, or leave it empty",
    } <= set(GIVEN)
    assert {
        "bring the ratings to 1-5 or 0-10",
        "the line is not JSON (7)",
        "no question: nobody knows what the answer is about",
    } <= set(GIVEN)


@pytest.mark.parametrize("text", GIVEN)
def test_it_has_a_korean_wording(text: str) -> None:
    korean = worded(text, "ko")
    assert HANGUL.search(korean) and korean != text
    assert korean.count("7") == text.count("7")
    assert worded(text, "en") == text


def test_no_wording_is_of_a_reason_that_nobody_gives() -> None:
    filled = {form.replace("{{", "\0").replace("}}", "\1") for form in KOREAN}
    forms = {re.sub(r"\{\w+\}", "7", form).replace("\0", "{").replace("\1", "}") for form in filled}
    assert forms <= set(GIVEN)


def test_values_are_kept_whatever_they_look_like() -> None:
    assert (
        worded("'2026-02-30 10:20' is not a date of the calendar", "ko") == "'2026-02-30 10:20': 달력에 없는 날짜입니다"
    )
    hostile = "'{korean.__class__} is not a rating\\n' is not a rating"
    assert worded(hostile, "ko") == "'{korean.__class__} is not a rating\\n': 별점이 아닙니다"
    assert worded("the line is not JSON (Expecting value: line 1)", "ko").endswith("(Expecting value: line 1)")


def test_an_unknown_reason_stays_as_it_is() -> None:
    assert worded("the moon was full", "ko") == "the moon was full"


@pytest.mark.parametrize(
    ("language", "said"), [("ko", "달력에 없는 날짜입니다"), ("en", "is not a date of the calendar")]
)
def test_the_data_page_says_it_in_its_language(
    open_dashboard: Open, sample_file: Path, language: str, said: str
) -> None:
    app = open_dashboard(sample_file, "data", language)
    [shown] = [table.value for table in app.dataframe if words_in(language)("column.reason") in table.value.columns]
    assert any(said in reason for reason in shown[words_in(language)("column.reason")])
    remedies = list(shown[words_in(language)("column.remedy")])
    assert remedies and all(bool(HANGUL.search(text)) == (language == "ko") for text in remedies)
