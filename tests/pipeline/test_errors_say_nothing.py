"""What is refused is named without the personal data in it: files, sheets, columns, cells, broken bytes."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from pipeline.errors import OndoError

PHONE, EMAIL, RRN = "010-1234-5678", "minji.92@naver.com", "850314-2123456"
PERSONAL = (PHONE, EMAIL, RRN, PHONE.replace("-", ""))


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.title = EMAIL
    book.active.append([f"{PHONE} 가", f"{RRN} 나"])
    book.active.append([1, 2])
    book.save(path)
    return path


FILES: dict[str, Callable[[Path], Path]] = {
    "missing": lambda folder: folder / f"{PHONE}.csv",
    "empty": lambda folder: written(folder / f"{EMAIL}.csv", ""),
    "no workbook": lambda folder: written(folder / f"{PHONE}.xlsx", b"PK\x03\x04" + RRN.encode()),
    "no parquet": lambda folder: written(folder / f"{RRN}.parquet", f"PAR1{PHONE}PAR1"),
    "broken json": lambda folder: written(folder / f"{PHONE}.json", '{"text": "' + EMAIL),
    "no encoding": lambda folder: written(folder / "a.csv", f"date,text\n{PHONE},".encode() + b"\xff\xfe\x81 x\n"),
    "no text column": lambda folder: written(folder / "a.csv", f"{PHONE} 가,{EMAIL} 나\n1,2\n"),
    "sheet": lambda folder: workbook(folder / "a.xlsx"),
    "no header": lambda folder: written(folder / "a.csv", f"{PHONE},{EMAIL}\n{RRN},좋아요\n"),
    "no row that can be used": lambda folder: written(folder / "a.csv", f"date,text,nps\n{PHONE} {EMAIL},,{RRN}\n"),
}


@pytest.mark.parametrize("command", ["check", "run"])
@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_refused(tmp_path: Path, case: str, command: str) -> None:
    database = ["--db", str(tmp_path / "x.duckdb")] if command == "run" else []
    done = CliRunner().invoke(cli, [command, str(FILES[case](tmp_path)), *database])
    said = done.output + (str(done.exception) if isinstance(done.exception, OndoError) else "")
    assert len(said) > 20 and (done.exit_code or (command == "check" and "rejected" in said))
    assert done.exception is None or isinstance(done.exception, OndoError | SystemExit)
    assert not [item for item in PERSONAL if item in said]


@pytest.mark.parametrize("mapping", [f"{PHONE}=text", f"text={EMAIL}", f"{RRN}"])
def test_a_mapping_that_is_refused(tmp_path: Path, mapping: str) -> None:
    path = written(tmp_path / "a.csv", "date,text\n2026-01-01,좋아요\n")
    done = CliRunner().invoke(cli, ["check", str(path), "--map", mapping])
    said = done.output + str(done.exception)
    assert done.exit_code and "[" in said and not [item for item in PERSONAL if item in said]
