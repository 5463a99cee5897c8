"""What stands beside a database goes with its backups and comes back with them; nothing of who is forgotten is left in it."""

import json
import stat
from datetime import date
from pathlib import Path

import pytest

import queries
from pipeline.cli.incoming import record_path
from pipeline.config.kept_topics import path_of as topic_notes_path
from pipeline.config.settings import load_settings
from pipeline.errors import DatabaseError
from pipeline.upkeep import companions
from pipeline.upkeep.backup import back_up, restore
from pipeline.upkeep.companions import TAKEN_IN, paths_beside
from queries import actions
from queries.alerts import mutes
from tests.pipeline.upkeep.customer_to_forget import GONE, NOW, ROWS, WORDS, done, traces
from views.delivery.once import ledger_path

TOLD = str(ROWS[1][2])
"""A text of the customer who is to be forgotten."""


def act(database: Path, what: str) -> None:
    """An action written down beside a database."""
    actions.add_action(
        database, what=what, owner="Kim", touchpoint=None, measure=None, starts_on=date(2026, 3, 1), state="done",
        who="Kim",
    )  # fmt: skip


@pytest.fixture
def told(database: Path) -> Path:
    """The database with something in each of the files beside it; actions and topics quote the customer."""
    act(database, f'Answer "{TOLD}" at once')
    queries.keep_note(database, queries.TopicNote("2026-03-01", "Kim", "rename", "결제", TOLD[:80]))
    mutes.mute(database, "delivery:anger", date(2026, 4, 1), "Kim")
    queries.added_words_path(database).write_text(queries.added_words_text([queries.AddedWord("payment", "결재")]))
    ledger_path(database).write_text('{"key": "k", "outcome": "sent"}\n')
    record_path(database).write_text('\n{"at": "", "file": "a.csv", "content": "1", "outcome": "taken"}')
    return database


def test_all_of_them_are_named(database: Path) -> None:
    known = {
        queries.added_words_path(database),
        topic_notes_path(database),
        actions.path_of(database),
        mutes.path_of(database),
        ledger_path(database),
        record_path(database),
    }
    assert set(paths_beside(database)) == known


def test_they_go_with_a_backup_and_come_back_where_they_are_lost(told: Path, tmp_path: Path) -> None:
    backup = back_up(told, tmp_path / "copy.duckdb", with_key=True, now=NOW).path
    contents = [path.read_bytes() for path in paths_beside(told)]
    assert all(contents) and [path.read_bytes() for path in paths_beside(backup)] == contents
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths_beside(backup)} == {0o600}
    elsewhere = tmp_path / "elsewhere" / "ondo.duckdb"
    elsewhere.parent.mkdir()
    restore(backup, elsewhere, load_settings(), NOW)
    assert [path.read_bytes() for path in paths_beside(elsewhere)] == contents


def test_what_is_in_place_stays_and_files_are_known_as_the_database_knows_them(told: Path, tmp_path: Path) -> None:
    backup = back_up(told, tmp_path / "copy.duckdb", with_key=True, now=NOW).path
    act(told, "Said since")
    since = record_path(told).read_bytes() + b'\n{"at": "", "file": "b.csv", "content": "2", "outcome": "taken"}'
    record_path(told).write_bytes(since)
    kept = restore(backup, told, load_settings(), NOW).kept
    assert [action.number for action in actions.read_actions(told)] == [1, 2]
    assert record_path(told).read_bytes() == record_path(backup).read_bytes(), "b.csv is not in it and is read again"
    assert kept and record_path(kept).read_bytes() == since and len(actions.read_actions(kept)) == 2
    record_path(backup).unlink()
    restore(backup, told, load_settings(), NOW)
    assert not record_path(told).exists()


def test_who_is_forgotten_is_left_in_none_of_them(told: Path, tmp_path: Path) -> None:
    backup = back_up(told, tmp_path / "copy.duckdb", with_key=True, now=NOW).path
    aside = tmp_path / "aside" / "ondo.duckdb"
    aside.parent.mkdir()
    for theirs, ours in [(told, aside), *zip(paths_beside(told), paths_beside(aside), strict=True)]:
        ours.write_bytes(theirs.read_bytes())
    assert "무지개악어" in actions.path_of(told).read_text() and "무지개악어" in actions.path_of(backup).read_text()
    done(told, GONE)
    assert traces(tmp_path, WORDS).keys() == {"ondo.duckdb", "ondo.duckdb.actions.jsonl", "ondo.duckdb.topics.jsonl"}
    for place in (told, backup):
        assert actions.read_actions(place)[0].what == 'Answer "…" at once'
        assert queries.read_notes(place)[0].name == "…"
        assert json.loads(mutes.path_of(place).read_text())["alert"] == "delivery:anger"
    for place in (told, *paths_beside(told)):
        place.unlink()
    restore(aside, told, load_settings(), NOW)
    assert not [name for path in (told, *paths_beside(told)) for name in WORDS if name.encode() in path.read_bytes()]


def test_a_sentence_that_others_say_too_stays(told: Path) -> None:
    act(told, "Great service, thank you! - so they say. Zanzibar parcels arrive gloriously early, they said.")
    done(told, GONE)
    assert actions.read_actions(told)[1].what == "Great service, thank you! - so they say. …, they said."


def test_one_that_cannot_be_read_is_named(told: Path) -> None:
    path = told.with_name(told.name + TAKEN_IN)
    path.unlink()
    path.mkdir()
    with pytest.raises(DatabaseError, match="beside the database") as caught:
        companions.told_beside([told], [TOLD])
    assert str(path) in caught.value.where
