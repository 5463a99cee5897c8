"""`ondo topics` and `ondo drivers`: what they print, keep and refuse; the notes about topics on the disk."""

import json
import stat
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from pipeline.config.kept_topics import TopicNote, keep_note, kept_topics, path_of, read_notes
from pipeline.errors import WrongUsage
from tests.sample_databases import Answer, build_database
from views.commands.drivers import drivers
from views.commands.topics import topics

LATE = Answer(
    "2026-01-05", "배송 늦고", -0.5, {"anger": 2}, nps=0, rating=1, rating_max=5, touchpoint="delivery",
    lemmas=("배송/NNG", "감사/NNG"), pairs={"배송+늦다": 0}, attributes={"age": "20"},
)  # fmt: skip
PRETTY = Answer(
    "2026-01-06", "그릇 예뻐", 0.5, {"joy": 1}, nps=10, rating=5, rating_max=5, touchpoint="use",
    lemmas=("그릇/NNG",), attributes={"age": "30"},
)  # fmt: skip
BOWLS = Answer("2026-02-02", "bowls", 0.1, nps=8, touchpoint="use", language="en", lemmas=("bowls", "now"))
BOWL = Answer("2026-02-02", "bowl", 0.1, nps=8, touchpoint="use", language="en", lemmas=("bowl", "now"))
RARE = Answer("2026-02-02", "포장", 0.1, touchpoint="use", lemmas=("포장/NNG",))


@pytest.fixture(scope="module")
def _database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("topics") / "topics.duckdb"
    return build_database(path, [LATE] * 40 + [PRETTY] * 35 + [BOWLS] * 20 + [BOWL] * 15 + [RARE] * 4)


@pytest.fixture
def database(_database: Path, tmp_path: Path) -> Path:
    """A link to the database, so that each test has notes of its own beside it."""
    place = tmp_path / "topics.duckdb"
    place.hardlink_to(_database)
    return place


def call(command: click.Command, database: Path, *arguments: str) -> Result:
    return CliRunner().invoke(command, ["--db", str(database), *arguments])


def asked(command: click.Command, database: Path, *arguments: str) -> dict[str, Any]:
    done = call(command, database, "--json", *arguments)
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def names(listed: Sequence[dict[str, Any]]) -> list[tuple[str, int]]:
    return [(topic["name"], topic["n"]) for topic in listed]


def test_topics_are_things_with_their_counts_and_what_they_leave_out(database: Path) -> None:
    """Words that name nothing (감사, now) are none, plurals are one word, and under five comments nothing is shown."""
    found = asked(topics, database)
    assert names(found["topics"]) == [("배송 + 늦다", 40), ("bowls", 35), ("그릇", 35)]
    assert (found["n"], found["covered"], found["uncovered"]) == (114, 110, round(4 / 114, 6))
    text = call(topics, database).stdout
    assert "배송 + 늦다" in text and "bowls  [bowls, bowl]" in text and "4 % of 114 comments are about none" in text
    assert "감사" not in text and "now" not in text and "포장" not in text


def test_topics_of_each_part(database: Path) -> None:
    found = asked(topics, database, "--by", "touchpoint", "--lang", "en")
    parts = {part["name"]: names(part["topics"]) for part in found["parts"]}
    assert parts["Delivery"] == [("배송 + 늦다", 40)] and ("그릇", 35) in parts["Use"]
    by_age = asked(topics, database, "--by", "attribute:age")
    assert [(part["value"], part["topics"][0]["name"]) for part in by_age["parts"]][:2] == [
        ("20", "배송 + 늦다"),
        ("30", "그릇"),
    ]


@pytest.mark.parametrize(
    ("command", "arguments", "said"),
    [
        (drivers, ["--about", "attribute:agee"], "Did you mean attribute:age?"),
        (
            drivers,
            ["--about", "foo"],
            "There are: touchpoint, emotion, topic, channel, product, segment, attribute:age",
        ),
        (topics, ["--by", "attribute:agee"], "Did you mean attribute:age?"),
        (topics, ["--by", "attribute:"], "There are: emotion, touchpoint"),
        (topics, ["--audience", "employee"], "is not listed"),
        (topics, ["--pin", "없는 말"], "no comment says '없는 말'"),
        (topics, ["--merge", "배송", "없는 말"], "no comment says '없는 말'"),
        (topics, ["--limit", "0"], "--limit"),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(
    database: Path, command: click.Command, arguments: list[str], said: str
) -> None:
    done = call(command, database, *arguments)
    assert (done.exit_code, done.stdout) == (2, "") and said in done.stderr
    assert not path_of(database).exists()


def test_what_people_say_of_topics_is_kept_and_taken_back(database: Path) -> None:
    plain = asked(topics, database)
    named = asked(topics, database, "--rename", "배송 + 늦다", "늦은 배송", "--pin", "그릇", "--merge", "bowl", "그릇")
    assert names(named["topics"]) == [("그릇 · bowls", 70), ("늦은 배송", 40)]
    assert [topic["is_pinned"] for topic in named["topics"]] == [True, False]
    assert stat.S_IMODE(path_of(database).stat().st_mode) == 0o600
    again = asked(topics, database, "--rename", "배송+늦다", "", "--unpin", "그릇", "--split", "그릇", "bowl")
    assert again == plain and len(read_notes(database)) == 6


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "3",
        '{"deed": "pin"}',
        '{"at": "", "who": "", "deed": "burn", "term": "x"}',
        '{"at": "", "who": "", "deed": "pin", "term": 3}',
        "[" * 100_000,
    ],
)
def test_a_damaged_file_of_notes_is_named(database: Path, line: str) -> None:
    path_of(database).write_text(line + "\n", encoding="utf-8")
    with pytest.raises(WrongUsage) as refused:
        read_notes(database)
    assert refused.value.where == str(path_of(database)) and refused.value.remedy


