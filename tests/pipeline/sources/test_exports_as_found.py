"""Exports as people have them: several questions, personal columns, dates, ratings and scores in every spelling."""

import gzip
import io
import json
import os
import sys
import zipfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pipeline.errors import DataRefused
from pipeline.sources.cells.date_order import date_order
from pipeline.sources.cells.dates import DateReader
from pipeline.sources.cells.parse import as_comment, as_nps, as_rating
from pipeline.sources.containers import unpacked
from pipeline.sources.source_kind import CellFault
from tests.pipeline.sources.tables import TODAY, book, everything, sheets, table, written

SEOUL = ZoneInfo("Asia/Seoul")
NOON = datetime(2026, 5, 10, 12)


def codes(inspection: object) -> set[str]:
    return {note.code for note in inspection.notes}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026/05/07 5:34:13 오후 GMT+9", "2026-05-07 17:34:13"),
        ("2026/05/08 12:01:02 오전 GMT+9", "2026-05-08 00:01:02"),
        ("24.4.5.금", "2024-04-05 00:00:00"),
        ("31-Jul-18", "2018-07-31 00:00:00"),
        ("2026.05", "2026-05-01 00:00:00"),
        ('="2026-05-03"', "2026-05-03 00:00:00"),
        ("2026-05-03 24:00", "2026-05-04 00:00:00"),
        ("2026-05-03 10:00 PST", "2026-05-04 03:00:00"),
        ("Sun May 03 2026 16:12:30 GMT+0900 (Korean Standard Time)", "2026-05-03 16:12:30"),
        ("Sun May 03 16:12:30 KST 2026", "2026-05-03 16:12:30"),
        ("Reviewed in Canada on March 12, 2026", "2026-03-12 00:00:00"),
        ("Stayed 2 nights in November 2025", "2025-11-01 00:00:00"),
        ("어제", "2026-05-09 00:00:00"),
        ("3일 전", "2026-05-07 00:00:00"),
        ("수정일: 6개월 전", "2025-11-10 00:00:00"),
        ("a month ago", "2026-04-10 00:00:00"),
        ("Edited 2 weeks ago", "2026-04-26 00:00:00"),
        ("an hour ago", "2026-05-10 11:00:00"),
    ],
)
def test_dates(text: str, moment: str) -> None:
    assert str(DateReader(SEOUL, TODAY, now=NOON).read(text)) == moment


