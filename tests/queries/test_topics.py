"""Topics: what is counted, hand-checked; what rises, and that nothing does on shuffled dates."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from math import comb
from pathlib import Path
from random import Random

import pytest

from pipeline.config.settings_types import Topic as OwnTopic
from queries import Filter, KeptTopics, TopicNote, Warehouse, kept_topics, open_warehouse
from tests import sample_databases
from tests.sample_databases import Answer, Clause
from views.charts.rising_topics import RisingTopics, find_rising
from views.charts.topics import Topic, TopicSource, find_topics, log_odds, whole_of


def source(warehouse: Warehouse, *notes: TopicNote) -> TopicSource:
    return TopicSource.of(warehouse.run, notes)


def note(deed: str, term: str, name: str = "", other: str = "") -> TopicNote:
    return TopicNote("2026-01-01T00:00:00", "a@example.com", deed, term, name, other)  # type: ignore[arg-type]


DELIVERY = Clause(3, "delivery", -0.5, {"anger": 2})
PAYMENT = Clause(9, "payment", -0.6, {"anxiety": 2})
LATE = Answer(
    "2026-01-05", "배송 늦고", -0.5, {"anger": 2}, mentions=(DELIVERY,), lemmas=("배송/NNG",), pairs={"배송+늦다": 1}
)
BOTH = Answer(
    "2026-01-05", "배송 늦고 결제 안 돼", -0.6, {"anger": 2, "anxiety": 2}, mentions=(DELIVERY, PAYMENT),
    lemmas=("배송/NNG", "결제/NNG"), pairs={"배송+늦다": 1, "결제+안 되다": 2},
)  # fmt: skip
OTHERS = Answer("2026-01-05", "그릇 예뻐", 0.5, {"joy": 1}, lemmas=("그릇/NNG",), pairs={"그릇+예쁘다": 0})
STAFF = Answer("2026-01-05", "배송 늦어", -0.5, audience="employee", lemmas=("배송/NNG",), pairs={"배송+늦다": 0})


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    answers = [LATE] * 6 + [BOTH] * 7 + [OTHERS] * 10 + [STAFF] * 16
    path = tmp_path_factory.mktemp("topics") / "x.duckdb"
    own = (OwnTopic("늦은 배송", ("배송+늦다", "배송")),)
    return open_warehouse(sample_databases.build_database(path, answers, topics=own))


def test_an_example_of_a_search_is_what_many_customers_say(tmp_path: Path) -> None:
    answers = [LATE] * 40 + [OTHERS] * 10 + [STAFF] * 40
    found = open_warehouse(sample_databases.build_database(tmp_path / "x.duckdb", answers)).run(
        "search_example_list", filter=Filter()
    )
    assert found.to_pylist() == [{"search": "배송 늦다", "n": 40}]


def terms(warehouse: Warehouse, chosen: Filter) -> dict[str, int]:
    return {row["term"]: row["n"] for row in warehouse.run("term_list", filter=chosen, limit=99).to_pylist()}


def test_a_pair_counts_where_its_mention_is_and_with_what_is_felt_there(warehouse: Warehouse) -> None:
    assert terms(warehouse, Filter()) == {
        "배송": 13, "배송+늦다": 13, "그릇": 10, "그릇+예쁘다": 10, "결제": 7, "결제+안 되다": 7,
    }  # fmt: skip
    at_payment = terms(warehouse, Filter(touchpoints=("payment",)))
    assert at_payment["결제+안 되다"] == 7 and "배송+늦다" not in at_payment
    anxious = terms(warehouse, Filter(emotions=("anxiety",)))
    assert anxious["결제+안 되다"] == 7 and "배송+늦다" not in anxious
    assert terms(warehouse, Filter(audience="employee")) == {}


@pytest.mark.parametrize(
    ("topic", "limits", "n"),
    [
        ("배송 + 늦다", {}, 13),
        ("결제+안 되다, 그릇", {}, 17),
        ("배송+늦다", {"touchpoints": ("payment",)}, 0),
        ("없는 말", {}, 0),
    ],
)
def test_a_filter_by_topic_selects_the_comments_that_are_counted(
    warehouse: Warehouse, topic: str, limits: dict[str, tuple[str, ...]], n: int
) -> None:
    assert warehouse.run("comment_count", filter=Filter(topic=topic, **limits)).to_pylist() == [{"n": n}]  # type: ignore[arg-type]


def test_topics_are_counted_together_and_what_they_share(warehouse: Warehouse) -> None:
    asked = [["배송+늦다"], ["결제", "그릇+예쁘다"], ["없는 말"]]
    counted = warehouse.run("topic_count_list", filter=Filter(), topics=asked).to_pylist()
    assert [(row["topic"], row["n"], row["of_n"]) for row in counted] == [
        (0, 23, 23),
        (1, 13, 23),
        (2, 17, 23),
        (3, 0, 23),
    ]
    shared = warehouse.run("topic_overlap_list", filter=Filter(), topics=asked).to_pylist()
    assert [(row["topic"], row["other"], row["n"]) for row in shared] == [(1, 2, 7)]


def test_log_odds_are_those_of_the_counts_with_a_prior() -> None:
    """7 of 13 against 0 of 10 with a prior of 100 comments of which 7 in 23 have it, worked out by hand."""
    odds, error = log_odds(7, 13, 0, 10)
    assert odds == pytest.approx(0.2586, abs=0.0001) and error == pytest.approx(0.2441, abs=0.0001)
    assert log_odds(10, 50, 20, 100)[0] == pytest.approx(0), "the same share is no topic of either"


def test_terms_that_share_their_comments_are_one_topic_named_by_its_pair(warehouse: Warehouse) -> None:
    chosen = Filter(touchpoints=("payment",))
    found = find_topics(TopicSource(warehouse.run, KeptTopics(), {}), chosen, whole_of(chosen), 9)
    assert found.topics[0].terms == ("결제+안 되다", "배송", "결제") and found.topics[0].name == "결제 + 안 되다 · 배송"
    whole = find_topics(TopicSource(warehouse.run, KeptTopics(), {}), Filter(), Filter(), 9)
    assert [(topic.terms, topic.n) for topic in whole.topics] == [
        (("배송+늦다", "배송"), 13), (("그릇+예쁘다", "그릇"), 10), (("결제+안 되다", "결제"), 7),
    ]  # fmt: skip
    assert whole.uncovered == 0 and whole.covered == whole.of_n == 23


def test_what_people_and_settings_say_of_topics_holds_whatever_their_rank(warehouse: Warehouse) -> None:
    named = find_topics(source(warehouse), Filter(), Filter(), 9).topics[0]
    assert (named.key, named.name, named.is_named) == ("배송+늦다", "늦은 배송", True)
    notes = [
        note("rename", "결제+안 되다", "결제 오류"),
        note("merge", "결제", other="그릇"),
        note("pin", "결제+안 되다"),
    ]
    [first, *_] = find_topics(source(warehouse, *notes), Filter(), Filter(), 9).topics
    assert first.name == "결제 오류" and first.is_pinned and set(first.terms) >= {"결제", "그릇"} and first.n == 17
    undone = [
        *notes,
        note("rename", "결제+안 되다"),
        note("split", "그릇", other="결제"),
        note("unpin", "결제+안 되다"),
    ]
    assert kept_topics(undone) == KeptTopics()
    days = replace(Filter(), date_from=date(2026, 1, 5))
    assert find_topics(source(warehouse, *notes), days, Filter(), 9).topics[0].name == "결제 오류"


def days_of(first: date, count: int) -> list[str]:
    return [(first + timedelta(days=number)).isoformat() for number in range(count)]


def history(draw: Random, segment: str, planted: bool = False) -> list[Answer]:
    """Thirty weeks of seven comments each with words drawn from 40; where planted of 21, half of those of the last four weeks with it."""
    answers = []
    for place, day in enumerate(day for day in days_of(date(2026, 1, 1), 210) for _ in range(3 if planted else 1)):
        words = {f"말{draw.randrange(40)}/NNG" for _ in range(3)}
        if planted and place >= 3 * 182 and draw.random() < 0.5:
            words.add("환불/NNG")
        pairs = {f"일{draw.randrange(20)}+나다": 0}
        answers.append(Answer(day, "말", 0.1, lemmas=tuple(words), pairs=pairs, segment=segment))
    return answers


@pytest.fixture(scope="module")
def histories(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """40 histories in which nothing changes, a segment each, and one with a planted word."""
    draw = Random(20260101)
    answers = [answer for number in range(40) for answer in history(draw, f"{number}")]
    answers += history(draw, "planted", planted=True)
    return open_warehouse(sample_databases.build_database(tmp_path_factory.mktemp("histories") / "x.duckdb", answers))


def test_what_is_planted_in_the_last_weeks_rises_and_is_new(histories: Warehouse) -> None:
    found = find_rising(source(histories), Filter(segments=("planted",)), 5).topics
    assert [(topic.key, topic.is_new, topic.is_rising) for topic in found] == [("환불", True, True)]
    assert found[0].n >= 30


def test_nothing_rises_more_often_than_one_time_in_twenty_where_dates_say_nothing(histories: Warehouse) -> None:
    """Of 40 histories in which nothing changes at most five call anything rising: at 5 % more has a chance under 2 %."""
    found = [find_rising(source(histories), Filter(segments=(f"{number}",)), 5) for number in range(40)]
    assert sum(bool(one.topics or one.few) for one in found) <= 5


def test_p_and_q_are_those_of_the_counts(histories: Warehouse) -> None:
    """p is the upper tail of the hypergeometric distribution, q that of Benjamini and Hochberg over all terms tested."""
    chosen = Filter(segments=("planted",))
    rows = histories.run("rising_term_list", filter=chosen, limit=999).to_pylist()
    counted = terms(histories, chosen)
    for row in rows[:10]:
        drawn, of_all, had = row["of_n"], row["of_n"] + row["of_former_n"], counted[row["term"]]
        chances = [comb(had, k) * comb(of_all - had, drawn - k) for k in range(row["n"], min(had, drawn) + 1)]
        exact = sum(chances) / comb(of_all, drawn)
        assert row["p"] == pytest.approx(1.0 if row["n"] * of_all <= had * drawn else exact, rel=1e-6)
    tested = sum(n >= 5 for n in counted.values())
    assert rows[0]["q"] == pytest.approx(min(1, rows[0]["p"] * tested), rel=1e-6)
    assert all(one["q"] <= other["q"] for one, other in pairwise(rows))


def test_a_flood_of_one_text_does_not_rise(tmp_path: Path) -> None:
    days = days_of(date(2026, 1, 1), 210)
    answers = [Answer(day, "그냥 하는 말 하나", 0.1, lemmas=("말/NNG",)) for day in days]
    answers += [Answer(days[-3], "똑같은 글 오늘 또 올려요", -0.5, lemmas=("도배/NNG",))] * 60
    warehouse = open_warehouse(sample_databases.build_database(tmp_path / "x.duckdb", answers))
    assert terms(warehouse, Filter())["도배"] == 60
    rising = find_rising(source(warehouse), Filter(), 5)
    assert "도배" not in {topic.key for topic in rising.topics + rising.few}


@pytest.mark.parametrize("answers", [[], [OTHERS], [replace(OTHERS, at=None)] * 40], ids=["none", "one", "undated"])
def test_few_or_undated_answers_have_no_rising_topics(tmp_path: Path, answers: list[Answer]) -> None:
    warehouse = open_warehouse(sample_databases.build_database(tmp_path / "x.duckdb", answers))
    assert find_rising(source(warehouse), Filter(), 5) == RisingTopics()
    found: list[Topic] = [*find_topics(source(warehouse), Filter(), Filter(), 5).topics]
    assert len(found) == (1 if len(answers) >= 5 else 0)


@pytest.mark.parametrize(("n", "rising", "few"), [(29, [], ["환불"]), (30, ["환불"], [])])
def test_below_thirty_comments_nothing_is_called_rising(
    tmp_path: Path, n: int, rising: list[str], few: list[str]
) -> None:
    answers = [Answer(day, f"말 {day}", 0.1, lemmas=("말/NNG",)) for day in days_of(date(2026, 1, 1), 210)]
    answers += [Answer("2026-07-20", f"환불 {number}", -0.5, lemmas=("환불/NNG",)) for number in range(n)]
    warehouse = open_warehouse(sample_databases.build_database(tmp_path / "x.duckdb", answers))
    found = find_rising(source(warehouse), Filter(), 5)
    assert ([topic.key for topic in found.topics], [topic.key for topic in found.few]) == (rising, few)


def test_topics_of_few_comments_come_after_the_others_and_of_fewer_not_at_all(tmp_path: Path) -> None:
    """화장 is said at payment alone, which is more telling than 그릇, but in few comments."""
    sizes = {"그릇/NNG": 60, "화장/NNG": 29, "포장/NNG": 4}
    answers = [
        Answer("2026-01-05", f"말 {lemma} {number}", 0.1, touchpoint="payment", lemmas=(lemma,))
        for lemma, n in sizes.items()
        for number in range(n)
    ]
    answers += [Answer("2026-01-05", "그릇", 0.1, touchpoint="use", lemmas=("그릇/NNG",))] * 20
    answers += [Answer("2026-01-05", "맛", 0.1, touchpoint="use", lemmas=("맛/NNG",))] * 200
    warehouse = open_warehouse(sample_databases.build_database(tmp_path / "x.duckdb", answers))
    chosen = Filter(touchpoints=("payment",))
    found = find_topics(source(warehouse), chosen, whole_of(chosen), 9)
    assert [(topic.key, topic.n, topic.size) for topic in found.topics] == [("그릇", 60, "normal"), ("화장", 29, "few")]
    assert found.topics[1].log_odds is not None and found.topics[0].log_odds is not None
    assert found.covered == 89 and found.uncovered == pytest.approx(4 / 93)


def test_after_a_gap_of_months_nothing_is_called_rising(tmp_path: Path) -> None:
    answers = [Answer(day, f"말 {day}", 0.1, lemmas=("말/NNG",)) for day in days_of(date(2025, 1, 1), 90)]
    answers += [
        Answer(day, f"환불 {day} {n}", 0.1, lemmas=("환불/NNG",))
        for day in days_of(date(2026, 1, 1), 20)
        for n in (1, 2, 3)
    ]
    warehouse = open_warehouse(sample_databases.build_database(tmp_path / "x.duckdb", answers))
    assert find_rising(source(warehouse), Filter(), 5) == RisingTopics()


def test_two_terms_that_rise_are_one_topic_only_where_they_share_their_comments(tmp_path: Path) -> None:
    """환불 and 상담 rise together now and were in the same comments long before; of late they are in different ones."""
    days = days_of(date(2026, 1, 1), 210)
    answers = [Answer(day, f"말 {day} {n}", 0.1, lemmas=("말/NNG",)) for day in days for n in range(3)]
    answers += [Answer("2024-05-05", f"전 {n}", 0.1, lemmas=("환불/NNG", "상담/NNG")) for n in range(60)]
    for word in ("환불", "상담"):
        answers += [Answer("2026-07-20", f"{word} {n}", -0.5, lemmas=(f"{word}/NNG",)) for n in range(40)]
    warehouse = open_warehouse(sample_databases.build_database(tmp_path / "x.duckdb", answers))
    found = find_rising(source(warehouse), Filter(), 5)
    assert sorted(topic.terms for topic in found.topics) == [("상담",), ("환불",)]


def test_a_topic_is_the_same_in_each_period_and_with_new_answers(tmp_path: Path) -> None:
    """팩 and 얼음 are one topic; whichever is said more in a month, it is known by 팩, and keeps the name it was given."""

    def month(number: int, packs: int, ice: int) -> list[Answer]:
        words = [("팩/NNG", "얼음/NNG")] * 20 + [("팩/NNG",)] * packs + [("얼음/NNG",)] * ice + [("그릇/NNG",)] * 30
        return [
            Answer(f"2026-{number:02}-05", f"말 {number} {place}", 0.1, lemmas=lemmas)
            for place, lemmas in enumerate(words)
        ]

    first = [*month(1, 8, 1), *month(2, 1, 2)]
    renamed = note("rename", "얼음", "녹은 얼음팩")
    for name, answers in (("one", first), ("two", [*first, *month(3, 1, 3)])):
        warehouse = open_warehouse(sample_databases.build_database(tmp_path / f"{name}.duckdb", answers))
        for month_of in sorted({answer.at[:7] for answer in answers if answer.at}):
            chosen = Filter(
                date_from=date.fromisoformat(f"{month_of}-01"), date_until=date.fromisoformat(f"{month_of}-28")
            )
            plain = find_topics(source(warehouse), chosen, whole_of(chosen), 5).topics
            assert {topic.key for topic in plain} == {"팩", "그릇"}
            named = find_topics(source(warehouse, renamed), chosen, whole_of(chosen), 5).topics
            assert "녹은 얼음팩" in {topic.name for topic in named}
