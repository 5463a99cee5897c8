"""`ondo export` in a reader's language: headers, values, order, columns, what a row is, and what Excel cannot hold."""

import csv
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

import queries
from tests import sample_databases
from tests.sample_databases import Answer, Clause
from views.commands.export import export
from views.files.export_form import READING_ORDER, ROWS
from views.files.tables import ATTRIBUTES, CELL_LIMIT
from views.words.strings import LANGUAGES, words_in

LONG = "가" * (CELL_LIMIT + 10)
ANSWERS = (
    Answer("2026-01-05 10:00", "결제는 무섭고 배송은 고마워요", -0.5, {"anxiety": 2, "gratitude": 1}, nps=3, language="ko",
           attributes={"text": "vip", "region": "서울"}, touchpoint="payment",
           mentions=(Clause(9, "payment", -0.9, {"anxiety": 2}, ("결제",)), Clause(9, "delivery", 0.6, {"gratitude": 1}))),
    Answer("2026-01-07 10:00", LONG, 0.8, {"joy": 1}, language="en", touchpoint="delivery"),
    Answer(None, nps=9, consent_quote=False),
)  # fmt: skip


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of ANSWERS."""
    return sample_databases.build_database(tmp_path_factory.mktemp("export") / "w.duckdb", ANSWERS)


def _run(database: Path, out: Path, *args: str) -> Result:
    return CliRunner().invoke(export, ["--db", str(database), "-o", str(out), *args])


def _rows(database: Path, folder: Path, *args: str) -> list[dict[str, str]]:
    out = folder / "out.csv"
    done = _run(database, out, *args)
    assert done.exit_code == 0, done.output
    csv.field_size_limit(10**6)
    with out.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_column_has_a_heading_and_a_place() -> None:
    columns = {name for query in ROWS.values() for name in queries.QUERIES[query].columns} - {ATTRIBUTES}
    assert columns == set(READING_ORDER)
    for language in LANGUAGES:
        headings = [words_in(language)(f"export.column.{name}") for name in READING_ORDER]
        assert len(set(headings)) == len(headings)


def test_headers_values_and_order_are_a_readers(database: Path, tmp_path: Path) -> None:
    newest, oldest, undated = _rows(database, tmp_path, "--lang", "ko")
    assert list(oldest)[:3] == ["날짜", "의견", "파일의 접점"] and list(oldest)[-2:] == [
        "region",
        f"text ({ATTRIBUTES})",
    ]
    told = {"파일의 접점": "결제", "말한 접점": "결제, 배송", "감정": "고마움, 불안", "감정 방향": "긍정·부정 섞임", "불만": "예",
            "언어": "한국어", "분석 상태": "분석됨", "인용 동의": "예", f"text ({ATTRIBUTES})": "vip", "NPS 점수": "3"}  # fmt: skip
    assert {name: oldest[name] for name in told} == told
    assert newest["감정"] == "기쁨" and newest["불만"] == "아니요" and newest["의견"] == LONG, "CSV holds it whole"
    assert (
        undated["인용 동의"] == "아니요"
        and undated["분석 상태"] == words_in("ko")("state.no_text")
        and undated["불만"] == ""
    )


def test_codes_and_the_oldest_first_stay_without_a_language(database: Path, tmp_path: Path) -> None:
    rows = _rows(database, tmp_path)
    assert list(rows[0]) == [
        *(name for name in queries.QUERIES["export_list"].columns if name != ATTRIBUTES), "region", f"text ({ATTRIBUTES})",
    ]  # fmt: skip
    assert [row["language"] for row in rows] == ["ko", "en", "ko"] and rows[0]["emotions"] == "gratitude, anxiety"
    assert rows[0]["complains"] == "true" and rows[2]["answered_at"] == ""


@pytest.mark.parametrize(
    ("args", "days"),
    [
        (("--order", "tone_low"), ["05", "07", ""]),
        (("--order", "tone_high"), ["07", "05", ""]),
        (("--order", "intensity"), ["05", "07", ""]),
        (("--order", "newest"), ["07", "05", ""]),
        (("--link", "/comments?order=tone_high"), ["07", "05", ""]),
        (("--link", "/comments?order=tone_high", "--order", "oldest"), ["05", "07", ""]),
    ],
)
def test_the_order_is_that_of_the_screen(
    database: Path, tmp_path: Path, args: tuple[str, ...], days: list[str]
) -> None:
    assert [row["answered_at"][8:10] for row in _rows(database, tmp_path, *args)] == days


def test_columns_are_chosen_by_name_or_by_heading(database: Path, tmp_path: Path) -> None:
    assert list(_rows(database, tmp_path, "--columns", "emotions, text,region")[0]) == ["emotions", "text", "region"]
    headed = _rows(database, tmp_path, "--columns", "감정,answered_at", "--lang", "ko")
    assert list(headed[0]) == ["감정", "날짜"] and headed[1]["감정"] == "고마움, 불안"
    refused = _run(database, tmp_path / "x.csv", "--columns", "emotion")
    assert refused.exit_code == 2 and "Did you mean emotions?" in refused.output and not (tmp_path / "x.csv").exists()


def test_a_row_may_be_a_mention(database: Path, tmp_path: Path) -> None:
    rows = _rows(database, tmp_path, "--rows", "mentions", "--lang", "en", "--order", "tone_low")
    assert [(row["Comment"], row["Touchpoint"], row["Touchpoint known from"], row["Emotions"]) for row in rows] == [
        ("결제는 무섭고 배", "Payment", "its words", "Anxiety"),
        ("송은 고마워요", "Delivery", "the file", "Gratitude"),
    ]
    assert _rows(database, tmp_path, "--mentions") == _rows(database, tmp_path, "--rows", "mentions")
    assert _run(database, tmp_path / "x.csv", "--mentions", "--rows", "comments").exit_code == 2


@pytest.mark.parametrize(
    ("language", "sheets", "label", "said"),
    [(None, ["rows", "about"], "cut cells", "rows: 3"), ("ko", ["데이터", "정보"], "잘린 셀", "행: 2")],
)
def test_what_excel_cuts_is_said(
    database: Path, tmp_path: Path, language: str | None, sheets: list[str], label: str, said: str
) -> None:
    out = tmp_path / "out.xlsx"
    done = _run(database, out, *(("--lang", language) if language else ()))
    assert (
        done.exit_code == 0
        and f"cells cut at {CELL_LIMIT:,} characters, the most that Excel holds: 1 (rows" in done.stderr
    )
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == sheets
    about = dict(book[sheets[1]].iter_rows(values_only=True))
    assert about[label].startswith("1") and f"{CELL_LIMIT:,}" in about[label] and said in about[label]
    assert "cells cut" not in _run(database, out, "--until", "2026-01-05").stderr


def test_the_sheet_names_the_filters_in_words(database: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    assert _run(database, out, "--lang", "ko", "--touchpoint", "payment", "--emotion", "anxiety").exit_code == 0
    about = dict(openpyxl.load_workbook(out)["정보"].iter_rows(values_only=True))
    assert about["필터"] == "접점: 결제 · 감정: 불안" and about["순서"] == "최신순" and about["행 수"] == "1"
