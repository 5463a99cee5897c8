"""Starting the dashboard: where it may listen, and whether sign-in is configured."""

import ipaddress
import os
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pipeline.cli.console import say
from pipeline.config.settings import CONFIG_VARIABLE, DATABASE_VARIABLE, Settings, config_file
from pipeline.errors import ExitCode, WrongUsage

ROOT = Path(__file__).resolve().parents[2]
SERVER_MODULE = "views.server.start"

HOME_ADDRESS = "127.0.0.1"
INSECURE_VARIABLE = "ONDO_INSECURE"
"""Set to 1 where a dashboard without sign-in may be reached from other machines."""

SECRETS_FILE = Path(".streamlit/secrets.toml")
SHORTEST_SECRET = 32
"""Characters of the cookie secret; OWASP asks for 128 bits or more, which 32 hexadecimal digits are."""

_PROVIDER = ("client_id", "client_secret", "server_metadata_url")


def serve(
    database: Path,
    settings: Settings,
    *,
    port: int,
    headless: bool,
    address: str,
    insecure: bool,
    config: Path | None,
    base_path: str = "",
) -> None:
    """Serve the dashboard until it is stopped, everything below ``base_path`` of its address.

    Raises WrongUsage for an address that others can reach where nobody has to sign in, unless ``insecure``.
    """
    secrets = secrets_file()
    has_sign_in = secrets is not None and is_sign_in_configured(secrets)
    if not has_sign_in and not insecure:
        _refuse_reachable(address)
    if insecure and not has_sign_in:
        say(f"Warning: nobody signs in; whoever reaches the dashboard has the role {settings.access.local_role!r}.")
    shown = f"[{address}]" if ":" in address else address
    say(f"Dashboard: http://{shown}:{port}{_rooted(base_path)}  (stop with Ctrl+C)")
    command = [
        sys.executable, "-m", SERVER_MODULE, f"--port={port}", f"--address={address}",
        f"--megabytes={settings.access.upload_megabytes}", *_optional_arguments(headless, secrets, _rooted(base_path)),
    ]  # fmt: skip
    with _ended_together():
        try:
            code = subprocess.run(
                command, env=_environment(database, config, insecure), cwd=ROOT, check=False
            ).returncode
        except KeyboardInterrupt:
            raise KeyboardInterrupt("The dashboard is stopped.") from None
    if code > 0 and code != ExitCode.INTERRUPTED:
        raise WrongUsage(
            f"the dashboard ended with code {code}", remedy=f"is port {port} in use? choose another with --port"
        )


def _refuse_reachable(address: str) -> None:
    """A dashboard where nobody signs in is for this machine alone."""
    if not is_home(address):
        raise WrongUsage(
            f"the dashboard would be open to everybody who can reach {address}",
            where="--address",
            remedy=f"configure sign-in in {SECRETS_FILE} (docs/security.md), keep to {HOME_ADDRESS} behind a proxy that "
            "signs people in, or say --insecure",
        )


def _optional_arguments(headless: bool, secrets: Path | None, base_path: str) -> list[str]:
    """What the server is told only where it is so."""
    told = (
        ("--headless", _no_screen(headless)),
        (f"--secrets={secrets}", secrets is not None),
        (f"--base-path={base_path}", bool(base_path)),
    )
    return [argument for argument, is_so in told if is_so]


def _rooted(base_path: str) -> str:
    """A path of an address that begins with a slash and ends without; '' for none."""
    inner = base_path.strip("/")
    return f"/{inner}" if inner else ""


@contextmanager
def _ended_together() -> Iterator[None]:
    """Whoever ends this process ends the server that it waits for, too: no dashboard goes on that nobody sees."""

    def end(*_: object) -> None:
        raise SystemExit(128 + signal.SIGTERM)

    former = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, former)


def is_home(address: str) -> bool:
    """Whether only this machine can reach an address."""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def secrets_file() -> Path | None:
    """Streamlit's file of secrets in the working folder, else in the home folder, where there is one."""
    places = (SECRETS_FILE.absolute(), Path.home() / SECRETS_FILE)
    return next((place for place in places if place.is_file()), None)


def is_sign_in_configured(path: Path) -> bool:
    """Whether a file of secrets has a whole [auth]; False where it has none. Raises WrongUsage for one that is not whole."""
    try:
        auth = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("auth")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise _unfit(path, f"cannot be read as TOML ({type(error).__name__})") from error
    if auth is None:
        return False
    if not isinstance(auth, dict):
        raise _unfit(path, "has an auth that is no table")
    _check_auth(path, auth)
    if find_spec("authlib") is None:
        raise WrongUsage(
            "Authlib is not installed, which sign-in needs",
            remedy="in Ondo's folder: .venv/bin/pip install -c constraints.txt -e '.[auth]'",
        )
    return True


def _check_auth(path: Path, auth: dict[str, Any]) -> None:
    missing = _missing_names(auth)
    if missing:
        raise _unfit(path, f"lacks {', '.join(dict.fromkeys(missing))} under [auth]")
    if len(str(auth["cookie_secret"])) < SHORTEST_SECRET:
        raise _unfit(path, f"has a cookie_secret of fewer than {SHORTEST_SECRET} characters")
    if not str(auth["redirect_uri"]).endswith("/oauth2callback"):
        raise _unfit(path, "has a redirect_uri that does not end in /oauth2callback")


def _missing_names(auth: dict[str, Any]) -> list[str]:
    """What [auth] lacks, and each of its providers, or itself where it names none."""
    missing = [name for name in ("redirect_uri", "cookie_secret") if not auth.get(name)]
    named = [provider for provider in auth.values() if isinstance(provider, dict) and "client_id" in provider]
    for provider in named or [auth]:
        missing += [name for name in _PROVIDER if not provider.get(name)]
    return missing


def _unfit(path: Path, what: str) -> WrongUsage:
    return WrongUsage(
        f"the file of secrets {what}",
        where=str(path),
        remedy="docs/security.md shows one; a cookie_secret comes from: python -c 'import secrets; print(secrets.token_hex(32))'",
    )


def _no_screen(headless: bool) -> bool:
    return headless or not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform == "darwin")


def _environment(database: Path, config: Path | None, insecure: bool) -> dict[str, str]:
    """The dashboard's environment; it runs in another folder, so files are named in full."""
    environment = {**os.environ, DATABASE_VARIABLE: str(database.absolute())}
    chosen = config or config_file()
    if chosen is not None:
        environment[CONFIG_VARIABLE] = str(chosen.absolute())
    if insecure:
        environment[INSECURE_VARIABLE] = "1"
    else:
        environment.pop(INSECURE_VARIABLE, None)
    return environment
