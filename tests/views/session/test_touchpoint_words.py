"""Words given to touchpoints on the dashboard: kept beside the database, read by a run, taken back without a trace."""

import stat
from pathlib import Path

import pytest

from pipeline.config.added_words import with_added_words
from pipeline.config.settings import load_settings
from pipeline.errors import WrongUsage
from queries import AddedWord, added_words_path
from views.session import touchpoint_words
from views.session.kept_beside import NotKept

LATE, CHAT = AddedWord("delivery", "도착 늦다"), AddedWord("support", "채팅")


def test_words_are_kept_in_their_order_and_taken_back_without_a_trace(tmp_path: Path) -> None:
    database = tmp_path / "x.duckdb"
    place = added_words_path(database)
    touchpoint_words.add(database, LATE)
    before = place.read_bytes()
    for _ in range(2):
        touchpoint_words.add(database, CHAT)
    assert touchpoint_words.added(database) == (LATE, CHAT) and stat.S_IMODE(place.stat().st_mode) == 0o600
    touchpoint_words.take_back(database, CHAT)
    assert place.read_bytes() == before
    touchpoint_words.take_back(database, LATE)
    assert not place.exists() and touchpoint_words.added(database) == ()


def test_a_run_reads_them_with_those_of_the_settings(tmp_path: Path) -> None:
    database, journey = tmp_path / "x.duckdb", load_settings().touchpoints
    for word in (LATE, CHAT, AddedWord("no such touchpoint", "말")):
        touchpoint_words.add(database, word)
    found = {point.code: point for point in with_added_words(journey, database)}
    assert set(found) == {point.code for point in journey}
    for point in journey:
        own = {"delivery": ("도착 늦다",), "support": ("채팅",)}.get(point.code, ())
        assert found[point.code].words == (*point.words, *own)
    for word in touchpoint_words.added(database):
        touchpoint_words.take_back(database, word)
    assert with_added_words(journey, database) == journey


@pytest.mark.parametrize("content", [b"", b"[]", b'{"words": [{"touchpoint": 1}]}', b'{"words": 3}', b"\xff"])
def test_a_broken_file_is_said_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    database = tmp_path / "x.duckdb"
    added_words_path(database).write_bytes(content)
    with pytest.raises(WrongUsage, match="cannot be read"):
        with_added_words(load_settings().touchpoints, database)
    with pytest.raises(NotKept, match="broken"):
        touchpoint_words.add(database, LATE)
    assert added_words_path(database).read_bytes() == content


def test_what_cannot_be_kept_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotKept, match="long"):
        touchpoint_words.add(tmp_path / "x.duckdb", AddedWord("delivery", "늦" * 81))
    with pytest.raises(NotKept, match="unwritable"):
        touchpoint_words.add(tmp_path / "none" / "x.duckdb", LATE)
