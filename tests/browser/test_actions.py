"""An action that is added where something is selected: the panel runs alone, and yet all of the page knows of it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from queries.actions import read_actions
from tests.browser.conftest import serving, settled
from tests.sample_databases import build_database
from tests.views.commands.test_watch_and_actions import ACTION, answers
from views.words.strings import words_in

KO = words_in("ko")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return build_database(tmp_path / "crisis.duckdb", [one for one in answers() if str(one.at) < ACTION.isoformat()])


@pytest.fixture
def served(chromium: str, database: Path) -> Iterator[str]:
    with serving(database) as url:
        yield url


def test_a_day_that_is_half_typed_is_not_left_out(served: str, database: Path, visit: Callable[..., Any]) -> None:
    page = visit(f"{served}/actions")
    page.locator(".st-key-new_act button").first.click()
    page.locator(".st-key-new_what input").fill("결제 화면 되돌리기")
    page.keyboard.press("Tab")
    settled(page)
    parts = page.locator(".st-key-new_due [role=spinbutton]")
    parts.nth(1).click()
    page.keyboard.type("20261220")
    page.get_by_text(KO("action.half_day")).wait_for()
    page.locator(".st-key-new_save button").click()
    settled(page)
    assert not read_actions(database)
    parts.nth(0).click()
    page.keyboard.type("21991220")
    page.locator(".st-key-new_save button").click()
    page.get_by_text(KO("action.added", what="결제 화면 되돌리기")).wait_for()
    assert str(read_actions(database)[0].due_on) == "2199-12-20"


def test_an_action_added_in_the_panel_is_confirmed_and_counted_at_once(
    served: str, database: Path, visit: Callable[..., Any]
) -> None:
    page = visit(f"{served}/alerts")
    page.locator(".st-key-pick_delivery_anger button").click()
    page.locator(".st-key-panel_act button").first.click()
    page.locator(".st-key-panel_save button").click()
    page.get_by_text(KO("action.missing")).wait_for()
    field = page.locator(".st-key-panel_what input")
    field.fill("결제 화면 되돌리기")
    field.blur()
    page.locator(".st-key-panel_save button").click()
    page.get_by_text(KO("action.added", what="결제 화면 되돌리기")).wait_for()
    settled(page)
    assert [action.what for action in read_actions(database)] == ["결제 화면 되돌리기"]
    number = "getComputedStyle(document.querySelector('[data-testid=stSidebarNavLink][href$=\"/actions\"]'), '::after').content"
    assert page.evaluate(number) == '"1"'
    page.get_by_role("link", name=KO("action.see")).click()
    page.get_by_text("결제 화면 되돌리기").first.wait_for()
