"""`ondo mcp`: what assistants are answered equals what the dashboard's queries say, and nothing else is told."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from mcp import Client, StdioServerParameters

import queries
from queries import Filter, Warehouse, open_warehouse
from queries.actions import add_action
from queries.alerts.mutes import mute
from tests import sample_databases
from tests.apart import run_apart
from tests.sample_databases import Answer
from views.access import access_log
from views.charts.driver_intervals import impact_interval, mean_impact_interval
from views.commands.assistant_data import AssistantData, plain
from views.commands.assistant_tools import server_for
from views.commands.mcp import ROLES, mcp

Asked = dict[str, Any]

MARCH: Asked = {"from": "2025-03-01", "until": "2025-03-31"}
SPRING: Asked = {"from": "2025-03-01", "until": "2025-05-31"}
SUMMER: Asked = {"from": "2025-06-01", "until": "2025-08-31"}
_MARCH = {"date_from": date(2025, 3, 1), "date_until": date(2025, 4, 1)}
_SPRING = Filter(date_from=date(2025, 3, 1), date_until=date(2025, 6, 1))
_SUMMER = Filter(date_from=date(2025, 6, 1), date_until=date(2025, 9, 1))
_PAY = Filter(touchpoints=("payment",))
_STAFF = Filter(audience="employee")

QUESTIONS: list[tuple[str, Asked, str, dict[str, Any]]] = [
    ("measure", {"measure": "nps"}, "nps", {"filter": Filter()}),
    ("measure", {"measure": "rating"}, "rating", {"filter": Filter()}),
    ("measure", {"measure": "tone"}, "tone", {"filter": Filter()}),
    ("measure", {"measure": "emotion_share"}, "emotion_share", {"filter": Filter()}),
    ("measure", {"measure": "emotional_capital"}, "emotional_capital", {"filter": Filter()}),
    ("measure", {"measure": "coverage"}, "coverage", {"filter": Filter()}),
    ("measure", {"measure": "nps", "by": "period"}, "nps_by_period", {"filter": Filter(), "grain": "month"}),
    ("measure", {"measure": "nps", "by": "period", "grain": "week"}, "nps_by_period", {"filter": Filter(), "grain": "week"}),
    ("measure", {"measure": "rating", "by": "period"}, "rating_by_period", {"filter": Filter(), "grain": "month"}),
    ("measure", {"measure": "tone", "by": "period", "grain": "rolling"}, "tone_by_period", {"filter": Filter(), "grain": "rolling"}),
    ("measure", {"measure": "tone", "by": "period", "filters": {"touchpoint": "payment"}}, "tone_by_period", {"filter": _PAY, "grain": "month"}),
    ("measure", {"measure": "emotion_share", "by": "period"}, "emotion_share_by_period", {"filter": Filter(), "grain": "month"}),
    ("measure", {"measure": "emotional_capital", "by": "period"}, "emotional_capital_by_period", {"filter": Filter(), "grain": "month"}),
    ("measure", {"measure": "nps", "by": "touchpoint"}, "nps_by_touchpoint", {"filter": Filter()}),
    ("measure", {"measure": "rating", "by": "touchpoint"}, "rating_by_touchpoint", {"filter": Filter()}),
    ("measure", {"measure": "tone", "by": "touchpoint"}, "tone_by_touchpoint", {"filter": Filter()}),
    ("measure", {"measure": "tone", "by": "touchpoint", "filters": MARCH}, "tone_by_touchpoint", {"filter": Filter(**_MARCH)}),
    ("measure", {"measure": "emotion_share", "by": "touchpoint"}, "emotion_share_by_touchpoint", {"filter": Filter()}),
    ("measure", {"measure": "emotion_share", "filters": {"touchpoint": ["payment"], **MARCH}}, "emotion_share", {"filter": replace(_PAY, **_MARCH)}),
    ("measure", {"measure": "emotion_share", "filters": {"channel": "app", "segment": ["new", "loyal"]}}, "emotion_share", {"filter": Filter(channels=("app",), segments=("new", "loyal"))}),
    ("measure", {"measure": "nps", "filters": {"channel": "(none)"}}, "nps", {"filter": Filter(channels=("",))}),
    ("measure", {"measure": "nps", "filters": {"attribute": "age=20s"}}, "nps", {"filter": Filter(attributes=("age=20s",))}),
    ("measure", {"measure": "tone", "filters": {"words": "배송"}}, "tone", {"filter": Filter(words="배송")}),
    ("measure", {"measure": "tone", "filters": {"tone_from": 0.5}}, "tone", {"filter": Filter(tone_from=0.5)}),
    ("measure", {"measure": "tone", "filters": {"confidence_from": 0.5}}, "tone", {"filter": Filter(confidence_from=0.5)}),
    ("measure", {"measure": "nps", "filters": {"period": "last_28"}}, "nps", {"filter": Filter(date_from=date(2025, 12, 4), date_until=date(2026, 1, 1))}),
    ("measure", {"measure": "nps", "filters": {"audience": "employee"}}, "nps", {"filter": _STAFF}),
    ("measure", {"measure": "tone", "by": "touchpoint", "filters": {"audience": "employee"}}, "tone_by_touchpoint", {"filter": _STAFF}),
    ("measure", {"measure": "nps", "by": "channel", "grain": "month"}, "nps_by_dimension_and_period", {"filter": Filter(), "grain": "month", "dimension": "channel"}),
    ("measure", {"measure": "tone", "by": "touchpoint", "grain": "month"}, "tone_by_dimension_and_period", {"filter": Filter(), "grain": "month", "dimension": "touchpoint"}),
    ("measure", {"measure": "tone", "by": "attribute:age", "grain": "month"}, "tone_by_dimension_and_period", {"filter": Filter(), "grain": "month", "dimension": "attribute:age"}),
    ("measure", {"measure": "emotion_share", "by": "segment", "grain": "month", "emotion": "anger"}, "emotion_share_by_dimension_and_period", {"filter": Filter(), "grain": "month", "dimension": "segment", "emotion": "anger"}),
    ("compare", {"measure": "nps", "filters": SUMMER, "other_filters": SPRING}, "nps_comparison", {"filter": _SUMMER, "other": _SPRING}),
    ("compare", {"measure": "rating", "filters": SUMMER, "other_filters": SPRING}, "rating_comparison", {"filter": _SUMMER, "other": _SPRING}),
    ("compare", {"measure": "tone", "filters": SUMMER, "other_filters": SPRING}, "tone_comparison", {"filter": _SUMMER, "other": _SPRING}),
    ("compare", {"measure": "emotion_share", "filters": SUMMER, "other_filters": SPRING}, "emotion_share_comparison", {"filter": _SUMMER, "other": _SPRING}),
    ("compare", {"measure": "tone", "by": "touchpoint", "filters": SUMMER, "other_filters": SPRING}, "tone_comparison_by_touchpoint", {"filter": _SUMMER, "other": _SPRING}),
    ("compare", {"measure": "nps", "filters": {"channel": "app"}, "other_filters": {"channel": "web"}}, "nps_comparison", {"filter": Filter(channels=("app",)), "other": Filter(channels=("web",))}),
    ("clearest_changes", {"filters": SUMMER, "other_filters": SPRING, "most": 5}, "emotion_share_change_list", {"filter": _SUMMER, "other": _SPRING, "limit": 5}),
    ("drivers", {"score": "nps", "about": "touchpoint"}, "nps_driver_list", {"filter": Filter(), "about": "touchpoint", "limit": 40}),
    ("drivers", {"score": "rating", "about": "emotion"}, "rating_driver_list", {"filter": Filter(), "about": "emotion", "limit": 40}),
    ("drivers", {"score": "tone", "about": "touchpoint"}, "tone_driver_list", {"filter": Filter(), "about": "touchpoint", "limit": 40}),
    ("drivers", {"score": "tone", "about": "attribute:age"}, "tone_driver_list", {"filter": Filter(), "about": "attribute:age", "limit": 40}),
    ("drivers", {"score": "nps", "about": "channel"}, "nps_driver_list", {"filter": Filter(), "about": "channel", "limit": 40}),
    ("drivers", {"score": "nps", "about": "emotion", "filters": {"channel": "app"}}, "nps_driver_list", {"filter": Filter(channels=("app",)), "about": "emotion", "limit": 40}),
]  # fmt: skip
"""Tool and its arguments, and the query with its parameters whose rows the dashboard shows for that question."""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """400 random answers, the first of them of three age groups."""
    ages = ("20s", "30s", "40s")
    first, rest = sample_databases.crowd()[:60], sample_databases.crowd()[60:]
    answers = [*(replace(item, attributes={"age": ages[n % 3]}) for n, item in enumerate(first)), *rest]
    return sample_databases.build_database(tmp_path_factory.mktemp("mcp") / "crowd.duckdb", answers)


def ask_all(data: AssistantData, questions: Sequence[tuple[str, Mapping[str, Any]]]) -> list[Asked]:
    """What the server answers to a client, one question after the other; a refusal as {"refused": its text}."""

    async def call() -> list[Asked]:
        async with Client(server_for(data, "1")) as client:
            results = [await client.call_tool(tool, dict(asked)) for tool, asked in questions]
            texts = [(result.is_error, result.content[0].text) for result in results]  # type: ignore[union-attr]
            return [{"refused": text} if is_error else json.loads(text) for is_error, text in texts]

    return run_apart(call())


def ask(data: AssistantData, tool: str, asked: Mapping[str, Any]) -> Asked:
    """The answer to one question."""
    [answer] = ask_all(data, [(tool, asked)])
    return answer


@pytest.fixture(scope="module")
def analyst(database: Path) -> AssistantData:
    return AssistantData(database, "analyst", "https://ondo.example.com/")


@pytest.fixture(scope="module")
def source(analyst: AssistantData) -> Warehouse:
    """What the dashboard asks."""
    return analyst.source


def test_forty_answers_equal_the_numbers_of_the_dashboard(analyst: AssistantData, source: Warehouse) -> None:
    assert len(QUESTIONS) >= 40
    answers = ask_all(analyst, [(tool, asked) for tool, asked, _, _ in QUESTIONS])
    for answer, (tool, asked, query, params) in zip(answers, QUESTIONS, strict=True):
        expected = plain(source.run(query, **params).to_pylist())
        assert expected and len(answer["rows"]) == len(expected), (tool, asked)
        for row, wanted in zip(answer["rows"], expected, strict=True):
            assert {name: row[name] for name in wanted} == wanted, (tool, asked)
        of_customers = params["filter"].audience == "customer"
        quoted = source.run("quote_list", filter=params["filter"], language=None).to_pylist() if of_customers else []
        assert answer["quotes"] == [{"role": row["role"], "id": str(row["feedback_id"])} for row in quoted]
        assert answer["link"].startswith("https://ondo.example.com/")


@pytest.mark.parametrize(
    ("score", "interval"),
    [
        ("nps", impact_interval),
        ("rating", partial(mean_impact_interval, score="rating")),
        ("tone", partial(mean_impact_interval, score="tone")),
    ],
)
def test_impacts_have_the_interval_of_the_dashboard(
    analyst: AssistantData, source: Warehouse, score: str, interval: Any
) -> None:
    answer = ask(analyst, "drivers", {"score": score, "about": "touchpoint"})
    found = source.run(f"{score}_driver_list", filter=Filter(), about="touchpoint", limit=40).to_pylist()
    shown = [row for row in found if row["impact"] is not None]
    assert shown
    assert [[row["low"], row["high"]] for row in answer["rows"][: len(shown)]] == plain(list(map(interval, shown)))


@pytest.mark.parametrize("by", ["channel", "attribute:age"])
def test_parts_are_what_the_dashboard_shows_with_their_filter(
    analyst: AssistantData, source: Warehouse, by: str
) -> None:
    rows = ask(analyst, "measure", {"measure": "nps", "by": by})["rows"]
    assert {row["part"] for row in rows} >= ({"app", "web", ""} if by == "channel" else {"20s", "30s", "40s"})
    for row in rows:
        value = row.pop("part")
        part = Filter(channels=(value,)) if by == "channel" else Filter(attributes=(f"age={value or '(none)'}",))
        assert [row] == plain(source.run("nps", filter=part).to_pylist())


def test_a_part_outside_the_filter_is_left_out(analyst: AssistantData) -> None:
    asked = {"measure": "nps", "by": "channel", "filters": {"channel": ["app"], "attribute": "age=20s"}}
    assert [row["part"] for row in ask(analyst, "measure", asked)["rows"]] == ["app"]
    asked = {"measure": "nps", "by": "attribute:age", "filters": {"attribute": ["age=20s", "age=30s"]}}
    assert {row["part"] for row in ask(analyst, "measure", asked)["rows"]} == {"20s", "30s"}


def test_what_is_there_names_what_can_be_asked(analyst: AssistantData) -> None:
    there = ask(analyst, "what_is_there", {})
    assert {row["touchpoint"] for row in there["touchpoints"]} >= {"payment", "delivery"}
    assert {"app", "web"} <= {row["value"] for row in there["dimensions"]["channel"]}
    assert there["dimensions"]["attribute:age"] and there["answers"]["n"] > 300
    assert there["small_numbers"] == {"hidden_below": "5", "few_below": "30", "employee_below": "8"}


REFUSED: list[tuple[str, Asked, str]] = [
    ("measure", {"measure": "nps", "filters": {"touchpont": "payment"}}, "touchpoint"),
    ("measure", {"measure": "nps", "filters": {"touchpoint": "moon"}}, "payment"),
    ("measure", {"measure": "nps", "filters": {"from": "gestern"}}, "2026-03-31"),
    ("measure", {"measure": "nps", "by": "moon"}, "channel"),
    ("measure", {"measure": "emotion_share", "emotion": "rage"}, "anger"),
    ("measure", {"measure": "emotion_share", "by": "channel", "grain": "month"}, "emotion"),
    ("measure", {"measure": "emotional_capital", "by": "channel"}, "period"),
    ("measure", {"measure": "emotional_capital", "by": "period", "grain": "rolling"}, "month"),
    ("measure", {"measure": "select 1"}, "measure"),
    ("compare", {"measure": "nps", "by": "touchpoint", "filters": {}, "other_filters": {}}, "whole"),
    ("comments", {"ids": ["1; drop table feedback"]}, "id"),
    ("comments", {"ids": ["1"] * 51}, "50"),
    ("measure", {"measure": "tone", "filters": {"audience": "employee", "words": "배송"}}, "--words"),
    ("quotes", {"filters": {"audience": "employee"}}, "employees"),
    ("topics", {"filters": {"audience": "employee"}}, "employees"),
    ("drivers", {"score": "tone", "about": "moon"}, "segment"),
    ("drivers", {"score": "tone", "about": "attribute:moon"}, "attribute:age"),
    ("alerts", {"closed_too": True, "language": "fr"}, "language"),
]


def test_what_makes_no_sense_is_refused_with_what_to_do(analyst: AssistantData) -> None:
    answers = ask_all(analyst, [(tool, asked) for tool, asked, _ in REFUSED])
    for answer, (tool, asked, said) in zip(answers, REFUSED, strict=True):
        assert said in answer["refused"], (tool, asked)


CRISIS = date(2026, 3, 2)
_DURING = Filter(touchpoints=("delivery",), date_from=CRISIS, date_until=date(2026, 3, 23))


def _crisis() -> list[Answer]:
    """31 weeks of ten answers each at delivery and at payment; of those at delivery one is angry, in the last three weeks all,
    who say that it came late."""
    found = []
    for week in range(-28, 3):
        for n in range(20):
            day, place = CRISIS + timedelta(weeks=week, days=n % 7), "delivery" if n < 10 else "payment"
            is_angry = place == "delivery" and n < (10 if week >= 0 else 1)
            found.append(
                Answer(
                    f"{day} 10:00",
                    f"{place} {week} {n}",
                    -0.8 if is_angry else 0.4,
                    {"anger": 2} if is_angry else {"joy": 1},
                    touchpoint=place,
                    lemmas=("배송/NNG",) if place == "delivery" else ("결제/NNG",),
                    pairs={"배송+늦다": 0} if is_angry and week >= 0 else {},
                )
            )
    return found


@pytest.fixture(scope="module")
def crisis(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = sample_databases.build_database(tmp_path_factory.mktemp("crisis") / "crisis.duckdb", _crisis())
    asked: dict[str, Any] = {"owner": "Kim", "measure": "anger", "state": "done", "who": "Kim"}
    add_action(path, what="Former partner", touchpoint="delivery", starts_on=CRISIS, **asked)
    queries.keep_note(path, queries.TopicNote("2026-03-01", "Kim", "rename", "배송+늦다", "Late"))
    return path


def test_alerts_have_the_numbers_of_the_dashboard(crisis: Path) -> None:
    for role in ("manager", "executive"):
        data = AssistantData(crisis, role)
        answer = ask(data, "alerts", {})
        [anger] = [row for row in answer["rows"] if row["alert"] == "delivery:anger"]
        rows = data.source.run("emotion_share", filter=_DURING).to_pylist()
        [share] = [row for row in rows if row["emotion"] == "anger"]
        assert (anger["since"], anger["state"], anger["meaning"]) == (str(CRISIS), "open", "worse")
        assert anger["now"] == plain({name: share[key] for name, key in _FIGURE.items()})
        quoted = data.source.run(
            "quote_list", filter=replace(_DURING, emotions=("anger",) if role == "manager" else ()), language="en"
        )
        assert [row["id"] for row in anger["quotes"]] == [str(row["feedback_id"]) for row in quoted.to_pylist()]
        assert answer["series"] > 10 and answer["last_week"] == "2026-03-16"
    mute(crisis, "delivery:anger", date(2999, 1, 1), "Kim")
    assert "delivery:anger" not in {row["alert"] for row in ask(data, "alerts", {})["rows"]}
    [muted] = [row for row in ask(data, "alerts", {"closed_too": True})["rows"] if row["alert"] == "delivery:anger"]
    assert muted["state"] == "muted" and muted["muted"] == {"until": "2999-01-01", "who": "Kim"}


_FIGURE = {"n": "n", "value": "share", "low": "low", "high": "high"}


def test_actions_have_the_numbers_of_the_dashboard(crisis: Path) -> None:
    data = AssistantData(crisis, "executive")
    [action] = ask(data, "actions", {})["rows"]
    before = replace(_DURING, date_from=date(2026, 2, 9), date_until=CRISIS)
    rows = data.source.run("emotion_share_comparison_by_touchpoint", filter=_DURING, other=before).to_pylist()
    [row] = [row for row in rows if row["touchpoint"] == "delivery" and row["emotion"] == "anger"]
    assert action["what"] == "Former partner" and action["changes"][0]["measure"] == "anger"
    assert [action["changes"][0][name] for name in ("difference", "low", "high", "n_after")] == plain(
        [row["difference"], row["difference_low"], row["difference_high"], row["n"]]
    )
    assert action["caveats"] == ["no_year_before"]


def test_topics_have_the_numbers_of_the_dashboard_and_need_a_manager(crisis: Path) -> None:
    data = AssistantData(crisis, "manager")
    answer = ask(data, "topics", {"filters": {"touchpoint": "delivery"}})
    delivery = Filter(touchpoints=("delivery",))
    terms = [row["terms"] for row in answer["rows"]]
    counted = data.source.run("topic_count_list", filter=delivery, topics=terms).to_pylist()[1:]
    assert [(row["n"], row["of_n"], row["size"]) for row in answer["rows"]] == [
        (row["n"], row["of_n"], row["size"]) for row in counted
    ]
    assert {row["name"]: row["n"] for row in answer["rows"]}["Late"] == 30
    [rising] = ask(data, "topics", {"rising": True})["rows"]
    [first, *_] = data.source.run("rising_term_list", filter=Filter(), limit=50).to_pylist()
    assert (rising["name"], rising["n"], rising["of_n"], rising["q"]) == (
        "Late",
        *plain([first["n"], first["of_n"], first["q"]]),
    )
    of_topic = ask(data, "measure", {"measure": "tone", "filters": {"topic": rising["filter"]}})["rows"]
    assert of_topic[0]["n"] == 30
    refused = ask(AssistantData(crisis, "executive"), "topics", {})["refused"]
    assert "role manager" in refused


SAID = (
    Answer("2026-01-01 10:00", "결제가 불안해요", -0.6, {"anxiety": 2}, touchpoint="payment"),
    Answer("2026-01-02 10:00", "비밀로 해 주세요", -0.6, {"anxiety": 2}, touchpoint="payment", consent_quote=False),
    *(Answer(f"2026-01-0{n} 11:00", "괜찮아요", 0.3, {"trust": 1}, touchpoint="payment") for n in range(1, 6)),
    *(Answer("2026-01-03 10:00", f"사장님 몰래 {n}", -0.5, {"anger": 2}, audience="employee") for n in range(9)),
)
"""Comments 1 to 7 of customers, of which the second may not be quoted, and nine of employees."""


@pytest.fixture(scope="module")
def said_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_databases.build_database(tmp_path_factory.mktemp("said") / "said.duckdb", SAID)


def test_comments_by_id_without_what_may_not_be_told(said_file: Path) -> None:
    data = AssistantData(said_file, "manager")
    answer = ask(data, "comments", {"ids": ["2", "1", "8", "99"]})
    assert [(row["id"], row["text"]) for row in answer["rows"]] == [("2", None), ("1", "결제가 불안해요")]
    assert answer["not_found"] == ["8", "99"], "an employee's counts as not there"
    assert "사장님" not in json.dumps(ask(data, "measure", {"measure": "tone", "filters": {"audience": "employee"}}))
    entries = [json.loads(line) for line in access_log.read(said_file)]
    assert {(entry["who"], entry["role"], entry["what"]) for entry in entries} == {("assistant", "manager", "comments")}


def test_quotes_are_those_of_the_dashboard(said_file: Path) -> None:
    answer = ask(AssistantData(said_file, "executive"), "quotes", {"filters": {"touchpoint": "payment"}})
    found = open_warehouse(said_file, reads_comments=False).run("quote_list", filter=_PAY, language=None).to_pylist()
    assert [(row["role"], row["id"], row["text"]) for row in answer["rows"]] == [
        (row["role"], str(row["feedback_id"]), row["text"]) for row in found
    ]
    assert found and "비밀로" not in json.dumps(answer, ensure_ascii=False)


def test_who_may_not_read_comments_gets_no_comment_and_selects_by_nothing_that_singles_out(
    database: Path, source: Warehouse
) -> None:
    data = AssistantData(database, "executive")
    assert "role manager" in ask(data, "comments", {"ids": ["1"]})["refused"]
    assert "--tone-from" in ask(data, "measure", {"measure": "nps", "filters": {"tone-from": 0.5}})["refused"]
    grouped = open_warehouse(database, reads_comments=False)
    answer = ask(data, "measure", {"measure": "nps", "by": "touchpoint"})
    assert answer["rows"] == plain(grouped.run("nps_by_touchpoint", filter=Filter()).to_pylist())


def test_small_groups_stay_hidden(said_file: Path) -> None:
    [row] = ask(AssistantData(said_file, "admin"), "measure", {"measure": "tone", "filters": {"until": "2026-01-01"}})[
        "rows"
    ]
    assert (row["n"], row["tone"], row["size"]) == (None, None, "hidden")


def test_a_published_database_is_seen(tmp_path: Path) -> None:
    path = sample_databases.build_database(tmp_path / "one.duckdb", SAID[:7])
    data = AssistantData(path, "admin")
    assert data.run("date_range")[0]["n"] == 7
    sample_databases.build_database(tmp_path / "two.duckdb", SAID[2:7]).replace(path)
    assert data.run("date_range")[0]["n"] == 5


def test_over_stdin_and_stdout(said_file: Path) -> None:
    command = "from views.commands.mcp import mcp; mcp()"
    root = str(Path(queries.__file__).parents[1])
    server = StdioServerParameters(
        command=sys.executable, args=["-c", command, "--db", str(said_file), "--role", "executive"],
        env={"PYTHONPATH": root}, cwd=str(said_file.parent),
    )  # fmt: skip

    async def call() -> tuple[set[str], Asked]:
        async with Client(server) as client:
            tools = (await client.list_tools()).tools
            assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools)
            result = await client.call_tool("measure", {"measure": "tone", "filters": {"touchpoint": "payment"}})
            return {tool.name for tool in tools}, json.loads(result.content[0].text)  # type: ignore[union-attr]

    names, answer = run_apart(call())
    assert names == {
        "what_is_there",
        "measure",
        "compare",
        "clearest_changes",
        "drivers",
        "topics",
        "alerts",
        "actions",
        "story",
        "quotes",
        "comments",
    }
    assert answer["rows"][0]["size"] == "few"


def test_a_database_that_is_not_there_is_told_before_anything_is_answered(tmp_path: Path) -> None:
    done = CliRunner().invoke(mcp, ["--db", str(tmp_path / "none.duckdb")])
    assert isinstance(done.exception, queries.DatabaseMissing) and not done.stdout


def test_the_roles_are_those_of_the_dashboard() -> None:
    assert queries.ROLES == ROLES
