"""Reading files of every shape: what is guessed, what comes out, what is refused."""

import csv
import io
import json
import os
import zipfile
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from pipeline.cli.check_report import check_text
from pipeline.errors import DataRefused, Reason, WrongUsage
from pipeline.masking.mask import mask, mask_rejected
from pipeline.records import FIELDS, Inspection, RawFeedback, ReadOptions, RejectedRow
from pipeline.sources import SOURCES, inspect, read
from pipeline.sources.formats.excel import MOST_UNPACKED

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


def everything(path: Path, **options: object) -> tuple[Inspection, list[RawFeedback], list[RejectedRow]]:
    inspection = inspect(path, ReadOptions(**options))  # type: ignore[arg-type]
    rows = list(read(inspection, TODAY))
    good = [row for row in rows if isinstance(row, RawFeedback)]
    bad = [row for row in rows if isinstance(row, RejectedRow)]
    assert len(good) + len(bad) == len(rows)
    return inspection, good, bad


def test_the_korean_film_reviews(tmp_path: Path) -> None:
    inspection, good, bad = everything(written(tmp_path, NAVER, "naver.csv"))
    assert inspection.mapping == {
        "id": "review_id",
        "date": "date",
        "product": "movie_id",
        "rating": "rating",
        "text": "text",
    }
    assert (inspection.kind, inspection.encoding, inspection.delimiter) == ("delimited", "utf-8", ",")
    assert (inspection.rating_max, inspection.rows, inspection.source, inspection.notes) == (10, 2, "naver", ())
    assert not bad
    assert good[0] == RawFeedback(
        file="naver.csv", row=2, source="naver", id="9748770", text="환상을 보다", answered_at=datetime(2015, 3, 1),
        rating=7.0, rating_max=10, product="67514",
    )  # fmt: skip


def test_the_english_seat_reviews(tmp_path: Path) -> None:
    header = [
        "airline_name",
        "link",
        "title",
        "author",
        "date",
        "content",
        "date_flown",
        "overall_rating",
        "seat_width_rating",
        "recommended",
    ]
    rows = [
        [
            "aer-lingus",
            "/seats",
            "A review",
            "Jay S",
            "2015-07-20",
            "Tight but bearable seats",
            "19-07-2015",
            "10.0",
            "4",
            "1",
        ]
    ] * 3
    inspection, good, bad = everything(table(tmp_path, [header, *rows]))
    assert inspection.mapping == {
        "product": "airline_name",
        "date": "date",
        "text": "content",
        "rating": "overall_rating",
    }
    reasons = {guess.column: guess.reason.found for guess in inspection.columns if not guess.field}
    assert reasons["author"] == "personal data"
    assert "another column fits better" in reasons["date_flown"]
    assert reasons["seat_width_rating"] == reasons["recommended"] == "not recognised"
    assert (good[0].rating, good[0].rating_max, good[0].nps) == (10.0, 10, None)
    assert not bad


def table(
    folder: Path, rows: list[list[str]], name: str = "a.csv", encoding: str = "utf-8", delimiter: str = ","
) -> Path:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return written(folder, text.getvalue(), name, encoding)


def test_a_workbook_of_reviews(tmp_path: Path) -> None:
    rows = [
        [
            "리뷰글번호",
            "상품번호",
            "상품명",
            "리뷰구분",
            "구매자평점",
            "리뷰상세내용",
            "등록자",
            "리뷰등록일",
            "답글내용",
            "리뷰도움수",
        ],
        [4810727703885, 123, "머그", "일반", 5, "예뻐요", "abc***", "2026.09.16. 17:49:52", "감사합니다", 2],
        [4810727703886, 123, "머그", "포토", 4, "=보통이에요", "def***", datetime(2026, 9, 16, 17, 49), "", 0],
    ]
    inspection, good, bad = everything(book(tmp_path, rows, sheet="리뷰"))
    assert inspection.mapping == {
        "id": "리뷰글번호", "product": "상품명", "rating": "구매자평점", "text": "리뷰상세내용",
        "customer": "등록자", "date": "리뷰등록일",
    }  # fmt: skip
    assert (inspection.kind, inspection.sheet, inspection.rows, inspection.rating_max) == ("excel", "리뷰", 2, 5)
    assert [row.id for row in good] == ["4810727703885", "4810727703886"]
    assert [row.answered_at for row in good] == [datetime(2026, 9, 16, 17, 49, 52), datetime(2026, 9, 16, 17, 49)]
    assert good[1].text == "=보통이에요"
    assert not bad


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("이 서비스를 추천할 의향은 몇 점입니까? (0-10)", "그렇게 생각하신 이유를 적어주세요"),
        ("How likely are you to recommend us to a friend?", "Why did you give that score?"),
        ("NPS", "의견"),
        ("추천의향", "하고 싶은 말씀을 남겨주세요"),
    ],
)
def test_a_survey(tmp_path: Path, question: str, reason: str) -> None:
    header = [
        "응답ID",
        "응답일시",
        "접점",
        "채널",
        "고객등급",
        "고객번호",
        question,
        reason,
        "구분",
        "분석동의",
        "인용동의",
        "이메일",
        "전화번호",
    ]
    first = [
        "S1",
        "2026-09-16 17:49",
        " 결제 ",
        "앱",
        "VIP",
        "C1",
        "9",
        "빨라요 정말",
        "고객",
        "예",
        "아니오",
        "a@b.kr",
        "010-0000-0000",
    ]
    second = ["S2", "2026-09-17 10:00", "", "", "", "C2", "0", "", "직원", "동의합니다", "", "", ""]
    inspection, good, bad = everything(table(tmp_path, [header, first, second]), channel="web", touchpoint="지원")
    assert inspection.kept_out == ("이메일", "전화번호")
    assert [guess.field for guess in inspection.columns[:11]] == [
        "id", "date", "touchpoint", "channel", "segment", "customer", "nps", "text", "audience",
        "consent_analyse", "consent_quote",
    ]  # fmt: skip
    assert (good[0].nps, good[0].text, good[0].touchpoint, good[0].channel, good[0].audience) == (
        9,
        "빨라요 정말",
        "결제",
        "앱",
        "customer",
    )
    assert (good[0].consent_analyse, good[0].consent_quote) == (True, False)
    assert (good[1].nps, good[1].text, good[1].touchpoint, good[1].channel, good[1].audience) == (
        0,
        None,
        "지원",
        "web",
        "employee",
    )
    assert (good[1].consent_analyse, good[1].consent_quote) == (True, False)
    assert not bad


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [
        ["작성일", "별점", "리뷰내용"],
        ["2026-09-16", "5", f'"좋아요" 정말{delimiter} 최고\n두 줄'],
        ["2026-09-17", "4", "그럭저럭, 뭐; 그래요|음"],
    ]
    inspection, good, bad = everything(table(tmp_path, rows, "a.tsv", encoding, delimiter))
    assert inspection.delimiter == delimiter
    assert [row.text for row in good] == [rows[1][2], rows[2][2]]
    assert [row.row for row in good] == [2, 3]
    assert not bad


