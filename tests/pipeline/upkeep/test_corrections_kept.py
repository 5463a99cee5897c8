"""What people have said of comments through runs, rescoring, backups, restoring and forgetting; and what is learned from it."""

import json
from pathlib import Path

import pytest

from pipeline.config.settings import load_settings
from pipeline.corrections import file as corrections
from pipeline.corrections.events import Correction, mark_of_text, masked_name, new_id, now, standing
from pipeline.upkeep.backup import back_up, restore
from pipeline.upkeep.forget import forget_answer
from pipeline.upkeep.own_corrections import labelled_comments
from pipeline.upkeep.own_stars import rated_rows
from pipeline.upkeep.subject import subject_data
from queries import Filter, open_warehouse
from tests.pipeline.support import ask, ondo, write_csv
from tests.pipeline.upkeep.customer_to_forget import GONE, HEADER, NOW, ROWS, TODAY, done, run


@pytest.fixture
def said(database: Path) -> dict[str, Correction]:
    """All stored comments by source id, of each of which somebody has said that it is neutral."""
    rows = ask(database, "select source_id, feedback_id, text from feedback where state = 'scored' order by source_id")
    made = {
        str(source): Correction(
            new_id(), now(), masked_name("Kim"), int(str(number)), None, mark_of_text(str(text)), 0.0, {"trust": 1}
        )
        for source, number, text in rows
    }
    corrections.append(database, made.values())
    return made


def tone(database: Path) -> tuple[int, float]:
    [row] = open_warehouse(database).run("tone", filter=Filter()).to_pylist()
    mean = open_warehouse(database).run("export_list", filter=Filter()).to_pylist()
    tones = [item["tone"] for item in mean if item["tone"] is not None]
    assert row["n"] is None or row["tone"] == pytest.approx(sum(tones) / len(tones))
    return len(tones), sum(map(abs, tones))


def standing_in(database: Path) -> set[int]:
    return {each.answer for each in standing(corrections.read(database).events)}


def test_they_hold_through_runs_and_rescoring(database: Path, said: dict[str, Correction]) -> None:
    before = corrections.path_of(database).read_bytes()
    assert tone(database) == (len(said), 0)
    run(
        database,
        write_csv(database.parent / "answers.csv", [*ROWS[:8], ["9", "2026-03-09", "최악이에요", "0", "c9"]], HEADER),
    )
    assert ondo("rescore", "--db", database).returncode == 0
    n, distance = tone(database)
    assert n == len(said) + 1 and distance > 0.3, "the new comment alone has a tone"
    assert corrections.path_of(database).read_bytes() == before


def test_a_changed_text_is_another_comment(database: Path, said: dict[str, Correction]) -> None:
    changed = [["3", "2026-03-03", "This is terrible, I am so angry", "9", "customer-1"]]
    run(database, write_csv(database.parent / "answers.csv", changed, HEADER))
    assert tone(database)[1] > 0.3


def test_a_forgotten_customers_corrections_go_everywhere(
    database: Path, said: dict[str, Correction], tmp_path: Path
) -> None:
    backup = back_up(database, tmp_path / "copy.duckdb", with_key=True, now=NOW).path
    assert standing_in(backup) == standing_in(database)
    done(database, GONE)
    left = {said[source].answer for source in ("3", "6")}
    assert standing_in(database) == standing_in(backup) == left
    restore(backup, database, load_settings(), NOW)
    assert standing_in(database) == left


def test_a_backup_brings_back_what_was_lost_and_leaves_what_was_said_since(
    database: Path, said: dict[str, Correction], tmp_path: Path
) -> None:
    backup = back_up(database, tmp_path / "copy.duckdb", with_key=True, now=NOW).path
    corrections.path_of(database).unlink()
    later = said["3"].__class__(new_id(), now(), masked_name("Lee"), said["3"].answer, mark=said["3"].mark, tone=1.0)
    corrections.append(database, [later])
    gone = said["6"].answer
    assert [proof.erased.answers for proof in forget_answer(database, gone, TODAY)] == [1, 1]
    restore(backup, database, load_settings(), NOW)
    assert standing_in(database) == {each.answer for each in said.values()} - {gone}
    assert tone(database)[1] == 1, "what is said last holds"


def test_they_are_handed_out_with_the_rest_of_a_person(database: Path, said: dict[str, Correction]) -> None:
    found = subject_data(database, "customer-2")["corrections"]
    assert [(item["answer"], item["tone"], item["emotions"]) for item in found] == [
        (str(said["6"].answer), 0, {"trust": 1})
    ]


def test_they_are_labels_to_measure_with_and_to_learn_from(database: Path, said: dict[str, Correction]) -> None:
    rows, _ = rated_rows(database, "nps")
    assert rows == [], "all are neutral now"
    corrections.append(
        database, [Correction(new_id(), now(), masked_name("Lee"), said["3"].answer, None, said["3"].mark, -1.0)]
    )
    rows, _ = rated_rows(database, "nps")
    assert [(row.text, row.is_praise) for row in rows] == [("Great service, thank you!", False)]
    assert {each.tone for each in labelled_comments(database)} == {0, -1}
    found = ondo("evaluate", "--corrections", "--db", database, "--json")
    figures = json.loads(found.stdout)
    assert (figures["used"], figures["file"], found.returncode) == (len(said), "corrections", 0)
    assert figures["tone"]["confusion"]["negative"]["positive"] == 1
    assert figures["emotions"]["each"]["trust"]["labelled"] == len(said)
    assert ondo("evaluate", "x.csv", "--corrections", "--db", database).returncode == 2


def test_without_any_evaluate_says_how_to_correct(database: Path) -> None:
    found = ondo("evaluate", "--corrections", "--db", database)
    assert found.returncode == 1 and b"ondo corrections queue" in found.stderr
