"""Hostile comments and the browser's own guard: headers are there, nothing runs, nothing is asked of anybody else."""

import json
from collections.abc import Callable, Iterator
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from pipeline.config.settings import DATABASE_VARIABLE
from tests import sample_databases
from tests.browser.conftest import arrived, serving, settled
from views.access.access_log import log_path
from views.words.strings import words_in

KO, EN = words_in("ko"), words_in("en")
HOSTILE = (
    "<script>window.wasRun = 1</script>불안해요",
    "<img src=https://evil.example/x.png onerror='window.wasRun = 2'>",
    "<svg onload='window.wasRun = 3'><style>@import 'https://evil.example/x.css'</style></svg>",
    "![그림](https://evil.example/x.png) [눌러요](javascript:window.wasRun=4)",
    "<a href='javascript:window.wasRun=5'>눌러 주세요</a><iframe src='https://evil.example'></iframe>",
    "=cmd|' /C calc'!A0 :red[빨강] $\\href{javascript:window.wasRun=6}{x}$",
    "</div></body><base href='https://evil.example/'><meta http-equiv=refresh content='0;https://evil.example'>",
)
ANSWERS = tuple(
    sample_databases.Answer(
        f"2026-02-{number:02} 10:00", text, -0.8, {"anger": 2}, evidence=((0, 4, "anger", 1.0),), touchpoint="use",
        product=text[:60], channel=text[:40],
    )
    for number, text in enumerate(HOSTILE, start=1)
)  # fmt: skip


@pytest.fixture(scope="module")
def hostile(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard over hostile comments."""
    path = sample_databases.build_database(
        tmp_path_factory.mktemp("hostile") / "x.duckdb", (*ANSWERS, *sample_databases.crowd())
    )
    with serving(path) as url:
        yield url


def _asked(url: str) -> tuple[int, Message]:
    """Status and headers of an answer."""
    try:
        with urlopen(url, timeout=30) as answer:
            return answer.status, answer.headers
    except HTTPError as error:
        with error:
            return error.code, error.headers


def test_the_first_page_answers_to_its_name_too(hostile: str, visit: Callable[..., object]) -> None:
    page = visit(f"{hostile}/summary?touchpoints=use", "en-US")
    arrived(page, EN("page.summary"))
    assert not page.locator("[role=dialog]").count()  # type: ignore[attr-defined]
    assert page.url.startswith(f"{hostile}/?touchpoints=use")  # type: ignore[attr-defined]


def test_every_answer_carries_the_headers(hostile: str) -> None:
    for path in ("/", "/comments", "/_stcore/health", "/static/none.js", "/media/none.csv"):
        _, headers = _asked(hostile + path)
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy and "object-src 'none'" in policy
        script = next(part for part in policy.split("; ") if part.startswith("script-src"))
        assert "'unsafe-inline'" not in script and "http" not in script and "*" not in script
        assert (headers["X-Frame-Options"], headers["X-Content-Type-Options"]) == ("DENY", "nosniff")
        assert headers["Referrer-Policy"] == "same-origin"


def test_figures_about_sessions_are_closed(hostile: str) -> None:
    for path in ("/_stcore/metrics", "/_stcore/agent/openapi.json"):
        assert _asked(hostile + path)[0] == 404


def test_hostile_comments_are_only_text(visit: Callable[..., object], hostile: str) -> None:
    page = visit(f"{hostile}/comments?touchpoints=use&order=oldest&emotions=anger", "en-US")
    body = page.locator("body")  # type: ignore[attr-defined]
    page.wait_for_function("last => document.body.innerText.includes(last)", arg=HOSTILE[-1][:8].strip())  # type: ignore[attr-defined]
    for text in HOSTILE:
        assert " ".join(text.split()) in " ".join(body.inner_text().split())
    page.goto(f"{hostile}/?products={HOSTILE[1][:60]}")  # type: ignore[attr-defined]
    settled(page)
    page.goto(f"{hostile}/trends")  # type: ignore[attr-defined]
    settled(page)
    page.wait_for_selector("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg")  # type: ignore[attr-defined]
    assert page.evaluate("window.wasRun") is None  # type: ignore[attr-defined]
    assert page.locator("a[href^='javascript'], iframe[src*='evil'], img[src*='evil'], base").count() == 0  # type: ignore[attr-defined]


def test_the_browser_runs_no_inline_script_even_if_one_got_in(browser: object, hostile: str) -> None:
    context = browser.new_context()  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(hostile)
    settled(page)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.wasRun = 1\">')")
    page.evaluate(
        "new Promise(done => { document.addEventListener('securitypolicyviolation', done, {once: true});"
        " const script = document.createElement('script'); script.textContent = 'window.wasRun = 2';"
        " document.body.append(script); })"
    )
    assert page.evaluate("window.wasRun") is None
    context.close()


def test_a_proxy_without_sign_in_is_noticed(browser: object, hostile: str) -> None:
    context = browser.new_context(locale="en-US", extra_http_headers={"X-Forwarded-For": "10.1.2.3"})  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(hostile)
    page.wait_for_selector(".st-key-empty_exposed")
    text = page.locator("body").inner_text()
    assert EN("access.exposed") in text and "NPS" not in text
    context.close()


def test_without_a_database_an_admin_loads_a_file_and_the_numbers_are_there(
    visit: Callable[..., object], chromium: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, file = tmp_path / "new.duckdb", tmp_path / "리뷰.csv"
    rows = "".join(f"2026-03-{day:02},배송이 정말 빨라서 기뻐요 {day},5\n" for day in range(1, 13))
    file.write_text(f"작성일,감상,별점\n{rows}2026-13-40,,\n", encoding="cp949")
    monkeypatch.delenv(DATABASE_VARIABLE, raising=False)
    with serving(database) as url:
        page = visit(url, "ko-KR")
        page.get_by_role("heading", name=KO("empty.missing")).wait_for()  # type: ignore[attr-defined]
        page.get_by_text(KO("empty.terminal")).click()  # type: ignore[attr-defined]
        page.locator("code").filter(has_text="ondo run").wait_for()  # type: ignore[attr-defined]
        assert str(tmp_path) not in page.locator("body").inner_text()  # type: ignore[attr-defined]
        page.goto(f"{url}/upload")  # type: ignore[attr-defined]
        settled(page)
        page.set_input_files("input[type=file]", str(file))  # type: ignore[attr-defined]
        page.wait_for_selector("[class*=st-key-again_]")  # type: ignore[attr-defined]
        settled(page)
        text = page.locator("body").inner_text()  # type: ignore[attr-defined]
        assert KO("upload.aside", n="1") in text and "cp949" in text
        page.locator("[class*=st-key-load_] button").click()  # type: ignore[attr-defined]
        page.wait_for_selector(".st-key-upload_report")  # type: ignore[attr-defined]
        settled(page)
        assert page.locator("[class*=st-key-load_], [class*=st-key-form_]").count() == 0  # type: ignore[attr-defined]
        assert KO("upload.done", n="12") in page.locator("body").inner_text()  # type: ignore[attr-defined]
        page.goto(url)  # type: ignore[attr-defined]
        settled(page)
        assert "12" in page.locator(".st-key-selected_count").inner_text()  # type: ignore[attr-defined]
    told = [json.loads(line)["what"] for line in log_path(database).read_text(encoding="utf-8").splitlines()]
    assert told.count("upload") == 2 and "loaded" in told
