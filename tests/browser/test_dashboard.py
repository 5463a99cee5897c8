"""What only a browser can show: addresses written, marks clicked, files downloaded, scripts that do not run."""

import csv
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from tests import sample_databases
from tests.browser.conftest import comes_to_show, seen, serving, settled

Visit = Callable[..., Any]


def _parameters(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query)


def _await_parameters(page: Any, wanted: dict[str, list[str]]) -> None:
    """The page writes its address a moment after it has been drawn."""
    page.wait_for_url(lambda url: _parameters(url) == wanted)


def _choose(page: Any, key: str, label: str) -> None:
    page.locator(".st-key-more_filters button").first.click()
    page.locator(f".st-key-{key} input").first.click()
    page.get_by_role("option", name=label, exact=True).click()
    page.keyboard.press("Escape")


def _selected(page: Any) -> int:
    return int(re.sub(r"\D", "", page.locator(".st-key-selected_count").inner_text()))


def test_a_filter_goes_into_the_address_and_comes_back_from_it(address: str, visit: Visit) -> None:
    page = visit(address)
    everything = _selected(page)
    _choose(page, "touchpoints_ko", "결제")
    page.wait_for_url("**touchpoints=payment**")
    settled(page)
    some = _selected(page)
    assert some < everything
    page.reload()
    settled(page)
    _await_parameters(page, {"touchpoints": ["payment"]})
    assert _selected(page) == some
    page.locator(".st-key-chip_touchpoints").get_by_text("결제").wait_for()
    page.locator(".st-key-chip_touchpoints button").click()
    page.wait_for_url(lambda url: "touchpoints" not in url)


def test_a_deep_link_restores_the_view(address: str, visit: Visit) -> None:
    link = "/comments?lang=en&order=oldest&emotions=anger&from=2026-01-01&until=2026-02-28"
    page = visit(address + link)
    assert page.locator("h1").inner_text() == "Comments"
    page.locator(".st-key-chip_emotions").get_by_text("Anger").wait_for()
    page.get_by_text("최악입니다").first.wait_for()
    first = page.locator("[class*='st-key-comment_at_']").first
    first.get_by_text("2026-01-25").wait_for()
    _await_parameters(page, parse_qs(link.partition("?")[2]))


def test_filters_stay_in_the_address_from_page_to_page(address: str, visit: Visit) -> None:
    page = visit(f"{address}/journey?touchpoints=delivery")
    some = _selected(page)
    page.get_by_role("link", name="추이").first.click()
    page.get_by_role("heading", name="추이", exact=True).wait_for()
    settled(page)
    _await_parameters(page, {"touchpoints": ["delivery"]})
    assert _selected(page) == some


def test_reset_clears_the_address(address: str, visit: Visit) -> None:
    page = visit(f"{address}/?touchpoints=delivery&contains=배송")
    page.locator(".st-key-reset button").click()
    page.wait_for_url(address + "/")
    settled(page)
    _await_parameters(page, {})


def test_a_click_on_a_mark_selects_it_and_opens_its_comments_beside_it(address: str, visit: Visit) -> None:
    page = visit(f"{address}/?from=2026-01-01")
    page.locator("[class*='st-key-chart_summary_emotions'] path[aria-label*='분노']").first.click()
    panel = page.locator(".st-key-side_panel")
    panel.get_by_text("최악입니다").first.wait_for()
    assert panel.inner_text().startswith("분노") and panel.locator("mark").count() > 0
    assert panel.locator(".o-comment").first.bounding_box()["y"] < 900, "seen without scrolling"
    assert "분노" in page.locator(".st-key-chip_pick").inner_text()
    outline = "[class*='st-key-chart_summary_emotions'] path[fill='transparent'][stroke-width='2']"
    assert page.locator(outline).count() == 1
    page.reload()
    panel.get_by_text("최악입니다").first.wait_for()
    panel.locator(".st-key-boxed_panel_open a:visible").click()
    page.get_by_role("heading", name="고객 의견", exact=True).wait_for()
    settled(page)
    page.wait_for_url(lambda url: _parameters(url).get("emotions") == ["anger"])


@pytest.mark.parametrize(("format", "suffix"), [("csv", ".csv"), ("xlsx", ".xlsx"), ("parquet", ".parquet")])
def test_a_download_holds_exactly_the_filtered_comments(
    address: str, visit: Visit, tmp_path: Path, format: str, suffix: str
) -> None:
    page = visit(f"{address}/comments?emotions=anger")
    n = _selected(page)
    with page.expect_download() as waiting:
        page.locator(f".st-key-download_comments_{format} button").click()
    target = tmp_path / f"got{suffix}"
    waiting.value.save_as(target)
    assert waiting.value.suggested_filename.endswith(suffix)
    assert _rows(target) == n


