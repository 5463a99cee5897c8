"""What a cell is read as: texts, ratings, scores, dates, ids, audiences; and what is said where it cannot be."""

import json
import os
from datetime import datetime
from pathlib import Path

import pytest

from pipeline.errors import WrongUsage
from pipeline.records import ReadOptions
from pipeline.sources import inspect
from tests.pipeline.sources.tables import NAVER, everything, table, written


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
     ("５", 5.0), ("별 5개", 5.0), ("", None), ("-", None), ("N/A", None)],
)  # fmt: skip
def test_ratings(tmp_path: Path, cell: str, wanted: float | None) -> None:
    inspection, good, _ = everything(table(tmp_path, [["별점", "내용"], [cell, "내용이에요"], ["3", "둘"]]))
    assert inspection.rating_max == 5
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
     (["9", "11"], None, 3, "with --rating-max"),
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
    with pytest.raises(WrongUsage, match="use a number from 2 to 100"):
        inspect(written(tmp_path, NAVER), ReadOptions(rating_max=101))


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
    path = table(tmp_path, [["date", "text"], *([cell, "말"] for cell in cells)])
    os.utime(path, (datetime(2026, 9, 16).timestamp(),) * 2)
    inspection, good, bad = everything(path)
    dates = [row.answered_at for row in good]
    assert not bad and dates[:5] == [datetime(2026, 9, 16), datetime(2025, 12, 31), None, None, None]
    assert dates[5] is not None and dates[6:] == [None, None]
    assert [note.code for note in inspection.notes] == ["cells_not_read", "dates_reckoned"]
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


def test_damaged_ids_are_left_out(tmp_path: Path) -> None:
    inspection, good, bad = everything(table(tmp_path, [["id", "text"], ["5.5E+08", "말"], ["007", "말"]]))
    assert [row.id for row in good] == [None, "007"] and not bad
    assert any("5.5E+08" in note.found for note in inspection.notes)


def test_kept_out_columns_and_customers_stay_out_of_rejected_rows(tmp_path: Path) -> None:
    rows = [["고객번호", "이름", "text", "audience"], ["C77", "홍길동", "말", "누구"], ["C78", "홍길순", "말", "고객"]]
    _, _, bad = everything(table(tmp_path, rows))
    assert json.loads(bad[0].raw) == {"고객번호": "[customer]", "text": "말", "audience": "누구"}


def test_numbers_and_times_beyond_all_bounds(tmp_path: Path) -> None:
    huge = "1" + "0" * 400
    cells = (f'"rating": {huge}', f'"date": {huge}', f'"date": "{huge}"')
    lines = [f'{{"text": "말", {cell}}}' for cell in cells]
    lines += [f'{{"text": "말", "date": "{day}"}}' for day in ("9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00")]
    lines += ['{"text": "말", "rating": 4, "date": "2026-01-01"}']
    _, good, bad = everything(written(tmp_path, "\n".join(lines), "a.jsonl"))
    assert [row.row for row in good] == [1, 2, 3, 4, 5, 6] and not bad
    assert all((row.rating, row.answered_at) == (None, None) for row in good[:5])
