"""Two minutes of an executive: open, read what has changed, click to its comments; print it; open the report."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from tests import sample_databases
from tests.browser.conftest import serving, settled
from tests.views.files.changed_quarters import CHANGED
from views.commands.report import report

Visit = Callable[..., Any]


@pytest.fixture(scope="module")
def changed(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard over a year in whose last 90 days anxiety has grown."""
    with serving(
        sample_databases.build_database(tmp_path_factory.mktemp("changed") / "changed.duckdb", CHANGED)
    ) as url:
        yield url


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("ko-KR", "그 전 90일보다 신뢰·안심이 90%에서 40%로 줄었습니다"),
        ("en-US", "Trust fell from 90% to 40% compared with the 90 days before"),
    ],
)
def test_from_the_summary_to_the_comments_behind_a_change(changed: str, visit: Visit, locale: str, told: str) -> None:
    page = visit(changed, locale)
    assert page.locator("h1").inner_text() == told
    assert page.locator(".st-key-answer_lines .o-worse").is_visible()
    page.locator(".st-key-answer_evidence a:visible").click()
    page.wait_for_url(lambda url: "emotions=trust" in url)
    settled(page)
    assert re.sub(r"\D", "", page.locator(".st-key-selected_count").inner_text()) == "16"


def test_it_fits_one_screen_a_phone_and_one_sheet(changed: str, visit: Visit, tmp_path: Path) -> None:
    page = visit(changed)
    quotes = page.locator(".o-quote")
    quotes.first.wait_for()
    page.locator("[class*='st-key-chart_summary_line'] svg.marks").wait_for()
    assert all(box["y"] + box["height"] <= 900 for box in (item.bounding_box() for item in quotes.all()[:3]))
    page.emulate_media(media="print")
    assert not page.locator("[data-testid='stSidebar']").is_visible()
    assert not page.locator(".st-key-filter_bar").is_visible()
    assert page.locator("h1").is_visible()
    page.pdf(path=str(tmp_path / "printed.pdf"), prefer_css_page_size=True)
    printed = PdfReader(tmp_path / "printed.pdf")
    text = "".join(part.extract_text() for part in printed.pages).replace("\x01", " ")
    assert "그 전 90일보다 신뢰·안심이" in text and "링크 복사" not in text
    [sheet] = printed.pages
    sides = [round(float(side) / 72 * 25.4) for side in (sheet.mediabox.width, sheet.mediabox.height)]
    assert sides == [297, 210], "A4"


def test_a_report_opens_without_a_request(browser: Any, tmp_path: Path) -> None:
    database = sample_databases.build_database(tmp_path / "x.duckdb", CHANGED)
    out, asked = tmp_path / "report.html", []
    assert CliRunner().invoke(report, ["--db", str(database), "-o", str(out)]).exit_code == 0
    context = browser.new_context()
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: asked.append(message.text))
    page.goto(out.as_uri())
    page.get_by_role("heading", name="앞 90일보다 신뢰·안심이 90%에서 40%로 줄었습니다").wait_for()
    assert page.locator("svg").first.is_visible()
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
