"""`ondo watch` and `ondo action` on a planted crisis at delivery, which begins, is acted upon, and ends."""

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pipeline.config.settings import Event
from pipeline.errors import WrongUsage
from queries import Filter, open_warehouse
from queries.actions import read_actions
from queries.alerts.alerts import Watched
from tests.sample_databases import Answer, build_database
from views.commands.action import action
from views.commands.opened_view import whole_view
from views.commands.report import report
from views.commands.watch import watch
from views.files.alerts import WORSE, is_current, quotes, shown_alerts, watch_all
from views.files.you_said import without_contacts
from views.words.labels import View

FIRST = date(2025, 9, 1)
CRISIS, ACTION = FIRST + timedelta(weeks=20), FIRST + timedelta(weeks=24)
SECRET = "여기 적은 말은 아무도 인용하면 안 됩니다"
HOSTILE = "<script>alert(1)</script> 배송이 너무 늦어서 화가 납니다"


def answers() -> list[Answer]:
    """36 weeks with ten answers each at delivery and ten at payment; angry are one in ten, at delivery six in the crisis."""
    found = []
    for week in range(36):
        for number in range(20):
            at = FIRST + timedelta(weeks=week, days=number % 7)
            place = "delivery" if number < 10 else "payment"
            is_angry = number % 10 < (6 if place == "delivery" and 20 <= week < 24 else 1)
            text = (HOSTILE if number else SECRET) if is_angry else "잘 받았습니다 고맙습니다"
            found.append(
                Answer(
                    at.isoformat(),
                    f"{text} {week}-{number}",
                    -0.8 if is_angry else 0.5,
                    {"anger": 2} if is_angry else {"joy": 1},
                    nps=2 if is_angry else 9,
                    touchpoint=place,
                    consent_quote=number != 0,
                    pairs={"배송+늦다": 0} if is_angry else {},
                )
            )
    return found


