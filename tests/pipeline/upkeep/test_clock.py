"""A wrong clock, or a wrong setting, does not delete what a person has not said yes to; and what it deletes comes back."""

from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from pipeline.config.settings import Settings, load_settings
from pipeline.errors import WrongUsage
from pipeline.records import RunReport
from pipeline.run import RunListener, RunSettings, inspect_files, run_batch
from pipeline.upkeep.backup import back_up, backups_of, restore
from pipeline.upkeep.caution import FAR_AHEAD
from pipeline.upkeep.forget import forget
from pipeline.upkeep.retain import retain
from tests.pipeline.support import ask, ondo, write_csv
from tests.pipeline.upkeep.customer_to_forget import faults

HEADER = ["id", "date", "text", "nps", "customer"]
NOW = load_settings().now()
TODAY = NOW.date()
ANSWERS = 30
KEEP = 800
WRONG = datetime(TODAY.year + 20, 1, 1, 12)
TEXTS = "select count(text), count(customer_key) from feedback"


def _rows() -> list[list[str]]:
    """Answers of the last months, one that is older than KEEP in 100 days, and one without a date."""
    days = [TODAY - timedelta(days=3 * number) for number in range(ANSWERS - 2)]
    old = TODAY - timedelta(days=KEEP - 100)
    rows = [
        [str(n), str(day), f"Parcel number {n} came late", "4", f"person-{n}"] for n, day in enumerate([*days, old])
    ]
    return [*rows, ["undated", "", "Nobody knows when this was said", "4", "person-0"]]


def _run(
    database: Path, settings: Settings, *files: Path, confirmed: bool = False, said: list[str] | None = None
) -> RunReport:
    asked = RunSettings(files, database, settings, confirmed=confirmed)
    return run_batch(asked, inspect_files(files, asked.options), RunListener((said if said is not None else []).append))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    _run(folder / "ondo.duckdb", load_settings(), write_csv(folder / "answers.csv", _rows(), HEADER))
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    path = tmp_path / "own.toml"
    path.write_text(f"keep_days = {KEEP}\n", encoding="utf-8")
    return load_settings(path)


