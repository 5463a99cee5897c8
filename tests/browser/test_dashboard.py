"""What only a browser can show: addresses written, marks clicked, files downloaded, scripts that do not run."""

import csv
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests import sample_databases
from tests.browser.conftest import (
    arrived,
    close_filters,
    comes_to_show,
    free_port,
    open_filters,
    seen,
    serving,
    settled,
)

Visit = Callable[..., Any]


def _parameters(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query)


def _await_parameters(page: Any, wanted: dict[str, list[str]]) -> None:
    """The page writes its address a moment after it has been drawn."""
    page.wait_for_url(lambda url: _parameters(url) == wanted)


def _choose(page: Any, key: str, label: str) -> None:
    open_filters(page)
    page.locator(f".st-key-{key} input").first.click()
    page.get_by_role("option", name=label, exact=True).click()


def _selected(page: Any) -> int:
    return int(re.sub(r"\D", "", page.locator(".st-key-selected_count").inner_text()))


def test_a_filter_goes_into_the_address_and_comes_back_from_it(address: str, visit: Visit) -> None:
    page = visit(address)
    everything = _selected(page)
    _choose(page, "touchpoints_ko", "결제")
    page.wait_for_url("**touchpoints=payment**")
    settled(page)
    assert page.locator(".st-key-touchpoints_ko").is_visible(), "stays open for the next choice"
    close_filters(page)
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
    page.get_by_role("heading", name=re.compile(r"^Comments [1-4]$")).wait_for()
    page.locator(".st-key-chip_emotions").get_by_text("Anger").wait_for()
    page.get_by_text("최악입니다").first.wait_for()
    first = page.locator("[class*='st-key-comment_at_']").first
    first.get_by_text("25 Jan").wait_for()
    _await_parameters(page, parse_qs(link.partition("?")[2]))


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
    arrived(page, "고객 의견")
    page.wait_for_url(lambda url: _parameters(url).get("emotions") == ["anger"])


def test_downloads_hold_exactly_the_filtered_comments(address: str, visit: Visit, tmp_path: Path) -> None:
    page = visit(f"{address}/comments?emotions=anger")
    n = _selected(page)
    page.locator(".st-key-export_menu button").first.click()
    for format in ("csv", "xlsx", "parquet"):
        with page.expect_download() as waiting:
            page.locator(f".st-key-download_comments_{format} button").click()
        target = tmp_path / f"got.{format}"
        waiting.value.save_as(target)
        assert waiting.value.suggested_filename.endswith(f".{format}")
        assert _rows(target) == n


def _rows(path: Path) -> int:
    if path.suffix == ".csv":
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as file:
            return len(list(csv.DictReader(file)))
    if path.suffix == ".xlsx":
        import openpyxl

        return openpyxl.load_workbook(path).worksheets[0].max_row - 1
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


def test_disagreements_open_their_comments(address: str, visit: Visit) -> None:
    page = visit(f"{address}/?span=all")
    line = page.locator(".st-key-row_look_quiet_detractor")
    n = int(re.search(r"(\d+)건", line.inner_text())[1])
    line.locator("a:visible").click()
    arrived(page, "고객 의견")
    assert _selected(page) == n
    page.wait_for_url(lambda url: _parameters(url).get("nps_bands") == ["detractor"])


def test_a_view_outlives_another_database_and_another_server(chromium: str, visit: Visit, tmp_path: Path) -> None:
    place, port = sample_databases.build_tiny_database(tmp_path / "live.duckdb"), free_port()
    with serving(place, port) as url:
        page = visit(f"{url}/data")
        assert _selected(page) == 16
        os.replace(sample_databases.build_database(tmp_path / "next.duckdb", sample_databases.TINY[:6]), place)
        page.get_by_role("link", name="추이", exact=True).first.click()
        page.locator(".st-key-selected_count").get_by_text("6건", exact=True).wait_for()
        page.goto(f"{url}/data?touchpoints=payment&versus=year")
        settled(page)
        before = seen(page)
    page.wait_for_selector("[data-test-connection-state]:not([data-test-connection-state='CONNECTED'])")
    with serving(place, port):
        settled(page)
        comes_to_show(page, before)
        page.locator(".st-key-chip_touchpoints button").click()
        page.wait_for_url(f"{url}/data?versus=year")
