"""What a customer said leaves the memory of a running dashboard once the customer is forgotten."""

import gc
import shutil
import weakref
from pathlib import Path

import duckdb
import pytest
from streamlit.runtime.caching import cache_data_api

import queries
from views.access import gate
from views.session import data


def _cached() -> list[bytes]:
    """What Streamlit holds of the results of cached functions, as it holds them."""
    sessions = cache_data_api._data_caches._function_caches.values()
    caches = [cache.storage for session in sessions for cache in session.values()]
    return [content for cache in caches for content in getattr(cache, "_mem_cache", {}).values()]


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
    assert text in _texts() and any(text.encode() in content for content in _cached())
    _publish_without(database, text)
    assert text not in _texts() and len(_texts()) > 2
    gc.collect()
    assert not any(text.encode() in content for content in _cached()) and former() is None


def _texts() -> list[str]:
    rows = data.run("comment_list", filter=queries.Filter(), order="newest", limit=100, offset=0)
    return [str(text or "") for text in rows.column("text").to_pylist()]
