"""Small files that unfold to any size, and files that break what reads them: refused with a message, within limits."""

import csv
import io
import json
import os
import pickle
import select
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks.process_tree import measured
from pipeline.config.reading_limits import ReadingLimits, reading_limits, use_limits
from pipeline.errors import DataRefused
from pipeline.masking import pattern
from pipeline.records import ReadOptions
from pipeline.sources import inspect, read
from pipeline.sources.formats import reading_process
from pipeline.sources.formats.delimited import LONGEST_CELL, LONGEST_LINE
from pipeline.sources.source_kind import MOST_COLUMNS, UnreadableCell
from tests.pipeline.sources.tables import TODAY, book, everything, written

ROOT = Path(__file__).resolve().parents[3]
FAR = b'<row r="1000000"><c r="CV1000000"><v>1</v></c></row>'
"""A cell a million rows and a hundred columns away."""


@pytest.fixture
def limits() -> Iterator[Callable[..., None]]:
    """``limits(cells=5)``: what any file may take from now on."""
    former = reading_limits()
    yield lambda **most: use_limits(ReadingLimits(**most))
    use_limits(former)


def edited(folder: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """A workbook of one row, one of its parts changed."""
    plain, path = book(folder, [["id", "text"], [1, "말"]], "plain.xlsx"), folder / "a.xlsx"
    with zipfile.ZipFile(plain) as parts, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in parts.namelist():
            content = parts.read(name)
            changed.writestr(name, change(content) if name.endswith(part) else content)
    return path


def with_rows(folder: Path, rows: bytes) -> Path:
    return edited(folder, "sheet1.xml", lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"))


def dictionary(folder: Path, text: str, rows: int) -> Path:
    """A Parquet file that holds a text once and says that it stands in so many rows."""
    texts = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), [text])
    pq.write_table(pa.table({"text": texts}), folder / "a.parquet")
    return folder / "a.parquet"


def refused(path: Path) -> DataRefused:
    """What comes of reading a file to its end."""
    with pytest.raises(DataRefused) as caught:
        for _ in read(inspect(path, ReadOptions()), TODAY):
            pass
    error = caught.value
    assert error.where.startswith(path.name) and error.remedy and error.exit_code == 1
    return error


def code_of(error: DataRefused) -> str:
    assert error.reason is not None
    return error.reason.code


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux alone")
def test_what_takes_too_much_memory(tmp_path: Path, limits: Callable[..., None]) -> None:
    limits(memory_megabytes=120)
    error = refused(with_rows(tmp_path, FAR))
    assert code_of(error) == "reading_needs_memory" and "memory_megabytes" in error.remedy and "120 MB" in str(error)
    long = b'<row r="3"><c r="A3" t="inlineStr"><is><t>' + b"a" * (200 << 20) + b"</t></is></c></row>"
    assert code_of(refused(with_rows(tmp_path, long))) == "reading_needs_memory"
    strings = edited(
        tmp_path, "sharedStrings.xml", lambda xml: xml.replace(b"</sst>", b"<si><t>a</t></si>" * 6_000_000)
    )
    assert code_of(refused(strings)) == "reading_needs_memory"
    objects = written(tmp_path, "[" + '{"":0},' * 900_000 + '{"text":"a"}]', "a.json")
    assert code_of(refused(objects)) == "reading_needs_memory"
    assert everything(book(tmp_path, [["text"], ["말"]]))[1], "the next file is read by a process of its own"


def test_what_takes_too_long(tmp_path: Path, limits: Callable[..., None]) -> None:
    limits(seconds=0)
    error = refused(with_rows(tmp_path, FAR.replace(b"1000000", b"90000")))
    assert code_of(error) == "reading_needs_time" and "seconds" in error.remedy


def test_what_unfolds(tmp_path: Path, limits: Callable[..., None]) -> None:
    assert code_of(refused(dictionary(tmp_path, "a" * 20_000, 2_000))) == "unfolds_to_characters"
    assert code_of(refused(dictionary(tmp_path, "good", 600_000))) == "unfolds_to_rows"
    limits(cells=10_000)
    keys = [{f"{row}_{key}": 1 for key in range(10)} for row in range(100)]
    wide = written(tmp_path, json.dumps([{"text": "a"}, *keys, *[{}] * 1_000]), "a.json")
    error = refused(wide)
    assert code_of(error) == "unfolds_to_cells" and "cells" in error.remedy
    table = written(tmp_path, "text,nps\n" + "good,5\n" * 20_000)
    assert len(everything(table)[1]) == 20_000, "a text table is as large as it is"


def test_too_many_columns(tmp_path: Path) -> None:
    names = [f"c{number}" for number in range(MOST_COLUMNS + 1)]
    pq.write_table(pa.table({name: ["a"] for name in names}), tmp_path / "a.parquet")
    same = written(tmp_path, ",".join(["text"] * len(names)) + "\n" + ",".join(["a"] * len(names)))
    objects = written(tmp_path, json.dumps([dict.fromkeys(names, "a")]), "a.json")
    for path in (tmp_path / "a.parquet", same, objects):
        error = refused(path)
        assert code_of(error) == "too_many_columns" and "16,385 columns, more than 16,384" in str(error)


