"""Saved mappings: written by `ondo check --save-mapping`, used for the same header, nothing else in ondo.toml touched."""

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli.main import cli
from pipeline.config import column_mappings
from pipeline.config.column_mappings import MappingTable, with_entry
from pipeline.config.settings import load_settings
from pipeline.errors import DataRefused, WrongUsage
from pipeline.records import Inspection, ReadOptions
from pipeline.sources import inspect
from tests.pipeline.sources.survey_exports import MONKEY
from tests.pipeline.sources.tables import everything, table
from tests.pipeline.support import ask

ROWS = [["날짜", "만족", "한마디", "메모"], ["2026-09-16", "4", "정말 친절했어요", "내부용"]]
MINE = '# my settings\ntime_zone = "Asia/Seoul" # mine\n'


def ondo(*words: object) -> str:
    """What a successful command prints, stderr and stdout."""
    done = CliRunner().invoke(cli, [*map(str, words)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def seen(path: Path, settings_file: Path | None = None) -> Inspection:
    """A look at a file with the settings' mappings."""
    return inspect(path, ReadOptions(saved=load_settings(settings_file).mappings))


def test_what_was_mapped_once_is_known_for_the_next_file(tmp_path: Path) -> None:
    first = table(tmp_path, ROWS, "9월.csv")
    Path("ondo.toml").write_text(MINE, encoding="utf-8")
    told = ondo(
        "check", first, "--map", "만족=rating", "--map", "한마디=text", "--touchpoint", "support", "--save-mapping"
    )
    assert "Mapping saved in ondo.toml" in told
    written = Path("ondo.toml").read_text(encoding="utf-8")
    assert written.startswith(MINE) and len(load_settings().mappings) == 1
    second = table(tmp_path, [[row[place] for place in (3, 2, 0, 1)] for row in ROWS], "10월.csv")
    told = ondo("check", second)
    assert "  mapping    saved 9월.csv" in told and told.count("saved mapping") == 4
    inspection = seen(second)
    assert inspection.mapping == {"text": "한마디", "date": "날짜", "rating": "만족"}
    assert "columns as in the saved mapping 9월.csv" in ondo("run", second, "--db", tmp_path / "x.duckdb")
    assert ask(tmp_path / "x.duckdb", "select text, rating, touchpoint from feedback") == [
        ("정말 친절했어요", 4.0, "support")
    ]


def test_saving_again_brings_the_entry_up_to_date_and_keeps_comments(tmp_path: Path) -> None:
    path = table(tmp_path, ROWS)
    Path("ondo.toml").write_text(MINE, encoding="utf-8")
    ondo("check", path, "--map", "만족=rating", "--map", "한마디=text", "--save-mapping")
    with Path("ondo.toml").open("a", encoding="utf-8") as file:
        file.write("# why\n\n[small_numbers] # of people\nhidden_below = 6\n")
    ondo("check", path, "--map", "메모=segment", "--save-mapping")
    text = Path("ondo.toml").read_text(encoding="utf-8")
    assert text.startswith(MINE) and "# why\n\n[small_numbers] # of people\nhidden_below = 6\n" in text
    [saved] = load_settings().mappings
    assert saved.fields == {"날짜": "date", "만족": "rating", "한마디": "text", "메모": "segment"}
    assert load_settings().small_numbers.hidden_below == 6
    again = text
    ondo("check", path, "--save-mapping")
    assert Path("ondo.toml").read_text(encoding="utf-8") == again


def test_another_header_is_another_entry(tmp_path: Path) -> None:
    for number, rows in enumerate((ROWS, [[*ROWS[0], "지점"], [*ROWS[1], "종로"]])):
        ondo(
            "check",
            table(tmp_path, rows, f"{number}.csv"),
            "--map",
            "한마디=text",
            "--save-mapping",
            "--config",
            "own.toml",
        )
    assert [saved.name for saved in load_settings(Path("own.toml")).mappings] == ["0.csv", "1.csv"]
    assert not Path("ondo.toml").exists()


def test_what_is_said_on_the_command_line_wins(tmp_path: Path) -> None:
    path = table(tmp_path, ROWS)
    ondo("check", path, "--map", "한마디=text", "--map", "만족=rating", "--channel", "web", "--save-mapping")
    options = ReadOptions(mapping={"메모": "text", "만족": ""}, channel="app", saved=load_settings().mappings)
    inspection = inspect(path, options)
    assert inspection.mapping == {"date": "날짜", "text": "메모"} and inspection.options.channel == "app"
    assert [guess.reason.found for guess in inspection.columns if guess.column == "메모"] == ["named with --map"]


def test_surveys_can_have_mappings_too(tmp_path: Path) -> None:
    path = table(tmp_path, MONKEY)
    custom = next(name for name in MONKEY[0] if name.lower().startswith("custom"))
    ondo("check", path, "--map", f"{custom}=segment", "--save-mapping")
    inspection, good, _ = everything(path, saved=load_settings().mappings)
    assert inspection.kind == "surveymonkey" and inspection.mapping["segment"] == custom
    assert {row.nps for row in good} == {10, 4}


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("[mapping.x]\ncolumns = ['a']", "mapping is written as [[mapping]]"),
        ("mapping = ['a']", "mapping is written as [[mapping]]"),
        ("[[mapping]]\nfields = {}", "mapping 1 lacks 'columns'"),
        (
            "[[mapping]]\ncolumns = []\nfields = {}",
            "mapping 1: columns is a list of 0, not a list of the header's names",
        ),
        ("[[mapping]]\ncolumns = ['a']", "mapping 1 lacks 'fields'"),
        ("[[mapping]]\ncolumns = ['a']\nfields = {a = 1}", "mapping 1: fields.a is 1, not a text"),
        ("[[mapping]]\ncolumns = ['a']\nfields = {b = 'text'}", "'b' is none of its columns"),
        ("[[mapping]]\ncolumns = ['a']\nfields = {a = 'bliss'}", "'bliss', which is not one of id, text"),
        ("[[mapping]]\ncolumns = ['a', 'b']\nfields = {a = 'nps', b = 'nps'}", "'a' and 'b' are both to be 'nps'"),
        ("[[mapping]]\ncolumns = ['a']\nfields = {}\nrating_max = 1", "rating_max is 1, not from 2 to 100"),
        (
            "[[mapping]]\ncolumns = ['a']\nfields = {}\naudience = 'robot'",
            "mapping 1: audience is 'robot', not one of customer, employee",
        ),
        ("[[mapping]]\ncolumns = ['a']\nfields = {}\nsource = 3", "source is 3, not a text"),
        ("[[mapping]]\ncolumns = ['a']\nfields = {}\nname = 3", "mapping 1: name is 3, not a text"),
        ("[[mapping]]\ncolumns = ['a']\nfields = {}\nheader = 'x'", "mapping 1: unknown setting 'header'"),
        ("[[mapping]]\ncolumns = ['a']\nfields = {}\n[[mapping]]\ncolumns = ['A ']\nfields = {}", "mappings 1 and 2"),
    ],
)
def test_a_wrong_entry_is_said(tmp_path: Path, entry: str, told: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(entry, encoding="utf-8")
    with pytest.raises(WrongUsage) as caught:
        load_settings(path)
    assert told in str(caught.value) and caught.value.where == str(path) and "defaults.toml" in caught.value.remedy


ENTRY: MappingTable = {"name": "n", "columns": ["a", "b"], "fields": {"a": "text", "b": ""}}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            'x = 1\nmapping = [{ columns = ["z"], fields = {} }, # z\n  { columns = ["b",\n"A"], fields = {} }] # c\n',
            'x = 1\nmapping = [{ columns = ["z"], fields = {} }, # z\n'
            '  { columns = ["a", "b"], fields = {a = "text",b = ""}, name = "n"}] # c\n',
        ),
        (
            'mapping = [{ columns = ["z"], fields = {} }]\n',
            'mapping = [{ columns = ["z"], fields = {} }, '
            '{name = "n", columns = ["a", "b"], fields = {a = "text", b = ""}}]\n',
        ),
        (
            '[[mapping]]\nname = "n"\ncolumns = ["a", "b"] # c\n[mapping.fields] # d\na = "date" # e\n# f\nb = ""\n[x]\n',
            '[[mapping]]\nname = "n"\ncolumns = ["a", "b"] # c\n[mapping.fields] # d\na = "text" # e\n# f\nb = ""\n[x]\n',
        ),
        (
            "[[mapping]]\r\nname = 'n' # c\r\ncolumns = ['a', 'b']\r\nfields.a = 'text'\r\nfields.b = 'id'\r\n",
            "[[mapping]]\r\nname = 'n' # c\r\ncolumns = ['a', 'b']\r\nfields.a = 'text'\r\nfields.b = \"\"\r\n",
        ),
        (
            "[[mapping]]\ncolumns = ['z']\nfields = {}\n# z\n[[event]] # e\n\n# above\n  [[mapping]] # c\nname = 'n'\n"
            "columns = ['a', 'b']\nfields = {a = 'date', b = ''} # d\n[y]\n",
            "[[mapping]]\ncolumns = ['z']\nfields = {}\n# z\n[[event]] # e\n\n# above\n  [[mapping]] # c\nname = 'n'\n"
            "columns = ['a', 'b']\nfields = {a = \"text\", b = ''} # d\n[y]\n",
        ),
        (
            "x = '''\n[[mapping]]\n'''",
            'x = \'\'\'\n[[mapping]]\n\'\'\'\n\n[[mapping]]\nname = "n"\ncolumns = ["a", "b"]\nfields = {a = "text", b = ""}\n',
        ),
    ],
    ids=["in a list", "added to a list", "table of fields", "dotted fields", "tables between", "header in a text"],
)
def test_an_entry_is_changed_however_it_is_written(before: str, after: str) -> None:
    assert with_entry(before, ENTRY, Path("ondo.toml")) == after


