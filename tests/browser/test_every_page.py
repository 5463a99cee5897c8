"""Every page over the sample data, light in Korean and dark in English, on three widths: in one language, no serious finding of
axe-core, no label that is cut off or lies over another, and as in its kept picture.

With ``ONDO_LARGE=FILE`` over a database of a million answers instead, which takes too long to make for every run:
``benchmarks.synthetic.build(FILE, 1_000_000, is_real=True)``.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import PAGES, arrived, calm, serving, watched
from tests.browser.golden_pictures import compared
from views.words.strings import words_in

SERIOUS = ("serious", "critical")
EXCEPTIONS = {
    "list": "[data-testid=stSidebarNavItems]",
    "listitem": "[data-testid=stSidebarNavItems]",
}
"""axe rule -> within what it may fail: Streamlit puts the menu's sections between a list and its items. Nothing else may fail."""

WIDTHS = (1440, 1024, 390)
HEIGHT = 900
WALK = Path(__file__).with_name("label_boxes.js").read_text(encoding="utf-8")
LOCALES = {"ko": "ko-KR", "en": "en-US"}

LARGE = os.environ.get("ONDO_LARGE", "")

Walker = tuple[Any, str, list[str]]


@pytest.fixture(scope="module")
def address(chromium: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a dashboard over the sample, or over the large database."""
    with serving(Path(LARGE) if LARGE else request.getfixturevalue("sample_file")) as url:
        yield url


@pytest.fixture(scope="module", params=[("ko", "light"), ("en", "dark")], ids=lambda param: param[0])
def walker(address: str, contexts: Callable[..., Any], request: pytest.FixtureRequest) -> Iterator[Walker]:
    """One tab that goes from page to page by the menu: it, its language, what has gone wrong in it."""
    language, scheme = request.param
    page, troubles = watched(contexts(LOCALES[language], scheme))
    page.goto(f"{address}/?period=all")
    yield page, language, troubles
    page.close()


def _axe_findings(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:200]} {node['failureSummary'][:200]}"
        for rule in found
        if rule["impact"] in SERIOUS
        for node in rule["nodes"]
        if not _is_excepted(page, rule["id"], node["target"])
    ]


def _is_excepted(page: Any, rule: str, target: list[str]) -> bool:
    within = EXCEPTIONS.get(rule)
    is_within = "([target, within]) => Boolean(document.querySelector(target)?.closest(within))"
    return within is not None and bool(page.evaluate(is_within, [target[0], within]))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_read_by_all(walker: Walker, name: str) -> None:
    page, language, troubles = walker
    words = words_in(language)
    page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    title = re.compile(rf"^{re.escape(words(f'page.{name}'))}( ?\d+)?$")  # a count may stand beside it
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=title).click()
    arrived(page, words(f"page.{name}"))
    calm(page)
    text = page.locator("body").inner_text()
    assert "{" not in text.replace("{}", "") and "undefined" not in text
    assert page.locator(".st-key-empty_query").count() == 0
    if language == "en":
        own = page.locator("[data-testid='stMain'] h1, [data-testid='stMain'] h3, [data-testid='stCaptionContainer']")
        of_the_page = re.sub("“[^”]*”", "", " ".join(own.all_inner_texts()))  # what is quoted are words of the data
        assert not re.search("[가-힣]", of_the_page)
    found = _axe_findings(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        calm(page)
        found += [f"{width}: {fault}" for fault in page.evaluate(WALK)]
        found += compared(page, f"{'large_' if LARGE else ''}{name}_{language}_{width}")
        if page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") > width:
            found.append(f"{width}: the page is wider than the screen")
    assert not found and not troubles, "\n".join([*found, *troubles])
    troubles.clear()
