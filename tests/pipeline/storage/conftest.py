"""Fixtures of the room's tests: settings, and where a database is to be."""

from pathlib import Path

import pytest

from pipeline.config.settings import Settings, load_settings


@pytest.fixture
def settings() -> Settings:
    return load_settings()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "ondo.duckdb"