def test_the_encoding_can_be_named(tmp_path: Path) -> None:
    path = written(tmp_path, "date,text\n2026-09-16,café “très bien”\n".encode("cp1252"))
    with pytest.raises(DataRefused, match=r"neither UTF-8 nor CP949[\s\S]*--encoding"):
        inspect(path, ReadOptions())
    assert everything(path, encoding="cp1252")[1][0].text == "café “très bien”"
    with pytest.raises(WrongUsage, match="unknown encoding 'klingon'"):
        inspect(path, ReadOptions(encoding="klingon"))
    with pytest.raises(WrongUsage, match="unknown encoding 'base64'"):
        inspect(path, ReadOptions(encoding="base64"))


def test_windows_apostrophes_are_no_korean(tmp_path: Path) -> None:
    path = written(tmp_path, "text\nit’s not what I’d call good, we’re sad\n".encode("cp1252"))
    with pytest.raises(DataRefused, match="neither UTF-8 nor CP949"):
        inspect(path, ReadOptions())


def test_mixed_encodings_are_refused_with_the_line(tmp_path: Path) -> None:
    content = "날짜,내용\n2026-09-16,좋아요\n".encode() + "2026-09-17,싫어요\n".encode("cp949")
    with pytest.raises(DataRefused, match=r"a\.csv, line 3"):
        inspect(written(tmp_path, content), ReadOptions())
    with pytest.raises(DataRefused, match=r"line 3: the text is not valid utf-8"):
        inspect(written(tmp_path, content), ReadOptions(encoding="utf-8"))


def test_half_a_character_at_the_end(tmp_path: Path) -> None:
    with pytest.raises(DataRefused, match="not valid utf-16"):
        inspect(written(tmp_path, "text\n좋아요\n".encode("utf-16")[:-1]), ReadOptions())


def test_header_under_blank_and_title_lines(tmp_path: Path) -> None:
    _, good, _ = everything(
        written(tmp_path, "\n\n리뷰 목록 (2026)\n조회 기간: 9월\n\n작성일,내용\n2026-09-16,좋아요\n")
    )
    assert [(row.row, row.text) for row in good] == [(7, "좋아요")]
    rows = [[""], ["리뷰 목록"], [""], ["작성일", "내용"], ["2026-09-16", "좋아요"], ["", ""], ["2026-09-17", "싫어요"]]
    _, good, _ = everything(book(tmp_path, rows))
    assert [(row.row, row.text) for row in good] == [(5, "좋아요"), (7, "싫어요")]


def test_excel_separator_line(tmp_path: Path) -> None:
    inspection, good, _ = everything(written(tmp_path, "sep=;\ndate;text\n2026-09-16;a, b, c\n"))
    assert (inspection.delimiter, good[0].text, good[0].row) == (";", "a, b, c", 3)


def test_repeated_and_empty_column_names(tmp_path: Path) -> None:
    inspection, good, _ = everything(written(tmp_path, "내용,내용,,내용,\nx 하나,x 둘,셋,넷,\n"))
    assert [guess.column for guess in inspection.columns] == ["내용", "내용 (2)", "column 3", "내용 (3)"]
    assert good[0].text == "x 하나"
    assert everything(written(tmp_path, "내용,내용\n하나,둘\n"), mapping={"내용 (2)": "text"})[1][0].text == "둘"


