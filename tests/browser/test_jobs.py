"""What each user comes for, in as few clicks as that may take: the executive two, the manager three, the analyst eight."""

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from tests import sample_databases
from tests.browser.conftest import close_filters, serving, settled
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


FALLEN = [
    sample_databases.Answer(
        f"2026-{month:02}-{1 + number % 27:02} 10:00", f"{number}번째 말", tone, felt, touchpoint="payment"
    )
    for month, tone, felt in ((1, 0.6, {"trust": 2}), (2, -0.5, {"anxiety": 2}), (3, 0.5, {"trust": 2}))
    for number in range(40)
]
"""A touchpoint at which tone fell in the second of three months."""


@pytest.fixture(scope="module")
def fallen(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard over FALLEN."""
    with serving(sample_databases.build_database(tmp_path_factory.mktemp("fallen") / "fallen.duckdb", FALLEN)) as url:
        yield url


COUNTS = """() => {
    window.presses = 0
    addEventListener('pointerdown', event => { if (event.isTrusted) window.presses += 1 }, true)
}"""


def _presses(page: Any) -> int:
    """How often the mouse was pressed since COUNTS."""
    return int(page.evaluate("window.presses"))


def _is_seen_without_scrolling(page: Any, what: Any) -> bool:
    scrolled = page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")
    box = what.bounding_box()
    return scrolled == 0 and box["y"] >= 0 and box["y"] + min(box["height"], 40) <= page.viewport_size["height"]


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("ko-KR", "그 전 90일보다 신뢰·안심이 90%에서 40%로 줄었습니다"),
        ("en-US", "Trust fell from 90% to 40% compared with the 90 days before"),
    ],
)
def test_an_executive_understands_what_changed_and_reads_its_evidence(
    changed: str, visit: Visit, locale: str, told: str
) -> None:
    page = visit(changed, locale)
    page.evaluate(COUNTS)
    assert page.locator("h1").inner_text() == told
    assert page.locator(".st-key-answer_lines .o-worse").is_visible()
    page.locator(".st-key-answer_evidence a:visible").click()
    page.wait_for_url(lambda url: "emotions=trust" in url)
    settled(page)
    assert re.sub(r"\D", "", page.locator(".st-key-selected_count").inner_text()) == "36"
    comment = page.get_by_text("번째 말").first
    comment.wait_for()
    assert _is_seen_without_scrolling(page, comment) and _presses(page) <= 2


def test_a_manager_writes_down_an_action_about_the_worst_change(fallen: str, visit: Visit) -> None:
    page = visit(f"{fallen}/journey")
    page.evaluate(COUNTS)
    page.locator(".st-key-row_fall_1 button").click()
    panel = page.locator(".st-key-side_panel")
    comment = panel.get_by_text("번째 말").first
    comment.wait_for()
    act = panel.locator(".st-key-panel_act button").first
    act.wait_for()
    settled(page)
    assert _is_seen_without_scrolling(page, comment) and _is_seen_without_scrolling(page, act)
    act.click()
    page.locator(".st-key-panel_what input").wait_for()
    for key, text in (("panel_what", "결제 화면의 말을 고칩니다"), ("panel_owner", "김하나")):
        page.locator(f".st-key-{key} input").focus()
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    page.locator(".st-key-panel_save button").click()
    page.locator(".st-key-panel_save").wait_for(state="detached")
    assert _presses(page) <= 3
    page.goto(f"{fallen}/actions")
    page.get_by_text("결제 화면의 말을 고칩니다").first.wait_for()


def test_an_analyst_filters_searches_and_takes_the_rows_away_in_his_language(
    address: str, visit: Visit, tmp_path: Path
) -> None:
    page = visit(f"{address}/comments", "ko-KR")
    page.evaluate(COUNTS)
    page.locator(".st-key-more_filters button").first.click()
    page.locator(".st-key-touchpoints_ko input").first.click()
    page.get_by_role("option", name="배송", exact=True).click()
    page.wait_for_url("**touchpoints=delivery**")
    close_filters(page)
    page.locator(".st-key-search_here input").click()
    page.keyboard.type("늦다")
    page.keyboard.press("Enter")
    page.locator(".st-key-chip_words").get_by_text("늦다").wait_for()
    settled(page)
    n = int(re.sub(r"\D", "", page.locator(".st-key-selected_count").inner_text()))
    page.locator(".st-key-export_menu button").first.click()
    with page.expect_download() as waiting:
        page.locator(".st-key-download_comments_csv button").click()
    waiting.value.save_as(tmp_path / "got.csv")
    with (tmp_path / "got.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == n and {row["파일의 접점"] for row in rows} == {"배송"}
    assert _presses(page) <= 8


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
    page.get_by_role("heading", name="그 전 90일보다 신뢰·안심이 90%에서 40%로 줄었습니다").wait_for()
    assert page.locator("svg").first.is_visible()
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
