"""Exports of survey services and help desks: recognised from the file itself, read with zero options."""

import csv
import io
import json
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.cli.check_report import check_file
from pipeline.config.settings import load_settings
from pipeline.errors import DataRefused, OndoError
from pipeline.masking.mask import mask_rejected
from pipeline.records import Inspection, RawFeedback, ReadOptions, RejectedRow
from pipeline.run import RunSettings, inspect_files, run_batch
from pipeline.sources import inspect, read
from pipeline.sources.exports.row_gathering import GatheredRow, gathered
from pipeline.sources.exports.survey_questions import (
    Question,
    is_personal,
    open_questions,
    recommend_number,
    recommend_questions,
)
from tests.pipeline.sources.test_sources import TODAY, book, everything, table, written
from tests.pipeline.sources.test_sources_random import CELLS

FIXED = (
    ("StartDate", "Start Date", "startDate"),
    ("EndDate", "End Date", "endDate"),
    ("Status", "Response Type", "status"),
    ("IPAddress", "IP Address", "ipAddress"),
    ("Progress", "Progress", "progress"),
    ("Duration (in seconds)", "Duration (in seconds)", "duration"),
    ("Finished", "Finished", "finished"),
    ("RecordedDate", "Recorded Date", "recordedDate"),
    ("ResponseId", "Response ID", "_recordId"),
    ("RecipientLastName", "Recipient Last Name", "recipientLastName"),
    ("RecipientFirstName", "Recipient First Name", "recipientFirstName"),
    ("RecipientEmail", "Recipient Email", "recipientEmail"),
    ("ExternalReference", "External Data Reference", "externalDataReference"),
    ("LocationLatitude", "Location Latitude", "locationLatitude"),
    ("LocationLongitude", "Location Longitude", "locationLongitude"),
    ("DistributionChannel", "Distribution Channel", "distributionChannel"),
    ("UserLanguage", "User Language", "userLanguage"),
)
ASKED = (
    ("Q1_NPS_GROUP", "How likely are you to recommend Maru to a friend? - Group", "QID1_NPS_GROUP"),
    ("Q1", "How likely are you to recommend Maru to a friend?", "QID1"),
    ("Q2", "What is the main reason\nfor your score?", "QID2_TEXT"),
    ("Q4", "Where did you hear of us? - Selected Choice", "QID4"),
    ("Q4_5_TEXT", "Where did you hear of us? - Other (please specify) - Text", "QID4_5_TEXT"),
    ("Q5", "Your phone number, if we may call you:", "QID5_TEXT"),
    ("segment", "segment", "segment"),
)
Asked = Sequence[tuple[str, str, str]]
ZONE = "America/Denver"
USUAL = {
    "StartDate": "2026-09-15 18:40:02",
    "EndDate": "2026-09-15 18:44:10",
    "Status": "IP Address",
    "IPAddress": "203.0.113.7",
    "Progress": "100",
    "Duration (in seconds)": "248",
    "Finished": "True",
    "RecordedDate": "2026-09-15 18:44:11",
    "RecipientLastName": "Marlowe",
    "RecipientFirstName": "Quentin",
    "RecipientEmail": "q.marlowe@example.com",
    "ExternalReference": "CUST-77812",
    "LocationLatitude": "37.5665",
    "LocationLongitude": "126.9780",
    "DistributionChannel": "email",
    "UserLanguage": "EN",
    "Q4": "Other (please specify)",
    "Q4_5_TEXT": "my cousin Beatrix told me",
    "Q5": "010-1234-5678",
    "segment": "gold",
}
PLANTED = (
    "203.0.113.7",
    "Marlowe",
    "Quentin",
    "example.com",
    "CUST-77812",
    "37.5665",
    "126.978",
    "Beatrix",
    "1234-5678",
)
QUICK = "Delivery was quick\nand the box was intact"
RESPONSES: tuple[dict[str, str], ...] = (
    {"ResponseId": "R_1aBcDeFgHiJkLmN", "Q1": "10", "Q1_NPS_GROUP": "Promoter", "Q2": QUICK},
    {"ResponseId": "R_2aBcDeFgHiJkLmN", "Q1": "3", "Q1_NPS_GROUP": "Detractor", "Q2": "앱이 자꾸 꺼져서 답답해요"},
    {"ResponseId": "R_3aBcDeFgHiJkLmN", "Q1": "9", "Status": "Survey Preview", "Q2": "just testing"},
    {"ResponseId": "R_4aBcDeFgHiJkLmN", "Q1": "0", "Status": "Spam", "Q2": "buy cheap things"},
    {"ResponseId": "R_5aBcDeFgHiJkLmN", "Finished": "False", "Progress": "60", "Q2": "The checkout is confusing"},
    {"ResponseId": "R_6aBcDeFgHiJkLmN", "Finished": "False", "Progress": "5"},
)