def test_rows_too_short_and_too_long(tmp_path: Path) -> None:
    _, good, bad = everything(written(tmp_path, "rating,text,channel\n5\n4,좋아요,앱,,\n3,좋아요, 정말,앱\n"))
    assert [(row.rating, row.text) for row in good] == [(5.0, None), (4.0, "좋아요")]
    assert [(row.row, row.column, row.reason.found) for row in bad] == [(4, None, "the row has 4 cells, the header 3")]
    assert json.loads(bad[0].raw) == {"rating": "3", "text": "좋아요", "channel": "정말"}


def test_blank_rows_are_no_rows(tmp_path: Path) -> None:
    inspection, good, bad = everything(written(tmp_path, "rating,text\n5,a\n\n,\n , \n4,b\n\n"))
    assert [row.row for row in good] == [2, 6]
    assert inspection.rows == 2
    assert not bad


def test_unclosed_quotation_marks(tmp_path: Path) -> None:
    inspection, good, bad = everything(written(tmp_path, 'id\ttext\n1\t"정말" 좋아요\n2\t"아쉬워요\n3\t음\n', "a.tsv"))
    assert inspection.kind == "delimited_bare"
    assert [row.text for row in good] == ['"정말" 좋아요', '"아쉬워요', "음"]
    assert any("quotation marks" in note.found for note in inspection.notes)
    assert not bad
    with pytest.raises(DataRefused, match=r"row 3: a quotation mark opens a cell and is never closed"):
        inspect(written(tmp_path, 'id,text\n1,"아, 좋아요"\n2,"아쉬워요\n3,음, 뭐\n'), ReadOptions())


def test_text_is_cleaned(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": "a\x00b\x07c\u0085 \r\nd\te"}),
        '{"text": "\\ud800 lone \\udc00"}',
        '{"text": "\\ud83d\\ude00"}',
        json.dumps({"text": "\u1112\u1161\u11ab\u1100\u1173\u11af"}),
        json.dumps({"text": "  \ufeff둘레  "}),
    ]
    _, good, bad = everything(written(tmp_path, "\n".join(lines), "a.jsonl"))
    assert [row.text for row in good] == ["abc \nd\te", "\ufffd lone \ufffd", "😀", "한글", "둘레"]
    assert not bad
    _, good, _ = everything(written(tmp_path, "text\na\x00b\x1fc 좋아요\n"))
    assert good[0].text == "abc 좋아요"


def test_endless_texts_are_set_aside(tmp_path: Path) -> None:
    rows = [["rating", "text"], ["5", "가" * 100_000], ["4", "가" * 200_000], ["3", "짧아요"]]
    _, good, bad = everything(table(tmp_path, rows))
    assert [row.rating for row in good] == [5.0, 3.0]
    assert [(row.row, row.column) for row in bad] == [(3, "text")]
    assert "200,000 characters" in bad[0].reason.found and "shorten" in bad[0].reason.remedy


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [("5", 5.0), ("5.0", 5.0), ("★★★★☆", 4.0), ("★★★", 3.0), ("⭐⭐⭐⭐⭐", 5.0), ("★★★½", 3.5),
     ("5점", 5.0), ("4/5", 4.0), ("4,5", 4.5),
     ("4 stars", 4.0), ("4 out of 5 stars", 4.0),
     ("５", 5.0), ("별 5개", None), ("", None), ("-", None), ("N/A", None)],
)  # fmt: skip
def test_ratings(tmp_path: Path, cell: str, wanted: float | None) -> None:
    inspection, good, bad = everything(table(tmp_path, [["별점", "내용"], [cell, "내용이에요"], ["3", "둘"]]))
    assert inspection.rating_max == 5
    if cell == "별 5개":
        assert [(row.row, row.column) for row in bad] == [(2, "별점")]
    else:
        assert (good[0].rating, good[0].rating_max) == (wanted, None if wanted is None else 5)


@pytest.mark.parametrize(
    ("cells", "option", "scale"),
    [(["1", "5"], None, 5), (["1", "6"], None, 10), (["8/10", "3/10"], None, 10), (["4", "5"], 10, 10),
     (["7"] + ["4"] * 99, None, 5),
     (["7", "6", "9"] + ["4"] * 90, None, 10)],
)  # fmt: skip
def test_rating_scales(tmp_path: Path, cells: list[str], option: int | None, scale: int) -> None:
    inspection, good, _ = everything(table(tmp_path, [["rating"], *([cell] for cell in cells)]), rating_max=option)
    assert inspection.rating_max == scale
    assert {row.rating_max for row in good} == {scale}


@pytest.mark.parametrize(
    ("cells", "option", "bad_row", "remedy"),
    [(["4"] * 99 + ["7"], None, 101, "--rating-max 10"), (["4", "0"], None, 3, "leave the cell empty"),
     (["9", "11"], None, 3, "bring the ratings"),
     (["4", "5/10"], 5, 3, "write it out of 5"),
     (["4", "seven"], None, 3, "write a number"), (["4", "-1"], None, 3, "write a number")],
)  # fmt: skip
def test_ratings_beyond_the_scale(
    tmp_path: Path, cells: list[str], option: int | None, bad_row: int, remedy: str
) -> None:
    _, good, bad = everything(table(tmp_path, [["rating"], *([cell] for cell in cells)]), rating_max=option)
    assert [(row.row, row.column) for row in bad] == [(bad_row, "rating")]
    assert remedy in bad[0].reason.remedy
    assert len(good) == len(cells) - 1


def test_an_unknown_scale_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="use 5 or 10"):
        inspect(written(tmp_path, NAVER), ReadOptions(rating_max=7))


