"""Nothing is installed or imported that is not used."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("pipeline", "queries", "views", "sample_data")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

LOADED_BY_OTHERS = {"tzdata": "zoneinfo", "authlib": "st.login", "httpx": "Authlib", "pytest-xdist": "pytest -n"}
"""Dependencies that no import of ours names -> who loads them."""

BROUGHT = {
    "scipy": "scikit-learn",
    "threadpoolctl": "scikit-learn",
    "pandas": "streamlit",
    "starlette": "streamlit",
    "pillow": "streamlit",
    "py4j": "pyspark",
}
"""Packages that are imported and not named in pyproject.toml -> the dependency that cannot do without them."""


def _python(*rooms: str) -> list[Path]:
    return [
        *([ROOT / "dashboard.py"] if "views" in rooms else []),
        *(path for room in rooms for path in sorted((ROOT / room).rglob("*.py"))),
    ]


def _named(dependency: str) -> str:
    """The name of a requirement as registries write it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~;\[ ]", dependency, maxsplit=1)[0]).lower()


def _imported(paths: list[Path]) -> set[str]:
    """Distributions whose modules the files import."""
    modules = set[str]()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules.add(node.module.split(".")[0])
    owners = packages_distributions()
    own = {"dashboard", "tests", "benchmarks", *ROOMS}
    return {
        _named(owner) for module in modules - own - sys.stdlib_module_names for owner in owners.get(module, [module])
    }


def test_every_dependency_is_imported() -> None:
    extras = PROJECT["optional-dependencies"]
    asked = [PROJECT["dependencies"], *(extras[name] for name in extras if name != "test")]
    in_rooms, in_tests = _imported(_python(*ROOMS)), _imported(_python(*ROOMS, "tests"))
    unused = {_named(item) for items in asked for item in items} - in_rooms
    unused |= {_named(item) for item in extras["test"]} - in_tests
    assert unused - LOADED_BY_OTHERS.keys() - {"ondo"} == set()


def test_every_import_is_a_dependency() -> None:
    extras = PROJECT["optional-dependencies"]
    named = {
        _named(item)
        for items in (PROJECT["dependencies"], *(extras[name] for name in extras if name != "test"))
        for item in items
    }
    assert _imported(_python(*ROOMS)) - named - BROUGHT.keys() == set()
    in_tests = named | {_named(item) for item in extras["test"]}
    assert _imported(_python("tests")) - in_tests - BROUGHT.keys() == set()


def _unused(tree: ast.Module) -> Iterator[str]:
    """Names that are imported and nowhere read, nor told to others by ``__all__`` or by ``as`` the same name."""
    read = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    quoted = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    in_quotes = {word for text in quoted for word in re.findall(r"\w+", text)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                name = (alias.asname or alias.name).split(".")[0]
                if alias.asname != alias.name and name not in read | in_quotes:
                    yield f"{name} in line {node.lineno}"


@pytest.mark.parametrize("room", [*ROOMS, "tests", "benchmarks"])
def test_every_import_is_used(room: str) -> None:
    unused = {
        str(path.relative_to(ROOT)): found
        for path in _python(room)
        if (found := [*_unused(ast.parse(text := path.read_text(encoding="utf-8")))]) and "noqa: F401" not in text
    }
    assert unused == {}


def test_an_unused_import_is_seen() -> None:
    tree = ast.parse(
        "import os.path\nfrom json import dumps, loads as read\nimport csv\nimport re as re\n__all__ = ['dumps']\ncsv.reader(read)\n"
    )
    assert [*_unused(tree)] == ["os in line 1"]
