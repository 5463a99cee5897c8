"""JSON, Parquet and workbooks: every row, whatever their cells hold."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from pipeline.cli.check_report import check_file
from pipeline.records import ReadOptions
from pipeline.sources import inspect, read
from tests.pipeline.sources.tables import TODAY, everything, written


def test_jsonl(tmp_path: Path) -> None:
    lines = [
        '{"id": 12345678901234567890, "text": "좋아요", "rating": 5, "author": {"name": "홍", "tags": [1, 2]}}',
        "{broken",
        "[1, 2]",
        "",
        '{"text": "나빠요", "created_at": "2026-09-16T08:49:00Z", "rating": null}',
    ]
    inspection, good, bad = everything(written(tmp_path, "\n".join(lines), "a.jsonl"))
    assert [guess.column for guess in inspection.columns] == [
        "id",
        "text",
        "rating",
        "author.name",
        "author.tags",
        "created_at",
    ]
    assert inspection.mapping == {"id": "id", "text": "text", "rating": "rating", "date": "created_at"}
    assert [(row.row, row.id, row.text, row.rating) for row in good] == [
        (1, "12345678901234567890", "좋아요", 5.0),
        (5, None, "나빠요", None),
    ]
    assert [row.row for row in bad] == [2, 3]
    assert inspection.rows == 4


def test_a_json_array(tmp_path: Path) -> None:
    content = json.dumps([{"text": "좋아요"}, {"text": "나빠요"}, 5], ensure_ascii=False, indent=1)
    inspection, good, bad = everything(written(tmp_path, content, "a.json", "utf-8-sig"))
    assert [(row.row, row.text) for row in good] == [(1, "좋아요"), (2, "나빠요")]
    assert (len(bad), inspection.rows, inspection.kind) == (1, 3, "jsonl")


def test_parquet(tmp_path: Path) -> None:
    moment = datetime(2026, 9, 16, 8, 49, 0, 123000)
    path = tmp_path / "a.parquet"
    columns = {
        "id": pa.array([1, 2, None], pa.int64()),
        "date": pa.array([moment.replace(tzinfo=UTC), None, moment.replace(tzinfo=UTC)], pa.timestamp("ns", "UTC")),
        "rating": pa.array([4.0, float("nan"), 3.5], pa.float32()),
        "text": pa.array(["좋아요", "나빠요", None]).dictionary_encode(),
        "channel": pa.array([b"app", None, b"web"], pa.binary()),
    }
    pq.write_table(pa.table(columns), path)
    inspection, good, bad = everything(path)
    assert (inspection.kind, inspection.rows, inspection.encoding) == ("parquet", 3, None)
    assert [(row.row, row.id, row.text, row.rating, row.channel) for row in good] == [
        (2, "1", "좋아요", 4.0, "app"), (3, "2", "나빠요", None, None), (4, None, None, 3.5, "web"),
    ]  # fmt: skip
    assert good[0].answered_at == datetime(2026, 9, 16, 17, 49, 0, 123000)
    assert not bad


def test_the_right_sheet(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet("표지").write_row(0, 0, ["2026년 리뷰 보고서"])
        workbook.add_worksheet("빈")
        sheet = workbook.add_worksheet("데이터")
        sheet.write_row(2, 1, ["내용", "별점"])
        sheet.write_row(3, 1, ["좋아요", 5])
        hidden = workbook.add_worksheet("숨김")
        hidden.write_row(0, 0, ["내용", "별점", "작성일"])
        hidden.hide()
    inspection, good, _ = everything(path)
    assert (inspection.sheet, inspection.notes[0].found) == ("데이터", "sheet '표지' is not read")
    assert len(inspection.notes) == 1
    assert [(row.row, row.text, row.rating) for row in good] == [(4, "좋아요", 5.0)]


def test_memory_stays_flat(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("date,rating,text\n")
        file.writelines(f"2026-09-16,{n % 5 + 1},리뷰 {n}\n" for n in range(50_000))
    inspection = inspect(path, ReadOptions())
    assert inspection.rows == 50_000
    rows = read(inspection, TODAY)
    assert next(rows).row == 2  # type: ignore[union-attr]
    assert sum(1 for _ in rows) == 49_999


def test_parquet_cells_that_are_no_values(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    broken = pa.Array.from_buffers(
        pa.string(), 2, [None, pa.py_buffer(b"\0\0\0\0\3\0\0\0\6\0\0\0"), pa.py_buffer(b"a\xffbcde")]
    )
    pq.write_table(pa.table({"text": broken, "rating": [1, 2]}), path)
    _, good, bad = everything(path)
    assert ([row.text for row in good], [(row.row, row.column) for row in bad]) == (["cde"], [(2, "text")])
    moments = pa.array([2**60, 1_700_000_000_000_000], pa.timestamp("us"))
    pq.write_table(pa.table({"text": ["말", "글"], "date": moments}), path)
    _, good, bad = everything(path)
    assert [row.text for row in good] == ["말", "글"] and good[0].answered_at is None and not bad


def test_parquet_structures_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    nested = [{"text": "말이에요 정말로", "stars": 3}] * 2
    pq.write_table(pa.table({"review": nested, "text": pa.array([b"\xff\xfe", b"\xfe"]), "rating": [1, 2]}), path)
    inspection, good, _ = everything(path)
    assert inspection.mapping == {"rating": "rating"} and len(good) == 2
    assert all("no plain values" in guess.reason.found for guess in inspection.columns[:2])


def test_names_that_are_no_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.csv"))
    path.write_text("text,audience\n말,zzz\n글,고객\n", encoding="utf-8")
    inspection, good, bad = everything(path)
    assert (good[0].file, bad[0].file, inspection.source) == ("\ufffd\ufffd.csv", "\ufffd\ufffd.csv", "\ufffd\ufffd")
    assert check_file(path, ReadOptions()).encode()
    keyed = written(tmp_path, '{"comments\\ud800": "정말 좋은 서비스", "audience": "zzz"}\n{"rating": 3}', "a.jsonl")
    _, _, bad = everything(keyed)
    assert json.loads(bad[0].raw)["comments\ufffd"] == "정말 좋은 서비스"
