"""Exports, opened again with what other people open them with."""

import csv
import io
from datetime import datetime
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest
from pyarrow import parquet

import queries
from tests.views.conftest import HOSTILE
from views.files import tables

TABLE = pa.table(
    {
        "feedback_id": pa.array([9_007_199_254_740_993, 2], pa.int64()),
        "answered_at": pa.array([datetime(2026, 1, 5, 10, 0), None], pa.timestamp("us")),
        "text": ['결제가 빨라서, 정말 "좋아요"\n두 줄', "=cmd|' /C calc'!A0"],
        "tone": pa.array([0.9, None], pa.float32()),
        "nps_score": pa.array([10, None], pa.uint8()),
        "present": [["joy", "trust"], []],
        "consent_quote": [True, False],
    }
)


def _csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def _xlsx_rows(content: bytes, sheet: str = tables.ROWS_SHEET) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(content))[sheet].iter_rows(values_only=True))


def test_csv_begins_as_korean_excel_needs_it() -> None:
    content = tables.to_bytes(TABLE, "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    assert _csv_rows(content) == [
        TABLE.column_names,
        [
            "9007199254740993",
            "2026-01-05 10:00:00",
            '결제가 빨라서, 정말 "좋아요"\n두 줄',
            "0.9",
            "10",
            "joy, trust",
            "true",
        ],
        ["2", "", "'=cmd|' /C calc'!A0", "", "", "", "false"],
    ]


def test_xlsx_keeps_types_and_tells_about_itself() -> None:
    content = tables.to_bytes(TABLE, "xlsx", {"만든 시각": "2026-03-01", "행 수": "2"})
    rows = _xlsx_rows(content)
    assert rows[0] == tuple(TABLE.column_names)
    assert rows[1] == (
        "9007199254740993",
        datetime(2026, 1, 5, 10, 0),
        '결제가 빨라서, 정말 "좋아요"\n두 줄',
        0.9,
        10,
        "joy, trust",
        True,
    )
    assert rows[2][2] == "'=cmd|' /C calc'!A0"
    assert _xlsx_rows(content, tables.INFO_SHEET) == [("만든 시각", "2026-03-01"), ("행 수", "2")]


def test_parquet_keeps_everything_as_it_is() -> None:
    again = parquet.read_table(io.BytesIO(tables.to_bytes(TABLE, "parquet", {"rows": "2"})))
    assert again.equals(TABLE)
    assert again.schema.metadata[b"ondo.rows"] == b"2"


@pytest.mark.parametrize("format", tables.FORMATS)
def test_no_rows_still_make_a_header(format: str) -> None:
    content = tables.to_bytes(TABLE.slice(0, 0), format)
    if format == "csv":
        assert _csv_rows(content) == [TABLE.column_names]
    elif format == "xlsx":
        assert _xlsx_rows(content) == [tuple(TABLE.column_names)]
    else:
        assert parquet.read_table(io.BytesIO(content)).column_names == TABLE.column_names


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_formulas_become_text(start: str, format: str) -> None:
    content = tables.to_bytes(pa.table({"text": [f"{start}1+1"], start + "name": ["ok"]}), format)
    rows = _csv_rows(content) if format == "csv" else [[str(cell) for cell in row] for row in _xlsx_rows(content)]
    assert rows[1][0].startswith("'")
    assert rows[0][1].startswith("'")


def test_cells_longer_than_excel_takes_are_cut_and_marked() -> None:
    (_, (text,)) = _xlsx_rows(tables.to_bytes(pa.table({"text": ["가" * 40_000]}), "xlsx"))
    assert len(str(text)) == tables.CELL_LIMIT
    assert str(text).endswith("…")


@pytest.mark.parametrize("format", tables.FORMATS)
def test_hostile_comments_travel_as_text(hostile_file: Path, format: str) -> None:
    table = queries.open_warehouse(hostile_file).run("export_list", filter=queries.Filter())
    content = tables.to_bytes(table, format)
    if format == "parquet":
        texts = parquet.read_table(io.BytesIO(content)).column("text").to_pylist()
        assert texts == [answer.text for answer in HOSTILE]
        return
    rows = _csv_rows(content) if format == "csv" else _xlsx_rows(content)
    texts = [str(row[rows[0].index("text")]) for row in rows[1:]]
    assert len(texts) == len(HOSTILE)
    assert texts[2] == "'=cmd|' /C calc'!A0"
    assert texts[0] == HOSTILE[0].text
    assert len(texts[3]) == 10_000


def test_a_long_table_is_written_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = tables.to_bytes(TABLE, "csv")
    monkeypatch.setattr(tables, "ROWS_A_PIECE", 1)
    assert tables.to_bytes(TABLE, "csv") == whole


@pytest.mark.parametrize("format", tables.FORMATS)
def test_hard_text_comes_back_as_it_was(format: str) -> None:
    texts = [
        "👨\u200d👩\u200d👧 좋아요",
        "خدمة سيئة \u202e",
        "**굵게** [링크](https://example.com)",
        "가" * 10_000,
        "뷁 똠방각하 — ☃",
    ]
    table = pa.table({"feedback_id": [str(2**62 + number) for number in range(len(texts))], "text": texts})
    content = tables.to_bytes(table, format)
    if format == "parquet":
        assert parquet.read_table(io.BytesIO(content)).equals(table)
        return
    rows = _csv_rows(content) if format == "csv" else _xlsx_rows(content)
    assert [tuple(row) for row in rows[1:]] == list(zip(*table.to_pydict().values(), strict=True))
