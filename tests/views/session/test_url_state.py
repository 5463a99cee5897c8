"""The address bar: what is taken from it, what is written to it, and what the links to other pages carry."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext

from queries import Filter
from tests.views.conftest import Open, follow, page_name, said
from views.session import url_state
from views.words.strings import words_in

EN = words_in("en")


@pytest.fixture
def by_history(monkeypatch: pytest.MonkeyPatch) -> Any:
    """``by_history(True)``: the runs that follow are those of a browser that goes back or forward."""
    reset = ScriptRunContext.reset

    def set_it(is_so: bool) -> None:
        def reset_so(self: ScriptRunContext, *args: Any, **fields: Any) -> None:
            reset(self, *args, **{**fields, "is_history_navigation": is_so})

        monkeypatch.setattr(ScriptRunContext, "reset", reset_so)

    return set_it


def test_one_action_says_the_whole_address(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    app = open_dashboard(tiny_warehouse_file, "comments", "en", order="oldest", grain="week", **{"from": "2026-01-01"})
    app.multiselect(key="touchpoints_en").select("payment").run()
    asked = {"from": "2026-01-01", "grain": "week", "order": "oldest"}
    assert app.query_params == asked | {"touchpoints": "payment"}
    app.button(key="reset").click().run()
    assert app.query_params == {"from": "2026-01-01", "order": "oldest"}, "the period is no filter, the grain goes"
    app.menu_button(key="order_menu_en").click("newest").run()
    assert app.query_params == {"from": "2026-01-01"}, "defaults go without saying"


def test_back_restores_what_the_address_said(open_dashboard: Open, tiny_warehouse_file: Path, by_history: Any) -> None:
    app = open_dashboard(tiny_warehouse_file, "journey", "en", **{"from": "2026-01-02"})
    before = said(app)
    app.multiselect(key="touchpoints_en").select("payment").run()
    assert said(app) != before
    by_history(True)
    app.query_params = {"from": "2026-01-02"}
    app.run()
    assert said(app) == before and app.multiselect(key="touchpoints_en").value == []
    app.query_params = {}
    app.run()
    assert "**16** comments and answers" in said(app), "an address that says nothing limits nothing"
    assert not app.query_params


def test_the_menu_keeps_what_is_in_force(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    app = open_dashboard(tiny_warehouse_file, "journey", "en", touchpoints=["payment"], heat="anger")
    app.query_params = {}
    app.switch_page("views/pages/trends.py").run()
    assert page_name(app) == "Trends" and app.multiselect(key="touchpoints_en").value == ["payment"]
    assert app.query_params == {"touchpoints": "payment", "heat": "anger"}


def test_an_action_counts_though_the_address_comes_late(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    app = open_dashboard(tiny_warehouse_file, language="en", touchpoints=["payment"])
    app.multiselect(key="emotions_en").select("anger").run()
    app.query_params = {"touchpoints": "payment"}
    app.multiselect(key="emotions_en").select("joy").run()
    assert app.query_params == {"touchpoints": "payment", "emotions": ["anger", "joy"]}
    app.query_params = {"touchpoints": "payment"}
    app.run()
    assert app.query_params == {"touchpoints": "payment", "emotions": ["anger", "joy"]}, (
        "on the same page it leads nowhere"
    )


def test_nonsense_is_taken_out_of_the_address(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    nonsense = {
        "order": "random",
        "at": "900",
        "grain": "century",
        "a_from": "soon",
        "tone_from": "x",
        "utm": "1",
        "kind": "",
    }
    app = open_dashboard(tiny_warehouse_file, "comments", "en", touchpoints=["moon", "payment"], **nonsense)
    assert app.query_params == {"touchpoints": "payment", "a_from": "soon"}
    assert open_dashboard(tiny_warehouse_file, "compare", "en", a_from="soon", b_channels="moon").query_params == {}


def test_another_filter_begins_at_the_first_page(open_dashboard: Open, crowd_warehouse_file: Path) -> None:
    app = open_dashboard(crowd_warehouse_file, "comments", "en", at="2")
    assert ">21 of" in said(app)
    app.multiselect(key="touchpoints_en").select("payment").run()
    assert ">1 of" in said(app) and app.query_params == {"touchpoints": "payment"}


def test_a_group_that_was_never_named_is_named_once_it_is_changed(
    open_dashboard: Open, crowd_warehouse_file: Path
) -> None:
    app = open_dashboard(crowd_warehouse_file, "compare", "en")
    assert not app.query_params, "a default goes without saying"
    days = {name: app.date_input(key=name).value for name in ("a_from", "a_until", "b_from", "b_until")}
    app.multiselect(key="a_touchpoints_en").select("payment").run()
    assert app.query_params == {name: day.isoformat() for name, day in days.items()} | {"a_touchpoints": "payment"}


def test_what_a_link_brought_holds_on_its_page_alone(
    open_dashboard: Open, crowd_warehouse_file: Path, by_history: Any
) -> None:
    own = {"touchpoints": "payment", "period": "last_28"}
    link = url_state.UrlValues(emotions=["joy"], states=["scored"], aside=["touchpoints=payment", "emotions", "states"])
    app = open_dashboard(crowd_warehouse_file, "journey", "en", **own)
    app.query_params = {**link, "aside": [*link["aside"], "period=last_28", "from", "until"]}
    app = app.switch_page("views/pages/comments.py").run()
    assert EN("filter.here.dates_too") in said(app)
    assert {button.key for button in app.button if str(button.key).startswith("chip_")} == {"chip_emotions"}
    app.query_params = {}
    app = app.switch_page("views/pages/trends.py").run()
    assert app.query_params == own and EN("filter.here") not in said(app)
    by_history(True)
    app.query_params = {**link}
    app = app.switch_page("views/pages/comments.py").run()
    by_history(False)
    app.multiselect(key="emotions_en").select("anger").run()
    app.query_params = {}
    app = app.switch_page("views/pages/trends.py").run()
    assert app.query_params == {"touchpoints": "payment", "emotions": ["joy", "anger"]}, "what was changed there stays"


def test_words_searched_beside_the_comments_hold_there_alone(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    app = open_dashboard(tiny_warehouse_file, "comments", "en", touchpoints=["payment"])
    app.text_input(key="search_here").set_value("zzzzqq").run()
    assert app.query_params == {"aside": "words", "touchpoints": "payment", "words": "zzzzqq"}
    app = app.switch_page("views/pages/summary.py").run()
    assert app.query_params == {"touchpoints": "payment"}
    app = app.switch_page("views/pages/comments.py").run()
    app.text_input(key="words").set_value("refund").run()
    app = app.switch_page("views/pages/summary.py").run()
    assert app.query_params == {"touchpoints": "payment", "words": "refund"}, "a filter holds everywhere"


def test_a_saved_view_of_everything_takes_the_limits_off(
    open_dashboard: Open, tiny_warehouse_file: Path, tmp_path: Path
) -> None:
    database = tmp_path / "live.duckdb"
    database.write_bytes(tiny_warehouse_file.read_bytes())
    app = open_dashboard(database, "journey", "en")
    app.text_input(key="saved_name").set_value("All")
    app.button(key="FormSubmitter:save_view-Save this view").click().run()
    app.multiselect(key="touchpoints_en").select("payment").run()
    app.button(key="saved_open_0").click().run()
    assert "**16** comments and answers" in said(app) and set(app.query_params) <= {"grain"}, "on its own page"
    other = follow(open_dashboard(database, "trends", "en", touchpoints=["payment"]), "All")
    assert page_name(other) == "Journey" and "**16** comments and answers" in said(other)


def test_a_link_carries_one_filter_and_what_the_pages_have_chosen() -> None:
    import streamlit as st

    st.session_state.clear()
    st.session_state["browser_language"] = "ko"
    st.session_state["asked"] = parse_qs("lang=en&heat=joy&at=3&comment=5&period=this_year&touchpoints=use&grain=week")
    assert url_state.link(Filter(emotions=("anger",))) == {
        "aside": ["touchpoints=use", "emotions", "from", "until", "period=this_year"],
        "emotions": ["anger"], "grain": ["week"], "heat": ["joy"], "lang": ["en"],
    }  # fmt: skip
    assert url_state.link_to("grain=auto&lang=ko&nobody=1") == {"lang": ["ko"]}
    assert url_state.link_to("span=28&lang=ko") == {"period": ["last_28"]}, "an address of former days"
    st.session_state.clear()
