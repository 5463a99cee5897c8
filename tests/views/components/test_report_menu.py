"""The report on the dashboard: offered on every page that looks at data, of what is on screen, within the reader's role, noted."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import streamlit as st

from pipeline.config.settings import CONFIG_VARIABLE
from tests import sample_databases
from tests.views.conftest import PAGES, Open
from tests.views.files.changed_quarters import CHANGED
from views.access.access_log import log_path
from views.components import report_menu
from views.words.strings import words_in

KO = words_in("ko")
ADDRESS = "https://ondo.example.com/voice"

Makers = dict[str, Callable[[], bytes]]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of CHANGED."""
    return sample_databases.build_database(tmp_path_factory.mktemp("menu") / "changed.duckdb", CHANGED)


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Makers:
    """Name of each file that is offered for download -> what makes it."""
    found: Makers = {}
    monkeypatch.setattr(
        st, "download_button", lambda *args, data, file_name, **more: found.__setitem__(file_name, data)
    )
    return found


def _reports(offered: Makers) -> Makers:
    return {name: make for name, make in offered.items() if name.startswith("ondo-report-")}


@pytest.mark.parametrize("page", PAGES)
def test_every_page_that_looks_at_data_offers_the_report(
    database: Path, open_dashboard: Open, offered: Makers, page: str
) -> None:
    app = open_dashboard(database, page, period="last_90")
    assert not app.exception
    assert {Path(name).suffix for name in _reports(offered)} == {".html", ".pdf"}


def test_it_is_of_what_is_on_screen_and_leads_here(
    database: Path, open_dashboard: Open, offered: Makers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_menu.share_link, "dashboard", lambda: ADDRESS)
    app = open_dashboard(database, period="last_90", touchpoints="payment")
    answer = next(str(html.value) for html in app.html if "<h1>" in str(html.value))
    headline = answer.partition("<h1>")[2].partition("</h1>")[0]
    (name,) = (name for name in _reports(offered) if name.endswith(".html"))
    assert name == "ondo-report-2026-03-13_2026-06-10-filtered.html"
    made = offered[name]().decode()
    told = re.sub(r"<[^>]*>", "", made)
    assert "접점: 결제" in told and headline in told
    links = [part.partition('"')[0] for part in made.split('href="')[1:]]
    assert links and all(link.startswith(ADDRESS) for link in links)
    query = urlsplit(links[0].replace("&amp;", "&")).query
    assert parse_qs(query)["touchpoints"] == ["payment"] and parse_qs(query)["lang"] == ["ko"]
    note = json.loads(log_path(database).read_text(encoding="utf-8").splitlines()[-1])
    assert (note["what"], note["name"], note["format"]) == ("export", "report", "html")


def test_an_executive_gets_it_without_what_only_readers_see(
    database: Path, open_dashboard: Open, offered: Makers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "ondo.toml").write_text('[access]\nlocal_role = "executive"\n', encoding="utf-8")
    monkeypatch.setenv(CONFIG_VARIABLE, str(tmp_path / "ondo.toml"))
    monkeypatch.setattr(report_menu.share_link, "dashboard", lambda: ADDRESS)
    app = open_dashboard(database, period="last_90")
    assert not app.exception
    (make,) = (make for name, make in _reports(offered).items() if name.endswith(".html"))
    made = make().decode()
    assert f"{ADDRESS}/nps" in made or f"{ADDRESS}/?" in made
    assert f"{ADDRESS}/comments" not in made and KO("report.read") not in made


def test_a_printed_page_says_what_it_shows(database: Path, open_dashboard: Open) -> None:
    for page in ("summary", "compare"):
        app = open_dashboard(database, page, period="last_90", touchpoints="payment")
        (head,) = (str(html.value) for html in app.html if str(html.value).startswith('<div class="o-print"'))
        assert "changed.duckdb" in head and "2026년 3월 13일–6월 10일" in head and "접점: 결제" in head
        assert KO("print.day", day="").strip() in head


def test_without_what_renders_pdf_it_is_a_web_page(
    database: Path, open_dashboard: Open, offered: Makers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_menu, "can_make_pdf", lambda: False)
    monkeypatch.setattr(report_menu, "has_font_tools", lambda: False)
    open_dashboard(database, language="en")
    (name,) = _reports(offered)
    made = offered[name]().decode()
    assert name.endswith(".html") and "@font-face" not in made and 'lang="en"' in made
