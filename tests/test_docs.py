"""The documentation is true: the README's commands run and print what it shows, and what it names is there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")

SESSIONS = re.findall(r"```console\n(.*?)```", README, flags=re.DOTALL)
"""Terminal sessions: lines beginning with `$ ` are commands, the others what they print; `...` leaves lines out."""


def _commands(session: str) -> list[tuple[str, list[str]]]:
    parts = re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]
    return [(part.splitlines()[0], part.splitlines()[1:]) for part in parts]


def _shape(line: str) -> str:
    """A line without its figures, which differ from machine to machine."""
    return re.sub(r"\s+", " ", re.sub(r"-?[\d.,]*\d", "0", line)).strip()


@pytest.mark.parametrize("session", SESSIONS, ids=[session.splitlines()[0] for session in SESSIONS])
def test_the_commands_print_what_the_readme_shows(session: str, tmp_path: Path) -> None:
    (tmp_path / "sample_data").symlink_to(ROOT / "sample_data")
    for command, shown in _commands(session):
        line = command.replace("ondo ", f"{sys.executable} -m pipeline ")
        done = subprocess.run(
            line, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False,
            env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        printed = [_shape(text) for text in (done.stderr + done.stdout).replace("\r", "\n").splitlines()]
        for text in shown:
            if text.strip() not in ("", "..."):
                assert _shape(text) in printed, f"{command} does not print {text!r}"


def test_the_readme_shows_the_main_commands() -> None:
    commands = " ".join(command for session in SESSIONS for command, _ in _commands(session))
    for name in ("ondo check", "ondo run", "ondo score", "ondo export"):
        assert name in commands


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "sample_data/README.md",
        "pipeline/model/MODEL_CARD.md",
        "CHANGELOG.md",
        "docs/security.md",
        "docs/beyond-one-machine.md",
    ],
)
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
        assert ((ROOT / page).parent / target).exists(), f"{page}: {target}"


def test_files_and_folders_named_in_the_readme_are_there() -> None:
    for name in re.findall(r"`((?:pipeline|queries|views|tests|sample_data|benchmarks)/[\w./]*)`", README):
        assert (ROOT / name).exists(), name


def test_every_direct_dependency_has_its_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if re.match(r'\s+"[\w.-]+[><=]', line) and "setuptools" not in line]
    assert len(wanted) >= 17
    assert not [line for line in wanted if not re.search(r"#.*\(.*\)", line)]


def test_constraints_pin_everything_and_name_no_registry() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines)
    pinned = {line.split("==")[0].lower().replace("_", "-") for line in lines}
    direct = re.findall(
        r'^\s+"([\w.-]+)[><=]', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert {name.lower() for name in direct} <= pinned
