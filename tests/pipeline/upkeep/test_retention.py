"""Retention: texts and identifiers go for good, scores and shares stay."""

from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

import queries
from pipeline.config.settings import Settings, load_settings
from pipeline.errors import WrongUsage
from pipeline.masking.mask import keyed_hash
from pipeline.records import RunReport
from pipeline.run import RunListener, RunSettings, inspect_files, run_batch
from pipeline.storage.secret_key import load_key
from pipeline.upkeep.backup import back_up, restore
from pipeline.upkeep.retain import retain
from pipeline.upkeep.retention import cutoffs
from tests.pipeline.support import ask, ondo, write_csv
from tests.pipeline.upkeep.customer_to_forget import faults, traces
from tests.sample_databases import build_tiny_database

HEADER = ["id", "date", "text", "nps", "customer", "audience"]
ROWS = [
    ["old-1", "2020-03-01", "Zanzibar parcels arrive gloriously early", "10", "person-1", "customer"],
    ["old-2", "2020-03-02", "결제가 두 번 된 것 같아 불안합니다 무지개악어", "1", "person-2", "customer"],
    ["old-3", "2020-03-03", "", "8", "person-3", "customer"],
    ["old-4", "2020-03-04", "Xylophone shifts are a catastrophe", "2", "person-4", "employee"],
    ["new-5", "{recent}", "Great service, thank you!", "9", "person-5", "customer"],
    ["new-6", "", "Yesterday's yoghurt was fine", "9", "person-6", "customer"],
    ["bad-7", "2020-02-30 Quagmire", "", "", "person-7", "customer"],
]
WORDS = ("Zanzibar", "무지개악어", "old-1", "old-3")
RECENT = f"{date.today() - timedelta(days=3):%Y-%m-%d}"
SHARES = (
    "select audience, state, nps_score, tone, confidence, valence, feedback.intensity, emotion, probability, present "
    "from feedback left join feedback_emotion using (feedback_id) order by all"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    rows = [[cell.format(recent=RECENT) for cell in row] for row in ROWS]
    run(folder / "ondo.duckdb", load_settings(), write_csv(folder / "answers.csv", rows, HEADER))
    return folder


def keeping(folder: Path, text: str = "keep_days = { customer = 1000 }") -> Settings:
    """Settings with this in ondo.toml."""
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path)


def run(database: Path, settings: Settings, *files: Path, told: RunListener | None = None) -> RunReport:
    """A run of files into a database, with a person's yes to what is deleted: in so few rows it is always much."""
    asked = RunSettings(files, database, settings, confirmed=True)
    return run_batch(asked, inspect_files(files, asked.options), told)


def test_old_texts_and_identifiers_go_and_no_share_changes(database: Path, tmp_path: Path) -> None:
    shares, keys = ask(database, SHARES), [keyed_hash(f"person-{place}", load_key(database)) for place in (1, 2, 3)]
    assert traces(tmp_path, (*WORDS, *keys)) == {database.name: [*WORDS, *keys]}
    report = run(database, keeping(tmp_path), tmp_path / "answers.csv")
    assert (report.expired, report.unchanged, report.published) == (3, 6, True)
    assert traces(tmp_path, (*WORDS, *keys)) == {}
    assert ask(database, SHARES) == shares
    assert ask(
        database,
        "select count(*), count(text), count(evidence), count(customer_key), count(source_id), max(content_hash) "
        "from feedback where expired_on is not null",
    ) == [(3, 0, 0, 0, 0, 0)]
    assert ask(
        database, "select count(*) from feedback_lemma join feedback using (feedback_id) where text is null"
    ) == [(0,)]
    assert ask(database, "select count(topics), count(other_lemmas) from feedback where text is null") == [(0, 0)]
    assert ask(database, "select rows_expired from run order by run_id") == [(0,), (3,)]
    assert ask(database, "select list(source_id order by source_id) from feedback where expired_on is null") == [
        (["new-5", "new-6", "old-4"],)
    ], "an employee's, a recent one, and one without a date, which is as old as the run that read it"
    assert faults(database) == []


