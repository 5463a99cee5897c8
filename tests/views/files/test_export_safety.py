"""What leaves the database as a file: nothing that runs, nothing that may not be quoted; opened with what others use."""

import csv
import io
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest
from click.testing import CliRunner
from pyarrow import parquet

import queries
from tests import sample_databases
from views.commands.export import export as command
from views.files import tables

STARTS = ["=", "+", "-", "@", "\t", "\r"]
FULL_WIDTH = ["＝", "＋", "－", "＠", "﹦", "−"]
BLANKS = ["", " ", "\u00a0", "\n", "\u3000", "\u200b", "\ufeff", " \u00a0\n", "\u2003", "\u3164"]
BEGINNINGS = [blank + start for blank in BLANKS for start in (*STARTS, *FULL_WIDTH)]
HARMLESS = ["a=1", "1-2", "안녕 =1", "'=1", "(-1)", "", " 좋아요", "·", "1+1", "ㅡ"]


def cells(content: bytes, format: str, sheet: str = tables.ROWS_SHEET) -> list[list[str]]:
    if format == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    rows = openpyxl.load_workbook(io.BytesIO(content))[sheet].iter_rows()
    assert all(cell.data_type != "f" for row in rows for cell in row)
    values = openpyxl.load_workbook(io.BytesIO(content))[sheet].iter_rows(values_only=True)
    return [["" if value is None else str(value) for value in row] for row in values]


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_no_cell_and_no_header_begins_as_a_formula(format: str) -> None:
    texts = [f"{start}cmd|' /C calc'!A0" for start in BEGINNINGS]
    table = pa.table({"text": texts}).append_column("＝HYPERLINK(1)", pa.array(texts)).append_column(" -x", [texts])
    found = cells(tables.to_bytes(table, format), format)
    assert all(cell.startswith("'") for row in found[1:] for cell in row)
    assert [name.startswith("'") for name in found[0]] == [False, True, True]


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_other_cells_stay_as_they_are(format: str) -> None:
    found = cells(tables.to_bytes(pa.table({"text": HARMLESS, "n": [-1] * len(HARMLESS)}), format), format)
    assert [row[0] for row in found[1:]] == HARMLESS
    assert {row[1] for row in found[1:]} == {"-1"}, "numbers are no text"


def test_the_sheet_about_the_file_is_harmless_too() -> None:
    info = {"filters": "=1+1", "@made": "\u00a0+x", "long": "가" * 40_000}
    found = cells(tables.to_bytes(pa.table({"n": [1]}), "xlsx", info), "xlsx", tables.INFO_SHEET)
    assert found[0] == ["filters", "'=1+1"] and found[1] == ["'@made", "'\u00a0+x"]
    assert len(found[2][1]) == tables.CELL_LIMIT


@pytest.mark.parametrize("format", tables.FORMATS)
def test_a_text_that_may_not_be_quoted_does_not_leave(tmp_path: Path, format: str) -> None:
    answers = [
        sample_databases.Answer(
            "2026-01-05",
            "비밀로 해 주세요 secret",
            0.5,
            {"joy": 1},
            consent_quote=False,
            reply="secret 은 지키겠습니다",
            reply_tone=0.1,
        ),
        sample_databases.Answer(
            "2026-01-06",
            "인용해도 됩니다",
            0.5,
            {"joy": 1},
            reply="고맙습니다",
            replied_at="2026-01-07 09:30",
            reply_tone=0.5,
        ),
        sample_databases.Answer("2026-01-07", nps=3, consent_quote=False),
    ]
    database = sample_databases.build_database(tmp_path / "w.duckdb", answers)
    out = tmp_path / f"out.{format}"
    done = CliRunner().invoke(command, ["--db", str(database), "-o", str(out)])
    assert done.exit_code == 0
    assert "3 rows written" in done.stderr and "1 of them without their text" in done.stderr
    content = out.read_bytes()
    if format == "parquet":
        found = parquet.read_table(io.BytesIO(content)).to_pylist()
        texts, quoted = [row["text"] for row in found], [str(row["consent_quote"]) for row in found]
        replies = [
            (row["reply"], row["replied_at"] and f"{row['replied_at']:%Y-%m-%d %H:%M}", row["reply_tone"])
            for row in found
        ]
    else:
        header, *rows = cells(content, format)
        texts = [row[header.index("text")] or None for row in rows]
        quoted = [row[header.index("consent_quote")].title() for row in rows]
        replies = [
            tuple(row[header.index(name)] or None for name in ("reply", "replied_at", "reply_tone")) for row in rows
        ]
    assert texts == [None, "인용해도 됩니다", None] and quoted == ["False", "True", "False"]
    assert [reply for reply, _, _ in replies] == [None, "고맙습니다", None] and b"secret" not in content
    assert str(replies[1][1]).startswith("2026-01-07") and float(str(replies[1][2])) == 0.5
    if format == "xlsx":
        about = dict(cells(content, format, tables.INFO_SHEET))
        assert about["texts left out"].startswith("1 ") and about["rows"] == "3"
        assert {"filters", "made on", "scorer version"} <= set(about)
    if format == "csv":
        assert content.startswith(tables.BOM) and content.count(b"\n") == 4, "the rows alone, for machines to read"


def test_what_is_left_out_is_counted(tiny_warehouse_file: Path) -> None:
    table = queries.open_warehouse(tiny_warehouse_file).run("export_list", filter=queries.Filter())
    assert tables.texts_left_out(table) == 1
    assert tables.texts_left_out(pa.table({"n": [1]})) == 0
