"""The command line as a shell sees it: stdout, stderr and exit codes."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pipeline.support import ROWS, ask, ondo, ondo_process, write_csv

EMOTION_COUNT = 13
BUFFERED = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
COMMANDS = (
    "run",
    "check",
    "score",
    "touchpoints",
    "lexicon",
    "rescore",
    "verify",
    "backup",
    "restore",
    "forget",
    "retain",
    "export",
    "dashboard",
    "demo",
    "train",
    "evaluate",
    "adapt",
    "report",
    "access-log",
)


def test_help_names_every_command_and_the_exit_codes() -> None:
    done = ondo_process("--help")
    assert done.returncode == 0 and not done.stderr
    for command in COMMANDS:
        assert f"\n  {command} ".encode() in done.stdout
    assert "130 interrupted" in " ".join(done.stdout.decode().split())


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(command: str) -> None:
    done = ondo(command, "--help")
    assert done.returncode == 0 and b"Usage: " in done.stdout
    assert not done.stderr, "click warns of an option that is there twice"


def test_score_keeps_its_contract() -> None:
    texts = ["배송이 너무 늦어서 짜증나요", "Great service, thank you!", "", "返品したいのですが", "그냥 \u2028 그래요"]
    done = ondo_process("score", stdin="\n".join(texts).encode())
    rows = [json.loads(line) for line in done.stdout.decode().split("\n")[:-1]]
    assert done.returncode == 0 and len(rows) == len(texts)
    for text, row in zip(texts, rows, strict=True):
        assert list(row) == ["language", "state", "tone", "confidence", "emotions", "present", "evidence"]
        assert len(row["emotions"]) == EMOTION_COUNT
        for span in row["evidence"]:
            assert text[span["start"] : span["end"]] == span["text"]
    assert [row["state"] for row in rows] == ["scored", "scored", "no_text", "unsupported_language", "scored"]
    assert rows[0]["tone"] < 0 < rows[1]["tone"]
    assert "frustration" in rows[0]["present"] and "gratitude" in rows[1]["present"]


def test_score_says_which_line_is_not_utf8_and_goes_on() -> None:
    done = ondo("score", stdin=b"good\n\xb0\xa1\xb3\xaa\nbad\n")
    assert done.returncode == 0 and len(done.stdout.splitlines()) == 3
    assert b"line 2: not UTF-8" in done.stderr


def test_run_reports_on_stderr_and_says_nothing_on_stdout(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "answers.csv", ROWS)
    done = ondo_process("run", path, "--db", tmp_path / "x.duckdb")
    told = done.stderr.decode()
    assert done.returncode == 0 and not done.stdout
    assert "7 rows from 1 file(s)" in told and "rejected              2" in told and "Published" in told
    assert "Nothing changed" in ondo("run", path, "--db", tmp_path / "x.duckdb").stderr.decode()


def test_columns_can_be_mapped_and_rows_given_a_place(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "odd.csv", [["good", "x", "9"]], ["a", "b", "c"])
    done = ondo(
        "run", path, "--db", tmp_path / "x.duckdb", "--map", "a=text", "--map", "c=rating", "--rating-is-nps",
        "--touchpoint", "결제", "--channel", "app", "--source", "desk", "--audience", "employee",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    assert b"columns kept out: b" in done.stderr
    columns = "source, audience, touchpoint, channel, nps_score, text"
    assert ask(tmp_path / "x.duckdb", f"select {columns} from feedback") == [
        ("desk", "employee", "payment", "app", 9, "good")
    ]


def test_check_shows_masked_rows_and_writes_nothing(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "answers.csv", ROWS)
    done = ondo("check", path, cwd=tmp_path)
    told = done.stdout.decode()
    assert done.returncode == 0
    assert "nps" in told and "010-1234-5678" not in told
    assert {item.name for item in tmp_path.iterdir()} == {"answers.csv"}


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["run", "none.csv", "--db", "x.duckdb"], 1, "none.csv"),
        (["run", "plain.csv", "--db", "none/x.duckdb"], 3, "does not exist"),
        (["run", "plain.csv", "--db", "."], 3, "is a folder"),
        (["run", "plain.csv", "--db", "plain.csv"], 3, "not a database"),
        (["run", "plain.csv", "--map", "none=text"], 2, "none"),
        (["run", "plain.csv", "--map", "text=bliss"], 2, "bliss"),
        (["run", "plain.csv", "--rating-max", "101"], 2, "rating-max"),
        (["run", "plain.csv", "--config", "none.toml"], 2, "none.toml"),
        (["run"], 2, "FILE"),
        (["fly"], 2, "fly"),
        (["export", "--db", "none.duckdb", "--format", "csv", "-o", "x.csv"], 3, "none.duckdb"),
        (["evaluate", "--data", "none"], 1, "no such folder"),
        (["rescore", "--db", "none.duckdb"], 3, "no database yet"),
        (["rescore", "--db", "plain.csv"], 3, "not a database"),
        (["lexicon", "preview", "--db", "none.duckdb"], 3, "no database yet"),
        (["lexicon", "list", "--db", "plain.csv"], 3, "not a database"),
        (["lexicon", "preview", "--config", "none.toml"], 2, "none.toml"),
        (["lexicon", "learn"], 2, "learn"),
        (["adapt", "--db", "none.duckdb"], 3, "no database yet"),
        (["adapt", "--undo", "--db", "plain.csv"], 3, "not a database"),
        (["score", "--db", "none.duckdb"], 3, "no database yet"),
    ],
)
def test_what_goes_wrong_has_its_exit_code_and_its_words(
    tmp_path: Path, words: list[str], code: int, told: str
) -> None:
    write_csv(tmp_path / "plain.csv", [["good"]], ["text"])
    done = ondo(*words, cwd=tmp_path)
    assert done.returncode == code, done.stderr.decode()
    assert told in done.stderr.decode() and "Traceback" not in done.stderr.decode()
    assert not (tmp_path / "x.duckdb").exists()


def _heeds_interrupts() -> None:
    """A shell starts what runs in its background deaf to Ctrl+C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupted_run_publishes_nothing(tmp_path: Path) -> None:
    rows = [[str(place), f"it was fine the {place}th time, more or less"] for place in range(40_000)]
    path = write_csv(tmp_path / "long.csv", rows, ["id", "text"])
    command = [sys.executable, "-m", "pipeline", "run", "--json", str(path), "--db", str(tmp_path / "x.duckdb")]
    root = Path(__file__).resolve().parents[3]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=root, preexec_fn=_heeds_interrupts
    ) as running:
        assert running.stdout is not None
        begun = b""
        while b'"progress"' not in begun:
            more = os.read(running.stdout.fileno(), 4096)
            assert more, begun
            begun += more
        assert list(tmp_path.glob(".x.duckdb.building-*"))
        running.send_signal(signal.SIGINT)
        told = running.stdout.read().decode()
    assert running.returncode == 130, told
    assert "Interrupted" in told
    assert {item.name for item in tmp_path.iterdir()} <= {"long.csv", "x.duckdb.lock", "x.duckdb.key"}


