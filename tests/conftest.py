"""Fixtures for all rooms: databases of known content, broken ones, and a place apart from the developer's machine."""

from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path

import hypothesis
import pytest

from pipeline.config.settings import CONFIG_VARIABLE, DATABASE_VARIABLE, MODEL_FOLDER, SCHEMA_VERSION
from pipeline.scoring import model_file, scorer
from tests import sample_databases
from tests.pipeline.support import ondo

hypothesis.settings.register_profile("ondo", deadline=None, database=None, derandomize=True)
hypothesis.settings.load_profile("ondo")

LONG = (
    "pipeline/cluster/test_spark.py",
    "pipeline/storage/test_kills.py",
    "browser/test_history.py",
    "browser/test_comments.py",
    "browser/test_every_page.py",
    "browser/test_dashboard.py",
    "browser/test_safety.py",
    "views/pages/test_pages.py",
    "views/access/test_no_oracle.py",
    "pipeline/upkeep/test_rescore.py",
    "pipeline/upkeep/test_withdrawn.py",
    "pipeline/test_database_contents.py",
    "pipeline/test_overlaps.py",
)
"""Files that take half a minute and more."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first: where each worker takes the next file, none is left with a long one in the end."""
    items.sort(key=lambda item: not item.path.as_posix().endswith(LONG))


@pytest.fixture(scope="session")
def working_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Empty folders; pytest's own numbered ones are looked for among all that were made, a thousand times a thousand."""
    parent = tmp_path_factory.mktemp("apart")

    def made() -> Iterator[Path]:
        for number in count():
            (parent / str(number)).mkdir()
            yield parent / str(number)

    return made()


@pytest.fixture(autouse=True)
def apart(monkeypatch: pytest.MonkeyPatch, working_folders: Iterator[Path]) -> None:
    """No settings of the developer's, and an empty working folder."""
    monkeypatch.delenv(DATABASE_VARIABLE, raising=False)
    monkeypatch.delenv(CONFIG_VARIABLE, raising=False)
    monkeypatch.chdir(next(working_folders))


@pytest.fixture(scope="session", autouse=True)
def model_loaded_once() -> Iterator[None]:
    """The committed model is unpacked once, not with every run of a test."""
    committed = cache(lambda: model_file.load(MODEL_FOLDER))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scorer, "load", lambda folder: committed() if folder == MODEL_FOLDER else model_file.load(folder))
        yield


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
