"""What a check says of a file: how sure each column is, what becomes of each row, and the option that changes it."""

import json
import shlex
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from pipeline.records import ReadOptions
from pipeline.sources.preview import FilePreview, preview_file
from tests.pipeline.support import ask, write_csv

ROWS = [
    ["리뷰번호", "작성일", "리뷰내용", "별점", "만족도", "동의", "이름"],
    ["1", "2026-03-01", "배송이 빨라서 좋았어요", "5", "5", "Y", "홍길동"],
    ["1", "2026-03-01", "배송이 빨라서 좋았어요", "5", "5", "Y", "홍길동"],
    ["2", "2026-03-02", "포장이 찢어져 있었어요", "2", "2", "Y", "홍길동"],
    ["2", "2026-03-02", "다른 말을 또 썼어요", "2", "2", "Y", "홍길동"],
    ["3", "언젠가", "그냥 그래요 010-1234-5678", "3", "3", "Y", "홍길동"],
    ["4", "2026-03-04", "읽지 말아 주세요", "3", "3", "N", "홍길동"],
]


def _csv(path: Path, rows: list[list[str]]) -> Path:
    return write_csv(path, rows[1:], rows[0])


@pytest.fixture
def look(tmp_path: Path) -> FilePreview:
    return preview_file(_csv(tmp_path / "reviews.csv", ROWS), ReadOptions())


def test_every_row_is_accounted_for_as_a_run_does_it(look: FilePreview, tmp_path: Path) -> None:
    found = (look.rows, look.stored, look.repeated, look.no_consent, look.reasons.total())
    assert found == (6, 3, 1, 1, 1)
    database = tmp_path / "x.duckdb"
    done = CliRunner().invoke(cli, ["run", "--json", "--db", str(database), str(look.inspection.path)])
    report = json.loads(done.stdout.splitlines()[-1])
    assert found == tuple(report[name] for name in ("read", "new", "repeated", "no_consent", "set_aside"))
    assert ask(database, "select count(*), count(answered_at) from feedback") == [(look.stored, look.filled["date"])]


def test_certainty_goes_by_the_evidence(look: FilePreview) -> None:
    found = {one.shown: one for one in look.columns}
    assert [found[name].certainty for name in ("리뷰번호", "리뷰내용", "작성일", "이름")] == [
        "sure",
        "sure",
        "likely",
        None,
    ]
    assert (found["작성일"].read, found["작성일"].unread, found["작성일"].examples) == (2, 1, ("'언젠가'",))
    rated = next(one for one in look.columns if one.guess.field == "rating")
    other = "만족도" if rated.shown == "별점" else "별점"
    assert (rated.certainty, rated.rivals) == ("likely", (other,))
    assert found[other].option == f"--map '{other}=rating'"


def test_a_column_of_which_only_the_values_speak_is_a_guess(tmp_path: Path) -> None:
    rows = [["zzz", "score"], *([f"really long words that somebody wrote {n}", "4"] for n in range(6))]
    columns = preview_file(_csv(tmp_path / "x.csv", rows), ReadOptions()).columns
    assert [(one.certainty, one.option) for one in columns if one.guess.field == "text"] == [("guess", "--map zzz=")]


def test_the_options_that_are_proposed_do_what_they_say(tmp_path: Path) -> None:
    path = _csv(tmp_path / "my reviews.csv", ROWS)
    said = CliRunner().invoke(cli, ["check", str(path)]).stdout
    option = next(
        line.split("  ")[1] for line in said.splitlines() if line.startswith("  --map ") and "=rating" in line
    )
    again = CliRunner().invoke(cli, ["check", *shlex.split(option), str(path)]).stdout
    assert "-> rating           sure    named with --map" in again
    assert again.splitlines()[-1] == f"next: ondo run '{path}' {option}"
    assert "5678" not in said and "홍길동" not in said


def test_what_is_wrong_with_one_file_hides_no_other(tmp_path: Path) -> None:
    good = _csv(tmp_path / "good.csv", ROWS)
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.write(good, "inner.csv")
        archive.writestr("empty.csv", "")
    files = [str(tmp_path / name) for name in ("none.csv", "two.zip", "good.csv")]
    done = CliRunner().invoke(cli, ["check", *files])
    assert getattr(done.exception, "exit_code", 0) == 1
    assert (
        f"{tmp_path}/two.zip: inner.csv\n" in done.stdout and f"{good}\n" in done.stdout and "next:" not in done.stdout
    )
    events = [json.loads(line) for line in CliRunner().invoke(cli, ["check", "--json", *files]).stdout.splitlines()]
    assert [event["event"] for event in events] == ["checked", "checked", "error", "error"]


def test_a_file_that_needs_its_columns_named_tells_them_unless_they_are_answers(tmp_path: Path) -> None:
    unknown = _csv(tmp_path / "x.csv", [["a", "b"], *([str(n), str(n)] for n in range(9))])
    events = [
        json.loads(line) for line in CliRunner().invoke(cli, ["check", "--json", str(unknown)]).stdout.splitlines()
    ]
    assert [event["event"] for event in events] == ["columns", "error"]
    assert [column["shown"] for column in events[0]["columns"]] == ["a", "b"]
    headless = _csv(tmp_path / "y.csv", [["2026-03-01", "010-1234-5678"], ["2026-03-02", "010-1234-5679"]])
    said = CliRunner().invoke(cli, ["check", "--json", str(headless)]).stdout
    assert '"shown": "column 2"' in said and "010-" not in said and "2026-03" not in said


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("photo.csv", b"\x00\x00\x00\x18ftypheic" + bytes(range(256)) * 20, "no_text_file"),
        ("program.csv", b"MZ\x90\x00" + bytes(range(255, -1, -1)) * 20, "no_text_file"),
        ("letter.csv", b"{\\rtf1\\ansi hello world}", "other_document"),
        ("letter.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000) + b"HWP Document File", "other_document"),
    ],
)
def test_what_is_no_table_is_called_so(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(content)
    done = CliRunner().invoke(cli, ["check", "--json", str(tmp_path / name)])
    assert json.loads(done.stdout.splitlines()[-1])["reason_code"] == code


def test_columns_beyond_counting_are_counted(tmp_path: Path) -> None:
    header = ["text", *(f"q{n}" for n in range(2_000))]
    path = _csv(tmp_path / "wide.csv", [header, *(["good enough for me", *("1" * 2_000)] for _ in range(3))])
    said = CliRunner().invoke(cli, ["check", str(path)]).stdout
    assert len(said.splitlines()) < 60 and "1,980 more columns kept out" in said


def test_comments_that_repeat_the_same_words_are_said(tmp_path: Path) -> None:
    same = [["정말 좋은 상품 강력 추천합니다!"], ["정말 좋은 상품, 강력 추천합니다"]] * 16
    others = [[f"{number}번째 주문인데 배송이 조금 늦었어요"] for number in range(200)]
    few = preview_file(write_csv(tmp_path / "few.csv", [*same[:30], *others], ["text"]), ReadOptions())
    many = preview_file(write_csv(tmp_path / "many.csv", [*same, *others], ["text"]), ReadOptions())
    assert "same_words" not in {note.code for note in few.notes}
    [note] = [note for note in many.notes if note.code == "same_words"]
    assert note.found.startswith("32 comments repeat") and "(different texts: 1)" in note.found
