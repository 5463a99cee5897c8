"""What holds for every query file."""

import re
from pathlib import Path

import duckdb
import pytest

from queries import QUERIES, Filter, Query, Warehouse
from queries.catalogue import FOLDER, load_queries, parse_query

USABLE = {
    "filter": Filter(),
    "other": Filter(touchpoints=("payment",)),
    "grain": "month",
    "dimension": "channel",
    "emotion": "joy",
    "expression": "wish",
    "order": "newest",
    "limit": 10,
    "kind": "deposit",
    "about": "topic",
    "topics": [["배송"], ["배송", "늦다"]],
    "offset": 0,
    "language": "ko",
    "feedback_id": 1,
    "days": 90,
    "ids": [1, 17, 99],
}

each_query = pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)


def code_of(query: Query) -> str:
    """The SQL without comments, strings and quoted names."""
    return re.sub(r"--[^\n]*|'[^']*'|\"[^\"]*\"", "", query.sql)


def test_every_sql_file_but_the_macros_is_a_query() -> None:
    assert {path.stem for path in FOLDER.glob("*.sql")} == set(QUERIES)
    assert len(QUERIES) >= 27


@each_query
def test_is_one_select(query: Query) -> None:
    statements = duckdb.extract_statements(query.sql)
    assert [statement.type for statement in statements] == [duckdb.StatementType.SELECT]


@each_query
def test_params_are_those_that_duckdb_finds(query: Query) -> None:
    assert set(query.params) == set(duckdb.extract_statements(query.sql)[0].named_parameters)


@each_query
def test_columns_are_those_of_the_header_even_without_rows(query: Query, empty: Warehouse) -> None:
    result = empty.run(query.name, **{name: USABLE[name] for name in query.params})
    assert tuple(result.column_names) == query.columns


@each_query
def test_counts_are_whole_numbers(query: Query, tiny: Warehouse) -> None:
    result = tiny.run(query.name, **{name: USABLE[name] for name in query.params})
    assert not [str(field) for field in result.schema if "decimal" in str(field.type)]


@each_query
def test_style(query: Query) -> None:
    code = code_of(query)
    assert code == code.lower(), "keywords and names are lower case"
    assert "order by" in code
    assert not re.search(r"(select|,)\s*\*", code), "columns are named, not selected by a star"
    assert query.sentence.endswith("?")
    assert max(map(len, query.sql.splitlines())) <= 120 and query.sql.endswith("\n")


@each_query
def test_a_share_or_an_average_has_its_count_beside_it(query: Query) -> None:
    if {"nps", "tone", "share"} & set(query.columns) and "feedback_id" not in query.columns:
        assert {"n", "size"} <= set(query.columns)


@pytest.mark.parametrize("missing", ["-- What?", "-- Grain: one row", "-- Params: none", "-- Columns: n"])
def test_an_incomplete_header_is_refused_with_the_name_of_the_file(missing: str) -> None:
    lines = ["-- What?", "-- Grain: one row", "-- Params: none", "-- Columns: n", "select 1 as n", "order by n", ""]
    lines.remove(missing)
    with pytest.raises(ValueError, match=r"queries/broken\.sql"):
        parse_query("broken", "\n".join(lines))


def test_a_new_file_is_a_new_query(tmp_path: Path) -> None:
    header = "-- How many?\n-- Grain: one row\n-- Params: $grain (day | week), $limit\n-- Columns: n,\n--   size\n"
    (tmp_path / "how_many.sql").write_text(header + "select 1 as n, 2 as size\norder by n\n", encoding="utf-8")
    query = load_queries(tmp_path)["how_many"]
    assert (query.sentence, query.grain) == ("How many?", "one row")
    assert query.params == {"grain": ("day", "week"), "limit": ()}
    assert query.columns == ("n", "size")
