"""Pages stay tables of contents, modules stay short, functions stay simple; four rooms of views load no Streamlit."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VIEWS = sorted((ROOT / "views").rglob("*.py"))
MOST_LINES, MOST_PAGE_LINES = 300, 100
MOST_PATHS = 10
"""Lines of a module and of a page; branches of a function."""

WITHOUT_SCREEN = ("words", "charts", "files", "commands")

_BRANCHES = (ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.Assert, ast.match_case)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def complexity(function: ast.AST) -> int:
    """How many ways lead through a function: one, and one more for each branch, condition, loop and comprehension."""
    ways = 1
    for node in ast.walk(function):
        if isinstance(node, _BRANCHES):
            ways += 1
        elif isinstance(node, ast.BoolOp):
            ways += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            ways += 1 + len(node.ifs)
    return ways


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_pages_are_tables_of_contents() -> None:
    pages = {_name(path): _lines(path) for path in VIEWS if path.parent.name == "pages"}
    assert len(pages) > 9 and {name: n for name, n in pages.items() if n > MOST_PAGE_LINES} == {}


def test_modules_are_short() -> None:
    assert {_name(path): _lines(path) for path in VIEWS if _lines(path) > MOST_LINES} == {}


def test_functions_are_simple() -> None:
    counts = {f"{_name(path)}: {one.name}": complexity(one) for path in VIEWS for one in _functions(path)}
    assert {name: ways for name, ways in counts.items() if ways > MOST_PATHS} == {}


def test_complexity_counts_every_way() -> None:
    code = "def f(a):\n  if a and a > 1:\n    return [b for b in a if b]\n  return 1 if a else 2\n"
    assert complexity(ast.parse(code)) == 6
    assert complexity(ast.parse("def f():\n  return 1\n")) == 1


@pytest.mark.parametrize("room", WITHOUT_SCREEN)
def test_rooms_without_a_screen_load_no_streamlit(room: str) -> None:
    modules = [_name(path).removesuffix(".py").replace("/", ".") for path in (ROOT / "views" / room).glob("*.py")]
    names = ", ".join(name.removesuffix(".__init__") for name in modules)
    code = f"import {names}, sys; print('streamlit' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split()[-1] == "False"