@pytest.mark.parametrize("text", ["3일", "2026.13", "May", "12:30", "전", "99999년 전"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(CellFault):
        DateReader(SEOUL, TODAY, now=NOON).read(text)


def test_a_single_digit_is_no_year() -> None:
    assert date_order(["5/1/26", "5/2/26"]).order == "mdy"
    assert date_order(["05/03/26", "05/13/26"]).order == "mdy"


@pytest.mark.parametrize(
    ("cell", "rating"),
    [
        ("별점 5점", (5, None)), ("별표 3개", (3, None)), ("5점(매우 만족)", (5, None)), ("2점(불만족)", (2, None)),
        ("Rated 4 out of 5", (4, 5)), ("FIVE", (5, 5)), ("★ 4.5", (4.5, None)), ("80%", (80, 100)),
        ("10점 중 8점", (8, 10)), ("5점 만점에 4점", (4, 5)), ("만족(4)", (4, 5)), ("5. Very satisfied", (5, 5)),
        ("Very dissatisfied", (1, 5)), ('="4"', (4, None)),
    ],
)  # fmt: skip
def test_ratings(cell: str, rating: tuple[float, int | None]) -> None:
    assert as_rating(cell) == rating


@pytest.mark.parametrize(
    ("cell", "score"),
    [("9 - Very likely", 9), ("Extremely likely - 10", 10), ("0 = Not likely at all", 0), ("9/10", 9), ("10점 중 8점", 8),
     ("10점 (매우 추천)", 10), ("Not at all likely", 0), ("Very likely (9)", 9)],
)  # fmt: skip
def test_recommend_scores(cell: str, score: int) -> None:
    assert as_nps(cell) == score


@pytest.mark.parametrize("text", ["없음", "특별히 없어요", "해당사항 없음", "N/A", "nothing", "No Negative", "."])
def test_nothing_said_is_no_comment(text: str) -> None:
    assert as_comment(text) is None


@pytest.mark.parametrize("text", ["불편한 점 없음", "재고 없음", "Nothing works", "No"])
def test_a_short_comment_stays(text: str) -> None:
    assert as_comment(text) == text


def test_every_open_question_is_read(tmp_path: Path) -> None:
    rows = [["제출 일시", "1. 만족하셨나요?", "2. 가장 좋았던 점은?", "3. 불편했던 점은?", "4. 기타 의견"],
            ["2026-05-03 10:00", "5", "친절했습니다 정말", "주차가 어려워요", ""],
            ["2026-05-04 10:00", "2", "역에서 가까워요", "한 시간 기다림", "기계를 늘려 주세요"]]  # fmt: skip
    inspection, good, bad = everything(table(tmp_path, rows))
    best, worst, other = "가장 좋았던 점은?", "불편했던 점은?", "기타 의견"
    assert [row.comments for row in good] == [
        ((best, "친절했습니다 정말"), (worst, "주차가 어려워요")),
        ((best, "역에서 가까워요"), (worst, "한 시간 기다림"), (other, "기계를 늘려 주세요")),
    ]
    assert [row.rating for row in good] == [5.0, 2.0] and not bad
    assert "comment_for_each_question" in codes(inspection)


def test_the_reason_of_a_score_is_text(tmp_path: Path) -> None:
    rows = [["1. 저희를 추천하시겠습니까?", "2. 추천 점수의 이유를 적어 주세요.", "NPS Comment"], ["8", "친절해요 늘", "또 올게요 꼭"],
            ["1", "취소됐어요 두 번", ""]]  # fmt: skip
    good = everything(table(tmp_path, rows))[1]
    assert [(row.nps, row.text) for row in good] == [(8, "친절해요 늘\n또 올게요 꼭"), (1, "취소됐어요 두 번")]


def test_a_comment_outlives_every_optional_cell(tmp_path: Path) -> None:
    rows = [["date", "rating", "nps", "comment"], *[["2026-05-03", "5", "9", f"Fine number {n}"] for n in range(9)],
            ["soon", "many", "eleven", "Kept all the same"]]  # fmt: skip
    inspection, good, bad = everything(table(tmp_path, rows))
    last = good[-1]
    assert (
        not bad and last.text == "Kept all the same" and (last.answered_at, last.rating, last.nps) == (None, None, None)
    )
    assert [note.arguments["field"] for note in inspection.notes if note.code == "cells_not_read"] == [
        "date",
        "rating",
        "nps",
    ]


def test_a_column_of_which_little_is_read_is_kept_out_aloud(tmp_path: Path) -> None:
    rows = [["rating", "comment"], *[["so so", f"Fine number {n}"] for n in range(5)], ["4", "Fine again"]]
    inspection, good, _ = everything(table(tmp_path, rows))
    assert "rating" not in inspection.mapping and len(good) == 6
    note = next(note for note in inspection.notes if note.code == "column_not_read")
    assert "--map COLUMN=rating" in note.found


@pytest.mark.parametrize(
    "name",
    [
        "성함을 적어주세요",
        "Guest Name",
        "고객명",
        "reviewer.displayName",
        "닉네임",
        "What should we call you?",
        "연락처(선택)",
    ],
)
def test_personal_columns_are_no_text_and_their_values_are_masked(tmp_path: Path, name: str) -> None:
    rows = [["date", name, "comment"], ["2026-05-03", "가나다", "가나다입니다. 물건이 안 왔어요"],
            ["2026-05-04", "Testina Placeholder", "Testina here, twice charged"]]  # fmt: skip
    inspection, good, _ = everything(table(tmp_path, rows))
    assert inspection.mapping == {"date": "date", "text": "comment"}
    assert [row.text for row in good] == ["[name]입니다. 물건이 안 왔어요", "[name] here, twice charged"]


@pytest.mark.parametrize(
    "name", ["total_star", "총점", "Rating (1-5)", "Reviewer_Score", "Total", "전반적으로 얼마나 만족하십니까?"]
)
def test_names_of_ratings(tmp_path: Path, name: str) -> None:
    rows = [
        ["date", name, "Taste", "review"],
        ["2026-05-03", "5", "3", "Great place"],
        ["2026-05-04", "1", "3", "Awful place"],
    ]
    assert [row.rating for row in everything(table(tmp_path, rows))[1]] == [5.0, 1.0]


@pytest.mark.parametrize("name", ["firm", "place_id", "가게명", "호텔", "Company"])
def test_names_of_products(tmp_path: Path, name: str) -> None:
    rows = [["date", "review", "rating", name], ["2026-05-03", "Nice and quick", "5", "A1"]]
    assert everything(table(tmp_path, rows))[1][0].product == "A1"


def test_ratings_stay_on_their_own_scale(tmp_path: Path) -> None:
    seven = [["satisfaction", "comment"], *[[str(1 + n % 7), f"Visit {n} was fine"] for n in range(21)]]
    inspection, good, _ = everything(table(tmp_path, seven))
    assert inspection.rating_max == 7 and [good[0].rating, good[6].rating] == [1.0, 7.0] and good[0].rating_max == 7
    assert "rating_on_scale" in codes(inspection)
    hundred = [["Satisfaction (0-100)", "comment"], ["80", "Good food"], ["35", "Cold soup"]]
    assert [(row.rating, row.rating_max) for row in everything(table(tmp_path, hundred))[1]] == [(80, 100), (35, 100)]


@pytest.mark.parametrize(
    ("name", "cells", "top", "numbers"),
    [
        ("만족도 (1~7점)", ["7", "2"], 7, [7, 2]),
        ("rating (out of 20)", ["18", "5"], 20, [18, 5]),
        ("점수(5점)", ["5", "1"], 5, [5, 1]),
        ("만족도(%)", ["90%", "20%"], 100, [90, 20]),
        ("Score", ["88", "35"], 100, [88, 35]),
        ("Rating (1-5)", ["5", "1"], 5, [5, 1]),
        ("평점", ["10점 중 9점", "10점 중 3점"], 10, [9, 3]),
    ],
)
def test_tops_of_scales(tmp_path: Path, name: str, cells: list[str], top: int, numbers: list[float]) -> None:
    rows = [[name, "의견"], *([cell, f"의견 {cell} 이에요"] for cell in cells)]
    inspection, good, bad = everything(table(tmp_path, rows))
    assert (inspection.rating_max, [row.rating for row in good], bad) == (top, numbers, [])


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("추천하시겠어요?", ["매우 그렇다", "전혀 그렇지 않다", "보통이다"]),
        ("평가", ["좋아요", "별로예요", "보통이에요"]),
    ],
)
def test_a_score_of_which_words_are_unknown_is_not_read_at_all(tmp_path: Path, name: str, cells: list[str]) -> None:
    rows = [[name, "의견"], *([cell, f"의견 {n} 이에요"] for n, cell in enumerate(cells))]
    inspection, good, _ = everything(table(tmp_path, rows))
    assert {(row.rating, row.nps) for row in good} == {(None, None)} and "column_not_read" in codes(inspection)


