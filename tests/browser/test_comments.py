"""An analyst's way through the comments page, from filter to file, in both languages; and comments that would do harm."""

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import sample_databases
from tests.browser.conftest import serving, settled
from tests.views.conftest import HOSTILE

Visit = Callable[..., Any]

ZALGO = (
    "z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e\u0349\u035a\u032f\u031e\u0320\u034d" * 20
)


def _late(number: int) -> sample_databases.Answer:
    return sample_databases.Answer(
        f"2026-01-{1 + number % 28:02} 10:00",
        f"배송이 {number}일이나 늦었어요",
        -0.5,
        {"anger": 2},
        evidence=((0, 3, "anger", 1.2),),
        touchpoint="delivery",
        customer=f"kim-{number % 5}",
        lemmas=("배송/NNG", "늦다/VA", f"{'가나다라마바사'[number % 7]}말/NNG"),
    )


COMMENTS = (
    *(_late(number) for number in range(60)),
    sample_databases.Answer(
        "2026-01-05", "배송이 빨라요", 0.8, {"joy": 2}, touchpoint="delivery", lemmas=("배송/NNG", "빠르다/VA")
    ),
    *HOSTILE,
    sample_databases.Answer("2026-01-09", ZALGO, -0.5, {"anger": 2}, touchpoint="payment", product="\u202egnp.exe"),
    sample_databases.Answer("2026-01-10", "w" * 10_000, -0.5, {"anger": 2}, touchpoint="payment"),
)


@pytest.fixture(scope="module")
def served(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    place = tmp_path_factory.mktemp("comments") / "comments.duckdb"
    with serving(sample_databases.build_database(place, COMMENTS)) as url:
        yield url


def _hop(page: Any, pane: Any, kind: str) -> None:
    """From the comment that is read to the first of those like it, or of its customer, until that one is."""
    pane.locator(f"[class*='st-key-reading_{kind}_'] button").click()
    hop = pane.locator(f"[class*='st-key-hop_{kind}_']").first
    number = re.search(rf"hop_{kind}_(\d+)", hop.get_attribute("class"))[1]
    hop.locator("button").click()
    page.wait_for_url(re.compile(rf"comment={number}\b"))
    pane.locator(f".st-key-reading_link_{number}").wait_for()
    settled(page)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_from_filter_to_file(served: str, visit: Visit, tmp_path: Path, language: str) -> None:
    locale = {"ko": "ko-KR", "en": "en-US"}[language]
    page = visit(f"{served}/comments?touchpoints=delivery", locale)
    page.locator(".o-mail").first.wait_for()
    assert page.locator(".o-mail").first.bounding_box()["y"] < 200
    page.wait_for_function("() => window.ondoSearchKey")
    page.locator(".st-key-search_here input").wait_for()
    page.keyboard.press("/")
    page.locator(".st-key-search_here input:focus").wait_for()
    page.keyboard.type("배송은 늦습니다")
    page.keyboard.press("Enter")
    page.locator(".st-key-chip_words").get_by_text("배송은 늦습니다").wait_for()
    page.locator(".st-key-selected_count").get_by_text(re.compile(r"\b60")).wait_for()
    settled(page)

    page.locator("[class*='st-key-open_at_'] button").first.click()
    page.wait_for_url("**comment=*")
    pane = page.locator(".st-key-mail_pane")
    _hop(page, pane, "customer")
    _hop(page, pane, "similar")
    pane.locator("[class*='st-key-reading_link_'] button").click()
    link = pane.locator(".st-key-comment_link code").inner_text().strip()
    full = pane.locator(".st-key-comment_in_full .ondo-text").first.inner_text()

    other = visit(link, locale)
    assert other.locator(".st-key-comment_in_full .ondo-text").first.inner_text() == full

    page.locator(".st-key-export_menu button").first.click()
    with page.expect_download() as waiting:
        page.locator(".st-key-download_comments_csv button").click()
    target = tmp_path / "got.csv"
    waiting.value.save_as(target)
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = [" ".join(row.values()) for row in csv.DictReader(file)]
    assert len(rows) == 60 and all("늦었어요" in row for row in rows)
    assert any(full in row for row in rows)


def test_on_a_phone_a_comment_covers_the_list_until_one_goes_back(served: str, visit: Visit) -> None:
    page = visit(f"{served}/comments?touchpoints=delivery")
    page.set_viewport_size({"width": 390, "height": 844})
    text = page.locator(".o-text")
    page.locator("[class*='st-key-open_at_'] button").nth(1).click()
    text.wait_for()
    page.locator(".o-mail").first.wait_for(state="hidden")
    page.locator(".st-key-to_list button").click()
    page.locator(".o-mail").first.wait_for()
    text.wait_for(state="hidden")
    assert "comment=" not in page.url


def test_an_unknown_link_says_what_to_do(served: str, visit: Visit) -> None:
    page = visit(f"{served}/comments?comment=999")
    page.locator(".st-key-comment_not_found").wait_for()
    page.locator(".st-key-comment_close button").click()
    page.locator(".st-key-comment_not_found").wait_for(state="detached")
    page.wait_for_url(lambda url: "comment=" not in url)


@pytest.mark.parametrize("width", [1440, 390])
def test_comments_that_would_do_harm_keep_their_place(served: str, visit: Visit, width: int) -> None:
    page = visit(f"{served}/comments?touchpoints=payment")
    page.set_viewport_size({"width": width, "height": 844})
    page.locator(".ondo-text").nth(7).wait_for()
    sizes = page.evaluate(
        """() => [document.documentElement.scrollWidth, ...[...document.querySelectorAll('.ondo-text')].map(
            text => Math.round(text.getBoundingClientRect().right - text.parentElement.getBoundingClientRect().right))]"""
    )
    assert sizes[0] <= width and len(sizes) >= 9 and max(sizes[1:]) <= 0
    assert page.locator(".ondo-text script, .ondo-text img, .ondo-text a, .ondo-text strong").count() == 0
    assert "**bold** [링크](https://example.com)" in page.locator("[data-testid='stMain']").inner_text()