@pytest.mark.parametrize("nobody", ["2>&-", "2>/dev/full"])
def test_a_run_goes_on_where_nobody_listens(tmp_path: Path, nobody: str) -> None:
    path = write_csv(tmp_path / "answers.csv", ROWS)
    database = tmp_path / "x.duckdb"
    line = f"{sys.executable} -m pipeline run {path} --db {database} {nobody}"
    done = subprocess.run(line, shell=True, cwd=Path(__file__).resolve().parents[3], env=BUFFERED, check=False)
    assert done.returncode == 0
    assert ask(database, "select count(*) from feedback") == [(5,)]


def test_output_that_cannot_be_written_is_said() -> None:
    line = f"echo good | {sys.executable} -m pipeline score >/dev/full"
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run(line, shell=True, cwd=root, stderr=subprocess.PIPE, env=BUFFERED, check=False)
    assert done.returncode == 3
    assert b"cannot be written" in done.stderr and b"Traceback" not in done.stderr


def test_a_column_cannot_be_two_things(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["good"]], ["text"])
    done = ondo("run", path, "--db", tmp_path / "x.duckdb", "--map", "text=text", "--map", "text=id")
    assert done.returncode == 2 and b"named twice" in done.stderr


@pytest.mark.parametrize("closed", ["<&-", ">&-"])
def test_score_bears_closed_streams(closed: str) -> None:
    line = f"{sys.executable} -m pipeline score {closed}"
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run(line, shell=True, cwd=root, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 0 and done.stderr == b""


def test_brand_words_from_the_preview_to_the_report_and_back(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "answers.csv", [["1", "너무 달아요"], ["2", "배송이 늦어요"]], ["id", "text"])
    ondo("run", path, cwd=tmp_path)
    (tmp_path / "ondo.toml").write_text('[[brand_word]]\nword = "달다"\ntone = "-"\n', encoding="utf-8")
    told = ondo("lexicon", "preview", cwd=tmp_path).stdout.decode()
    assert "would change 1 of them" in told and "너무 달아요" in told
    seen = json.loads(ondo("lexicon", "preview", "--json", cwd=tmp_path).stdout)
    assert seen["changed"] == 1 and seen["shown"][0]["after"]["tone"] < 0
    assert json.loads(ondo("lexicon", "list", "--json", cwd=tmp_path).stdout)[0]["found"] == 1
    done = ondo("run", path, cwd=tmp_path)
    assert not done.stdout and "Scored anew             1 stored comments" in done.stderr.decode()
    (tmp_path / "ondo.toml").unlink()
    assert "changed brand words" in ondo("rescore", cwd=tmp_path).stderr.decode()
    assert b"the settings name no brand word" in ondo("lexicon", "preview", cwd=tmp_path).stderr
    again = ondo("rescore", cwd=tmp_path)
    assert again.returncode == 0 and "Nothing to do" in again.stderr.decode()


def test_a_wrong_brand_word_is_refused_with_its_place(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "answers.csv", [["good"]], ["text"])
    (tmp_path / "ondo.toml").write_text('[[brand_word]]\nword = "달다"\ntone = "good"\n', encoding="utf-8")
    done = ondo("run", path, cwd=tmp_path)
    assert done.returncode == 2 and "달다" in done.stderr.decode() and "ondo.toml" in done.stderr.decode()


def test_the_same_export_under_another_name_is_said(tmp_path: Path) -> None:
    rows = [["배송이 늦었어요", "2026-09-16"], ["포장이 예뻐요", "2026-09-17"], ["결제가 쉬워요", "2026-09-18"]]
    write_csv(tmp_path / "reviews.csv", rows, ["text", "date"])
    write_csv(tmp_path / "reviews (1).csv", [*rows[1:], ["환불이 빨라요", "2026-09-19"]], ["text", "date"])
    write_csv(
        tmp_path / "other.csv", [*rows[:1], ["다른 말", "2026-09-16"], ["또 다른 말", "2026-09-17"]], ["text", "date"]
    )
    first = ondo("run", "reviews.csv", "other.csv", cwd=tmp_path).stderr.decode()
    assert "under another name" not in first, "one text of three may well be written twice"
    second = ondo("run", "reviews (1).csv", cwd=tmp_path).stderr.decode()
    assert (
        "2 of the 3 texts of source 'reviews (1)' stand in source 'reviews' too" in second
        and "--source 'reviews'" in second
    )
    assert "under another name" not in ondo("run", "reviews (1).csv", cwd=tmp_path).stderr.decode()


def test_a_check_says_what_a_database_has_of_a_file(tmp_path: Path) -> None:
    rows = [["배송이 사흘이나 늦었어요", "2026-09-16"], ["포장이 꼼꼼하고 예뻐요", "2026-09-17"]]
    write_csv(tmp_path / "reviews.csv", rows, ["text", "date"])
    write_csv(tmp_path / "copy.csv", [*rows, ["환불이 빨랐어요", "2026-09-18"]], ["text", "date"])
    ondo("run", "reviews.csv", cwd=tmp_path)
    told = ondo("check", "copy.csv", "--db", "ondo.duckdb", cwd=tmp_path).stdout.decode()
    assert "in ondo.duckdb already: 2 of 3 answers, from source 'reviews'" in told
    seen = [
        json.loads(ondo("check", name, "--json", "--db", "ondo.duckdb", cwd=tmp_path).stdout)
        for name in ("reviews.csv", "copy.csv")
    ]
    assert [(one["known"], one["compared"], one["known_source"]) for one in seen] == [(2, 2, None), (2, 3, "reviews")]