def test_a_line_without_end(tmp_path: Path) -> None:
    line = written(tmp_path, b"text,nps\ngood,5\n" + b"a" * (LONGEST_LINE + (2 << 20)))
    assert code_of(refused(line)) == "line_too_long"


@pytest.fixture
def _short_cells() -> Iterator[None]:
    former = csv.field_size_limit(100_000)
    assert former == LONGEST_CELL
    yield
    csv.field_size_limit(former)


@pytest.mark.usefixtures("_short_cells")
def test_a_cell_without_end(tmp_path: Path) -> None:
    opened = b'text,nps\n"never closed,5\n' + b"good,9\n" * 20_000
    inspection = inspect(written(tmp_path, opened), ReadOptions())
    assert inspection.kind == "delimited_bare" and [note.code for note in inspection.notes] == [
        "quotes_are_plain_unclosed"
    ]
    error = refused(written(tmp_path, opened + b"good\n"))
    assert code_of(error) == "unclosed_quote" and error.where == "a.csv, row 2"


def test_nested_without_end(tmp_path: Path) -> None:
    for content in ("[" * 200_000 + "]" * 200_000, '[{"text":' + '{"a":' * 100_000 + "1" + "}" * 100_000 + "}]"):
        assert code_of(refused(written(tmp_path, content, "a.json"))) == "broken_json_array"


def test_damaged_at_any_byte_a_file_is_read_or_refused(tmp_path: Path) -> None:
    pq.write_table(pa.table({"id": [1, 2], "text": ["ok", "bad"], "nps": [5, 6]}), tmp_path / "whole.parquet")
    whole = (tmp_path / "whole.parquet").read_bytes()
    for place in range(4, len(whole), 9):
        damaged = bytearray(whole)
        damaged[place] ^= 0x55
        try:
            everything(written(tmp_path, bytes(damaged), "a.parquet"))
        except DataRefused as error:
            assert error.where.startswith("a.parquet") and error.remedy


def test_a_process_that_crashes_is_told_and_replaced(tmp_path: Path) -> None:
    path = book(tmp_path, [["text"], ["말"], ["말"], ["말"]])
    inspection = inspect(path, ReadOptions())
    os.kill(reading_process._running()._process.pid, signal.SIGSEGV)
    reading_process._running()._process.wait()
    assert len(list(read(inspection, TODAY))) == 3
    rows = read(inspect(dictionary(tmp_path, "good", 50_000), ReadOptions()), TODAY)
    next(rows)
    os.kill(reading_process._running()._process.pid, signal.SIGSEGV)
    with pytest.raises(DataRefused, match="SIGSEGV") as caught:
        list(rows)
    assert caught.value.where == "a.parquet" and len(list(read(inspection, TODAY))) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it ends at the next answer")
def test_it_ends_with_the_process_that_reads(tmp_path: Path) -> None:
    path = book(tmp_path, [["text"], ["말"]])
    program = (
        "import sys; from pathlib import Path; from pipeline.records import ReadOptions; from pipeline.sources import inspect\n"
        "from pipeline.sources.formats import reading_process\n"
        "inspect(Path(sys.argv[1]), ReadOptions()); print(reading_process._running()._process.pid, flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as reader:
        assert reader.stdout is not None
        apart = os.pidfd_open(int(reader.stdout.readline()))
        reader.kill()
        assert select.select([apart], [], [], 30)[0], "it has ended"
        os.close(apart)


def test_an_answer_is_data_and_runs_nothing(tmp_path: Path) -> None:
    class Hostile:
        def __reduce__(self) -> tuple[Callable[..., object], tuple[str]]:
            return os.system, (f"touch {tmp_path}/was_run",)

    found = reading_process._Answer(io.BytesIO(pickle.dumps(Hostile()))).load()
    assert isinstance(found, UnreadableCell) and not (tmp_path / "was_run").exists()


def test_own_patterns_hold_where_it_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pattern, "_own", (pattern.row("member", r"ZZ-\d{4}"),))
    path = tmp_path / "a.xlsx"
    import xlsxwriter

    with xlsxwriter.Workbook(path) as workbook:
        for name in ("Sheet1", "ZZ-1234"):
            workbook.add_worksheet(name).write_row(0, 0, ["text"])
            workbook.get_worksheet_by_name(name).write_row(1, 0, ["말"])
    [note] = inspect(path, ReadOptions()).notes
    assert "ZZ-1234" not in note.found and "[member]" in note.found


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells what processes take")
@pytest.mark.parametrize("asked", ["check", "run"])
def test_no_small_file_fills_the_machine(tmp_path: Path, asked: str) -> None:
    path = with_rows(tmp_path, FAR)
    database = ["--db", "a.duckdb"] if asked == "run" else []
    found = measured([sys.executable, "-m", "pipeline", asked, *database, path.name], tmp_path)
    assert found.code == 1 and found.megabytes < 1_000
    assert found.said.startswith("Error: a.xlsx: reading the file takes more than 400 MB of memory\n  What to do: ")


def test_a_key_is_looked_up_as_it_stands(tmp_path: Path) -> None:
    _, good, bad = everything(written(tmp_path, '[{" text ": "good", "": 1}, {" text ": "bad"}]', "a.json"))
    assert [row.text for row in good] == ["good", "bad"] and not bad
