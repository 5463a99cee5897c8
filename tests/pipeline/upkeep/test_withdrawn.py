"""Consent that is withdrawn: the answer is forgotten, whatever is run, backed up and restored before and after."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from pipeline.config.settings import load_settings
from pipeline.masking.mask import keyed_hash
from pipeline.records import ReadOptions, RunReport
from pipeline.run import RunSettings, inspect_files, run_batch
from pipeline.storage.secret_key import key_path, load_key
from pipeline.upkeep.backup import back_up, restore
from pipeline.upkeep.forget import forget, forget_answer
from pipeline.upkeep.ledger import load_ledger
from tests.pipeline.support import ask, ondo, write_csv
from tests.pipeline.upkeep.customer_to_forget import NOW, TODAY, faults, traces

HEADER = ["id", "date", "text", "nps", "customer", "consent"]
GIVEN = [
    ["1", "2026-03-01", "Zanzibar parcels arrive gloriously early", "10", "C1", "yes"],
    ["2", "2026-03-02", "Great service, thank you!", "9", "C1", "yes"],
    ["3", "2026-02-30 Xylophone", "", "", "C2", "yes"],
    ["4", "2026-03-04", "Nobody knows who said kaleidoscope", "5", "", "yes"],
    ["5", "2026-03-05", "배송이 빨라서 좋아요", "9", "C3", "yes"],
]
SAID = {"1": "Zanzibar", "3": "Xylophone", "4": "kaleidoscope"}


def withdrawn(*ids: str) -> list[list[str]]:
    """The export in which these answers are without consent, and without their words."""
    return [[row[0], "", "", "", "", "no"] if row[0] in ids else row for row in GIVEN]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("consenting")
    exported(folder / "ondo.duckdb", "old", GIVEN)
    return folder


def exported(database: Path, name: str, rows: list[list[str]]) -> RunReport:
    """A run of an export of these rows, of the same source whatever the file's name."""
    path = write_csv(database.parent / f"{name}.csv", rows, HEADER)
    asked = RunSettings((path,), database, load_settings(), ReadOptions(source="survey"))
    return run_batch(asked, inspect_files(asked.files, asked.options))


def test_what_is_withdrawn_is_gone_from_database_and_backups_and_stays_gone(database: Path, tmp_path: Path) -> None:
    backup = back_up(database, None, with_key=True, now=NOW).path
    away = back_up(database, tmp_path / "away.duckdb", with_key=True, now=NOW).path
    elsewhere = away.rename(tmp_path / "elsewhere")
    report = exported(database, "new", withdrawn("1", "3", "4"))
    assert (report.no_consent, report.unchanged) == (3, 2) and report.adds_up()
    words = tuple(SAID.values())
    assert {*traces(tmp_path, words)} == {elsewhere.name} and load_ledger(database).uncleaned == {away}
    assert faults(database) == faults(backup) == []
    assert ask(backup, "select count(*) from feedback") == [(2,)]
    elsewhere.rename(away)
    exported(database, "new", withdrawn("1", "3", "4"))
    assert traces(tmp_path, words) == {} and not load_ledger(database).uncleaned, "the next run tries again"
    again = exported(database, "old", GIVEN)
    assert (again.forgotten, again.unchanged, again.new, again.rejected) == (3, 2, 0, 0) and again.adds_up()
    assert traces(tmp_path, words) == {}


def test_a_copy_made_before_does_not_bring_it_back(database: Path, tmp_path: Path) -> None:
    by_hand = tmp_path / "by-hand.duckdb"
    by_hand.write_bytes(database.read_bytes())
    exported(database, "new", withdrawn("1", "3"))
    database.unlink()
    restored = restore(by_hand, database, load_settings(), NOW)
    assert (restored.erased.answers, restored.erased.rejected, restored.answers) == (1, 1, 3)
    by_hand.unlink()
    assert traces(tmp_path, ("Zanzibar", "Xylophone")) == {}


def test_given_and_withdrawn_in_one_run_it_stays_out_of_the_next(database: Path) -> None:
    given = [["7", "2026-03-07", "Wombat in one file", "3", "", "yes"], ["8", "2026-02-30 Quagmire", "", "", "", "yes"]]
    refused = [[number, "", "", "", "", "no"] for number in ("7", "8")]
    report = exported(database, "both", [*given, *refused])
    assert (report.no_consent, report.rejected, report.new) == (4, 0, 0) and report.adds_up() and not +report.reasons
    assert exported(database, "given", given).forgotten == 2
    assert traces(database.parent, ("Wombat", "Quagmire")) == {} and faults(database) == []


