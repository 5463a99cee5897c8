"""What the upload page says of a file: in its language, of whatever is wrong, and with a button to load only what can be."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

from pipeline.cli.main import cli
from pipeline.errors import REASONS_FILE
from views.components import upload_panels
from views.session.current_view import plain
from views.session.upload_jobs import UploadChoices
from views.session.uploads import Upload
from views.words import reasons
from views.words.strings import LANGUAGES, TEXTS, words_in

CSV = "작성일,리뷰내용,별점,접점\n2026-03-01,배송이 빨라요 정말,5,배송\n언젠가,포장이 <b>찢어져</b> 있어요,2,배송\n,,,\n,,별로,결제\n"
GROUPS = tomllib.loads(REASONS_FILE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = tmp_path_factory.mktemp("upload") / "reviews.csv"
    path.write_text(CSV, encoding="utf-8")
    found: dict[str, Any] = json.loads(CliRunner().invoke(cli, ["check", "--json", str(path)]).stdout)
    return found


def _page(found: "dict[str, object]", language: str) -> None:
    from views.components.upload_findings import show_check
    from views.session import current_view
    from views.words.strings import words_in

    current_view.set_language(language)
    show_check(words_in(language), found, "1")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_becomes_of_the_rows_is_said_in_the_language_of_the_page(checked: dict[str, Any], language: str) -> None:
    page = AppTest.from_function(_page, args=(checked, language), default_timeout=30).run()
    assert not page.exception
    words = words_in(language)
    shown = {metric.label: metric.value for metric in page.metric}
    assert shown == {words("upload.outcome.stored"): "2", words("upload.outcome.set_aside"): str(checked["set_aside"])}
    said = " ".join(item.value for item in (*page.markdown, *page.caption, *page.warning))
    assert words("upload.kind.delimited") in said.replace("\\", "") and "2026\\-03\\-01" in said
    assert words("upload.field.touchpoint") in said and "배송" in said and "<b>" not in said


def test_rows_of_totals_are_named_by_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "reviews.csv"
    path.write_text("작성일,별점,후기\n2026-03-01,5,방이 넓고 좋아요\n합계,5,총 1건\n", encoding="utf-8")
    found = json.loads(CliRunner().invoke(cli, ["check", "--json", str(path)]).stdout)
    page = AppTest.from_function(_page, args=(found, "ko"), default_timeout=30).run()
    assert words_in("ko")("upload.totals", n="1", rows="3") in [item.value for item in page.caption]
    assert not page.warning


def test_only_what_a_check_found_usable_can_be_loaded(checked: dict[str, Any]) -> None:
    assert Upload(checked=[checked]).can_be_loaded
    assert not Upload(checked=[{**checked, "set_aside": checked["rows"]}]).can_be_loaded
    refused = Upload(failure=("refused", {"remedy_code": "export_table"}))
    assert not refused.can_be_loaded and not refused.can_be_helped
    assert Upload(failure=("refused", {"remedy_code": "save_as_utf8"})).can_be_helped
    assert Upload(failure=("refused", {}), named={"columns": [], "fields": []}).can_be_helped
    assert Upload(choices=UploadChoices(), failure=("killed", {})).can_be_helped


def test_columns_are_changed_only_where_all_tables_have_the_same(checked: dict[str, Any]) -> None:
    other = {**checked, "columns": checked["columns"][1:]}
    assert Upload(checked=[checked, checked]).columns == checked
    assert Upload(checked=[checked, other]).columns is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_on_the_page_is_told_an_option_of_the_command_line(language: str) -> None:
    texts = TEXTS[language]
    said = {
        f"{kind}.{code}": texts.get(f"upload.{kind}.{code}", texts.get(f"{kind}.{code}", ""))
        for group in ("rows", "refusals", "columns", "notes", "advice", "remedies")
        for code in GROUPS[group]
        for kind in (["remedy"] if group == "remedies" else ["reason"])
    }
    of_databases = {"remedy.check_days_or_say_yes"}
    option = re.compile(r"--(map|encoding|rating|audience|source|touchpoint)|ondo\.toml")
    assert {key for key, text in said.items() if option.search(text)} <= of_databases


def test_fields_are_called_as_in_the_form() -> None:
    named = reasons.found_here(words_in("ko"), "another_fits_better", {"field": "rating"})
    assert "별점" in named and "rating" not in named


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_there_already_is_said_before_anything_is_loaded(checked: dict[str, Any], language: str) -> None:
    words = words_in(language)
    known = {**checked, "known": 2, "compared": 2, "known_source": "reviews"}
    page = AppTest.from_function(_page, args=(known, language), default_timeout=30).run()
    assert page.info[0].value == plain(words("upload.known.all_of", n="2", source="reviews"))
    assert {metric.label: metric.value for metric in page.metric}[words("upload.outcome.stored")] == "0"
    assert upload_panels.answer(words, [Upload(checked=[known])]) == words("upload.answer.known")
    one_new = {**known, "known": 1}
    told = upload_panels.answer(words, [Upload(checked=[one_new])])
    assert told == words("upload.answer.checked.some", n="1", set_aside=str(checked["set_aside"]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_would_count_twice_under_the_name_that_was_typed_is_said_first(
    checked: dict[str, Any], language: str
) -> None:
    twice = {**checked, "elsewhere": 2, "elsewhere_source": "reviews"}
    page = AppTest.from_function(_page, args=(twice, language), default_timeout=30).run()
    assert page.warning[0].value == plain(words_in(language)("upload.known.elsewhere", n="2", source="reviews"))


def test_a_second_import_says_that_all_is_there() -> None:
    words = words_in("ko")
    first, second = ({"new": new, "updated": 0, "set_aside": 0} for new in (30, 0))
    assert upload_panels.answer(words, [Upload(report=first)]) == words("upload.answer.done.all", n="30")
    assert upload_panels.answer(words, [Upload(report=second)]) == words("upload.answer.known")
