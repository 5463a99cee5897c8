"""What a person at a terminal sees, and a log file holds: nothing that steers a terminal, no frames of a bar, no noise."""

import os
import pty
import subprocess
import sys
import termios
from pathlib import Path

from tests.pipeline.support import ondo, write_csv

ROOT = Path(__file__).resolve().parents[3]
HOSTILE = "\x1b]0;owned\x07\x9b2J\x1b[31m"
"""Sets the title, clears the screen, writes in red."""


def _on_terminal(*words: object) -> tuple[int, str]:
    """Exit code of a command whose output goes to a terminal, and what reaches that."""
    here, there = pty.openpty()
    termios.tcsetwinsize(there, (24, 200))
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline", *map(str, words)],
        cwd=ROOT, stdin=subprocess.DEVNULL, stdout=there, stderr=there,
    ) as running:  # fmt: skip
        os.close(there)
        seen = b""
        while more := _read(here):
            seen += more
    os.close(here)
    return running.returncode, seen.decode()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65_536)
    except OSError:  # how Linux says that nobody writes to a terminal any more
        return b""


def _hostile_file(folder: Path) -> Path:
    header, rows = (
        ["id", f"co{HOSTILE}l", "text", "nps"],
        [["1", "x", f"good {HOSTILE} it is", "5"], ["2", "", "bad", HOSTILE]],
    )
    return write_csv(folder / f"a{HOSTILE}.csv", rows, header)


def test_a_file_steers_no_terminal(tmp_path: Path) -> None:
    path = _hostile_file(tmp_path)
    code, seen = _on_terminal("check", path)
    assert code == 0 and "\x1b" not in seen and "\x9b" not in seen and "\x07" not in seen
    assert r"a\u001b]0;owned\u0007\u009b2J\u001b[31m.csv" in seen and r"co\u001b]0;owned" in seen
    code, seen = _on_terminal("check", f"{path}.not_there", f"--map={HOSTILE}=text")
    assert code == 1 and r"\u001b]0;owned" in seen and "\x1b" not in seen
    code, seen = _on_terminal("check", path, f"--{HOSTILE}")
    assert code == 2 and "No such option" in seen and "\x1b" not in seen


def test_json_has_no_control_character_and_the_same_values(tmp_path: Path) -> None:
    import json

    done = ondo("check", "--json", _hostile_file(tmp_path))
    assert not {*"\x1b\x9b\x07"} & {*done.stdout.decode()}
    assert f"co{HOSTILE}l" in [column["column"] for column in json.loads(done.stdout)["columns"]]


def test_a_bar_is_for_a_terminal_alone(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["1", "good"]], ["id", "text"])
    logged = ondo("run", path, "--db", tmp_path / "a.duckdb")
    assert logged.returncode == 0 and b"\r" not in logged.stderr and b"rows/s" not in logged.stderr
    code, seen = _on_terminal("run", path, "--db", tmp_path / "b.duckdb")
    assert code == 0 and "rows/s" in seen and "\r" in seen


def test_nobody_reads_on() -> None:
    line = f"yes good | head -30000 | {sys.executable} -m pipeline score"
    with subprocess.Popen(line, shell=True, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None and running.stderr is not None
        assert running.stdout.readline().startswith(b'{"language"')
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0