def qualtrics_rows(
    responses: Sequence[dict[str, str]] = RESPONSES, asked: Asked = ASKED, zone: str = ZONE, with_json: bool = True
) -> list[list[str]]:
    """The table of an export: ids, texts, JSON, responses."""
    columns = [*FIXED, *asked]
    imported = [{"ImportId": known} | ({"timeZone": zone} if known.endswith("Date") else {}) for _, _, known in columns]
    heads = [[name for name, _, _ in columns], [text for _, text, _ in columns]]
    heads += [[json.dumps(one, separators=(",", ":")) for one in imported]] if with_json else []
    return [*heads, *([(USUAL | one).get(name, "") for name, _, _ in columns] for one in responses)]


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


MONKEY = [
    ["Respondent ID", "Collector ID", "Date Created", "Date Modified", "IP Address", "Email Address", "First Name",
     "Last Name", "Custom Data 1", "How likely is it that you would recommend Maru to a friend or colleague?",
     "What is the most important reason for your score?", "Which of these did you buy?", "", "What is your name?"],
    ["", "", "", "", "", "", "", "", "", "", "Open-Ended Response", "Tea", "Coffee", "Open-Ended Response"],
    ["114300000001", "400000001", "09/15/2026 05:40:02 PM", "09/15/2026 05:44:10 PM", "203.0.113.7",
     "q.marlowe@example.com", "Quentin", "Marlowe", "CUST-77812", "Extremely likely - 10", "Lovely tea, fast parcel",
     "Tea", "", "Quentin Marlowe"],
    ["114300000002", "400000001", "09/16/2026 08:10:00 AM", "09/16/2026 08:12:30 AM", "", "", "", "", "", "4",
     "포장이 엉망이었어요", "", "Coffee", ""],
    ["114300000003", "400000001", "09/16/2026 08:20:00 AM", "09/16/2026 08:21:00 AM", "", "", "", "", "", "", "",
     "Tea", "Coffee", ""],
]  # fmt: skip


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_surveymonkey_is_read_without_options(tmp_path: Path, name: str) -> None:
    path = table(tmp_path, MONKEY) if name == "a.csv" else book(tmp_path, [list(row) for row in MONKEY])
    inspection, good, bad = everything(path)
    assert (inspection.kind, inspection.source, inspection.rows) == ("surveymonkey", "surveymonkey", 3)
    assert inspection.mapping == {
        "id": "Respondent ID", "date": "Date Modified", "nps": MONKEY[0][9], "text": MONKEY[0][10],
    }  # fmt: skip
    assert good[0] == RawFeedback(
        file=name, row=3, source="surveymonkey", id="114300000001", text="Lovely tea, fast parcel", nps=10,
        answered_at=datetime(2026, 9, 15, 17, 44, 10),
    )  # fmt: skip
    assert [(row.row, row.nps, row.text) for row in good[1:]] == [(4, 4, "포장이 엉망이었어요")]
    assert [row.row for row in bad] == [5]
    assert "Which of these did you buy? (Coffee)" in inspection.kept_out


def test_surveymonkey_names_of_other_years(tmp_path: Path) -> None:
    older = {"Respondent ID": "RespondentID", "Collector ID": "CollectorID", "Date Created": "StartDate",
             "Date Modified": "EndDate", "Custom Data 1": "Custom Data", "Last Name": "LastName"}  # fmt: skip
    newer = {name: name.lower().replace(" ", "_").replace("_data", "") for name in MONKEY[0][:9]}
    for names in (older, newer):
        rows = [[names.get(name, name) for name in MONKEY[0]], *MONKEY[1:]]
        inspection, good, _ = everything(table(tmp_path, rows))
        assert (inspection.kind, good[0].nps, good[0].text) == ("surveymonkey", 10, "Lovely tea, fast parcel")
        assert good[0].answered_at == datetime(2026, 9, 15, 17, 44, 10)
        assert good[0].customer is None


