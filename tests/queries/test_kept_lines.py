"""What people say about the data: lines that are only added, and survive a power cut; mutes and actions."""

import json
import stat
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import OndoError, WrongUsage
from queries import actions
from queries.alerts import mutes
from queries.kept_lines import append_line, read_lines

FACTS: dict[str, Any] = {
    "what": "Vouchers",
    "owner": "Kim",
    "touchpoint": "delivery",
    "measure": "anger",
    "starts_on": date(2026, 8, 10),
    "state": "planned",
    "who": "lee",
}


def test_lines_are_private_and_only_added(tmp_path: Path) -> None:
    place = tmp_path / "x.jsonl"
    assert read_lines(place) == []
    append_line(place, lambda entries: {"number": len(entries)})
    before = place.read_bytes()
    append_line(place, lambda entries: {"number": len(entries)})
    assert read_lines(place) == [{"number": 0}, {"number": 1}]
    assert place.read_bytes().startswith(before)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_a_line_that_a_power_cut_left_does_not_count(tmp_path: Path) -> None:
    place = tmp_path / "x.jsonl"
    append_line(place, lambda _: {"a": 1})
    with place.open("a") as file:
        file.write('{"a": 2, "b"')
    assert read_lines(place) == [{"a": 1}]
    append_line(place, lambda _: {"a": 3})
    assert read_lines(place) == [{"a": 1}, {"a": 3}]


@pytest.mark.parametrize("content", [b"no json\n", b"[1]\n", b'{"what": "x"}\n', b'\xff{"a": 1}\n'])
def test_a_damaged_file_is_said_so_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    database = tmp_path / "db.duckdb"
    for place, read in ((actions.path_of(database), actions.read_actions), (mutes.path_of(database), mutes.read_mutes)):
        place.write_bytes(content)
        with pytest.raises(WrongUsage):
            read(database)
        assert place.read_bytes() == content


def test_the_latest_word_on_a_mute_counts(tmp_path: Path) -> None:
    database = tmp_path / "db.duckdb"
    mutes.mute(database, "delivery:anger", date(2026, 3, 1), "lee")
    found = mutes.read_mutes(database)["delivery:anger"]
    assert (found.holds(date(2026, 3, 1)), found.holds(date(2026, 3, 2)), found.who) == (True, False, "lee")
    mutes.mute(database, "delivery:anger", None, "kim")
    assert not mutes.read_mutes(database)["delivery:anger"].holds(date(2026, 1, 1))
    assert len(read_lines(mutes.path_of(database))) == 2, "both stay on record"


def test_an_action_keeps_its_number_and_its_history(tmp_path: Path) -> None:
    database = tmp_path / "db.duckdb"
    first = actions.add_action(database, **FACTS)
    second = actions.add_action(database, **(FACTS | {"what": "  Calls\n now  "}))
    assert (first.number, second.number, second.what) == (1, 2, "Calls now")
    actions.change_action(database, 1, "park", state="done")
    assert [(one.number, one.state, one.who) for one in actions.read_actions(database)] == [
        (1, "done", "park"),
        (2, "planned", "lee"),
    ]
    assert len(read_lines(actions.path_of(database))) == 3


def test_an_action_has_a_due_day_and_a_target_or_none(tmp_path: Path) -> None:
    database = tmp_path / "db.duckdb"
    due = {"due_on": date(2026, 3, 31), "target": 0.1, "measure": "anger"}
    actions.add_action(database, **(FACTS | {"starts_on": date(2026, 3, 1)} | due))
    [kept] = actions.read_actions(database)
    assert (kept.due_on, kept.target) == (date(2026, 3, 31), 0.1)
    assert (kept.is_overdue(date(2026, 3, 31)), kept.is_overdue(date(2026, 4, 1))) == (False, True)
    former = {name: value for name, value in read_lines(actions.path_of(database))[0].items() if name not in due}
    actions.path_of(database).write_text(json.dumps({**former, "measure": None}) + "\n")
    [kept] = actions.read_actions(database)
    assert (kept.due_on, kept.target) == (None, None), "lines of before say nothing of either"
    with pytest.raises(OndoError):
        actions.change_action(database, 1, "lee", target=0.2)


@pytest.mark.parametrize("wrong", [{"what": " "}, {"what": "x" * 301}, {"owner": "x" * 81}, {"state": "later"}])
def test_what_is_no_action_is_refused_and_leaves_no_line(tmp_path: Path, wrong: dict[str, str]) -> None:
    database = tmp_path / "db.duckdb"
    with pytest.raises(OndoError):
        actions.add_action(database, **(FACTS | wrong))
    assert actions.read_actions(database) == ()
    with pytest.raises(OndoError):
        actions.change_action(database, 7, "lee", state="done")
    assert actions.read_actions(database) == ()
