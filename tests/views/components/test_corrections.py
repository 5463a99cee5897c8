"""Correcting on screen: in one comment, in the queue of the model page, and by whom."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pipeline.corrections import file as corrections_file
from pipeline.corrections.events import Correction, standing
from tests.sample_databases import Answer, Clause, build_database
from tests.views.conftest import Open, said
from views.words.labels import plain
from views.words.strings import words_in

KO, EN = words_in("ko"), words_in("en")
TWO = Answer(
    "2026-01-05 10:00", "배송은 느렸지만 상담원이 친절했어요", -0.2, {"frustration": 3}, nps=9,
    mentions=(
        Clause(9, "delivery", -0.9, {"frustration": 3, "anger": 1}, ("배송",)),
        Clause(11, "support", 0.8, {"gratitude": 1}, ("상담원",)),
    ),
)  # fmt: skip
STAFF = Answer("2026-01-05 10:00", "회의가 너무 길어요", -0.6, {"anger": 1}, audience="employee", touchpoint="use")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return build_database(tmp_path / "ondo.duckdb", [TWO, *[STAFF] * 8, STAFF])


def kept(database: Path) -> list[Correction]:
    return standing(corrections_file.read(database).events)


def test_a_comment_is_corrected_where_it_is_read(open_dashboard: Open, database: Path) -> None:
    app = open_dashboard(database, "comments", comment="1")
    app.button(key="reading_whole_1").click().run()
    assert not app.exception and KO("correct.what") in said(app)
    app.button_group(key="correct_1_0_0_emotions").set_value(["frustration", "anxiety"]).run()
    app.selectbox(key="correct_1_0_0_touchpoint").set_value("payment").run()
    app.button(key="correct_1_0_0_save").click().run()
    [found] = kept(database)
    assert found.tone == pytest.approx(-0.2) and found.emotions == {"frustration": 3, "anxiety": 2}, (
        "what is left stays"
    )
    assert found.touchpoint == "payment" and found.span is None and "…" in found.by
    assert not app.exception and KO("correct.what") not in said(app), "closed once it is said"
    assert KO("comments.corrected") in said(app)
    moment = datetime.fromisoformat(found.at).astimezone(ZoneInfo("Asia/Seoul"))
    assert plain(f"{moment:%Y-%m-%d %H:%M}") in said(app), "as clocks show it where the data are from"
    log = [json.loads(line) for line in (database.parent / "ondo.duckdb.access.jsonl").read_text().splitlines()]
    assert [(line["what"], line["name"]) for line in log if line["what"] == "correct"] == [("correct", found.id)]
    app.button(key=f"correct_undo_{found.id}").click().run()
    assert kept(database) == [] and not app.exception


def test_one_of_its_mentions_is_corrected(open_dashboard: Open, database: Path) -> None:
    app = open_dashboard(database, "comments", "en", comment="1")
    app.button(key="reading_1_1").click().run()
    app.button_group(key="correct_1_0_1_tone").set_value(0.5).run()
    app.button(key="correct_1_0_1_save").click().run()
    [found] = kept(database)
    assert (found.span, found.tone, found.emotions, found.touchpoint) == (
        (0, 9),
        0.5,
        {"frustration": 3, "anger": 1},
        None,
    )


def test_the_model_page_has_the_queue_and_how_right_the_scorer_is(open_dashboard: Open, database: Path) -> None:
    app = open_dashboard(database, "model", "en")
    assert EN("correct.own.none") in said(app)
    app.session_state["correct_queue"] = True
    app.run()
    assert EN("correct.queue.what") in said(app) and "배송은 느렸지만" in said(app)
    app.button(key="queue_1_-1").click().run()
    [found] = kept(database)
    assert (found.tone, found.emotions) == (-1, None) and not app.exception
    assert EN("correct.few", limit=5) in said(app) and EN("correct.queue.none") in said(app)


@pytest.mark.parametrize(("role", "may"), [("executive", False), ("manager", True), ("analyst", True)])
def test_managers_and_analysts_correct_and_executives_do_not(
    open_dashboard: Open, database: Path, role: str, may: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = database.parent / "ondo.toml"
    config.write_text(f'[access]\nlocal_role = "{role}"\n', encoding="utf-8")
    monkeypatch.setenv("ONDO_CONFIG", str(config))
    app = open_dashboard(database, "model", "en")
    assert not app.exception and (EN("correct.own") in said(app)) == may


def test_an_employees_touchpoint_is_not_asked_for(open_dashboard: Open, database: Path) -> None:
    app = open_dashboard(database, "comments", "en", comment="3", audience="employee")
    app.button(key="reading_whole_3").click().run()
    assert not app.exception and EN("correct.what") in said(app)
    assert not [item for item in app.selectbox if str(item.key).endswith("_touchpoint")]
    hidden = open_dashboard(database, "comments", "en", comment="10", audience="employee")
    assert "reading_whole_10" not in [button.key for button in hidden.button], "the ninth is in no full block"
