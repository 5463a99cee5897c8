"""Scoring stored comments anew: for another model, for changed brand words, and back again to the bit."""

import csv
import shutil
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest

from pipeline.brand_words.finder import BrandWordFinder
from pipeline.config.settings import SCHEMA_VERSION, load_settings
from pipeline.errors import DatabaseMissing, SchemaMismatch, WrongUsage
from pipeline.run import RunListener
from pipeline.scoring import cache
from pipeline.storage.database_file import reading
from pipeline.storage.secret_key import key_path
from pipeline.upkeep.lexicon_preview import preview
from pipeline.upkeep.rescore import in_words
from tests.pipeline.support import ask, write_csv
from tests.pipeline.upkeep.sweet_puddings import DESSERT, HEADER, ROWS, configured, contents, copied, outdate, run


@pytest.fixture
def database(plain: Path, tmp_path: Path) -> Path:
    return copied(plain, tmp_path)


def test_changed_words_change_just_the_comments_concerned(database: Path, tmp_path: Path) -> None:
    before = contents(database)
    report = run(database, configured(tmp_path, DESSERT), tmp_path / "answers.csv")
    assert (report.unchanged, report.scored, report.rescored_for_words, report.rescored_for_model) == (11, 0, 7, 0)
    assert report.published and report.adds_up()
    words = dict(ask(database, "select source_id, brand_words from feedback where brand_words is not null"))
    assert words == {
        "1": ["달다 + delight"], "2": ["달다 + delight"], "3": ["달다 + delight"], "10": ["달다 + delight"],
        "5": ["sweet -"], "6": ["sweet -"], "7": ["가성비 좋다 0"],
    }  # fmt: skip
    untouched = "where source_id in ('4', '8', '9', '11') order by all"
    now = ask(database, f"from feedback {untouched}")
    assert now == [row for row in before["feedback"] if row in now] and len(now) == 4
    assert ask(database, "select list(rows_rescored order by run_id) from run") == [([0, 7],)]


def test_signs_follow_the_words_and_negation(database: Path, tmp_path: Path) -> None:
    former = dict(ask(database, "select source_id, tone from feedback"))
    run(database, configured(tmp_path, DESSERT))
    tones = dict(ask(database, "select source_id, tone from feedback"))
    assert tones["1"] > max(0, former["1"])
    assert tones["2"] < min(0, former["2"]) and tones["3"] < 0
    assert tones["5"] > 0 > former["5"]
    assert tones["6"] < former["6"]
    delighted = ask(
        database,
        "select source_id from feedback join feedback_emotion using (feedback_id) "
        "where emotion = 'delight' and present",
    )
    assert ("1",) in delighted and ("2",) not in delighted


def test_undoing_restores_the_former_database_to_the_bit(database: Path, tmp_path: Path) -> None:
    before = contents(database)
    assert run(database, configured(tmp_path, DESSERT)).rescored == 7
    assert contents(database) != before
    assert run(database, configured(tmp_path)).rescored_for_words == 7
    assert contents(database) == before


def test_words_applied_later_are_as_if_they_had_been_there_from_the_start(database: Path, tmp_path: Path) -> None:
    settings = configured(tmp_path, DESSERT)
    run(database, settings)
    fresh = tmp_path / "fresh" / "ondo.duckdb"
    fresh.parent.mkdir()
    shutil.copy(key_path(database), key_path(fresh))
    report = run(fresh, settings, tmp_path / "answers.csv")
    assert report.rescored == 0 and "rescore" not in report.seconds
    assert contents(fresh) == contents(database)


STEPS = [
    DESSERT,
    DESSERT.replace('tone = "-"', 'tone = "+"'),
    DESSERT.replace('"푸딩*", "케이크"', '"그릇"'),
    DESSERT.replace('emotion = "delight"', ""),
    DESSERT + '[[brand_word]]\nword = "달다"\ntone = "-"\n',
    DESSERT + '[[brand_word]]\nword = "좋다"\ntone = "-"\n',
    '[[brand_word]]\nword = "푸딩"\ntone = "0"\n',
    "",
]


