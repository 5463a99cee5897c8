"""SurveyMonkey's two header rows, and satisfaction ratings of help desks."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from pipeline.records import RawFeedback, ReadOptions
from pipeline.sources import inspect
from tests.pipeline.sources.survey_exports import MONKEY, RATINGS
from tests.pipeline.sources.tables import book, everything, table, written


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
