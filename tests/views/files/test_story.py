"""The story of a touchpoint: what was planted is told, each part has its rows, and of nothing nothing is told."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner

import queries
from queries import Filter
from tests import sample_databases
from tests.sample_databases import Answer
from views.commands.report import view_of
from views.commands.story import as_plain, story
from views.files.story import QUADRANTS, Story, stories_of, story_of
from views.files.story_html import story_html
from views.words.strings import LANGUAGES

FIRST = date(2026, 1, 1)
NOW = Filter(date_from=date(2026, 3, 1), date_until=date(2026, 5, 1))
BEFORE = Filter(date_from=date(2026, 1, 1), date_until=date(2026, 3, 1))


def _said(day: int, text: str, tone: float, emotion: str, place: str = "payment", **more: Any) -> Answer:
    at = f"{FIRST + timedelta(days=day)} 10:00"
    return Answer(at, text, tone, {emotion: 2}, touchpoint=place, nps=9 if tone > 0 else 2, **more)


ANSWERS = (
    *(_said(n, f"결제가 편해요 정말로 {n}", 0.6 + n / 1000, "trust") for n in range(40)),
    *(_said(n, f"결제 화면이 자꾸 멈춰서 불안해요 {n}", -0.6 - n / 1000, "anxiety") for n in range(62, 102)),
    *(_said(n, f"배송이 빨라서 좋아요 {n}", 0.5, "joy", "delivery") for n in range(110)),
    *(_said(70 + n, f"간편결제가 있었으면 좋겠어요 {n}", -0.1, "anxiety") for n in range(6)),
    *(_said(80 + n, f"결제 오류 때 상담원이 친절했어요 {n}", 0.4, "gratitude") for n in range(2)),
    _said(85, "결제가 두 번 된 것 같아요", -0.5, "anxiety"),
    _said(86, "그래서 결제를 취소했어요", -0.5, "anger"),
    _said(87, "몰래 결제를 취소했어요 비밀", -0.9, "anger", consent_quote=False),
    _said(88, "직원이 말하는 결제 불만", -0.9, "anger", audience="employee"),
)
"""At payment trust turned into anxiety on 4 March; wishes, kindness, a thought and deeds are planted there."""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> queries.Warehouse:
    return queries.open_warehouse(
        sample_databases.build_database(tmp_path_factory.mktemp("story") / "ondo.duckdb", ANSWERS)
    )


def _story(source: queries.Warehouse, language: str = "en", place: str = "payment") -> Story:
    view = replace(view_of(source, Filter(), language, "month"), filter=NOW)
    return story_of(view, BEFORE, place, source.run)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_planted_is_told(source: queries.Warehouse, language: str) -> None:
    told = _story(source, language)
    names = [sentence.name for sentence in told.sentences]
    assert names[:2] == ["tone", "tone_change"] and {"anxiety", "trust"} <= {*names} and "driver" in names
    parts = {part.name: [quote.said for quote in part.quotes] for part in (*told.parts, *told.quadrants)}
    assert len(parts["words"]) == 3
    assert all("있었으면" in said for said in parts["wish"]) and len(parts["wish"]) == 2
    assert all("친절" in said for said in parts["kindness"]) and parts["kindness"]
    assert parts["thinks"] == ["결제가 두 번 된 것 같아요"] and parts["does"] == ["그래서 결제를 취소했어요"]
    assert [part.name for part in told.quadrants] == [*QUADRANTS]


def test_every_sentence_and_quote_has_its_rows(source: queries.Warehouse) -> None:
    told = _story(source)
    for sentence in told.sentences:
        assert sentence.filter is not None
        [row] = source.run("comment_count", filter=sentence.filter).to_pylist()
        assert row["n"] and (sentence.n is None or sentence.n <= row["n"])
    quoted = [quote for part in (*told.parts, *told.quadrants) for quote in part.quotes if quote.said]
    assert quoted
    for quote in quoted:
        [row] = source.run("comment", feedback_id=quote.row["feedback_id"]).to_pylist()
        assert quote.said in row["text"] and row["consent_quote"] and row["audience"] == "customer"
    feels = told.quadrants[-1].quotes
    assert "Anxiety" in feels[0].label and "anxiety" in feels[0].row["present"]


def test_numbers_are_those_of_the_queries(source: queries.Warehouse) -> None:
    told = _story(source)
    there = replace(NOW, touchpoints=("payment",))
    [row] = [
        row for row in source.run("tone_by_touchpoint", filter=there).to_pylist() if row["touchpoint"] == "payment"
    ]
    assert told.sentences[0].n == row["n"] and f"{abs(row['tone']):.2f}" in told.sentences[0].text
    rows = source.run("emotion_share_change_by_touchpoint_list", filter=NOW, other=BEFORE).to_pylist()
    [change] = [row for row in rows if (row["touchpoint"], row["emotion"]) == ("payment", "anxiety")]
    assert change["is_clear"] and change["n"] == row["n"]
    [share] = [
        item
        for item in source.run("emotion_share_by_touchpoint", filter=there).to_pylist()
        if (item["touchpoint"], item["emotion"]) == ("payment", "anxiety")
    ]
    assert change["value"] == pytest.approx(share["share"])


def test_small_touchpoints_and_employees_tell_no_words(source: queries.Warehouse) -> None:
    assert _story(source, place="support") == Story("support", "hidden")
    view = view_of(source, Filter(), "en", "month")
    staff = replace(view, filter=replace(NOW, audience="employee"))
    assert not story_of(staff, None, "payment", source.run).parts


def test_of_shuffled_days_no_change_is_told(tmp_path: Path) -> None:
    """Twenty times the same answers on days drawn anew: 5 % of 13 emotions at one touchpoint is at most a few times in all."""
    draw, told = Random(7), 0
    for number in range(20):
        days = draw.sample(range(120), 80)
        answers = [
            _said(day, f"결제 {place}", 0.1, draw.choice(("joy", "anxiety", "trust"))) for place, day in enumerate(days)
        ]
        source = queries.open_warehouse(sample_databases.build_database(tmp_path / f"{number}.duckdb", answers))
        rows = source.run("emotion_share_change_by_touchpoint_list", filter=NOW, other=BEFORE).to_pylist()
        told += any(row["is_clear"] for row in rows)
    assert told <= 3


def test_a_report_holds_all_of_it_escaped(source: queries.Warehouse) -> None:
    view = replace(view_of(source, Filter(), "ko", "month"), filter=NOW)
    stories = stories_of(view, source.run)
    assert [item.touchpoint for item in stories] == ["payment", "delivery"], "the lowest tone first"
    page = story_html(view, stories[0])
    assert "간편결제가 있었으면 좋겠어요" in page and "비밀" not in page and "직원이" not in page
    hostile = replace(stories[0].parts[0].quotes[0], said="<script>x</script>")
    part = replace(stories[0].parts[0], quotes=(hostile,))
    assert "<script>" not in story_html(view, replace(stories[0], parts=(part,)))


def test_the_command_tells_it_with_ids(source: queries.Warehouse) -> None:
    def run(*args: str) -> Any:
        return CliRunner().invoke(story, ["--db", str(source.path), "--from", "2026-03-01", *args])

    done = run("--touchpoint", "payment", "--json", "--lang", "en")
    told = json.loads(done.stdout)
    assert told["from"] == "2026-03-01" and set(told["empathy_map"]) == {*QUADRANTS}
    ids = [quote["id"] for part in told["parts"] for quote in part["quotes"]]
    assert all(isinstance(one, str) and source.run("comment", feedback_id=int(one)).num_rows for one in ids) and ids
    assert "바라는 것" in run("--touchpoint", "payment").stdout
    assert run().exit_code == 2
    assert as_plain(view_of(source, NOW, "en", "month"), Story("x", "hidden"))["sentences"] == []