def test_a_rating_as_the_recommend_question(tmp_path: Path) -> None:
    inspection, good, bad = everything(
        table(tmp_path, [["rating"], ["10"], ["0"], ["7.0"], ["7.5"]]), rating_is_nps=True
    )
    assert [(row.nps, row.rating, row.rating_max) for row in good] == [
        (10, None, None),
        (0, None, None),
        (7, None, None),
    ]
    assert [row.row for row in bad] == [5]
    assert inspection.rating_max is None and any("recommend" in note.found for note in inspection.notes)
    with pytest.raises(WrongUsage, match="--rating-is-nps"):
        inspect(table(tmp_path, [["rating", "nps"], ["5", "9"]]), ReadOptions(rating_is_nps=True))


@pytest.mark.parametrize("cell", ["11", "-1", "7.5", "abc", "열"])
def test_no_recommend_score(tmp_path: Path, cell: str) -> None:
    _, good, bad = everything(table(tmp_path, [["nps"], ["9"], [cell], [""]] + [["0"]] * 3 + [["10점"]]))
    assert [row.nps for row in good] == [9, 0, 0, 0, 10]
    assert [(row.row, row.column) for row in bad] == [(3, "nps")]
    assert bad[0].reason.remedy and json.loads(bad[0].raw) == {"nps": cell}


def test_a_five_point_question_is_no_nps(tmp_path: Path) -> None:
    inspection, *_ = everything(
        table(tmp_path, [["추천의향", "의견"], *([str(n % 5 + 1), f"의견 {n}"] for n in range(40))])
    )
    assert inspection.mapping == {"text": "의견"}
    assert "its values are not" in inspection.columns[0].reason.found


def test_consent_is_never_assumed(tmp_path: Path) -> None:
    words = ["Y", "예", "TRUE", "1", "동의", "N", "아니오", "false", "0", "미동의", "", "글쎄요"]
    _, good, bad = everything(table(tmp_path, [["text", "동의"], *([f"말 {n}", word] for n, word in enumerate(words))]))
    assert [row.consent_analyse for row in good] == [True] * 5 + [False] * 6
    assert [(row.row, row.column) for row in bad] == [(13, "동의")]
    rows: list[list[object]] = [["text", "consent"], ["말", True], ["말", False]]
    assert [row.consent_analyse for row in everything(book(tmp_path, rows))[1]] == [True, False]
    assert everything(table(tmp_path, [["text"], ["말"]]))[1][0].consent_analyse


def test_audience(tmp_path: Path) -> None:
    words = ["customer", "employee", "고객", "직원", "", "손오공"]
    _, good, bad = everything(
        table(tmp_path, [["text", "audience"], *([f"말 {n}", word] for n, word in enumerate(words))]),
        audience="employee",
    )
    assert [row.audience for row in good] == ["customer", "employee", "customer", "employee", "employee"]
    assert [row.row for row in bad] == [7]
    assert (
        everything(table(tmp_path, [["text", "누구"], ["a", "고객"], ["b", "직원"]]))[0].mapping["audience"] == "누구"
    )


def test_dates_in_one_file(tmp_path: Path) -> None:
    cells = ["09/16/2026", "12/31/2025", "02/30/2026", "1970-01-01", "2027-01-01", "어제", "-", ""]
    inspection, good, bad = everything(table(tmp_path, [["date", "text"], *([cell, "말"] for cell in cells)]))
    assert [row.answered_at for row in good] == [datetime(2026, 9, 16), datetime(2025, 12, 31), None, None]
    assert [(row.row, row.column) for row in bad] == [(row, "date") for row in (4, 5, 6, 7)]
    assert not inspection.notes
    inspection, good, _ = everything(table(tmp_path, [["date", "text"], ["05/06/2026", "말"]]))
    assert good[0].answered_at == datetime(2026, 5, 6)
    assert "month/day" in inspection.notes[0].found


def test_times_come_in_the_configured_zone(tmp_path: Path) -> None:
    path = table(tmp_path, [["date", "text"], ["2026-09-16T08:49:00Z", "말"]])
    assert everything(path, time_zone="UTC")[1][0].answered_at == datetime(2026, 9, 16, 8, 49)
    assert everything(path)[1][0].answered_at == datetime(2026, 9, 16, 17, 49)


def test_a_row_with_nothing_to_count(tmp_path: Path) -> None:
    _, good, bad = everything(
        table(tmp_path, [["id", "text", "rating"], ["1", " ", ""], ["2", "말", ""], ["3", "", "5"]])
    )
    assert [row.id for row in good] == ["2", "3"]
    assert [(row.row, row.column) for row in bad] == [(2, None)]
    assert bad[0].reason.found.startswith("nothing to count")


def test_damaged_ids_are_set_aside(tmp_path: Path) -> None:
    inspection, good, bad = everything(table(tmp_path, [["id", "text"], ["5.5E+08", "말"], ["007", "말"]]))
    assert [row.id for row in good] == ["007"]
    assert [(row.row, row.column) for row in bad] == [(2, "id")] and "--map COLUMN=" in bad[0].reason.remedy
    assert any("5.5E+08" in note.found for note in inspection.notes)