@pytest.mark.parametrize(
    ("deed", "term", "other", "name"),
    [("pin", "  ", "", ""), ("merge", "a", "", ""), ("merge", "A", "a", ""), ("rename", "a", "", "x" * 81)],
)
def test_notes_that_say_nothing_are_refused(database: Path, deed: Any, term: str, other: str, name: str) -> None:
    with pytest.raises(WrongUsage):
        keep_note(database, TopicNote("", "", deed, term, name, other))
    assert not path_of(database).exists()


def test_notes_of_several_at_once_are_all_kept(database: Path) -> None:
    terms = [f"말{number}" for number in range(40)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda term: keep_note(database, TopicNote("", "", "pin", term)), terms))
    assert set(kept_topics(read_notes(database)).pinned) == set(terms)


def test_drivers_say_a_sentence_to_repeat(database: Path) -> None:
    """NPS of all is 100 (35 - 40) / 110; of the 70 others 50: without late delivery it stands 54.5 higher."""
    found = asked(drivers, database, "--lang", "en")
    late = next(row for row in found["drivers"] if row["theme"] == "delivery")
    assert found["score"] == "nps" and late["impact"] == pytest.approx(-54.545455)
    assert late["low"] < late["impact"] < late["high"] < 0
    said = "Without “Delivery” NPS would stand about 55 points higher (n = 40); this does not show a cause"
    assert late["sentence"].startswith(said)
    themes = [row["theme"].partition("/")[0] for row in found["drivers"] if row["dimension"] == "topic"]
    assert {"배송", "배송+늦다", "그릇"} <= set(themes) and not {"감사", "now"} & set(themes)
    text = call(drivers, database, "--lang", "en").stdout
    assert "n = 40  Delivery" in text and said in text


@pytest.mark.parametrize("score", ["nps", "rating", "tone"])
def test_drivers_of_each_score_by_an_attribute(database: Path, score: str) -> None:
    found = asked(drivers, database, "--of", score, "--about", "attribute:age")
    of_age = {row["theme"]: row for row in found["drivers"]}
    assert of_age["20"]["impact"] < 0 < of_age["30"]["impact"] and of_age["20"]["n"] == 40


def test_few_drivers_come_last_and_say_no_sentence(tmp_path: Path) -> None:
    few = build_database(tmp_path / "few.duckdb", [LATE] * 29 + [PRETTY] * 60)
    found = asked(drivers, few, "--about", "touchpoint", "--about", "topic")["drivers"]
    assert {(row["size"], row["sentence"]) for row in found} == {("few", None)}


@pytest.mark.parametrize(
    "answers", [[], [LATE] * 4, [LATE] * 60, [LATE] * 40 + [BOWL] * 40], ids=["none", "few", "one-place", "two-places"]
)
def test_small_one_sided_and_even_data_have_answers(tmp_path: Path, answers: list[Answer]) -> None:
    """None, too few, one touchpoint alone: no theme; the same score everywhere: an impact of 0 and no sentence."""
    even = [Answer("2026-02-02", one.text, 0.2, nps=9, touchpoint=one.touchpoint, lemmas=one.lemmas) for one in answers]
    place = build_database(tmp_path / "x.duckdb", even)
    found = asked(drivers, place, "--of", "nps")["drivers"]
    assert {(row["impact"], row["sentence"]) for row in found} <= {(0, None)}
    assert bool(found) == (len(answers) == 80)
    assert asked(topics, place)["n"] in (len(answers), None, 0)
    assert asked(topics, place, "--rising") == {"rising": [], "few": []}


def test_a_small_but_clear_impact_is_not_said_to_be_nothing(tmp_path: Path) -> None:
    answers = [Answer("2026-01-05", "말", 0.2, rating=5, rating_max=5, segment="a")] * 3000
    answers += [Answer("2026-01-05", "말", 0.2, rating=4, rating_max=5, segment="b")] * 40
    place = build_database(tmp_path / "x.duckdb", answers)
    [first, *_] = asked(drivers, place, "--of", "rating", "--about", "segment", "--lang", "en")["drivers"]
    assert first["sentence"] is not None and "about 0.0 " not in first["sentence"]
