"""The gate: what each role is refused, also when it asks the data directly; and when no data is shown at all."""

import json
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

import queries
from pipeline.config.settings import CONFIG_VARIABLE, DATABASE_VARIABLE
from tests.views.conftest import Open, cards, said, select, set_server_address
from views.access import access_log, gate
from views.commands.export import export
from views.commands.report import report
from views.session import data, saved_views
from views.session.drill_down import DrillDown
from views.words.strings import words_in

KO, EN = words_in("ko"), words_in("en")
SECRETS = {"auth": {"redirect_uri": "http://localhost:8501/oauth2callback", "client_id": "x"}}


@pytest.fixture(autouse=True)
def _no_log_left(tiny_warehouse_file: Path) -> None:
    access_log.log_path(tiny_warehouse_file).unlink(missing_ok=True)


@pytest.fixture
def as_role(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """``as_role(role)``: everybody on this machine has it."""

    def take(role: str, more: str = "") -> None:
        path = tmp_path / "ondo.toml"
        path.write_text(f'[access]\nlocal_role = "{role}"\n{more}', encoding="utf-8")
        monkeypatch.setenv(CONFIG_VARIABLE, str(path))

    return take


def _row_files(app: AppTest) -> list[str]:
    """The files that the page offers, but for the report."""
    return [one.key for one in app.get("download_button") if not one.key.startswith("download_report_")]


def _log(database: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in access_log.read(database)]


def _direct() -> None:
    """A page that goes around all pages and asks the data itself."""
    import streamlit as st

    import queries
    from views.access import gate
    from views.session import data

    asked = {
        "comment_list": {"filter": queries.Filter(), "order": "newest", "limit": 5, "offset": 0},
        "comment": {"feedback_id": 1},
        "export_list": {"filter": queries.Filter()},
        "rejected_row_list": {"limit": 5, "offset": 0},
        "comment_count": {"filter": queries.Filter()},
    }
    for name, params in asked.items():
        for fetch in (data.run, data.uncached):
            try:
                fetch(name, **params)
                st.text(f"{name} {fetch.__name__} ok")
            except gate.AccessDenied as error:
                st.text(f"{name} {fetch.__name__} denied {error.message}")


ALLOWED = {
    "executive": {"comment_count"},
    "manager": {"comment_count", "comment_list", "comment"},
    "analyst": {"comment_count", "comment_list", "comment", "export_list", "rejected_row_list"},
}


@pytest.mark.parametrize("role", ALLOWED)
def test_the_data_itself_refuses_even_what_the_cache_holds(
    monkeypatch: pytest.MonkeyPatch, tiny_warehouse_file: Path, as_role: Any, role: str
) -> None:
    monkeypatch.setenv(DATABASE_VARIABLE, str(tiny_warehouse_file))
    as_role("admin")
    app = AppTest.from_function(_direct, default_timeout=60).run()
    assert not app.exception and all(text.value.endswith("ok") for text in app.text)
    as_role(role)
    app = AppTest.from_function(_direct, default_timeout=60).run()
    answered = {text.value.split()[0] for text in app.text if text.value.endswith("ok")}
    refused = {text.value.split()[0] for text in app.text if "denied" in text.value}
    assert answered == ALLOWED[role] and answered.isdisjoint(refused) and len(app.text) == 10


def test_executives_see_numbers_and_no_comment(open_dashboard: Open, tiny_warehouse_file: Path, as_role: Any) -> None:
    as_role("executive")
    app = open_dashboard(tiny_warehouse_file, language="en")
    assert not app.exception and cards(app)
    assert not [link.proto.label for link in app.get("page_link") if link.proto.page == "comments"]
    quotes = said(app).count('class="ondo-text"')
    app = select(app, DrillDown("summary", (("emotion", "anger"),), "scored", "month"))
    assert EN("access.no_text") in said(app)
    assert quotes and said(app).count('class="ondo-text"') == quotes, "the quotes by rule alone"


@pytest.mark.parametrize(("page", "role"), [("comments", "executive"), ("upload", "analyst")])
def test_an_address_typed_by_hand_is_refused_and_noted(
    open_dashboard: Open, tiny_warehouse_file: Path, as_role: Any, page: str, role: str
) -> None:
    as_role(role)
    for language, words in (("ko", KO), ("en", EN)):
        app = open_dashboard(tiny_warehouse_file, page, language)
        assert not app.exception
        assert words("access.denied") in said(app) and words(f"role.{role}") in said(app)
        assert "배송" not in said(app)
    assert ("denied", f"page {page}") in {(entry["what"], entry.get("asked")) for entry in _log(tiny_warehouse_file)}


def test_managers_read_and_cannot_export(open_dashboard: Open, tiny_warehouse_file: Path, as_role: Any) -> None:
    as_role("manager")
    app = open_dashboard(tiny_warehouse_file, "comments")
    assert "배송" in said(app) and not _row_files(app)
    as_role("analyst")
    assert open_dashboard(tiny_warehouse_file, "comments").get("download_button")


def test_what_is_read_is_noted_once_without_the_words_searched_for(
    open_dashboard: Open, tiny_warehouse_file: Path, as_role: Any
) -> None:
    as_role("manager")
    app = open_dashboard(tiny_warehouse_file, "comments", contains="배송")
    app.run()
    read = [entry for entry in _log(tiny_warehouse_file) if entry["what"] == "comments"]
    [entry] = [entry for entry in read if entry["query"] == "comment_list"]
    assert len(read) == len({entry["query"] for entry in read}), "the list, the open comment and those like it"
    assert (entry["who"], entry["role"], entry["filter"].keys()) == ("local", "manager", {"contains"})
    [search] = [entry for entry in _log(tiny_warehouse_file) if entry["what"] == "search"]
    assert search["filter"] == entry["filter"] and "배송" not in str(search)


def test_the_ledger_is_read_and_noted_when_it_is_opened(
    open_dashboard: Open, tiny_warehouse_file: Path, as_role: Any
) -> None:
    as_role("manager")
    app = open_dashboard(tiny_warehouse_file, "journey", "en")
    quotes = said(app).count('class="ondo-text"')
    assert not access_log.log_path(tiny_warehouse_file).exists()
    app.session_state["ledger"] = True
    assert said(app.run()).count('class="ondo-text"') > quotes
    assert {entry["query"] for entry in _log(tiny_warehouse_file)} == {"emotional_capital_list"}


def _everything(app: AppTest) -> str:
    return said(app) + " ".join(str(button.label) for button in app.button)


def test_an_open_address_without_sign_in_shows_nothing(
    open_dashboard: Open, tiny_warehouse_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for address in ("0.0.0.0", "", "192.168.0.7", "::", "ondo.example.com"):
        set_server_address(address)
        app = open_dashboard(tiny_warehouse_file)
        assert KO("access.exposed") in said(app) and not cards(app), address
    monkeypatch.setenv("ONDO_INSECURE", "1")
    assert cards(open_dashboard(tiny_warehouse_file))


def test_uploads_off_this_machine_need_the_setting(
    open_dashboard: Open, tiny_warehouse_file: Path, monkeypatch: pytest.MonkeyPatch, as_role: Any
) -> None:
    as_role("admin")
    assert KO("upload.what") in said(open_dashboard(tiny_warehouse_file, "upload"))
    set_server_address("0.0.0.0")
    monkeypatch.setenv("ONDO_INSECURE", "1")
    app = open_dashboard(tiny_warehouse_file, "upload")
    assert KO("access.denied") in said(app) and KO("upload.what") not in said(app)
    as_role("admin", "upload = true")
    assert KO("upload.what") in said(open_dashboard(tiny_warehouse_file, "upload"))


def test_files_can_be_loaded_before_there_is_a_database(open_dashboard: Open, tmp_path: Path) -> None:
    for language, words in (("ko", KO), ("en", EN)):
        app = open_dashboard(tmp_path / "none.duckdb", "upload", language)
        assert not app.exception and words("upload.what") in said(app)


@pytest.mark.parametrize(
    ("headers", "client"),
    [
        ({"Host": "ondo.example.com"}, None),
        ({"Host": "localhost:8501", "Origin": "https://ondo.example.com"}, None),
        ({"Host": "localhost:8501", "X-Forwarded-For": "10.1.2.3"}, None),
        ({"Host": "[bad"}, None),
        ({"Host": "localhost:8501"}, "10.1.2.3"),
    ],
)
def test_a_browser_elsewhere_is_noticed_behind_a_proxy(
    monkeypatch: pytest.MonkeyPatch, headers: dict[str, str], client: str | None
) -> None:
    monkeypatch.setattr(gate.st, "context", SimpleNamespace(headers=headers, ip_address=client))
    assert gate.is_exposed()


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", ""])
def test_this_machine_is_home(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setattr(gate.st, "context", SimpleNamespace(headers={"Host": host}, ip_address=None))
    assert not gate.is_exposed()


def test_broken_settings_close_the_dashboard(
    open_dashboard: Open, tiny_warehouse_file: Path, as_role: Any, tmp_path: Path
) -> None:
    as_role("king")
    app = open_dashboard(tiny_warehouse_file)
    assert KO("access.settings") in said(app) and not app.metric and str(tmp_path) not in said(app)


def _signed_in(database: Path, monkeypatch: pytest.MonkeyPatch, **claims: Any) -> AppTest:
    monkeypatch.setenv(DATABASE_VARIABLE, str(database))
    app = AppTest.from_file("/".join((str(Path(__file__).parents[3]), "dashboard.py")), default_timeout=60)
    app.secrets.update(SECRETS)
    app.user = {"is_logged_in": True, "iat": time.time(), "email_verified": True, **claims}
    app.context = {"locale": "en-US", "theme": "light"}
    return app.run()


def test_signed_in_people_have_the_role_of_the_lists(
    monkeypatch: pytest.MonkeyPatch, tiny_warehouse_file: Path, as_role: Any
) -> None:
    as_role("admin", '[access.people]\nexecutive = ["@example.com"]')
    app = _signed_in(tiny_warehouse_file, monkeypatch, email="a@example.com")
    assert cards(app) and "executive" in said(app)
    app = _signed_in(tiny_warehouse_file, monkeypatch, email="a@elsewhere.com")
    assert not cards(app) and EN("access.stranger") in said(app)
    app = _signed_in(tiny_warehouse_file, monkeypatch, email="a@example.com", iat=time.time() - 13 * 3600)
    assert not cards(app) and EN("access.expired") in said(app)
    app = _signed_in(tiny_warehouse_file, monkeypatch, email="a@example.com", is_logged_in=False)
    assert not cards(app) and EN("access.signed_out") in said(app)


def test_a_thread_without_a_visitor_may_nothing_in_a_server(
    monkeypatch: pytest.MonkeyPatch, tiny_warehouse_file: Path
) -> None:
    monkeypatch.setenv(DATABASE_VARIABLE, str(tiny_warehouse_file))
    count = {"filter": queries.Filter()}
    assert data.uncached("comment_count", **count).num_rows == 1
    monkeypatch.setattr(gate, "is_served", lambda: True)
    with pytest.raises(gate.AccessDenied):
        data.uncached("comment_count", **count)
    with gate.acting(gate.Visitor("a@example.com", "executive")):
        assert data.uncached("comment_count", **count).num_rows == 1
        with pytest.raises(gate.AccessDenied):
            data.uncached("export_list", **count)


def test_an_export_that_cannot_be_logged_is_refused(monkeypatch: pytest.MonkeyPatch, tiny_warehouse_file: Path) -> None:
    import pyarrow as pa

    from views.components import tables

    monkeypatch.setenv(DATABASE_VARIABLE, str(tiny_warehouse_file))
    made = []
    monkeypatch.setattr(st, "download_button", lambda *args, data, **more: made.append(data))
    tables.show_plain_downloads(EN, pa.table({"a": [1]}), "x", "x")
    assert made[0]()
    log = access_log.log_path(tiny_warehouse_file)
    log.unlink()
    log.mkdir()
    try:
        with pytest.raises(access_log.LogFailed):
            made[0]()
    finally:
        log.rmdir()


def _warnings(app: AppTest) -> str:
    return " ".join(box.value for box in app.warning)


def test_an_executive_is_offered_no_filter_that_splits_groups_and_told_why_one_was_left_out(
    open_dashboard: Open, tiny_warehouse_file: Path, as_role: Any
) -> None:
    as_role("executive")
    address = {"contains": "배송", "tone_from": "0.5", "emotions": "anger", "a_nps_bands": "promoter"}
    for language, words in (("ko", KO), ("en", EN)):
        app = open_dashboard(tiny_warehouse_file, language=language, **address)
        assert not app.exception
        named = ", ".join(words(f"filter.{name}") for name in ("emotions", "tone_from", "contains", "nps_bands"))
        assert words("filter.refused.role", what=named) in _warnings(app)
        assert not app.text_input(key="saved_name").value and len(app.text_input) == 1, "no search"
        app = app.switch_page("views/pages/compare.py").run()
        assert not app.exception and not app.slider
        assert not [box.key for box in app.multiselect if "emotions" in box.key or "nps_bands" in box.key]
        assert not {"contains", "tone_from", "emotions"} & app.query_params.keys()
        assert words("access.in_groups", limit=5) in said(app)
    as_role("manager")
    app = open_dashboard(tiny_warehouse_file, "compare", **address)
    assert not _warnings(app) and app.text_input(key="contains").value == "배송"


def test_employees_are_not_searched_and_the_page_says_so(
    open_dashboard: Open, tiny_warehouse_file: Path, as_role: Any
) -> None:
    as_role("admin")
    app = open_dashboard(tiny_warehouse_file, language="en", audience="employee", words='-"팀장"', contains="이직")
    assert not app.exception
    named = f"{EN('filter.words')}, {EN('filter.contains')}"
    assert EN("filter.refused.employees", what=named) in _warnings(app)
    assert [item.key for item in app.text_input] == ["saved_name"] and "contains" not in app.query_params
    app = open_dashboard(tiny_warehouse_file, "employees", "en", contains="이직")
    assert not app.exception and EN("employees.without_text") in said(app)
    assert app.text_input(key="contains").value == "이직", "which holds for the other pages"


def test_a_saved_view_says_what_was_left_out_of_it(
    open_dashboard: Open, tiny_warehouse_file: Path, as_role: Any, tmp_path: Path
) -> None:
    database = tmp_path / tiny_warehouse_file.name
    database.write_bytes(tiny_warehouse_file.read_bytes())
    saved_views.save(database, saved_views.SavedView("late", "summary", "contains=배송&grain=week"))
    as_role("executive")
    app = open_dashboard(database, language="en")
    app.button(key="saved_open_0").click().run()
    assert not app.exception and EN("filter.refused.role", what=EN("filter.contains")) in _warnings(app)
    assert app.query_params["grain"] in ("week", ["week"]) and "contains" not in app.query_params


@pytest.mark.parametrize("command", [export, report])
def test_the_command_line_refuses_to_search_employees(tiny_warehouse_file: Path, tmp_path: Path, command: Any) -> None:
    for options in (["--contains", "이직"], ["--words", '-"팀장"'], ["--link", "?audience=employee&words=이직"]):
        place = tmp_path / f"x.{'csv' if command is export else 'html'}"
        arguments = ["--db", str(tiny_warehouse_file), "-o", str(place), "--audience", "employee", *options]
        done = CliRunner().invoke(command, arguments)
        assert done.exit_code == 2 and "employees' answers" in done.stderr and not place.exists()


def test_a_report_of_a_search_is_noted(tiny_warehouse_file: Path, tmp_path: Path) -> None:
    arguments = ["--db", str(tiny_warehouse_file), "-o", str(tmp_path / "x.html"), "--contains", "배송"]
    assert CliRunner().invoke(report, arguments).exit_code == 0
    [entry] = _log(tiny_warehouse_file)
    assert (entry["who"], entry["what"], entry["query"]) == ("command line", "search", "report")
    assert "배송" not in str(entry)
