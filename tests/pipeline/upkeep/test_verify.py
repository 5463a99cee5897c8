"""`ondo admin verify`: a database as the pipeline publishes it is in order, and each thing spoilt by hand is found."""

import shutil
from pathlib import Path

import duckdb
import pytest

from pipeline.config.settings import load_settings
from pipeline.records import ReadOptions
from pipeline.run import RunSettings, inspect_files, run_batch
from pipeline.storage.secret_key import key_path
from pipeline.upkeep.verify import as_line, verify
from tests.pipeline.support import ondo, write_csv

ROWS = [
    ["1", "2026-03-01", "배송이 빨라서 좋아요", "9", "10"],
    ["2", "2026-03-02", "worst service ever, call me at 010-1234-5678", "1", "5"],
    ["3", "2026-02-30", "", "홍길동 고객님 전화 010-9876-5432", ""],
]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    path = write_csv(folder / "answers.csv", ROWS, ["id", "date", "text", "nps", "rating"])
    settings = load_settings()
    asked = RunSettings((path,), folder / "x.duckdb", settings)
    run_batch(asked, inspect_files((path,), ReadOptions(time_zone=settings.time_zone)))
    return asked.database


@pytest.fixture
def database(published: Path, tmp_path: Path) -> Path:
    shutil.copy(key_path(published), tmp_path)
    return Path(shutil.copy(published, tmp_path))


def faults(database: Path) -> dict[str, int]:
    return {verdict.what: verdict.faults for verdict in verify(database) if verdict.faults}


def test_a_published_database_is_in_order(database: Path) -> None:
    assert faults(database) == {}


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("insert into feedback from feedback limit 1", "every answer stands once"),
        ("update feedback set run_id = 99 where feedback_id = (select min(feedback_id) from feedback)",
         "every answer belongs to a run"),
        ("insert into feedback_lemma values ('배송/NNG', 1)", "every lemma belongs to an answer"),
        ("insert into feedback_emotion values (1, 'joy', 0.5, true, 1)", "every emotion belongs to a scored answer"),
        ("update feedback_emotion set emotion = 'boredom' where rowid = 0", "every emotion is a known one"),
        ("update feedback set text = '전화 010-1234-5678' where rowid = 0", "no text holds personal data"),
        ("update rejected_row set raw = '전화 010-1234-5678'", "no rejected row holds personal data"),
        (
            "update rejected_row set arguments = map {'value': '전화 010-1234-5678'}",
            "no rejected row holds personal data",
        ),
        ("update feedback set scorer_version = 'other' where rowid = 0", "all scores are of one model"),
        ("update feedback set text = '' where rowid = 0", "evidence lies within its text"),
        ("update feedback set rating = null where rowid = 0", "ratings are on their scale"),
        ("update feedback set touchpoint = 'moon' where rowid = 0", "every touchpoint is a known one"),
        ("insert into feedback_emotion from feedback_emotion limit 1", "every emotion stands once in an answer"),
        ("insert into feedback_lemma from feedback_lemma limit 1", "every lemma stands once in an answer"),
        ("insert into lemma select (select max(code) + 1 from lemma), lemma from lemma limit 1", "every lemma has one code"),
        ("insert into lemma select code, '남다/VV' from lemma limit 1", "every lemma with a code is one of an answer"),
        ("update feedback set topics = null where rowid = (select min(rowid) from feedback where topics is not null)",
         "every answer lists its lemmas"),
        ("update feedback set topics = list_append(topics, (select min(code) from lemma where lemma not like '%/%')) "
         "where rowid = (select min(rowid) from feedback where language = 'ko')", "every answer lists its lemmas"),
        ("insert into pair values (77, '없는+말')", "every pair with words is one of an answer"),
        ("update feedback set pairs = list_concat(pairs, pairs) where rowid = (select min(rowid) from feedback where pairs is not null)",
         "every pair stands once in an answer"),
        ("update feedback set pairs = [{'code': 1, 'at': 9}] where rowid = (select min(rowid) from feedback where pairs is not null)",
         "pairs are said at touchpoints that their answer has"),
        ("update feedback set topics = list_reverse(topics) where rowid = (select min(rowid) from feedback where len(topics) > 1)",
         "lemmas are listed by their codes, in order"),
        ("update feedback set topics = other_lemmas, other_lemmas = topics where rowid = (select min(rowid) from feedback "
         "where topics is not null and other_lemmas is not null)", "every answer lists its lemmas"),
        ("update run set rows_read = rows_read + 1", "the rows of every run add up"),
        ("update run set rows_new = rows_new - 1, rows_unchanged = 1", "no run left more answers than it took in"),
        ("update feedback_emotion set intensity = 0 where rowid = (select min(rowid) from feedback_emotion where present)",
         "emotions are strong where present, and only there"),
        ("update feedback set felt = felt + 3 * 4 ** 5 where rowid = (select min(rowid) from feedback where felt & 3072 = 0)",
         "what is felt in an answer is that of its emotions"),
        ("update feedback set leading_emotion = 'curiosity' where rowid = (select min(rowid) from feedback where felt > 0 "
         "and leading_emotion <> 'curiosity')", "what is felt in an answer is that of its emotions"),
        ("update feedback set text_length = 7000 where rowid = 0", "lengths are those of the texts"),
        ("update feedback set text = null where rowid = 0",
         "every answer has its text, unless it had none or retention deleted it"),
        ("update feedback set text = null, text_folded = null, source_id = null, evidence = null, topics = null, "
         "other_lemmas = null, pairs = null, expired_on = '2026-06-01' where rowid = 0", "what retention deleted is gone"),
        ("update feedback set product = 'jane@example.com' where rowid = 0",
         "no product, channel, segment or touchpoint holds personal data"),
        ("update run set files = ['jane@example.com.csv']", "no name of a file holds personal data"),
        ("update feedback set customer_key = 'abc' where rowid = 0; insert into forgotten values "
         "(sha256('abc'), '2026-06-01')", "nothing is left of forgotten customers and answers"),
    ],
)  # fmt: skip
def test_what_is_spoilt_is_found(database: Path, statement: str, what: str) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute(statement)
    assert faults(database).get(what) == 1


def test_files_that_others_may_read_are_found(database: Path) -> None:
    database.chmod(0o644)
    key_path(database).chmod(0o640)
    assert faults(database) == {"nobody else may read the files": 2}


def test_the_command_ends_with_3_where_something_does_not_hold(database: Path) -> None:
    assert ondo("verify", "--db", str(database)).returncode == 0
    database.chmod(0o644)
    done = ondo("verify", "--db", str(database))
    assert done.returncode == 3
    assert "1 not  nobody else may read the files" in done.stdout.decode()
    assert "chmod 600" in done.stderr.decode()


def test_lines_are_aligned(database: Path) -> None:
    assert {as_line(verdict)[:14] for verdict in verify(database)} == {" " * 10 + "ok  "}
