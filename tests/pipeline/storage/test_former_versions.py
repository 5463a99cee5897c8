"""Databases as former versions of Ondo wrote them, in fixtures/: everything that opens a database says or does the right thing.

fixtures/schema_N.duckdb is what `ondo run former.csv` of that time made, schema_N.key its key.
"""

import shutil
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

import queries
from pipeline.config.settings import OLDEST_SCHEMA_VERSION, SCHEMA_VERSION, load_settings
from pipeline.emotions import EMOTIONS
from pipeline.errors import DatabaseError, SchemaMismatch
from pipeline.masking.hashing import keyed_id
from pipeline.records import RunReport
from pipeline.run import RunSettings, inspect_files, run_batch
from pipeline.storage.draft import edited
from pipeline.storage.secret_key import key_path
from pipeline.upkeep.backup import back_up, restore
from pipeline.upkeep.forget import forget
from pipeline.upkeep.verify import refuse_broken, verify
from tests.pipeline.support import ask, ondo
from tests.pipeline.upkeep.customer_to_forget import traces

FIXTURES = Path(__file__).with_name("fixtures")
VERSIONS = range(OLDEST_SCHEMA_VERSION, SCHEMA_VERSION)
NOW = datetime(2026, 6, 1, 12, 0)
KEYED_FROM = 7
"""The version from which nobody can compute an answer's id without the key."""

CELLS_LEFT_OUT_FROM = 8
"""The version from which a row is stored without the optional cells that cannot be read."""

STEPS = (OLDEST_SCHEMA_VERSION, 3, KEYED_FROM - 1, KEYED_FROM)
"""Versions after which something else is known: customers of rejected rows, codes of words, keyed ids. What works on databases that
have been brought up to date is asked of these; that every version comes up to date whole, of all."""

THEIR_EMOTIONS = EMOTIONS[:12]
"""Those of the models that scored the databases up to version 7; a further one comes with its scores, at the next run or `ondo rescore`."""

CHANGED = ("reason", "remedy", "feedback_id")
TABLES = ("feedback", "feedback_emotion", "feedback_lemma", "rejected_row", "run", "touchpoint", "emotion")


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def database(version: int, tmp_path: Path) -> Path:
    path = tmp_path / "ondo.duckdb"
    shutil.copyfile(FIXTURES / f"schema_{version}.duckdb", path)
    shutil.copyfile(FIXTURES / f"schema_{version}.key", key_path(path))
    path.chmod(0o600)
    key_path(path).chmod(0o600)
    return path


def columns(database: Path, table: str) -> str:
    """The names of a table's columns, for a select, but of those that hold sentences up to version 5, or new ids."""
    query = f"select column_name from duckdb_columns() where database_name = 'stored' and table_name = '{table}'"
    return ", ".join(f'"{name}"' for (name,) in ask(database, query) if name not in CHANGED)


def run(database: Path, *files: Path) -> RunReport:
    """A run of files into a database."""
    asked = RunSettings(files, database, load_settings())
    return run_batch(asked, inspect_files(files, asked.options))


def in_order(database: Path) -> bool:
    """Whether everything holds."""
    return not any(verdict.faults for verdict in verify(database))


def test_every_former_version_has_its_file() -> None:
    assert sorted(FIXTURES.glob("schema_*.duckdb")) == [FIXTURES / f"schema_{number}.duckdb" for number in VERSIONS]


def test_bringing_it_up_to_date_keeps_every_row_and_score(database: Path, version: int) -> None:
    assert ask(database, "select value from meta where name = 'schema_version'") == [(str(version),)]
    before = {table: (columns(database, table), []) for table in TABLES}
    for table, (names, rows) in before.items():
        rows += ask(database, f"select {names} from {table} order by all")
    stored, rejected = len(before["feedback"][1]), len(before["rejected_row"][1])
    assert (stored, rejected) == ((7, 2) if version < CELLS_LEFT_OUT_FROM else (9, 0))
    with edited(database, database, refuse_broken):
        pass
    for table, (names, rows) in before.items():
        assert ask(database, f"select {names} from {table} order by all") == rows, table
    assert ask(database, "select value from meta where name = 'schema_version'") == [(str(SCHEMA_VERSION),)]
    assert ask(
        database, "select count(*) from duckdb_columns() where comment is null and database_name = 'stored'"
    ) == [(0,)]
    assert queries.open_warehouse(database).run("nps", filter=queries.Filter()).num_rows == 1