def test_kept_out_columns_and_customers_stay_out_of_rejected_rows(tmp_path: Path) -> None:
    rows = [["고객번호", "이름", "text", "nps"], ["C77", "홍길동", "말", "11"], ["C78", "홍길순", "말", "9"]]
    _, _, bad = everything(table(tmp_path, rows))
    assert json.loads(bad[0].raw) == {"고객번호": "[customer]", "text": "말", "nps": "11"}


def test_jsonl(tmp_path: Path) -> None:
    lines = [
        '{"id": 12345678901234567890, "text": "좋아요", "rating": 5, "author": {"name": "홍", "tags": [1, 2]}}',
        "{broken",
        "[1, 2]",
        "",
        '{"text": "나빠요", "created_at": "2026-09-16T08:49:00Z", "rating": null}',
    ]
    inspection, good, bad = everything(written(tmp_path, "\n".join(lines), "a.jsonl"))
    assert [guess.column for guess in inspection.columns] == [
        "id",
        "text",
        "rating",
        "author.name",
        "author.tags",
        "created_at",
    ]
    assert inspection.mapping == {"id": "id", "text": "text", "rating": "rating", "date": "created_at"}
    assert [(row.row, row.id, row.text, row.rating) for row in good] == [
        (1, "12345678901234567890", "좋아요", 5.0),
        (5, None, "나빠요", None),
    ]
    assert [row.row for row in bad] == [2, 3]
    assert inspection.rows == 4


def test_a_json_array(tmp_path: Path) -> None:
    content = json.dumps([{"text": "좋아요"}, {"text": "나빠요"}, 5], ensure_ascii=False, indent=1)
    inspection, good, bad = everything(written(tmp_path, content, "a.json", "utf-8-sig"))
    assert [(row.row, row.text) for row in good] == [(1, "좋아요"), (2, "나빠요")]
    assert (len(bad), inspection.rows, inspection.kind) == (1, 3, "jsonl")


def test_parquet(tmp_path: Path) -> None:
    moment = datetime(2026, 9, 16, 8, 49, 0, 123000)
    path = tmp_path / "a.parquet"
    columns = {
        "id": pa.array([1, 2, None], pa.int64()),
        "date": pa.array([moment.replace(tzinfo=UTC), None, moment.replace(tzinfo=UTC)], pa.timestamp("ns", "UTC")),
        "rating": pa.array([4.0, float("nan"), 3.5], pa.float32()),
        "text": pa.array(["좋아요", "나빠요", None]).dictionary_encode(),
        "channel": pa.array([b"app", None, b"web"], pa.binary()),
    }
    pq.write_table(pa.table(columns), path)
    inspection, good, bad = everything(path)
    assert (inspection.kind, inspection.rows, inspection.encoding) == ("parquet", 3, None)
    assert [(row.row, row.id, row.text, row.rating, row.channel) for row in good] == [
        (2, "1", "좋아요", 4.0, "app"), (3, "2", "나빠요", None, None), (4, None, None, 3.5, "web"),
    ]  # fmt: skip
    assert good[0].answered_at == datetime(2026, 9, 16, 17, 49, 0, 123000)
    assert not bad


def test_the_right_sheet(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet("표지").write_row(0, 0, ["2026년 리뷰 보고서"])
        workbook.add_worksheet("빈")
        sheet = workbook.add_worksheet("데이터")
        sheet.write_row(2, 1, ["내용", "별점"])
        sheet.write_row(3, 1, ["좋아요", 5])
        hidden = workbook.add_worksheet("숨김")
        hidden.write_row(0, 0, ["내용", "별점", "작성일"])
        hidden.hide()
    inspection, good, _ = everything(path)
    assert (inspection.sheet, inspection.notes[0].found) == ("데이터", "sheet '표지' is not read")
    assert len(inspection.notes) == 1
    assert [(row.row, row.text, row.rating) for row in good] == [(4, "좋아요", 5.0)]


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


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ({"nope": "text"}, r"no column 'nope'[\s\S]*'review_id', 'date'"),
        ({"text": "wisdom"}, "unknown field 'wisdom'"),
        ({"text": "text", "rating": "text"}, "two columns for text"),
    ],
)
def test_impossible_mappings(tmp_path: Path, mapping: dict[str, str], message: str) -> None:
    with pytest.raises(WrongUsage, match=message):
        inspect(written(tmp_path, NAVER), ReadOptions(mapping=mapping))


def test_mapping_wins(tmp_path: Path) -> None:
    options = {"Movie ID": "segment", "date": "", "rating": ""}
    inspection, good, _ = everything(written(tmp_path, NAVER), mapping=options)
    assert inspection.mapping == {"id": "review_id", "segment": "movie_id", "text": "text"}
    assert (good[0].segment, good[0].product, good[0].answered_at, good[0].rating) == ("67514", None, None, None)
    assert set(inspection.kept_out) == {"date", "rating"}
    assert inspection.columns[2].reason.found == "named with --map"


def test_source_name(tmp_path: Path) -> None:
    path = written(tmp_path, NAVER, "reviews (1).csv")
    assert inspect(path, ReadOptions()).source == "reviews (1)"
    assert everything(path, source="shop")[1][0].source == "shop"


def test_no_two_columns_take_one_field(tmp_path: Path) -> None:
    header = ["리뷰내용", "review", "comment", "text", "평점", "rating", "score", "작성일", "date", "id", "review_id"]
    inspection, *_ = everything(
        table(tmp_path, [header, ["가나다 라", "b", "c", "d", "5", "4", "3", "2026-09-16", "2026-09-16", "1", "2"]])
    )
    used = Counter(guess.field for guess in inspection.columns if guess.field)
    assert set(used.values()) == {1}
    assert all("fits better" in guess.reason.found for guess in inspection.columns if not guess.field)