def test_ratings_of_parts_alone_are_named_and_not_read(tmp_path: Path) -> None:
    rows = [["시설 만족도", "직원 만족도", "의견"], ["5", "4", "깨끗하고 친절해요"], ["2", "1", "불친절해요 정말"]]
    inspection, good, _ = everything(table(tmp_path, rows))
    assert "rating" not in inspection.mapping and [row.rating for row in good] == [None, None]
    assert "scores_not_read" in codes(inspection)


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("Was läuft gut?", ["Alles sehr freundlich und schnell", "Die Parkplätze sind zu eng"]),
        ("¿Qué podemos mejorar?", ["El tiempo de espera es largo", "Nada que decir por ahora"]),
        ("良かった点を教えてください", ["スタッフの方がとても親切でした", "駅から近くて便利でした"]),
        ("Anything you want to add?", ["Signs are hard to read", "I will come again soon"]),
    ],
)
def test_questions_in_any_words_are_text(tmp_path: Path, question: str, answers: list[str]) -> None:
    rows = [["rating", "의견", question], *(["5", f"의견 {n} 이에요", answer] for n, answer in enumerate(answers))]
    _, good, _ = everything(table(tmp_path, rows))
    assert [row.comments[1] for row in good] == [(question, answer) for answer in answers]


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (["상동", "배송이 빨랐어요"], "perhaps_pointers"),
        (["We are looking for a cook", "You will prepare soup"], "perhaps_job_adverts"),
        (["고객 요청으로 초기화 후 종결", "환불 규정 안내하고 종료함"], "perhaps_staff_notes"),
    ],
)
def test_texts_that_are_perhaps_no_comments_are_doubted(tmp_path: Path, texts: list[str], code: str) -> None:
    inspection, good, _ = everything(table(tmp_path, [["rating", "review"], *(["5", text] for text in texts)]))
    assert code in codes(inspection) and [row.text for row in good] == texts