def test_the_same_export_does_not_bring_the_texts_back(database: Path, tmp_path: Path) -> None:
    run(database, keeping(tmp_path))
    before = database.read_bytes()
    for settings in (keeping(tmp_path), load_settings()):
        report = run(database, settings, tmp_path / "answers.csv")
        assert (report.unchanged, report.stay_expired, report.new, report.updated) == (6, 3, 0, 0)
        assert report.adds_up() and not report.published
    assert database.read_bytes() == before
    changed = [["old-1", "2020-03-01", "Zanzibar, corrected later", "10", "person-1", "customer"]]
    report = run(database, load_settings(), write_csv(tmp_path / "answers.csv", changed, HEADER))
    assert (report.unchanged, report.stay_expired) == (1, 1) and traces(tmp_path, WORDS) == {}


def test_texts_already_old_when_they_come_are_scored_and_never_published(tmp_path: Path) -> None:
    rows = [ROWS[0], ["new", RECENT, "good", "9", "person-9", "customer"]]
    database = tmp_path / "ondo.duckdb"
    report = run(database, keeping(tmp_path), write_csv(tmp_path / "answers.csv", rows, HEADER))
    assert (report.new, report.scored, report.expired) == (2, 2, 1)
    assert traces(tmp_path, WORDS) == {} and faults(database) == []
    assert ask(database, "select count(tone), count(text) from feedback") == [(2, 1)]


def test_consent_withdrawn_later_still_takes_the_row_out(database: Path, tmp_path: Path) -> None:
    run(database, keeping(tmp_path))
    path = write_csv(tmp_path / "answers.csv", [["old-1", "", "no"]], ["id", "text", "consent_analyse"])
    assert run(database, load_settings(), path).no_consent == 1
    assert ask(database, "select count(*) from feedback where expired_on is not null") == [(2,)]


def test_each_audience_has_its_days_and_rows_set_aside_the_fewest(database: Path, tmp_path: Path) -> None:
    settings = keeping(tmp_path, "keep_days = { customer = 100000, employee = 30 }".replace("100000", "36500"))
    with duckdb.connect(str(database)) as connection:
        connection.execute("update run set started_at = started_at - interval 31 days")
    assert run(database, settings).expired == 1
    assert traces(tmp_path, ("Xylophone", "Quagmire")) == {} and traces(tmp_path, ("Zanzibar",))
    assert cutoffs(keeping(tmp_path, "keep_days = 10"), date(2026, 6, 11)) == {
        "customer": date(2026, 6, 1), "employee": date(2026, 6, 1),
    }  # fmt: skip


def test_the_first_day_kept_is_kept_whole(database: Path, tmp_path: Path) -> None:
    [(recent,)] = ask(database, "select answered_at::date from feedback where source_id = 'new-5'")
    days = (load_settings().now().date() - recent).days  # type: ignore[operator]
    assert run(database, keeping(tmp_path, f"keep_days = {days}")).expired == 4
    assert run(database, keeping(tmp_path, f"keep_days = {days - 1}")).expired == 1


def test_without_a_text_the_former_models_scores_stay(database: Path, tmp_path: Path) -> None:
    shares = ask(database, SHARES)
    run(database, keeping(tmp_path))
    with duckdb.connect(str(database)) as connection:
        connection.execute("update feedback set scorer_version = 'older'")
    said: list[str] = []
    report = run(database, load_settings(), told=RunListener(said.append))
    assert report.rescored_for_model == 3 and ask(database, SHARES) == shares
    assert len(said) == 1 and "; 2 more keep their former scores, because their texts were deleted" in said[0]
    assert ask(database, "select count(*) from feedback where scorer_version = 'older'") == [(3,)]
    assert faults(database) == [] and not run(database, load_settings(), told=RunListener(said.append)).published
    assert len(said) == 1


def test_brand_words_pass_over_deleted_texts(database: Path, tmp_path: Path) -> None:
    words = '[[brand_word]]\nword = "gloriously"\ntone = "-"\n'
    run(database, keeping(tmp_path, words))
    assert ask(database, "select count(*) from feedback where brand_words is not null") == [(1,)]
    shares = ask(database, SHARES)
    assert run(database, keeping(tmp_path, "keep_days = 1000\n" + words)).expired == 4
    assert run(database, load_settings()).rescored == 0 and ask(database, SHARES) == shares


def test_a_run_may_rescore_for_brand_words_and_expire_what_it_has_just_read(database: Path, tmp_path: Path) -> None:
    old = [["old-8", "2020-03-05", "Umbrellas vanished mysteriously", "3", "person-8", "customer"]]
    words = 'keep_days = { customer = 1000 }\n[[brand_word]]\nword = "yoghurt"\ntone = "-"\n'
    report = run(database, keeping(tmp_path, words), write_csv(tmp_path / "older.csv", old, HEADER))
    assert (report.new, report.expired, report.rescored_for_words, report.published) == (1, 4, 1, True)
    assert faults(database) == [] and traces(tmp_path, ("Umbrellas vanished",)).get(database.name) is None


