"""How fast the dashboard is to the hand: in headless Chromium, beside a bare Streamlit page in the same run, and for a crowd.

    python benchmarks/in_the_browser.py [ROWS or DATABASE] [--times 9] [--people 30] [--reruns 300] [--processes 1]

Starts `ondo dashboard` on the sample (``sample``), on invented answers or on an existing database, and measures, each beside
its bar:

- the first chart in a fresh browser, and that of a bare Streamlit page with one number and one chart: their ratio;
- a page switch and a change of the period, each by a click: median and 95th percentile;
- a click on a mark until its first comment stands beside the chart;
- that many people who click without pause, through Streamlit's own connection, shared out among that many processes as a
  proxy with sticky sessions does (docs/serving.md);
- the server's memory before and after that many reruns.

Chromium and the server share the cores: on a machine that does other work the ratio alone says something.
"""

import argparse
import asyncio
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.figures import BARS_OF_THE_DASHBOARD as BARS
from benchmarks.figures import tell
from benchmarks.page_times import CLICKS, crowd, free_port, resident_mb, running, served
from benchmarks.synthetic import build
from tests.browser.conftest import ARGUMENTS, CHROMIUM_NAMES
from tests.pipeline.support import ondo

CHART = "[data-testid=stVegaLiteChart] svg"
PATIENCE_MS = 120_000
BARE = """
import streamlit as st
st.metric("n", 42)
st.vega_lite_chart({"x": [1, 2, 3], "y": [2, 1, 3]}, {"mark": "line", "encoding": {
    "x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}}})
"""
PAGES = ("journey", "trends", "comments", "summary")
AT_REST = "() => !document.querySelector('[data-testid=stStatusWidget]')"
MARK = "[data-testid=stVegaLiteChart] svg .mark-symbol path[aria-roledescription]"


@contextmanager
def bare_page(folder: Path) -> Iterator[str]:
    """The address of a Streamlit page with one number and one chart."""
    script, port = folder / "bare.py", free_port()
    script.write_text(BARE, encoding="utf-8")
    options = [
        "--server.headless=true",
        f"--server.port={port}",
        "--server.address=127.0.0.1",
        "--server.fileWatcherType=none",
    ]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *options, "--browser.gatherUsageStats=false"]
    with running(command, port):
        yield f"http://127.0.0.1:{port}"


def fresh(playwright: Playwright) -> Browser:
    """A browser that has loaded nothing yet."""
    path = next(filter(None, map(shutil.which, CHROMIUM_NAMES)))
    return playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))


def opened(browser: Browser) -> Page:
    """An empty page in Korean, as large as a notebook's screen."""
    page = browser.new_context(locale="ko-KR", viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE_MS)
    return page


def first_chart(playwright: Playwright, address: str) -> float:
    """Seconds from the address to the first chart, in a fresh browser."""
    browser = fresh(playwright)
    page = opened(browser)
    started = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector(CHART)
    seconds = time.perf_counter() - started
    browser.close()
    return seconds


def first_charts(playwright: Playwright, dashboard: str, bare: str, times: int) -> dict[str, float]:
    """Both pages in turn, each in fresh browsers; the first round, in which servers import, does not count."""
    rounds = [(first_chart(playwright, dashboard), first_chart(playwright, bare)) for _ in range(times + 1)][1:]
    ours, plain = (statistics.median(side) for side in zip(*rounds, strict=True))
    print(f"first chart {ours:.2f} s, of a bare page {plain:.2f} s (medians of {times})")
    return {"first chart, times the bare page": ours / plain}


def timed(page: Page, act: Callable[[], object], seen: str, argument: Any = None) -> float:
    """Seconds from an act to what is seen then (a JavaScript function that becomes true)."""
    page.wait_for_function(AT_REST)
    started = time.perf_counter()
    act()
    page.wait_for_function(seen, arg=argument, polling="raf")
    return time.perf_counter() - started


def switches(page: Page, times: int) -> list[float]:
    """Clicks in the menu, until the other page's own name stands above its answer."""
    seconds = []
    for number in range(times):
        for name in PAGES:
            links = page.locator("[data-testid=stSidebarNavLink]")
            link = (
                links.first if name == "summary" else page.locator(f"[data-testid=stSidebarNavLink][href$='/{name}']")
            )
            former = page.locator("h1").first.inner_text()
            found = timed(
                page,
                link.click,
                "(former) => document.querySelector('h1') && document.querySelector('h1').innerText !== former",
                former,
            )
            seconds += [found] if number else []
    return seconds