def _set_clock(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(Settings, "now", lambda self: now)


def test_a_clock_far_ahead_deletes_nothing(
    database: Path, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = back_up(database, tmp_path / "copy.duckdb", with_key=True, now=NOW).path
    before = database.read_bytes(), copy.read_bytes()
    _set_clock(monkeypatch, WRONG)
    more = write_csv(tmp_path / "more.csv", [["new", str(TODAY), "Said today", "9", "person-9"]], HEADER)
    for files in ((), (more,)):
        with pytest.raises(WrongUsage, match=f"the clock says {WRONG.date()}") as caught:
            _run(database, settings, *files)
        assert "--yes" in caught.value.remedy and str(TODAY) in caught.value.message
    for days in (FAR_AHEAD.days + 1, 1_000, 9_999):
        with pytest.raises(WrongUsage, match=r"the clock says|at once"):
            list(retain(database, settings, TODAY + timedelta(days=days)))
    assert (database.read_bytes(), copy.read_bytes()) == before
    with pytest.raises(WrongUsage, match="and would date what is erased"):
        list(forget(database, "person-0", WRONG.date()))
    assert (database.read_bytes(), copy.read_bytes()) == before and not list(tmp_path.glob(".*.building-*"))


def test_a_first_run_by_a_clock_far_ahead_publishes_nothing(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _set_clock(monkeypatch, WRONG)
    with pytest.raises(WrongUsage, match="the clock says"):
        _run(tmp_path / "first.duckdb", settings, write_csv(tmp_path / "answers.csv", _rows(), HEADER))
    assert not (tmp_path / "first.duckdb").exists()


def test_the_usual_share_goes_without_a_question_and_more_does_not(database: Path, settings: Settings) -> None:
    later = TODAY + timedelta(days=120)
    assert [done.expired for done in retain(database, settings, later)] == [1]
    short = Settings(**{name: getattr(settings, name) for name in settings.__slots__} | {"keep_days": {"customer": 50}})
    with pytest.raises(WrongUsage, match=r"the texts of \d+ of 29 comments would be deleted at once"):
        list(retain(database, short, TODAY))
    assert ask(database, TEXTS) == [(29, 29)]
    [done] = retain(database, short, TODAY, confirmed=True)
    assert done.expired == 11 and ask(database, TEXTS) == [(18, 18)] and faults(database) == []


def test_a_backup_that_would_lose_much_is_not_touched_and_neither_are_the_others(
    database: Path, settings: Settings, tmp_path: Path
) -> None:
    copy = back_up(database, tmp_path / "copy.duckdb", with_key=True, now=NOW).path
    with duckdb.connect(str(copy)) as connection:
        connection.execute(
            "update feedback set answered_at = answered_at - interval 900 days where feedback_id % 2 = 0"
        )
    before = database.read_bytes(), copy.read_bytes()
    with pytest.raises(WrongUsage, match="at once") as caught:
        list(retain(database, settings, TODAY + timedelta(days=120)))
    assert caught.value.where == str(copy)
    assert (database.read_bytes(), copy.read_bytes()) == before


def test_a_restore_brings_back_what_a_wrong_clock_took(
    database: Path, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = back_up(database, tmp_path / "copy.duckdb", with_key=True, now=NOW).path
    list(forget(database, "person-3", TODAY))
    with monkeypatch.context() as wrongly:
        _set_clock(wrongly, WRONG)
        assert _run(database, settings, confirmed=True).expired == 29
    assert ask(database, TEXTS) == [(0, 0)]
    for known in (settings, load_settings()):
        restored = restore(copy, database, known, NOW)
        assert (restored.answers, restored.returned, restored.expired) == (29, 29, 0)
        assert ask(database, TEXTS) == [(29, 29)] and faults(database) == []
        restore(backups_of(database)[-1][0], database, load_settings(), NOW - timedelta(days=1))
    assert _run(database, settings, tmp_path / "answers.csv").forgotten == 1, "who is forgotten stays forgotten"


def test_too_old_is_decided_anew_by_the_days_of_now(database: Path, settings: Settings, tmp_path: Path) -> None:
    copy = back_up(database, tmp_path / "copy.duckdb", with_key=True, now=NOW).path
    short = Settings(**{name: getattr(settings, name) for name in settings.__slots__} | {"keep_days": {"customer": 50}})
    _run(database, short, confirmed=True)
    gone = ANSWERS - int(str(ask(database, TEXTS)[0][0]))
    assert restore(copy, database, short, NOW).expired == gone
    assert restore(copy, database, settings, NOW).returned == gone
    assert ask(database, TEXTS) == [(ANSWERS, ANSWERS)]


def test_a_clock_behind_is_said_and_deletes_nothing(
    database: Path, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    more = write_csv(tmp_path / "more.csv", [["late", "", "Another one without a date", "9", "person-9"]], HEADER)
    with monkeypatch.context() as wrongly:
        _set_clock(wrongly, datetime(1990, 1, 1))
        assert _run(database, settings, more, said=said).new == 1
        names = [back_up(database, None, with_key=True, now=settings.now()).path.name for _ in range(2)]
    assert f"the clock says 1990-01-01, but the last run was on {TODAY}" in said[0]
    assert names == ["ondo-1990-01-01-000000.duckdb", "ondo-1990-01-01-000000-1.duckdb"]
    assert [path.name for path, _ in backups_of(database)] == names
    report = _run(database, settings, tmp_path / "answers.csv")
    assert (report.unchanged, report.expired) == (ANSWERS, 0), "it is as old as the run before it"
    assert ask(database, TEXTS) == [(ANSWERS + 1, ANSWERS + 1)] and faults(database) == []


def test_an_undated_answer_ages_although_an_earlier_run_was_ahead(database: Path, settings: Settings) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute("insert into run by name select * replace (0 as run_id, $1 as started_at) from run", [WRONG])
    later = TODAY + timedelta(days=KEEP + 1)
    list(retain(database, settings, later, confirmed=True))
    assert ask(database, TEXTS) == [(0, 0)]


def test_an_id_that_is_no_single_persons_is_not_forgotten_unasked(tmp_path: Path) -> None:
    rows = [[str(n), str(TODAY), f"Parcel {n} came late", "4", "anonymous" if n % 2 else f"p{n}"] for n in range(24)]
    database = tmp_path / "ondo.duckdb"
    _run(database, load_settings(), write_csv(tmp_path / "answers.csv", rows, HEADER))
    before = database.read_bytes()
    refused = ondo("admin", "forget", "--customer", "anonymous", "--db", database)
    assert refused.returncode == 2 and b"12 of 24 texts would be erased at once" in refused.stderr
    assert database.read_bytes() == before
    assert b"anonymous" not in refused.stderr
    done = ondo("admin", "forget", "--customer", "anonymous", "--db", database, "--yes")
    assert done.returncode == 0 and b"erased 12 answers" in done.stdout
