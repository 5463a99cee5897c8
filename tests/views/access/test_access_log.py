"""The access log: readable to its owner alone, whole lines from many writers, bounded, no words searched for."""

import json
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

import queries
from views.access import access_log


def test_entries_come_back_in_order_and_only_the_owner_reads_them(tmp_path: Path) -> None:
    database = tmp_path / "x.duckdb"
    access_log.write(database, who="가@example.com", what="export", rows=3)
    access_log.write(database, who="b", what="denied\nx")
    path = access_log.log_path(database)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    first, second = map(json.loads, access_log.read(database))
    assert (first["who"], first["rows"], second["what"]) == ("가@example.com", 3, "denied\nx")
    assert first["at"].endswith("+00:00")


def test_many_writers_and_full_files_lose_nothing_until_the_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access_log, "LARGEST", 2_000)
    database = tmp_path / "x.duckdb"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: access_log.write(database, number=number), range(200)))
    found = sorted(json.loads(line)["number"] for line in access_log.read(database))
    assert found == list(range(200))
    for number in range(200, 900):
        access_log.write(database, number=number)
    files = list(tmp_path.glob("x.duckdb.access.jsonl*"))
    assert len(files) <= access_log.FILES_KEPT and all(file.stat().st_size < 2_200 for file in files)
    kept = [json.loads(line)["number"] for line in access_log.read(database)]
    assert kept == list(range(kept[0], 900))


def test_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    database, elsewhere = tmp_path / "x.duckdb", tmp_path / "elsewhere"
    elsewhere.write_text("mine")
    access_log.log_path(database).symlink_to(elsewhere)
    with pytest.raises(access_log.LogFailed):
        access_log.write(database, what="x")
    assert elsewhere.read_text() == "mine"


def test_filters_are_kept_and_what_people_searched_for_is_not() -> None:
    filter = queries.Filter(touchpoints=("payment",), date_from=date(2026, 1, 1), contains="홍길동", intensity_from=2)
    plain = {"touchpoints": ["payment"], "from": ["2026-01-01"], "intensity_from": ["2"]}
    searched = access_log.plain_filter(filter).pop("contains")
    assert access_log.plain_filter(filter) == plain | {"contains": searched}
    assert searched.startswith("3 characters, mark ") and len(searched) == len("3 characters, mark ") + 4
    params = {"filter": queries.Filter(contains="홍길동"), "words": "홍길동", "feedback_id": 7, "limit": 5, "offset": 0}
    assert access_log.plain_params(params) == {"filter": {"contains": searched}, "words": "…", "feedback_id": 7}


def test_the_command_line_writes_into_it_and_prints_it(tiny_warehouse_file: Path, tmp_path: Path) -> None:
    access_log.log_path(tiny_warehouse_file).unlink(missing_ok=True)
    root = Path(__file__).resolve().parents[3]

    def ondo(*args: str) -> str:
        command = [sys.executable, "-m", "pipeline", *args, "--db", str(tiny_warehouse_file)]
        environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(root), "LANG": "C.UTF-8"}
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout

    ondo("export", "-o", "x.csv", "--contains", "배송")
    [line] = ondo("access-log").splitlines()
    entry = json.loads(line)
    assert (entry["who"], entry["what"], entry["format"]) == ("command line", "export", "csv")
    assert entry["rows"] > 0 and entry["filters"].keys() == {"contains"}
    assert entry["filters"]["contains"].startswith("2 characters, mark ") and "배송" not in line