def test_options_that_no_longer_hold_are_taken_out() -> None:
    text = "[[mapping]]\nname = 'n'\ncolumns = ['a', 'b']\nfields = {a = 'text', b = ''}\nrating_max = 5\n# c\nchannel = 'x'\n"
    after = with_entry(text, ENTRY, Path("ondo.toml"))
    assert tomllib.loads(after)["mapping"] == [ENTRY] and "# c\n" in after


def test_nothing_is_written_where_more_than_the_entry_would_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = table(tmp_path, ROWS)
    Path("ondo.toml").write_text(MINE, encoding="utf-8")
    monkeypatch.setattr(column_mappings, "_sections", lambda text: ["other = 1\n"])
    done = CliRunner().invoke(cli, ["check", str(path), "--map", "한마디=text", "--save-mapping"])
    assert isinstance(done.exception, WrongUsage) and "cannot be changed" in str(done.exception)
    assert Path("ondo.toml").read_text(encoding="utf-8") == MINE


def test_the_settings_files_link_and_mode_stay(tmp_path: Path) -> None:
    real = tmp_path / "real.toml"
    real.write_text(MINE, encoding="utf-8")
    real.chmod(0o640)
    Path("ondo.toml").symlink_to(real)
    ondo("check", table(tmp_path, ROWS), "--map", "한마디=text", "--save-mapping")
    assert Path("ondo.toml").is_symlink() and real.stat().st_mode & 0o777 == 0o640
    assert len(load_settings().mappings) == 1 and not list(tmp_path.glob(".*"))