def test_surveymonkey_without_its_second_header_row(tmp_path: Path) -> None:
    inspection, good, _ = everything(table(tmp_path, [MONKEY[0], *MONKEY[2:4]]))
    assert (inspection.kind, len(good), good[0].row) == ("surveymonkey", 2, 2)
    assert inspection.mapping["text"] == MONKEY[0][10]


RATINGS = [
    ["id", "ticket_id", "assignee_id", "group_id", "requester_id", "score", "comment", "reason", "created_at", "url"],
    ["35436001", "8801", "135", "44", "7881", "good", "Sorted out in minutes", "", "2026-09-15T08:40:02Z", "http://x.y"],
    ["35436002", "8802", "136", "44", "7882", "bad", "세 번이나 설명했어요", "Too slow", "2026-09-15T09:40:02Z", ""],
    ["35436003", "8803", "136", "44", "7883", "offered", "", "", "2026-09-15T09:41:02Z", ""],
    ["35436004", "8804", "136", "44", "7884", "unoffered", "", "", "2026-09-15T09:42:02Z", ""],
    ["35436005", "8805", "136", "44", "7885", "good", "", "", "2026-09-15T09:43:02Z", ""],
]  # fmt: skip


def ratings_json(folder: Path, indent: int | None) -> Path:
    found = [
        {name: int(cell) if cell.isdigit() else cell or None for name, cell in zip(RATINGS[0], row, strict=True)}
        for row in RATINGS[1:]
    ]
    whole = {"satisfaction_ratings": found, "next_page": None, "previous_page": None, "count": len(found)}
    return written(folder, json.dumps(whole, ensure_ascii=False, indent=indent), "ratings.json")


@pytest.mark.parametrize("name", ["csv", "json", "json, indented"])
def test_satisfaction_with_tickets_is_a_rating(tmp_path: Path, name: str) -> None:
    path = table(tmp_path, RATINGS) if name == "csv" else ratings_json(tmp_path, 2 if "indented" in name else None)
    inspection, good, bad = everything(path)
    assert (inspection.kind, inspection.source, inspection.rating_max) == ("helpdesk", "help-desk", 5)
    assert inspection.mapping == {
        "id": "id", "customer": "requester_id", "rating": "score", "text": "comment", "date": "created_at",
    }  # fmt: skip
    assert [(row.rating, row.rating_max, row.text, row.nps) for row in good] == [
        (5.0, 5, "Sorted out in minutes", None),
        (1.0, 5, "세 번이나 설명했어요", None),
        (5.0, 5, None, None),
    ]
    assert {row.touchpoint for row in good} == {"support"}
    assert (good[0].id, good[0].customer, good[0].answered_at) == ("35436001", "7881", datetime(2026, 9, 15, 17, 40, 2))
    assert [row.reason.found for row in bad] == ["the customer was asked, or not even asked, and has not rated"] * 2


def test_satisfaction_from_one_to_five(tmp_path: Path) -> None:
    rows = [["Ticket ID", "Agent", "CSAT score", "Comment", "Created at"]]
    rows += [["1", "Ann", "5", "thank you, all fine now", "2026-09-15"], ["2", "Ann", "2", "", "2026-09-16"]]
    inspection, good, _ = everything(table(tmp_path, rows), touchpoint="delivery")
    assert (inspection.kind, inspection.mapping["id"], inspection.rating_max) == ("helpdesk", "Ticket ID", 5)
    assert [(row.id, row.rating, row.touchpoint) for row in good] == [("1", 5.0, "delivery"), ("2", 2.0, "delivery")]


