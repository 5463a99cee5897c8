"""Exports as careless hands leave them: columns moved and renamed, saved again in Excel, cut, damaged in one line."""

import random
from datetime import datetime
from pathlib import Path
from unicodedata import normalize

import pytest
import xlsxwriter

from pipeline.errors import DataRefused
from pipeline.masking.duplicate_counter import DuplicateCounter
from pipeline.sources.exports.google_play import COLUMNS as PLAY_COLUMNS
from pipeline.sources.exports.shop import CREMA_COLUMNS
from tests.pipeline.sources.review_exports import NAVER_HEADER, NAVER_ROWS, crema_row, naver_row, play_row
from tests.pipeline.sources.survey_exports import MONKEY, qualtrics_rows
from tests.pipeline.sources.tables import book, everything, sheets, table, written

PLAY_ROWS = [list(PLAY_COLUMNS), play_row("1789548540000", "5", "굿", "잘 써요"), play_row("1789548541000", "4")]


def moved(rows: list[list[str]]) -> list[list[str]]:
    """The same table with its columns in another order, and one more."""
    order = list(range(len(rows[0])))
    random.Random(7).shuffle(order)
    return [[*(row[place] for place in order), "새 열" if number == 0 else "x"] for number, row in enumerate(rows)]


@pytest.mark.parametrize("form", ["moved", "NFD", "spaces", "title above", "without its first column"])
def test_smartstore_is_told_by_its_names_however_they_stand(tmp_path: Path, form: str) -> None:
    rows = [[*row] for row in NAVER_ROWS]
    if form == "moved":
        rows = moved(rows)  # type: ignore[arg-type, assignment]
    elif form == "NFD":
        rows[0] = [normalize("NFD", str(name)) for name in NAVER_HEADER]
    elif form == "spaces":
        rows[0] = [
            str(name).replace("리뷰상세", " 리뷰 상세").replace("구매자평점", "구매자\n평점") for name in NAVER_HEADER
        ]
    elif form == "title above":
        rows.insert(0, ["리뷰 목록 2026-09"])
    else:
        rows = [row[1:] for row in rows]
    inspection, good, bad = everything(book(tmp_path, rows, sheet="Sheet0"))
    assert (inspection.kind, inspection.source, len(good), bad) == ("smartstore", "smartstore", 3, [])
    assert [row.id for row in good] == ["4900000001", "4900000777", "4900000778"]
    assert {row.customer for row in good} == {"gura****", "bomi****"}


@pytest.mark.parametrize("form", ["moved", "lower case", "no replies", "XLSX", "TSV", "big-endian", "quotation marks"])
def test_google_play_reports_however_they_were_saved(tmp_path: Path, form: str) -> None:
    rows = [[*row] for row in PLAY_ROWS]
    if form == "moved":
        rows = moved(rows)
    elif form == "lower case":
        rows[0] = [name.lower() for name in rows[0]]
    elif form == "no replies":
        kept = [place for place, name in enumerate(rows[0]) if "Reply" not in name]
        rows = [[row[place] for place in kept] for row in rows]
    elif form == "quotation marks":
        rows[1][rows[0].index("Review Text")] = '"별로'
    encoding, delimiter = ("utf-16-be", ",") if form == "big-endian" else ("utf-16", "\t" if form == "TSV" else ",")
    if form == "XLSX":
        path = book(tmp_path, rows)  # type: ignore[arg-type]
    elif form == "quotation marks":
        path = written(tmp_path, "\n".join(",".join(row) for row in rows), "reviews.csv")
    else:
        path = table(tmp_path, rows, "reviews.csv", encoding, delimiter)
    inspection, good, bad = everything(path)
    assert (inspection.source, len(good), bad) == ("google-play", 2, [])
    assert good[0].answered_at == datetime(2026, 9, 16, 17, 49)
    assert good[0].language is None and good[0].channel == "google-play"


def test_milliseconds_that_excel_has_rounded_are_not_needed(tmp_path: Path) -> None:
    rows = [PLAY_ROWS[0], play_row("1.78955E+12", "5", "", "엑셀로 다시 저장했어요")]
    _, good, bad = everything(table(tmp_path, rows))
    assert [row.answered_at for row in good] == [datetime(2026, 9, 16, 17, 49)] and not bad


def test_numeric_ids_of_a_workbook_are_text_and_never_rounded(tmp_path: Path) -> None:
    rows = [list(CREMA_COLUMNS), *(crema_row(리뷰본문=f"{number}번째로 좋아요") for number in range(2))]
    cells: list[list[object]] = [[*row] for row in rows]
    cells[1][0], cells[2][0] = 550812345678901, 5.50812345678901e18
    inspection, good, bad = everything(book(tmp_path, cells))
    assert (inspection.kind, inspection.source) == ("crema_xlsx", "crema")
    assert [row.id for row in good] == ["550812345678901"]
    assert [row.column for row in bad] == ["리뷰ID"] and "rounded" in bad[0].reason.found


