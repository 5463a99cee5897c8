"""Settings: defaults.toml, then ondo.toml, then the environment; validated once, then frozen."""

import os
from pathlib import Path

from pipeline.config.access import ROLES, Access
from pipeline.config.reading_limits import use_limits
from pipeline.config.settings_types import EVENT_KINDS, Event, Settings, SmallNumbers, Touchpoint
from pipeline.masking.pattern import keep_kinds, use_own

__all__ = [
    "EVENT_KINDS",
    "ROLES",
    "Access",
    "Event",
    "Settings",
    "SmallNumbers",
    "Touchpoint",
    "config_file",
    "config_path",
    "database_path",
    "load_settings",
]

SCHEMA_VERSION = 10
"""Version of schema.sql; the next run brings an older file up to it."""

OLDEST_SCHEMA_VERSION = 1
"""Oldest version that a run brings up to date; others are refused with a remedy."""

DEFAULTS_FILE = Path(__file__).with_name("defaults.toml")
MODEL_FOLDER = Path(__file__).resolve().parent.parent / "model"
SCHEMA_FILE = Path(__file__).resolve().parent.parent / "schema.sql"

DEFAULT_DATABASE = Path("ondo.duckdb")
DATABASE_VARIABLE = "ONDO_DB"
CONFIG_VARIABLE = "ONDO_CONFIG"

AUDIENCES = ("customer", "employee")


def database_path() -> Path:
    """The database named by ONDO_DB, else ondo.duckdb in the working folder."""
    return Path(os.environ.get(DATABASE_VARIABLE) or DEFAULT_DATABASE)


def load_settings(config: Path | None = None) -> Settings:
    """Read and check the settings; what they say of masking, and their limits of reading, hold from then on in this process.

    ``config`` defaults to ONDO_CONFIG, else ./ondo.toml where there is one.
    Raises WrongUsage naming the file, the key at fault and a remedy.
    """
    from pipeline.config.ondo_toml.settings_file import read_settings  # only here: `ondo --help` reads no settings

    settings = read_settings(DEFAULTS_FILE, config or config_file())
    use_own(settings.personal_patterns)
    keep_kinds(settings.kinds_off)
    use_limits(settings.reading)
    return settings


def config_path() -> Path:
    """The settings file named by ONDO_CONFIG, else ondo.toml in the working folder, which may not be there."""
    return Path(os.environ.get(CONFIG_VARIABLE) or "ondo.toml")


def config_file() -> Path | None:
    """The settings file named by ONDO_CONFIG, else ondo.toml in the working folder, where there is one."""
    path = config_path()
    return path if os.environ.get(CONFIG_VARIABLE) or os.path.isfile(path) else None
