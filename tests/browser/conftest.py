"""A real server and a real Chromium; skipped with the reason where there is none, a failure where CI is set."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from pipeline.config.settings import CONFIG_VARIABLE, DATABASE_VARIABLE
from tests import sample_databases

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_MS = 60_000
SCRIPT = sample_databases.Answer(
    "2026-01-25 10:00",
    "<script>window.wasRun = true; alert(1)</script><img src=x onerror='window.wasRun = true'> 스크립트 댓글",
    -0.9,
    {"anger": 3},
    evidence=((0, 8, "anger", 1.0),),
    touchpoint="use",
    product="![x](https://example.com/x.png)",
)
WORLD = (*sample_databases.TINY, SCRIPT, *sample_databases.crowd())
SEEN = """() => ({
    address: location.href,
    title: document.querySelector('h1')?.innerText ?? '',
    bar: document.querySelector('.st-key-filter_bar')?.innerText,
    panel: document.querySelector('.st-key-side_panel')?.innerText ?? '',
    read: document.querySelector('.st-key-comment_in_full')?.innerText ?? '',
    chosen: [...document.querySelectorAll('[data-testid=stMain] input')].map(field => field.value).concat(
        [...document.querySelectorAll('[data-testid="stBaseButton-segmented_controlActive"]')].map(button => button.innerText)),
})"""
PAGES = tuple(
    "summary journey trends nps compare comments topics customers alerts actions employees data upload model".split()
)
"""Every page of the dashboard."""

_EXPECTED_404 = re.compile(r"/\w+/_stcore/(health|host-config)$")
"""Streamlit's page asks for these beside the page's address first, then at the root."""

_EXPECTED_ERROR = re.compile(
    r"Failed to load resource"
    r"|Client Error in reaching server endpoint - No response received when attempting to reach /_stcore/health"
    r"|Streamlit server is not responding"
)
"""What the browser says of such a request, and the page of a server that was stopped, and only if its start takes long."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this room needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium on this machine."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if found is None:
        reason = f"no browser: none of {', '.join(CHROMIUM_NAMES)} is on the path"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    database: Path, port: int = 0, config: Path | None = None, secrets: Path | None = None, base_path: str = ""
) -> Iterator[str]:
    """A dashboard over a database, as `ondo dashboard` serves it; yields its address."""
    port = port or free_port()
    command = [sys.executable, "-m", "views.server.start", f"--port={port}", "--address=127.0.0.1", "--megabytes=200"]
    command += ["--headless", *([f"--secrets={secrets}"] if secrets else [])]
    command += [f"--base-path={base_path}"] if base_path else []
    environment = {**os.environ, DATABASE_VARIABLE: str(database)}
    if config:
        environment[CONFIG_VARIABLE] = str(config)
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        try:
            assert server.stdout is not None
            assert any("URL" in line for line in server.stdout), "the server ended before it was ready"
            yield f"http://127.0.0.1:{port}{base_path}"
        finally:
            server.kill()


