"""What the pages fetch, and the dashboard's only cache: keyed by query, parameters and the database file's identity.

The cache is shared by all sessions, so every query passes the gate (views/access/gate.py) before it. It is none of
Streamlit's: one of those costs more than many a query.
"""

import atexit
import gc
import os
from collections.abc import Callable
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.compute as compute
import streamlit as st
from streamlit import runtime

import queries
from views.access import gate
from views.charts import specs
from views.session.results import Results
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

Made = TypeVar("Made")

ANSWERS_KEPT = 600
SPECS_KEPT = 200
"""Entries of the caches; an answer is a few kB, a page of comments some 50 kB."""


def run(name: str, **params: Any) -> pa.Table:
    """The rows of a query. Raises queries.DatabaseError, and access.AccessDenied for a role that may not ask it."""
    gate.admit(name, params)
    source = _warehouse()
    given = [(key, repr(value) if isinstance(value, list) else value) for key, value in sorted(params.items())]
    asked = (*_about(source), name, *given)
    found: pa.Table = _answers.get(asked, lambda: whole_numbers(source.run(name, **params)))
    return found


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
    return _answers.get((*_about(source), "did_you_mean", filter), lambda: source.did_you_mean(filter))


def search_example(preferred: str = "") -> str:
    """A search by word that finds several comments of this database, one of the words ``preferred`` if one does; "" where the
    visitor may not search, or none does."""
    if not gate.may("read"):
        return ""
    source = _warehouse()
    return _answers.get((*_about(source), "search_example", preferred), lambda: _search_example(source, preferred))


def row(name: str, **params: Any) -> dict[str, Any]:
    """The one row of a query; empty where there is none. Raises queries.DatabaseError."""
    rows = run(name, **params).slice(0, 1).to_pylist()
    return rows[0] if rows else {}


def spec(build: Callable[..., dict[str, Any]], *args: Any) -> dict[str, Any]:
    """A chart's specification as made by ``build(*args)``, which nobody changes; the arguments are plain values."""
    return _specs.get(repr((build.__name__, args)), lambda: build(*args))


def emotions(language: str, dark: bool = False) -> dict[str, EmotionLabel]:
    """The emotions by code, in their order and in the colours of the theme."""
    return _made_of("emotion_list", emotions_of, language, dark)


def touchpoints(language: str) -> dict[str, TouchpointLabel]:
    """The touchpoints by code, in journey order, those outside the journey last."""
    return _made_of("touchpoint_list", touchpoints_of, language)


def attributes() -> dict[str, str]:
    """Name of each attribute -> what it is called."""
    return _made_of("attribute_list", attributes_of)


def allowed_values() -> filter_fields.AllowedValues:
    """The values that each filter can take in this database."""
    return _made_of("filter_value_list", _allowed_values)


def told_count(filter: queries.Filter) -> int | None:
    """How many answers a filter selects; None where they are too few to be told to who may not read and count them."""
    n: int | None = row("comment_count", filter=filter).get("n", 0)
    if n is not None or not gate.may("read"):
        return n
    found = row("export_count", filter=filter)
    return None if found["comments"] is None else found["comments"] + found["scores"]


def facts() -> DatabaseFacts:
    """What holds for the whole database file."""
    return _made_of("meta_list", lambda rows: facts_of(rows, row("date_range"), run("score_list").to_pylist()))


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


def worked_out(name: str, find: Callable[[], Made], *args: Any) -> Made:
    """What ``find`` works out from answers of this database alone and from plain values, which nobody changes."""
    return _answers.get((*_about(_warehouse()), name, "worked out", *args), find)


def clear() -> None:
    """Forget all answers, and the databases they come from."""
    for results in (_answers, _specs, _opened):
        results.clear()


_answers = Results(ANSWERS_KEPT)
_specs = Results(SPECS_KEPT)
_opened = Results(4)


def _made_of(query: str, make: Callable[..., Made], *args: Any) -> Made:
    """What ``make`` makes of the rows of a query without parameters, and of plain values."""
    gate.admit(query, {})
    return worked_out(query, lambda: make(run(query).to_pylist(), *args), *args)


def _allowed_values(rows: list[dict[str, Any]]) -> filter_fields.AllowedValues:
    values = [(row["dimension"], row["value"]) for row in rows]
    return filter_fields.allowed_values(emotions("ko"), touchpoints("ko"), values)


def _search_example(source: queries.Warehouse, preferred: str) -> str:
    known = {row["lemma"] for row in source.run("lemma_list").to_pylist()} if preferred else set()
    return next((word for word in preferred.split() if word in known), "") or source.search_example()


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
    place, identity = os.path.abspath(path), queries.file_identity(path)
    if _served.setdefault(place, identity) != identity:
        _served[place] = identity
        clear()
    reads_comments = gate.may("read")
    return _opened.get(
        (place, identity, reads_comments), lambda: queries.open_warehouse(place, reads_comments=reads_comments)
    )
