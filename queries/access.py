"""Who may do what, and where digests go, as the settings file says now."""

import os
from functools import lru_cache
from pathlib import Path

from pipeline.config.digest import DigestSettings
from pipeline.config.settings import Access, config_file, load_settings


def access_settings() -> Access:
    """The settings under [access], read again when their file changes. Raises WrongUsage where they cannot be used."""
    return _settings_now()[0]


def digest_settings() -> DigestSettings:
    """The settings under [digest], likewise."""
    return _settings_now()[1]


def _settings_now() -> tuple[Access, DigestSettings]:
    path = config_file()
    if path is None:
        return _settings(None, ())
    try:
        found = os.stat(path)
    except OSError:
        return _settings.__wrapped__(path, ())
    return _settings(path.absolute(), (found.st_ino, found.st_mtime_ns, found.st_size))


@lru_cache(maxsize=2)
def _settings(path: Path | None, identity: tuple[int, ...]) -> tuple[Access, DigestSettings]:
    settings = load_settings(path)
    return settings.access, settings.digest
