"""A file under another name: rows that are stored already are told by what they say, and stand once."""

from pathlib import Path

import pytest

from pipeline.records import ReadOptions
from pipeline.run import inspect_files
from pipeline.steps.known_files import StoredBefore, stored_before
from tests.pipeline.support import ask, run, write_csv

HEADER = ["작성일", "평점", "후기"]
OCTOBER = [
    ["2026-10-03", "5", "객실이 조용하고 침대가 푹신했어요"],
    ["2026-10-09", "2", "주차장이 너무 좁아서 차를 긁을 뻔했어요"],
    ["2026-10-11", "4", "조식이 맛있고 종류도 많아요"],
    ["2026-10-20", "3", "좋아요"],
]
NOVEMBER = [
    ["2026-11-02", "1", "체크인하는 데 사십 분이나 기다렸어요"],
    ["2026-11-05", "5", "직원분이 약까지 챙겨 주셔서 고마웠어요"],
    ["2026-11-08", "5", "좋아요"],
]


def sources(folder: Path) -> list[tuple[object, ...]]:
    return ask(folder / "ondo.duckdb", "select source, count(*) from feedback group by source order by source")


@pytest.mark.parametrize("name", ["후기 (1).csv", "후기 - 복사본.csv", "copy of 후기.csv", "후기(최종).csv", "x.csv"])
def test_a_copy_under_another_name_adds_nothing(tmp_path: Path, name: str) -> None:
    run(tmp_path, write_csv(tmp_path / "후기.csv", OCTOBER, HEADER))
    copy = write_csv(tmp_path / name, OCTOBER, HEADER)
    again = run(tmp_path, copy)
    assert (again.new, again.unchanged, again.published) == (0, 4, False)
    assert sources(tmp_path) == [("후기", 4)]


def test_only_what_is_new_in_a_copy_is_added(tmp_path: Path) -> None:
    run(tmp_path, write_csv(tmp_path / "후기.csv", OCTOBER, HEADER))
    longer = write_csv(tmp_path / "후기 (2).csv", [*NOVEMBER, *OCTOBER], HEADER)
    assert (first := run(tmp_path, longer)).new == 3 and first.unchanged == 4
    assert run(tmp_path, longer).unchanged == 7
    assert sources(tmp_path) == [("후기", 7)]


def test_the_file_of_a_year_finds_each_of_its_months(tmp_path: Path) -> None:
    months = {"10월": OCTOBER, "11월": NOVEMBER}
    run(tmp_path, *(write_csv(tmp_path / f"{name}.csv", rows, HEADER) for name, rows in months.items()))
    assert sources(tmp_path) == [("10월", 4), ("11월", 3)]
    december = ["2026-12-01", "4", "바다가 보이는 방이 정말 예뻤어요"]
    year = write_csv(tmp_path / "2026.csv", [*OCTOBER, *NOVEMBER, december], HEADER)
    assert (done := run(tmp_path, year)).new == 1 and done.unchanged == 7


def test_a_copy_in_the_same_run_counts_once(tmp_path: Path) -> None:
    both = (write_csv(tmp_path / name, OCTOBER, HEADER) for name in ("후기.csv", "후기 copy.csv"))
    assert (done := run(tmp_path, *both)).new == 4 and done.repeated == 4


def test_short_words_said_twice_are_no_copy(tmp_path: Path) -> None:
    short = [["2026-10-03", "5", words] for words in ("좋아요", "굿", "최고예요", "만족합니다")]
    run(tmp_path, write_csv(tmp_path / "강남점.csv", short, HEADER))
    assert run(tmp_path, write_csv(tmp_path / "역삼점.csv", short, HEADER)).new == 4


def test_some_equal_rows_are_no_copy(tmp_path: Path) -> None:
    run(tmp_path, write_csv(tmp_path / "강남점.csv", OCTOBER, HEADER))
    other = [[day, rating, f"{text} {number}"] for number, (day, rating, text) in enumerate(OCTOBER)]
    assert run(tmp_path, write_csv(tmp_path / "역삼점.csv", [*OCTOBER[:2], *other, *NOVEMBER], HEADER)).new == 9


