"""Reasons are codes: all that are used have sentences, all that have sentences are used, and no sentence steers anything."""

import ast
import json
import os
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline import errors
from pipeline.cli.main import cli
from pipeline.errors import EnglishReasons, Reason, english_reasons
from tests.pipeline.support import ask

PIPELINE = Path(errors.__file__).parent
FROM_ELSEWHERE = {"long_form.py", "load_scored.py", "former_reasons.py", "mask.py", "run_steps.py"}
"""Files that make a reason of a code that another file wrote."""

FILES: dict[str, str] = {
    "reviews.csv": (
        "id,작성일,리뷰내용,별점,추천의향,동의,이름\n"
        "1,2026-03-01,배송이 빨라요,5,9,Y,홍길동\n2,2026-02-30,언제,4,9,Y,홍길동\n3,어제,좋아요,3,8,Y,홍길동\n"
        "4,2026-03-02,좋아요,7,8,Y,홍길동\n5,2026-03-02,좋아요,별로,8,Y,홍길동\n6,2026-03-02,좋아요,3,11,Y,홍길동\n"
        "7,2026-03-02,좋아요,3,11,글쎄,홍길동\n1,2026-03-01,다른 말,3,1,Y,홍길동\n8,,,,,Y,홍길동\n"
        "9,2026-02-30,,,,Y,홍길동\n10,모름,,,,Y,홍길동\n"
    ),
    "swallowed.csv": (
        'id,date,text,rating\n1,2026-03-01,"good, really",5\n2,2026-03-02,fine,5\n3,2026-03-03,"never closed,5\n'
        '4,2026-03-04,fine,5\n5,2026-03-05,fine,5\n6,2026-03-06,fine,5\n7,2026-03-07,"closed, at last",5\n'
    ),
    "stray.csv": 'text,rating\nso "good,4\n"never closed,5\nfine,3\n',
    "lines.jsonl": '{"text": "good thing", "rating": 4}\nnot json\n[1]\n{"text": "bad", "rating": 99}\n',
    "dates.csv": "date,text\n03/04/2026,good enough\n05/06/2026,not at all\n",
    "answers.csv": (
        "response_id,question_id,question,answer\n"
        "R1,q1,How likely are you to recommend us to a friend?,9\nR1,q2,What could we improve? Tell us,Faster delivery please\n"
        "R2,q1,How likely are you to recommend us to a friend?,3\nR2,q2,What could we improve? Tell us,Packaging was bad\n"
        ",q1,How likely are you to recommend us to a friend?,3\nR3,,,x\n"
    ),
    "tickets.csv": (
        "Ticket ID,Assignee,Satisfaction Score,Comment\n1,Kim,Good,Very helpful\n2,Kim,Offered,\n3,Lee,Bad,Too slow for me\n"
    ),
    "empty.csv": "",
    "header.csv": "date,text\n",
    "page.csv": "<!DOCTYPE html><html></html>",
    "nothing.csv": "a,b\n1,2\n",
    "consent.csv": "text,analysis consent,other consent\ngood,Y,Y\n",
    "binary.csv": "\0" * 64,
}
"""Files with rows, columns and other things that somebody must be told of, by name."""


