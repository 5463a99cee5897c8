"""What a comment speaks of, clause by clause: its place, why it has that place, and the feeling; nothing of it as HTML."""

from html import unescape
from pathlib import Path
from re import sub
from typing import Any

import pytest
from click.testing import CliRunner

import queries
from tests import sample_databases
from tests.sample_databases import Answer, Clause
from views.commands.export import export
from views.files.mentions import mentions_html, touchpoint_names
from views.session.current_view import View
from views.words import labels

EMOTIONS = {"joy": labels.EmotionLabel("joy", "Joy", 1, "#123456", 1)}
POINTS = {
    code: labels.TouchpointLabel(code, code.title(), place, None, True)
    for place, code in enumerate(("delivery", "use"))
}
FACTS = labels.DatabaseFacts("2026-01-01", "2026-02-20", 99, "test-1", "Asia/Seoul", labels.SmallNumberLimits(5, 30, 8))


@pytest.fixture
def view() -> View:
    return View("en", EMOTIONS, POINTS, filter=queries.Filter(), grain="month", dark=False, facts=FACTS)


def _mention(
    start: int, end: int, touchpoint: str | None, origin: str | None, *words: str, **more: Any
) -> dict[str, Any]:
    usual = {"tone": 0.5, "leading_emotion": "joy"}
    return {
        "start": start,
        "end": end,
        "touchpoint": touchpoint,
        "touchpoint_from": origin,
        "words": [*words],
        **usual,
        **more,
    }


def _row(text: str, *mentions: dict[str, Any], touchpoint: str | None = None) -> dict[str, Any]:
    return {"text": text, "mentions": list(mentions) or None, "touchpoint": touchpoint}


def _said(html: str) -> list[str]:
    lines = (
        line.partition(">")[2].rpartition("<")[0] for line in html.replace("<div role", "\n<div role").splitlines()[1:]
    )
    return [" ".join(unescape(sub("<[^>]*>", " ", line)).split()) for line in lines]


def test_each_clause_stands_beside_its_place_with_the_reason_and_the_feeling(view: View) -> None:
    row = _row(
        "Late\nbox. It came. Love it",
        _mention(0, 10, "delivery", "word", "Late", tone=-0.6, leading_emotion=None),
        _mention(10, 19, "delivery", "word"),
        _mention(19, 26, "use", "answer"),
    )
    assert _said(mentions_html(view, row, is_whole=False)) == [
        'Late box. ● Delivery Late ● tone −0.60',
        'It came. ● Delivery continues the clause before ● Joy ● tone +0.50',
        'Love it ● Use from the file ● Joy ● tone +0.50',
    ]  # fmt: skip
    assert touchpoint_names(view, row) == "Delivery, Use"


def test_a_single_mention_is_told_in_full_alone(view: View) -> None:
    row = _row("Late", _mention(0, 4, "delivery", "word", "Late"))
    assert mentions_html(view, row, is_whole=False) == "" and "Delivery" in mentions_html(view, row, is_whole=True)
    assert mentions_html(view, _row("Hm", _mention(0, 2, None, None)), is_whole=True) == ""
    assert mentions_html(view, _row(""), is_whole=True) == ""


def test_an_answer_without_mentions_is_at_the_touchpoint_of_its_file(view: View) -> None:
    assert touchpoint_names(view, _row("x", touchpoint="use")) == "Use"
    assert touchpoint_names(view, _row("x", _mention(0, 1, None, None), touchpoint="use")) == "No touchpoint"


def test_no_text_becomes_html(view: View) -> None:
    script = "<script>alert(1)</script>"
    row = _row(script * 2, _mention(0, 25, "<b>", "word", script), _mention(25, 50, None, None))
    html = mentions_html(view, row, is_whole=True)
    assert "<script" not in html and "<b>" not in html and "&lt;script" in html


def test_a_file_of_mentions_has_a_row_for_each(tmp_path: Path) -> None:
    answers = [
        Answer("2026-01-05", "늦었지만 예뻐요", 0.1, consent_quote=consents, mentions=(Clause(5, "delivery", -0.5, words=("늦",)), Clause(0, "use", 0.7)))
        for consents in (True, False)
    ]  # fmt: skip
    database = sample_databases.build_database(tmp_path / "x.duckdb", answers)
    out = tmp_path / "out.csv"
    done = CliRunner().invoke(export, ["--db", str(database), "--mentions", "-o", str(out)])
    assert done.exit_code == 0, done.output
    lines = out.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 5 and lines[0].startswith('"feedback_id","ordinal"')
    assert sum("늦었지만" in line for line in lines) == 1 and sum('"delivery"' in line for line in lines) == 2


def test_a_list_shows_the_first_clauses_of_a_long_comment_and_how_many_more_there_are(view: View) -> None:
    text = "Good. " * 9
    row = _row(text, *(_mention(at, at + 6, "use", "word", "good") for at in range(0, len(text), 6)))
    assert len(_said(mentions_html(view, row, is_whole=False))) == 7
    assert _said(mentions_html(view, row, is_whole=False))[-1] == "and 3 more"
    assert len(_said(mentions_html(view, row, is_whole=True))) == 9
