"""What the pages fetch, and the dashboard's only cache: keyed by query, parameters and the database file's identity.

The cache is shared by all sessions, so every query passes the gate (views/access/gate.py) before it. What is asked is
the key as it is written out, and is passed by name: Streamlit takes a filter apart field by field and looks up the name of
each argument anew, which costs more than many a query.
"""

import atexit
import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as compute
import streamlit as st
from streamlit import runtime

import queries
from views.access import gate
from views.charts import specs
from views.words import filter_fields
from views.words.labels import (
    DatabaseFacts,
    EmotionLabel,
    TouchpointLabel,
    attributes_of,
    emotions_of,
    facts_of,
    touchpoints_of,
)

RESULTS_KEPT = 600
SPECS_KEPT = 200
"""Entries of the caches; a result is a few kB, a page of comments some 50 kB."""


def run(name: str, **params: Any) -> pa.Table:
    """The rows of a query. Raises queries.DatabaseError, and access.AccessDenied for a role that may not ask it."""
    gate.admit(name, params)
    source = _warehouse()
    asked = repr((*_about(source), name, sorted(params.items())))
    return _run(asked=asked, _source=source, _name=name, _params=params)


def uncached(name: str, **params: Any) -> pa.Table:
    """The rows of a query that is asked once, such as an export of everything. Raises as ``run``."""
    gate.admit(name, params)
    return _warehouse().run(name, **params)


def search(words: str) -> queries.ParsedSearch:
    """What a search by word asks for, by the lemmas of this database. Raises as ``run``."""
    gate.require("read")
    return _warehouse().search(words)


def did_you_mean(filter: queries.Filter) -> queries.Suggestion | None:
    """A word that may be meant where a search by word finds nothing or very little. Raises as ``run``."""
    gate.admit("comment_count", {"filter": filter})
    gate.require("read")
    source = _warehouse()
    return _did_you_mean(asked=repr((*_about(source), filter)), _source=source, _filter=filter)


def search_example(preferred: str = "") -> str:
    """A search by word that finds several comments of this database, one of the words ``preferred`` if one does; "" where the
    visitor may not search, or none does."""
    if not gate.may("read"):
        return ""
    source = _warehouse()
    return _search_example(asked=repr((_about(source), preferred)), _source=source, _preferred=preferred)


def row(name: str, **params: Any) -> dict[str, Any]:
    """The one row of a query; empty where there is none. Raises queries.DatabaseError."""
    rows = run(name, **params).slice(0, 1).to_pylist()
    return rows[0] if rows else {}


def spec(build: Callable[..., dict[str, Any]], *args: Any) -> dict[str, Any]:
    """A chart's specification as made by ``build(*args)``; the arguments are plain values."""
    return _spec(asked=repr((build.__name__, args)), _build=build, _args=args)


def emotions(language: str, dark: bool = False) -> dict[str, EmotionLabel]:
    """The emotions by code, in their order and in the colours of the theme."""
    return emotions_of(run("emotion_list").to_pylist(), language, dark)


def touchpoints(language: str) -> dict[str, TouchpointLabel]:
    """The touchpoints by code, in journey order, those outside the journey last."""
    return touchpoints_of(run("touchpoint_list").to_pylist(), language)


def attributes() -> dict[str, str]:
    """Name of each attribute -> what it is called."""
    return attributes_of(run("attribute_list").to_pylist())


def allowed_values() -> filter_fields.AllowedValues:
    """The values that each filter can take in this database."""
    values = [(row["dimension"], row["value"]) for row in run("filter_value_list").to_pylist()]
    return filter_fields.allowed_values(emotions("ko"), touchpoints("ko"), values)


def told_count(filter: queries.Filter) -> int | None:
    """How many answers a filter selects; None where they are too few to be told to who may not read and count them."""
    n: int | None = row("comment_count", filter=filter).get("n", 0)
    if n is not None or not gate.may("read"):
        return n
    found = row("export_count", filter=filter)
    return None if found["comments"] is None else found["comments"] + found["scores"]


def facts() -> DatabaseFacts:
    """What holds for the whole database file."""
    return facts_of(run("meta_list").to_pylist(), row("date_range"), run("score_list").to_pylist())


def only(table: pa.Table, column: str, value: str) -> pa.Table:
    """The rows of a table whose column has a value."""
    return table.filter(compute.equal(table.column(column), value))


def whole_numbers(table: pa.Table) -> pa.Table:
    """The table with DuckDB's sums, which are decimals of 38 digits, as 64-bit integers."""
    for index, item in enumerate(table.schema):
        if pa.types.is_decimal(item.type) and item.type.scale == 0:
            table = table.set_column(index, item.name, table.column(index).cast(pa.int64()))
    return table


@st.cache_resource(show_spinner=False)
def freeze_imports() -> None:
    """Once per process: what has been imported stays, so let no later garbage collection walk through it."""
    if runtime.exists():
        specs.skip_schema_checks()
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)


@st.cache_resource(max_entries=4, show_spinner=False)
def _open(asked: str, _path: Path, _reads_comments: bool) -> queries.Warehouse:
    return queries.open_warehouse(_path, reads_comments=_reads_comments)


@st.cache_data(max_entries=RESULTS_KEPT, show_spinner=False)
def _run(asked: str, _source: queries.Warehouse, _name: str, _params: dict[str, Any]) -> pa.Table:
    return whole_numbers(_source.run(_name, **_params))


@st.cache_data(max_entries=RESULTS_KEPT, show_spinner=False)
def _did_you_mean(asked: str, _source: queries.Warehouse, _filter: queries.Filter) -> queries.Suggestion | None:
    return _source.did_you_mean(_filter)


@st.cache_data(max_entries=4, show_spinner=False)
def _search_example(asked: str, _source: queries.Warehouse, _preferred: str) -> str:
    known = {row["lemma"] for row in _source.run("lemma_list").to_pylist()} if _preferred else set()
    return next((word for word in _preferred.split() if word in known), "") or _source.search_example()


@st.cache_data(max_entries=SPECS_KEPT, show_spinner=False)
def _spec(asked: str, _build: Callable[..., dict[str, Any]], _args: tuple[Any, ...]) -> dict[str, Any]:
    return _build(*_args)


_served: dict[str, str] = {}
"""Path of a database -> identity of the file from which the caches are filled."""


def _about(source: queries.Warehouse) -> tuple[str, str, bool]:
    """What tells the answers of a database from those of others, and of others who ask it."""
    return str(source.path), source.identity, source.reads_comments


def _warehouse() -> queries.Warehouse:
    """The database named by ONDO_DB as the visitor may ask it, attached again once its file has been replaced.

    What the caches hold of a former file goes then: a customer may have been forgotten, or a text deleted.
    Raises queries.DatabaseError.
    """
    path = queries.database_path()
    place, identity = str(path.absolute()), queries.file_identity(path)
    if _served.setdefault(place, identity) != identity:
        _served[place] = identity
        for cached in (_run, _spec, _open, _did_you_mean, _search_example):
            cached.clear()
    reads_comments = gate.may("read")
    return _open(asked=repr((place, identity, reads_comments)), _path=path.absolute(), _reads_comments=reads_comments)
