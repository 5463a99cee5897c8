"""Every reason and remedy has a Korean wording, with its values kept."""

import re
from pathlib import Path

import pyarrow as pa
import pytest

import queries
from queries.reasons import english_sentences
from tests.views.conftest import Open
from views.words.reasons import found, in_words, remedy, table_of
from views.words.strings import TEXTS, words_in

HANGUL = re.compile("[가-힣]")
KOREAN, ENGLISH = words_in("ko"), words_in("en")
AS_THEY_ARE = {"reason.former", "remedy.former"}
"""Sentences of former versions, which are shown as they are."""


def test_each_has_a_korean_wording() -> None:
    english = english_sentences()
    assert {key: TEXTS["en"][key] for key in english} == english
    assert {key for key in english if not HANGUL.search(TEXTS["ko"][key])} == AS_THEY_ARE


def test_no_wording_is_of_a_reason_that_nobody_gives() -> None:
    assert {key for key in TEXTS["ko"] if key.startswith(("reason.", "remedy."))} == set(english_sentences())


def test_values_are_kept_whatever_they_look_like() -> None:
    said = found(KOREAN, "not_in_calendar", {"value": "'2026-02-30 10:20'"})
    assert said == "'2026-02-30 10:20': 달력에 없는 날짜입니다"
    hostile = "{words.__class__} is not a rating\n {0} {}"
    assert found(KOREAN, "not_a_rating", {"value": hostile}) == f"{hostile}: 별점이 아닙니다"
    assert found(ENGLISH, "not_a_rating", {"value": hostile}) == f"{hostile} is not a rating"
    assert found(KOREAN, "not_json", {"why": "Expecting value: line 1"}).endswith("(Expecting value: line 1)")
    assert remedy(KOREAN, "write_out_of_scale", {"top": "10", "scale": "5"}) == "5점 만점으로 바꾸어 쓰세요"


def test_what_is_not_known_is_shown_by_its_code() -> None:
    assert found(KOREAN, "moon_was_full", {"value": "x"}) == "moon_was_full"
    assert remedy(ENGLISH, "wait", {}) == "wait"
    assert found(KOREAN, "not_a_date", {"number": "7"}) == "not_a_date"


def test_former_sentences_stay_as_they_are() -> None:
    kept = {"text": "the moon {was} full", "remedy": "wait"}
    for words in (KOREAN, ENGLISH):
        assert (found(words, "former", kept), remedy(words, "former", kept)) == ("the moon {was} full", "wait")


def test_rows_of_the_database_and_of_a_check_are_worded_alike(tiny_warehouse_file: Path) -> None:
    stored = queries.open_warehouse(tiny_warehouse_file).run("rejected_row_list", limit=10, offset=0)
    checked = table_of(
        {
            **{name: row[name] for name in ("file", "row", "column", "raw")},
            "code": row["reason"],
            "remedy_code": row["remedy"],
            "arguments": dict(row["arguments"]),
        }
        for row in stored.to_pylist()
    )
    for words, said in ((KOREAN, "'soon': 날짜가 아닙니다"), (ENGLISH, "'soon' is not a date")):
        one, other = (in_words(words, table).select(["row", "reason", "remedy"]) for table in (stored, checked))
        assert one.equals(other) and one.column("reason").to_pylist()[0] == said


def test_no_rows_are_worded_too() -> None:
    assert in_words(KOREAN, table_of([])).num_rows == 0
    assert isinstance(table_of([]), pa.Table)


@pytest.mark.parametrize(("language", "said"), [("ko", "날짜가 아닙니다"), ("en", "is not a date")])
def test_the_data_page_says_it_in_its_language(
    open_dashboard: Open, tiny_warehouse_file: Path, language: str, said: str
) -> None:
    app = open_dashboard(tiny_warehouse_file, "data", language)
    [shown] = [table.value for table in app.dataframe if words_in(language)("column.reason") in table.value.columns]
    assert any(said in reason for reason in shown[words_in(language)("column.reason")])
    remedies = list(shown[words_in(language)("column.remedy")])
    assert remedies and all(bool(HANGUL.search(text)) == (language == "ko") for text in remedies)
