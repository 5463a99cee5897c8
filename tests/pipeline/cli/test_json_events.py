"""What check and run print for programs."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
CSV = "작성일,리뷰내용,별점,연락처 010-1234-5678\n2026-03-01,배송이 빨라요. 010-9876-5432,5,x\n언제 010-9876-5432,,,y\n"


def _ondo(folder: Path, *args: str) -> tuple[int, list[dict[str, Any]], str]:
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "LANG": "C"}
    command = [sys.executable, "-m", "pipeline", *args]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    return done.returncode, [json.loads(line) for line in done.stdout.decode().splitlines()], done.stderr.decode()


def test_check(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(CSV, encoding="utf-8")
    code, [found], _ = _ondo(tmp_path, "check", "--json", "a.csv")
    assert (code, found["event"], found["rows"], found["set_aside"]) == (0, "checked", 2, 1)
    assert found["columns"][3]["column"] == "연락처 010-1234-5678" and "1234" not in found["columns"][3]["shown"]
    assert found["reasons"] == {"… is not a date": 1}
    [example], [aside] = found["examples"], found["first_set_aside"]
    assert (example["rating"], example["answered_at"]) == (5, "2026-03-01 00:00")
    assert aside["row"] == 3 and aside["column"] == "작성일" and aside["remedy"]
    assert "9876" not in json.dumps([example, aside], ensure_ascii=False)


def test_run_says_how_far_it_is_and_ends_with_its_report(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(CSV, encoding="utf-8")
    code, events, said = _ondo(tmp_path, "run", "--json", "--db", "x.duckdb", "a.csv")
    assert code == 0 and not said
    assert [event for event in events if event["event"] == "progress"][-1] == {"event": "progress", "done": 2, "of": 2}
    report = events[-1]
    assert report["event"] == "report" and report["published"] is True
    assert (report["read"], report["new"], report["set_aside"], report["masked"]) == (2, 1, 1, {"phone": 1})
    assert "9876" not in json.dumps(events, ensure_ascii=False)


def test_errors_are_events_too(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    for command in (("check", "--json"), ("run", "--json", "--db", "x.duckdb")):
        code, [error], said = _ondo(tmp_path, *command, "a.pdf")
        assert (code, error["event"], error["code"], error["kind"]) == (1, "error", 1, "DataRefused")
        assert "PDF" in error["message"] and error["remedy"] and "What to do" in said
