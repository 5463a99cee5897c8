"""What pip installs is whole: every folder, every query, the dashboard's look."""

import fnmatch
import tomllib
from pathlib import Path

from streamlit import config

from views.server import start

ROOT = Path(__file__).resolve().parent.parent
SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
ROOMS = ("pipeline", "queries", "views", "sample_data")


def _files() -> list[Path]:
    found = [path.relative_to(ROOT) for room in ROOMS for path in (ROOT / room).rglob("*")]
    return [path for path in found if (ROOT / path).is_file() and "__pycache__" not in path.parts]


def test_every_file_of_the_rooms_is_in_the_package() -> None:
    data, found = SETUPTOOLS["package-data"], SETUPTOOLS["packages"]["find"]["include"]
    for path in _files():
        package = ".".join(path.parent.parts)
        assert any(fnmatch.fnmatch(package, pattern) for pattern in found), f"{path}: its folder is in no package"
        assert (ROOT / path.parent / "__init__.py").is_file(), f"{path}: its folder needs an __init__.py to be found"
        if path.suffix != ".py":
            patterns = [*data["*"], *data.get(package, [])]
            assert any(fnmatch.fnmatch(path.name, pattern) for pattern in patterns), f"{path}: add it to package-data"


def test_an_installed_dashboard_looks_and_acts_as_a_checkout_does() -> None:
    settings = start.settings()
    assert settings["browser.gatherUsageStats"] is False and settings["client.showErrorDetails"] == "none"
    assert "Nanum" in settings["theme.font"]
    assert not settings.keys() - config._config_options_template.keys()
    linked = ROOT / ".streamlit" / "config.toml"
    assert linked.resolve() == start.SETTINGS.resolve()