def test_satisfaction_inside_tickets(tmp_path: Path) -> None:
    tickets = [
        {"id": 45, "requester_id": 9, "assignee_id": 3, "subject": "Broken lid", "description": "My lid broke",
         "created_at": "2026-09-15T08:40:02Z", "satisfaction_rating": {"score": "bad", "comment": "nobody answered"}},
        {"id": 46, "requester_id": 9, "assignee_id": 3, "subject": "x", "description": "y", "created_at": None,
         "satisfaction_rating": {"score": "unoffered"}},
    ]  # fmt: skip
    path = written(tmp_path, json.dumps({"tickets": tickets, "count": 2}), "tickets.json")
    inspection, good, bad = everything(path)
    assert inspection.kind == "helpdesk"
    assert [(row.id, row.rating, row.text) for row in good] == [("45", 1.0, "nobody answered")]
    assert len(bad) == 1


def test_an_offered_rating_with_words_keeps_them(tmp_path: Path) -> None:
    rows = [*RATINGS, ["9", "9", "1", "4", "7", "offered", "never got a reply", "", "2026-09-15T09:43:02Z", ""]]
    _, good, _ = everything(table(tmp_path, rows))
    assert (good[-1].rating, good[-1].text) == (None, "never got a reply")


def test_reviews_with_scores_are_no_help_desk(tmp_path: Path) -> None:
    rows = [["score", "comment", "date"], ["good", "x", "2026-09-15"]]
    assert inspect(table(tmp_path, rows), ReadOptions()).kind == "delimited"
    rows = [["ticket_id", "agent", "score", "comment"], ["1", "Ann", "9", "fine"]]
    assert inspect(table(tmp_path, rows), ReadOptions()).kind == "delimited"


IDS = [f"0192f0c1-7d1a-7e11-9c55-00000000000{n}" for n in range(1, 5)]
RECOMMEND, WHY, SATISFIED = (
    "How likely are you to recommend us?",
    "Why did you choose this score?",
    "How satisfied are you?",
)
ANSWER_COLUMNS = (
    "collected_at source_type submission_id field_id field_label field_type value_text value_number language user_id"
)


def answer(minute: int, submission: str, field: tuple[str, str, str], text: str, number: str, who: str) -> list[str]:
    """One row of the long form."""
    when, language = f"2026-09-15T08:{minute}:02Z", "ko" if who == "u2" else "en"
    return [when, "survey", submission, *field, text, number, language, who]


ANSWERS = [
    ANSWER_COLUMNS.split(),
    answer(40, IDS[0], ("n", RECOMMEND, "nps"), "", "9", "u1"),
    answer(41, IDS[1], ("n", RECOMMEND, "nps"), "", "2", "u2"),
    answer(40, IDS[0], ("w", WHY, "text"), "A day early", "", "u1"),
    answer(41, IDS[1], ("w", WHY, "text"), "상자가 다 찌그러져 왔어요", "", "u2"),
    answer(41, IDS[1], ("m", "What is your email?", "text"), "q.marlowe@example.com", "", "u2"),
    answer(42, IDS[2], ("c", SATISFIED, "csat"), "", "4", ""),
    answer(42, "", ("c", SATISFIED, "csat"), "", "4", ""),
    answer(42, IDS[3], ("k", "Which one?", "categorical"), "Blue", "", ""),
]


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


@pytest.mark.parametrize(
    "text",
    ["성함을 적어 주세요", "이메일", "회신 받을 이메일 주소", "전화번호", "What is your name?", "Your phone number:",
     "Email address", "Order number"],
)  # fmt: skip
def test_questions_for_personal_data(text: str) -> None:
    assert is_personal(Question(0, "Q1", text, ["x"]))
    assert not open_questions([Question(0, "Q1", text, ["a long answer of several words"] * 3, is_open=True)])


@pytest.mark.parametrize(
    "text",
    ["전화 상담에 대한 의견", "아이디어를 자유롭게 적어 주세요", "What do you think of our mobile app? Tell us why",
     "How well did we address your issue?", "Why did you leave our emails?"],
)  # fmt: skip
def test_questions_for_opinions(text: str) -> None:
    asked = Question(0, "Q1", text, ["fine", "bad"], is_open=True)
    assert open_questions([asked]) == [asked]


def test_a_question_about_recommending_on_another_scale_is_no_recommend_question() -> None:
    asked = [Question(0, "Q1", "Would you recommend us?", values) for values in (["yes", "no"], ["5", "4"] * 20, [])]
    assert recommend_questions(asked) == []