def test_sheets_with_the_same_columns_in_any_order_are_one_table(tmp_path: Path) -> None:
    january = ("1월", [["별점", "리뷰"], [5, "또 살게요"]], False)
    february = ("2월", [["리뷰", "별점", "매장"], ["달라요", 2, "가나"]], False)
    _, good, bad = everything(sheets(tmp_path / "a.xlsx", january, february))
    assert sorted((row.rating, row.text, row.product) for row in good) == [
        (2, "달라요", "가나"),
        (5, "또 살게요", None),
    ]
    assert not bad


def test_codes_above_the_questions_are_no_header(tmp_path: Path) -> None:
    rows = [["Q1", "Q2"], ["How satisfied were you?", "What should we improve?"], ["5", "The queue at the till"]]
    inspection, good, _ = everything(table(tmp_path, rows))
    assert inspection.mapping == {"rating": rows[1][0], "text": rows[1][1]} and good[0].rating == 5


def test_totals_do_not_stretch_the_scale(tmp_path: Path) -> None:
    rows = [
        ["지점", "일자", "별점", "의견"],
        ["강남", "2026-05-03", "5", "정말 좋아요"],
        ["강남 소계", "", "6", ""],
        ["총 평균", "", "3", ""],
    ]
    inspection, good, bad = everything(table(tmp_path, rows))
    assert inspection.rating_max == 5 and len(good) == 1
    assert {row.reason.code for row in bad} == {"totals_row"} and "cells_not_read" not in codes(inspection)


def test_the_overall_rating_of_a_matrix(tmp_path: Path) -> None:
    rows = [["얼마나 만족하십니까? [가격]", "얼마나 만족하십니까? [전반]", "기타 의견"], ["1", "4", "배송비가 비싸요"]]
    inspection, good, _ = everything(table(tmp_path, rows))
    assert good[0].rating == 4.0 and "scores_not_read" in codes(inspection)


def test_a_score_to_ten_may_be_a_recommend_score(tmp_path: Path) -> None:
    rows = [["Score", "Comment"], ["10", "Fast and friendly"], ["0", "Parcel was lost"]]
    assert "perhaps_recommend_score" in codes(everything(table(tmp_path, rows))[0])


def test_totals_under_the_table_are_no_answers(tmp_path: Path) -> None:
    rows = [["응답일시", "만족도", "의견"], ["2026-05-03", "5", "친절했어요"], ["합계", "5", ""], ["평균", "5", ""]]
    _, good, bad = everything(table(tmp_path, rows))
    assert len(good) == 1 and {row.reason.code for row in bad} == {"totals_row"}


@pytest.mark.parametrize(
    "row",
    [
        ["합계", "", "6.5", "총 120건"],
        ["평균", "", "4.2", "4.2점"],
        ["Grand total", "", "", "120 reviews"],
        ["", "", "6.5", "총 1,120건"],
        ["", "", "합계", "120"],
        ["", "", "4.5", "Total"],
        ["", "", "", "합계: 120건"],
        ["Average", "", "3.9", "n = 120"],
        ["", "", "", "Average 4.2"],
    ],
)
def test_a_line_of_totals_with_words_is_no_answer(tmp_path: Path, row: list[str]) -> None:
    rows = [["No.", "작성일", "평점(10점)", "후기"], ["1", "2026-05-03", "8", "친절했어요"], [], row]
    inspection, good, bad = everything(table(tmp_path, rows))
    assert len(good) == 1 and [one.reason.code for one in bad] == ["totals_row"]
    assert bad[0].row == 4 and "cells_not_read" not in codes(inspection)


