"""Saved views: a file beside the database, two writers, what is refused; and that a saved view opens the same address."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from tests.views.conftest import Open, follow, page_name, said
from views.session import saved_views
from views.session.kept_beside import NotKept
from views.session.saved_views import SavedView
from views.words.strings import words_in

VIEW = SavedView("월요일 회의", "trends", "lang=ko&emotions=joy")


def test_nothing_is_saved_yet(tmp_path: Path) -> None:
    assert saved_views.read(tmp_path / "x.duckdb") == saved_views.SavedViews(())
    assert not list(tmp_path.iterdir())


def test_what_is_saved_is_read_again_by_its_owner_only(tmp_path: Path) -> None:
    database = tmp_path / "x.duckdb"
    saved_views.save(database, VIEW)
    saved_views.save(database, SavedView("  아침   보기 ", "summary", ""))
    assert saved_views.read(database).views == (SavedView("아침 보기", "summary", ""), VIEW)
    assert stat.S_IMODE(saved_views.path_of(database).stat().st_mode) == 0o600
    assert not list(tmp_path.glob(".*"))


def test_rename_and_delete(tmp_path: Path) -> None:
    database = tmp_path / "x.duckdb"
    saved_views.save(database, VIEW)
    saved_views.rename(database, VIEW.name, "화요일")
    assert [view.name for view in saved_views.read(database).views] == ["화요일"]
    saved_views.rename(database, "화요일", "화요일")
    with pytest.raises(NotKept, match="gone"):
        saved_views.rename(database, VIEW.name, "수요일")
    saved_views.delete(database, "화요일")
    saved_views.delete(database, "화요일")
    assert saved_views.read(database).views == ()


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\x00b", "a\u202eb", "\ud800"], ids=ascii)
def test_names_that_nobody_can_read_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotKept, match="bad_name"):
        saved_views.save(tmp_path / "x.duckdb", SavedView(name, "trends", ""))


@given(st.text(max_size=80))
def test_a_name_is_clean_or_refused(name: str) -> None:
    try:
        clean = saved_views.clean_name(name)
    except NotKept:
        return
    assert clean == saved_views.clean_name(clean) and 0 < len(clean) <= saved_views.LONGEST_NAME and clean.isprintable()


def test_the_same_name_twice_and_too_many_are_refused(tmp_path: Path) -> None:
    database = tmp_path / "x.duckdb"
    saved_views.save(database, SavedView("Monday", "trends", ""))
    with pytest.raises(NotKept, match="taken"):
        saved_views.save(database, SavedView("MONDAY", "trends", ""))
    with pytest.raises(NotKept, match="long"):
        saved_views.save(database, SavedView("Tuesday", "trends", "x" * (saved_views.LONGEST_QUERY + 1)))
    views = [{"name": f"view {number}", "page": "trends", "query": ""} for number in range(saved_views.MOST)]
    saved_views.path_of(database).write_text(json.dumps({"views": views}))
    with pytest.raises(NotKept, match="full"):
        saved_views.save(database, SavedView("one more", "trends", ""))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"views": [1]}',
        '{"views": [{"name": "x"}]}',
        '{"views": [{"name": "x", "page": "../x", "query": ""}]}',
        '{"views": [{"name": "", "page": "x", "query": ""}]}',
        '{"views": [{"name": "x", "page": 1, "query": ""}]}',
        '{"views": [{"name": "x", "page": "x", "query": []}]}',
        '{"views": [{"name": "x", "page": "x", "query": "\\ud800"}]}',
        '{"views": [{"name": ["x"], "page": "x", "query": ""}]}',
        '{"views": [[]]}',
        '{"views": {"a": 1}}',
        '{"views": "abc"}',
        '{"views": null}',
        '{"views": ' + "1" * 5_000 + "}",
        "[" * 100_000,
        '{"views": []}' + " " * saved_views.LARGEST,
        b"\xff\xfe\x00",
        b"\x00" * 99,
    ],
    ids=lambda text: ascii(text)[:60],
)
def test_a_broken_file_is_said_and_left_alone(tmp_path: Path, text: str | bytes) -> None:
    database = tmp_path / "x.duckdb"
    content = text.encode() if isinstance(text, str) else text
    saved_views.path_of(database).write_bytes(content)
    assert saved_views.read(database) == saved_views.SavedViews((), is_broken=True)
    with pytest.raises(NotKept, match="broken"):
        saved_views.save(database, VIEW)
    assert saved_views.path_of(database).read_bytes() == content


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_what_is_no_file_counts_as_broken(tmp_path: Path, make: Callable[[Path], object]) -> None:
    make(saved_views.path_of(tmp_path / "x.duckdb"))
    assert saved_views.read(tmp_path / "x.duckdb").is_broken


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "page", "query", "x"]), inner),
    max_leaves=9,
)


@given(st.one_of(_json, st.builds(lambda views: {"views": views}, st.lists(_json, max_size=3) | _json)))
def test_no_file_whatever_it_holds_ends_the_page(tmp_path_factory: pytest.TempPathFactory, content: object) -> None:
    database = tmp_path_factory.getbasetemp() / "any.duckdb"
    saved_views.path_of(database).write_text(json.dumps(content))
    for view in saved_views.read(database).views:
        assert (
            view.page.isidentifier() and saved_views.clean_name(view.name) == view.name and isinstance(view.query, str)
        )


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    database = tmp_path / "x.duckdb"
    code = (
        "import sys; from pathlib import Path; from views.session import saved_views as saved\n"
        "for n in range(15): saved.save(Path(sys.argv[1]), saved.SavedView(f'{sys.argv[2]} {n}', 'trends', ''))"
    )
    writers = [subprocess.Popen([sys.executable, "-c", code, str(database), name]) for name in ("a", "b")]
    assert [writer.wait() for writer in writers] == [0, 0]
    assert len(saved_views.read(database).views) == 30


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotKept, match="unwritable"):
        saved_views.save(tmp_path / "no" / "x.duckdb", VIEW)


def _link(app: AppTest) -> tuple[str, dict[str, list[str]]]:
    """What the button that copies the address has to copy."""
    said = (json.loads(one.proto.json) for one in app.get("bidi_component") if one.proto.json)
    (link,) = [data["link"] for data in said if "link" in data]
    return urlsplit(link).path, parse_qs(urlsplit(link).query)


def test_the_link_says_all_that_is_on_screen(open_dashboard: Open, crowd_warehouse_file: Path) -> None:
    given = {
        "lang": "en",
        "touchpoints": ["payment", "(none)"],
        "states": ["scored"],
        "intensity_from": "1",
        "tone_from": "-0.9",
        "confidence_from": "0.1",
        "period": "this_year",
        "grain": "week",
        "measure": "nps",
        "contains": "a",
    }
    app = open_dashboard(crowd_warehouse_file, "trends", **given)
    path, values = _link(app)
    assert path == "/trends"
    assert values == {name: value if isinstance(value, list) else [value] for name, value in given.items()}
    assert app.pills(key="period_en").value == "this_year"


def test_a_saved_view_opens_the_same_address(open_dashboard: Open, crowd_warehouse_file: Path, tmp_path: Path) -> None:
    database = tmp_path / "live.duckdb"
    database.write_bytes(crowd_warehouse_file.read_bytes())
    given = {"emotions": ["joy"], "tone_until": "0.5", "from": "2025-02-01", "grain": "week", "measure": "tone"}
    app = open_dashboard(database, "trends", "en", **given)
    before = _link(app)
    app.text_input(key="saved_name").set_value("Mine")
    app.button(key="FormSubmitter:save_view-Save this view").click().run()
    assert saved_views.read(database).views[0].page == "trends"
    fresh = open_dashboard(database, language="en", touchpoints=["payment"])
    assert _link(fresh) != before
    fresh = follow(fresh, "Mine")
    assert page_name(fresh) == "Trends"
    assert _link(fresh) == before


def test_a_damaged_file_is_said_in_the_sidebar(open_dashboard: Open, tiny_warehouse_file: Path, tmp_path: Path) -> None:
    database = tmp_path / "live.duckdb"
    database.write_bytes(tiny_warehouse_file.read_bytes())
    saved_views.path_of(database).write_text("{")
    assert "live.duckdb.views.json" in said(open_dashboard(database)).replace("\\", "")


def test_periods_by_name_are_counted_from_the_last_day() -> None:
    from views.words import presets

    last = date(2026, 3, 5)
    assert presets.days("last_28", last) == (date(2026, 2, 6), last)
    assert presets.days("this_month", last) == (date(2026, 3, 1), last)
    assert presets.days("last_month", last) == (date(2026, 2, 1), date(2026, 2, 28))
    assert presets.days("this_year", last) == (date(2026, 1, 1), last)
    assert presets.days("last_month", date(2026, 1, 15)) == (date(2025, 12, 1), date(2025, 12, 31))
    assert all(words_in(language)(f"period.{name}") for name in presets.CHOICES for language in ("ko", "en"))
