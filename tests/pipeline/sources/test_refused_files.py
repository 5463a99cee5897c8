"""Files that cannot be used: damaged, changed, too large, or no files at all."""

import os
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.errors import DataRefused
from pipeline.records import ReadOptions
from pipeline.sources import inspect, read
from pipeline.sources.formats.excel import MOST_UNPACKED
from tests.pipeline.sources.tables import NAVER, TODAY, book, written


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"", "empty"),
        ("a.xlsx", b"", "empty"),
        ("a.csv", b"\n\n  \n", "no rows"),
        ("a.csv", b"date,text\n", "header and nothing under it"),
        ("a.csv", b"\xef\xbb\xbf", "no rows"),
        ("a.jsonl", b"\n\n", "no rows"),
        ("a.jsonl", b"5\n6\n", "no line of the file is a JSON object"),
        ("a.json", b'[{"text": "a"}', "array is broken"),
        ("a.xlsx", b"not a workbook", "damaged"),
        ("a.xlsx", b"PK\x03\x04 half a workbook", "damaged"),
        (
            "a.xlsx",
            bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        ("a.xls", bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600, "damaged"),
        ("a.parquet", b"PAR1 and nothing PAR1", "damaged"),
        ("a.parquet", b"text\nhello\n", "damaged"),
        ("a.csv", b"\x1f\x8b\x08\x00", "gzip"),
        ("a.csv", b"%PDF-1.7", "PDF"),
        ("a.xls", b"<html><table>", "web page"),
        ("a.xls", b"<table border=1>", "web page"),
        ("a.xls", b'<?xml version="1.0"?><Workbook>', "XML document"),
        ("a.svg", b"<svg viewBox='0 0 1 1'>", "picture"),
        ("a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF", "picture"),
        ("~$a.xlsx", b"\x05admin" + b" " * 48, "Excel keeps beside one while it is open"),
        ("a.bin", b"\x00" * 100, "no text file"),
        ("a.csv", b"foo,bar\n1,2\n", "no column was recognised as text, rating or nps; the columns are: 'foo', 'bar'"),
    ],
)
def test_files_that_cannot_be_used(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    with pytest.raises(DataRefused, match=message) as caught:
        inspect(written(tmp_path, content, name), ReadOptions())
    assert name in caught.value.where
    assert caught.value.remedy


def test_a_small_workbook_that_unpacks_to_gigabytes(tmp_path: Path) -> None:
    path = book(tmp_path, [["text"], ["말"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as parts, parts.open("xl/media/zeros", "w") as part:
        for _ in range((MOST_UNPACKED >> 24) + 1):
            part.write(bytes(1 << 24))
    assert path.stat().st_size < 3_000_000
    with pytest.raises(DataRefused, match=r"would unpack to 1,0.. MB") as caught:
        inspect(path, ReadOptions())
    assert "split it" in caught.value.remedy


def test_places_that_are_no_files(tmp_path: Path) -> None:
    with pytest.raises(DataRefused, match="no such file"):
        inspect(tmp_path / "missing.csv", ReadOptions())
    with pytest.raises(DataRefused, match="folder"):
        inspect(tmp_path, ReadOptions())


def test_truncated_containers(tmp_path: Path) -> None:
    whole = book(tmp_path, [["text"], ["말"]]).read_bytes()
    with pytest.raises(DataRefused, match="damaged"):
        inspect(written(tmp_path, whole[: len(whole) // 2], "half.xlsx"), ReadOptions())
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("a.txt", "hello")
    with pytest.raises(DataRefused, match="damaged or no workbook"):
        inspect(tmp_path / "other.zip", ReadOptions())
    with pytest.raises(DataRefused, match="no rows"):
        inspect(book(tmp_path, []), ReadOptions())


def test_a_parquet_file_that_breaks_midway(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    texts = [f"말 {n} " + "가" * (n % 50) for n in range(30_000)]
    pq.write_table(pa.table({"text": texts}), path, row_group_size=10_000, use_dictionary=False, compression="zstd")
    content = bytearray(path.read_bytes())
    middle = len(content) * 3 // 4
    content[middle : middle + 2_000] = b"\xff" * 2_000
    path.write_bytes(content)
    inspection = inspect(path, ReadOptions())
    with pytest.raises(DataRefused, match=r"after row \d+: the Parquet file is damaged"):
        list(read(inspection, TODAY))


def test_a_file_that_changes_between_look_and_read(tmp_path: Path) -> None:
    path = written(tmp_path, NAVER)
    inspection = inspect(path, ReadOptions())
    written(tmp_path, "other,columns\n1,2\n")
    with pytest.raises(DataRefused, match="changed"):
        list(read(inspection, TODAY))


def test_places_that_cannot_be_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(DataRefused, match=r"not a regular file[\s\S]*save it to a file first"):
        inspect(tmp_path / "pipe.csv", ReadOptions())
    with pytest.raises(DataRefused, match="cannot be read"):
        inspect(tmp_path / ("a" * 300), ReadOptions())