@pytest.fixture(scope="module")
def _crisis(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_database(tmp_path_factory.mktemp("crisis") / "crisis.duckdb", answers())


@pytest.fixture
def crisis(_crisis: Path, tmp_path: Path) -> Path:
    """A link to the database, so that each test has files of its own beside it."""
    place = tmp_path / "crisis.duckdb"
    place.hardlink_to(_crisis)
    return place


def asked(database: Path, *arguments: str) -> list[dict[str, Any]]:
    done = CliRunner().invoke(watch, ["--db", str(database), "--json", *arguments], catch_exceptions=False)
    assert done.exit_code == 0
    found: list[dict[str, Any]] = json.loads(done.stdout)["alerts"]
    return found


def act(database: Path, *arguments: str) -> Result:
    return CliRunner().invoke(action, [*arguments, "--db", str(database)])


def during() -> tuple[str, str]:
    return "--until", (CRISIS + timedelta(days=27)).isoformat()


def test_the_crisis_fires_and_is_explained(crisis: Path) -> None:
    [alert] = [one for one in asked(crisis, *during()) if one["alert"] == "delivery:anger"]
    assert (alert["since"], alert["state"], alert["meaning"], alert["direction"]) == (
        str(CRISIS),
        "open",
        "worse",
        "up",
    )
    assert alert["before"]["value"] == pytest.approx(0.1) and alert["now"]["value"] == pytest.approx(0.6)
    assert alert["before"]["low"] < 0.1 < alert["before"]["high"] and alert["now"]["n"] == 40
    assert (
        "24 of 40 comments" in alert["why"]
        and "the 20 usual weeks before" in alert["why"]
        and "make 4.0" in alert["why"]
    )
    assert 1 <= len(alert["quotes"]) <= 3
    assert not any(SECRET in quote["text"] for quote in alert["quotes"]), "it may not be quoted"


def test_it_fires_nowhere_else_and_closes_by_itself(crisis: Path) -> None:
    assert {one["touchpoint"] for one in asked(crisis, *during())} <= {"delivery", None}
    open_now = [one for one in asked(crisis) if one["meaning"] == "worse"]
    assert open_now == []
    [closed] = [one for one in asked(crisis, "--all") if one["alert"] == "delivery:anger"]
    assert (closed["state"], closed["ended"]) == ("closed", "usual_again")
    assert str(ACTION) <= closed["closed"] <= str(ACTION + timedelta(weeks=2))


def test_what_was_clear_weeks_ago_is_none_of_now(crisis: Path) -> None:
    shown = shown_alerts(*_watched(crisis, CRISIS + timedelta(weeks=4)), {}, ACTION)
    [anger] = [one for one in shown if one.alert.name == "delivery:anger"]
    for weeks, expected in ((1, True), (2, False)):
        last = anger.alert.until + timedelta(weeks=1 + weeks, days=-1)
        assert is_current(anger, last) is expected


def _watched(database: Path, until: date) -> tuple[View, Watched]:
    source = open_warehouse(database)
    view = whole_view(source, "ko")
    return view, watch_all(view, source.run, until)


def test_who_may_not_read_comments_sees_alerts_and_quotes_too(crisis: Path) -> None:
    source = open_warehouse(crisis, reads_comments=False)
    view = whole_view(source, "ko")
    shown = shown_alerts(view, watch_all(view, source.run), {}, date(2026, 5, 1))
    found = [one for one in shown if one.alert.series.touchpoint == "delivery" and one.meaning == WORSE]
    assert found
    texts = [row["text"] for one in found for row in quotes(view, one, source.run, reads_comments=False)]
    assert texts and not any(SECRET in text for text in texts)


TALK = "all:topic:배송+늦다"


def test_days_at_the_end_of_time_are_no_days_of_actions_and_no_bound_of_alerts(crisis: Path) -> None:
    for day in ("0001-01-01", "9999-12-31"):
        added = act(crisis, "add", "Never", "--from", day)
        assert isinstance(added.exception, WrongUsage) and day in str(added.exception)
    assert json.loads(act(crisis, "list", "--json").stdout) == []
    assert asked(crisis, "--until", "9999-12-31", "--all") == asked(crisis, "--all")


def test_what_is_talked_of_more_is_told_to_those_who_may_read_comments(crisis: Path) -> None:
    """Two of 20 comments a week say that it came late, in the four weeks of the crisis seven."""
    source = open_warehouse(crisis)
    rows = source.run("weekly_topic_sum_list", filter=Filter(), topics=[["nothing"], ["배송+늦다"]]).to_pylist()
    assert {(row["n"], row["total"]) for row in rows if row["topic"] == 1} == {(20, 0.0)}
    of_late = {row["week"]: (row["n"], row["total"], row["squares"]) for row in rows if row["topic"] == 2}
    assert (of_late[CRISIS - timedelta(weeks=1)], of_late[CRISIS]) == ((20, 2, 2), (20, 7, 7))
    [alert] = [one for one in asked(crisis, *during()) if one["alert"] == TALK]
    assert (alert["since"], alert["meaning"], alert["before"]["value"], alert["now"]["n"]) == (
        str(CRISIS), "neither", pytest.approx(0.1), 80
    )  # fmt: skip
    assert alert["title"] == "All comments: mentions of 배송 + 늦다 rose, 10.0% → 35.0%"
    view = whole_view(source, "en")
    shown = shown_alerts(view, watch_all(view, source.run, ACTION, with_topics=True), {}, ACTION)
    [late] = [one for one in shown if one.alert.name == TALK]
    assert source.run("comment_count", filter=late.filter).to_pylist()[0]["n"] == 28
    assert TALK not in {one.name for one in watch_all(view, source.run, ACTION).alerts}
    assert TALK not in {one["alert"] for one in asked(crisis, *during(), "--mute", TALK, "--mute-until", "2999-01-01")}


def test_before_there_is_a_history_nothing_is_said(crisis: Path) -> None:
    done = CliRunner().invoke(watch, ["--db", str(crisis), "--until", "2025-09-30"])
    assert done.exit_code == 0 and "Nothing can be watched yet" in done.stdout
    done = CliRunner().invoke(watch, ["--db", str(crisis), "--until", "2020-01-01", "--lang", "ko"])
    assert done.exit_code == 0 and "아직 살필 수 없습니다" in done.stdout


def test_muting_is_by_name_until_a_day_and_can_be_undone(crisis: Path) -> None:
    def names(*more: str) -> set[tuple[str, str]]:
        return {(one["alert"], one["state"]) for one in asked(crisis, *during(), *more)}

    assert ("delivery:anger", "open") in names()
    muted = names("--mute", "delivery:anger", "--mute-until", "2999-01-01", "--who", "lee")
    assert "delivery:anger" not in {name for name, _ in muted}
    assert ("delivery:anger", "muted") in names("--all")
    assert ("delivery:anger", "open") in names("--mute", "delivery:anger", "--mute-until", "2001-01-01"), "long over"
    names("--mute", "delivery:anger", "--mute-until", "2999-01-01")
    assert ("delivery:anger", "open") in names("--unmute", "delivery:anger")


@pytest.mark.parametrize("arguments", [("--mute", "delivery:anger"), ("--unmute", "delivery"), ("--unmute", "x:anger")])
def test_what_cannot_be_muted_is_refused(crisis: Path, arguments: tuple[str, ...]) -> None:
    done = CliRunner().invoke(watch, ["--db", str(crisis), *arguments])
    assert done.exit_code == 2
    assert not crisis.with_name("crisis.duckdb.muted.jsonl").exists()


def effect_of(database: Path, *arguments: str) -> dict[str, Any]:
    added = act(database, "add", "Former partner", "--from", ACTION.isoformat(), *arguments)
    assert (added.exit_code, added.stdout) == (0, "1\n")
    listed = act(database, "list", "--json")
    assert listed.exit_code == 0
    found: dict[str, Any] = json.loads(listed.stdout)[0]
    return found


def test_an_action_is_compared_before_and_after(crisis: Path) -> None:
    found = effect_of(crisis, "--at", "delivery:anger", "--owner", "Kim", "--state", "done")
    anger = found["changes"][0]
    assert (anger["measure"], anger["n_before"], anger["n_after"]) == ("anger", 120, 120)
    assert (anger["before"], anger["after"]) == (pytest.approx(32 / 120), pytest.approx(0.1))
    assert anger["is_clear"] and anger["low"] < anger["difference"] < anger["high"] < 0
    assert anger["recovery_weeks"] == 1
    assert {"tone", "nps"} <= {change["measure"] for change in found["changes"] if change["is_clear"]}
    assert found["caveats"] == ["no_year_before"] and found["is_told"]


def test_nothing_is_told_where_nothing_has_changed(crisis: Path) -> None:
    found = effect_of(crisis, "--at", "payment:anger")
    assert not any(change["is_clear"] for change in found["changes"]) and not found["is_told"]


def test_another_action_in_the_same_weeks_stands_in_the_way(crisis: Path) -> None:
    found = effect_of(crisis, "--at", "delivery")
    assert found["is_told"]
    act(crisis, "add", "Vouchers", "--from", (ACTION + timedelta(days=9)).isoformat())
    one = json.loads(act(crisis, "list", "--json").stdout)[0]
    assert one["other_actions"] == [2] and "actions" in one["caveats"] and not one["is_told"]
    act(crisis, "change", "2", "--state", "dropped")
    assert json.loads(act(crisis, "list", "--json").stdout)[0]["is_told"]


def test_too_soon_is_said(crisis: Path) -> None:
    act(crisis, "add", "Late", "--at", "delivery", "--from", "2026-05-09")
    one = json.loads(act(crisis, "list", "--json").stdout)[0]
    assert (one["caveats"], one["changes"]) == (["too_soon"], [])


def test_season_and_events_stand_in_the_way(tmp_path: Path) -> None:
    """Two years, in each of which the same weeks get better; and a release two weeks after the action."""

    def year(starts: date) -> list[Answer]:
        return [
            Answer(
                (starts + timedelta(days=day)).isoformat(),
                f"{day}-{number} 배송",
                -0.6 if day < 84 and number % 2 else 0.5,
                {"anger": 1} if day < 84 and number % 2 else {"joy": 1},
                touchpoint="delivery",
            )
            for day in range(168)
            for number in range(2)
        ]

    first, second = date(2025, 1, 6), date(2025, 1, 6) + timedelta(days=364)
    starts_on = second + timedelta(days=84)
    labels = {"ko": "출시", "en": "Release"}
    release = Event("release", "release", labels, starts_on + timedelta(days=14), None, "delivery")
    database = build_database(tmp_path / "years.duckdb", [*year(first), *year(second)], events=[release])
    act(database, "add", "Calls", "--at", "delivery", "--from", starts_on.isoformat())
    [one] = json.loads(act(database, "list", "--json").stdout)
    assert set(one["caveats"]) == {"season", "events"} and one["events"] == ["Release"]
    assert not one["is_told"]
    assert "season" in act(database, "list").stdout


def test_the_published_page_is_safe(crisis: Path, tmp_path: Path) -> None:
    out = tmp_path / "said.html"
    assert act(crisis, "publish", str(out)).exit_code == 2, "nothing is done yet"
    what = "<b>Former partner</b>, call 010-0000-1234 or kim@example.com"
    effect_of(crisis, "--at", "delivery:anger", "--owner", "Kim Owner", "--state", "done")
    act(crisis, "change", "1", "--what", what)
    assert act(crisis, "publish", str(out)).exit_code == 0
    page = out.read_text(encoding="utf-8")
    assert "말씀하셨고, 이렇게 바꿨습니다" in page and "&lt;b&gt;Former partner" in page
    assert "<script" not in page and "&lt;script&gt;" in page, "a hostile quote is text"
    for hidden in (SECRET, "Kim Owner", "010-0000", "example.com"):
        assert hidden not in page
    assert "http" not in page.replace("http-equiv", ""), "it fetches nothing"
    assert act(crisis, "publish", str(out), "--lang", "en").exit_code == 0
    assert "You said, we did" in out.read_text(encoding="utf-8")
    assert act(crisis, "publish", str(crisis)).exit_code == 2, "never over the database"
    assert open_warehouse(crisis)


def test_a_report_names_what_is_worse_now_and_what_is_done(tmp_path: Path) -> None:
    begun = [one for one in answers() if str(one.at) < ACTION.isoformat()]
    database, out = build_database(tmp_path / "begun.duckdb", begun), tmp_path / "report.html"
    act(database, "add", "<b>Calls</b>", "--at", "delivery", "--from", CRISIS.isoformat())
    done = CliRunner().invoke(report, ["--db", str(database), "--lang", "en", "-o", str(out)])
    assert done.exit_code == 0, done.output
    page = out.read_text(encoding="utf-8")
    assert "Worse than usual now" in page and re.search("First: [^<]+ (rose|fell), ", page) and "&lt;b&gt;Calls" in page


def test_an_action_is_not_due_before_it_starts(crisis: Path) -> None:
    days = ("--from", "2026-03-01", "--due", "2026-02-01")
    refused = act(crisis, "add", "Training", *days)
    assert isinstance(refused.exception, WrongUsage)
    assert "starts on 2026-03-01 cannot be due before, on 2026-02-01" in str(refused.exception)
    assert not read_actions(crisis)
    assert act(crisis, "add", "Training", *days[:2], "--due", "2026-03-01").exit_code == 0
    refused = act(crisis, "change", "1", "--due", "2026-02-28")
    assert isinstance(refused.exception, WrongUsage) and read_actions(crisis)[0].due_on == date(2026, 3, 1)


def test_no_measure_is_to_arrive_where_it_cannot_be(crisis: Path) -> None:
    for at, target in (("all:nps", "150"), ("delivery:anger", "101%"), ("delivery:anger", "20"), ("all:tone", "-2")):
        refused = act(crisis, "add", "Calls", "--at", at, "--target", target)
        assert isinstance(refused.exception, WrongUsage) and "name a target from" in (refused.exception.remedy or "")
    assert not read_actions(crisis)
    assert act(crisis, "add", "Calls", "--at", "delivery:anger", "--target", "20%").exit_code == 0


def test_what_became_of_a_target_is_said_with_how_sure_that_is(crisis: Path) -> None:
    place = ("--at", "delivery:anger", "--state", "done")
    assert effect_of(crisis, *place, "--target", "25%")["goal"] == {"is_reached": True, "is_clear": True}
    act(crisis, "change", "1", "--target", "9%")
    assert json.loads(act(crisis, "list", "--json").stdout)[0]["goal"] == {"is_reached": False, "is_clear": False}
    assert "target missed · Not clear yet" in act(crisis, "list", "--lang", "en").stdout


def test_too_few_answers_are_said_with_how_many_it_takes(crisis: Path) -> None:
    end = FIRST + timedelta(weeks=36)
    act(crisis, "add", "Late", "--at", "delivery", "--from", (end - timedelta(days=8)).isoformat())
    assert "answers before 11, after 11; both need 30" in act(crisis, "list", "--lang", "en").stdout


def test_contacts_are_left_out() -> None:
    text = "a@b.kr, 02-123-4567 (30 %) since 2026-08-10, https://x.kr/1"
    assert without_contacts(text) == "…, … (30 %) since 2026-08-10, …"


@pytest.mark.parametrize(
    "arguments", [("add", " "), ("add", "x", "--at", "moon"), ("change", "9"), ("change", "9", "--state", "done")]
)
def test_wrong_usage(crisis: Path, arguments: tuple[str, ...]) -> None:
    done = act(crisis, *arguments)
    assert done.exit_code != 0
    assert not crisis.with_name("crisis.duckdb.actions.jsonl").exists() or not act(
        crisis, "list", "--json"
    ).stdout.strip("[]\n")
