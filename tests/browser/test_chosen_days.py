"""What fields in popovers hold: what the page shows, whenever they are opened, and what is typed into them is kept."""

from collections.abc import Callable
from typing import Any

from tests.browser.conftest import settled

Visit = Callable[..., Any]


def _open(page: Any, key: str, field: str) -> None:
    page.locator(f".st-key-{key} button").first.click()
    page.locator(f"[class*='st-key-{field}']").first.wait_for()


def _type(page: Any, field: str, day: str) -> None:
    page.locator(f"[class*='st-key-{field}'] [role=spinbutton]").first.click()
    page.keyboard.type(day.replace("-", ""))
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: day in url)
    settled(page)


def _shown(page: Any, field: str) -> str:
    numbers = page.locator(f"[class*='st-key-{field}'] [role=spinbutton]").all_inner_texts()
    return "-".join(numbers)


def test_a_group_that_was_looked_at_keeps_what_it_is_set_to_next(address: str, visit: Visit) -> None:
    page = visit(f"{address}/compare?a_touchpoints=use&b_touchpoints=payment", "en-US")
    _open(page, "group_a", "a_from")
    page.keyboard.press("Escape")
    page.locator(".st-key-swap button").click()
    page.wait_for_url("**a_touchpoints=payment*")
    settled(page)
    _open(page, "period", "period_en")
    page.locator("[class*='st-key-period_en']").get_by_text("(2026)").click()
    page.wait_for_url("**period=this_year*")
    settled(page)
    assert "a_touchpoints=payment&b_touchpoints=use" in page.url
    assert not page.locator("[class*='st-key-period_en']").is_visible(), "the choice is closed"


def test_days_that_are_typed_into_a_group_opened_late_are_kept(address: str, visit: Visit) -> None:
    page = visit(f"{address}/compare?period=last_28", "en-US")
    _open(page, "period", "period_en")
    page.locator("[class*='st-key-period_en']").get_by_text("Last 90 days").click()
    page.wait_for_url("**period=last_90*")
    settled(page)
    _open(page, "group_b", "b_from")
    assert _shown(page, "b_from")[:2] == "20", "not empty"
    _type(page, "b_from", "2025-11-01")
    _type(page, "b_until", "2025-12-31")
    assert "b_from=2025-11-01" in page.url and "a_until=" in page.url
