"""`ondo admin`, the commands' former names beside it, and the order in which `ondo --help` shows them all."""

import re
from pathlib import Path

import pytest

from pipeline.cli.main import NOW_IN_ADMIN
from tests.pipeline.support import ROWS, ondo, write_csv

SAID = "`ondo {0}` is now `ondo admin {0}`; the former name keeps working\n"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("admin")
    ondo("run", write_csv(folder / "answers.csv", ROWS), "--db", folder / "x.duckdb")
    return folder / "x.duckdb"


def _listed(help_text: str) -> list[str]:
    """The commands of a help, in order."""
    return re.findall(r"^  ([a-z-]+) {2,}", help_text.partition("Start here:")[2], flags=re.MULTILINE)


def test_a_newcomer_sees_what_is_needed_first() -> None:
    listed = _listed(ondo("--help").stdout.decode())
    assert listed[:8] == ["check", "run", "follow", "dashboard", "export", "report", "score", "demo"]
    assert listed[-6:] == list(NOW_IN_ADMIN)
    assert len(listed) == len(set(listed))


def test_admin_without_a_command_shows_its_commands() -> None:
    done = ondo("admin")
    shown = (done.stdout + done.stderr).decode()
    assert all(f"\n  {name} " in shown for name in NOW_IN_ADMIN)


@pytest.mark.parametrize("name", NOW_IN_ADMIN)
def test_both_names_have_the_same_options(name: str) -> None:
    new, former = ondo("admin", name, "--help"), ondo(name, "--help")
    assert new.returncode == former.returncode == 0 and not new.stderr and not former.stderr
    assert f"The former name of `ondo admin {name}`." in former.stdout.decode()
    options = [help_text.stdout.decode().partition("Options:")[2] for help_text in (new, former)]
    assert options[0] == options[1] and "--db" in options[0]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (["verify"], 0),
        (["backup", "--list"], 0),
        (["backup", "--strike", "none.duckdb"], 2),
        (["restore", "none.duckdb"], 3),
        (["forget", "--customer", "nobody"], 4),
        (["retain"], 2),
        (["access-log"], 0),
    ],
    ids=["verify", "list", "strike", "restore", "forget", "retain", "access-log"],
)
def test_both_names_do_the_same_and_the_former_says_the_new_one_once(
    database: Path, command: list[str], code: int
) -> None:
    new, former = ondo("admin", *command, "--db", database), ondo(*command, "--db", database)
    assert new.returncode == former.returncode == code
    assert new.stdout == former.stdout
    assert former.stderr.decode() == SAID.format(command[0]) + new.stderr.decode()
    assert "former name" not in new.stderr.decode()


def test_a_command_that_admin_has_not_is_refused() -> None:
    done = ondo("admin", "fly")
    assert done.returncode == 2 and b"fly" in done.stderr