def test_who_names_the_source_is_believed(tmp_path: Path) -> None:
    run(tmp_path, write_csv(tmp_path / "후기.csv", OCTOBER, HEADER))
    assert run(tmp_path, write_csv(tmp_path / "둘째.csv", OCTOBER, HEADER), source="둘째").new == 4


def test_the_next_export_that_begins_with_the_last_month_adds_what_is_new(tmp_path: Path) -> None:
    spring = [[f"2026-0{1 + day // 28}-{1 + day % 28:02}", "4", f"방에서 바다가 보였어요 {day}"] for day in range(84)]
    run(
        tmp_path, write_csv(tmp_path / "후기.csv", [*spring, *OCTOBER, ["2026.13.05", "3", "날짜가 틀린 후기"]], HEADER)
    )
    autumn = [[f"2026-11-{day:02}", "3", f"로비에서 오래 기다렸어요 {day}"] for day in range(9, 25)]
    late = ["2026-10-20", "1", "그날 저녁에는 온수가 나오지 않았습니다"]
    longer = write_csv(tmp_path / "11월 다운로드.csv", [*autumn, *NOVEMBER, late, *OCTOBER], HEADER)
    assert (done := run(tmp_path, longer)).new == 20 and done.unchanged == 4


def test_what_a_name_of_ones_own_would_count_twice_is_known_beforehand(tmp_path: Path) -> None:
    run(tmp_path, write_csv(tmp_path / "후기.csv", OCTOBER, HEADER))
    longer = write_csv(tmp_path / "x.csv", [*OCTOBER, *NOVEMBER], HEADER)
    database = tmp_path / "ondo.duckdb"

    def before(source: str) -> StoredBefore:
        return stored_before(database, inspect_files([longer], ReadOptions(source=source))[0])

    assert before("후기") == StoredBefore(7, 4)
    assert before("다른 이름") == StoredBefore(7, 0, None, 4, "후기")
    run(tmp_path, longer, source="다른 이름")
    assert before("후기") == StoredBefore(7, 4, None, 3, "다른 이름")


def with_bookings(rows: list[list[str]], first: int) -> list[list[str]]:
    return [[*row, f"R{first + number}"] for number, row in enumerate(rows)]


def test_booking_numbers_are_ids_where_none_comes_twice(tmp_path: Path) -> None:
    header = [*HEADER, "예약번호"]
    first = write_csv(tmp_path / "10월.csv", with_bookings(OCTOBER, 1), header)
    edited = write_csv(tmp_path / "둘.csv", [["2026-10-20", "3", "고쳐 쓴 후기", "R4"]], header)
    assert run(tmp_path, first).new == 4
    assert run(tmp_path, edited, source="10월").updated == 1
    twice = write_csv(tmp_path / "11월.csv", [[*row, "R1"] for row in NOVEMBER], header)
    assert run(tmp_path, twice).new == 3
    many = [["2026-10-20", "3", f"후기 {number}", f"R{number % 2001}"] for number in range(2002)]
    [found] = inspect_files([write_csv(tmp_path / "많음.csv", many, header)], ReadOptions())
    assert "id" not in found.mapping


@pytest.mark.parametrize("name", ["후기", "11월 다운로드", "다른 이름"])
def test_answers_stored_without_their_booking_numbers_do_not_come_in_again(tmp_path: Path, name: str) -> None:
    run(tmp_path, write_csv(tmp_path / "후기.csv", with_bookings(OCTOBER, 1), [*HEADER, "메모번호"]))
    longer = write_csv(tmp_path / f"{name}.csv", with_bookings([*OCTOBER, *NOVEMBER], 1), [*HEADER, "예약번호"])
    [found] = inspect_files([longer], ReadOptions())
    assert found.mapping["id"] == "예약번호"
    before = stored_before(tmp_path / "ondo.duckdb", found)
    assert (before.answers, before.stored) == (7, 4)
    assert (done := run(tmp_path, longer)).new == 3 and done.unchanged == 4
    assert run(tmp_path, longer).unchanged == 7
