"""Random tables through every shape of file: every row comes back, once, as feedback or as rejected."""

import csv
import io
import json
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.cli.check_report import check_file
from pipeline.errors import OndoError
from pipeline.masking.mask import mask, mask_rejected
from pipeline.records import RawFeedback, ReadOptions, RejectedRow
from pipeline.sources import inspect, read
from pipeline.sources.cells.parse import as_text
from tests.pipeline.sources.random_cells import CELLS

TODAY = date(2026, 11, 22)
HEADERS = st.sampled_from(
    [
        "text",
        "리뷰내용",
        "date",
        "작성일",
        "rating",
        "별점",
        "nps",
        "추천의향",
        "id",
        "고객번호",
        "동의",
        "audience",
        "x",
        "",
        "title",
    ]
)

ENCODABLE = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp949"])
TABLES = st.lists(HEADERS, min_size=1, max_size=5).flatmap(
    lambda header: st.tuples(st.just(["text", *header]), st.lists(st.lists(CELLS, min_size=0, max_size=6), max_size=8))
)
Table = tuple[list[str], list[list[str]]]


def as_csv(path: Path, table: Table, encoding: str, delimiter: str) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([table[0], *table[1]])
    path.write_bytes(text.getvalue().encode(encoding, "replace"))


def as_jsonl(path: Path, table: Table, encoding: str, delimiter: str) -> None:
    lines = [json.dumps(dict(zip(table[0], row, strict=False)), ensure_ascii=delimiter == ",") for row in table[1]]
    path.write_bytes("\n".join(lines).encode(encoding, "replace"))


def as_xlsx(path: Path, table: Table, encoding: str, delimiter: str) -> None:
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": delimiter == ","}
    with xlsxwriter.Workbook(path, options) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate([table[0], *table[1]]):
            sheet.write_row(number, 0, row)


def as_parquet(path: Path, table: Table, encoding: str, delimiter: str) -> None:
    header = [
        f"{name or 'c'} {place}" if table[0].count(name) > 1 or not name else name
        for place, name in enumerate(table[0])
    ]
    columns = {
        name: pa.array([row[place] if place < len(row) else None for row in table[1]], pa.string())
        for place, name in enumerate(header)
    }
    pq.write_table(pa.table(columns), path)


WRITERS = {"a.csv": as_csv, "a.jsonl": as_jsonl, "a.xlsx": as_xlsx, "a.parquet": as_parquet}


@pytest.mark.parametrize("name", WRITERS)
def test_every_row_comes_back_once(name: str) -> None:
    write = WRITERS[name]

    @settings(max_examples=80, deadline=None)
    @given(TABLES, ENCODABLE, st.sampled_from([",", ";", "\t", "|"]))
    def check(table: Table, encoding: str, delimiter: str) -> None:
        with tempfile.TemporaryDirectory() as folder:
            _read_back(Path(folder) / name, table, encoding, delimiter, write)

    check()


def _read_back(
    path: Path, table: Table, encoding: str, delimiter: str, write: Callable[[Path, Table, str, str], None]
) -> None:
    write(path, table, encoding, delimiter)
    try:
        inspection = inspect(path, ReadOptions())
        rows = list(read(inspection, TODAY))
    except OndoError as error:
        assert error.message and error.where and error.remedy
        return
    answers = [row for row in rows if isinstance(row, RawFeedback)]
    good = [mask(row, b"key") for row in answers]
    bad = [mask_rejected(row) for row in rows if isinstance(row, RejectedRow)]
    assert len(rows) == len(good) + len(bad) == inspection.rows
    numbers = [row.row for row in rows]
    assert numbers == sorted(set(numbers))
    assert all(row.text or row.rating is not None or row.nps is not None for row in answers if row.consent_analyse)
    assert all(row.reason.found and row.reason.remedy and isinstance(json.loads(row.raw), dict) for row in bad)
    assert str(path) in check_file(path, ReadOptions())


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.jsonl", "a.xlsx", "a.parquet", "a", "a.json"]))
def test_any_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            rows = list(read(inspect(path, ReadOptions()), TODAY))
        except OndoError as error:
            assert error.message and error.where and error.remedy
        else:
            assert all(isinstance(row, RawFeedback | RejectedRow) for row in rows)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=30), min_size=1, max_size=10
    )
)
def test_texts_come_back_as_written(texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        as_csv(path, (["text", "rating"], [[text, "5"] for text in texts]), "utf-8", ",")
        rows = list(read(inspect(path, ReadOptions(mapping={"text": "text"})), TODAY))
    wanted = [as_text(text) for text in texts]
    assert [row.text for row in rows if isinstance(row, RawFeedback)] == wanted