def test_unnamed_columns_are_guessed_by_their_values(tmp_path: Path) -> None:
    rows = [
        ["X1", "X2", "X3"],
        ["a1", "2026-09-16 10:00", "배송이 정말 빨랐어요 감사합니다"],
        ["a2", "2026-09-17 10:00", "포장이 조금 아쉬웠지만 괜찮아요"],
    ]
    inspection, *_ = everything(table(tmp_path, rows))
    assert inspection.mapping == {"date": "X2", "text": "X3"}


def test_every_field_can_be_mapped(tmp_path: Path) -> None:
    cells = {
        "id": "1",
        "text": "말",
        "date": "2026-09-16",
        "rating": "4",
        "nps": "9",
        "consent_analyse": "y",
        "consent_quote": "n",
        "audience": "고객",
    }
    header = [f"Q{n}" for n in range(len(FIELDS))]
    path = table(tmp_path, [header, [cells.get(field, "x") for field in FIELDS]])
    inspection, good, bad = everything(path, mapping=dict(zip(header, FIELDS, strict=True)))
    assert set(inspection.mapping) == set(FIELDS)
    assert (good[0].nps, good[0].rating, good[0].consent_quote, bad) == (9, 4.0, False, [])


def test_the_kinds_are_listed() -> None:
    assert list(SOURCES)[:5] == ["delimited", "delimited_bare", "excel", "jsonl", "parquet"]
    assert all(kind.label for kind in SOURCES.values())


def test_memory_stays_flat(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("date,rating,text\n")
        file.writelines(f"2026-09-16,{n % 5 + 1},리뷰 {n}\n" for n in range(50_000))
    inspection = inspect(path, ReadOptions())
    assert inspection.rows == 50_000
    rows = read(inspection, TODAY)
    assert next(rows).row == 2  # type: ignore[union-attr]
    assert sum(1 for _ in rows) == 49_999


def test_the_report_of_a_check(tmp_path: Path) -> None:
    rows = [
        ["고객번호", "이름", "작성일", "리뷰내용", "별점"],
        ["C1", "홍길동", "2026-09-16", "010-1234-5678 연락 바람", "5"],
    ]
    rows += [["C2", "홍길순", "어제", "좋아요", str(n % 5 + 1)] for n in range(12)]
    inspection, good, bad = everything(table(tmp_path, rows))
    masked = [mask(row, b"key") for row in good]
    reasons = Counter(row.reason.without_value for row in bad)
    text = check_text(inspection, masked, [mask_rejected(row) for row in bad], reasons, len(good) + len(bad))
    assert "encoding   utf-8\n  delimiter  comma\n  rows       13\n" in text
    assert "rating     on a scale to 5" in text
    assert "리뷰내용  -> text" in text and "이름      kept out            personal data" in text
    assert "row 2: when 2026-09-16 00:00, rating 5/5, audience customer, customer " in text
    assert "    [phone] 연락 바람\n" in text and "5678" not in text and "홍길" not in text
    assert "would be rejected: 12 rows\n  row 3, column 작성일: '어제' is not a date. write it as" in text
    assert text.count("column 작성일") == 10 and "     12  … is not a date" in text


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        (Reason("nps_not_whole", {"value": "'열'"}), "… is not a whole number from 0 to 10"),
        (Reason("nps_out_of_range", {"value": 11}), "… is outside 0 to 10"),
        (Reason("before_first_year", {"value": 1970, "first": 1990}), "the year … is before 1990"),
        (Reason("in_future", {"value": "2027-01-01"}), "… is in the future"),
        (
            Reason("text_too_long", {"value": "200,000", "most": "100,000"}),
            "the text has … characters, more than 100,000",
        ),
        (Reason("too_many_cells", {"value": 4, "width": 3}), "the row has … cells, the header 3"),
        (Reason("shop_reply"), "a reply on the board, not a review"),
    ],
)
def test_reasons_are_counted_without_their_values(reason: Reason, kind: str) -> None:
    assert reason.without_value.found == kind


CONSENT_HEADERS = [
    "동의(Y/N)", "동의 여부 (필수)", "개인정보 수집 및 이용에 동의하십니까?", "consent_given", "gdpr_consent", "opt_in",
    "Do you agree to the analysis of your answers?", "privacy_consent", "활용 동의", "optin", "I agree",
]  # fmt: skip


@pytest.mark.parametrize("header", CONSENT_HEADERS)
@pytest.mark.parametrize("refusal", ["N", "동의하지 않습니다", "❌", "글쎄 뭐라고"])
def test_a_column_of_consent_is_never_dropped(tmp_path: Path, header: str, refusal: str) -> None:
    rows = [["id", "text", header], *([str(n), f"말 {n}", "Y" if n % 3 == 0 else refusal] for n in range(30))]
    inspection, good, bad = everything(table(tmp_path, rows))
    assert inspection.mapping["consent_analyse"] == header
    assert sum(row.consent_analyse for row in good) == 10
    assert len(bad) == (20 if refusal.startswith("글쎄") else 0)


