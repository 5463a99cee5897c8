"""Signing in at a provider, in a real browser, behind a reverse proxy with a base path: role shown, sign-out, strangers,
and a token that somebody else signed."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import RSAKey

from tests import oidc, proxy, sample_databases
from tests.browser.conftest import serving, settled
from views.access.access_log import log_path
from views.words.strings import words_in

KO, EN = words_in("ko"), words_in("en")
BASE_PATH = "/feedback/ondo"
ROLES = """
[access]
claim = "groups"
[access.claim_role]
board = "executive"
[access.people]
analyst = ["analyst@example.com"]
"""


@dataclass
class Guarded:
    """A dashboard that people sign in to."""

    url: str
    provider: oidc.Provider
    database: Path

    def logged(self) -> list[dict[str, object]]:
        """What its access log holds."""
        return [json.loads(line) for line in log_path(self.database).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def guarded(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    """A dashboard over the tiny world with a provider of its own, below BASE_PATH of a proxy that has nothing else."""
    folder = tmp_path_factory.mktemp("guarded")
    database = sample_databases.build_tiny_database(folder / "tiny.duckdb")
    (folder / "ondo.toml").write_text(ROLES, encoding="utf-8")
    servers: list[str] = []
    with oidc.provider() as provider, proxy.below(BASE_PATH, servers) as url:
        secrets = folder / "secrets.toml"
        secrets.write_text(oidc.secrets_toml(provider, url), encoding="utf-8")
        with serving(database, config=folder / "ondo.toml", secrets=secrets, base_path=BASE_PATH) as behind:
            servers.append(behind)
            yield Guarded(url, provider, database)


def _sign_in(page: object, guarded: Guarded, **claims: object) -> None:
    guarded.provider.claims = {"sub": "17", **claims}
    page.locator(".st-key-sign_in_default button").click()  # type: ignore[attr-defined]
    page.wait_for_selector(".st-key-sign_out")  # type: ignore[attr-defined]
    settled(page)


def test_an_executive_signs_in_and_out_and_reads_no_comment(visit: Callable[..., object], guarded: Guarded) -> None:
    page = visit(guarded.url, "ko-KR", apart=True)
    body = page.locator("body")  # type: ignore[attr-defined]
    assert KO("access.signed_out") in body.inner_text() and "NPS" not in body.inner_text()
    _sign_in(page, guarded, email="ceo@example.com", groups=["board", "chess"])
    page.wait_for_selector("h1")  # type: ignore[attr-defined]
    text = body.inner_text()
    assert f"ceo@example.com · {KO('role.executive')}" in text and "NPS" in text
    assert KO("page.comments") not in page.locator("[data-testid=stTopNavContainer], header").first.inner_text()  # type: ignore[attr-defined]
    page.goto(f"{guarded.url}/comments")  # type: ignore[attr-defined]
    page.wait_for_selector(".st-key-empty_denied")  # type: ignore[attr-defined]
    assert KO("access.denied") in body.inner_text() and "배송" not in body.inner_text()
    page.locator(".st-key-sign_out button").click()  # type: ignore[attr-defined]
    page.wait_for_selector(".st-key-sign_in_default")  # type: ignore[attr-defined]
    entries = [entry for entry in guarded.logged() if entry["who"] == "ceo@example.com"]
    assert {entry["what"] for entry in entries} == {"sign-in", "denied", "sign-out"}


def test_an_analyst_takes_comments_away_and_the_log_says_so(visit: Callable[..., object], guarded: Guarded) -> None:
    page = visit(f"{guarded.url}/comments?contains=배송&order=oldest", "en-US", apart=True)
    _sign_in(page, guarded, email="Analyst@example.com", email_verified=True)
    page.locator(".st-key-export_menu button").first.click()  # type: ignore[attr-defined]
    page.wait_for_selector(".st-key-download_comments_csv")  # type: ignore[attr-defined]
    settled(page)
    found = urlsplit(page.url)  # type: ignore[attr-defined]
    assert found.path == f"{BASE_PATH}/comments", "the view that was asked for, not the first page"
    assert parse_qs(found.query).items() >= {"contains": ["배송"], "order": ["oldest"]}.items()
    link = page.locator(".st-key-copy_link button").get_attribute("data-link")  # type: ignore[attr-defined]
    assert link.startswith(f"{guarded.url}/comments?") and "contains=" in link
    assert page.evaluate("document.fonts.load('14px \"Ondo Sans\"').then(found => found.length)") == 1  # type: ignore[attr-defined]
    assert "ondo_return" not in {cookie["name"] for cookie in page.context.cookies()}  # type: ignore[attr-defined]
    with page.expect_download() as found:  # type: ignore[attr-defined]
        page.locator(".st-key-download_comments_csv button").click()  # type: ignore[attr-defined]
    rows = Path(found.value.path()).read_text(encoding="utf-8-sig").splitlines()[1:]
    [entry] = [one for one in guarded.logged() if one["what"] == "export"]
    assert rows and (entry["who"], entry["role"], entry["format"]) == ("Analyst@example.com", "analyst", "csv")
    assert entry["rows"] == len(rows) and entry["filters"]["contains"].startswith("2 characters, mark ")
    assert "배송" not in log_path(guarded.database).read_text(encoding="utf-8")


def test_a_stranger_gets_no_number(visit: Callable[..., object], guarded: Guarded) -> None:
    page = visit(guarded.url, "en-US", apart=True)
    _sign_in(page, guarded, email="stranger@elsewhere.com", email_verified=True)
    text = page.locator("body").inner_text()  # type: ignore[attr-defined]
    assert EN("access.stranger") in text and "stranger@elsewhere.com" in text
    assert "NPS" not in text and "answers" not in text


def test_a_token_signed_by_another_key_lets_nobody_in(visit: Callable[..., object], guarded: Guarded) -> None:
    page = visit(guarded.url, "en-US", apart=True)
    guarded.provider.claims = {"sub": "1", "groups": ["board"], "email": "x@example.com"}
    own, guarded.provider.key = guarded.provider.key, RSAKey.generate_key(2048, {"kid": "one"})
    try:
        with page.expect_response(lambda answer: "/oauth2callback?" in answer.url) as answered:  # type: ignore[attr-defined]
            page.locator(".st-key-sign_in_default button").click()  # type: ignore[attr-defined]
        assert answered.value.status == 302 and not guarded.provider.codes
        page.wait_for_selector(".st-key-empty_signed_out")  # type: ignore[attr-defined]
        settled(page)
    finally:
        guarded.provider.key = own
    assert EN("access.signed_out") in page.locator("body").inner_text()  # type: ignore[attr-defined]