def test_an_answer_is_forgotten_by_the_number_that_is_shown(database: Path, tmp_path: Path) -> None:
    backup = back_up(database, None, with_key=True, now=NOW).path
    [(number,)] = ask(database, "select feedback_id from feedback where text like 'Nobody%'")
    told = ondo("admin", "forget", "--answer", number, "--db", database)
    assert told.returncode == 0 and told.stdout.count(b"erased 1 answers") == 2, told.stderr
    assert traces(tmp_path, ("kaleidoscope",)) == {} and faults(database) == faults(backup) == []
    assert exported(database, "old", GIVEN).forgotten == 1
    again = ondo("admin", "forget", "--answer", number, "--db", database)
    assert again.returncode == 4 and b"nothing of this was found" in again.stderr
    assert ondo("admin", "forget", "--answer", number, "--customer", "C1", "--db", database).returncode == 2


def test_a_former_number_does_as_well_in_a_backup_of_that_time(tmp_path: Path) -> None:
    fixtures = Path(__file__).parents[1] / "storage" / "fixtures"
    database = tmp_path / "ondo.duckdb"
    database.write_bytes((fixtures / "schema_6.duckdb").read_bytes())
    key_path(database).write_bytes((fixtures / "schema_6.key").read_bytes())
    back_up(database, None, with_key=False, now=NOW)
    [(number,)] = ask(database, "select feedback_id from feedback where text like 'Great%'")
    assert [proof.erased.answers for proof in forget_answer(database, int(str(number)), TODAY)] == [1, 1]
    assert traces(tmp_path, ("Great service",)) == {}


def test_a_rejected_row_of_an_answer_that_nobody_can_tell_goes_with_the_first_withdrawal(database: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute("update rejected_row set feedback_id = null, customer_key = null")
    exported(database, "new", [row for row in withdrawn("1") if row[0] != "3"])
    assert traces(database.parent, ("Xylophone", "Zanzibar")) == {}


PEOPLE = {"withdraw 1": ("1",), "withdraw 3": ("3",), "withdraw 4": ("4",), "forget C1": ("1",), "forget C2": ("3",)}
COMMANDS = [*PEOPLE, "run old", "back up", "restore first", "restore last"]


@given(commands=st.lists(st.sampled_from(COMMANDS), min_size=4, max_size=6))
@settings(max_examples=3, deadline=None, phases=[Phase.explicit, Phase.generate])
@example(commands=["back up", "restore first", "withdraw 1", "restore last", "run old"])
def test_gone_stays_gone_in_any_order_of_commands(
    made: Path, tmp_path_factory: pytest.TempPathFactory, commands: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("any-order")
    database = folder / "ondo.duckdb"
    database.write_bytes((made / "ondo.duckdb").read_bytes())
    key_path(database).write_bytes((made / "ondo.duckdb.key").read_bytes())
    for path in (database, key_path(database)):
        path.chmod(0o600)
    gone: set[str] = set()
    for command in commands:
        _done(database, command)
        gone |= {*PEOPLE.get(command, ())}
        left = traces(folder, tuple(SAID[number] for number in gone))
        assert left == {}, (commands, command)
        if "C1" in command:
            assert traces(folder, (keyed_hash("C1", load_key(database)),)) == {}
    assert faults(database) == []


def _done(database: Path, command: str) -> None:
    what, _, which = command.partition(" ")
    steps: dict[str, Callable[[], object]] = {
        "withdraw": lambda: exported(database, "new", withdrawn(which)),
        "forget": lambda: list(forget(database, which, TODAY)),
        "run": lambda: exported(database, "old", GIVEN),
        "back": lambda: back_up(database, None, with_key=True, now=NOW),
        "restore": lambda: _restored(database, which),
    }
    steps[what]()


def _restored(database: Path, which: str) -> None:
    backups = load_ledger(database).backups
    if backups:
        restore(backups[0 if which == "first" else -1], database, load_settings(), NOW)