def test_korean_accounts_of_surveymonkey(tmp_path: Path) -> None:
    recommend, why = "친구나 동료에게 추천할 가능성이 얼마나 됩니까?", "그 이유는 무엇입니까?"
    rows = [
        ["응답자 ID", "컬렉터 ID", "생성일", "수정일", "IP 주소", "이메일 주소", "이름", "성", "사용자 지정 데이터 1", recommend, why],
        ["", "", "", "", "", "", "", "", "", "", "주관식 응답"],
        ["118000000001", "441", "2026. 9. 16. 오후 5:40:00", "2026. 9. 16. 오후 5:49:52", "203.0.113.7", "a@example.com",
         "하늘", "김", "VIP", "9", "배송이 빨라서 좋았어요"],
    ]  # fmt: skip
    inspection, good, bad = everything(table(tmp_path, rows, encoding="utf-8-sig"))
    assert (inspection.kind, bad) == ("surveymonkey", [])
    assert inspection.mapping == {"id": "응답자 ID", "date": "수정일", "nps": recommend, "text": why}
    assert [(row.id, row.nps, row.answered_at) for row in good] == [
        ("118000000001", 9, datetime(2026, 9, 16, 17, 49, 52))
    ]


def test_a_korean_help_desk(tmp_path: Path) -> None:
    rows = [
        ["티켓 번호", "만족도 점수", "고객 의견", "담당자", "생성일"],
        ["1", "만족", "친절했어요 정말", "김하늘", "2026-09-16"],
        ["2", "불만족", "답이 느려요 너무", "이바다", "2026-09-16"],
    ]
    inspection, good, _ = everything(table(tmp_path, rows, encoding="cp949"))
    assert (inspection.kind, [row.rating for row in good], [row.nps for row in good]) == (
        "helpdesk",
        [5.0, 1.0],
        [None, None],
    )
    assert "담당자" in inspection.kept_out


@pytest.mark.parametrize("rows", [qualtrics_rows(), MONKEY], ids=["qualtrics", "surveymonkey"])
def test_surveys_with_their_columns_moved(tmp_path: Path, rows: list[list[str]]) -> None:
    (tmp_path / "a").mkdir()
    as_it_is = everything(table(tmp_path, rows))
    shuffled = everything(table(tmp_path / "a", moved(rows)))
    assert shuffled[0].kind == as_it_is[0].kind and shuffled[0].mapping == as_it_is[0].mapping
    assert [(row.id, row.text, row.nps) for row in shuffled[1]] == [(row.id, row.text, row.nps) for row in as_it_is[1]]


def test_hidden_and_further_sheets_are_said(tmp_path: Path) -> None:
    hidden = sheets(tmp_path / "hidden.xlsx", ("빈", [], False), ("의견", [["평점", "의견"], [5, "좋아요"]], True))
    with pytest.raises(DataRefused, match="no rows but on hidden sheets"):
        everything(hidden)
    both = sheets(
        tmp_path / "both.xlsx",
        *((name, NAVER_ROWS, False) for name in ("9월", "10월")),
        ("안내", [["읽어 주세요"]], False),
    )
    inspection, good, _ = everything(both)
    assert (inspection.kind, len(good)) == ("smartstore", 6)
    assert tuple(note.found for note in inspection.notes) == (
        "sheet '안내' is not read",
        "sheets with the same columns are read together: '9월', '10월'",
    )


def test_cells_merged_over_rows_are_said(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["작성일", "상품", "의견"],
        *([f"2026-09-1{day}", "", f"맛이 {day}배 좋아요"] for day in range(3)),
    ]
    assert "merged" in everything(sheets(tmp_path / "a.xlsx", ("A", rows, False), merged="B2:B4"))[0].notes[0].found
    heading: list[list[object]] = [["", "", ""], *rows]
    assert not everything(sheets(tmp_path / "b.xlsx", ("A", heading, False), merged="A1:C1"))[0].notes


def test_formulas_are_read_by_their_results(tmp_path: Path) -> None:
    path = tmp_path / "formulas.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["작성일", "평점", "의견"])
        sheet.write_formula(1, 0, "=DATE(2026,9,16)", None, 46281)
        sheet.write_formula(1, 1, "=2+3", None, 5)
        sheet.write_formula(1, 2, '="좋"&"아요"', None, "좋아요")
        sheet.write_formula(2, 1, "=1/0", None, "#DIV/0!")
        sheet.write(2, 2, "셀에 오류가 있어요")
    _, good, bad = everything(path)
    assert [(row.answered_at, row.rating, row.text) for row in good] == [
        (datetime(2026, 9, 16), 5.0, "좋아요"), (None, None, "셀에 오류가 있어요"),
    ]  # fmt: skip
    assert not bad


