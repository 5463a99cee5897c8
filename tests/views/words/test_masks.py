"""What stands for a personal item is shown in the reader's language, and stored, searched and exported as it was."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.masking.pattern import KINDS
from tests import sample_databases
from tests.views.conftest import Open, said
from views.commands.export import export
from views.commands.report import report
from views.words.masks import masks_shown
from views.words.strings import TEXTS

TEXT = "[phone] 번호로 전화했는데 [name] 님이 불친절해요 [sic]"
SHOWN = "[전화번호] 번호로 전화했는데 [이름] 님이 불친절해요 [sic]"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    answers = [
        sample_databases.Answer(
            f"2026-0{month}-{day:02} 10:00", TEXT, -0.5, {"anger": 2}, evidence=((14, 17, "anger", 1.0),)
        )
        for month in (1, 2)
        for day in range(1, 13)
    ]
    return sample_databases.build_database(tmp_path_factory.mktemp("masks") / "masks.duckdb", answers)


def test_every_kind_has_a_name_and_nothing_else_is_one() -> None:
    named = {key.removeprefix("masked.") for key in TEXTS["ko"] if key.startswith("masked.")}
    assert named == set(KINDS)
    assert masks_shown("ko", "[name] [Name] [sic] [] [이름]") == "[이름] [Name] [sic] [] [이름]"


@pytest.mark.parametrize(("language", "shown"), [("ko", SHOWN), ("en", TEXT)])
def test_a_comment_is_read_with_masks_in_the_language_of_the_page(
    open_dashboard: Open, database: Path, language: str, shown: str
) -> None:
    app = open_dashboard(database, "comments", language)
    assert not app.exception
    texts = re.findall(r'class="[^"]*ondo-text"[^>]*>(.*?)</p>', said(app))
    assert texts and {re.sub(r"<sup>.*?</sup>|<[^>]+>", "", text) for text in texts} == {shown}
    assert ">했는데</mark>" in said(app) or ">전화했는데</mark>" in said(app), "offsets are those of the stored text"


def test_a_report_has_them_too_and_an_export_has_the_text_as_stored(database: Path, tmp_path: Path) -> None:
    page, rows = tmp_path / "report.html", tmp_path / "rows.csv"
    made = CliRunner().invoke(report, ["--db", str(database), "--lang", "ko", "-o", str(page)])
    assert made.exit_code == 0, made.output
    html = page.read_text(encoding="utf-8")
    assert "[전화번호]" in html and not re.search(r"\[(phone|name)\]", html)
    made = CliRunner().invoke(export, ["--db", str(database), "--lang", "ko", "-o", str(rows)])
    assert made.exit_code == 0, made.output
    assert TEXT in rows.read_text(encoding="utf-8-sig")