def _rows(path: Path) -> int:
    if path.suffix == ".csv":
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as file:
            return len(list(csv.DictReader(file)))
    if path.suffix == ".xlsx":
        import openpyxl

        return openpyxl.load_workbook(path)["rows"].max_row - 1
    from pyarrow import parquet

    return parquet.read_table(path).num_rows


def test_korean_letters_are_drawn_and_not_boxes(address: str, visit: Visit) -> None:
    """Two different syllables have different shapes; a font without Hangul would draw the same box twice."""
    page = visit(address)
    drawn = """text => {
        const canvas = document.createElement('canvas'); canvas.width = canvas.height = 40;
        const pen = canvas.getContext('2d');
        pen.font = '32px ' + getComputedStyle(document.querySelector('h1')).fontFamily;
        pen.fillText(text, 2, 32);
        return canvas.toDataURL();
    }"""
    if page.evaluate(drawn, "가") == page.evaluate(drawn, "힣"):
        pytest.skip("this machine has no Korean font")
    assert page.evaluate(drawn, "감") != page.evaluate(drawn, "정")


def test_the_language_can_be_switched(address: str, visit: Visit) -> None:
    page = visit(f"{address}/?touchpoints=payment")
    page.locator(".st-key-lang_ko").get_by_text("English", exact=True).click()
    page.locator(".o-page").get_by_text("Summary", exact=True).wait_for()
    settled(page)
    _await_parameters(page, {"touchpoints": ["payment"], "lang": ["en"]})
    page.locator(".st-key-chip_touchpoints").get_by_text("Payment").wait_for()


def test_disagreements_open_their_comments(address: str, visit: Visit) -> None:
    page = visit(f"{address}/?span=all")
    line = page.locator(".st-key-row_look_quiet_detractor")
    n = int(re.search(r"(\d+)건", line.inner_text())[1])
    line.locator("a:visible").click()
    page.get_by_role("heading", name="고객 의견", exact=True).wait_for()
    settled(page)
    assert _selected(page) == n
    page.wait_for_url(lambda url: _parameters(url).get("nps_bands") == ["detractor"])


def test_a_script_in_a_comment_stays_text(address: str, visit: Visit) -> None:
    page = visit(f"{address}/comments?contains=스크립트&products={quote('![x](https://example.com/x.png)')}")
    page.get_by_text("스크립트 댓글").first.wait_for()
    assert "<script>window.wasRun" in page.locator("[data-testid='stMain']").inner_text()
    assert page.evaluate("window.wasRun") is None


def test_a_database_replaced_while_open_shows_its_numbers(chromium: str, visit: Visit, tmp_path: Path) -> None:
    place = sample_databases.build_tiny_database(tmp_path / "live.duckdb")
    with serving(place) as url:
        page = visit(url)
        assert _selected(page) == 15
        os.replace(sample_databases.build_database(tmp_path / "next.duckdb", sample_databases.TINY[:6]), place)
        page.get_by_role("link", name="데이터", exact=True).first.click()
        page.locator(".st-key-selected_count").get_by_text("6건", exact=True).wait_for()
        assert _selected(page) == 6


def test_no_database_yet_says_what_to_do(chromium: str, visit: Visit, tmp_path: Path) -> None:
    with serving(tmp_path / "nothing.duckdb") as url:
        page = visit(url)
        page.get_by_text("아직 데이터베이스가 없습니다").wait_for()
        page.locator("code").filter(has_text="ondo run").wait_for()
        assert str(tmp_path) not in page.locator("body").inner_text()


def test_the_cx_manager_reads_what_is_behind_the_worst_fall_and_comes_back(address: str, visit: Visit) -> None:
    page = visit(f"{address}/journey?from=2025-01-01")
    evidence = page.locator(".st-key-answer_evidence a:visible")
    n = int(re.search(r"([\d,]+)건", evidence.inner_text())[1].replace(",", ""))
    before, steps = seen(page), page.evaluate("history.length")
    evidence.click()
    page.get_by_role("heading", name="고객 의견", exact=True).wait_for()
    settled(page)
    assert _selected(page) == n
    assert {"touchpoints", "states", "from"} <= _parameters(page.url).keys()
    assert page.evaluate("history.length") == steps + 1
    page.go_back()
    comes_to_show(page, before)
    evidence.wait_for()
