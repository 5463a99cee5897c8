"""What a customer said leaves the memory of a running dashboard once the customer is forgotten."""

import gc
import shutil
import weakref
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

import queries
from views.access import gate
from views.session import data


def _cached() -> list[str]:
    """What the dashboard holds of the answers of queries."""
    return [str(found.to_pylist()) for found in data._answers._found.values() if isinstance(found, pa.Table)]


def _publish_without(database: Path, text: str) -> None:
    """Replace the database by one in which nobody has said this, as forgetting does."""
    building = database.with_name("building")
    shutil.copy(database, building)
    with duckdb.connect(str(building)) as connection:
        connection.execute("delete from feedback where text = $text", {"text": text})
    building.replace(database)


def test_a_forgotten_text_leaves_the_caches(
    tiny_warehouse_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "live.duckdb"
    shutil.copy(tiny_warehouse_file, database)
    monkeypatch.setenv("ONDO_DB", str(database))
    monkeypatch.setattr(gate, "admit", lambda name, params: None)
    text = next(text for text in _texts() if text)
    former = weakref.ref(data._warehouse())
    assert text in _texts() and any(text in content for content in _cached())
    _publish_without(database, text)
    assert text not in _texts() and len(_texts()) > 2
    gc.collect()
    assert not any(text in content for content in _cached()) and former() is None


def _texts() -> list[str]:
    rows = data.run("comment_list", filter=queries.Filter(), order="newest", limit=100, offset=0)
    return [str(text or "") for text in rows.column("text").to_pylist()]
