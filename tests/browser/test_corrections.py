"""A comment that is corrected over a page: the numbers behind it are the new ones at once, without a reload."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import serving
from tests.sample_databases import Answer, build_database

LATE = Answer("2026-01-05 10:00", "배송이 늦었어요", -0.5, {"anger": 2}, touchpoint="delivery")


@pytest.fixture
def served(chromium: str, tmp_path: Path) -> Iterator[str]:
    with serving(build_database(tmp_path / "late.duckdb", [LATE] * 10)) as url:
        yield url


def test_the_page_has_the_new_numbers_once_a_comment_is_corrected_and_once_that_is_undone(
    served: str, visit: Callable[..., Any]
) -> None:
    page = visit(f"{served}/journey?pick=journey_heat&pick=touchpoint=delivery&pick=period=2026-01-01")
    panel, cells = page.locator(".st-key-side_panel"), page.locator(".st-key-map_inner svg")
    cells.get_by_text("−0.50").first.wait_for()
    page.locator("[class*='st-key-open_panel_'] button").first.click()
    page.locator("[class*='st-key-reading_whole_'] button").click()
    page.locator("[class*='st-key-correct_'][class*='_tone'] button").last.click()
    page.locator("[class*='st-key-correct_'][class*='_save'] button").click()
    panel.get_by_text("−0.35").first.wait_for()
    cells.get_by_text("−0.35").first.wait_for()
    page.locator("[class*='st-key-correct_undo_'] button").click()
    panel.get_by_text("−0.35").first.wait_for(state="detached")
    cells.get_by_text("−0.50").first.wait_for()
