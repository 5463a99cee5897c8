"""The browser's history: one action is one step, and each step back or forward shows exactly what was on screen there."""

from collections.abc import Callable
from typing import Any

from tests.browser.conftest import comes_to_show, seen, settled

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
    """The view once another page is drawn: a link's address stands there before anything of its page does."""
    page.get_by_role("heading", name=heading, exact=True).wait_for()
    settled(page)
    return seen(page)


def _open_filters(page: Any) -> None:
    """The popover of filters stays open from choice to choice."""
    if not page.locator(".st-key-touchpoints_ko").is_visible():
        page.locator(".st-key-more_filters button").first.click()
        page.locator(".st-key-touchpoints_ko").wait_for()


def _choose(page: Any, key: str, label: str, address_says: str) -> dict[str, object]:
    _open_filters(page)
    page.locator(f".st-key-{key} input").first.click()
    page.get_by_role("option", name=label, exact=True).click()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    return _done(page, address_says)


def _click(page: Any, selector: str, address_says: str) -> dict[str, object]:
    page.locator(selector).click()
    return _done(page, address_says)


def _period(page: Any, label: str, address_says: str) -> dict[str, object]:
    page.locator(".st-key-period button").first.click()
    page.locator(".st-key-period_ko").get_by_text(label, exact=True).click()
    page.wait_for_url(lambda url: address_says in url)
    page.keyboard.press("Escape")
    return _done(page, address_says)


def _grain(page: Any, label: str, address_says: str) -> dict[str, object]:
    page.locator(".st-key-period button").first.click()
    page.locator(".st-key-grain_ko").get_by_text(label, exact=True).click()
    page.wait_for_url(lambda url: address_says in url)
    page.keyboard.press("Escape")
    return _done(page, address_says)


def _type(page: Any, key: str, text: str, address_says: str) -> dict[str, object]:
    _open_filters(page)
    field = page.locator(f".st-key-{key} input")
    field.fill(text)
    field.blur()
    page.keyboard.press("Escape")
    return _done(page, address_says)


def test_one_action_is_one_step_and_every_step_leads_back(address: str, visit: Visit) -> None:
    page = visit(f"{address}/journey?from=2025-01-01")
    walk: list[Callable[[], dict[str, object]]] = [
        lambda: _choose(page, "touchpoints_ko", "결제", "touchpoints=payment"),
        lambda: _type(page, "contains", "요", "contains="),
        lambda: _menu(page, "추이"),
        lambda: _click(page, ".st-key-measure_ko button:has-text('NPS')", "measure=nps"),
        lambda: _click(page, ".st-key-reset button", "/trends?measure=nps"),
        lambda: _grain(page, "주", "grain=week"),
        lambda: _menu(page, "비교"),
        lambda: _click(page, ".st-key-preset_period button", "a_from="),
        lambda: _menu(page, "여정"),
        lambda: _click(
            page, "[class*='st-key-chart_curve_journey_curve'] path[aria-label*='배송']", "pick=journey_curve"
        ),
        lambda: _click(page, ".st-key-panel_close button", "from=2025-01-01"),
        lambda: _click(
            page, "[class*='st-key-chart_curve_journey_curve'] path[aria-label*='배송']", "pick=journey_curve"
        ),
        lambda: _follow(page, ".st-key-answer_evidence a:visible", "고객 의견"),
        lambda: _click(page, ".st-key-order_ko button:has-text('오래된')", "order=oldest"),
        lambda: _period(page, "올해", "period=this_year"),
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
    page.locator("[class*='st-key-open_at_'] button").first.click()
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    page.wait_for_url("**comment=*")
    settled(page)
    page.go_back()
    dialog.wait_for(state="hidden")
    page.go_forward()
    dialog.wait_for()


def test_a_link_opens_beside_the_page_it_stands_on(address: str, visit: Visit) -> None:
    page = visit(f"{address}/journey?grain=week")
    link = page.locator(".st-key-answer_evidence a:visible")
    other = visit(f"{address}/{link.get_attribute('href')}")
    link.click()
    page.get_by_role("heading", name="고객 의견", exact=True).wait_for()
    settled(page)
    comes_to_show(other, seen(page))
