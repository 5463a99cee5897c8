"""The pages of alerts and of actions on a crisis at delivery that is under way: what they say, open, keep and count."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from queries.actions import add_action, change_action, read_actions
from tests.sample_databases import build_database
from tests.views.commands.test_watch_and_actions import ACTION, CRISIS, answers
from tests.views.conftest import Open, follow, page_name, said
from views.components.page_counts import style
from views.words.strings import words_in

EN, KO = words_in("en"), words_in("ko")
ANGER = "delivery_anger"


@pytest.fixture(scope="module")
def _under_way(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("under_way") / "crisis.duckdb"
    return build_database(place, [one for one in answers() if str(one.at) < ACTION.isoformat()])


@pytest.fixture
def crisis(_under_way: Path, tmp_path: Path) -> Path:
    """A link to the database, so that each test has files of its own beside it."""
    place = tmp_path / "crisis.duckdb"
    place.hardlink_to(_under_way)
    return place


def counted(app: AppTest) -> dict[str, str]:
    """Page -> the number beside it in the sidebar."""
    rules = next(html.value for html in app.html if '[href$="/' in html.value)
    parts = rules.split('[href$="/')[1:]
    return {part.partition('"')[0]: part.split('content: "')[1].partition('"')[0] for part in parts}


def open_box(app: AppTest, key: str) -> AppTest:
    """The page after a box that opens in place has been opened."""
    app.session_state[key] = True
    return app.run()


def test_alerts_say_first_what_is_worse_and_open_their_comments(crisis: Path, open_dashboard: Open) -> None:
    app = open_dashboard(crisis, "alerts", "en")
    text, n = said(app), counted(app)["alerts"]
    assert page_name(app) == "Alerts" and f"<h1>Worse than usual now: {n}" in text
    assert "Delivery · Anger" in text and "10% → <b>60%</b>" in text and EN("sign.up.worse") in text
    app = app.button(key=f"pick_{ANGER}").click().run()
    assert "<h2>Delivery · Anger · " in said(app) and "24 of 40 comments" in said(app)
    assert any(link.proto.label == EN("panel.all", n="24") for link in app.get("page_link"))
    gone = app.button(key=f"pick_{ANGER}").click().run()
    assert "<h2>Delivery · Anger" not in said(gone), "once more gives it back"


def test_an_alert_is_muted_and_acted_upon_in_place(crisis: Path, open_dashboard: Open) -> None:
    app = open_dashboard(crisis, "alerts", "en")
    n = int(counted(app)["alerts"])
    app = open_box(app, f"alert_{ANGER}_act")
    app.text_input(key=f"alert_{ANGER}_what").set_value("Another partner")
    app.date_input(key=f"alert_{ANGER}_from").set_value(date(2026, 1, 20))
    app.date_input(key=f"alert_{ANGER}_due").set_value(date(2026, 2, 1))
    app.number_input(key=f"alert_{ANGER}_target_anger").set_value(20)
    app = app.button(key=f"alert_{ANGER}_save").click().run()
    [kept] = read_actions(crisis)
    assert (kept.touchpoint, kept.measure, kept.due_on, kept.target) == ("delivery", "anger", date(2026, 2, 1), 0.2)
    app = open_box(app, f"alert_{ANGER}_mute")
    app = app.button(key=f"alert_{ANGER}_mute_do").click().run()
    assert counted(app) == {"alerts": str(n - 1), "actions": "1"}
    assert EN("watch.closed_and_muted", n="1") in [box.label for box in app.expander]


def test_nothing_unusual_is_said_quietly(open_dashboard: Open, tmp_path: Path) -> None:
    calm = [one for one in answers() if str(one.at) < CRISIS.isoformat()]
    app = open_dashboard(build_database(tmp_path / "calm.duckdb", calm), "alerts", "ko")
    assert "<h1>지금 평소와 분명히 다른 것이 없습니다</h1>" in said(app) and not app.info


def test_actions_stand_by_how_far_they_are(crisis: Path, open_dashboard: Open) -> None:
    facts: dict[str, Any] = {"owner": "Kim", "touchpoint": "delivery", "measure": "anger", "who": "Kim"}
    begun = CRISIS + timedelta(days=14)
    add_action(crisis, what="Late one", starts_on=begun, state="doing", due_on=begun, target=0.1, **facts)
    add_action(crisis, what="Planned one", starts_on=date(2199, 1, 1), state="planned", **facts)
    app = open_dashboard(crisis, "actions", "en")
    text = said(app)
    assert "<h1>Overdue: Late one</h1>" in text and counted(app)["actions"] == "2"
    assert EN("action.target.down", measure="Anger", value="10%") in text and "Too soon" in text
    order = [text.index(f"{EN(f'action.group.{group}')} 1") for group in ("overdue", "planned")]
    assert order == sorted(order) and EN("action.group.doing") + " 1" not in text
    app = app.button(key="pick_action_1").click().run()
    assert "<h2>Late one</h2>" in said(app) and EN("action.caveat.no_year_before") in said(app)
    app = open_box(app, "action_1_act")
    app.selectbox(key="action_1_state").select("done")
    app.date_input(key="action_1_due").set_value(None)
    app = app.button(key="action_1_save").click().run()
    changed = read_actions(crisis)[0]
    assert (changed.state, changed.due_on, changed.what) == ("done", None, "Late one")
    assert f"{EN('action.group.closed')} 1" in said(app)


def test_who_may_not_act_reads_what_is_done(
    crisis: Path, open_dashboard: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ondo.toml").write_text('[access]\nlocal_role = "executive"\n')
    monkeypatch.setenv("ONDO_CONFIG", str(tmp_path / "ondo.toml"))
    add_action(
        crisis, what="Calls", owner="", touchpoint=None, measure=None, starts_on=CRISIS, state="doing", who="Kim"
    )
    app = open_dashboard(crisis, "actions", "en")
    assert "Calls" in said(app) and not [button for button in app.button if button.key.endswith("_save")]
    assert not app.get("popover") or all("act" not in (box.proto.popover.label or "") for box in app.get("popover"))
    assert "<h1>Worse than usual now" in said(open_dashboard(crisis, "alerts", "en"))


def test_numbers_beside_pages_stay_small() -> None:
    rules = style({"alerts": 0, "actions": 120})
    assert "/alerts" not in rules and '"99+"' in rules


def toasts(app: AppTest) -> list[str]:
    """What is said over the page for a moment."""
    return [str(one.value) for one in app.toast]


def test_an_action_that_says_nothing_is_refused_in_its_form_in_the_readers_language(
    crisis: Path, open_dashboard: Open
) -> None:
    app = open_box(open_dashboard(crisis, "alerts", "ko"), f"alert_{ANGER}_act")
    app = app.button(key=f"alert_{ANGER}_save").click().run()
    assert KO("action.missing") in said(app) and not app.warning
    assert app.text_input(key=f"alert_{ANGER}_what").value == "" and not read_actions(crisis) and not toasts(app)
    app.text_input(key=f"alert_{ANGER}_what").set_value("교육")
    app = app.button(key=f"alert_{ANGER}_save").click().run()
    assert toasts(app) == [KO("action.added", what="교육")] and counted(app)["actions"] == "1"
    assert KO("action.see") in [link.proto.label for link in app.get("page_link")]
    assert not toasts(app.run()), "it is said once"


def test_a_file_that_cannot_be_read_is_said_in_the_readers_language(crisis: Path, open_dashboard: Open) -> None:
    crisis.with_name(crisis.name + ".actions.jsonl").write_text("no action\n")
    app = open_dashboard(crisis, "actions", "ko")
    assert [box.value for box in app.warning] == [KO("kept.damaged")]
    app = open_box(open_dashboard(crisis, "alerts", "ko"), f"alert_{ANGER}_act")
    app.text_input(key=f"alert_{ANGER}_what").set_value("교육")
    app = app.button(key=f"alert_{ANGER}_save").click().run()
    assert [box.value for box in app.warning] == [KO("kept.damaged")]


def test_a_form_is_given_up_and_its_target_has_the_unit_of_its_measure(crisis: Path, open_dashboard: Open) -> None:
    app = open_box(open_dashboard(crisis, "actions", "ko", touchpoints=["delivery"]), "new_act")
    assert app.selectbox(key="new_where").value == "delivery", "it begins with the touchpoint of the filter"
    assert app.number_input(key="new_target_none").disabled
    app = app.selectbox(key="new_measure").select("anger").run()
    assert app.number_input(key="new_target_anger").label == KO("action.target.in", unit=KO("action.unit.share"))
    app = app.selectbox(key="new_measure").select("nps").run()
    assert app.number_input(key="new_target_nps").label == KO("action.target.in", unit=KO("action.unit.nps"))
    app = app.button(key="new_cancel").click().run()
    assert not [button for button in app.button if button.key == "new_save"] and not read_actions(crisis)


def test_an_action_leads_back_to_the_comment_that_it_came_from(crisis: Path, open_dashboard: Open) -> None:
    app = open_dashboard(crisis, "comments", "en", touchpoints=["delivery"])
    number = next(button.key for button in app.button if button.key.startswith("reading_act_")).removeprefix(
        "reading_act_"
    )
    app = app.button(key=f"reading_act_{number}").click().run()
    app.text_input(key=f"comment_{number}_what").set_value("Call back")
    app = app.button(key=f"comment_{number}_save").click().run()
    [kept] = read_actions(crisis)
    assert kept.comment == int(number) and toasts(app) == [EN("action.added", what="Call back")]
    app = open_dashboard(crisis, "actions", "en").button(key="pick_action_1").click().run()
    [link] = [link.proto for link in app.get("page_link") if link.proto.label == f"{EN('action.origin')} →"]
    assert link.page == "comments" and f"comment={number}" in link.query_string


def test_what_is_too_soon_to_tell_says_until_when(crisis: Path, open_dashboard: Open) -> None:
    add_action(crisis, what="Soon", owner="", touchpoint=None, measure=None, starts_on=ACTION, state="doing", who="Kim")
    week = (ACTION + timedelta(days=6)).day
    assert KO("action.too_soon", day=f"{ACTION.month}월 {week}일") in said(open_dashboard(crisis, "actions", "ko"))


def test_summary_and_alerts_say_the_same_days_and_number(crisis: Path, open_dashboard: Open) -> None:
    alerts, summary = said(open_dashboard(crisis, "alerts", "ko")), said(open_dashboard(crisis, "summary", "ko"))
    [number, days] = re.findall(r'o-look"><b>(\d+)건</b><span>[^<]*<small>첫째: [^<]+? · (\d+월 [^<]+)', summary)[0]
    assert f"<small>{days} · " in alerts and days.endswith("주 동안")
    assert KO("watch.answer.worse", worse=number) in alerts


def test_the_summary_of_any_days_counts_what_is_worse_now_as_the_menu_does(crisis: Path, open_dashboard: Open) -> None:
    for days in ({}, {"from": "2025-10-01", "until": "2025-10-31"}):
        app = open_dashboard(crisis, "summary", "en", **days)
        assert f"<b>{counted(app)['alerts']}</b><span>{EN('look.alert')}" in said(app)


def test_what_is_unclear_for_weeks_stands_apart_and_is_not_called_clear(open_dashboard: Open, tmp_path: Path) -> None:
    later = ACTION + timedelta(weeks=3)
    rows = [one for one in answers() if str(one.at) < later.isoformat()]
    rows = [one for one in rows if one.touchpoint != "delivery" or str(one.at) < ACTION.isoformat()]
    app = open_dashboard(build_database(tmp_path / "unclear.duckdb", rows), "alerts", "en")
    text = said(app)
    assert '[href$="/alerts"]' not in text and f"<h1>{EN('watch.answer.none')}</h1>" in text
    assert EN("watch.section.before") in text and EN("watch.section.worse") not in text
    assert EN("watch.unclear_since", weeks="3") in text and EN("sign.sure") not in text


def test_closed_alerts_say_when_they_opened_and_closed_and_open_their_comments(
    open_dashboard: Open, tmp_path: Path
) -> None:
    app = open_dashboard(build_database(tmp_path / "over.duckdb", answers()), "alerts", "en")
    text = said(open_box(app, "alerts_closed"))
    closings = [datetime.strptime(found, "%d %b") for found in re.findall(r"closed (\d+ \w+): as usual again", text)]
    assert len(closings) > 1 and closings == sorted(closings, reverse=True), "the one closed last stands first"
    assert "19 Jan–15 Feb, for 4 weeks · 40 comments · noticed 8 Feb, closed 22 Feb" in text
    app = app.button(key=f"pick_{ANGER}_{CRISIS}").click().run()
    assert "<h2>Delivery · Anger · " in said(app)
    assert any(link.proto.label.startswith("Read all") for link in app.get("page_link"))


@pytest.mark.parametrize("page", ["alerts", "actions", "model"])
def test_a_page_of_everything_says_so_in_the_place_of_filters_and_keeps_them(
    crisis: Path, open_dashboard: Open, page: str
) -> None:
    app = open_dashboard(crisis, page, "ko", touchpoints=["delivery"])
    bar = {button.key for button in app.button} | {box.proto.popover.label for box in app.get("popover")}
    assert "chip_touchpoints" not in bar and not [name for name in bar if name and KO("period.all") in name]
    assert KO("filter.unused") in said(app) and "의견·응답 **" not in said(app)
    app = app.switch_page("views/pages/trends.py").run()
    assert app.button("chip_touchpoints") and KO("filter.unused") not in said(app)


def test_days_of_an_alert_are_left_with_its_comments(crisis: Path, open_dashboard: Open) -> None:
    def days(app: AppTest) -> str:
        return "".join(box.proto.popover.label for box in app.get("popover") if "calendar" in box.proto.popover.icon)

    app = follow(open_dashboard(crisis, "alerts", "en", period="last_28"), EN("answer.evidence", n="")[:8])
    assert "period=last_28" in app.query_params["aside"] and EN("period.last_28") not in days(app)
    cleared = app.button("reset").click().run()
    assert EN("period.last_28") in days(cleared) and "aside" not in cleared.query_params
    app = follow(open_dashboard(crisis, "alerts", "en"), EN("answer.evidence", n="")[:8])
    app = app.switch_page("views/pages/trends.py").run()
    assert EN("period.usual") in days(app) and not {"from", "until", "aside"} & {*app.query_params}


def test_a_fall_opens_with_what_explains_it(crisis: Path, open_dashboard: Open) -> None:
    app = open_dashboard(crisis, "alerts", "en").button(key="pick_delivery_nps").click().run()
    [order] = [one for one in app.get("button_group") if str(one.key).startswith("panel_order_")]
    assert order.value == "nps_low"
    [link] = [link.proto for link in app.get("page_link") if link.proto.label.startswith("Read all")]
    assert "order=nps_low" in link.query_string


def test_a_target_that_cannot_be_or_is_worse_than_now_is_refused(crisis: Path, open_dashboard: Open) -> None:
    app = open_box(open_dashboard(crisis, "actions", "en"), "new_act")
    app.text_input(key="new_what").set_value("Calls")
    app = app.selectbox(key="new_measure").select("nps").run()
    for target, why in ((150, EN("action.target.outside", low="−100", high="+100")), (-99, "worse than now")):
        app.number_input(key="new_target_nps").set_value(target)
        app = app.button(key="new_save").click().run()
        assert why in said(app) and not read_actions(crisis)
    app.number_input(key="new_target_nps").set_value(99)
    app.button(key="new_save").click().run()
    assert read_actions(crisis)[0].target == 99


def test_what_two_people_change_of_an_action_stays(crisis: Path, open_dashboard: Open) -> None:
    add_action(
        crisis, what="Calls", owner="", touchpoint=None, measure=None, starts_on=ACTION, state="planned", who="Kim"
    )
    app = open_box(open_dashboard(crisis, "actions", "en"), "action_1_act")
    change_action(crisis, 1, "Lee", owner="Lee")
    app.selectbox(key="action_1_state").select("doing")
    app.button(key="action_1_save").click().run()
    [kept] = read_actions(crisis)
    assert (kept.owner, kept.state) == ("Lee", "doing")


def test_a_due_day_before_the_start_is_refused_and_what_was_typed_is_kept(crisis: Path, open_dashboard: Open) -> None:
    key = f"alert_{ANGER}"
    app = open_box(open_dashboard(crisis, "alerts", "en"), f"{key}_act")
    assert EN("action.about.selected", n="24") in said(app) and "Latest 12 weeks: " in said(app)
    app.text_input(key=f"{key}_what").set_value("Another partner")
    app.date_input(key=f"{key}_from").set_value(date(2026, 2, 2))
    app.date_input(key=f"{key}_due").set_value(date(2026, 2, 1))
    app = app.button(key=f"{key}_save").click().run()
    assert EN("action.due_early") in said(app) and not read_actions(crisis)
    app.session_state[f"{key}_act"] = False
    app = open_box(app.run(), f"{key}_act")
    assert app.text_input(key=f"{key}_what").value == "Another partner", "Escape closes the box alone"
    app = app.button(key=f"{key}_cancel").click().run()
    assert open_box(app, f"{key}_act").text_input(key=f"{key}_what").value == ""


def test_an_action_leads_back_to_the_comments_that_were_selected(crisis: Path, open_dashboard: Open) -> None:
    key = f"alert_{ANGER}"
    app = open_box(open_dashboard(crisis, "alerts", "en"), f"{key}_act")
    app.text_input(key=f"{key}_what").set_value("Another partner")
    app.button(key=f"{key}_save").click().run()
    [kept] = read_actions(crisis)
    assert kept.origin and "touchpoints=delivery" in kept.origin and "from=2026-01-19" in kept.origin
    app = open_dashboard(crisis, "actions", "en").button(key="pick_action_1").click().run()
    assert any(link.proto.label == EN("panel.all", n="24") for link in app.get("page_link"))


def test_numbers_stay_beside_the_pages_where_data_are_imported(crisis: Path, open_dashboard: Open) -> None:
    assert counted(open_dashboard(crisis, "upload", "ko")) == counted(open_dashboard(crisis, "alerts", "ko"))


def test_no_new_answers_is_said_of_the_latest_days_alone(crisis: Path, open_dashboard: Open) -> None:
    text = EN("look.stale")
    assert text in said(open_dashboard(crisis, "summary", "en"))
    assert text not in said(open_dashboard(crisis, "summary", "en", **{"from": "2025-10-01", "until": "2025-10-31"}))