def periods(page: Page, times: int) -> list[float]:
    """Changes of the period in the bar, until the number of answers has changed with it."""
    seconds = []
    for number in range(times):
        for choice in (1, 2):
            page.locator(".st-key-period button").first.click()
            pill = page.locator("[class*='st-key-period_ko'] button").nth(choice + 2 * (number % 2))
            bar = page.locator(".st-key-filter_bar").inner_text()
            found = timed(
                page, pill.click, "(bar) => document.querySelector('.st-key-filter_bar')?.innerText !== bar", bar
            )
            page.keyboard.press("Escape")
            seconds.append(found)
    return seconds


def marks(page: Page, address: str, times: int) -> list[float]:
    """Clicks on marks of the line over time, each until a comment stands in the panel beside it."""
    seconds = []
    for number in range(times):
        page.goto(f"{address}/trends")
        page.wait_for_selector(CHART)
        page.wait_for_function(AT_REST)
        found = page.locator(MARK)
        place = found.nth(min(number, found.count() - 1)).bounding_box()
        if place is None:
            continue
        click = (place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
        seconds.append(
            timed(
                page,
                partial(page.mouse.click, *click),
                "() => document.querySelector('.st-key-side_panel .o-comment')",
            )
        )
    return seconds


def spread(name: str, seconds: Sequence[float]) -> dict[str, float]:
    """Median and 95th percentile."""
    ordered = sorted(seconds)
    return {
        f"{name}, median": statistics.median(ordered),
        f"{name}, p95": ordered[max(0, round(0.95 * len(ordered)) - 1)],
    }


def by_hand(address: str, bare: str, times: int) -> dict[str, float]:
    """What one person with a browser waits for."""
    with sync_playwright() as playwright:
        found = first_charts(playwright, address, bare, times)
        browser = fresh(playwright)
        page = opened(browser)
        page.goto(address)
        page.wait_for_selector(CHART)
        found |= spread("page switch", switches(page, times // 2 + 1))
        page.goto(f"{address}/trends")
        page.wait_for_selector(CHART)
        found |= spread("change of period", periods(page, times))
        found |= spread("click on a mark to its first comment", marks(page, address, times))
        browser.close()
    return found


async def crowds(addresses: Sequence[str], people: int) -> list[float]:
    """Clicks of many people, shared out among the servers."""
    shared = [people // len(addresses)] * len(addresses)
    found = await asyncio.gather(
        *(crowd(address, part, CLICKS) for address, part in zip(addresses, shared, strict=True))
    )
    return [seconds for one in found for seconds in one]


def by_many(servers: Sequence[tuple[str, int]], people: int, reruns: int) -> dict[str, float]:
    """What many people wait for, and what that leaves in memory."""
    address, process = servers[0]
    found = spread("people without pause", asyncio.run(crowds([one for one, _ in servers], people)))
    before = resident_mb(process)
    asyncio.run(crowd(address, 1, reruns))
    after = resident_mb(process)
    print(f"memory of a server: {before:,.0f} MB, after {reruns} reruns {after:,.0f} MB")
    return found | {"memory after, times before": after / before}


def measure(database: Path, folder: Path, given: argparse.Namespace) -> None:
    """Serve the database beside the bare page, and print the table."""
    with ExitStack() as running:
        bare = running.enter_context(bare_page(folder))
        servers = [running.enter_context(served(database)) for _ in range(given.processes)]
        found = by_hand(f"http://{servers[0][0]}", bare, given.times)
        found |= by_many(servers, given.people, given.reruns)
    print("\n| what | found | bar | |\n|---|---|---|---|")
    for name, value in found.items():
        print(f"| {name} | {value:.2f} | {BARS.get(name, '')} | {verdict(name, value)} |")
    size = f"{int(given.source):,}" if given.source.isdigit() else database.stem
    for name in BARS.keys() & found.keys():
        tell(f"{name}, {size}", found[name])


def verdict(name: str, value: float) -> str:
    """Whether a bar is kept; '' where there is none."""
    return "" if name not in BARS else "kept" if value <= BARS[name] else "missed"


def main() -> None:
    """Read the arguments, make a database if none is named, measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "source", nargs="?", default="sample", help="sample, a number of invented answers, or a database file"
    )
    parser.add_argument("--times", type=int, default=9)
    parser.add_argument("--people", type=int, default=30)
    parser.add_argument("--reruns", type=int, default=300)
    parser.add_argument("--processes", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = Path(given.source)
        if given.source == "sample":
            database = folder / "sample.duckdb"
            ondo("demo", "--no-dashboard", "--db", database)
        elif given.source.isdigit():
            database = folder / "scale.duckdb"
            build(database, int(given.source), is_real=True)
        measure(database, folder, given)


if __name__ == "__main__":
    main()
