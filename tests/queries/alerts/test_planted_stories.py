"""The sample data's two crises fire and close, with dates dealt out anew it stays quiet; their topics come first."""

import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from queries import Filter, open_warehouse
from queries.alerts.alerts import Alert, Watched, watch
from views.charts.topics import TopicSource, find_topics, whole_of


def watched(path: Path) -> Watched:
    return watch(open_warehouse(path).run("weekly_sum_list", filter=Filter()).to_pylist(), 30)


@pytest.fixture(scope="module")
def found(sample_file: Path) -> tuple[Alert, ...]:
    return watched(sample_file).alerts


@pytest.mark.parametrize(
    ("name", "begins", "latest", "ends"),
    [
        ("all:anxiety", date(2026, 3, 9), date(2026, 4, 6), date(2026, 6, 8)),
        ("all:tone", date(2026, 3, 9), date(2026, 4, 6), date(2026, 6, 8)),
        ("delivery:anger", date(2026, 7, 6), date(2026, 8, 3), date(2026, 9, 7)),
        ("delivery:tone", date(2026, 7, 6), date(2026, 8, 3), date(2026, 9, 7)),
    ],
)
def test_the_crises_fire_and_close(found: tuple[Alert, ...], name: str, begins: date, latest: date, ends: date) -> None:
    [alert] = [one for one in found if one.name == name and begins <= one.fired <= latest]
    assert alert.now.n >= 30
    assert alert.closed is not None and alert.until < alert.closed <= ends


def test_it_is_quiet_where_dates_say_nothing(sample_file: Path, tmp_path: Path) -> None:
    alarms, weeks = 0, 0
    for number in range(3):
        path = tmp_path / f"dealt-{number}.duckdb"
        shutil.copy(sample_file, path)
        with duckdb.connect(str(path)) as connection:
            numbered = "row_number() over (order by {}) as k from feedback where audience = 'customer'"
            connection.execute(
                f"create temp table dealt as select place, day from (select rowid as place, {numbered.format('rowid')}) "
                f"inner join (select answered_at as day, {numbered.format(f'hash(rowid * 7919 + {number})')}) using (k)"
            )
            connection.execute(
                "update feedback set answered_at = dealt.day from dealt where feedback.rowid = dealt.place"
            )
        alarms += len(watched(path).alerts)
        weeks += 52 - 8
    assert alarms / weeks <= 0.3


@pytest.mark.parametrize(
    ("first", "last", "planted"),
    [
        (date(2026, 3, 10), date(2026, 5, 11), {"결제", "payment", "checkout", "money", "twice"}),
        (date(2026, 7, 6), date(2026, 8, 9), {"배송", "delivery", "broken", "얼음"}),
    ],
)
def test_the_topics_of_a_crisis_are_the_first_of_its_days(
    sample_file: Path, first: date, last: date, planted: set[str]
) -> None:
    chosen = Filter(date_from=first, date_until=last)
    found = find_topics(TopicSource.of(open_warehouse(sample_file).run, ()), chosen, whole_of(chosen), 3)
    assert planted & {term for topic in found.topics for term in topic.terms}
    assert planted & set(found.topics[0].terms)
