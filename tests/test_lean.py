"""Nothing is installed or imported that is not used: what deptry (`make check`) does not look at."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def deptry(*words: object) -> "subprocess.CompletedProcess[str]":
    """What deptry finds with the project's own configuration and these options."""
    command = [sys.executable, "-m", "deptry", *map(str, words), "--no-ansi"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_the_rooms_import_nothing_that_only_tests_bring() -> None:
    """supply/ is run by who makes a release, with what the tests need."""
    done = deptry(".", "--extend-exclude", "tests|supply", "--optional-dependencies-dev-groups", "test")
    assert done.returncode == 0, done.stderr


def test_an_import_that_is_not_named_and_one_that_only_tests_bring_are_seen(tmp_path: Path) -> None:
    (tmp_path / "room.py").write_text("import pytest\nimport lingua\n", encoding="utf-8")
    done = deptry(tmp_path, "--config", ROOT / "pyproject.toml", "--optional-dependencies-dev-groups", "test")
    assert "'pytest' imported but declared as a dev dependency" in done.stderr
    assert "'lingua' imported but missing" in done.stderr
