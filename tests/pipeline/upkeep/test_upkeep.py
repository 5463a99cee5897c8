"""Backups, restoring and forgetting: what is erased stays erased, what is kept stays whole, whatever goes wrong."""

import os
import shutil
import stat
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from pipeline.config.settings import Settings, load_settings
from pipeline.errors import DatabaseError, DatabaseMissing, SchemaMismatch, WrongUsage
from pipeline.masking.mask import keyed_hash
from pipeline.records import RunReport
from pipeline.run import RunSettings, inspect_files, run_batch
from pipeline.storage.lock import locked
from pipeline.storage.secret_key import key_path, load_key
from pipeline.upkeep import backup as backups
from pipeline.upkeep.backup import back_up, backups_of, restore, strike
from pipeline.upkeep.forget import ErasureProof, forget
from pipeline.upkeep.forgotten import mark_of
from pipeline.upkeep.ledger import ledger_path, load_ledger, save_ledger
from pipeline.upkeep.verify import verify
from tests.pipeline.cli.test_cli import ondo
from tests.pipeline.storage.test_draft import ask
from tests.pipeline.test_run import write_csv

ROOT = Path(__file__).resolve().parents[3]
TODAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 1, 12, 0)
GONE = "customer-4711"
HEADER = ["id", "date", "text", "nps", "customer"]
ROWS = [
    ["1", "2026-03-01", "Zanzibar parcels arrive gloriously early", "10", GONE],
    ["2", "2026-03-02", "결제가 두 번 된 것 같아 불안합니다 무지개악어", "1", GONE],
    ["3", "2026-03-03", "Great service, thank you!", "9", "customer-1"],
    ["4", "2026-03-04", "Great service, thank you!", "9", GONE],
    ["5", "2026-03-05", "", "8", GONE],
    ["6", "2026-03-06", "배송이 빨라서 좋아요", "10", "customer-2"],
    ["7", "2026-02-30", "Xylophone on a day that never was", "5", GONE],
    ["8", "2026-02-30", "Another day that never was", "5", "customer-2"],
    ["1", "2026-03-01", "Quagmire instead of Zanzibar, the same id", "2", GONE],
]
WORDS = ("Zanzibar", "zanzibar", "무지개악어", "Xylophone", "Quagmire")
"""Words of the customer to be forgotten and of nobody else."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    run(folder / "ondo.duckdb", write_csv(folder / "answers.csv", ROWS, HEADER))
    return folder


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Path:
    for path in made.iterdir():
        shutil.copy(path, tmp_path)
    return tmp_path / "ondo.duckdb"


def run(database: Path, *files: Path, settings: Settings | None = None) -> RunReport:
    """A run of files into a database."""
    asked = RunSettings(files, database, settings or load_settings())
    return run_batch(asked, inspect_files(files, asked.options))


def hashed(database: Path, customer: str = GONE) -> str:
    """The key that stands for a customer."""
    return keyed_hash(customer, load_key(database))


def traces(folder: Path, needles: tuple[str, ...]) -> dict[str, list[str]]:
    """Which of the needles stand in the bytes of which files (but for the exports)."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".csv"]
    found = {path.name: [word for word in needles if word.encode() in path.read_bytes()] for path in files}
    return {name: words for name, words in found.items() if words}


def faults(database: Path) -> list[str]:
    """What does not hold."""
    return [verdict.what for verdict in verify(database) if verdict.faults]


def done(database: Path, customer: str = GONE) -> list[ErasureProof]:
    """Forget a customer."""
    return list(forget(database, customer, TODAY))