def dated(cells: list[str]) -> list[list[str]]:
    """A table of answers on these dates."""
    return [["작성일", "평점", "의견"], *([cell, "5", f"{number}번째 의견이에요"] for number, cell in enumerate(cells))]


def test_one_file_may_hold_every_shape_of_date(tmp_path: Path) -> None:
    cells = [
        "2026.09.16. 17:49:52", "2026/9/16 오후 5:49", "26.09.16", "46281", "46281.742", "1789548540", "1789548540000",
        "2026-09-16T08:49:00Z", "2026-09-16T17:49:00+09:00", "2026년 9월 16일 오후 5시 49분", "20260916",
    ]  # fmt: skip
    _, good, bad = everything(table(tmp_path, dated(cells)))
    assert {row.answered_at.date().isoformat() for row in good if row.answered_at} == {"2026-09-16"}
    assert len(good) == len(cells) and not bad


@pytest.mark.parametrize(
    ("cells", "wanted", "note"),
    [
        (["03/04/2026", "25/06/2026"], (2026, 4, 3), "are read as day/month, as others of the file must be"),
        (["03/04/2026", "06/25/2026"], (2026, 3, 4), "are read as month/day, as others of the file must be"),
        (["03/04/2026", "05/06/2026"], (2026, 3, 4), "could be read either way; they are read as month/day"),
        (["03/04/2026"] * 2_100 + ["25/04/2026"], (2026, 4, 3), "are read as day/month, as others of the file must be"),
    ],
)
def test_the_order_of_day_and_month_is_that_of_the_whole_file_and_said(
    tmp_path: Path, cells: list[str], wanted: tuple[int, int, int], note: str
) -> None:
    inspection, good, bad = everything(table(tmp_path, dated(cells)))
    assert good[0].answered_at == datetime(*wanted) and not bad
    assert [told for told in inspection.notes if note in told.found]


def test_dates_of_one_reading_need_no_note(tmp_path: Path) -> None:
    for number, cells in enumerate((["26.09.16", "26.09.17"], ["2026-09-16"], ["25/06/2026"])):
        assert not everything(table(tmp_path, dated(cells), f"{number}.csv"))[0].notes


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("평점,의견\n5,좋아요 정말\n".encode("cp949") + b"1,\x81\n2,\x81\n", 3),
        ("평점,의견\n5,좋아요 정말\n".encode() + b"1,\xb0\xa1\n1,\xb0\xa1\x80\xff\n", 3),
    ],
)
def test_a_damaged_line_is_named_whatever_the_encoding(tmp_path: Path, content: bytes, line: int) -> None:
    with pytest.raises(DataRefused, match="neither UTF-8 nor CP949") as caught:
        everything(written(tmp_path, content))
    assert caught.value.where == f"a.csv, line {line}"
    assert "--encoding" in caught.value.remedy and "correct or delete it" in caught.value.remedy


def test_comments_alone_may_hold_commas(tmp_path: Path) -> None:
    inspection, good, bad = everything(written(tmp_path, '의견\n좋아요\n굿, 별로, 보통\n"네, 아니요"\n'))
    assert [row.text for row in good] == ["좋아요", "굿, 별로, 보통", "네, 아니요"] and not bad
    assert inspection.mapping == {"text": "의견"}


def test_a_month_of_use_is_an_answer_of_its_own_and_names_nobody(tmp_path: Path) -> None:
    rows = [
        NAVER_HEADER,
        naver_row(
            리뷰글번호="2",
            리뷰구분="한달사용",
            리뷰상세내용="한 달 뒤에도 좋아요",
            관련리뷰글번호="1",
            관련리뷰상세내용="처음엔 별로",
        ),
    ]
    _, good, _ = everything(book(tmp_path, rows, sheet="Sheet0"))  # type: ignore[arg-type]
    assert [(row.id, row.text) for row in good] == [("2", "한 달 뒤에도 좋아요")]
    assert "2026091234567891" not in repr(good) and "처음엔" not in repr(good)


def test_ordinals_count_in_sorted_runs() -> None:
    ordinals, rng = DuplicateCounter(at_once=8), random.Random(3)
    keys = [rng.randrange(400) << 40 for _ in range(1_000)]
    assert [ordinals.next_ordinal(key) for key in keys] == [keys[:place].count(key) for place, key in enumerate(keys)]