def test_however_words_change_the_database_is_that_of_the_last_ones(database: Path, tmp_path: Path) -> None:
    for number, step in enumerate(STEPS):
        settings = configured(tmp_path, step)
        run(database, settings)
        fresh = tmp_path / f"fresh{number}.duckdb"
        shutil.copy(key_path(database), key_path(fresh))
        run(fresh, settings, tmp_path / "answers.csv")
        assert contents(fresh) == contents(database), step


def test_only_rows_whose_words_change_are_scored_again(database: Path, tmp_path: Path) -> None:
    run(database, configured(tmp_path, DESSERT))
    regrouped = DESSERT.replace('"푸딩*", "케이크"', '"푸딩*", "그릇"')
    assert run(database, configured(tmp_path, regrouped)).rescored_for_words == 1
    assert ask(database, "select brand_words from feedback where source_id = '4'") == [(["달다 + delight"],)]


def test_a_second_time_there_is_nothing_to_do(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = configured(tmp_path, DESSERT)
    assert run(database, settings).published
    before = database.stat().st_ino, database.read_bytes()

    def never(*given: object) -> None:
        raise AssertionError(given)

    monkeypatch.setattr(BrandWordFinder, "find", never)
    report = run(database, settings, tmp_path / "answers.csv")
    assert not report.published and report.rescored == 0
    assert (database.stat().st_ino, database.read_bytes()) == before


def test_new_rows_get_the_words_and_old_rows_too_in_one_run(database: Path, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "answers.csv", [*ROWS, ["12", "2026-03-12", "푸딩", "달아요", ""]], HEADER)
    report = run(database, configured(tmp_path, DESSERT), path)
    assert (report.new, report.scored, report.rescored_for_words) == (1, 1, 7)
    assert ask(database, "select brand_words from feedback where source_id = '12'") == [(["달다 + delight"],)]


def test_a_new_rule_is_applied_to_all_that_had_words(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = configured(tmp_path, DESSERT)
    run(database, settings)
    monkeypatch.setattr("pipeline.upkeep.rescore.RULE", 99)
    monkeypatch.setattr("pipeline.storage.dimensions.RULE", 99)
    assert run(database, settings).rescored_for_words == 7
    assert run(database, settings).rescored == 0


def test_a_new_model_scores_everything_anew_from_the_stored_texts(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.upkeep.rescore.BATCH_ROWS", 3)
    before = contents(database)
    outdate(database)
    assert contents(database) != before
    told: list[str] = []
    one = write_csv(tmp_path / "other.csv", [["1", "ok"]], ["id", "text"])
    report = run(database, load_settings(), one, told=RunListener(told.append))
    assert told == [
        "11 comments were scored by another model (version older); all are scored anew, which takes less than a minute"
    ]
    assert (report.rescored_for_model, report.rescored_for_words, report.new) == (11, 0, 1)
    stored = contents(database)
    for table in ("feedback", "feedback_emotion", "feedback_lemma"):
        assert set(map(repr, before[table])) <= set(map(repr, stored[table]))
    again = run(database, load_settings(), one, told=RunListener(told.append))
    assert not again.published and len(told) == 1


def test_a_new_model_and_new_words_at_once(database: Path, tmp_path: Path) -> None:
    settings = configured(tmp_path, DESSERT)
    outdate(database, "source_id in ('1', '8', '9')")
    report = run(database, settings)
    assert (report.rescored_for_model, report.rescored_for_words) == (3, 6)
    fresh = tmp_path / "fresh.duckdb"
    shutil.copy(key_path(database), key_path(fresh))
    run(fresh, settings, tmp_path / "answers.csv")
    assert contents(fresh) == contents(database)


def test_rows_without_text_become_the_new_models_too(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "scores.csv", [["1", "9", ""], ["2", "3", "good"]], ["id", "nps", "text"])
    database = tmp_path / "ondo.duckdb"
    run(database, load_settings(), path)
    outdate(database)
    assert run(database, load_settings()).rescored_for_model == 1
    assert ask(database, "select count(*) from feedback where scorer_version = 'older'") == [(0,)]


def test_rows_that_a_run_replaces_are_scored_once(database: Path, tmp_path: Path) -> None:
    outdate(database, "source_id = '1'")
    rows = [row[:] for row in ROWS]
    rows[0][3] = "이 푸딩은 정말 맛있어요"
    report = run(database, load_settings(), write_csv(tmp_path / "answers.csv", rows, HEADER))
    assert (report.updated, report.scored, report.rescored) == (1, 1, 0)
    assert ask(database, "select text from feedback where source_id = '1'") == [("이 푸딩은 정말 맛있어요",)]


def test_no_file_makes_no_key(database: Path) -> None:
    key = database.with_name(database.name + ".key")
    key.unlink()
    outdate(database)
    assert run(database, load_settings()).published and not key.exists()


def test_an_interrupted_rescoring_leaves_the_old_scores(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outdate(database)
    before = database.read_bytes()

    def interrupted(*given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.upkeep.rescore.emotion_rows", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run(database, load_settings())
    assert database.read_bytes() == before
    assert not list(database.parent.glob(".*.building-*"))


def test_reading_refuses_what_is_no_database_of_this_version(database: Path, tmp_path: Path) -> None:
    with pytest.raises(DatabaseMissing), reading(tmp_path / "none.duckdb"):
        pass
    (tmp_path / "letter.duckdb").write_bytes(b"dear mother" * 999)
    with pytest.raises(SchemaMismatch, match="not a database"), reading(tmp_path / "letter.duckdb"):
        pass
    with pytest.raises(WrongUsage, match="Asia/Seoul"):
        preview(database, configured(tmp_path, 'time_zone = "UTC"'))


def _first_version(database: Path) -> None:
    """Turn a database into one of schema version 1, as the program of that time made it."""
    with duckdb.connect(str(database)) as old:
        old.execute("drop table brand_word; alter table feedback drop column brand_words")
        old.execute("create table run_1 as select * exclude (rows_rescored) from run; drop table run")
        old.execute("alter table run_1 rename to run")
        old.execute("update meta set value = '1' where name = 'schema_version'")
        old.execute("delete from meta where name = 'brand_word_rule'")


def test_a_database_of_the_first_version_is_brought_up_to_date(database: Path, tmp_path: Path) -> None:
    before = contents(database), ask(database, "from run")
    _first_version(database)
    with pytest.raises(SchemaMismatch, match="ondo rescore") as caught, reading(database):
        pass
    assert "schema version is 1" in caught.value.message
    report = run(database, load_settings())
    assert report.published and report.rescored == 0
    assert contents(database) == before[0]
    assert ask(database, "from run where run_id = 1") == before[1]
    assert ask(database, "select value from meta where name = 'schema_version'") == [(str(SCHEMA_VERSION),)]
    silent = "select column_name from duckdb_columns() where comment is null and database_name = 'stored'"
    assert ask(database, silent) == []
    assert not run(database, load_settings()).published


def test_words_and_an_old_schema_at_once(database: Path, tmp_path: Path) -> None:
    _first_version(database)
    assert run(database, configured(tmp_path, DESSERT), tmp_path / "answers.csv").rescored_for_words == 7


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "less than a minute"), (60, "about a minute"), (150, "about 2 minutes"), (9000, "about 2 hours")],
)
def test_durations_are_said_in_words(seconds: float, words: str) -> None:
    assert in_words(seconds) == words


def _korean_reviews() -> Sequence[str]:
    """Sentences of the sample data, real enough in form."""
    folder = Path(__file__).resolve().parents[3] / "sample_data"
    with (folder / "survey_2025-11_2026-10.csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.reader(handle))
    return sorted({cell for row in rows[1:] for cell in row if len(cell) > 15})


def test_on_many_texts_in_small_batches_undoing_is_exact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.upkeep.rescore.BATCH_ROWS", 17)
    monkeypatch.setattr(cache, "REMEMBERED_LENGTH", 0)
    texts = _korean_reviews()
    database = tmp_path / "ondo.duckdb"
    run(database, load_settings(), write_csv(tmp_path / "many.csv", [[text] for text in texts], ["text"]))
    before = contents(database)
    signs = {"배송": "+", "좋다": "-", "the": "0"}
    words = "".join(f'[[brand_word]]\nword = "{word}"\ntone = "{tone}"\n' for word, tone in signs.items())
    report = run(database, configured(tmp_path, words))
    assert report.rescored_for_words > 20
    assert run(database, load_settings()).rescored_for_words == report.rescored_for_words
    assert contents(database) == before
