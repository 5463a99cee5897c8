"""Periods by name, what they are compared with, and how both are said."""

from datetime import date

import pytest

import queries
from views.words import presets
from views.words.korean_particles import company, thing, topic
from views.words.period_names import comparison, period_name
from views.words.strings import words_in

KO, EN = words_in("ko"), words_in("en")
LAST = date(2026, 9, 20)


@pytest.mark.parametrize(
    ("preset", "first", "last", "former"),
    [
        ("last_quarter", date(2026, 4, 1), date(2026, 6, 30), (date(2026, 1, 1), date(2026, 3, 31))),
        ("this_quarter", date(2026, 7, 1), LAST, (date(2026, 4, 1), date(2026, 6, 30))),
        ("this_month", date(2026, 9, 1), LAST, (date(2026, 8, 1), date(2026, 8, 31))),
        ("this_year", date(2026, 1, 1), LAST, (date(2025, 1, 1), date(2025, 12, 31))),
        ("last_90", date(2026, 6, 23), LAST, (date(2026, 3, 25), date(2026, 6, 22))),
    ],
)
def test_a_period_is_compared_with_the_one_before(
    preset: str, first: date, last: date, former: tuple[date, date]
) -> None:
    assert presets.days(preset, LAST) == (first, last)
    assert presets.compared_days(first, last, preset, presets.BEFORE) == former
    assert presets.compared_days(first, last, preset, presets.NONE) is None


def test_own_days_that_are_whole_months_are_compared_with_whole_months() -> None:
    february = date(2026, 2, 1), date(2026, 2, 28)
    assert presets.compared_days(*february, "free", presets.BEFORE) == (date(2026, 1, 1), date(2026, 1, 31))
    assert presets.compared_days(date(2028, 2, 29), date(2028, 3, 5), "free", presets.YEAR) == (
        date(2027, 2, 28),
        date(2027, 3, 5),
    )


def test_periods_are_said_short_and_with_the_year_where_it_is_not_plain() -> None:
    assert period_name(KO, date(2026, 9, 1), LAST, "this_month") == "2026년 9월"
    assert period_name(KO, date(2026, 4, 1), date(2026, 6, 30), "free") == "2026년 2분기"
    assert period_name(KO, date(2026, 4, 1), date(2026, 8, 31), "free") == "2026년 4월–8월"
    assert period_name(EN, date(2026, 1, 1), date(2026, 12, 31), "free") == "2026"
    assert period_name(KO, date(2026, 9, 3), LAST, "free") == "2026년 9월 3일–9월 20일"
    assert period_name(EN, date(2026, 9, 3), LAST, "free") == "3 Sep–20 Sep 2026"
    assert period_name(KO, date(2025, 12, 3), LAST, "free") == "2025년 12월 3일–2026년 9월 20일"
    assert period_name(KO, LAST, LAST, "free") == "2026년 9월 20일"
    assert (period_name(KO, LAST, None, "free"), period_name(KO, None, LAST, "free")) == (
        "2026년 9월 20일부터",
        "2026년 9월 20일까지",
    )
    assert period_name(KO, None, None, "all") == "전체 기간"
    chosen = queries.Filter(date_from=date(2026, 1, 1), date_until=date(2026, 2, 1))
    found = comparison(KO, chosen, "free", "before", date(2025, 1, 1), LAST)
    assert (found.name, found.former_name) == ("2026년 1월", "2025년 12월")
    assert found.former == queries.Filter(date_from=date(2025, 12, 1), date_until=date(2026, 1, 1))
    assert comparison(KO, chosen, "free", "before", date(2026, 1, 1), LAST).former is None, "no answers from then"
    one_day = queries.Filter(date_from=LAST, date_until=date(2026, 9, 21))
    assert comparison(KO, one_day, "free", "before", date(2025, 1, 1), LAST).former_name == "그 전날"


def test_particles_follow_the_sound_before_them() -> None:
    assert [company("8월"), company("2분기"), thing("배송"), thing("결제"), topic("불안"), topic("분노")] == [
        "8월과", "2분기와", "배송을", "결제를", "불안은", "분노는"
    ]  # fmt: skip
