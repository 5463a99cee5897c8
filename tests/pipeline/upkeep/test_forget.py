"""Forgetting: what is erased stays erased, in all files and to the last byte, whatever goes wrong."""

import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipeline.config.settings import load_settings
from pipeline.errors import DatabaseError, WrongUsage
from pipeline.storage.secret_key import key_path
from pipeline.upkeep.backup import back_up, backups_of, restore, strike
from pipeline.upkeep.forgotten import mark_of
from pipeline.upkeep.ledger import ledger_path, load_ledger, save_ledger
from tests.pipeline.support import ask, ondo, write_csv
from tests.pipeline.upkeep.customer_to_forget import (
    GONE,
    HEADER,
    NOW,
    ROOT,
    ROWS,
    WORDS,
    done,
    faults,
    hashed,
    others,
    run,
    traces,
)


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
    assert "erased 4 answers" in said and "2 rejected rows" in said and "read again: no row" in said
    assert GONE not in said and hashed(database) not in said
    again = ondo("forget", "--customer", "nobody", "--db", database)
    assert again.returncode == 4 and b"look whether the id is right" in again.stderr and again.stdout


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
