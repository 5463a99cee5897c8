"""Fixtures of the room's tests: databases that have been run once, and a copy of one for each test."""

import shutil
from pathlib import Path

import pytest

from tests.pipeline.support import write_csv
from tests.pipeline.upkeep.customer_to_forget import HEADER, ROWS, run
from tests.pipeline.upkeep.sweet_puddings import without_brand_words


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    run(folder / "ondo.duckdb", write_csv(folder / "answers.csv", ROWS, HEADER))
    return folder


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Path:
    for path in made.iterdir():
        shutil.copy(path, tmp_path)
    return tmp_path / "ondo.duckdb"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return without_brand_words(tmp_path_factory.mktemp("plain"))