def others(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything that is stored of other customers than GONE."""
    key = hashed(database)
    kept = f"feedback_id in (select feedback_id from feedback where customer_key is distinct from '{key}')"
    return {
        "feedback": ask(database, f"from feedback where {kept} order by all"),
        "feedback_emotion": ask(database, f"from feedback_emotion where {kept} order by all"),
        "feedback_lemma": ask(database, f"from feedback_lemma where {kept} order by all"),
        "rejected_row": ask(database, f"from rejected_row where customer_key is distinct from '{key}' order by all"),
        "run": ask(database, "from run"),
        "meta": ask(database, "from meta order by all"),
    }


def test_a_forgotten_customer_is_gone_from_all_files_to_the_last_byte(database: Path) -> None:
    key = hashed(database)
    first = back_up(database, None, with_key=True, now=NOW).path
    second = back_up(database, database.parent / "second.duckdb", with_key=True, now=NOW).path
    before = traces(database.parent, (key, *WORDS))
    assert set(before) == {database.name, first.name, second.name} and set(before[database.name]) == {key, *WORDS}
    kept = others(database)
    proofs = done(database)
    assert [proof.path for proof in proofs] == [database, first, second]
    for proof in proofs:
        assert (proof.erased.answers, proof.erased.rejected, proof.failure) == (4, 2, "")
        assert proof.erased.emotions > 0 and proof.erased.words > 0 and proof.sought >= 5
        assert ask(proof.path, f"select count(*) from feedback where customer_key = '{key}'") == [(0,)]
        assert faults(proof.path) == []
        assert others(proof.path) == kept
    assert traces(database.parent, (key, *WORDS, GONE)) == {}
    assert not list(database.parent.rglob(".*.building-*"))


def test_the_key_that_the_dashboard_shows_does_as_well(database: Path) -> None:
    key = hashed(database)
    assert done(database, f" {key.upper()} ")[0].erased.answers == 4
    assert traces(database.parent, (key, *WORDS)) == {}
    assert run(database, database.parent / "answers.csv").forgotten == 6


def test_the_old_export_does_not_bring_a_forgotten_customer_back(database: Path) -> None:
    done(database)
    report = run(database, database.parent / "answers.csv")
    assert (report.read, report.unchanged, report.forgotten, report.rejected, report.new) == (9, 2, 6, 1, 0)
    assert report.adds_up() and not report.published
    rows = [*ROWS, ["9", "2026-04-01", "Zanzibar again", "9", GONE], ["10", "2026-04-01", "fine", "9", "customer-3"]]
    report = run(database, write_csv(database.parent / "answers.csv", rows, HEADER))
    assert (report.new, report.forgotten) == (1, 7) and report.adds_up()
    assert ask(database, "select rows_forgotten from run order by run_id") == [(0,), (7,)]
    assert traces(database.parent, (hashed(database), *WORDS)) == {}
    assert faults(database) == []


def test_a_row_that_once_had_no_customer_goes_with_its_customer(database: Path, tmp_path: Path) -> None:
    bare = write_csv(tmp_path / "answers.csv", [["11", "2026-03-09", "Wombat without a name", "3", ""]], HEADER)
    run(database, bare)
    done(database)
    named = write_csv(tmp_path / "answers.csv", [["11", "2026-03-09", "Wombat without a name", "3", GONE]], HEADER)
    assert run(database, named).forgotten == 1
    assert traces(tmp_path, ("Wombat",)) == {}


def test_a_text_that_another_customer_wrote_too_stays_his(database: Path) -> None:
    done(database)
    assert ask(database, "select count(*) from feedback where text = 'Great service, thank you!'") == [(1,)]


def test_a_forgetting_cut_off_after_its_first_step_is_ended_by_the_next_run(database: Path) -> None:
    key = hashed(database)
    save_ledger(database, load_ledger(database).with_forgotten([mark_of(key)]))
    report = run(database)
    assert report.published
    assert traces(database.parent, (key, *WORDS)) == {}
    assert faults(database) == [] and not run(database).published


@pytest.mark.parametrize("lost", ["database", "list"])
def test_a_copy_made_by_hand_does_not_bring_the_customer_back(database: Path, tmp_path: Path, lost: str) -> None:
    by_hand = tmp_path / "by-hand"
    by_hand.mkdir()
    for path in (database, key_path(database)):
        shutil.copy(path, by_hand)
    done(database)
    (database if lost == "database" else ledger_path(database)).unlink()
    restored = restore(by_hand / database.name, database, load_settings(), NOW)
    assert (restored.erased.answers, restored.erased.rejected, restored.answers) == (4, 2, 2)
    assert run(database, tmp_path / "answers.csv").forgotten == 6
    shutil.rmtree(by_hand)
    assert traces(tmp_path, (hashed(database), *WORDS)) == {}


def test_a_backup_that_is_away_is_told_and_done_when_it_is_back(database: Path, tmp_path: Path) -> None:
    path = back_up(database, tmp_path / "away.duckdb", with_key=True, now=NOW).path
    elsewhere = path.rename(tmp_path / "elsewhere")
    proofs = done(database)
    assert not proofs[0].failure and "not at its place" in proofs[1].failure and "--strike" in proofs[1].failure
    elsewhere.rename(path)
    with pytest.raises(WrongUsage, match="still there"):
        strike(database, path)
    assert done(database)[1].erased.answers == 4
    path.unlink()
    assert backups_of(database) == [(path, None)]
    strike(database, path)
    assert backups_of(database) == [] and len(done(database)) == 1
    with pytest.raises(WrongUsage, match="no backup"):
        strike(database, path)


def test_a_damaged_backup_is_told_and_the_others_go_on(database: Path, tmp_path: Path) -> None:
    bad, good = (
        back_up(database, tmp_path / name, with_key=True, now=NOW).path for name in ("bad.duckdb", "good.duckdb")
    )
    bad.write_bytes(b"a letter to my mother" * 999)
    proofs = done(database)
    assert [bool(proof.failure) for proof in proofs] == [False, True, False]
    assert traces(tmp_path, WORDS) == {} and bad.read_bytes().startswith(b"a letter")
    assert ask(good, "select count(*) from feedback") == [(2,)]


def test_rows_set_aside_whose_customer_nobody_knows_go_too(database: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute("update rejected_row set customer_key = null")
    proof = done(database)[0]
    assert (proof.erased.rejected, proof.unattributed) == (0, 3)
    assert traces(database.parent, WORDS) == {}
    assert run(database, database.parent / "answers.csv").rejected == 1, "the other customer's row comes back"


def test_the_command_says_what_it_did_and_never_the_id(database: Path) -> None:
    told = ondo("forget", "--customer", "-", "--db", database, stdin=GONE.encode() + b"\n")
    said = (told.stdout + told.stderr).decode()
    assert told.returncode == 0, said
    assert "erased 4 answers" in said and "2 rows set aside" in said and "read again: no row" in said
    assert GONE not in said and hashed(database) not in said
    again = ondo("forget", "--customer", "nobody", "--db", database)
    assert again.returncode == 0 and b"Is the id right?" in again.stderr


def test_without_the_key_file_an_id_cannot_be_found_but_a_key_can(database: Path) -> None:
    key = hashed(database)
    key_path(database).unlink()
    with pytest.raises(DatabaseError, match="key file is missing"):
        done(database)
    assert done(database, key)[0].erased.answers == 4


def test_remains_in_the_bytes_are_not_called_gone(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.upkeep.forget._in_bytes", lambda path, sought: sought[:1])
    with pytest.raises(DatabaseError, match="bytes of this customer are left"):
        done(database)


def test_a_backup_is_a_private_whole_copy_with_its_key(database: Path, tmp_path: Path) -> None:
    database.chmod(0o640)
    made = back_up(database, None, with_key=True, now=NOW)
    assert made.path == tmp_path / "backups" / "ondo-2026-06-01-120000.duckdb"
    assert made.path.read_bytes() == database.read_bytes() and made.size == database.stat().st_size
    assert key_path(made.path).read_bytes() == key_path(database).read_bytes()
    for path in (made.path, key_path(made.path), ledger_path(database)):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    assert faults(made.path) == [] and backups_of(database) == [(made.path, made.size)]
    again = back_up(database, made.path.parent, with_key=False, now=NOW)
    assert again.path.name == "ondo-2026-06-01-120000-1.duckdb" and not again.with_key
    assert not key_path(again.path).exists() and len(list(made.path.parent.iterdir())) == 3


def test_targets_that_cannot_be_are_refused_and_nothing_is_lost(database: Path, tmp_path: Path) -> None:
    taken, link = tmp_path / "taken.duckdb", tmp_path / "link.duckdb"
    taken.write_text("mine")
    link.symlink_to(database)
    (tmp_path / "half.duckdb.key").write_text("mine")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    for target, error, match in (
        (tmp_path / "none" / "x.duckdb", DatabaseError, "does not exist"),
        (taken, WrongUsage, "stands there already"),
        (tmp_path / "half.duckdb", WrongUsage, "stands there already"),
        (database, WrongUsage, "the database itself"),
        (link, WrongUsage, "the database itself"),
    ):
        with pytest.raises(error, match=match):
            back_up(database, target, with_key=True, now=NOW)
    with pytest.raises(DatabaseMissing):
        back_up(tmp_path / "nothing.duckdb", None, with_key=True, now=NOW)
    after = {path: path.read_bytes() for path in tmp_path.iterdir() if path.suffix != ".lock"}
    assert after == {path: content for path, content in before.items() if path.suffix != ".lock"}


def test_a_database_that_does_not_hold_together_makes_no_backup(database: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute("insert into feedback from feedback limit 1")
    with pytest.raises(DatabaseError, match="every answer stands once"):
        back_up(database, tmp_path / "copy.duckdb", with_key=True, now=NOW)
    assert not list(tmp_path.glob("*copy*")) and backups_of(database) == []


def test_personal_data_found_by_newer_patterns_is_said_and_backed_up(database: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "update feedback set text = '전화 010-1234-5678', text_length = 16, evidence = [] where text like 'Zanzibar%'"
        )
    made = back_up(database, tmp_path / "copy.duckdb", with_key=True, now=NOW)
    assert [item.what for item in made.warnings] == ["no text holds personal data"]


def _flipped(path: Path) -> None:
    """Change some bytes in the middle of every block of a file."""
    content = bytearray(path.read_bytes())
    for place in range(12_288 + 40, len(content), 262_144):
        content[place : place + 64] = bytes(64 - number for number in range(64))
    path.write_bytes(content)


def test_what_is_no_whole_backup_is_not_restored(database: Path, tmp_path: Path) -> None:
    flipped, cut, letter, strange = (tmp_path / f"{name}.duckdb" for name in ("flipped", "cut", "letter", "strange"))
    shutil.copy(database, flipped)
    _flipped(flipped)
    cut.write_bytes(database.read_bytes()[: database.stat().st_size // 2])
    letter.write_bytes(b"a letter to my mother" * 999)
    with duckdb.connect(str(strange)) as connection:
        connection.execute("create table diary (day date)")
    before = database.read_bytes()
    for source, errors in (
        (flipped, DatabaseError),
        (cut, DatabaseError),
        (letter, SchemaMismatch),
        (strange, SchemaMismatch),
        (tmp_path, DatabaseError),
        (tmp_path / "none", DatabaseMissing),
        (database, WrongUsage),
    ):
        with pytest.raises(errors) as caught:
            restore(source, database, load_settings(), NOW)
        assert caught.value.remedy and str(source) in caught.value.where
    assert database.read_bytes() == before
    assert backups_of(database) == [] and not list(tmp_path.glob(".*.building-*"))
    with pytest.raises(DatabaseError, match="damaged|not a database"):
        list(verify(flipped))


def test_restoring_keeps_what_was_in_place(database: Path, tmp_path: Path) -> None:
    made = back_up(database, tmp_path / "copy.duckdb", with_key=True, now=NOW)
    later = write_csv(tmp_path / "later.csv", [["99", "2026-05-01", "good", "9", "customer-9"]], HEADER)
    run(database, later)
    now = database.read_bytes()
    restored = restore(made.path, database, load_settings(), NOW)
    assert (restored.answers, restored.key, restored.former_was_read) == (6, "same", True)
    assert ask(database, "select count(*) from feedback where source_id = '99'") == [(0,)]
    assert restored.kept is not None and restored.kept.read_bytes() == now
    assert [path for path, _ in backups_of(database)] == [made.path, restored.kept]
    back = restore(restored.kept, database, load_settings(), NOW)
    assert back.answers == 7 and faults(database) == []


def test_a_damaged_database_is_replaced_and_kept(database: Path, tmp_path: Path) -> None:
    made = back_up(database, tmp_path / "copy.duckdb", with_key=True, now=NOW)
    database.write_bytes(b"ruins" * 999)
    restored = restore(made.path, database, load_settings(), NOW)
    assert restored.answers == 6 and not restored.former_was_read
    assert restored.kept is not None and restored.kept.read_bytes() == b"ruins" * 999


def test_restoring_onto_nothing_brings_the_key_too(database: Path, tmp_path: Path) -> None:
    made = back_up(database, tmp_path / "copy.duckdb", with_key=True, now=NOW)
    new = tmp_path / "new.duckdb"
    assert restore(made.path, new, load_settings(), NOW).key == "restored"
    assert run(new, tmp_path / "answers.csv").unchanged == 6
    for path in (new, key_path(new)):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    key_path(made.path).unlink()
    assert restore(made.path, tmp_path / "newer.duckdb", load_settings(), NOW).key == "missing"


def test_a_backup_with_another_key_is_refused(database: Path, tmp_path: Path) -> None:
    made = back_up(database, tmp_path / "copy.duckdb", with_key=True, now=NOW)
    key_path(made.path).write_bytes(b"k" * 32)
    before = database.read_bytes()
    with pytest.raises(DatabaseError, match="another key"):
        restore(made.path, database, load_settings(), NOW)
    assert database.read_bytes() == before and len(backups_of(database)) == 1


STEPS = [
    "storage.draft.copy_durably",
    "storage.draft.rewrite",
    "storage.draft.put_in_place",
    "upkeep.backup.refuse_broken",
    "upkeep.backup.save_ledger",
]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["full", "interrupted"]
)
def test_restoring_that_fails_at_any_step_changes_nothing(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    made = back_up(database, tmp_path / "copy.duckdb", with_key=True, now=NOW)
    before = database.read_bytes()

    def fails(*given: object) -> None:
        raise error

    monkeypatch.setattr(f"pipeline.{step}", fails)
    with pytest.raises((DatabaseError, KeyboardInterrupt)) as caught:
        restore(made.path, database, load_settings(), NOW)
    assert isinstance(error, KeyboardInterrupt) or "the disk is full" in str(caught.value)
    assert database.read_bytes() == before and not list(tmp_path.glob(".*.building-*"))
    monkeypatch.undo()
    assert restore(made.path, database, load_settings(), NOW).answers == 6


def test_a_backup_that_fails_leaves_nothing(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*given: object) -> None:
        raise OSError(28, "No space left on device")

    for step in ("copy_durably", "put_in_place"):
        with monkeypatch.context() as patched, pytest.raises(DatabaseError, match="the disk is full"):
            patched.setattr(backups, step, fails)
            back_up(database, tmp_path / "copy.duckdb", with_key=True, now=NOW)
        assert not list(tmp_path.glob("*copy*")) and not list(tmp_path.glob(".*copy*")) and backups_of(database) == []


def test_only_one_at_a_time(database: Path) -> None:
    with locked(database):
        for command in (["backup"], ["forget", "--customer", "x"], ["restore", key_path(database)]):
            told = ondo(*command, "--db", database)
            assert told.returncode == 3 and b"another run is writing" in told.stderr


def test_a_damaged_list_is_said_and_stops_what_needs_it(database: Path) -> None:
    ledger_path(database).write_text("{", encoding="utf-8")
    for act in (lambda: done(database), lambda: run(database), lambda: back_up(database, None, with_key=True, now=NOW)):
        with pytest.raises(DatabaseError, match="list of backups") as caught:
            act()
        assert "move it away" in caught.value.remedy


def test_the_commands_tell_what_they_did(database: Path, tmp_path: Path) -> None:
    made = ondo("backup", tmp_path / "copy.duckdb", "--db", database)
    assert made.returncode == 0 and made.stdout.decode().strip() == str(tmp_path / "copy.duckdb")
    assert b"Backed up and checked" in made.stderr and b"The key is beside it" in made.stderr
    assert str(tmp_path / "copy.duckdb") in ondo("backup", "--list", "--db", database).stdout.decode()
    assert ondo("verify", "--db", tmp_path / "copy.duckdb").returncode == 0
    back = ondo("restore", tmp_path / "copy.duckdb", "--db", database)
    assert back.returncode == 0 and b"6 answers" in back.stderr and b"kept as a backup" in back.stderr
    os.truncate(tmp_path / "copy.duckdb", 1000)
    assert ondo("restore", tmp_path / "copy.duckdb", "--db", database).returncode == 3


KILLED = """
import os, signal
from datetime import date
from pathlib import Path
from pipeline.storage import draft
from pipeline.upkeep.forget import forget
put = draft.put_in_place
def killed(new, place):
    if place.name == "copy.duckdb":
        os.kill(os.getpid(), signal.SIGKILL)
    put(new, place)
draft.put_in_place = killed
list(forget(Path({database!r}), {customer!r}, date(2026, 6, 1)))
"""


def test_a_forgetting_killed_between_two_files_goes_on_when_asked_again(database: Path, tmp_path: Path) -> None:
    made = back_up(database, tmp_path / "copy.duckdb", with_key=True, now=NOW)
    code = KILLED.format(database=str(database), customer=GONE)
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == -9, told.stderr
    assert list(tmp_path.glob(".copy.duckdb.building-*"))
    assert (
        set(traces(tmp_path, ("Zanzibar",))) >= {made.path.name}
        and traces(tmp_path, ("Zanzibar",)).get(database.name) is None
    )
    assert faults(database) == faults(made.path) == []
    assert [proof.erased.answers for proof in done(database)] == [0, 4]
    assert traces(tmp_path, (hashed(database), *WORDS)) == {}


FULL_DISK = """
import os, sys
from datetime import datetime
from pathlib import Path
from pipeline.config.settings import load_settings
from pipeline.errors import DiskFull
from pipeline.run import RunSettings, run_batch
from pipeline.upkeep.backup import back_up, backups_of, restore
from pipeline.upkeep.forget import forget

disk, given = Path(sys.argv[1]), Path(sys.argv[2])
database, now, settings = disk / "ondo.duckdb", datetime(2026, 6, 1), load_settings()
for name in ("ondo.duckdb", "ondo.duckdb.key"):
    (disk / name).write_bytes((given / name).read_bytes())
acts = {
    "backup": lambda: back_up(database, None, with_key=True, now=now),
    "restore": lambda: restore(given / "ondo.duckdb", database, settings, now),
    "forget": lambda: list(forget(database, "customer-4711", now.date())),
    "run": lambda: run_batch(RunSettings((), database, settings), ()),
}
size, before = database.stat().st_size, database.read_bytes()
room = os.statvfs(disk).f_bavail * 4096
for free in (0, 64_000, size // 2, size + 100_000):
    filler = disk / "filler"
    filler.write_bytes(bytes(max(0, room - free)))
    for name, act in acts.items():
        try:
            act()
            print(free, name, "done")
        except DiskFull as error:
            assert "free space" in error.remedy and "the disk is full" in str(error)
            print(free, name, "full")
        left = sorted(path.name for path in disk.iterdir())
        assert not [item for item in left if "building" in item], left
        if (disk / "backups").exists():
            for path in (disk / "backups").iterdir():
                path.unlink()
        assert name in ("forget", "restore") or database.read_bytes() == before
        database.write_bytes(before) if database.read_bytes() != before else None
        (disk / "ondo.duckdb.upkeep").unlink(missing_ok=True)
    filler.unlink()
"""


def test_on_a_disk_that_is_really_full_nothing_is_lost_and_it_is_said(database: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = f"mount -t tmpfs -o size=16m tmpfs '{disk}'"
    if subprocess.run(["unshare", "-rm", "sh", "-c", mount], capture_output=True, check=False).returncode:
        pytest.skip("no small disk can be mounted here")
    (tmp_path / "full.py").write_text(FULL_DISK, encoding="utf-8")
    line = f"{mount} && exec '{sys.executable}' full.py '{disk}' '{tmp_path}'"
    told = subprocess.run(
        ["unshare", "-rm", "sh", "-c", line], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    lines = told.stdout.split("\n")
    assert [line for line in lines if line.startswith("0 ")] == [
        "0 backup full",
        "0 restore full",
        "0 forget full",
        "0 run full",
    ]
    assert sum("full" in line for line in lines) >= 12
