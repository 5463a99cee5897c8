"""Figures by touchpoint are over comments that speak of it: each counts once at each of its touchpoints, by what it says there."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from statistics import fmean
from typing import Any

import pytest

from pipeline.config.settings import SmallNumbers
from pipeline.emotions import EMOTION_CODES
from queries import Filter, Warehouse, open_warehouse
from tests import sample_databases
from tests.queries.asked import ALL
from tests.queries.conftest import opened
from tests.sample_databases import Answer, Clause

COMPLAINTS = {"disappointment", "anxiety", "frustration", "anger"}

HAND_MADE = (
    # 1: two touchpoints, named; delivery twice
    Answer("2026-01-05", "배송은 늦고 기사는 무례했지만 앱은 좋아요", -0.2, {"anger": 2, "joy": 1}, nps=9, touchpoint="payment",
           mentions=(Clause(7, "delivery", -0.6, {"disappointment": 1}, ("배송",)),
                     Clause(10, "delivery", -0.8, {"anger": 2}, ("기사",)),
                     Clause(0, "use", 0.8, {"joy": 1}, ("앱",)))),
    # 2: the touchpoint of its file
    Answer("2026-01-06", "빨라요", 0.5, {"joy": 2}, nps=10, touchpoint="delivery", mentions=(Clause(0, "delivery", 0.5, {"joy": 2}),)),
    # 3: of two clauses one has a place; the other says the worst
    Answer("2026-02-07", "앱은 그냥 그래요. 최악이에요", -0.7, {"anger": 3}, nps=2,
           mentions=(Clause(11, "use", 0.0, {}, ("앱",)), Clause(0, None, -0.9, {"anger": 3}))),
    # 4: no place at all, in two clauses
    Answer("2026-02-08", "좋아요. 고마워요", 0.6, {"gratitude": 1, "joy": 1}, rating=5, rating_max=5,
           mentions=(Clause(4, None, 0.4, {"joy": 1}), Clause(0, None, 0.8, {"gratitude": 1}))),
    # 5: a score alone, at the touchpoint of its file; 6: as a former database has it, without mentions
    Answer("2026-02-09", nps=7, touchpoint="delivery"),
    Answer("2026-02-10", "별로예요", -0.4, {"disappointment": 1}, nps=3, touchpoint="delivery"),
    # 7: a complaint that is settled in the same comment
    Answer("2026-02-11", "배송이 늦었는데 바로 다시 보내줘서 감동", 0.3, {"frustration": 1, "gratitude": 2}, nps=10,
           mentions=(Clause(9, "delivery", -0.5, {"frustration": 1}, ("배송",)), Clause(0, "delivery", 0.9, {"gratitude": 2}))),
)  # fmt: skip


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    path = tmp_path_factory.mktemp("touchpoints") / "hand.duckdb"
    yield from opened(sample_databases.build_database(path, HAND_MADE, small_numbers=SmallNumbers(1, 1, 1)))


def rows(warehouse: Warehouse, name: str, **params: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = warehouse.run(name, **params).to_pylist()
    return found


def test_the_tone_at_a_touchpoint_is_the_mean_over_comments_of_the_mean_of_their_mentions(world: Warehouse) -> None:
    found = {row["touchpoint"]: (row["n"], row["tone"]) for row in rows(world, "tone_by_touchpoint", filter=ALL)}
    assert found == {
        "delivery": (4, pytest.approx((-0.7 + 0.5 - 0.4 + 0.2) / 4)),
        "use": (2, pytest.approx(0.4)),
        "": (1, pytest.approx(0.6)),
    }
    assert rows(world, "tone", filter=ALL)[0]["n"] == 6, "in the whole each comment counts once"


def test_the_share_of_an_emotion_is_of_what_is_said_there(world: Warehouse) -> None:
    found = rows(world, "emotion_share_by_touchpoint", filter=ALL)
    shares = {(row["touchpoint"], row["emotion"]): row["share"] for row in found if row["present"]}
    assert shares == {
        ("delivery", "joy"): 0.25, ("delivery", "anger"): 0.25, ("delivery", "disappointment"): 0.5,
        ("delivery", "frustration"): 0.25, ("delivery", "gratitude"): 0.25,
        ("use", "joy"): 0.5,
        ("", "joy"): 1.0, ("", "gratitude"): 1.0,
    }  # fmt: skip


def test_nps_at_a_touchpoint_is_of_answers_that_speak_of_it_and_of_scores_given_there(world: Warehouse) -> None:
    found = {row["touchpoint"]: (row["n"], row["nps"]) for row in rows(world, "nps_by_touchpoint", filter=ALL)}
    assert found == {"delivery": (5, pytest.approx(40)), "use": (2, pytest.approx(0))}
    drivers = rows(world, "nps_driver_list", filter=ALL, about="touchpoint", limit=9)
    assert {row["theme"]: row["n"] for row in drivers} == {"delivery": 5, "use": 2}


def test_a_touchpoint_selects_what_is_counted_there(world: Warehouse) -> None:
    def ids(**limits: Any) -> set[int]:
        found = rows(world, "comment_list", filter=Filter(**limits), order="newest", limit=99, offset=0)
        return {row["feedback_id"] for row in found}

    assert ids(touchpoints=("delivery",)) == {1, 2, 5, 6, 7}
    assert ids(touchpoints=("payment",)) == set(), "its words speak of other things than its file says"
    assert ids(touchpoints=("use", "")) == {1, 3, 4}
    assert ids(touchpoints=("use",), emotions=("anger",)) == set(), "the anger is at delivery, or nowhere"
    assert ids(touchpoints=("delivery",), emotions=("anger",)) == {1}
    assert ids(touchpoints=("delivery",), emotions=("anger",), intensity_from=3) == set()
    assert ids(emotions=("anger",)) == {1, 3}
    assert ids(complaints=("yes",)) == {1, 3, 6}
    assert ids(complaints=("no",)) == {2, 4, 5, 7}, "the seventh settles it in the same comment"


def test_coverage_says_who_names_the_place(world: Warehouse) -> None:
    assert rows(world, "touchpoint_coverage", filter=ALL) == [
        {"n": 6, "by_word": 3, "by_answer": 2, "share": pytest.approx(5 / 6), "size": "normal"}
    ]
    assert rows(world, "touchpoint_coverage", filter=Filter(audience="employee"))[0]["n"] is None


def test_coverage_by_source_and_words_without_a_place(tmp_path: Path) -> None:
    answers = [
        Answer("2026-01-05", f"포인트 적립 {n}", 0.1, source="cards", lemmas=("포인트/NNG", "적립/NNG", "정말/MAG", "쌓다/VV")[: 4 - n % 2],
               mentions=(Clause(0, None, 0.1),))
        for n in range(6)
    ]  # fmt: skip
    answers += [
        Answer("2026-01-05", "배송 포인트", 0.1, source="shop", lemmas=("배송/NNG", "포인트/NNG"),
               mentions=(Clause(0, "delivery", 0.1, words=("배송",)),)),
        Answer("2026-01-05", "포인트", 0.1, source="shop", lemmas=("포인트/NNG",), touchpoint="use"),
    ]  # fmt: skip
    path = sample_databases.build_database(tmp_path / "x.duckdb", answers, small_numbers=SmallNumbers(2, 2, 2))
    for warehouse in opened(path):
        found = {
            row["source"]: (row["n"], row["by_word"], row["by_answer"])
            for row in rows(warehouse, "touchpoint_coverage_by_source", filter=ALL)
        }
        assert found == {"cards": (6, 0, 0), "shop": (2, 1, 1)}
        assert rows(warehouse, "unplaced_lemma_list", filter=ALL, limit=9) == [
            {"lemma": "적립/NNG", "n": 6}, {"lemma": "포인트/NNG", "n": 6}, {"lemma": "쌓다/VV", "n": 3},
        ]  # fmt: skip
        assert rows(warehouse, "unplaced_lemma_list", filter=Filter(audience="employee"), limit=9) == []


def test_values_to_filter_by_are_those_of_mentions(world: Warehouse) -> None:
    found = rows(world, "filter_value_list")
    assert {row["value"]: row["n"] for row in found if row["dimension"] == "touchpoint"} == {
        "delivery": 5,
        "use": 2,
        "": 1,
    }


def test_comments_have_their_mentions(world: Warehouse) -> None:
    [first] = rows(world, "comment", feedback_id=1)
    assert [(item["start"], item["end"], item["touchpoint"], item["words"], item["leading_emotion"]) for item in first["mentions"]] == [
        (0, 7, "delivery", ["배송"], "disappointment"), (7, 17, "delivery", ["기사"], "anger"), (17, 23, "use", ["앱"], "joy"),
    ]  # fmt: skip
    listed = {
        row["feedback_id"]: row["mentions"]
        for row in rows(world, "comment_list", filter=ALL, order="newest", limit=9, offset=0)
    }
    assert listed[1] == first["mentions"] and len(listed[4]) == 2 and listed[5] is None


def test_a_file_has_a_row_a_comment_or_a_row_a_mention(world: Warehouse) -> None:
    comments = {int(row["feedback_id"]): row for row in rows(world, "export_list", filter=ALL)}
    assert {number: row["touchpoints"] for number, row in comments.items()} == {
        1: "delivery, use", 2: "delivery", 3: "use", 4: None, 5: "delivery", 6: "delivery", 7: "delivery",
    }  # fmt: skip
    assert {number for number, row in comments.items() if row["complains"]} == {1, 3, 6} and comments[5][
        "complains"
    ] is None
    mentions = rows(world, "mention_list", filter=Filter(touchpoints=("use",)))
    assert [(row["feedback_id"], row["ordinal"], row["text"], row["touchpoint"], row["words"]) for row in mentions] == [
        ("1", 3, "앱은 좋아요", "use", "앱"), ("3", 1, "앱은 그냥 그래요. ", "use", "앱"),
    ], "of a comment that is let through only what is said there"  # fmt: skip
    felt = Filter(touchpoints=("delivery",), emotions=("anger",))
    kept = rows(world, "mention_list", filter=felt)
    assert kept and all(row["touchpoint"] == "delivery" and "anger" in row["emotions"] for row in kept)
    assert rows(world, "export_count", filter=felt)[0]["mentions"] == len(kept)
    assert {row["intensity"] for row in kept} <= {1, 2, 3}


def test_where_a_filter_keeps_touchpoints_tone_and_emotions_are_those_said_there(world: Warehouse) -> None:
    delivery = Filter(touchpoints=("delivery",))
    listed = {
        row["feedback_id"]: (row["tone"], row["valence"], row["intensity"], row["present"])
        for row in rows(world, "comment_list", filter=delivery, order="newest", limit=9, offset=0)
    }
    assert listed == {
        1: (pytest.approx(-0.7), "negative", 2, ["disappointment", "anger"]),
        2: (pytest.approx(0.5), "positive", 2, ["joy"]),
        5: (None, None, None, []),
        6: (pytest.approx(-0.4), "negative", 1, ["disappointment"]),
        7: (pytest.approx(0.2), "mixed", 2, ["gratitude", "frustration"]),
    }
    exported = {int(row["feedback_id"]): row for row in rows(world, "export_list", filter=delivery)}
    for number, (tone, valence, intensity, present) in listed.items():
        row = exported[number]
        assert (row["tone"], row["valence"], row["intensity"]) == (tone, valence, intensity)
        assert (row["emotions"] or "") == ", ".join(sorted(present, key=EMOTION_CODES.index))
    for name, params in (
        ("typical_comment_list", {"language": None, "limit": 9, "offset": 0}),
        ("quote_list", {"language": None}),
    ):
        for row in rows(world, name, filter=delivery, **params):
            assert (row["tone"], row["valence"], row["intensity"], row["present"]) == listed[row["feedback_id"]]
    both = Filter(touchpoints=("use", "delivery"))
    first = rows(world, "comment_list", filter=both, order="oldest", limit=1, offset=0)[0]
    assert first["tone"] == pytest.approx((-0.7 + 0.8) / 2) and first["valence"] == "mixed"
    assert first["present"] == ["joy", "disappointment", "anger"]
    assert rows(world, "comment", feedback_id=1)[0]["present"] == ["joy", "anger"], "in full it is the whole comment"


def test_conditions_of_tone_and_emotions_hold_at_the_touchpoints_that_are_kept(world: Warehouse) -> None:
    def ids(*touchpoints: str, **limits: Any) -> set[int]:
        found = rows(
            world, "comment_list", filter=Filter(touchpoints=touchpoints, **limits), order="newest", limit=99, offset=0
        )
        return {row["feedback_id"] for row in found}

    assert ids("use", tone_from=0.5) == {1} and ids("delivery", tone_from=0.5) == {2}
    assert ids("use", valences=("positive",)) == {1} and ids("delivery", valences=("negative",)) == {1, 6}
    assert ids("use", leading_emotions=("joy",)) == {1} and ids("use", leading_emotions=("",)) == {3}
    assert ids("delivery", leading_emotions=("anger",)) == {1} and ids("use", leading_emotions=("anger",)) == set()
    assert ids("use", intensity_from=1) == {1} and ids("use", intensity_from=2) == set()
    assert ids("delivery", "use", emotions=("anger",), intensity_from=2) == {1}
    bands = rows(world, "leading_emotion_by_nps_band", filter=Filter(touchpoints=("use",)))
    assert {(row["nps_band"], row["emotion"]) for row in bands if row["present"]} == {
        ("promoter", "joy"),
        ("detractor", ""),
    }


# The same by brute force over random comments.


def crowd(size: int = 300, seed: int = 5) -> list[Answer]:
    draw = Random(seed)
    return [_drawn(draw, answer) for answer in sample_databases.crowd(size)]


def _drawn(draw: Random, answer: Answer) -> Answer:
    """The answer with up to four mentions; some scored ones have none, as before they are rescored."""
    if answer.tone is None or draw.random() < 0.1:
        return answer
    clauses = tuple(
        Clause(
            1,
            draw.choice(["payment", "delivery", "use", "kiosk", None]),
            round(draw.uniform(-1, 1), 2),
            {code: draw.randint(1, 3) for code in draw.sample(EMOTION_CODES, draw.randint(0, 2))},
            draw.choice([(), ("늦",)]),
            round(draw.uniform(0.5, 1), 2),
        )
        for _ in range(draw.randint(1, 4))
    )
    return replace(answer, mentions=clauses)


def said(answer: Answer) -> dict[str, tuple[float, set[str]]]:
    """Touchpoint ('' where it is at none) -> mean tone, 0 where it is not scored, and emotions of what the answer says there."""
    if not answer.mentions or answer.audience == "employee":
        return {answer.touchpoint or "": (answer.tone or 0.0, set(answer.emotions))}
    there: dict[str, list[Clause]] = defaultdict(list)
    placed = [clause for clause in answer.mentions if clause.touchpoint]
    for clause in placed or answer.mentions:
        there[clause.touchpoint or ""].append(clause)
    return {
        code: (fmean(clause.tone for clause in clauses), {emotion for clause in clauses for emotion in clause.emotions})
        for code, clauses in there.items()
    }


def complains(answer: Answer) -> bool:
    if answer.tone is None:
        return False
    clauses = answer.mentions or (Clause(0, None, answer.tone, answer.emotions, (), answer.confidence),)
    return any(
        clause.tone <= -0.35
        and clause.confidence >= 0.8
        and COMPLAINTS & set(clause.emotions)
        and not any(
            after.touchpoint == clause.touchpoint and after.tone >= 0.35 and after.confidence >= 0.8
            for after in clauses[place + 1 :]
        )
        for place, clause in enumerate(clauses)
    )


@pytest.fixture(scope="module")
def random_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Warehouse, list[tuple[int, Answer]]]]:
    path, answers = tmp_path_factory.mktemp("touchpoints") / "crowd.duckdb", crowd()
    sample_databases.build_database(path, answers, small_numbers=SmallNumbers(1, 1, 1))
    for warehouse in opened(path):
        yield warehouse, list(enumerate(answers, 1))


@pytest.mark.parametrize(
    ("filter", "keeps"),
    [
        (ALL, lambda item: item.audience == "customer"),
        (Filter(audience="employee"), lambda item: item.audience == "employee"),
        (Filter(channels=("app",), date_from=date(2025, 4, 1)), lambda item: item.audience == "customer" and item.channel == "app" and item.at is not None and item.at >= "2025-04-01"),
        (Filter(touchpoints=("use", "")), lambda item: item.audience == "customer" and not {"use", ""}.isdisjoint(said(item))),
        (Filter(complaints=("yes",)), lambda item: item.audience == "customer" and complains(item)),
        (
            Filter(touchpoints=("delivery", "kiosk"), emotions=("joy", "anger")),
            lambda item: item.audience == "customer" and item.tone is not None
            and any({"joy", "anger"} & emotions for code, (_, emotions) in said(item).items() if code in ("delivery", "kiosk")),
        ),
    ],
    ids=["customers", "employees", "a channel since April", "touchpoints", "complaints", "an emotion at touchpoints"],
)  # fmt: skip
def test_figures_are_those_of_brute_force(
    random_world: tuple[Warehouse, list[tuple[int, Answer]]], filter: Filter, keeps: Any
) -> None:
    warehouse, answers = random_world
    chosen = [item for _, item in answers if keeps(item)]
    assert len(chosen) > 10 and rows(warehouse, "comment_count", filter=filter) == [{"n": len(chosen)}]
    tones, felt, scores = defaultdict(list), defaultdict(list), defaultdict(list)
    for item in chosen:
        for code, (tone, emotions) in said(item).items():
            if item.tone is not None:
                tones[code].append(tone)
                felt[code].append(emotions)
            if item.nps is not None:
                scores[code].append(item.nps)
    found = {row["touchpoint"]: row for row in rows(warehouse, "tone_by_touchpoint", filter=filter)}
    assert {code: row["n"] for code, row in found.items()} == {code: len(values) for code, values in tones.items()}
    assert {code: row["tone"] for code, row in found.items()} == pytest.approx(
        {code: fmean(values) for code, values in tones.items()}, abs=1e-6
    )
    present = {
        (row["touchpoint"], row["emotion"]): row["present"]
        for row in rows(warehouse, "emotion_share_by_touchpoint", filter=filter)
    }
    assert present == {
        (code, emotion): sum(emotion in mix for mix in mixes)
        for code, mixes in felt.items()
        for emotion in EMOTION_CODES
    }
    nps = {
        row["touchpoint"]: (row["n"], row["promoters"]) for row in rows(warehouse, "nps_by_touchpoint", filter=filter)
    }
    assert nps == {code: (len(values), sum(value >= 9 for value in values)) for code, values in scores.items()}


@pytest.mark.parametrize("touchpoints", [("delivery",), ("",), ("payment", "use"), ("delivery", "", "kiosk")], ids=str)
def test_under_a_filter_of_touchpoints_figures_are_of_what_is_said_there(
    random_world: tuple[Warehouse, list[tuple[int, Answer]]], touchpoints: tuple[str, ...]
) -> None:
    warehouse, answers = random_world
    told: dict[int, tuple[float, set[str]]] = {}
    for number, item in answers:
        kept = [found for code, found in said(item).items() if code in touchpoints]
        if item.audience == "customer" and item.tone is not None and kept:
            told[number] = (fmean(tone for tone, _ in kept), set().union(*(emotions for _, emotions in kept)))
    filter = Filter(touchpoints=touchpoints)
    [tone] = rows(warehouse, "tone", filter=filter)
    assert (tone["n"], tone["tone"]) == (len(told), pytest.approx(fmean(tone for tone, _ in told.values()), abs=1e-6))
    found = {row["emotion"]: (row["n"], row["present"]) for row in rows(warehouse, "emotion_share", filter=filter)}
    assert found == {code: (len(told), sum(code in mix for _, mix in told.values())) for code in EMOTION_CODES}
    listed = rows(warehouse, "comment_list", filter=filter, order="newest", limit=999, offset=0)
    assert {row["feedback_id"]: set(row["present"]) for row in listed if row["state"] == "scored"} == {
        number: emotions for number, (_, emotions) in told.items()
    }


@pytest.mark.parametrize("period", [{}, {"date_from": date(2025, 4, 1), "date_until": date(2025, 7, 1)}], ids=str)
def test_a_filter_by_a_touchpoint_says_what_its_row_says(
    random_world: tuple[Warehouse, list[tuple[int, Answer]]], period: dict[str, date]
) -> None:
    check_filters_against_rows(random_world[0], Filter(**period))


def test_a_filter_by_a_touchpoint_says_what_its_row_says_of_the_sample_data(sample_file: Path) -> None:
    for warehouse in opened(sample_file):
        for filter in (ALL, Filter(date_from=date(2026, 3, 1), date_until=date(2026, 4, 1))):
            check_filters_against_rows(warehouse, filter)


def test_a_filter_by_a_touchpoint_says_what_its_row_says_to_those_who_may_not_read_comments(sample_file: Path) -> None:
    check_filters_against_rows(open_warehouse(sample_file, reads_comments=False), ALL)


def check_filters_against_rows(warehouse: Warehouse, filter: Filter) -> None:
    """Tone and shares under a filter by one touchpoint are the row of that touchpoint: whole, by month, and as a list has them."""
    grain = {"grain": "month"}
    tones = {row.pop("touchpoint"): row for row in rows(warehouse, "tone_by_touchpoint", filter=filter)}
    assert len(tones) > 3
    shares = _rows_at(rows(warehouse, "emotion_share_by_touchpoint", filter=filter))
    months = _rows_at(rows(warehouse, "tone_by_touchpoint_and_period", filter=filter, **grain))
    shares_of_months = _rows_at(rows(warehouse, "emotion_share_by_touchpoint_and_period", filter=filter, **grain))
    for code, expected in tones.items():
        there = replace(filter, touchpoints=(code,))
        [tone] = rows(warehouse, "tone", filter=there)
        assert tone == pytest.approx(expected, abs=1e-6)
        for found, told in (
            (rows(warehouse, "emotion_share", filter=there), shares[code]),
            (rows(warehouse, "tone_by_period", filter=there, **grain), months.get(code, [])),
            (rows(warehouse, "emotion_share_by_period", filter=there, **grain), shares_of_months.get(code, [])),
        ):
            assert _in_order(found) == [pytest.approx(row, abs=1e-6) for row in _in_order(told)]
        share = max(shares[code], key=lambda row: row["present"] or 0)
        if share["present"] and warehouse.reads_comments:
            narrow = replace(there, emotions=(share["emotion"],), states=("scored",))
            assert rows(warehouse, "comment_count", filter=narrow)[0]["n"] in (share["present"], None)
            listed = rows(warehouse, "comment_list", filter=narrow, order="newest", limit=9, offset=0)
            assert all(share["emotion"] in row["present"] for row in listed)


def _rows_at(found: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    at: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in found:
        at[row.pop("touchpoint")].append(row)
    return at


def _in_order(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(found, key=lambda row: (str(row.get("period")), row.get("emotion", "")))


def test_periods_of_a_touchpoint_are_of_what_is_said_there(
    random_world: tuple[Warehouse, list[tuple[int, Answer]]],
) -> None:
    warehouse, answers = random_world
    tones: dict[tuple[str, str], list[float]] = defaultdict(list)
    joys: dict[tuple[str, str], int] = defaultdict(int)
    for _, item in answers:
        if item.audience == "customer" and item.at and item.tone is not None:
            for code, (tone, emotions) in said(item).items():
                tones[code, item.at[:7]].append(tone)
                joys[code, item.at[:7]] += "joy" in emotions
    for name, params in (
        ("tone_by_touchpoint_and_period", {}),
        ("tone_by_dimension_and_period", {"dimension": "touchpoint"}),
    ):
        found = {
            (row.get("touchpoint", row.get("part")), str(row["period"])[:7]): row["tone"]
            for row in rows(warehouse, name, filter=ALL, grain="month", **params)
        }
        assert found == pytest.approx({key: fmean(values) for key, values in tones.items()}, abs=1e-6)
    shares = rows(warehouse, "emotion_share_by_touchpoint_and_period", filter=ALL, grain="month")
    assert {
        (row["touchpoint"], str(row["period"])[:7]): row["present"] for row in shares if row["emotion"] == "joy"
    } == joys


def test_what_changed_most_compares_what_is_said_at_each_touchpoint(
    random_world: tuple[Warehouse, list[tuple[int, Answer]]],
) -> None:
    warehouse, _ = random_world
    halves = {"filter": Filter(date_from=date(2025, 7, 1)), "other": Filter(date_until=date(2025, 7, 1))}
    found = rows(warehouse, "emotion_share_change_list", limit=99, **halves)
    assert len(found) == len(EMOTION_CODES)
    for row in found:
        name = "emotion_share" if row["touchpoint"] is None else "emotion_share_by_touchpoint"
        for side, value in (("filter", "value"), ("other", "other_value")):
            [alone] = [
                item for item in rows(warehouse, name, filter=halves[side])
                if item["emotion"] == row["emotion"] and item.get("touchpoint") == row["touchpoint"]
            ]  # fmt: skip
            assert row[value] == pytest.approx(alone["share"])
    compared = rows(warehouse, "emotion_share_comparison_by_touchpoint", **halves)
    assert {row["touchpoint"] for row in compared} >= {None, "payment", "delivery"}
    for half, side in (("filter", "value"), ("other", "other_value")):
        alone = {
            (item["touchpoint"], item["emotion"]): item["share"]
            for item in rows(warehouse, "emotion_share_by_touchpoint", filter=halves[half])
        }
        for row in compared:
            if row["touchpoint"] is not None:
                assert row[side] == pytest.approx(alone[row["touchpoint"], row["emotion"]])
    for row in rows(warehouse, "tone_comparison_by_touchpoint", **halves):
        tones = {
            item["touchpoint"]: item["tone"] for item in rows(warehouse, "tone_by_touchpoint", filter=halves["filter"])
        }
        assert row["value"] == pytest.approx(tones[row["touchpoint"]])


def test_scores_agree_with_full_marks_and_promoters_who_complain(
    random_world: tuple[Warehouse, list[tuple[int, Answer]]],
) -> None:
    warehouse, answers = random_world
    scored = [item for _, item in answers if item.audience == "customer" and item.tone is not None]
    found = {row["kind"]: row["n"] for row in rows(warehouse, "disagreement_count", filter=ALL)}
    assert found["promoter_with_complaint"] == sum((item.nps or 0) >= 9 and complains(item) for item in scored)
    assert found["full_marks_with_complaint"] == sum(item.rating == 5 and complains(item) for item in scored)


def test_a_database_before_rescoring_goes_by_the_column(tmp_path: Path) -> None:
    bare = [replace(item, mentions=()) for item in HAND_MADE]
    for warehouse in opened(
        sample_databases.build_database(tmp_path / "former.duckdb", bare, small_numbers=SmallNumbers(1, 1, 1))
    ):
        found = {row["touchpoint"]: row["n"] for row in rows(warehouse, "tone_by_touchpoint", filter=ALL)}
        assert found == {"payment": 1, "delivery": 2, "": 3}
        assert rows(warehouse, "touchpoint_coverage", filter=ALL)[0]["by_word"] == 0