@pytest.mark.parametrize("version", range(OLDEST_SCHEMA_VERSION, KEYED_FROM))
def test_ids_that_anybody_can_compute_become_keyed_and_lead_to_customers_answers_alone(database: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute("update feedback set audience = 'employee' where text like 'Great%'")
    former = ask(database, "select feedback_id, text from feedback order by all")
    parts = "select text, list(emotion order by emotion), count(*) from feedback join feedback_emotion using (feedback_id) group by all order by all"
    lemmas = "select text, list(lemma order by lemma) from feedback join feedback_lemma using (feedback_id) group by all order by all"
    belonging = ask(database, parts), ask(database, lemmas)
    with edited(database, database, refuse_broken):
        pass
    key = key_path(database).read_bytes()
    keyed = [(keyed_id(number, key), text) for number, text in former]  # type: ignore[arg-type]
    assert ask(database, "select feedback_id, text from feedback order by all") == sorted(keyed)
    assert (ask(database, parts), ask(database, lemmas)) == belonging
    warehouse = queries.open_warehouse(database)
    for number, text in former:
        found = warehouse.run("comment", feedback_id=number).to_pylist()
        is_employees = str(text).startswith("Great")
        assert [row["text"] for row in found] == ([] if is_employees else [text])
        assert [row["feedback_id"] for row in found] == ([] if is_employees else [keyed_id(number, key)])  # type: ignore[arg-type]
    before = ask(database, "from feedback order by all")
    with edited(database, database, refuse_broken):
        pass
    assert ask(database, "from feedback order by all") == before, "keyed twice"


@pytest.mark.parametrize("version", range(OLDEST_SCHEMA_VERSION, KEYED_FROM))
def test_without_its_key_it_is_not_brought_up_to_date(database: Path) -> None:
    key_path(database).unlink()
    before = database.read_bytes()
    with pytest.raises(DatabaseError, match="key file is missing"), edited(database, database, refuse_broken):
        pass
    assert database.read_bytes() == before and not key_path(database).exists()


def test_bringing_it_up_to_date_adds_labels_by_language_and_what_emotions_count_as(
    database: Path, version: int
) -> None:
    with edited(database, database, refuse_broken):
        pass
    for table in ("emotion", "touchpoint"):
        rows = ask(database, f"select label_ko, label_en, labels from {table}")
        assert rows and all(labels == {"ko": korean, "en": english} for korean, english, labels in rows), table
    theirs = THEIR_EMOTIONS if version < CELLS_LEFT_OUT_FROM else EMOTIONS
    assert ask(database, "select emotion, capital_sign, is_complaint from emotion order by position") == [
        (emotion.code, emotion.capital_sign, emotion.is_complaint) for emotion in theirs
    ]


@pytest.mark.parametrize("version", range(OLDEST_SCHEMA_VERSION, 6))
def test_sentences_become_the_reasons_that_a_run_gives(database: Path) -> None:
    known = 'select "row", "column", reason, remedy, arguments from rejected_row order by all'
    with duckdb.connect(str(database)) as connection:
        connection.execute("insert into rejected_row by name from (from rejected_row limit 1) select * replace "
                           "(99 as row, 'the moon was full' as reason, 'wait' as remedy)")  # fmt: skip
    with edited(database, database, refuse_broken):
        pass
    set_aside = [
        (9, "date", "not_in_calendar", "write_date", {"value": "'2026-02-30'"}),
        (10, "nps", "nps_out_of_range", "correct_or_map_as_rating", {"value": "11"}),
    ]
    unknown = (99, "date", "former", "former", {"remedy": "wait", "text": "the moon was full"})
    assert ask(database, known) == [*set_aside, unknown]
    assert in_order(database)


def test_a_run_of_the_same_export_finds_every_row_unchanged_and_reads_what_was_rejected(
    database: Path, version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But for the customers' keys, of which the next test is."""
    if version < CELLS_LEFT_OUT_FROM:
        monkeypatch.setattr("pipeline.masking.hashing.same_customer", str.strip)
    report = run(database, FIXTURES / "former.csv")
    stored = 7 if version < CELLS_LEFT_OUT_FROM else 9
    assert (report.read, report.unchanged, report.rejected, report.new, report.updated) == (9, stored, 0, 9 - stored, 0)
    assert report.adds_up() and report.published and in_order(database)
    assert ask(database, "select count(*) from rejected_row") == [(0,)]
    [(said,)] = ask(database, "select count(pairs) from feedback")
    assert said, "what was stored before there were pairs has them now"
    again = run(database, FIXTURES / "former.csv")
    assert again.unchanged == 9 and not again.published


@pytest.mark.parametrize("version", [OLDEST_SCHEMA_VERSION, KEYED_FROM])
def test_a_run_of_the_same_export_gives_customers_the_keys_by_which_they_are_known_now(database: Path) -> None:
    """Up to schema 7 'C-1001' and 'c-1001' were two customers: what is met again is updated once, and nothing else of it changes."""
    known = "select source_id, text, answered_at, nps_score, rating, touchpoint, product, state from feedback where source_id < '8' order by all"
    customers = "select list(source_id order by source_id) from feedback group by customer_key order by all"
    before = ask(database, known)
    report = run(database, FIXTURES / "former.csv")
    assert (report.read, report.unchanged, report.rejected, report.new, report.updated) == (9, 0, 0, 2, 7)
    assert report.adds_up() and in_order(database) and ask(database, known) == before
    other = database.with_name("former.csv")
    shouted = (FIXTURES / "former.csv").read_text(encoding="utf-8").replace("C-1001", " c-1001")
    other.write_text(f"{shouted}10,2026-03-10,다시 왔어요,9,5,use,c-1001,App\n", encoding="utf-8")
    again = run(database, other)
    assert (again.unchanged, again.new, again.updated) == (9, 1, 0)
    assert ask(database, customers)[0] == (["1", "10", "7"],)


@pytest.mark.parametrize("version", STEPS)
def test_rescore_brings_it_up_to_date_and_others_say_so(database: Path) -> None:
    for command in (["verify"], ["lexicon", "list"], ["export", "-o", database.parent / "x.csv"]):
        told = ondo(*command, "--db", database)
        assert told.returncode == 3 and b"ondo rescore --db" in told.stderr, command
    with pytest.raises(SchemaMismatch) as caught:
        queries.open_warehouse(database)
    assert "ondo rescore --db" in caught.value.remedy
    before = ask(database, "select text, nps_score, rating, state from feedback order by all")
    assert ondo("rescore", "--db", database).returncode == 0
    assert ask(database, "select text, nps_score, rating, state from feedback order by all") == before
    assert in_order(database) and queries.open_warehouse(database).run("date_range").to_pylist()[0]["n"] == 7


@pytest.mark.parametrize("version", STEPS)
def test_it_is_backed_up_as_it_is_and_restored_up_to_date(database: Path, tmp_path: Path) -> None:
    made = back_up(database, tmp_path / "copy.duckdb", with_key=True, now=NOW)
    assert made.path.read_bytes() == database.read_bytes() and made.warnings == []
    before = ask(database, "select text, tone from feedback order by all")
    restored = restore(made.path, database, load_settings(), NOW)
    assert restored.answers == 7 and not restored.former_was_read and in_order(database)
    assert ask(database, "select text, tone from feedback order by all") == before
    assert not list(tmp_path.glob(".*.building-*"))


@pytest.mark.parametrize("version", STEPS)
def test_a_customer_is_forgotten_in_it(database: Path, version: int, tmp_path: Path) -> None:
    back_up(database, tmp_path / "copy.duckdb", with_key=True, now=NOW)
    proofs = list(forget(database, "C-1002", NOW.date()))
    unattributed = 2 if version < 3 else 0  # rejected rows carry their customer from version 3 on
    assert [(proof.erased.answers, proof.unattributed) for proof in proofs] == [(2, unattributed)] * 2
    assert traces(tmp_path, ("So frustrating", "결제가 두 번")) == {}
    assert all(in_order(proof.path) for proof in proofs)
