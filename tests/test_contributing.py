"""CONTRIBUTING.md fits on a page, and the rooms, files and tests that it names are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
FILES = re.findall(r"`((?:pipeline|queries|views|tests|docs)/[\w./-]*|dashboard\.py|pyproject\.toml)`", TEXT)
TESTS = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT)
ROWS = TEXT.split("| to add |")[1].split("\n\n")[0].splitlines()[2:]

LONGEST = 120
"""Lines: what somebody reads before the first change."""


def test_it_is_one_page() -> None:
    assert len(TEXT.splitlines()) <= LONGEST


@pytest.mark.parametrize("name", sorted(set(FILES)))
def test_what_it_names_is_there(name: str) -> None:
    assert (ROOT / name).exists()


@pytest.mark.parametrize(("file", "test"), TESTS)
def test_the_tests_that_it_names_are_there(file: str, test: str) -> None:
    assert re.search(rf"^def {test}\(", (ROOT / file).read_text(encoding="utf-8"), flags=re.MULTILINE)


@pytest.mark.parametrize("row", ROWS)
def test_every_way_to_add_something_is_proven(row: str) -> None:
    proof = row.split("|")[3]
    assert "::" in proof or re.search(r"\]\(docs/adding-a-[a-z]+\.md\)", proof)


def test_every_room_is_named() -> None:
    rooms = {
        f"{path.parent.relative_to(ROOT)}/"
        for half in ("pipeline", "views")
        for path in ROOT.glob(f"{half}/*/__init__.py")
    }
    assert rooms <= {*FILES}
    assert len(TESTS) >= 12 and len(ROWS) >= 13
