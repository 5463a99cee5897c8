"""--sheet: the sheets of a workbook and the files of an archive that are read alone."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from pipeline.errors import WrongUsage
from pipeline.records import RawFeedback, ReadOptions
from pipeline.sources import inspect, read
from pipeline.sources.containers import unpacked
from tests.pipeline.sources import tables

MONTHS = {"1월": "국물이 진해요", "2월": "자리가 좁아요", "Mar": "밑반찬이 좋아요"}


def workbook(folder: Path) -> Path:
    months = ((name, [["작성일", "별점", "리뷰"], ["2026-01-03", 5, text]], False) for name, text in MONTHS.items())
    hidden = ("보관", [["작성일", "리뷰"], ["2025-01-03", "예전 글이에요"]], True)
    return tables.sheets(folder / "가게.xlsx", *months, hidden)


def archive(folder: Path, **texts: str) -> Path:
    with ZipFile(path := folder / "all.zip", "w") as made:
        for name, text in texts.items():
            made.writestr(f"{name}.csv", f"작성일,별점,리뷰\n2026-01-03,5,{text}\n")
    return path


def texts_of(path: Path, *sheets: str) -> list[str | None]:
    with unpacked((path,), sheets) as files:
        rows = [row for file in files for row in read(inspect(file, ReadOptions(sheets=sheets)))]
    return [row.text for row in rows if isinstance(row, RawFeedback)]


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [((), [*MONTHS.values()]), (("2월",), ["자리가 좁아요"]), (("mar", "1월"), ["국물이 진해요", "밑반찬이 좋아요"]),
     (("보관",), ["예전 글이에요"]), (("가게",), [*MONTHS.values()])],
)  # fmt: skip
def test_named_sheets_alone_are_read(tmp_path: Path, sheets: tuple[str, ...], expected: list[str]) -> None:
    assert texts_of(workbook(tmp_path), *sheets) == expected


def test_a_sheet_that_is_not_there_is_said_with_those_that_are(tmp_path: Path) -> None:
    book = workbook(tmp_path)
    with pytest.raises(WrongUsage, match=r"(?s)'4월'.*'1월', '2월', 'Mar'"):
        texts_of(book, "4월")
    found = inspect(book, ReadOptions(sheets=("4월", "2월")))
    assert [note.arguments["names"] for note in found.notes if note.code == "sheets_missing"] == ["'4월'"]


def test_named_files_of_an_archive_alone_are_read(tmp_path: Path) -> None:
    path = archive(tmp_path, seoul="국물이 진해요", busan="자리가 좁아요")
    assert texts_of(path, "Seoul") == ["국물이 진해요"] and texts_of(path, "busan.csv") == ["자리가 좁아요"]
    with pytest.raises(WrongUsage, match=r"(?s)'jeju'.*'seoul.csv', 'busan.csv'"):
        texts_of(path, "jeju")


def test_sheets_of_a_workbook_in_an_archive_are_named_too(tmp_path: Path) -> None:
    with ZipFile(path := tmp_path / "all.zip", "w") as made:
        made.write(workbook(tmp_path), "가게.xlsx")
    assert texts_of(path, "2월") == ["자리가 좁아요"] and texts_of(path, "가게.xlsx") == [*MONTHS.values()]


def test_check_takes_sheets_and_repeats_them(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["check", str(workbook(tmp_path)), "--sheet", "2월"])
    assert done.exit_code == 0 and "--sheet" in done.output.splitlines()[-1] and "자리가 좁아요" in done.output
