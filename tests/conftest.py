"""Fixtures for all rooms: databases of known content, broken ones, and a place apart from the developer's machine."""

from pathlib import Path

import hypothesis
import pytest

from pipeline.config.settings import CONFIG_VARIABLE, DATABASE_VARIABLE, SCHEMA_VERSION
from tests import sample_databases
from tests.pipeline.support import ondo

hypothesis.settings.register_profile("ondo", deadline=None, database=None, derandomize=True)
hypothesis.settings.load_profile("ondo")


@pytest.fixture(autouse=True)
def apart(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No settings of the developer's, and an empty working folder."""
    monkeypatch.delenv(DATABASE_VARIABLE, raising=False)
    monkeypatch.delenv(CONFIG_VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path_factory.mktemp("apart"))


@pytest.fixture(scope="session")
def tiny_warehouse_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of worlds.TINY; only to be read."""
    return sample_databases.build_tiny_database(tmp_path_factory.mktemp("tiny") / "tiny.duckdb")


@pytest.fixture(scope="session")
def empty_warehouse_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database without any answer; only to be read."""
    return sample_databases.build_database(tmp_path_factory.mktemp("empty") / "empty.duckdb")


@pytest.fixture(scope="session")
def older_schema_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the schema version before this one; only to be read."""
    path = tmp_path_factory.mktemp("older") / "older.duckdb"
    return sample_databases.build_database(path, sample_databases.TINY, schema_version=SCHEMA_VERSION - 1)


@pytest.fixture(scope="session")
def not_a_database_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A text file named like a database."""
    path = tmp_path_factory.mktemp("text") / "text.duckdb"
    path.write_text("id,text\n1,배송이 늦어요\n", encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def crowd_warehouse_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of 400 random answers with the usual thresholds; only to be read."""
    return sample_databases.build_database(tmp_path_factory.mktemp("crowd") / "crowd.duckdb", sample_databases.crowd())


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of the sample data, as `ondo demo` makes it; only to be read."""
    path = tmp_path_factory.mktemp("sample") / "sample.duckdb"
    assert ondo("demo", "--no-dashboard", "--db", path).returncode == 0
    return path
