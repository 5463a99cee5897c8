"""What customers answer one after the other: rows that are checked by hand, and all rows counted again without SQL."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import mean, median
from typing import Any

import pytest

from pipeline.config.settings import SmallNumbers
from queries import Filter, Warehouse, open_warehouse
from tests.queries.conftest import opened
from tests.sample_databases import Answer, build_database

ALL = Filter()
SHOWN = SmallNumbers(1, 1, 1)
STRONG = -0.6


def made(folder: Path, answers: Sequence[Answer], small: SmallNumbers = SHOWN) -> Warehouse:
    return open_warehouse(build_database(folder / "ondo.duckdb", answers, small_numbers=small))


def measures(
    warehouse: Warehouse, touchpoint: str | None, days: int = 90, chosen: Filter = ALL
) -> dict[str, dict[str, Any]]:
    found = warehouse.run("recovery_by_touchpoint", filter=chosen, days=days).to_pylist()
    return {row["measure"]: row for row in found if row["touchpoint"] == touchpoint}


JOURNEY = (
    # Ann is let down at payment, and satisfied ten days later; Ben never answers again; Cho is let down twice
    Answer("2026-01-01 10:00", "a1", -0.9, nps=1, touchpoint="payment", customer="ann", channel="app"),
    Answer("2026-01-11 10:00", "a2", 0.5, nps=9, touchpoint="use", customer="ann", channel="web"),
    Answer("2026-01-02 10:00", "b1", -0.6, nps=2, touchpoint="payment", customer="ben"),
    Answer("2026-01-03 10:00", "c1", -0.8, touchpoint="payment", customer="cho"),
    Answer("2026-01-05 10:00", "c2", -0.7, rating=1, rating_max=5, touchpoint="payment", customer="cho"),
    Answer("2026-02-05 10:00", "c3", 0.1, rating=5, rating_max=5, touchpoint="payment", customer="cho"),
    # Dan's comment is too near to the end, Eve's is not strongly negative, Fay has no date
    Answer("2026-06-25 10:00", "d1", -0.9, touchpoint="payment", customer="dan"),
    Answer("2026-01-05 10:00", "e1", -0.59, touchpoint="payment", customer="eve"),
    Answer(None, "f1", -0.9, touchpoint="payment", customer="fay"),
    Answer("2026-06-30 10:00", nps=7, touchpoint="use", customer="gus"),
)  # fmt: skip


def test_recovery_counts_each_customer_once_with_the_next_answer_of_any_channel(tmp_path: Path) -> None:
    found = measures(made(tmp_path, JOURNEY), "payment")
    assert [*found] == ["again", "tone", "positive", "nps", "rating", "days"]
    again = found["again"]
    assert (again["n"], again["too_recent"], again["value"]) == (3, 1, pytest.approx(2 / 3))
    assert again["low"] < 2 / 3 < again["high"]
    assert (found["tone"]["n"], found["tone"]["value"]) == (2, pytest.approx((0.5 - 0.7) / 2))
    assert (found["positive"]["n"], found["positive"]["value"]) == (2, 0.5)
    assert (found["nps"]["n"], found["nps"]["value"]) == (1, 100.0)
    assert (found["rating"]["n"], found["rating"]["value"]) == (1, 0.0)
    assert (found["days"]["n"], found["days"]["value"], found["days"]["low"], found["days"]["high"]) == (
        2,
        6.0,
        2.0,
        10.0,
    )


def test_a_next_answer_beyond_the_window_is_none(tmp_path: Path) -> None:
    found = measures(made(tmp_path, JOURNEY), None, days=5)
    assert (found["again"]["n"], found["again"]["value"], found["again"]["too_recent"]) == (4, pytest.approx(1 / 4), 0)


def test_few_customers_are_hidden(tmp_path: Path) -> None:
    found = measures(made(tmp_path, JOURNEY, SmallNumbers()), "payment")
    assert {row["value"] for row in found.values()} == {None} and found["again"]["n"] is None
    assert found["again"]["too_recent"] is None


def story(name: str, days: Sequence[int], tones: Sequence[float]) -> list[Answer]:
    start = datetime(2025, 1, 1, 9)
    return [
        Answer((start + timedelta(days=day)).isoformat(), f"{name}{day}", tone, customer=name)
        for day, tone in zip(days, tones, strict=True)
    ]


def test_silence_is_judged_by_a_customers_own_rhythm_and_the_end_of_data(tmp_path: Path) -> None:
    answers = [
        *story("falls silent", (0, 30, 60), (0.5, 0.5, -0.9)),
        *story("goes on", (0, 30, 60, 90, 120), (0.5, 0.5, -0.9, 0.5, 0.5)),
        *story("comes too late", (0, 30, 60, 121), (0.5, 0.5, -0.9, 0.5)),
        *story("cannot be known", (0, 100, 200), (0.5, 0.5, -0.9)),
        *story("has no rhythm yet", (0, 30), (0.5, -0.9)),
        *story("end", (363,), (0.0,)),
    ]
    [row] = made(tmp_path, answers).run("silence_comparison", filter=ALL).to_pylist()
    # judged after strongly negative ones: falls silent (yes), goes on (no), comes too late (yes: 61 > 2 * 30 days)
    assert (row["n"], row["customers"], row["value"], row["not_yet"]) == (3, 3, pytest.approx(2 / 3), 1)
    # after others: day 90 (answered) and 120 (silent) of "goes on", day 121 of "comes too late" (silent)
    assert (row["other_n"], row["other_customers"], row["other_value"]) == (3, 2, pytest.approx(2 / 3))
    assert row["is_clear"] is False and row["difference"] == pytest.approx(0)


def test_replies_by_channel_and_what_comes_after_them(tmp_path: Path) -> None:
    shop = {"source": "shop", "channel": "shop"}
    answers = [
        Answer("2026-01-01 10:00", "x", -0.9, customer="a", reply="sorry", replied_at="2026-01-01 12:00", reply_tone=0.4, **shop),
        Answer("2026-01-09 10:00", "x", 0.5, customer="a", **shop),
        Answer("2026-01-01 10:00", "x", -0.9, customer="b", reply="sorry", replied_at="2026-01-03 10:00", reply_tone=0.2, **shop),
        Answer("2026-01-08 10:00", "x", 0.7, customer="b", **shop),
        Answer("2026-01-01 10:00", "x", -0.9, customer="c", **shop),
        Answer("2026-01-08 10:00", "x", -0.3, customer="c", **shop),
        Answer("2026-01-01 10:00", "x", -0.9, customer="d", **shop),
        Answer("2026-01-08 10:00", "x", -0.5, customer="d", **shop),
        # replied only after the next comment, and at a time that nobody knows: in neither group
        Answer("2026-01-01 10:00", "x", -0.9, customer="e", reply="hm", replied_at="2026-02-01 10:00", reply_tone=0.0, **shop),
        Answer("2026-01-08 10:00", "x", 0.9, customer="e", **shop),
        Answer("2026-01-01 10:00", "x", -0.9, customer="f", reply="hm", **shop),
        Answer("2026-01-08 10:00", "x", 0.9, customer="f", **shop),
        # a source without any reply says nothing about replies
        Answer("2026-01-01 10:00", "x", -0.9, customer="g", source="survey", channel="web"),
        Answer("2026-01-08 10:00", "x", 0.9, customer="g", source="survey", channel="web"),
        Answer("2026-06-30 10:00", "x", 0.0, customer="z", source="survey", channel="web"),
    ]  # fmt: skip
    warehouse = made(tmp_path, answers)
    [row] = warehouse.run("reply_by_dimension", filter=ALL, dimension="channel").to_pylist()
    assert (row["part"], row["n"], row["present"], row["share"]) == ("shop", 12, 4, pytest.approx(4 / 12))
    assert (row["timed"], row["hours"], row["hours_low"], row["hours_high"]) == (3, 48.0, 2.0, 744.0)
    assert (row["toned"], row["tone"]) == (3, pytest.approx(0.2))
    [after] = warehouse.run("next_tone_comparison_by_reply", filter=ALL, days=90).to_pylist()
    assert (after["n"], after["other_n"]) == (2, 2)
    assert (after["value"], after["other_value"]) == (pytest.approx(0.6), pytest.approx(-0.4))
    assert after["difference"] == pytest.approx(1.0) and after["is_clear"] is True


FOLLOWED = (
    "recovery_by_touchpoint",
    "silence_comparison",
    "explained_twice_by_channel",
    "next_tone_comparison_by_reply",
)


def asked(warehouse: Warehouse, name: str) -> list[dict[str, Any]]:
    days = {"days": 90} if name in ("recovery_by_touchpoint", "next_tone_comparison_by_reply") else {}
    return warehouse.run(name, filter=ALL, **days).to_pylist()


def replied(customer: str, tone: float, **reply: Any) -> list[Answer]:
    """A customer who is let down at noon of the first day, and comments again a week later."""
    return [
        Answer("2026-01-01 12:00", "x", -0.9, customer=customer, channel="shop", source="shop", **reply),
        Answer("2026-01-08 10:00", "x", tone, customer=customer, channel="shop", source="shop"),
    ]


def test_a_reply_is_of_its_comment_only_where_its_time_fits(tmp_path: Path) -> None:
    answers = [
        *replied("dated to the day", 0.5, reply="네", replied_at="2026-01-01 00:00"),
        *replied("on time", 0.7, reply="네", replied_at="2026-01-01 14:00"),
        *replied("before the comment", 0.9, reply="네", replied_at="2025-12-20 10:00"),
        *replied("at an unknown time", 0.9, reply="네"),
        *replied("never", -0.5),
        Answer("2026-06-30 10:00", "x", 0.0, customer="end", channel="web", source="survey"),
    ]
    warehouse = made(tmp_path, answers)
    [row] = warehouse.run("reply_by_dimension", filter=ALL, dimension="channel").to_pylist()
    assert (row["n"], row["present"], row["timed"], row["hours"]) == (10, 4, 1, 2.0)
    [after] = asked(warehouse, "next_tone_comparison_by_reply")
    assert (after["n"], after["other_n"], after["value"]) == (2, 1, pytest.approx(0.6))


def test_replies_without_dates_are_counted_and_not_timed(tmp_path: Path) -> None:
    answers = [item for name in "abc" for item in replied(name, 0.5, reply="네", reply_tone=0.2)]
    warehouse = made(tmp_path, answers)
    [row] = warehouse.run("reply_by_dimension", filter=ALL, dimension="channel").to_pylist()
    assert (row["present"], row["timed"], row["hours"], row["hours_low"], row["toned"]) == (3, 0, None, None, 3)
    [after] = asked(warehouse, "next_tone_comparison_by_reply")
    assert (after["n"], after["other_n"], after["difference"], after["is_clear"]) == (0, 0, None, None)


def test_without_a_customer_column_nothing_is_followed(tmp_path: Path) -> None:
    answers = [Answer(item.at, "세 번이나 설명했어요", item.tone) for name in "abcdefgh" for item in replied(name, 0.5)]
    warehouse = made(tmp_path, answers, SmallNumbers())
    recovery, silence, again, after = (asked(warehouse, name) for name in FOLLOWED)
    assert {row["value"] for row in (*recovery, *silence, *after)} == {None}
    assert (again[0]["n"], again[0]["present"], again[0]["elsewhere"]) == (16, 16, 0)


def test_one_customer_alone_is_counted_only_where_small_numbers_may_be_shown(tmp_path: Path) -> None:
    answers = [
        *replied("only", 0.5, reply="네", replied_at="2026-01-02"),
        Answer("2026-06-30 10:00", nps=7, customer="only"),
    ]
    found = measures(made(tmp_path, answers), None)
    assert (found["again"]["n"], found["again"]["value"], found["tone"]["low"]) == (1, 1.0, None)
    (tmp_path / "small").mkdir()
    hidden = made(tmp_path / "small", answers, SmallNumbers())
    rows = [row for name in FOLLOWED for row in asked(hidden, name)]
    assert {row.get("value", row.get("share")) for row in rows} == {None} and {row["n"] for row in rows} <= {None, 0}


def test_an_answer_after_a_gap_of_months_is_no_recovery_and_no_silence_yet(tmp_path: Path) -> None:
    answers = [
        *story("back after seven months", (0, 30, 60, 270), (0.5, 0.4, -0.9, 0.8)),
        *story("of a long rhythm", (0, 200, 400), (0.5, 0.4, -0.9)),
        *story("end", (500,), (0.0,)),
    ]
    warehouse = made(tmp_path, answers)
    assert (measures(warehouse, None)["again"]["n"], measures(warehouse, None)["again"]["value"]) == (2, 0.0)
    assert measures(warehouse, None, days=365)["again"]["too_recent"] == 1
    assert measures(warehouse, None, days=365)["days"]["value"] == 210.0
    [row] = asked(warehouse, "silence_comparison")
    assert (row["n"], row["value"], row["not_yet"]) == (1, 1.0, 1)


def test_explained_twice_by_channel_and_from_elsewhere(tmp_path: Path) -> None:
    again, other = "상담원한테 세 번이나 설명했어요", "친절한 상담이었어요"
    answers = [
        Answer("2026-01-01 10:00", other, -0.2, customer="a", channel="app"),
        Answer("2026-01-05 10:00", again, -0.9, customer="a", channel="call"),
        Answer("2026-01-01 10:00", other, -0.2, customer="b", channel="call"),
        Answer("2026-01-05 10:00", again, -0.9, customer="b", channel="call"),
        Answer("2025-01-05 10:00", other, -0.2, customer="c", channel="app"),
        Answer("2026-01-05 10:00", again, -0.9, customer="c", channel="call"),
    ]
    found = made(tmp_path, answers).run("explained_twice_by_channel", filter=ALL).to_pylist()
    counts = [(row["channel"], row["n"], row["present"], row["elsewhere"]) for row in found]
    assert counts == [(None, 6, 3, 1), ("call", 4, 3, 1), ("app", 2, 0, 0)]


CHANNELS = (None, "app", "web", "call")


def regulars(seed: int, customers: int = 60, product: str | None = None) -> list[Answer]:
    """Customers who answer up to eight times in a year, some of them replied to."""
    draw = Random(seed)
    found = []
    for number in range(customers):
        for _ in range(draw.randint(1, 8)):
            at = datetime(2025, 1, 1) + timedelta(hours=draw.randrange(8760))
            replied = draw.random() < 0.4
            found.append(
                Answer(
                    at.isoformat(), draw.choice(["좋아요", "설명을 두 번 했어요", "Told them twice"]), round(draw.uniform(-1, 1), 2),
                    nps=draw.choice([None, *range(11)]), touchpoint=draw.choice([None, "payment", "use"]),
                    channel=draw.choice(CHANNELS), customer=f"{product}{number}", product=product, source=draw.choice(["shop", "survey"]),
                    reply="네" if replied else None, reply_tone=0.1 if replied else None,
                    replied_at=(at + timedelta(hours=draw.randrange(400))).isoformat() if replied and draw.random() < 0.8 else None,
                )
            )  # fmt: skip
    return found


@pytest.fixture(scope="module")
def crowd_of_regulars(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Warehouse, list[Answer]]]:
    answers = regulars(3)
    path = build_database(tmp_path_factory.mktemp("regulars") / "ondo.duckdb", answers, small_numbers=SHOWN)
    for warehouse in opened(path):
        yield warehouse, answers


def by_customer(answers: Sequence[Answer]) -> dict[str, list[tuple[datetime, Answer]]]:
    found = defaultdict(list)
    for item in answers:
        found[str(item.customer)].append((datetime.fromisoformat(str(item.at)), item))
    return {name: sorted(own, key=lambda pair: pair[0]) for name, own in found.items()}


def end_of(answers: Sequence[Answer]) -> datetime:
    last = max(datetime.fromisoformat(str(item.at)) for item in answers)
    return datetime(last.year, last.month, last.day) + timedelta(days=1)


@pytest.mark.parametrize("touchpoint", [None, "", "payment", "use"])
def test_recovery_equals_a_recount(crowd_of_regulars: tuple[Warehouse, list[Answer]], touchpoint: str | None) -> None:
    warehouse, answers = crowd_of_regulars
    end, followed, recent, nexts, waits = end_of(answers), 0, 0, [], []
    for own in by_customer(answers).values():
        places = [
            place for place, (_, item) in enumerate(own)
            if item.tone is not None and item.tone <= STRONG and touchpoint in (None, item.touchpoint or "")
        ]  # fmt: skip
        if not places:
            continue
        at = own[places[0]][0]
        if at + timedelta(days=90) > end:
            recent += 1
            continue
        followed += 1
        if len(own) > places[0] + 1 and own[places[0] + 1][0] <= at + timedelta(days=90):
            nexts.append(own[places[0] + 1][1])
            waits.append((own[places[0] + 1][0] - at).total_seconds() / 86400)
    found = measures(warehouse, touchpoint)
    assert (found["again"]["n"], found["again"]["too_recent"]) == (followed, recent) and len(nexts) > 5
    assert found["again"]["value"] == pytest.approx(len(nexts) / followed)
    assert found["tone"]["value"] == pytest.approx(mean(item.tone or 0 for item in nexts), abs=1e-6)
    assert found["positive"]["value"] == pytest.approx(sum((item.tone or 0) > 0 for item in nexts) / len(nexts))
    scores = [item.nps for item in nexts if item.nps is not None]
    assert found["nps"]["n"] == len(scores)
    assert found["nps"]["value"] == pytest.approx(
        100 * (sum(s >= 9 for s in scores) - sum(s <= 6 for s in scores)) / len(scores)
    )
    assert found["days"]["value"] == pytest.approx(median(waits))


def test_silence_equals_a_recount(crowd_of_regulars: tuple[Warehouse, list[Answer]]) -> None:
    warehouse, answers = crowd_of_regulars
    end = end_of(answers)
    judged: dict[bool, list[bool]] = {True: [], False: []}
    for own in by_customer(answers).values():
        for place in range(2, len(own)):
            at, item = own[place]
            longest = max(later[0] - earlier[0] for earlier, later in pairwise(own[: place + 1]))
            until = at + max(2 * longest, timedelta(days=14))
            if until <= end:
                judged[(item.tone or 0) <= STRONG].append(place + 1 == len(own) or own[place + 1][0] > until)
    [row] = warehouse.run("silence_comparison", filter=ALL).to_pylist()
    assert (row["n"], row["other_n"]) == (len(judged[True]), len(judged[False])) and row["n"] > 5
    assert row["value"] == pytest.approx(mean(judged[True])) and row["other_value"] == pytest.approx(
        mean(judged[False])
    )


def test_replies_equal_a_recount(crowd_of_regulars: tuple[Warehouse, list[Answer]]) -> None:
    warehouse, answers = crowd_of_regulars
    found = {
        row["part"]: row for row in warehouse.run("reply_by_dimension", filter=ALL, dimension="channel").to_pylist()
    }
    for channel in CHANNELS:
        own = [item for item in answers if item.channel == channel]
        waits = [
            (datetime.fromisoformat(item.replied_at) - datetime.fromisoformat(str(item.at))).total_seconds() / 3600
            for item in own if item.replied_at
        ]  # fmt: skip
        row = found[channel or ""]
        assert (row["n"], row["present"], row["timed"]) == (len(own), sum(bool(item.reply) for item in own), len(waits))
        assert row["hours"] == pytest.approx(median(waits)) and row["hours_low"] <= row["hours"] <= row["hours_high"]


def test_what_says_nothing_is_hardly_ever_clear(tmp_path: Path) -> None:
    """Neither tones nor replies say anything of what comes next here: about 2 of 40 comparisons at 5 % may look clear."""
    products = [f"p{number}-" for number in range(40)]
    warehouse = made(
        tmp_path, [item for seed, name in enumerate(products) for item in regulars(100 + seed, product=name)]
    )
    filters = [Filter(products=(name,)) for name in products]
    for query, days in (("silence_comparison", {}), ("next_tone_comparison_by_reply", {"days": 365})):
        found = [warehouse.run(query, filter=chosen, **days).to_pylist()[0] for chosen in filters]
        assert all(row["n"] > 3 for row in found) and sum(row["is_clear"] for row in found) <= 5
