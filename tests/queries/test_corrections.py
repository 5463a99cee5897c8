"""People's corrections: rows worked out on paper, and every query asking as if the rows had been so from the start."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from pipeline.config.settings import SmallNumbers
from pipeline.corrections import file as corrections_file
from pipeline.corrections.events import Correction, Undoing, mark_of_text, masked_name, new_id, now
from queries import QUERIES, Filter, FilterRefused, Warehouse, file_identity, open_warehouse
from tests.queries.test_contracts import USABLE
from tests.sample_databases import Answer, Clause, build_database

TEXT = "배송은 느렸지만 상담원이 친절했어요"
SHOWN = SmallNumbers(1, 1, 8)
ALL = (Filter(),)
FILTERS = (
    Filter(),
    Filter(emotions=("anger",), touchpoints=("delivery", "payment")),
    Filter(audience="employee"),
)
FURTHER_FILTERS = (
    Filter(topic="배송 + 늦다, 말 + 있다", complaints=("yes",)),
    Filter(touchpoints=("delivery",), topic="말 + 있다"),
    Filter(repeats=("once",), tone_from=-0.4, tone_until=0.7),
    Filter(leading_emotions=("joy", ""), valences=("positive", "neutral"), intensity_from=1),
    Filter(touchpoints=("",), emotions=("joy", "anger"), intensity_from=2),
)
"""By what corrections change, by topics and without the repeats of floods."""
NOT_COMPARED = ("words", "touchpoint_from", "probability", "confidence", "corrected", "corrected_by", "corrected_at")
"""Columns that say that a person has spoken, in place of words and probabilities."""


def says(
    answer: int,
    text: str | None = TEXT,
    tone: float | None = None,
    emotions: Mapping[str, int] | None = None,
    touchpoint: str | None = None,
    span: tuple[int, int] | None = None,
    by: str = "Kim",
) -> Correction:
    return Correction(new_id(), now(), masked_name(by), answer, span, mark_of_text(text), tone, emotions, touchpoint)


def corrected(path: Path, *corrections: Correction) -> Warehouse:
    corrections_file.append(path, corrections)
    return open_warehouse(path)


def comment(warehouse: Warehouse, number: int = 1) -> dict[str, Any]:
    return warehouse.run("comment", feedback_id=number).to_pylist()[0]


TWO_PLACES = Answer(
    "2026-01-05 10:00", TEXT, -0.2, {"frustration": 2, "gratitude": 1}, ("anger",), nps=9, touchpoint="use",
    mentions=(
        Clause(9, "delivery", -0.9, {"frustration": 2}, ("배송",)),
        Clause(11, "support", 0.8, {"gratitude": 1}, ("상담원",)),
    ),
)  # fmt: skip
ONE_PLACE = Answer(
    "2026-01-06 10:00", "결제가 안 돼요 화나요", -0.9, {"anger": 2}, nps=2, touchpoint="payment",
    mentions=(
        Clause(9, "payment", -0.9, {"anger": 1}, ("결제",)),
        Clause(4, "payment", -0.95, {"anger": 2}),
    ),
)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return build_database(tmp_path / "ondo.duckdb", [TWO_PLACES, ONE_PLACE], small_numbers=SHOWN)


def test_a_comment_at_several_touchpoints_loses_in_its_mentions_what_it_has_not(path: Path) -> None:
    warehouse = corrected(path, says(1, tone=0.5, emotions={"gratitude": 3, "joy": 1}))
    row = comment(warehouse)
    assert (row["tone"], row["confidence"], row["valence"], row["intensity"]) == (0.5, 1, "positive", 3)
    assert row["present"] == ["joy", "gratitude"]
    assert [item["emotion"] for item in row["emotions"]] == ["joy", "gratitude", "anger"], "the faint one stays"
    assert [(item["tone"], item["leading_emotion"]) for item in row["mentions"]] == [
        (pytest.approx(-0.9), None),
        (pytest.approx(0.8), "gratitude"),
    ]
    shares = warehouse.run("emotion_share_by_touchpoint", filter=Filter()).to_pylist()
    assert not [item for item in shares if item["emotion"] == "frustration" and item["share"]]
    complaints = warehouse.run("disagreement_count", filter=Filter()).to_pylist()
    assert not any(item["n"] for item in complaints if item["kind"] == "promoter_complaint"), complaints


def test_a_comment_at_one_touchpoint_says_it_of_all_its_mentions(path: Path) -> None:
    warehouse = corrected(path, says(2, ONE_PLACE.text, 1.0, {"joy": 2}, "delivery"))
    mentions = comment(warehouse, 2)["mentions"]
    assert [(item["touchpoint"], item["tone"], item["leading_emotion"]) for item in mentions] == [
        ("delivery", 1, "joy"),
        ("delivery", 1, "joy"),
    ]
    assert {item["touchpoint_from"] for item in mentions} == {"person"} and not any(item["words"] for item in mentions)
    tones = {row["touchpoint"]: row["tone"] for row in warehouse.run("tone_by_touchpoint", filter=Filter()).to_pylist()}
    assert tones == {"delivery": pytest.approx((1 - 0.9) / 2), "support": pytest.approx(0.8)}


def test_what_is_said_of_what_goes_with_the_mention_that_says_it(tmp_path: Path) -> None:
    pairs = {"배송+느리다": 1, "상담원+친절": 2}
    no_mentions = replace(ONE_PLACE, mentions=(), touchpoint=None, pairs={"결제+안 되다": 0})
    path = build_database(
        tmp_path / "ondo.duckdb", [replace(TWO_PLACES, pairs=pairs), no_mentions], small_numbers=SHOWN
    )
    warehouse = corrected(
        path, says(1, touchpoint="payment", span=(9, 20)), says(2, ONE_PLACE.text, touchpoint="delivery")
    )
    found = {
        (place, topic): warehouse.run("comment_count", filter=Filter(touchpoints=(place,), topic=topic)).to_pylist()[0][
            "n"
        ]
        for place in ("delivery", "support", "payment")
        for topic in (*pairs, "결제+안 되다")
    }
    assert {key for key, n in found.items() if n} == {
        ("delivery", "배송+느리다"),
        ("payment", "상담원+친절"),
        ("delivery", "결제+안 되다"),
    }


def test_a_comment_follows_its_mentions_in_what_has_changed(path: Path) -> None:
    said = says(1, emotions={"trust": 2}, tone=0.5, span=(0, 9))
    row = comment(corrected(path, said, says(1, touchpoint="", span=(9, 20))))
    assert sorted(row["present"]) == ["gratitude", "trust"] and row["tone"] == pytest.approx(-0.2)
    assert row["mentions"][0]["tone"] == 0.5 and row["mentions"][1]["touchpoint"] is None
    lower = says(2, ONE_PLACE.text, emotions={"anger": 1}, span=(9, 12))
    assert comment(corrected(path, lower), 2)["intensity"] == 1, "no mention has it stronger"


def test_a_span_that_is_no_mention_any_more_is_found_by_its_middle(path: Path) -> None:
    row = comment(corrected(path, says(1, tone=0.0, span=(8, 20)), says(1, tone=0.0, span=(500, 600))))
    assert [item["tone"] for item in row["mentions"]] == [pytest.approx(-0.9), 0]


def test_an_undone_correction_leaves_nothing(path: Path) -> None:
    before, identity = _all_answers(open_warehouse(path), ALL), file_identity(path)
    one = says(1, tone=1.0, emotions={"joy": 3}, touchpoint="delivery")
    assert _all_answers(corrected(path, one), ALL) != before and file_identity(path) != identity
    corrections_file.undo(path, [one.id], Undoing("", now(), one.by, ""))
    assert _all_answers(open_warehouse(path), ALL) == before


def test_what_cannot_be_used_waits(path: Path) -> None:
    before = _all_answers(open_warehouse(path), ALL)
    after = corrected(
        path,
        says(77, tone=1.0),
        says(1, "another text", tone=1.0),
        says(1, emotions={"glee": 2}),
        says(1, touchpoint="the moon"),
    )
    assert _all_answers(after, ALL) == before
    assert not after._connection.execute("from own_label").fetchall()


def test_accuracy_and_the_queue_by_hand(path: Path) -> None:
    warehouse = open_warehouse(path)
    queue = warehouse.run("doubtful_comment_list", filter=Filter(), limit=9, offset=0).to_pylist()
    # a promoter of tone -0.2 with confidence 0.9, and a detractor who sounds like one: 2 (1 - 0.9) for both, the newest first
    assert [(row["feedback_id"], round(row["doubt"], 6), row["influence"]) for row in queue] == [
        (2, 0.2, 1),
        (1, 0.2, 1),
    ]
    assert warehouse.run("accuracy_by_label").num_rows == 0
    said = [says(1, tone=-0.2, emotions={"gratitude": 1}), says(2, ONE_PLACE.text, tone=0.5)]
    warehouse = corrected(path, *said)
    found = {(row["about"], row["label"]): row for row in warehouse.run("accuracy_by_label").to_pylist()}
    assert [(row["n"], row["present"], row["share"]) for row in (found["tone", ""],)] == [(2, 1, 0.5)]
    assert [found["tone", "negative"][name] for name in ("labelled", "found", "both")] == [0, 1, 0]
    assert [found["emotion", "frustration"][name] for name in ("labelled", "found", "both", "n")] == [0, 1, 0, 1]
    assert [found["emotion", "gratitude"][name] for name in ("labelled", "found", "both", "present")] == [1, 1, 1, 1]
    assert warehouse.run("doubtful_comment_list", filter=Filter(), limit=9, offset=0).num_rows == 0
    assert warehouse.run("known_answer_list", ids=[1, 9]).column("feedback_id").to_pylist() == [1]


def test_a_file_that_cannot_be_read_is_said(path: Path) -> None:
    corrections_file.path_of(path).mkdir()
    with pytest.raises(corrections_file.DatabaseError, match="the corrections cannot be read"):
        open_warehouse(path)


def test_nobody_can_write_through_corrected_rows(path: Path) -> None:
    warehouse = corrected(path, says(1, tone=1.0))
    for statement in ("delete from warehouse.feedback", "update uncorrected.feedback set tone = 1", "attach 'x'"):
        with pytest.raises(Exception, match=r"(?i)error"):
            warehouse._connection.cursor().execute(statement)


@pytest.mark.parametrize(("seed", "reads_comments"), [(0, True), (1, False)])
def test_every_query_answers_as_if_the_rows_had_been_so(tmp_path: Path, seed: int, reads_comments: bool) -> None:
    draw = Random(seed)
    answers = [_stranger(draw) for _ in range(90)]
    corrections, changed = _corrected_at_random(draw, answers)
    path = build_database(tmp_path / "told.duckdb", answers, small_numbers=SHOWN)
    other = build_database(tmp_path / "so.duckdb", changed, small_numbers=SHOWN)
    corrections_file.append(path, corrections)
    found = _all_answers(open_warehouse(path, reads_comments=reads_comments), FILTERS, FURTHER_FILTERS)
    wanted = _all_answers(open_warehouse(other, reads_comments=reads_comments), FILTERS, FURTHER_FILTERS)
    for asked in wanted:
        assert found[asked] == wanted[asked], asked
    assert len(wanted) > 100
    if reads_comments:
        assert {"recovery_by_touchpoint", "weekly_sum_list", "flood_count", "topic_count_list"} <= {
            asked.split()[0] for asked, rows in wanted.items() if rows
        }


STAFF = Answer(
    "2026-01-05 10:00", "회의가 너무 길어요", -0.6, {"anger": 2}, nps=3, audience="employee", touchpoint="use",
    mentions=(Clause(10, "use", -0.6, {"anger": 2}, ("회의",)),),
)  # fmt: skip


@pytest.mark.parametrize("reads_comments", [True, False])
def test_correcting_tells_nothing_of_an_employees_answer_that_may_not_be_read(
    tmp_path: Path, reads_comments: bool
) -> None:
    """Two files that differ in nothing but what is hidden: nine employees, of whom the ninth is in no full block."""
    happy = replace(STAFF, text="아주 좋아요 감사합니다", tone=0.9, emotions={"joy": 3}, nps=10, mentions=())
    joyful = Filter(audience="employee", emotions=("joy",), tone_from=0.5)
    filters = (joyful if reads_comments else Filter(audience="employee"),)
    of_all = [says(number, None, 1.0, {"joy": 2}) for number in range(1, 10)]
    seen: list[dict[str, Any]] = []
    for name, ninth in (("sad", STAFF), ("happy", happy)):
        path = build_database(tmp_path / f"{name}.duckdb", [*[STAFF] * 8, ninth, TWO_PLACES], small_numbers=SHOWN)
        assert open_warehouse(path).run("tone", filter=joyful).to_pylist()[0]["n"] is None
        for said in (of_all[:8], of_all[8:]):
            corrections_file.append(path, said)
            warehouse = open_warehouse(path, reads_comments=reads_comments)
            seen.append(_all_answers(warehouse, filters))
        assert warehouse.run("tone", filter=filters[0]).to_pylist()[0]["n"] == 8
        assert open_warehouse(path).run("known_answer_list", ids=[8, 9]).column("feedback_id").to_pylist() == [8]
    assert all(each == seen[0] for each in seen), "the ninth is nowhere, whatever it says or is said of it"


def _all_answers(warehouse: Warehouse, filters: Sequence[Filter], further: Sequence[Filter] = ()) -> dict[str, Any]:
    """What every query that may be asked answers for each of the filters, and for one of the further ones, in turn."""
    answers = {}
    for number, query in enumerate(QUERIES.values()):
        turn = further[number % len(further) :][:1] if further else ()
        for chosen in (*filters, *turn) if "filter" in query.params else filters[:1]:
            params = {name: chosen if name == "filter" else USABLE[name] for name in query.params}
            if query.name in _OF_CORRECTIONS or (not warehouse.reads_comments and query.name in _OF_COMMENTS):
                continue
            try:
                answers[f"{query.name} {chosen}"] = _rounded(warehouse.run(query.name, **params).to_pylist())
            except FilterRefused:
                continue
    return answers


_OF_COMMENTS = ("rejected_row_list", "lemma_list", "unplaced_lemma_list")
_OF_CORRECTIONS = ("accuracy_by_label", "doubtful_comment_list")


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 5)
    if isinstance(value, dict):
        return {name: _rounded(item) for name, item in value.items() if name not in NOT_COMPARED}
    return [_rounded(item) for item in value] if isinstance(value, list) else value


def _stranger(draw: Random) -> Answer:
    text = draw.choice(
        (*["배송이 늦었어요 화나요"] * 4, "결제가 편해서 좋아요", TEXT, "빨리 왔으면 좋겠어요 감사합니다")
    )
    felt = {code: draw.randint(1, 3) for code in draw.sample(("anger", "joy", "trust", "anxiety"), draw.randint(0, 2))}
    tone = round(draw.uniform(-1, 1), 2)
    places = draw.choice(((None,), ("delivery",), ("payment", "payment"), ("delivery", "support")))
    clauses = [
        Clause(
            5,
            place,
            round(draw.uniform(-1, 1), 2) if len(places) > 1 else tone,
            felt if len(places) == 1 or number else {},
            ("말",) if place else (),
        )
        for number, place in enumerate(places)
    ]
    return Answer(
        f"2026-{draw.choice((1, 1, 2, 3)):02}-{draw.randint(1, 28):02} 10:00",
        text,
        tone,
        felt,
        customer=f"key-{draw.randint(1, 40)}",
        rating=draw.choice((None, 1, 4, 5)),
        rating_max=5,
        nps=draw.choice([None, 0, 7, 10]),
        touchpoint=places[0],
        language="ko",
        audience=draw.choice(["customer"] * 3 + ["employee"]),
        mentions=tuple(clauses),
        pairs={pair: _place_of(places, number) for number, pair in enumerate(PAIRS[: len(places)])},
    )


PAIRS = ("말+있다", "배송+늦다")


def _place_of(places: Sequence[str | None], number: int) -> int:
    """The place, from 1, among the touchpoints of a comment's mentions of that of one of them; 0 for none."""
    named = list(dict.fromkeys(place for place in places if place))
    return named.index(places[number]) + 1 if places[number] else 0


