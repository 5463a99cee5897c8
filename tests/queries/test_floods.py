"""Floods of one text, and stray late dates: found, said, and counted once."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.text import words_hash
from queries import Filter, FilterRefused, Warehouse, open_warehouse
from tests import sample_databases

BOT = "정말 좋은 가게 추천 합니다"
ONCE = Filter(repeats=("once",))


def said(text: str, n: int, month: int, tone: float = -0.5, **fields: Any) -> list[sample_databases.Answer]:
    """Comments of a month, each dated a minute after the other; ``{}`` in the text is a word of its own."""
    return [
        sample_databases.Answer(
            f"2026-{month:02}-05 {number // 60:02}:{number % 60:02}", text.format("가" * (number + 1)), tone, **fields
        )
        for number in range(n)
    ]


def warehouse_of(folder: Path, *parts: list[sample_databases.Answer]) -> Warehouse:
    answers = [answer for part in parts for answer in part]
    return open_warehouse(sample_databases.build_database(folder / "f.duckdb", answers))


def found(warehouse: Warehouse, filter: Filter | None = None) -> tuple[int, ...]:
    [row] = warehouse.run("flood_count", filter=filter or Filter()).to_pylist()
    return tuple(row[name] for name in ("n", "texts", "same", "once"))


def test_words_count_and_neither_case_nor_punctuation_nor_signs() -> None:
    assert words_hash("Great app, 5 stars! Love it") == words_hash("great APP 5 stars — love   it :) ❤")
    assert words_hash("Great app 5 stars love it") != words_hash("great app 4 stars love it")
    assert words_hash("너무 너무 좋아요!! ^^") is None and words_hash(None) is None


def test_a_flood_is_found_and_counts_once_a_month(tmp_path: Path) -> None:
    # 60 of their own and 40 of a bot in January, two of the bot and 98 of their own in February: 21 % of all
    own, bot = "결제가 {} 늦고 답답 했어요", BOT + "!"
    warehouse = warehouse_of(
        tmp_path,
        said(own, 60, 1),
        said(bot, 40, 1, 0.9),
        said("배송이 {} 느리고 답답 했어요", 98, 2),
        said(BOT, 2, 2, 0.9),
    )
    assert found(warehouse) == (200, 1, 42, 160)
    [whole], [once] = (warehouse.run("tone", filter=filter).to_pylist() for filter in (Filter(), ONCE))
    assert (whole["n"], once["n"]) == (200, 160)
    assert once["high"] - once["low"] > 0 and once["tone"] == pytest.approx((158 * -0.5 + 2 * 0.9) / 160)
    assert found(warehouse, ONCE) == (160, 1, 2, 160)


@pytest.mark.parametrize(("same", "others", "is_flood"), [(30, 10, False), (31, 900, True), (31, 1100, False)])
def test_more_than_thirty_and_more_than_three_in_a_hundred(
    tmp_path: Path, same: int, others: int, is_flood: bool
) -> None:
    texts = said("결제가 {} 늦고 답답 했어요", others, 1)
    assert (found(warehouse_of(tmp_path, texts, said(BOT, same, 1)))[2] > 0) == is_flood


def test_employees_and_those_who_may_not_read_are_not_told_apart_by_what_they_say(tmp_path: Path) -> None:
    answers = [*said(BOT, 40, 1, audience="employee"), *said(BOT, 40, 2)]
    path = sample_databases.build_database(tmp_path / "f.duckdb", answers)
    staff = Filter(audience="employee", repeats=("once",))
    assert open_warehouse(path).run("tone", filter=staff).to_pylist()[0]["n"] == 40
    with pytest.raises(FilterRefused):
        open_warehouse(path, reads_comments=False).run("tone", filter=ONCE)


def dated(days: list[str]) -> list[sample_databases.Answer]:
    return [sample_databases.Answer(day, "글", 0.1) for day in days]


@pytest.mark.parametrize(
    ("stray", "last", "beyond"),
    [
        ([], date(2026, 3, 10), 0),
        (["2062-01-01"], date(2026, 3, 10), 1),
        (["2026-05-01", "2027-05-01", "2062-01-01"], date(2026, 3, 10), 3),
        (["2026-04-01"], date(2026, 4, 1), 0),
        ([f"2027-01-{day:02}" for day in range(1, 9)], date(2027, 1, 8), 0),
    ],
)
def test_stray_late_dates_move_no_last_day(tmp_path: Path, stray: list[str], last: date, beyond: int) -> None:
    """A gap of up to four weeks, and more answers after it than are hidden, are no strays."""
    usual = [f"2026-{month:02}-{day:02}" for month in (1, 2, 3) for day in range(1, 11) for _ in range(3)]
    [row] = warehouse_of(tmp_path, dated([*usual, *stray])).run("date_range").to_pylist()
    assert (row["first_day"], row["last_day"], row["beyond"], row["n"]) == (
        date(2026, 1, 1), last, beyond, 90 + len(stray),
    )  # fmt: skip
