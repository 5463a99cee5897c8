"""Small files of every form for tests, and reading them whole."""

import csv
import io
from datetime import date
from pathlib import Path

import xlsxwriter

from pipeline.records import Inspection, RawFeedback, ReadOptions, RejectedRow
from pipeline.sources import inspect, read

TODAY = date(2026, 11, 22)
NAVER = (
    "review_id,date,movie_id,rating,text\n9748770,2015-03-01,67514,7,환상을 보다\n9750715,2015-03-01,93795,10,최고\n"
)


def written(folder: Path, content: str | bytes, name: str = "a.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def book(folder: Path, rows: list[list[object]], name: str = "a.xlsx", sheet: str = "Sheet1") -> Path:
    path = folder / name
    with xlsxwriter.Workbook(
        path, {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd hh:mm"}
    ) as workbook:
        worksheet = workbook.add_worksheet(sheet)
        for number, row in enumerate(rows):
            worksheet.write_row(number, 0, row)
    return path


def sheets(path: Path, *contents: tuple[str, list[list[object]], bool], merged: str = "") -> Path:
    """A workbook of sheets (name, rows, whether hidden)."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as workbook:
        for name, rows, is_hidden in contents:
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if merged:
                sheet.merge_range(merged, "라면")
            if is_hidden:
                sheet.hide()
    return path


def everything(path: Path, **options: object) -> tuple[Inspection, list[RawFeedback], list[RejectedRow]]:
    inspection = inspect(path, ReadOptions(**options))  # type: ignore[arg-type]
    rows = list(read(inspection, TODAY))
    good = [row for row in rows if isinstance(row, RawFeedback)]
    bad = [row for row in rows if isinstance(row, RejectedRow)]
    assert len(good) + len(bad) == len(rows)
    return inspection, good, bad


def table(
    folder: Path, rows: list[list[str]], name: str = "a.csv", encoding: str = "utf-8", delimiter: str = ","
) -> Path:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return written(folder, text.getvalue(), name, encoding)