@pytest.fixture(scope="session")
def address(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard over WORLD."""
    with serving(sample_databases.build_database(tmp_path_factory.mktemp("served") / "empty.duckdb", WORLD)) as url:
        yield url


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[object]:
    """A running Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def contexts(browser: object) -> Iterator[Callable[..., object]]:
    """``contexts(locale, scheme)``: one browser profile for each, for all tests, so that what it has loaded is loaded once."""
    made: dict[tuple[str, str], object] = {}

    def one(locale: str, scheme: str) -> object:
        if (locale, scheme) not in made:
            made[locale, scheme] = browser.new_context(locale=locale, color_scheme=scheme)  # type: ignore[attr-defined]
        return made[locale, scheme]

    yield one
    for context in made.values():
        context.close()  # type: ignore[attr-defined]


@pytest.fixture
def visit(browser: object, contexts: Callable[..., object]) -> Iterator[Callable[..., object]]:
    """``visit(url, locale, scheme, apart)``: a page that has come to rest, with cookies of its own where ``apart``.
    In the end nothing may have gone wrong in the browser, and no request may have left this machine."""
    opened: list[Any] = []
    troubles: list[str] = []

    def open_it(url: str, locale: str = "ko-KR", scheme: str = "light", *, apart: bool = False) -> object:
        if apart:
            context = browser.new_context(locale=locale, color_scheme=scheme)  # type: ignore[attr-defined]
            opened.append(context)
        else:
            context = contexts(locale, scheme)
        page, _ = watched(context, troubles)
        if not apart:
            opened.append(page)
        page.goto(url)
        settled(page)
        return page

    yield open_it
    for one in opened:
        one.close()
    assert not troubles


def watched(context: Any, troubles: list[str] | None = None) -> tuple[Any, list[str]]:
    """A new tab, and the list to which what goes wrong in it, and what leaves this machine, is added."""
    noted = [] if troubles is None else troubles
    page = context.new_page()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.set_default_timeout(PATIENCE_MS)
    page.on("pageerror", lambda error: noted.append(f"error {error}"))
    page.on("dialog", lambda dialog: noted.append(f"dialog {dialog.message}"))
    page.on("console", lambda message: _note_console(message, noted))
    page.on("response", lambda response: _note_response(response, noted))
    page.on("request", lambda request: _note_request(request, noted))
    return page, noted


CALM = """() => {
    const charts = [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].filter(chart => chart.checkVisibility())
    const sizes = charts.map(chart => chart.querySelector('svg')?.getBoundingClientRect().width ?? 0)
    const now = JSON.stringify([innerWidth, document.querySelector('[data-testid=stMain]').scrollHeight, ...sizes])
    const isCalm = now === window.formerSizes
    window.formerSizes = now
    return isCalm && sizes.every(size => size > 0) && !document.querySelector('[data-testid=stSkeleton]')
}"""


def calm(page: Any) -> None:
    """Wait until all charts are drawn and nothing on the page has moved since the frame before."""
    page.evaluate("delete window.formerSizes")
    page.wait_for_function(CALM, polling=150)


def settled(page: object) -> None:
    """Wait until the page has been drawn and no run is under way."""
    page.wait_for_selector("h1, h3")  # type: ignore[attr-defined]
    page.wait_for_selector("[data-test-connection-state='CONNECTED']")  # type: ignore[attr-defined]
    page.wait_for_selector("[data-test-script-state='notRunning']")  # type: ignore[attr-defined]


def arrived(page: object, name: str) -> None:
    """Wait until the page of this name is drawn: a link's address stands there before anything of its page does."""
    page.wait_for_function("title => document.title === title", arg=f"Ondo · {name}")  # type: ignore[attr-defined]
    settled(page)


def open_filters(page: Any) -> None:
    """Open the popover of further filters, where it is not open; it stays so from choice to choice."""
    if not page.locator(".st-key-touchpoints_ko, .st-key-touchpoints_en").is_visible():
        page.locator(".st-key-more_filters button").first.click()
        page.locator(".st-key-touchpoints_ko, .st-key-touchpoints_en").wait_for()


def close_filters(page: Any) -> None:
    """Close it again: the first Escape may close the list of a choice."""
    from playwright.sync_api import TimeoutError as StillOpen

    for _ in range(3):
        page.keyboard.press("Escape")
        with suppress(StillOpen):
            page.locator("[class*='st-key-touchpoints_']").wait_for(state="hidden", timeout=1000)
            return


def seen(page: object) -> dict[str, object]:
    """What a view is known by: address, title, bar and panel, and what is chosen in fields and buttons."""
    page.locator(".st-key-copy_link button").wait_for()  # type: ignore[attr-defined]
    page.wait_for_function("() => !document.querySelector('[data-testid=stSkeleton]')")  # type: ignore[attr-defined]
    return page.evaluate(SEEN)  # type: ignore[attr-defined]


def comes_to_show(page: object, view: dict[str, object]) -> None:
    """Wait until a page shows what ``seen`` saw; fails with the difference where it never does."""
    from playwright.sync_api import TimeoutError as NeverShown

    with suppress(NeverShown):
        page.wait_for_function(
            f"view => JSON.stringify(({SEEN})()) === view",
            arg=json.dumps(view, ensure_ascii=False, separators=(",", ":")),
        )  # type: ignore[attr-defined]
    settled(page)
    assert seen(page) == view


def _note_console(message: object, troubles: list[str]) -> None:
    if message.type == "error" and not _EXPECTED_ERROR.match(message.text):  # type: ignore[attr-defined]
        troubles.append(f"console {message.text}")  # type: ignore[attr-defined]


def _note_response(response: object, troubles: list[str]) -> None:
    path = urlsplit(response.url).path  # type: ignore[attr-defined]
    if response.status >= 400 and not _EXPECTED_404.search(path):  # type: ignore[attr-defined]
        troubles.append(f"{response.status} {response.url}")  # type: ignore[attr-defined]


def _note_request(request: object, troubles: list[str]) -> None:
    parts = urlsplit(request.url)  # type: ignore[attr-defined]
    if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
        troubles.append(f"left the machine: {request.url}")  # type: ignore[attr-defined]
