"""Qualtrics: three header rows, its own recommend question, several open questions, and consent among them."""

from datetime import datetime
from pathlib import Path

import pytest

from pipeline.errors import DataRefused
from pipeline.records import RawFeedback, ReadOptions
from pipeline.sources import inspect
from pipeline.sources.exports.survey_questions import (
    recommend_number,
)
from tests.pipeline.sources.survey_exports import ASKED, QUICK, RESPONSES, ZONE, qualtrics_rows
from tests.pipeline.sources.tables import book, everything, table


def test_qualtrics_is_read_without_options(tmp_path: Path) -> None:
    inspection, good, bad = everything(table(tmp_path, qualtrics_rows(), encoding="utf-8-sig"))
    assert (inspection.kind, inspection.source, inspection.rows) == ("qualtrics", "qualtrics", 6)
    assert inspection.mapping == {
        "date": "EndDate", "id": "ResponseId", "customer": "ExternalReference", "channel": "DistributionChannel",
        "language": "UserLanguage", "nps": "Q1", "text": "Q2", "segment": "segment",
    }  # fmt: skip
    assert good[0] == RawFeedback(
        file="a.csv", row=4, source="qualtrics", id="R_1aBcDeFgHiJkLmN", text=QUICK, nps=10,
        answered_at=datetime(2026, 9, 16, 9, 44, 10), customer="CUST-77812", channel="email", segment="gold",
        language="en",
    )  # fmt: skip
    assert [(row.row, row.nps, row.text) for row in good[1:]] == [
        (5, 3, "앱이 자꾸 꺼져서 답답해요"),
        (8, None, "The checkout is confusing"),
    ]
    assert [(row.row, row.reason.found[:9]) for row in bad] == [(6, "a preview"), (7, "a preview"), (9, "nothing t")]
    assert any(ZONE in note.found for note in inspection.notes)


def test_qualtrics_tsv_in_utf_16_is_the_same(tmp_path: Path) -> None:
    first = everything(table(tmp_path, qualtrics_rows()))[1]
    tsv = table(tmp_path, qualtrics_rows(), "a.csv", encoding="utf-16", delimiter="\t")
    inspection, good, _ = everything(tsv)
    assert (inspection.kind, inspection.encoding, inspection.delimiter) == ("qualtrics", "utf-16", "\t")
    assert good == first


def test_qualtrics_workbook_has_no_row_of_json(tmp_path: Path) -> None:
    path = book(tmp_path, [list(row) for row in qualtrics_rows(with_json=False)])
    inspection, good, bad = everything(path)
    assert (inspection.kind, len(good), len(bad)) == ("qualtrics", 3, 3)
    assert (good[0].row, good[0].answered_at) == (3, datetime(2026, 9, 15, 18, 44, 10))
    assert any("does not name its time zone" in note.found for note in inspection.notes)
    assert inspection.mapping["text"] == "Q2"


@pytest.mark.parametrize(
    ("status", "is_kept"),
    [("0", 1), ("4", 1), ("16", 1), ("32", 1), ("1", 0), ("2", 0), ("8", 0), ("9", 0), ("12", 0), ("17", 0), ("40", 0),
     ("IP Address", 1), ("Imported", 1), ("Survey Test", 0), ("Offline Preview", 0), ("Possible Spam", 0), ("", 1)],
)  # fmt: skip
def test_qualtrics_status_tells_answers_from_previews_tests_and_spam(tmp_path: Path, status: str, is_kept: int) -> None:
    _, good, bad = everything(table(tmp_path, qualtrics_rows([RESPONSES[0] | {"Status": status}])))
    assert (len(good), len(bad)) == (is_kept, 1 - is_kept)


