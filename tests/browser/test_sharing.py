"""What is on screen, taken elsewhere: a copied link, a saved picture."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image

from tests.browser.conftest import arrived

Visit = Callable[..., Any]


def test_a_copied_link_shows_the_same_in_another_browser(address: str, visit: Visit) -> None:
    page = visit(f"{address}/trends?measure=anger&period=this_year&intensity_from=2&touchpoints=payment&grain=week")
    selected = page.locator(".st-key-selected_count").inner_text()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".st-key-copy_link button").click()
    page.locator(".st-key-copy_link").get_by_text("복사했습니다").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{address}/trends?")
    other = visit(link, "en-US", apart=True)
    arrived(other, "추이")
    assert other.locator(".st-key-selected_count").inner_text() == selected
    assert other.locator(".st-key-copy_link button").get_attribute("data-link") == link


def test_a_chart_is_saved_as_it_is_drawn(address: str, visit: Visit, tmp_path: Path) -> None:
    page = visit(address)
    holder = page.locator("[class*='st-key-picture_']:has(button[data-kind])").first
    drawn = holder.locator("[data-testid='stVegaLiteChart'] svg")
    drawn.wait_for()
    for kind in ("svg", "png"):
        with page.expect_download() as waiting:
            holder.locator(f"button[data-kind={kind}]").click()
        assert waiting.value.suggested_filename.endswith(f".{kind}")
        waiting.value.save_as(tmp_path / f"chart.{kind}")
    text = (tmp_path / "chart.svg").read_text(encoding="utf-8")
    title = drawn.locator("text").last.text_content()
    assert text.startswith("<svg") and title in text
    with Image.open(tmp_path / "chart.png") as picture:
        box = drawn.bounding_box()
        assert picture.size == (2 * round(box["width"]), 2 * round(box["height"]))
        assert len(picture.convert("RGB").getcolors(1 << 24)) > 20
