"""Without a mouse: the filters can be reached and used, a comment opens and closes, and the focus is seen all the way."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import settled

MOST_TABS = 80
SEEN = """() => {
    let focused = document.activeElement
    while (focused.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement
    for (let one = focused; one && one !== document.body; one = one.parentElement) {
        const style = getComputedStyle(one)
        if ((style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none') return true
        if (one.matches('[data-testid=stElementContainer]')) return false
    }
    return false
}"""
"""Whether the element in focus, or what holds it, is drawn with an outline or a ring."""


def _tab_to(page: Any, selector: str) -> list[str]:
    """Press Tab until the focus is on it; returns the elements on the way whose focus could not be seen."""
    unseen = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if not page.evaluate(SEEN):
            unseen.append(page.evaluate("document.activeElement.outerHTML.slice(0, 200)"))
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return unseen
    pytest.fail(f"{MOST_TABS} times Tab, and {selector} never had the focus")


def test_a_touchpoint_is_chosen_and_a_comment_read_without_a_mouse(address: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{address}/comments?emotions=anger")
    page.locator("[class*='st-key-open_at_'] button").first.wait_for()
    unseen = _tab_to(page, ".st-key-more_filters button")
    page.keyboard.press("Enter")
    page.locator(".st-key-touchpoints_ko input").wait_for()
    unseen += _tab_to(page, ".st-key-touchpoints_ko input")
    page.keyboard.type("결제")
    page.get_by_role("option", name="결제", exact=True).wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**touchpoints=payment**")
    settled(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    unseen += _tab_to(page, "[class*='st-key-open_at_'] button")
    page.keyboard.press("Enter")
    page.wait_for_url("**comment=*")
    settled(page)
    opened = page.url
    page.keyboard.press("j")
    page.wait_for_url(lambda url: "comment=" in url and url != opened)
    page.keyboard.press("k")
    page.wait_for_url(opened)
    assert not unseen, "\n".join(unseen)


def test_a_row_of_the_table_behind_a_chart_opens_its_comments_without_a_mouse(
    address: str, visit: Callable[..., Any]
) -> None:
    page = visit(f"{address}/journey")
    page.locator(".st-key-table_view_curve_journey_curve button").focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").locator("canvas").first.wait_for()
    _tab_to(page, "[role=dialog] canvas")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Space")
    panel = page.locator(".st-key-side_panel")
    panel.get_by_role("heading", name="배송", exact=True).wait_for()
    settled(page)
    page.locator(".st-key-panel_close button").focus()
    page.keyboard.press("Enter")
    panel.wait_for(state="detached")