def test_columns_of_consent_by_name(tmp_path: Path) -> None:
    rows = [
        ["text", "후기 공개에 동의", "광고 수신 동의", "newsletter opt-in", "분석 동의?"],
        ["말", "Y", "Y", "Y", "동의합니다."],
    ]
    inspection, good, _ = everything(table(tmp_path, rows))
    assert [guess.field for guess in inspection.columns] == ["text", "consent_quote", None, None, "consent_analyse"]
    assert good[0].consent_analyse and good[0].consent_quote


@pytest.mark.parametrize(
    "headers",
    [["개인정보 동의", "이용약관 동의"], ["동의", "동의"], ["consent_withdrawn"], ["동의 철회 여부"], ["opt_out"]],
)
def test_unclear_columns_of_consent_are_refused(tmp_path: Path, headers: list[str]) -> None:
    path = table(tmp_path, [["text", *headers], ["말", *("Y" for _ in headers)]])
    with pytest.raises(DataRefused, match=r"consent is never guessed[\s\S]*--map COLUMN=consent_analyse"):
        inspect(path, ReadOptions())
    inspection, good, _ = everything(path, mapping={headers[0]: "consent_analyse"})
    assert inspection.mapping["consent_analyse"] == headers[0] and good[0].consent_analyse


@pytest.mark.parametrize(
    "word",
    ["동의 안함", "동의하지 않음", "철회", "withdrawn", "Revoked", "opted out", "declined", "X", "❌", "✗", "×", "0.0"],
)
def test_words_of_refusal(tmp_path: Path, word: str) -> None:
    assert not everything(table(tmp_path, [["text", "consent"], ["말", word]]))[1][0].consent_analyse


@pytest.mark.parametrize(
    "word", ["동의합니다", "예, 동의합니다.", "opted in", "accepted", "O", "⭕", "✓", "✔️", "１", "1.0"]
)
def test_words_of_consent(tmp_path: Path, word: str) -> None:
    assert everything(table(tmp_path, [["text", "consent"], ["말", word]]))[1][0].consent_analyse


def test_a_refusal_counts_whatever_else_is_wrong(tmp_path: Path) -> None:
    rows = [["id", "text", "date", "rating", "consent"], ["1", "", "", "", "N"], ["2", "말", "어제", "77", "철회"],
            ["", "말", "2026-09-16", "x", "N"], ["4", "둘, 로", "나뉨", "2026-09-16", "5", "N"],
            ["5", "말", "어제", "5", "Y"]]  # fmt: skip
    _, good, bad = everything(table(tmp_path, rows))
    refused = {"file": "a.csv", "source": "a", "consent_analyse": False}
    assert good == [
        RawFeedback(row=2, id="1", **refused),
        RawFeedback(row=3, id="2", **refused),
        RawFeedback(row=4, text="말", answered_at=datetime(2026, 9, 16), **refused),
        RawFeedback(row=5, id="4", **refused),
    ]
    assert [(row.row, row.column) for row in bad] == [(6, "date")]


def test_rows_set_aside_hold_no_text_without_consent(tmp_path: Path) -> None:
    rows = [["id", "text", "channel", "consent"], ["1", "비밀", "앱", "maybe"], ["2", "비", "밀", "앱", "maybe"],
            ["3", "말", "앱", "Y"]]  # fmt: skip
    _, _, bad = everything(table(tmp_path, rows))
    assert [json.loads(row.raw) for row in bad] == [{"id": "1", "channel": "앱", "consent": "maybe"}, {}]


def test_names_are_masked(tmp_path: Path) -> None:
    name, header = "leak 010-7777-8888 kim@naver.com.csv", "의견 (담당 hong@naver.com)"
    inspection, good, bad = everything(table(tmp_path, [[header, "평점"], ["말", "3"], ["말", "zzz"]], name))
    assert inspection.source == "leak [phone] [email]"
    assert good[0].file == bad[0].file == "leak [phone] [email]"
    assert json.loads(bad[0].raw) == {"의견 (담당 [email])": "말", "평점": "zzz"}
    text = check_text(inspection, [], [], Counter(), 2)
    assert "naver" not in text and "7777" not in text
    assert everything(table(tmp_path, [["text"], ["말"]]), source="hong@naver.com")[0].source == "[email]"


@pytest.mark.parametrize(
    "first",
    [
        ["홍길동", "010-1234-5678", "배송이 늦어요"],
        ["배송이 늦어요", "hong@naver.com"],
        ["2026-01-01", "배송이 늦어요"],
        ["배송이 늦어요", "2026년 1월 1일 오후 3시"],
        ["text", "hong@naver.com"],
    ],
)
def test_data_in_place_of_the_header(tmp_path: Path, first: list[str]) -> None:
    with pytest.raises(DataRefused, match="no header row") as caught:
        inspect(table(tmp_path, [first, first]), ReadOptions())
    assert not any(cell in str(caught.value) for cell in first if cell != "text")


def test_a_header_that_stands_again(tmp_path: Path) -> None:
    rows = [["id", "text", "rating"], ["1", "말", "4"], ["id", "text", "rating"], ["2", "말", "5"]]
    _, good, bad = everything(table(tmp_path, rows))
    assert [row.id for row in good] == ["1", "2"]
    assert [(row.row, row.reason.found) for row in bad] == [(3, "the header stands again here")]


