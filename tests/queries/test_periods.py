"""Days, ISO weeks and months, and whether they are over."""

from datetime import date, timedelta

from queries import Filter
from tests.queries.conftest import Rows


def periods(found: list[dict]) -> list[tuple[date, bool]]:
    return [(row["period"], row["is_complete"]) for row in found]


def test_weeks_begin_on_monday_and_the_last_is_not_over_on_friday(rows: Rows) -> None:
    found = periods(rows("tone_by_period", filter=Filter(), grain="week"))
    assert all(week.isoweekday() == 1 for week, _ in found)
    # 31 January is a Saturday, 1 February the Sunday of the same ISO week
    assert date(2026, 1, 26) in dict(found) and found[0][0] == date(2026, 1, 5)
    assert found[-1] == (date(2026, 2, 23), False)
    assert all(is_complete for _, is_complete in found[:-1])


def test_a_day_with_an_answer_is_over(rows: Rows) -> None:
    found = periods(rows("nps_by_period", filter=Filter(), grain="day"))
    assert len(found) == 9 and all(is_complete for _, is_complete in found)


def test_midnight_belongs_to_the_day_it_begins(rows: Rows) -> None:
    last_second = Filter(date_from=date(2026, 1, 31), date_until=date(2026, 2, 1))
    assert [row["answered_at"].day for row in rows("export_list", filter=last_second)] == [31]
    first_second = Filter(date_from=date(2026, 2, 1), date_until=date(2026, 2, 2))
    assert [row["answered_at"].day for row in rows("export_list", filter=first_second)] == [1]


def test_a_month_is_over_with_its_last_day(rows: Rows) -> None:
    until = date(2026, 2, 1)
    assert periods(rows("tone_by_period", filter=Filter(date_until=until), grain="month")) == [(date(2026, 1, 1), True)]
    earlier = Filter(date_until=until - timedelta(days=1))
    assert periods(rows("tone_by_period", filter=earlier, grain="month")) == [(date(2026, 1, 1), False)]


def test_the_last_day_is_that_of_the_whole_selection_not_of_the_group(rows: Rows) -> None:
    found = rows("tone_by_touchpoint_and_period", filter=Filter(date_until=date(2026, 2, 1)), grain="month")
    assert [(row["touchpoint"], row["is_complete"]) for row in found] == [("payment", True), ("delivery", True)]


def test_answers_without_a_date_are_in_no_period_but_in_the_total(open_rows: Rows) -> None:
    assert sum(row["n"] for row in open_rows("nps_by_period", filter=Filter(), grain="month")) == 9
    assert open_rows("nps", filter=Filter())[0]["n"] == 10


def test_a_period_is_over_whatever_is_selected_of_it(rows: Rows) -> None:
    whole = dict(periods(rows("tone_by_period", filter=Filter(), grain="week")))
    for touchpoint in ("payment", "delivery"):
        part = periods(rows("tone_by_period", filter=Filter(touchpoints=(touchpoint,)), grain="week"))
        assert part and all(is_complete == whole[week] for week, is_complete in part)
