"""Every page, light in Korean and dark in English: in one language, nothing cut off, no serious finding of axe-core."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import PAGES
from views.words.strings import words_in

SERIOUS = ("serious", "critical")
EXCEPTIONS: dict[str, tuple[str, str]] = {}
"""axe rule -> (part of the selectors it may fail on, why it is out of our hands). Nothing else may fail."""

CHART_DRAWN = "[data-testid='stVegaLiteChart'] svg"
DRAWN_ON = ("summary", "nps", "trends", "journey")


def _findings(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:200]} {node['failureSummary'][:200]}"
        for rule in found
        if rule["impact"] in SERIOUS
        for node in rule["nodes"]
        if rule["id"] not in EXCEPTIONS or EXCEPTIONS[rule["id"]][0] not in str(node["target"])
    ]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("language", "scheme"), [("ko", "light"), ("en", "dark")])
def test_a_page_can_be_read_by_all(
    address: str, visit: Callable[..., Any], name: str, language: str, scheme: str
) -> None:
    page = visit(f"{address}/{'' if name == 'summary' else name}", {"ko": "ko-KR", "en": "en-US"}[language], scheme)
    title = "page.nps.nps_rating" if name == "nps" else f"page.{name}"
    page.locator("h1, .o-page").get_by_text(words_in(language)(title), exact=True).wait_for()
    if name in DRAWN_ON:
        page.wait_for_selector(CHART_DRAWN)
    text = page.locator("body").inner_text()
    assert "{" not in text.replace("{}", "") and "undefined" not in text
    assert page.locator(".st-key-empty_query").count() == 0
    if language == "en":
        own = page.locator("[data-testid='stMain'] h1, [data-testid='stMain'] h3, [data-testid='stCaptionContainer']")
        assert not re.search("[가-힣]", " ".join(own.all_inner_texts()))
    assert not _findings(page)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_a_phone(address: str, visit: Callable[..., Any], name: str) -> None:
    page = visit(f"{address}/{'' if name == 'summary' else name}")
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function(
        "() => innerWidth === 390 && document.querySelector('[data-testid=stMain]').clientWidth <= 390"
    )
    page.wait_for_function("() => document.querySelector('[data-testid=stMain]').scrollWidth <= 390")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