def test_retain_reaches_backups_and_leaves_alone_what_is_not_due(database: Path, tmp_path: Path) -> None:
    now = datetime.now()
    backup = back_up(database, tmp_path / "copy.duckdb", with_key=True, now=now).path
    settings = keeping(tmp_path)
    assert [(done.path, done.expired) for done in retain(database, settings, now.date(), confirmed=True)] == [
        (database, 3),
        (backup, 3),
    ]
    assert traces(tmp_path, WORDS) == {} and faults(database) == faults(backup) == []
    before = database.stat().st_ino, backup.stat().st_ino
    assert [done.expired for done in retain(database, settings, now.date(), confirmed=True)] == [0, 0]
    assert (database.stat().st_ino, backup.stat().st_ino) == before
    with pytest.raises(WrongUsage, match="keep_days is not set"):
        list(retain(database, load_settings(), now.date()))
    backup.unlink()
    assert "not at its place" in [done.failure for done in retain(database, settings, now.date(), confirmed=True)][1]


def test_an_old_backup_does_not_bring_deleted_texts_back(database: Path, tmp_path: Path) -> None:
    now = datetime.now()
    backup = back_up(database, tmp_path / "copy.duckdb", with_key=True, now=now).path
    run(database, keeping(tmp_path))
    assert restore(backup, database, load_settings(), now).expired == 3, "although keep_days is off by now"
    assert traces(tmp_path, WORDS) == {backup.name: list(WORDS)}
    database.unlink()
    assert restore(backup, database, keeping(tmp_path, "keep_days = 1000"), now).expired == 4
    assert set(traces(tmp_path, WORDS)) == {backup.name} and faults(database) == []


def test_the_command_and_the_report_say_it(database: Path, tmp_path: Path) -> None:
    keeping(tmp_path)
    done = ondo("run", tmp_path / "answers.csv", "--db", database, "--config", tmp_path / "own.toml", "--yes")
    assert b"Text deleted            3 answers past keep_days; their scores stay" in done.stderr
    done = ondo("retain", "--db", database, "--config", tmp_path / "own.toml")
    assert done.returncode == 0 and b"texts of 0 answers deleted" in done.stdout
    assert ondo("retain", "--db", database).returncode == 2


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("keep_days = 0", "whole number of days"),
        ("keep_days = true", "whole number of days"),
        ('keep_days = "730"', "whole number of days"),
        ("keep_days = 99999999", "whole number of days"),
        ("keep_days = { customers = 3 }", "keep_days: unknown setting 'customers'"),
        ("keep_days = { customer = 1.5 }", "whole number of days"),
    ],
)
def test_days_that_make_no_sense_are_refused(tmp_path: Path, text: str, match: str) -> None:
    with pytest.raises(WrongUsage, match=match):
        keeping(tmp_path, text)


def test_by_default_all_is_kept(tmp_path: Path) -> None:
    assert load_settings().keep_days == {}
    assert keeping(tmp_path, "keep_days = 7").keep_days == {"customer": 7, "employee": 7}


def test_a_deleted_text_is_never_quoted_and_its_scores_still_count(tmp_path: Path) -> None:
    path = build_tiny_database(tmp_path / "tiny.duckdb")
    before = queries.open_warehouse(path)
    shares, quotes = (
        before.run("tone", filter=queries.Filter()),
        before.run("quote_list", filter=queries.Filter(), language=None).to_pylist(),
    )
    del before
    with duckdb.connect(str(path)) as connection:
        asked = {"id": quotes[0]["feedback_id"]}
        connection.execute("update feedback set text = null, text_folded = null, text_hash = null, text_length = null, customer_key = null, source_id = null, "
                           "evidence = null, expired_on = '2026-06-01' where feedback_id = $id", asked)  # fmt: skip
    after = queries.open_warehouse(path)
    assert after.run("tone", filter=queries.Filter()) == shares
    now = after.run("quote_list", filter=queries.Filter(), language=None).to_pylist()
    assert len(now) == len(quotes) == 3 and all(row["text"] for row in now)
    assert quotes[0]["feedback_id"] not in {row["feedback_id"] for row in now}
