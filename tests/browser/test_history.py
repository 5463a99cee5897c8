"""The browser's history: one action is one step, and each step back or forward shows exactly what was on screen there."""

from collections.abc import Callable
from typing import Any

from tests.browser.conftest import arrived, close_filters, comes_to_show, open_filters, seen, settled

Visit = Callable[..., Any]


def _done(page: Any, address_says: str) -> dict[str, object]:
    """The view once an action has reached the address."""
    page.wait_for_url(lambda url: address_says in url)
    settled(page)
    return seen(page)


def _menu(page: Any, name: str) -> dict[str, object]:
    page.get_by_role("link", name=name, exact=True).first.click()
    return _arrived(page, name)


def _follow(page: Any, selector: str, heading: str) -> dict[str, object]:
    page.locator(selector).click()
    return _arrived(page, heading)


def _arrived(page: Any, heading: str) -> dict[str, object]:
    """The view once another page is drawn."""
    arrived(page, heading)
    return seen(page)


def _choose(page: Any, key: str, label: str, address_says: str) -> dict[str, object]:
    open_filters(page)
    page.locator(f".st-key-{key} input").first.click()
    page.get_by_role("option", name=label, exact=True).click()
    page.wait_for_url(lambda url: address_says in url)
    close_filters(page)
    return _done(page, address_says)


def _click(page: Any, selector: str, address_says: str) -> dict[str, object]:
    page.locator(selector).click()
    return _done(page, address_says)


def _in_period(page: Any, key: str, label: str, address_says: str) -> dict[str, object]:
    page.locator(".st-key-period button").first.click()
    page.locator(f"[class*='st-key-{key}']").get_by_text(label).first.click()
    page.wait_for_url(lambda url: address_says in url)
    page.keyboard.press("Escape")
    return _done(page, address_says)


def _type(page: Any, key: str, text: str, address_says: str) -> dict[str, object]:
    open_filters(page)
    field = page.locator(f".st-key-{key} input")
    field.fill(text)
    field.blur()
    page.wait_for_url(lambda url: address_says in url)
    close_filters(page)
    return _done(page, address_says)


ANGER = "[class*='st-key-chart_summary_emotions'] path[aria-label*='분노']"


def test_one_action_is_one_step_and_every_step_leads_back(address: str, visit: Visit) -> None:
    page = visit(f"{address}/?from=2025-01-01")
    walk: list[Callable[[], dict[str, object]]] = [
        lambda: _choose(page, "touchpoints_ko", "결제", "touchpoints=payment"),
        lambda: _type(page, "contains", "요", "contains="),
        lambda: _menu(page, "추이"),
        lambda: _click(page, ".st-key-chip_contains button", "/trends?from=2025-01-01&touchpoints=payment"),
        lambda: _menu(page, "요약"),
        lambda: _click(page, ".st-key-reset button", f"{address}/?from=2025-01-01"),
        lambda: _in_period(page, "period_ko", "(2026년)", "period=this_year"),
        lambda: _in_period(page, "versus_ko", "1년 전", "versus=year"),
        lambda: _in_period(page, "grain_ko", "주", "grain=week"),
        lambda: _click(page, ANGER, "pick=summary"),
        lambda: _click(page, ".st-key-panel_close button", f"{address}/?grain=week&period=this_year&versus=year"),
        lambda: _click(page, ANGER, "pick=summary"),
        lambda: _follow(page, ".st-key-boxed_panel_open a:visible", "고객 의견"),
        lambda: _click(page, ".st-key-chip_emotions button", "/comments?aside=states&aside=from"),
        lambda: _click(page, ".st-key-lang_ko button:has-text('English')", "lang=en"),
    ]
    views = [seen(page)]
    for action in walk:
        steps = page.evaluate("history.length")
        views.append(action())
        assert page.evaluate("history.length") == steps + 1, views[-2:]
    for view in reversed(views[:-1]):
        page.go_back()
        comes_to_show(page, view)
    for view in views[1:]:
        page.go_forward()
        comes_to_show(page, view)
    assert page.evaluate("history.length") == steps + 1


def test_a_comment_opens_and_closes_with_the_back_button(address: str, visit: Visit) -> None:
    page = visit(f"{address}/comments?touchpoints=payment")
    before = seen(page)
    page.locator("[class*='st-key-open_at_'] button").nth(1).click()
    page.wait_for_url("**comment=*")
    settled(page)
    opened = seen(page)
    assert opened["read"] != before["read"]
    page.go_back()
    comes_to_show(page, before)
    page.go_forward()
    comes_to_show(page, opened)


def test_a_link_opens_beside_the_page_it_stands_on(address: str, visit: Visit) -> None:
    page = visit(f"{address}/?grain=week&period=all")
    link = page.locator(".st-key-row_look_quiet_detractor a:visible")
    other = visit(f"{address}/{link.get_attribute('href')}")
    link.click()
    arrived(page, "고객 의견")
    comes_to_show(other, seen(page))