def test_consent_that_appears_late_is_read(tmp_path: Path) -> None:
    lines = ['{"id": 1, "text": "말"}'] * 2_100 + ['{"id": 2, "text": "말", "other": 1, "consent": "no"}']
    inspection, good, _ = everything(written(tmp_path, "\n".join(lines), "a.jsonl"))
    assert inspection.mapping["consent_analyse"] == "consent" and "other" not in inspection.kept_out
    assert not any(row.consent_analyse for row in good)


def numbered(*marks: tuple[int, str]) -> str:
    at = dict(marks)
    rows = (f"{n},{n % 5 + 1},{at.get(n, '{}').format(f'comment number {n}')}\n" for n in range(1, 60))
    return "id,rating,text\n" + "".join(rows)


def test_stray_quotation_marks_swallow_no_rows(tmp_path: Path) -> None:
    inspection, good, bad = everything(written(tmp_path, numbered((5, '"{}'), (40, '{}"'))))
    assert (len(good), len(bad), inspection.kind) == (59, 0, "delimited_bare")
    assert any("row 6" in note.found for note in inspection.notes)
    content = numbered((5, '"{}'), (40, '{}"')) + '60,4,"really, a comma"\n'
    inspection, good, bad = everything(written(tmp_path, content))
    assert (len(good), inspection.kind) == (24, "delimited") and "really, a comma" in [row.text for row in good]
    assert [(row.row, row.column) for row in bad] == [(6, None)]
    assert "holds whole rows" in bad[0].reason.found
    lines = [f"{line},{'N' if line.startswith('40,') else 'Y'}" for line in content.splitlines()[1:]]
    _, good, bad = everything(written(tmp_path, "\n".join(["id,rating,text,consent", *lines])))
    assert all(row.consent_analyse for row in good)
    assert [(row.row, row.raw) for row in bad] == [(6, "{}")]


def test_comments_of_many_lines_are_read(tmp_path: Path) -> None:
    text = "첫째, 좋아요\n둘째, 빨라요\n셋째, 예뻐요\n넷째, 싸요\n1, 2, 3"
    for header, cells in ((["text", "rating"], [text, "5"]), (["id", "text", "rating"], ["1", text, "5"])):
        _, good, bad = everything(table(tmp_path, [header, cells, *[["1", "말", "4"][-len(header) :]] * 5, cells]))
        assert [row.text for row in good].count(text) == 2 and not bad


def test_numbers_and_times_beyond_all_bounds(tmp_path: Path) -> None:
    huge = "1" + "0" * 400
    cells = (f'"rating": {huge}', f'"date": {huge}', f'"date": "{huge}"')
    lines = [f'{{"text": "말", {cell}}}' for cell in cells]
    lines += [f'{{"text": "말", "date": "{day}"}}' for day in ("9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00")]
    lines += ['{"text": "말", "rating": 4, "date": "2026-01-01"}']
    _, good, bad = everything(written(tmp_path, "\n".join(lines), "a.jsonl"))
    assert [row.row for row in good] == [6]
    assert [row.column for row in bad] == ["rating", "date", "date", "date", "date"]


def test_parquet_cells_that_are_no_values(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    broken = pa.Array.from_buffers(
        pa.string(), 2, [None, pa.py_buffer(b"\0\0\0\0\3\0\0\0\6\0\0\0"), pa.py_buffer(b"a\xffbcde")]
    )
    pq.write_table(pa.table({"text": broken, "rating": [1, 2]}), path)
    _, good, bad = everything(path)
    assert ([row.text for row in good], [(row.row, row.column) for row in bad]) == (["cde"], [(2, "text")])
    moments = pa.array([2**60, 1_700_000_000_000_000], pa.timestamp("us"))
    pq.write_table(pa.table({"text": ["말", "글"], "date": moments}), path)
    _, good, bad = everything(path)
    assert ([row.text for row in good], [(row.row, row.column) for row in bad]) == (["글"], [(2, "date")])


def test_parquet_structures_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    nested = [{"text": "말이에요 정말로", "stars": 3}] * 2
    pq.write_table(pa.table({"review": nested, "text": pa.array([b"\xff\xfe", b"\xfe"]), "rating": [1, 2]}), path)
    inspection, good, _ = everything(path)
    assert inspection.mapping == {"rating": "rating"} and len(good) == 2
    assert all("no plain values" in guess.reason.found for guess in inspection.columns[:2])


def test_names_that_are_no_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.csv"))
    path.write_text("text,rating\n말,zzz\n글,3\n", encoding="utf-8")
    inspection, good, bad = everything(path)
    assert (good[0].file, bad[0].file, inspection.source) == ("\ufffd\ufffd.csv", "\ufffd\ufffd.csv", "\ufffd\ufffd")
    assert check_text(inspection, [], [], Counter(), 2).encode()
    keyed = written(tmp_path, '{"comments\\ud800": "정말 좋은 서비스", "rating": "zzz"}\n{"rating": 3}', "a.jsonl")
    _, _, bad = everything(keyed)
    assert json.loads(bad[0].raw)["comments\ufffd"] == "정말 좋은 서비스"


def test_places_that_cannot_be_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(DataRefused, match=r"not a regular file[\s\S]*save it to a file first"):
        inspect(tmp_path / "pipe.csv", ReadOptions())
    with pytest.raises(DataRefused, match="cannot be read"):
        inspect(tmp_path / ("a" * 300), ReadOptions())
