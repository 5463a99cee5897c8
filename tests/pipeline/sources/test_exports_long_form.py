"""Tables with one row an answer: put together, in any form and language."""

import json
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.records import RawFeedback
from pipeline.sources.exports.row_gathering import GatheredRow, gathered
from tests.pipeline.sources.survey_exports import ANSWERS, IDS, RECOMMEND, SATISFIED, WHY
from tests.pipeline.sources.tables import everything, table, written


def test_the_long_form_is_put_together(tmp_path: Path) -> None:
    inspection, good, bad = everything(table(tmp_path, ANSWERS))
    assert (inspection.kind, inspection.source, inspection.rating_max) == ("longform", "survey-answers", 5)
    assert inspection.mapping == {
        "id": "submission_id", "date": "collected_at", "customer": "user_id", "language": "language",
        "nps": RECOMMEND, "text": WHY, "rating": SATISFIED,
    }  # fmt: skip
    assert good == [
        RawFeedback(
            "a.csv", 2, "survey-answers", id=IDS[0], text="A day early", nps=9, customer="u1", language="en",
            answered_at=datetime(2026, 9, 15, 17, 40, 2),
        ),
        RawFeedback(
            "a.csv", 3, "survey-answers", id=IDS[1], text="상자가 다 찌그러져 왔어요", nps=2, customer="u2",
            language="ko", answered_at=datetime(2026, 9, 15, 17, 41, 2),
        ),
        RawFeedback(
            "a.csv", 7, "survey-answers", id=IDS[2], rating=4.0, rating_max=5, language="en",
            answered_at=datetime(2026, 9, 15, 17, 42, 2),
        ),
    ]  # fmt: skip
    assert [(row.row, row.reason.found.split(":")[0]) for row in bad] == [
        (8, "no submission id"),
        (9, "nothing to count"),
    ]


def test_the_long_form_as_json_and_with_one_answer_column(tmp_path: Path) -> None:
    records = [
        {"submission_id": 1, "field_id": "n", "field_type": "nps", "response_value": 9},
        {"submission_id": 2, "field_id": "w", "field_type": "text", "response_value": "too slow, I gave up"},
        {"submission_id": 1, "field_id": "w", "field_type": "text", "response_value": "good and cheap"},
        {"submission_id": 2, "field_id": "n", "field_type": "nps", "response_value": 0},
        {"submission_id": 2, "field_id": "n", "field_type": "nps", "response_value": 0},
    ]
    path = written(tmp_path, json.dumps({"data": records, "limit": 100}), "records.json")
    inspection, good, bad = everything(path)
    assert (inspection.kind, inspection.source, bad) == ("longform", "records", [])
    assert [(row.id, row.nps, row.text) for row in good] == [
        ("1", 9, "good and cheap"),
        ("2", 0, "too slow, I gave up"),
    ]


def test_korean_long_form(tmp_path: Path) -> None:
    score, why = "우리 앱을 추천하시겠습니까?", "그 이유는 무엇인가요?"
    rows = [["응답ID", "질문", "답변", "응답일시"]]
    rows += [["가1", score, "8", "2026-09-15 10:00"], ["가1", why, "배송이 빨라서", "2026-09-15 10:00"]]
    rows += [["가2", score, "1", "2026-09-16 10:00"], ["가2", why, "자꾸 멈춰서 싫어요", ""]]
    inspection, good, _ = everything(table(tmp_path, rows, encoding="cp949"))
    assert (inspection.kind, inspection.encoding) == ("longform", "cp949")
    assert [(row.nps, row.text) for row in good] == [(8, "배송이 빨라서"), (1, "자꾸 멈춰서 싫어요")]


def test_questions_of_several_surveys_meet_in_one_score(tmp_path: Path) -> None:
    rows = [
        ["submission_id", "field_id", "field_type", "response_value"],
        ["a", "n1", "nps", "9"],
        ["b", "n2", "nps", "3"],
    ]
    inspection, good, _ = everything(table(tmp_path, rows))
    assert [row.nps for row in good] == [9, 3]
    assert any("n1 and n2" in note.found for note in inspection.notes)


def test_an_answer_given_twice_is_seen(tmp_path: Path) -> None:
    rows = [["submission_id", "field_id", "field_type", "response_value"],
            ["a", "n", "nps", "9"], ["a", "n", "nps", "3"], ["b", "n", "nps", "3"],
            ["b", "w", "text", "slow and cold"], ["b", "w", "text", "and dear"]]  # fmt: skip
    _, good, bad = everything(table(tmp_path, rows))
    assert [(row.id, row.text) for row in good] == [("b", "slow and cold\nand dear")]
    assert len(bad) == 1 and "9\n3" in json.loads(bad[0].raw)["n"]


def test_consent_in_the_long_form(tmp_path: Path) -> None:
    rows = [["submission_id", "question", "answer"],
            ["a", "Why?", "because of the price"], ["a", "Do you consent to the use of your data?", "yes"],
            ["b", "Why?", "secret words of mine"], ["b", "Do you consent to the use of your data?", "no"],
            ["c", "Why?", "never asked about it"]]  # fmt: skip
    _, good, bad = everything(table(tmp_path, rows))
    assert [(row.consent_analyse, row.text) for row in good] == [
        (True, "because of the price"),
        (False, None),
        (False, None),
    ]
    assert not bad


@settings(max_examples=100)
@given(st.lists(st.tuples(st.sampled_from("abcde"), st.text(st.characters(), max_size=3)), max_size=40))
def test_gathering_keeps_all_and_their_order(answers: list[tuple[str, str]]) -> None:
    found = list(gathered(GatheredRow(name, number, [text]) for number, (name, text) in enumerate(answers)))
    assert [group[0].name for group in found] == list(dict.fromkeys(name for name, _ in answers))
    flat = [item for group in found for item in group]
    assert sorted((item.number, item.name, item.held[0]) for item in flat) == [
        (number, name, text) for number, (name, text) in enumerate(answers)
    ]
    assert all(before.number < after.number for group in found for before, after in pairwise(group))