@pytest.mark.parametrize(
    "row",
    [
        ["2", "2026-05-04", "3", "평균"],
        ["2", "", "3", "평균"],
        ["2", "", "1", "합계가 안 맞아요"],
        ["2", "", "1", "총 3번이나 전화했어요"],
        ["2", "", "2", "Total waste of money"],
        ["2", "2026-05-04", "5", "Total"],
        ["2", "", "2", "Average"],
        ["2", "", "5", "10점 만점에 10점"],
    ],
)
def test_a_comment_about_totals_is_one(tmp_path: Path, row: list[str]) -> None:
    rows = [["No.", "작성일", "평점", "후기"], ["1", "2026-05-03", "5", "친절했어요"], row]
    assert len(everything(table(tmp_path, rows))[1]) == 2


def test_time_of_day_in_a_column_of_its_own(tmp_path: Path) -> None:
    rows = [["작성일자", "작성시간", "리뷰"], ["2026-05-03", "16:12:30", "또 살게요"]]
    assert str(everything(table(tmp_path, rows))[1][0].answered_at) == "2026-05-03 16:12:30"


def test_a_zone_in_the_name_of_the_column(tmp_path: Path) -> None:
    rows = [
        ["Start Date (UTC)", "Submit Date (UTC)", "Comment"],
        ["2026-05-03 20:10", "2026-05-03 20:12", "Lovely staff"],
    ]
    assert str(everything(table(tmp_path, rows))[1][0].answered_at) == "2026-05-04 05:12:00"


def test_a_whole_sentence_of_consent(tmp_path: Path) -> None:
    words = {"네, 위 내용을 읽었으며 동의합니다.": True, "네, 읽었으나 동의하지 않습니다.": None, "Yes, I have read it and agree.": True,
             "Yes, but I do not agree": None,
             "안내문을 확인하였으며 수집 및 이용에 동의함": True, "I have read the notice and I agree.": True}  # fmt: skip
    for sentence, given in words.items():
        rows = [["개인정보 수집에 동의하십니까?", "의견"], [sentence, "빨라요 좋아요"]]
        _, good, bad = everything(table(tmp_path, rows))
        assert ([row.consent_analyse for row in good] == [True]) if given else len(bad) == 1


def test_staff_words_are_not_the_customers(tmp_path: Path) -> None:
    rows = [["Date", "CSAT", "Agent Notes"], ["2026-05-03", "5", "Customer called about an invoice"]]
    _inspection, good, _ = everything(table(tmp_path, rows))
    assert good[0].text is None and good[0].rating == 5.0


def test_two_header_rows(tmp_path: Path) -> None:
    rows: list[list[object]] = [["조사 결과", "", "", ""], ["기본정보", "", "만족도", "의견"], ["번호", "응답일", "전반", "자유의견"],
                                [1, "2026-05-03", 4, "포장이 꼼꼼했어요"]]  # fmt: skip
    inspection, good, _ = everything(book(tmp_path, rows))
    assert [(row.rating, row.text) for row in good] == [(4.0, "포장이 꼼꼼했어요")] and "headers_joined" in codes(
        inspection
    )


def test_no_header_row(tmp_path: Path) -> None:
    rows = [["가나식당", "국물이 진하고 시원해요", "방문일"], ["가나식당", "자리가 좁아서 불편했어요", "방문일"]]
    inspection, good, _ = everything(table(tmp_path, rows))
    assert [row.text for row in good] == [rows[0][1], rows[1][1]] and "no_header_row" in codes(inspection)