@pytest.mark.parametrize(
    ("zone", "there"), [("Asia/Seoul", 18), ("UTC", 27), ("Europe/Berlin", 25), ("Atlantis/City", 18)]
)
def test_qualtrics_times_are_those_of_its_zone(tmp_path: Path, zone: str, there: int) -> None:
    inspection, good, _ = everything(table(tmp_path, qualtrics_rows(zone=zone)))
    assert good[0].answered_at == datetime(2026, 9, 15 + there // 24, there % 24, 44, 10)
    assert any("does not name" in note.found for note in inspection.notes) == (zone == "Atlantis/City")


@pytest.mark.parametrize(
    ("cell", "number"),
    [("10", 10), ("0", 0), ("10 - Extremely likely", 10), ("Not at all likely - 0", 0), ("7.0", 7), ("9점", 9),
     ("Extremely likely", 10), ("Not at all likely", 0), ("전혀 추천하지 않음", 0), ("매우 추천함", 10),
     ("매우 추천하지 않음", None), ("매우 비추천", None), ("11", None), ("-1", None), ("7.5", None), ("1 of 10", None),
     ("maybe", None), ("", None), (8, 8), (8.0, 8), (True, None), (None, None), (float("nan"), None)],
)  # fmt: skip
def test_recommend_numbers(cell: object, number: int | None) -> None:
    assert recommend_number(cell) == number


def test_qualtrics_choice_text_of_the_recommend_question(tmp_path: Path) -> None:
    labelled = [one | {"Q1": f"{one['Q1']} - so likely"} if "Q1" in one else one for one in RESPONSES]
    assert [row.nps for row in everything(table(tmp_path, qualtrics_rows(labelled)))[1]] == [10, 3, None]


def test_a_recommend_question_is_told_by_its_words_too(tmp_path: Path) -> None:
    asked = [("추천", "마루를 친구에게 추천하실 의향이 있으신가요?", "QID1"), *ASKED[2:]]
    responses = [{"추천": "9", "Q2": "빠르고 친절했어요"}, {"추천": "2", "Q2": "상자가 찢어져 왔어요"}]
    inspection, good, _ = everything(table(tmp_path, qualtrics_rows(responses, asked)))
    assert inspection.mapping["nps"] == "추천"
    assert [row.nps for row in good] == [9, 2]


def test_several_open_questions_become_one_text(tmp_path: Path) -> None:
    asked = [*ASKED, ("Q3", "개선할 점이 있다면 적어 주세요", "QID3_TEXT"), ("Q6", "Which tea is best?", "QID6_TEXT")]
    responses = [
        RESPONSES[0] | {"Q3": "포장을 줄여 주세요", "Q6": "Green"},
        RESPONSES[1],
        RESPONSES[5] | {"Q3": "쿠폰이 필요해요"},
    ]
    path = table(tmp_path, qualtrics_rows(responses, asked))
    inspection, good, _ = everything(path)
    assert [row.text for row in good] == [
        f"{QUICK}\n포장을 줄여 주세요",
        "앱이 자꾸 꺼져서 답답해요",
        "쿠폰이 필요해요",
    ]
    assert any("Q2 and Q3" in note.found for note in inspection.notes)
    assert [row.text for row in everything(path, mapping={"Q2": "text"})[1]] == [QUICK, "앱이 자꾸 꺼져서 답답해요"]


def test_questions_without_known_words_fall_back_on_the_wordiest(tmp_path: Path) -> None:
    asked = [*ASKED[:2], ("Q7", "Go on:", "QID7_TEXT"), ("Q8", "One word:", "QID8_TEXT")]
    responses = [{"Q1": "9", "Q7": f"It was lovely in room {n}", "Q8": "ok"} for n in range(3)]
    assert everything(table(tmp_path, qualtrics_rows(responses, asked)))[0].mapping["text"] == "Q7"


def test_consent_is_found_among_the_questions(tmp_path: Path) -> None:
    asked = [
        *ASKED,
        ("Q9", "개인정보 수집과 이용에 동의하십니까?", "QID9"),
        ("Q10", "To what extent do you agree?", "QID10"),
    ]
    answers = [{"Q9": "동의합니다", "Q10": "Agree"}, {"Q9": "동의하지 않습니다", "Q10": "Strongly agree"}, {"Q9": "2"}]
    responses = [RESPONSES[place] | answer for place, answer in zip((0, 1, 4), answers, strict=True)]
    inspection, good, bad = everything(table(tmp_path, qualtrics_rows(responses, asked)))
    assert inspection.mapping["consent_analyse"] == "Q9"
    assert [(row.consent_analyse, row.text) for row in good] == [(True, QUICK), (False, None)]
    assert (bad[0].column, bad[0].raw.count("checkout")) == ("Q9", 0)


def test_two_questions_of_consent_are_never_guessed(tmp_path: Path) -> None:
    asked = [
        *ASKED,
        ("Q9", "개인정보 이용에 동의하십니까?", "QID9"),
        ("Q10", "Do you consent to the analysis?", "QID10"),
    ]
    responses = [RESPONSES[0] | {"Q9": "예", "Q10": "yes"}]
    path = table(tmp_path, qualtrics_rows(responses, asked))
    with pytest.raises(DataRefused, match="Q9 and Q10 could each be consent_analyse"):
        inspect(path, ReadOptions())
    assert inspect(path, ReadOptions(mapping={"Q10": "consent_analyse"})).mapping["consent_analyse"] == "Q10"


def test_what_is_named_with_map_is_read_as_the_export_means_it(tmp_path: Path) -> None:
    asked = [*ASKED, ("Q9", "And would you recommend our shop?", "QID9")]
    path = table(tmp_path, qualtrics_rows([RESPONSES[0] | {"Q9": "7 - rather"}, RESPONSES[1] | {"Q9": "8"}], asked))
    _, good, _ = everything(path, mapping={"Q9": "nps", "StartDate": "date"})
    assert [(row.nps, row.answered_at) for row in good] == [(n, datetime(2026, 9, 16, 9, 40, 2)) for n in (7, 8)]


def test_map_wins_over_what_is_known(tmp_path: Path) -> None:
    path = table(tmp_path, qualtrics_rows())
    inspection, good, _ = everything(path, mapping={"Q4_5_TEXT": "text", "ExternalReference": ""})
    assert (inspection.mapping["text"], "customer" in inspection.mapping) == ("Q4_5_TEXT", False)
    assert good[0].text == "my cousin Beatrix told me"


def test_qualtrics_files_put_one_after_another(tmp_path: Path) -> None:
    rows = qualtrics_rows(RESPONSES[:2])
    _, good, bad = everything(table(tmp_path, [*rows, *rows]))
    assert (len(good), len(bad)) == (4, 3)
    assert bad[0].reason.found == "the header stands again here"


def test_a_row_too_long_or_too_short(tmp_path: Path) -> None:
    rows = qualtrics_rows(RESPONSES[:2])
    _, good, bad = everything(table(tmp_path, [*rows, [*rows[-1], "more"], rows[-1][:21]]))
    assert (len(good), [row.raw for row in bad]) == (3, ["{}"])
    assert (good[2].text, good[2].segment) == ("앱이 자꾸 꺼져서 답답해요", None)
