"""`ondo export`."""

import csv
import stat
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet

import queries
from views.commands.export import export, written_whole
from views.commands.report import report


def _run(database: Path, *args: str) -> Result:
    return CliRunner().invoke(export, ["--db", str(database), *args])


def _texts(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row["text"] for row in csv.DictReader(file)]


def test_exactly_the_filtered_comments(tiny_warehouse_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "anger.csv"
    done = _run(
        tiny_warehouse_file, "-o", str(out), "--touchpoint", "payment", "--emotion", "anger", "--until", "2026-01-31"
    )
    assert done.exit_code == 0
    assert "1 rows written" in done.stderr and not done.stdout
    assert _texts(out) == [""], "it may not be quoted"
    assert [path.name for path in tmp_path.iterdir()] == ["anger.csv"]


def test_every_format(tiny_warehouse_file: Path, tmp_path: Path) -> None:
    for name in ("all.csv", "all.xlsx", "all.parquet"):
        assert _run(tiny_warehouse_file, "-o", str(tmp_path / name)).exit_code == 0
    assert len(_texts(tmp_path / "all.csv")) == 16
    assert parquet.read_table(tmp_path / "all.parquet").num_rows == 16
    book = openpyxl.load_workbook(tmp_path / "all.xlsx")
    assert book["rows"].max_row == 17
    assert dict(book["about"].iter_rows(values_only=True))["rows"] == "16"


def test_a_link_from_the_dashboard(tiny_warehouse_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.csv"
    link = "http://127.0.0.1:8501/comments?lang=ko&order=oldest&touchpoints=delivery&rating_bands=full"
    assert _run(tiny_warehouse_file, "-o", str(out), "--link", link).exit_code == 0
    assert _texts(out) == ["Arrived a day early, WOW", "Five stars but the box_was crushed", "Love it ❤️"]


def test_strength_tone_confidence_and_periods_by_name(tiny_warehouse_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.csv"
    strong = ("--emotion", "anger", "--intensity-from", "3", "--tone-until", "-0.5", "--confidence-from", "0.9")
    assert _run(tiny_warehouse_file, "-o", str(out), *strong).exit_code == 0
    assert _texts(out) == ["두 번 결제됐어요. 최악입니다"]
    assert _run(tiny_warehouse_file, "-o", str(out), "--period", "last_month", "--state", "no_text").exit_code == 0
    assert len(_texts(out)) == 2
    link = ("--link", "?period=last_month&touchpoints=delivery", "--until", "2026-01-06")
    assert _run(tiny_warehouse_file, "-o", str(out), *link).exit_code == 0
    assert _texts(out) == ["Arrived a day early, WOW"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--touchpoint", "moon"), "payment, delivery"),
        (("--emotion", "rage"), "joy, delight"),
        (("--nps-band", "fan"), "promoter, passive, detractor"),
        (("--from", "gestern"), "2026-03-31"),
        (("--link", "?channels=fax"), "app, web"),
        (("--format", "doc"), "csv"),
        (("--tone-from", "2"), "from -1 to 1"),
        (("--intensity-from", "0"), "from 1 to 3"),
        (("--link", "?period=someday"), "last_28"),
    ],
)
def test_unknown_values_are_refused_and_the_known_ones_named(
    tiny_warehouse_file: Path, tmp_path: Path, args: tuple[str, ...], said: str
) -> None:
    out = tmp_path / "x.csv"
    done = _run(tiny_warehouse_file, "-o", str(out), *args)
    assert done.exit_code == 2
    assert said in done.stderr
    assert not out.exists()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--link", "garbage"), "--link: 'garbage' is no part of the dashboard's addresses. Copy the address"),
        (
            ("--link", "?touchpoint=payment"),
            "'touchpoint' is no part of the dashboard's addresses. Did you mean touchpoints?",
        ),
        (("--link", "?touchpoint="), "Did you mean touchpoints?"),
        (("--link", "http://127.0.0.1:8501/comments?utm_source=mail"), "'utm_source'"),
        (
            ("--link", "?touchpoints=paymnt"),
            "--link: touchpoints 'paymnt' is not in this database. Did you mean payment?",
        ),
        (("--link", "?audience=employee&audience=customer"), "audience 'customer' cannot be used"),
        (("--link", "?period=last_month&from=2026-01-01"), "name no period beside it"),
        (("--link", "?grain=century"), "It is one of auto, day, week, rolling, month, quarter"),
        (("--link", "?order=random"), "It is one of newest"),
        (("--link", "?a_channels=fax"), "a_channels 'fax' is not in this database. Known are: (none), app, web"),
        (("--link", "?b_from=soon"), "b_from 'soon' cannot be used. Write a day"),
        (("--period", "last_month", "--from", "2026-01-01"), "--from: '2026-01-01' cannot be used."),
        (("--touchpoint", "deliver"), "--touchpoint: 'deliver' is not in this database. Did you mean delivery?"),
    ],
)
def test_no_part_of_a_link_is_ignored_in_silence(
    tiny_warehouse_file: Path, tmp_path: Path, args: tuple[str, ...], said: str
) -> None:
    done = _run(tiny_warehouse_file, "-o", str(tmp_path / "x.csv"), *args)
    assert done.exit_code == 2
    assert said in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("link", "rows"),
    [
        ("http://127.0.0.1:8501/comments", 16),
        ("http://127.0.0.1:8501/trends?by=channel&grain=rolling&measure=anger&lang=en&touchpoints=payment", 6),
        ("/compare?a_from=2026-01-01&a_channels=app&b_channels=web&side=b&touchpoints=delivery", 5),
        ("?comment=4&at=2&heat=tone&kind=quiet_detractor&span=90&contains=", 15),
        ("period=last_month&until=", 8),
    ],
)
def test_links_to_any_page_work(tiny_warehouse_file: Path, tmp_path: Path, link: str, rows: int) -> None:
    out = tmp_path / "x.csv"
    assert _run(tiny_warehouse_file, "-o", str(out), "--link", link).exit_code == 0
    assert len(_texts(out)) == rows