FILES = {
    "qualtrics": qualtrics_rows(),
    "surveymonkey": MONKEY,
    "helpdesk": RATINGS,
    "longform": ANSWERS,
}


def stored(folder: Path, path: Path) -> tuple[Path, Inspection]:
    database = folder / "ondo.duckdb"
    inspections = inspect_files([path], ReadOptions())
    report = run_batch(RunSettings([path], database, load_settings()), inspections)
    assert report.adds_up()
    return database, inspections[0]


@pytest.mark.parametrize("kind", FILES)
def test_a_run_stores_nothing_personal_and_is_the_same_twice(tmp_path: Path, kind: str) -> None:
    path = table(tmp_path, FILES[kind])
    database, inspection = stored(tmp_path, path)
    with duckdb.connect(str(database), read_only=True) as connection:
        tables = [row[0] for row in connection.execute("select table_name from duckdb_tables()").fetchall()]
        everything_in = "\n".join(str(connection.execute(f"from {name}").fetchall()) for name in tables)
        counted = connection.execute("select count(*) from feedback").fetchall()[0][0]
    assert not [item for item in PLANTED if item in everything_in]
    assert inspection.kind == kind
    renamed = table(tmp_path, FILES[kind], "again.csv")
    again = run_batch(RunSettings([renamed], database, load_settings()), inspect_files([renamed], ReadOptions()))
    assert (again.new, again.updated, again.unchanged) == (0, 0, counted)


@pytest.mark.parametrize("kind", FILES)
def test_check_shows_kind_mapping_and_notes(tmp_path: Path, kind: str) -> None:
    said = check_file(table(tmp_path, FILES[kind]), ReadOptions())
    assert "kind       " in said and "note: " in said and "-> text" in said
    assert not [item for item in PLANTED if item in said]


NAMES = st.sampled_from([name for rows in FILES.values() for name in rows[0]])
MORE = st.sampled_from(
    ["good", "offered", "R_1", "Survey Preview", "8", "nps", "text", "10 - 매우", '{"ImportId":"QID1"}', "{}", "\x00",
     '{"ImportId":"startDate","timeZone":"Mars"}', "Open-Ended Response", "Response ID", "동의합니다"]
)  # fmt: skip
RANDOM = st.lists(st.lists(st.one_of(CELLS, MORE), max_size=12), max_size=8)


def read_or_refused(path: Path) -> int | None:
    """The number of rows read, each of them counted once; None where the file was refused in words."""
    try:
        inspection = inspect(path, ReadOptions())
        rows = list(read(inspection, TODAY))
        check_file(path, ReadOptions())
    except OndoError as error:
        assert error.message and error.where and error.remedy
        return None
    kinds = Counter(type(row) for row in rows)
    assert kinds[RawFeedback] + kinds[RejectedRow] == len(rows)
    assert all(isinstance(mask_rejected(row), RejectedRow) for row in rows if isinstance(row, RejectedRow))
    if inspection.rows is not None:
        assert inspection.rows == len(rows)
    return len(rows)


@pytest.mark.parametrize("kind", FILES)
def test_columns_may_be_missing_and_cells_hold_anything(kind: str) -> None:
    header = FILES[kind][0]
    heads = {"qualtrics": 3, "surveymonkey": 2}.get(kind, 1)

    @settings(max_examples=150, deadline=None)
    @given(
        st.sets(st.integers(0, len(header) - 1), max_size=8), RANDOM, st.sampled_from(["utf-8", "utf-16"]), st.data()
    )
    def check(gone: set[int], more: list[list[str]], encoding: str, data: st.DataObject) -> None:
        rows = [*FILES[kind], *more]
        rows = rows[:heads] + data.draw(st.permutations(rows[heads:]))
        kept = [[cell for place, cell in enumerate(row) if place not in gone] for row in rows]
        text = io.StringIO(newline="")
        csv.writer(text).writerows(kept)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.csv"
            path.write_bytes(text.getvalue().encode(encoding, "replace"))
            read_or_refused(path)

    check()


@settings(max_examples=300, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=14, unique=True), RANDOM)
def test_any_mixture_of_columns(header: list[str], rows: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([header, *rows])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(text.getvalue().encode("utf-8", "replace"))
        read_or_refused(path)
