"""Accessibility: axe-core on every page in both themes and languages."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.conftest import PATIENCE_MS, settled
from tests.views.conftest import PAGES

SERIOUS = ("serious", "critical")
EXCEPTIONS: dict[str, tuple[str, str]] = {}
"""axe rule -> (part of the selectors it may fail on, why it is out of our hands). Nothing else may fail."""

CHART_DRAWN = "[data-testid='stVegaLiteChart'] svg"


@pytest.fixture(params=[("light", "ko-KR"), ("dark", "en-US")], ids="-".join)
def page(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """An empty page: light and Korean, then dark and English."""
    scheme, locale = request.param
    context = browser.new_context(locale=locale, viewport={"width": 1440, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    yield page
    context.close()


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


def test_no_page_has_a_serious_finding(address: str, page: Any) -> None:
    found = {}
    for name in PAGES:
        page.goto(f"{address}/{'' if name == 'overview' else name}")
        settled(page)
        if name in ("overview", "trends", "journey"):
            page.wait_for_selector(CHART_DRAWN)
        found[name] = _findings(page)
    assert not {name: lines for name, lines in found.items() if lines}