JSON_FILES = {
    "by column": {"Review": {"0": "국물이 진해요", "1": "너무 짜요"}, "Total": {"0": 5, "1": 2}},
    "split": {"columns": ["Review", "Total"], "index": [0, 1], "data": [["국물이 진해요", 5], ["너무 짜요", 2]]},
    "in places": [{"place": "가", "reviews": [{"text": "국물이 진해요", "rating": 5}, {"text": "너무 짜요", "rating": 2}]}],
    "feed": {"feed": {"entry": [{"im:rating": {"label": "5"}, "content": {"label": "국물이 진해요", "attributes": {"type": "text"}}},
                                {"im:rating": {"label": "2"}, "content": {"label": "너무 짜요"}}]}},
}  # fmt: skip


@pytest.mark.parametrize("shape", JSON_FILES)
def test_shapes_of_json(tmp_path: Path, shape: str) -> None:
    path = written(tmp_path, json.dumps(JSON_FILES[shape]), "a.json")
    assert [(row.rating, row.text) for row in everything(path)[1]] == [(5.0, "국물이 진해요"), (2.0, "너무 짜요")]


TABLE = "작성일,별점,리뷰\n2026-05-03,5,또 살게요\n"


@pytest.mark.parametrize(
    "content",
    [
        '<meta charset="utf-8"><table><tr><td>작성일</td><td>별점</td><td>리뷰</td></tr>'
        "<tr><td>2026-05-03</td><td>5</td><td>또 살게요</td></tr></table>",
        TABLE.replace(",", "\t"),
        TABLE.replace(",", "\t").encode("utf-16"),
        TABLE.replace(",", "\t").encode("cp949"),
    ],
)
def test_what_is_named_a_workbook(tmp_path: Path, content: str | bytes) -> None:
    _, good, _ = everything(written(tmp_path, content, "리뷰.xls"))
    assert [(row.rating, row.text) for row in good] == [(5.0, "또 살게요")]


def test_western_letters(tmp_path: Path) -> None:
    path = written(tmp_path, "rating,review\n5,It’s a café\n", encoding="cp1252")
    inspection, good, _ = everything(path)
    assert inspection.encoding == "cp1252" and good[0].text == "It’s a café"


def test_one_damaged_line(tmp_path: Path) -> None:
    path = written(tmp_path, TABLE.encode() + b"2026-05-04,4,\xec\xa2\n" + "2026-05-05,1,환불해 주세요\n".encode())
    _, good, bad = everything(path)
    assert [row.row for row in good] == [2, 4] and [row.reason.code for row in bad] == ["damaged_letters"]


def test_folders_patterns_and_archives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    written(folder, TABLE, "a.csv")
    (folder / "b.csv.gz").write_bytes(gzip.compress(TABLE.encode()))
    with zipfile.ZipFile(folder / "c.zip", "w") as archive:
        archive.writestr("x/../../d.csv", TABLE)
        archive.writestr("__MACOSX/._d.csv", "no table")
        archive.writestr("readme.md", "no table")
    with unpacked([folder]) as tables:
        assert [path.name for path in tables] == ["a.csv", "b.csv", "d.csv"]
        assert all(everything(path)[1][0].text == "또 살게요" for path in tables)
    assert not tables[2].exists() and tables[0].exists()
    with unpacked([folder / "*.csv"]) as tables:
        assert [path.name for path in tables] == ["a.csv"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TABLE.encode())))
    with unpacked([Path("-")]) as tables:
        assert everything(tables[0])[1][0].rating == 5.0


@pytest.mark.parametrize(
    ("named", "code"),
    [("https://example.com/a.csv", "web_address"), ("no*.csv", "no_such_file"), (".", "folder_without_tables")],
)
def test_what_cannot_be_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, code: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DataRefused) as refused, unpacked([Path(named)]):
        pass
    assert refused.value.reason is not None and refused.value.reason.code == code


def test_dates_are_reckoned_from_the_file(tmp_path: Path) -> None:
    path = table(tmp_path, [["리뷰", "작성일"], ["바삭하고 맛있어요", "3일 전"]])
    os.utime(path, (NOON.replace(tzinfo=SEOUL).timestamp(),) * 2)
    inspection, good, _ = everything(path)
    assert str(good[0].answered_at) == "2026-05-07 00:00:00" and "dates_reckoned" in codes(inspection)
