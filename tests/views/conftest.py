"""The dashboard as Streamlit's AppTest runs it, with empty caches and a database of the test's choice."""

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pyarrow as pa
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pipeline.config.settings import DATABASE_VARIABLE
from tests import sample_databases
from views.components import filter_widgets
from views.session import data
from views.session.drill_down import DrillDown

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = tuple(
    "summary nps trends topics journey alerts actions compare customers employees comments data model".split()
)

TITLES = {"nps": "page.nps.nps_rating"}
"""Page -> the key of its title, where that is not its name, in worlds that have all scores."""


Open = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def _no_caches() -> Iterator[None]:
    data.clear()
    st.cache_resource.clear()
    yield
    data.clear()
    st.cache_resource.clear()


@pytest.fixture(autouse=True)
def at_home() -> Iterator[None]:
    """A server that listens to its own machine alone, as views/server/streamlit.toml has it."""
    former = st.get_option("server.address")
    set_server_address("127.0.0.1")
    yield
    set_server_address(former)


def set_server_address(address: str | None) -> None:
    """Let Streamlit believe that it listens on an address."""
    from streamlit import config

    config.set_option("server.address", address)


@pytest.fixture
def open_dashboard(monkeypatch: pytest.MonkeyPatch) -> Open:
    """``open_dashboard(database, page, language, **address)``: the dashboard after its first run on that page."""

    def open_it(database: Path, page: str = "summary", language: str = "ko", **address: Any) -> AppTest:
        monkeypatch.setenv(DATABASE_VARIABLE, str(database))
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
        app.context = {"locale": {"ko": "ko-KR", "en": "en-US"}[language], "theme": "light"}
        for name, value in address.items():
            app.query_params[name] = value
        app.session_state[filter_widgets.MORE] = True
        return (app if page == "summary" else app.switch_page(f"views/pages/{page}.py")).run()

    return open_it


@pytest.fixture(scope="session")
def hostile_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of comments that try to be something else than text."""
    return sample_databases.build_database(tmp_path_factory.mktemp("hostile") / "hostile.duckdb", HOSTILE)


HOSTILE: tuple[sample_databases.Answer, ...] = tuple(
    sample_databases.Answer(
        f"2026-01-0{number} 10:00",
        text,
        -0.5,
        {"anger": 2},
        evidence=((0, 4, "anger", 1.0), (2, 99_999, "tone", -0.4)),
        touchpoint="payment",
    )
    for number, text in enumerate(
        (
            "<script>alert(1)</script><img src=x onerror=alert(2)>",
            "**bold** [link](https://example.com) # title :red[red] $x^2$",
            "=cmd|' /C calc'!A0",
            "가" * 10_000,
            "خدمة سيئة جدا \u202e reversed",
            "🔥👨‍👩‍👧‍👦 화나요\x07",
        ),
        start=1,
    )
)


def follow(app: AppTest, label: str) -> AppTest:
    """The dashboard after a click on the first link whose label begins so, and which leads to another page."""
    link = next(found.proto for found in app.get("page_link") if found.proto.label.startswith(label))
    app.query_params = parse_qs(link.query_string)
    return app.switch_page(f"views/pages/{link.page or 'summary'}.py").run()


def said(app: AppTest) -> str:
    """All text of the app, as one string: titles, markdown, captions, metrics, boxes, html."""
    elements = [
        *app.title,
        *app.subheader,
        *app.markdown,
        *app.caption,
        *app.info,
        *app.warning,
        *app.error,
        *app.html,
        *app.code,
    ]
    values = [str(element.value) for element in elements]
    return "\n".join(values + [f"{metric.label} {metric.value}" for metric in app.metric])


def counts_few(app: AppTest) -> bool:
    """Whether the bar counts answers that are too few to be told to those who may not read and count them."""
    return re.search(r"의견·응답 \*\*[1-4]건\*\*", said(app)) is not None


def page_name(app: AppTest) -> str:
    """What the page is called: its title, or the small name above the answer."""
    if app.title:
        return str(app.title[0].value)
    return next(found for html in app.html for found in re.findall(r'class="o-page">([^<]*)<', html.value))


def answer(app: AppTest) -> str:
    """The sentence at the head of the page."""
    return next(unescape(found) for html in app.html for found in re.findall(r"<h1[^>]*>([^<]*)</h1>", html.value))


def cards(app: AppTest) -> dict[str, str]:
    """Name -> value of the key figures in cards."""
    found = re.compile(r'class="o-card-head">.*?<span>(.*?)</span>.*?class="o-card-value"><b>(.*?)</b>', re.DOTALL)
    return {name: value for html in app.html for name, value in found.findall(html.value)}


def select(app: AppTest, selection: DrillDown) -> AppTest:
    """The dashboard after a mark of a chart has been selected."""
    app.session_state["asked"] = {**app.session_state["asked"], "pick": selection.address}
    return app.run()


def charts(app: AppTest) -> list[dict[str, Any]]:
    """The specifications of the charts drawn, in order."""
    return [json.loads(chart.proto.spec) for chart in app.get("vega_lite_chart")]


def chart_rows(app: AppTest, key: str) -> list[dict[str, Any]]:
    """The rows that the chart of this key draws."""
    (found,) = [chart.proto for chart in app.get("vega_lite_chart") if chart.proto.id.endswith(f"-{key}")]
    return pa.ipc.open_stream(found.data.data).read_all().to_pylist()
