"""Where the dashboard may listen, and what counts as sign-in."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.cli import serve
from pipeline.cli.console import exit_code_of
from pipeline.cli.main import cli
from pipeline.config.settings import CONFIG_VARIABLE, DATABASE_VARIABLE, load_settings
from pipeline.errors import WrongUsage

SECRET = "0123456789abcdef" * 2
AUTH = {
    "redirect_uri": '"https://ondo.example.com/oauth2callback"',
    "cookie_secret": f'"{SECRET}"',
    "client_id": '"ondo"',
    "client_secret": '"s"',
    "server_metadata_url": '"https://id.example.com/.well-known/openid-configuration"',
}


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[list[str], dict[str, str]]]:
    """The commands that would have been started, each with its environment; no home folder has secrets."""
    started: list[tuple[list[str], dict[str, str]]] = []

    class Done:
        returncode = 0

    def run(command: list[str], env: dict[str, str], **more: Any) -> Done:
        started.append((command, env))
        return Done()

    monkeypatch.setattr(serve.subprocess, "run", run)
    monkeypatch.setenv("HOME", str(tmp_path))
    return started


def _secrets(folder: Path, **changed: str | None) -> Path:
    path = folder / ".streamlit" / "secrets.toml"
    path.parent.mkdir(exist_ok=True)
    lines = [f"{name} = {value}" for name, value in {**AUTH, **changed}.items() if value is not None]
    path.write_text("[auth]\n" + "\n".join(lines), encoding="utf-8")
    return path


def _dashboard(*args: str) -> Any:
    return CliRunner().invoke(cli, ["dashboard", "--headless", *args])


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_this_machine_needs_no_sign_in(served: list[Any], address: str) -> None:
    assert _dashboard("--address", address).exit_code == 0
    [(command, environment)] = served
    assert f"--address={address}" in command and serve.INSECURE_VARIABLE not in environment


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.168.0.3", "ondo.example.com", "127.0.0.1.example.com", ""])
def test_others_do(served: list[Any], address: str) -> None:
    failed = _dashboard("--address", address).exception
    assert isinstance(failed, WrongUsage) and failed.exit_code == 2
    assert "--insecure" in failed.remedy and "secrets.toml" in failed.remedy
    assert not served


def test_insecure_is_said_and_passed_on(served: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    settings = load_settings()
    serve.serve(Path("x"), settings, port=1, headless=True, address="0.0.0.0", insecure=True, config=None)
    assert served[0][1][serve.INSECURE_VARIABLE] == "1"
    assert "nobody signs in" in capsys.readouterr().err


def test_an_inherited_insecure_is_not_passed_on(served: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(serve.INSECURE_VARIABLE, "1")
    assert _dashboard().exit_code == 0
    assert serve.INSECURE_VARIABLE not in served[0][1]


def test_stopping_says_nothing_of_publishing(
    served: list[Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*given: Any, **more: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(serve.subprocess, "run", interrupted)
    with pytest.raises(KeyboardInterrupt) as caught:
        serve.serve(Path("x"), load_settings(), port=1, headless=True, address="127.0.0.1", insecure=False, config=None)
    assert exit_code_of(caught.value) == 130
    told = capsys.readouterr().err
    assert told.endswith("The dashboard is stopped.\n") and "publish" not in told
    assert exit_code_of(KeyboardInterrupt()) == 130 and "nothing was published" in capsys.readouterr().err


def test_with_sign_in_any_address_will_do(served: list[Any]) -> None:
    path = _secrets(Path())
    assert _dashboard("--address", "0.0.0.0").exit_code == 0
    assert f"--secrets={path.absolute()}" in served[0][0]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"cookie_secret": '"short"'}, "cookie_secret"),
        ({"cookie_secret": None}, "lacks cookie_secret"),
        ({"client_secret": None}, "lacks client_secret"),
        ({"server_metadata_url": '""'}, "lacks server_metadata_url"),
        ({"redirect_uri": '"https://ondo.example.com/"'}, "oauth2callback"),
        ({"client_id": "= ="}, "TOML"),
    ],
)
def test_half_a_sign_in_is_refused(served: list[Any], changed: dict[str, str | None], said: str) -> None:
    _secrets(Path(), **changed)
    failed = _dashboard("--address", "0.0.0.0").exception
    assert isinstance(failed, WrongUsage) and said in str(failed) and SECRET not in str(failed)
    assert not served


def test_secrets_without_auth_are_no_sign_in(tmp_path: Path) -> None:
    path = tmp_path / "secrets.toml"
    path.write_text('token = "x"\n', encoding="utf-8")
    assert serve.is_sign_in_configured(path) is False


def test_providers_with_names(tmp_path: Path) -> None:
    path = tmp_path / "secrets.toml"
    shared = f'[auth]\nredirect_uri = "http://localhost/oauth2callback"\ncookie_secret = "{SECRET}"\n'
    path.write_text(
        shared + '[auth.corp]\nclient_id = "x"\nclient_secret = "y"\nserver_metadata_url = "z"\n', encoding="utf-8"
    )
    assert serve.is_sign_in_configured(path)
    path.write_text(shared + '[auth.corp]\nclient_id = "x"\n', encoding="utf-8")
    with pytest.raises(WrongUsage, match="client_secret"):
        serve.is_sign_in_configured(path)


def test_the_dashboard_finds_the_files_of_the_folder_it_was_started_in(served: list[Any]) -> None:
    Path("ondo.toml").write_text('[access]\nlocal_role = "manager"\nupload_megabytes = 7\n', encoding="utf-8")
    assert _dashboard("--db", "here.duckdb").exit_code == 0
    [(command, environment)] = served
    assert environment[CONFIG_VARIABLE] == str(Path("ondo.toml").absolute())
    assert environment[DATABASE_VARIABLE] == str(Path("here.duckdb").absolute())
    assert "--megabytes=7" in command


@pytest.mark.parametrize(("given", "told"), [("ondo", "/ondo"), ("/a/b/", "/a/b"), ("/", "")])
def test_a_path_of_its_own_is_passed_on_and_said(served: list[Any], given: str, told: str) -> None:
    done = _dashboard("--base-path", given, "--port", "8501")
    command = served[0][0]
    assert done.exit_code == 0
    assert [word for word in command if "base-path" in word] == ([f"--base-path={told}"] if told else [])
    assert f"http://127.0.0.1:8501{told}  (" in done.output
