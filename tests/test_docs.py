"""The documentation is true: its commands run and print what it shows, and what it names is there."""

import ast
import importlib
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pipeline.support import ondo

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")

GUIDES = ["README.md", *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))]
"""The pages that say how Ondo is used; their commands are run."""

OTHER_PAGES = ("sample_data/README.md", "benchmarks/README.md", "pipeline/model/MODEL_CARD.md", "CHANGELOG.md", "CONTRIBUTING.md")  # fmt: skip
PAGES = [*GUIDES, *(page for page in OTHER_PAGES if (ROOT / page).exists())]

LONGEST_README = 150
"""Lines; the rest has its own pages in docs."""


def _text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def _blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", _text(page), flags=re.DOTALL)


SESSIONS = [(page, session) for page in GUIDES for session in _blocks(page, "console")]
"""Terminal sessions: lines beginning with `$ ` are commands, the others what they print; `...` leaves lines out."""

PROGRAMS = [(page, block) for page in GUIDES for block in _blocks(page, "python") if "adding-a-" not in page]
"""Python that other programs may contain; the worked examples of adding something have tests of their own."""


def _commands(session: str) -> list[tuple[str, list[str]]]:
    parts = re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]
    return [(part.splitlines()[0], part.splitlines()[1:]) for part in parts]


def _shape(line: str) -> str:
    """A line without its figures, which differ from machine to machine."""
    return re.sub(r"\s+", " ", re.sub(r"-?[\d.,]*\d", "0", line)).strip()


def _ran(line: str, folder: Path) -> "subprocess.CompletedProcess[bytes]":
    """A line of a session, in a shell where it needs one."""
    name, *words = shlex.split(line)
    if name == "ondo" and "|" not in words:
        return ondo(*words, cwd=folder)
    return subprocess.run(
        line.replace("ondo ", f"{sys.executable} -m pipeline "), shell=True, cwd=folder, capture_output=True, check=False,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"},
    )  # fmt: skip


@pytest.mark.parametrize(
    "session", [session for _, session in SESSIONS], ids=[f"{page}-{text.splitlines()[0]}" for page, text in SESSIONS]
)
def test_the_commands_print_what_the_readme_shows(session: str, tmp_path: Path) -> None:
    (tmp_path / "sample_data").symlink_to(ROOT / "sample_data")
    for command, shown in _commands(session):
        done = _ran(command, tmp_path)
        assert done.returncode == 0, done.stderr.decode()
        printed = [_shape(text) for text in (done.stderr + done.stdout).decode().replace("\r", "\n").splitlines()]
        for text in shown:
            if text.strip() not in ("", "..."):
                assert _shape(text) in printed, f"{command} does not print {text!r}"


def test_the_readme_shows_the_main_commands() -> None:
    commands = " ".join(command for session in _blocks("README.md", "console") for command, _ in _commands(session))
    for name in ("ondo check", "ondo run", "ondo score", "ondo export"):
        assert name in commands


def test_the_readme_is_short_and_leads_to_every_guide() -> None:
    assert len(README.splitlines()) <= LONGEST_README
    linked = set(re.findall(r"\]\(([^)#]+)", README))
    assert {page for page in GUIDES if page != "README.md" and "adding-a-" not in page} <= linked


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", _text(page)):
        path = (ROOT / page).parent / target if target else ROOT / page
        assert path.exists(), f"{page}: {target}"
        assert not anchor or anchor in _anchors(path), f"{page}: {target}#{anchor}"


def _anchors(path: Path) -> set[str]:
    """The addresses that a forge gives a page's headings."""
    headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


MADE_BY_EXAMPLES = frozenset(("views/pages/mood.py", "pipeline/sources/exports/kiosk.py"))
"""Files that a worked example tells its reader to make."""


@pytest.mark.parametrize("page", PAGES)
def test_files_and_folders_named_in_the_readme_are_there(page: str) -> None:
    for name in re.findall(r"`((?:pipeline|queries|views|tests|sample_data|benchmarks|docs)/[\w./]*)`", _text(page)):
        assert (ROOT / name).exists() or name in MADE_BY_EXAMPLES, f"{page}: {name}"


@pytest.mark.parametrize(("page", "block"), PROGRAMS, ids=[page for page, _ in PROGRAMS])
def test_what_programs_import_is_there(page: str, block: str) -> None:
    imports = [node for node in ast.parse(block).body if isinstance(node, ast.ImportFrom)]
    assert imports
    for node in imports:
        for alias in node.names:
            assert hasattr(importlib.import_module(node.module or ""), alias.name), f"{page}: {ast.unparse(node)}"


def test_the_program_that_scores_runs() -> None:
    [block] = [block for page, block in PROGRAMS if page == "docs/scores.md"]
    code = f"{block}\nprint(table.num_rows)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "2\n"


@pytest.mark.parametrize("page", PAGES)
def test_commands_are_named_as_they_are_now(page: str) -> None:
    former = r"`ondo (verify|backup|restore|forget|retain|access-log)\b[^`]*`"
    named = [line for line in _text(page).splitlines() if re.search(former, line) and "`ondo admin" not in line]
    assert not named, f"{page}: {named}"


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
