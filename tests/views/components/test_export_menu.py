"""The export menu: how many rows a file has before it is asked for, what it leaves out, what it is called, what its columns are."""

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests import sample_databases
from tests.sample_databases import Answer, Clause
from tests.views.conftest import Open, said
from views.files.file_names import titled_name
from views.words.strings import words_in

EN = words_in("en")
CLAUSES = (Clause(9, "delivery", -0.9, {"anger": 2, "anxiety": 1}), Clause(9, "payment", -0.5, {"anger": 1}))
ANSWERS = (
    Answer("2026-07-01 10:00", "배송이 무섭고 결제는 화나요", -0.5, {"anger": 2, "anxiety": 1}, touchpoint="use",
           consent_quote=False, mentions=CLAUSES),
    Answer("2026-08-10 10:00", "고마워요 정말 잘 쓰고 있어요", 0.8, {"gratitude": 2}, touchpoint="use",
           mentions=(Clause(9, "use", 0.8, {"gratitude": 2}),)),
    Answer("2026-09-30 10:00", nps=9),
)  # fmt: skip

Makers = dict[str, Callable[[], bytes]]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of ANSWERS."""
    return sample_databases.build_database(tmp_path_factory.mktemp("menu") / "w.duckdb", ANSWERS)


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Makers:
    """Name of each file that is offered for download -> what makes it."""
    found: Makers = {}

    def offer(*args: object, data: Callable[[], bytes], file_name: str, **more: object) -> None:
        found[file_name] = data

    monkeypatch.setattr(st, "download_button", offer)
    return found


def _sheets(content: bytes) -> tuple[list[dict[str, object]], dict[str, object]]:
    """The rows of a file, and what it says about itself."""
    rows, about = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    head, *lines = rows.iter_rows(values_only=True)
    told = {str(label): text for label, text in about.iter_rows(values_only=True)}
    return [dict(zip(map(str, head), line, strict=True)) for line in lines], told


def _of_clauses(app: AppTest) -> AppTest:
    app.session_state["export_rows_en"] = "mentions"
    return app.run()


def test_the_rows_are_counted_before_they_are_written(database: Path, open_dashboard: Open, offered: Makers) -> None:
    app = open_dashboard(database, "comments", "en")
    assert not app.exception
    assert EN("export.count", n="3") in said(app) and EN("export.count.left_out", n="1") in said(app)
    assert len(_sheets(offered["ondo-comments-2026-07-01_2026-09-30.xlsx"]())[0]) == 3
    app.checkbox(key="export_scores").uncheck().run()
    assert EN("export.count", n="2") in said(app)


def test_a_file_of_clauses_counts_the_texts_it_leaves_out(
    database: Path, open_dashboard: Open, offered: Makers
) -> None:
    app = _of_clauses(open_dashboard(database, "comments", "en"))
    assert EN("export.count", n="3") in said(app) and EN("export.count.left_out", n="2") in said(app)
    rows, about = _sheets(offered["ondo-mentions-2026-07-01_2026-09-30.xlsx"]())
    assert [row["Comment"] for row in rows].count(None) == 2
    assert about[EN("export.info.left_out")] == EN("export.info.left_out.text", n="2")
    assert {row["Touchpoint"] for row in rows} == {"Delivery", "Payment", "Use"}


def test_the_touchpoint_of_the_file_is_told_from_those_spoken_of(
    database: Path, open_dashboard: Open, offered: Makers
) -> None:
    open_dashboard(database, "comments", "en", touchpoints="delivery")
    ((row,), _) = _sheets(offered["ondo-comments-2026-07-01_2026-09-30-filtered.xlsx"]())
    assert (row["Touchpoint of the file"], row["Touchpoints mentioned"]) == ("Use", "Delivery, Payment")


def test_a_few_comments_are_counted_as_they_are_listed(database: Path, open_dashboard: Open) -> None:
    app = open_dashboard(database, "comments", "en", touchpoints="delivery")
    titles = [str(html.value) for html in app.html if "o-list-title" in str(html.value)]
    assert titles and "<b>1</b>" in titles[0]
    assert EN("filter.selected", n="1") in said(app)


def test_a_clause_shows_all_its_emotions(database: Path, open_dashboard: Open) -> None:
    app = open_dashboard(database, "comments", "en", touchpoints="delivery")
    clause = next(str(html.value) for html in app.html if 'class="o-clause"' in str(html.value))
    felt = clause.partition("o-clause-felt")[2]
    assert felt.index("Anger") < felt.index("Anxiety")


def test_a_file_is_named_after_the_title_of_what_it_holds() -> None:
    assert titled_name("톤 추이: 직원과 고객") == "ondo-톤-추이-직원과-고객"
    assert titled_name("../NPS (0–10)") == "ondo-NPS-0-10"