def _corrected_at_random(draw: Random, answers: Sequence[Answer]) -> tuple[list[Correction], list[Answer]]:
    """Corrections of some answers, and the answers as they then are: of one mention, or of the whole where it is at one place."""
    corrections, changed = [], list(answers)
    for number in draw.sample(range(len(answers)), 20):
        answer = answers[number]
        tone, felt = draw.choice((-1.0, 0.0, 0.5)), {draw.choice(("joy", "anger", "hope")): draw.randint(1, 3)}
        felt = {code: level for code, level in felt.items() if code != "hope"}
        place = draw.choice(("delivery", "payment", None)) if answer.audience == "customer" else None
        is_customers = answer.audience == "customer"
        last = answer.mentions[-1]
        if len({clause.touchpoint for clause in answer.mentions}) > 1 and not is_customers:
            corrections.append(says(number + 1, answer.text, None, felt, None, (5, len(answer.text or ""))))
            changed[number] = replace(
                answer, emotions=felt, mentions=(*answer.mentions[:-1], replace(last, emotions=felt))
            )
            continue
        corrections.append(says(number + 1, answer.text, tone, felt, (place or "") if is_customers else None))
        mentions = tuple(
            replace(
                clause,
                tone=tone,
                emotions=felt,
                confidence=1.0,
                touchpoint=place if is_customers else clause.touchpoint,
                words=(("말",) if place else ()) if is_customers else clause.words,
            )
            for clause in answer.mentions
        )
        moved = {pair: int(place is not None) for pair in answer.pairs} if is_customers else answer.pairs
        changed[number] = replace(answer, tone=tone, emotions=felt, confidence=1.0, mentions=mentions, pairs=moved)
    return corrections, changed
