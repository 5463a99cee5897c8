"""Opened warehouses, and rows as plain dicts."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.config.settings import SmallNumbers
from queries import Warehouse, open_warehouse
from tests import sample_databases

Rows = Callable[..., list[dict[str, Any]]]


def opened(path: Path) -> Iterator[Warehouse]:
    """A warehouse that lets go of its connection in the end: hypothesis keeps what its tests were given until exit."""
    warehouse = open_warehouse(path)
    yield warehouse
    del warehouse._connection


@pytest.fixture(scope="session")
def tiny(tiny_warehouse_file: Path) -> Iterator[Warehouse]:
    """The warehouse of worlds.TINY."""
    yield from opened(tiny_warehouse_file)


@pytest.fixture(scope="session")
def open_tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """The warehouse of worlds.TINY where groups of two may be shown and five are not few."""
    path = tmp_path_factory.mktemp("open") / "tiny.duckdb"
    yield from opened(
        sample_databases.build_tiny_database(path, SmallNumbers(hidden_below=2, few_below=5, employee_below=8))
    )


@pytest.fixture(scope="session")
def empty(empty_warehouse_file: Path) -> Iterator[Warehouse]:
    """A warehouse without answers."""
    yield from opened(empty_warehouse_file)


@pytest.fixture(scope="session")
def crowd(crowd_warehouse_file: Path) -> Iterator[Warehouse]:
    """400 random answers, small groups hidden."""
    yield from opened(crowd_warehouse_file)


@pytest.fixture(scope="session")
def open_crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """The same random answers with nothing hidden, so that parts can be added up."""
    path = tmp_path_factory.mktemp("open") / "crowd.duckdb"
    yield from opened(
        sample_databases.build_database(path, sample_databases.crowd(), small_numbers=SmallNumbers(1, 1, 1))
    )


@pytest.fixture(scope="session")
def rows(tiny: Warehouse) -> Rows:
    """``rows(name, **params)``: what a query answers on worlds.TINY, a dict per row."""
    return lambda name, **params: tiny.run(name, **params).to_pylist()


@pytest.fixture(scope="session")
def open_rows(open_tiny: Warehouse) -> Rows:
    """As ``rows``, with nearly nothing hidden."""
    return lambda name, **params: open_tiny.run(name, **params).to_pylist()
