"""On a disk that is full nothing is lost."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pipeline.upkeep.customer_to_forget import ROOT

FULL_DISK = """
import os, sys
from datetime import datetime
from pathlib import Path
from pipeline.config.settings import load_settings
from pipeline.errors import DiskFull
from pipeline.run import RunSettings, run_batch
from pipeline.upkeep.backup import back_up, backups_of, restore
from pipeline.upkeep.forget import forget

disk, given = Path(sys.argv[1]), Path(sys.argv[2])
database, now, settings = disk / "ondo.duckdb", datetime(2026, 6, 1), load_settings()
for name in ("ondo.duckdb", "ondo.duckdb.key"):
    (disk / name).write_bytes((given / name).read_bytes())
acts = {
    "backup": lambda: back_up(database, None, with_key=True, now=now),
    "restore": lambda: restore(given / "ondo.duckdb", database, settings, now),
    "forget": lambda: list(forget(database, "customer-4711", now.date())),
    "run": lambda: run_batch(RunSettings((), database, settings), ()),
}
size, before = database.stat().st_size, database.read_bytes()
room = os.statvfs(disk).f_bavail * 4096
for free in (0, 64_000, size // 2, size + 100_000):
    filler = disk / "filler"
    filler.write_bytes(bytes(max(0, room - free)))
    for name, act in acts.items():
        try:
            act()
            print(free, name, "done")
        except DiskFull as error:
            assert "free space" in error.remedy and "the disk is full" in str(error)
            print(free, name, "full")
        left = sorted(path.name for path in disk.iterdir())
        assert not [item for item in left if "building" in item], left
        if (disk / "backups").exists():
            for path in (disk / "backups").iterdir():
                path.unlink()
        assert name in ("forget", "restore") or database.read_bytes() == before
        database.write_bytes(before) if database.read_bytes() != before else None
        (disk / "ondo.duckdb.upkeep").unlink(missing_ok=True)
    filler.unlink()
"""


def test_on_a_disk_that_is_really_full_nothing_is_lost_and_it_is_said(database: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = f"mount -t tmpfs -o size=16m tmpfs '{disk}'"
    if subprocess.run(["unshare", "-rm", "sh", "-c", mount], capture_output=True, check=False).returncode:
        pytest.skip("no small disk can be mounted here")
    (tmp_path / "full.py").write_text(FULL_DISK, encoding="utf-8")
    line = f"{mount} && exec '{sys.executable}' full.py '{disk}' '{tmp_path}'"
    told = subprocess.run(
        ["unshare", "-rm", "sh", "-c", line], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    lines = told.stdout.split("\n")
    assert [line for line in lines if line.startswith("0 ")] == [
        "0 backup full",
        "0 restore full",
        "0 forget full",
        "0 run full",
    ]
    assert sum("full" in line for line in lines) >= 12
