"""`ondo correct` and `ondo corrections`: what they keep, print and refuse."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from queries import Filter, open_warehouse
from queries.corrections import keep, kept
from tests.sample_databases import build_tiny_database
from views.commands.corrections import correct, corrections_group
from views.commands.export import export


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return build_tiny_database(tmp_path / "ondo.duckdb")


def say(database: Path, *words: object) -> Result:
    return CliRunner().invoke(correct, [*map(str, words), "--db", str(database), "--by", "Kim"])


def ask(database: Path, *words: object) -> Result:
    return CliRunner().invoke(corrections_group, [*map(str, words), "--db", str(database)])


def test_what_is_said_holds_in_an_export_and_is_taken_back_exactly(database: Path, tmp_path: Path) -> None:
    before = open_warehouse(database).run("export_list", filter=Filter())
    made = say(database, 6, "--tone", "positive", "--emotion", "joy=3", "--touchpoint", "delivery", "--json")
    facts = json.loads(made.stdout)
    assert (facts["answer"], facts["tone"], facts["emotions"]) == ("6", 1, {"joy": 3}) and "Kim" not in made.stdout
    exported = tmp_path / "out.csv"
    CliRunner().invoke(export, ["--db", str(database), "-o", str(exported), "--contains", "최악"])
    written = exported.read_text(encoding="utf-8-sig")
    assert "joy" in written and "anger" not in written
    assert written.splitlines()[0].endswith('"corrected_by","corrected_at"') and facts["by"] in written
    assert facts["id"] in ask(database, "list").stdout
    assert json.loads(ask(database, "undo", facts["id"], facts["id"], "--json").stdout) == {"undone": [facts["id"]]}
    assert open_warehouse(database).run("export_list", filter=Filter()).equals(before)
    log = [json.loads(line) for line in (tmp_path / "ondo.duckdb.access.jsonl").read_text("utf-8").splitlines()]
    assert {line["what"]: line["name"] for line in log if line["what"].startswith("correct")} == {
        "correct": facts["id"],
        "correct_undone": facts["id"],
    }


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((6,), "nothing is said"),
        ((6, "--tone", "2"), "from -1 to 1"),
        ((6, "--tone", "nan"), "from -1 to 1"),
        ((6, "--emotion", "glee"), "Known are"),
        ((6, "--emotion", "joy=4"), "CODE=3"),
        ((6, "--emotion", "joy", "--no-emotion"), "contradict"),
        ((6, "--touchpoint", "moon"), "Known are"),
        ((6, "--mention", "1", "--tone", "0"), "no mention 1"),
        ((12, "--tone", "0"), "not scored"),
        ((99, "--tone", "0"), "no such answer"),
        ((20, "--touchpoint", "use"), "its file says"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_kept(
    database: Path, words: tuple[object, ...], message: str
) -> None:
    done = say(database, *words)
    assert done.exit_code and message in done.output + str(done.exception)
    assert kept(database) == []


def test_an_export_is_imported_where_the_same_answers_are(database: Path, tmp_path: Path) -> None:
    say(database, 6, "--tone", "positive")
    say(database, 7, "--no-emotion")
    [six, _] = kept(database)
    ask(database, "undo", six.id)
    keep(database, [six.__class__("0" * 16, six.at, six.by, 4711, tone=0.0)])
    out = tmp_path / "out.jsonl"
    assert ask(database, "export", "-o", out).exit_code == 0
    other = build_tiny_database(tmp_path / "other.duckdb")
    counts = json.loads(ask(other, "import", out, "--json").stdout)
    assert counts == {"added": 3, "known": 0, "of_other_answers": 1, "unread": 0}
    assert [each.answer for each in kept(other)] == [7]
    assert json.loads(ask(other, "import", out, "--json").stdout)["added"] == 0
    (tmp_path / "broken").write_bytes(b"\xff\x00 no line\n")
    refused = ask(other, "import", tmp_path / "broken")
    assert "no correction can be read" in str(refused.exception)
    assert "belongs to the database" in ask(database, "export", "-o", f"{database}.corrections.jsonl").output


def test_what_is_no_export_is_refused_and_says_why(database: Path, tmp_path: Path) -> None:
    cells = tmp_path / "cells.csv"
    cells.write_text('id,touchpoint\n6,"=cmd|calc"\n{"answer": 6, "tone": "=1"}\n', encoding="utf-8")
    assert "no correction can be read" in str(ask(database, "import", cells).exception)
    say(database, 6, "--tone", "positive")
    with cells.open("wb") as file:
        file.truncate(64_000_001)
    assert "larger than" in str(ask(database, "import", cells).exception)
    assert [each.answer for each in kept(database)] == [6]


def test_the_queue_and_agreement(database: Path) -> None:
    found = json.loads(ask(database, "queue", "--json", "--limit", 2).stdout)
    assert [row["answer"] for row in found] == ["9", "2"], "confidence 0.5, then a promoter of tone -0.6"
    assert found[1]["doubt"] == pytest.approx(0.6)
    say(database, 9, "--tone", "neutral")
    CliRunner().invoke(correct, ["9", "--tone", "negative", "--db", str(database), "--by", "Lee"])
    [agreement] = json.loads(ask(database, "agreement", "--json").stdout)
    assert (agreement["about"], agreement["n"], agreement["same"], agreement["kappa"]) == ("tone", 1, 0, 0)
    assert "9" not in [row["answer"] for row in json.loads(ask(database, "queue", "--json").stdout)]