def _calls() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(PIPELINE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Reason":
                yield path.name, node


def _used() -> dict[str, list[ast.Call]]:
    used: dict[str, list[ast.Call]] = {}
    for name, call in _calls():
        if isinstance(call.args[0], ast.Constant):
            used.setdefault(str(call.args[0].value), []).append(call)
        else:
            assert name in FROM_ELSEWHERE, f"{name}:{call.lineno}: the code is not written out"
    return used


def _named(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


USED = _used()


def _codes(kind: str) -> set[str]:
    return {key.removeprefix(f"{kind}.") for key in english_reasons().sentences if key.startswith(f"{kind}.")}


def test_every_code_that_is_used_has_a_sentence_and_no_sentence_is_unused() -> None:
    assert len(USED) > 120
    assert set(USED) == _codes("reason")
    assert set(english_reasons().remedies.values()) == _codes("remedy")


def test_sentences_name_what_is_given() -> None:
    sentences, remedies = english_reasons()
    for code, calls in USED.items():
        named = _named(sentences[f"reason.{code}"]) | _named(sentences.get(f"remedy.{remedies.get(code)}", ""))
        for call in calls:
            given = call.args[1] if len(call.args) > 1 else ast.Dict([], [])
            if isinstance(given, ast.Dict) and None not in given.keys:
                assert {key.value for key in given.keys if isinstance(key, ast.Constant)} == named, code


def test_rejected_rows_and_refusals_say_what_to_do() -> None:
    groups = tomllib.loads(errors.REASONS_FILE.read_text(encoding="utf-8"))
    assert set(groups["rows"]) | set(groups["refusals"]) == set(english_reasons().remedies)


def test_the_same_reason_is_the_same_value() -> None:
    one, other = Reason("not_a_date", {"value": "x", "b": 1}), Reason("not_a_date", {"b": 1, "value": "x"})
    assert one == other and hash(one) == hash(other) and one != Reason("not_a_date", {"value": "y", "b": 1})
    assert one.without_value == other.without_value == Reason("not_a_date", {"value": "…", "b": 1})


def test_an_argument_is_never_read_as_a_form() -> None:
    hostile = "{value.__class__} {} {0}"
    assert Reason("not_a_date", {"value": hostile}).found == f"{hostile} is not a date"


@pytest.fixture
def reworded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sentence becomes "x" and its key."""
    sentences, remedies = english_reasons()
    others = EnglishReasons({key: f"x {key}" for key in sentences}, remedies)
    monkeypatch.setattr(errors, "english_reasons", lambda: others)


def _without_sentences(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {
            key: _without_sentences(item)
            for key, item in value.items()
            if key not in ("reasons", "notes", "reason", "remedy", "message", "text", "seconds")
        }
    return [*map(_without_sentences, value)] if isinstance(value, list) else value


def _outcome(folder: Path) -> tuple[list[Any], list[tuple[Any, ...]], str]:
    """What check and run of every file say and do but for sentences, what the database then holds, and all that was said."""
    done: list[Any] = []
    said = ""
    folder.mkdir()
    (folder / "ondo.toml").write_text(
        '[[mapping]]\nname = "mine"\ncolumns = ["a", "b"]\nfields = { "a" = "rating", "b" = "" }\n', encoding="utf-8"
    )
    database = folder / "x.duckdb"
    for name, content in FILES.items():
        path = folder / name
        path.write_text(content, encoding="utf-8")
        os.utime(path, (1_789_000_000, 1_789_000_000))
        for command in (
            ["check"],
            ["check", "--map", "text=title"],
            ["check", "--config", str(folder / "ondo.toml")],
            ["run", "--db", str(database)],
        ):
            result = CliRunner().invoke(cli, [*command, "--json", str(path)])
            code = getattr(result.exception, "exit_code", result.exit_code)
            events = [json.loads(line) for line in result.stdout.splitlines()]
            done.append((name, command[0], code, _without_sentences(events)))
            said += result.stdout
    rows = ask(database, "select * exclude (run_id, feedback_id) from rejected_row order by all")
    answers = ask(database, "select * exclude (run_id, feedback_id, customer_key) from feedback order by all")
    return done, rows + answers, said.replace(str(folder), "")


def test_other_sentences_change_nothing_else(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    done, rows, said = _outcome(tmp_path / "one")
    request.getfixturevalue("reworded")
    other_done, other_rows, other_said = _outcome(tmp_path / "two")
    assert "is not a date" in said and "x reason.not_a_date" in other_said and "is not a date" not in other_said
    assert other_done == done
    assert other_rows == rows
    codes = {row[4] for row in rows if row[3] != "customer"}
    assert {"not_in_calendar", "conflicting_id", "not_json", "swallowed_rows", "no_submission_id", "not_rated"} <= codes