def test_options_take_the_place_of_what_a_link_says(tiny_warehouse_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.csv"
    link = "?from=2026-02-01&until=2026-02-10&contains=x&touchpoints=payment&tone_from=0.9"
    options = ("--period", "last_month", "--contains", "결제", "--touchpoint", "delivery", "--tone-from", "-0.7")
    assert _run(tiny_warehouse_file, "-o", str(out), "--link", link, *options).exit_code == 0
    assert _texts(out) == ["결제가 빨라서 정말 좋아요", "편하긴 한데 결제할 때 불안해요"]


def test_the_options_are_listed(tiny_warehouse_file: Path) -> None:
    shown = CliRunner().invoke(export, ["--help"]).stdout
    for option in ("--db", "--link", "--period", "--from", "--touchpoint", "--intensity-from", "--words", "--audience"):
        assert f"  {option} " in shown


def test_a_name_without_a_format_is_refused(tiny_warehouse_file: Path, tmp_path: Path) -> None:
    assert _run(tiny_warehouse_file, "-o", str(tmp_path / "x.doc")).exit_code == 2


def test_a_folder_that_is_not_there_leaves_nothing(tiny_warehouse_file: Path, tmp_path: Path) -> None:
    done = _run(tiny_warehouse_file, "-o", str(tmp_path / "no" / "x.csv"))
    assert done.exit_code == 2
    assert not list(tmp_path.iterdir())


def test_an_older_export_stays_when_a_new_one_fails(tiny_warehouse_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.csv"
    out.write_text("old")
    assert _run(tiny_warehouse_file, "-o", str(out), "--touchpoint", "moon").exit_code == 2
    assert out.read_text() == "old"


def test_no_database(tmp_path: Path) -> None:
    done = _run(tmp_path / "none.duckdb", "-o", str(tmp_path / "x.csv"))
    assert isinstance(done.exception, queries.DatabaseMissing)


def test_small_groups_of_employees_give_no_text(tiny_warehouse_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.csv"
    assert _run(tiny_warehouse_file, "-o", str(out), "--audience", "employee").exit_code == 0
    assert len(_texts(out)) == 8
    assert _run(tiny_warehouse_file, "-o", str(out), "--audience", "employee", "--contains", "11").exit_code == 2
    assert _run(tiny_warehouse_file, "-o", str(out), "--audience", "employee", "--until", "2026-01-02").exit_code == 0
    assert _texts(out) == []


def test_the_database_itself_is_never_written_over(tiny_warehouse_file: Path, tmp_path: Path) -> None:
    before = tiny_warehouse_file.read_bytes()
    link = tmp_path / "link.csv"
    link.symlink_to(tiny_warehouse_file)
    for output in (tiny_warehouse_file, link, tiny_warehouse_file.with_name(tiny_warehouse_file.name + ".key")):
        done = _run(tiny_warehouse_file, "--format", "csv", "-o", str(output))
        assert done.exit_code == 2 and "belongs to the database" in done.stderr
    assert tiny_warehouse_file.read_bytes() == before


def test_only_regular_files_are_written(tiny_warehouse_file: Path, tmp_path: Path) -> None:
    assert _run(tiny_warehouse_file, "--format", "csv", "-o", "/dev/null").exit_code == 2
    assert Path("/dev/null").is_char_device()
    target, link = tmp_path / "real.csv", tmp_path / "link.csv"
    target.touch()
    for place in (target, tmp_path / "nowhere.csv"):
        link.unlink(missing_ok=True)
        link.symlink_to(place)
        refused = _run(tiny_warehouse_file, "-o", str(link))
        assert refused.exit_code == 2 and "is a link" in refused.stderr
    assert not target.stat().st_size and not (tmp_path / "nowhere.csv").exists()


def test_a_link_put_there_meanwhile_is_replaced_and_not_followed(tmp_path: Path) -> None:
    victim, out = tmp_path / "victim", tmp_path / "out.csv"
    victim.write_text("mine")
    with written_whole(out, tmp_path / "x.duckdb") as unfinished:
        out.symlink_to(victim)
        assert len(unfinished.name.rpartition("-")[2]) == 32
        unfinished.write_text("theirs")
    assert victim.read_text() == "mine" and out.read_text() == "theirs" and not out.is_symlink()


def test_what_is_written_is_for_its_owner_alone(tiny_warehouse_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.touch(mode=0o644)
    for _ in range(2):
        assert _run(tiny_warehouse_file, "-o", str(out)).exit_code == 0
        assert stat.S_IMODE(out.stat().st_mode) == 0o600
        out.unlink()
    done = CliRunner().invoke(report, ["--db", str(tiny_warehouse_file), "-o", str(tmp_path / "out.html")])
    assert done.exit_code == 0 and stat.S_IMODE((tmp_path / "out.html").stat().st_mode) == 0o600


def test_a_long_korean_name_is_written(tiny_warehouse_file: Path, tmp_path: Path) -> None:
    out = tmp_path / ("가" * 80 + ".csv")
    assert _run(tiny_warehouse_file, "-o", str(out)).exit_code == 0
    assert out.exists()