def test_a_settings_file_in_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    words = ["check", str(table(tmp_path, ROWS)), "--map", "한마디=text", "--save-mapping", "--config", "none/own.toml"]
    done = CliRunner().invoke(cli, words)
    assert isinstance(done.exception, WrongUsage) and "cannot be written" in str(done.exception)


def test_a_header_that_no_longer_fits_its_file_is_refused_as_ever(tmp_path: Path) -> None:
    Path("ondo.toml").write_text(
        '[[mapping]]\ncolumns = ["a", "b"]\nfields = { "a" = "", "b" = "" }\n', encoding="utf-8"
    )
    with pytest.raises(DataRefused, match="no column was recognised"):
        seen(table(tmp_path, [["a", "b"], ["1", "2"]]))


@given(
    st.dictionaries(
        st.text(st.characters(blacklist_categories=("Cs",)), max_size=8),
        st.text(st.characters(blacklist_categories=("Cs",)), max_size=8),
        max_size=4,
    )
)
def test_any_names_come_back_from_toml(names: dict[str, str]) -> None:
    entry: MappingTable = {"name": "n", "columns": ["a", *names], "fields": names}
    after = with_entry(MINE, entry, Path("ondo.toml"))
    assert after.startswith(MINE) and tomllib.loads(after)["mapping"] == [entry]
    changed: MappingTable = {**entry, "fields": {name: field + "x" for name, field in names.items()}}
    assert tomllib.loads(with_entry(after, changed, Path("ondo.toml")))["mapping"] == [changed]


@given(
    st.lists(
        st.sampled_from(
            [
                "# note",
                "",
                "[[event]]",
                "[x]",
                "[[mapping]]\ncolumns = ['q']\nfields = {}",
                "[[mapping]]\n# c\ncolumns = ['a']\n# d\nfields = {}",
            ]
        ),
        unique=True,
    )
)
def test_only_the_entry_changes(parts: list[str]) -> None:
    text = "\n".join([MINE, *parts, ""])
    entry: MappingTable = {"name": "n", "columns": ["a"], "fields": {"a": "text"}}
    after = with_entry(text, entry, Path("ondo.toml"))
    old, new = tomllib.loads(text), tomllib.loads(after)
    assert {**old, "mapping": 0} == {**new, "mapping": 0}
    assert [one for one in old.get("mapping", []) if one["columns"] != ["a"]] == [
        one for one in new["mapping"] if one["columns"] != ["a"]
    ]
    assert entry in new["mapping"]
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        line for line in after.splitlines() if line.startswith("#")
    ]
