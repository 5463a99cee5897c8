"""`ondo watch --folder`: files are taken in by a process of its own, and what has opened or closed is told after each."""

import csv
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.sample_databases import Answer, build_database
from views.commands.watch import watch

ROOT = Path(__file__).parents[3]
FIRST = date(2025, 9, 1)


def _file(path: Path, weeks: range, angry: int, at: int) -> None:
    """Ten comments on delivery a week, so many of them angry."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["id", "date", "text"])
        for week in weeks:
            for n in range(10):
                said = "배송이 늦어서 정말 화가 나고 짜증납니다" if n < angry else "배송이 빨라서 정말 기쁘고 좋아요"
                writer.writerow([f"{week}-{n}", FIRST + timedelta(weeks=week, days=n % 7), f"{said} {week} {n}"])
    os.utime(path, (at, at))


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def test_alerts_open_and_close_as_files_come(inbox: Path, tmp_path: Path) -> None:
    _file(inbox / "a.csv", range(24), 1, 1_000)
    _file(inbox / "b.csv", range(24, 28), 7, 2_000)
    _file(inbox / "c.csv", range(28, 32), 1, 3_000)
    (inbox / "d.csv").write_text("no table at all", encoding="utf-8")
    asked = ["--folder", str(inbox), "--db", str(tmp_path / "ondo.duckdb"), "--once", "--json"]
    done = CliRunner().invoke(watch, asked, catch_exceptions=False)
    events: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    told = [event for event in events if event["event"] in ("followed", "alerts")]
    assert [(event["event"], event["file"]) for event in told] == [
        *((event, file) for file in ("a.csv", "b.csv", "c.csv") for event in ("followed", "alerts")),
        ("followed", "d.csv"),
    ]
    calm, crisis, over = (event for event in told if event["event"] == "alerts")
    assert calm["series"] > 0 and (calm["open"], calm["alerts"]) == (0, [])
    opened = {alert["alert"]: alert for alert in crisis["alerts"]}
    assert opened["delivery:anger"]["meaning"] == "worse" and opened["delivery:anger"]["quotes"]
    assert crisis["open"] == len(opened) and crisis["closed"] == []
    assert "delivery:anger" in over["closed"] and "delivery:anger" not in {alert["alert"] for alert in over["alerts"]}
    assert done.exit_code == 0


@pytest.fixture
def watching(inbox: Path, tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """A process that watches an empty folder, and the first line that it said."""
    database = build_database(tmp_path / "x.duckdb", [Answer("2026-01-01", "좋아요", 0.5, {"joy": 1})])
    process = subprocess.Popen(
        [sys.executable, "-c", "from views.commands.watch import watch; watch()", "--db", database, "--folder", inbox],
        stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    assert process.stdout and process.stdout.readline()
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def _ends(pidfd: int) -> bool:
    return bool(select.select([pidfd], [], [], 60)[0])


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_what_takes_files_in_ends_with_it_however_it_ends(
    watching: "subprocess.Popen[str]", how: signal.Signals
) -> None:
    [child] = Path(f"/proc/{watching.pid}/task/{watching.pid}/children").read_text().split()
    pidfd = os.pidfd_open(int(child))
    try:
        watching.send_signal(how)
        assert _ends(pidfd)
        code = watching.wait(60)
        assert code in (-how, 0, 128 + how)
    finally:
        os.close(pidfd)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--folder", "none"), "no folder"),
        (("--once",), "--folder"),
        (("--folder", ".", "--all"), "--all"),
        (("--folder", ".", "--mute", "all:nps"), "--mute"),
        (("--folder", ".", "--every", "0"), "0"),
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    done = CliRunner().invoke(watch, [*arguments, "--db", str(tmp_path / "x.duckdb")])
    assert done.exit_code == 2 and told in done.output
    assert not list(tmp_path.iterdir())
