"""Files without a header row: their first row is data, their columns have numbers."""

from pathlib import Path

import pytest

from pipeline.records import Inspection, RawFeedback
from pipeline.sources.cells.headless import is_headless
from tests.pipeline.sources.tables import book, everything, table, written

DATED = [["2026-05-03", "5", "국물이 진하고 시원해요", "김하늘"], ["2026-05-04", "2", "자리가 좁아서 불편했어요", "이바다"],
         ["2026-05-05", "4", "밑반찬이 모두 깔끔해요", "박구름"]]  # fmt: skip
WITHOUT_HEADER = {
    "dates": DATED,
    "one date": DATED[:2],
    "numbers beside comments": [[row[1], row[2]] for row in DATED],
    "addresses": [["a@example.com", "배송 빨라요"], ["b@example.com", "포장 좋아요"]],
    "repeated words": [
        ["가나식당", "국물이 진하고 시원해요", "점심"],
        ["가나식당", "자리가 좁아서 불편했어요", "점심"],
    ],
    "index": [["0", "2026-05-03", "Great fit and colour"], ["1", "2026-05-04", "Too small for me"]],
    "a question in a comment": [["2026-05-03", "Why is it so slow?"], ["2026-05-04", "Very quick delivery"]],
    "one column": [["국물이 조금 아쉬웠어요"], ["국물이 진하고 시원해요"], ["자리가 넓어서 좋아요"]],
    "one column of short comments": [["Loved the room"], ["Staff were rude"], ["quick and easy"]],
    "gaps": [["2026-05-03", "", "국물이 진해요"], ["2026-05-04", "5", ""], ["", "4", "자리가 좁아요 많이"]],
}
WITH_HEADER: dict[str, list[list[str]]] = {
    "known names": [["작성일", "별점", "리뷰"], *[row[:3] for row in DATED]],
    "unknown names": [["언제", "얼마나", "한마디"], *[row[:3] for row in DATED]],
    "questions": [["What did you like about it?", "How many stars?"], ["The quiet room", "5"], ["The nice staff", "4"]],
    "questions alone": [["What did you like", "What did you miss"], ["The quiet room", "More light"], ["The staff", "A lift"]],
    "years": [["A store of ours", "2024", "2025"], ["The first store", "12", "15"], ["The second store", "9", "8"]],
    "points": [["Tell us what you think", "1", "2", "3"], ["All is fine here", "0", "1", "0"], ["Not so fine here", "1", "0", "0"]],
    "one column": [["좋았던 점을 적어 주세요"], ["국물이 진하고 시원해요"], ["자리가 넓어서 좋아요"]],
    "one column of opinions": [["고객 의견 및 요청"], ["국물이 진하고 시원해요"], ["자리가 넓어서 좋아요"]],
    "one column of words": [["General customer feedback"], ["The quiet room"], ["The nice staff"]],
    "one word over comments": [["말씀"], ["국물이 진하고 시원해요"], ["자리가 넓어서 좋아요"]],
    "title lines": [["매장 조사", "2026-05-03"], ["지점", "언제"], ["강남", "2026-05-01"], ["홍대", "2026-05-02"]],
    "two header rows": [["기본", "", "평가"], ["번호", "언제", "전반"], ["1", "2026-05-03", "4"], ["2", "2026-05-04", "5"]],
    "codes": [["Q1", "Q2"], ["What was good?", "What was bad?"], ["All of it was", "Nothing at all"]],
    "one row": [["2026-05-03", "국물이 진하고 시원해요"]],
    "repeated header": [["가게 이름 전부", "한마디 의견"], ["가나", "국물이 진해요"], ["가게 이름 전부", "한마디 의견"]],
    "all words": [["지점", "의견"], ["강남점", "국물이 진하고 시원해요"], ["홍대점", "자리가 좁아요 많이"]],
}  # fmt: skip


@pytest.mark.parametrize("rows", WITHOUT_HEADER.values(), ids=WITHOUT_HEADER)
def test_a_first_row_like_those_under_it_is_data(rows: list[list[str]]) -> None:
    assert is_headless(rows)


@pytest.mark.parametrize("rows", WITH_HEADER.values(), ids=WITH_HEADER)
def test_a_first_row_of_names_is_a_header(rows: list[list[str]]) -> None:
    assert not is_headless(rows)


def text_table(folder: Path, rows: list[list[str]]) -> Path:
    return table(folder, rows, "plain.csv", "utf-8-sig")


def workbook(folder: Path, rows: list[list[str]]) -> Path:
    return book(folder, [[int(cell) if cell.isdecimal() else cell for cell in row] for row in rows], "plain.xlsx")


def web_page(folder: Path, rows: list[list[str]]) -> Path:
    lines = ("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return written(folder, "<html><table>" + "".join(lines) + "</table></html>", "plain.xls")


def read_all(path: Path, **mapping: str) -> tuple[Inspection, list[RawFeedback]]:
    found, rows, bad = everything(path, mapping={name.replace("_", " "): field for name, field in mapping.items()})
    assert not bad and len(rows) == found.rows
    return found, rows


@pytest.mark.parametrize("write", [text_table, workbook, web_page])
def test_the_first_row_is_kept_and_columns_are_told_by_their_values(tmp_path: Path, write: object) -> None:
    assert callable(write)
    found, rows = read_all(write(tmp_path, DATED))
    assert found.mapping == {"date": "column 1", "rating": "column 2", "text": "column 3"}
    assert [(row.rating, row.text) for row in rows] == [(float(row[1]), row[2]) for row in DATED]
    assert "no_header_row" in [note.code for note in found.notes]
    assert found.columns[3].reason.code == "unnamed_column" and not found.attributes


def test_running_numbers_and_ordinals_are_no_ratings(tmp_path: Path) -> None:
    rows = [[str(at), *row[:2], row[2], f"{at}번째 방문"] for at, row in enumerate(DATED, 3)]
    found, _ = read_all(text_table(tmp_path, rows))
    assert found.mapping == {"date": "column 2", "rating": "column 3", "text": "column 4"}


def test_columns_are_named_by_their_numbers(tmp_path: Path) -> None:
    found, rows = read_all(text_table(tmp_path, DATED), column_4="text", column_3="")
    assert [row.text for row in rows] == [row[3] for row in DATED] and found.columns[2].field is None


def test_of_several_scores_without_names_none_is_the_rating(tmp_path: Path) -> None:
    found, _ = read_all(text_table(tmp_path, [[*row[:2], row[1], row[2]] for row in DATED]))
    assert "rating" not in found.mapping
    assert {note.code for note in found.notes} >= {"no_header_row", "scores_not_read", "text_is_a_guess"}
