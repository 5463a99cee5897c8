"""Questions to the database: one SELECT a file, run by name on a file that is only ever read."""

import os
import warnings
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import duckdb
import pyarrow as pa

from pipeline.config.added_words import LONGEST_WORDS, MOST_WORDS, AddedWord, read_added_words
from pipeline.config.added_words import as_text as added_words_text
from pipeline.config.added_words import path_of as added_words_path
from pipeline.config.digest import DigestSettings, MailTarget, WebhookTarget
from pipeline.config.kept_topics import DEEDS as TOPIC_DEEDS
from pipeline.config.kept_topics import Deed as TopicDeed
from pipeline.config.kept_topics import KeptTopics, TopicNote, keep_note, kept_topics, read_notes
from pipeline.config.settings import ROLES, Access, database_path
from pipeline.corrections import file as corrections_file
from pipeline.corrections.events import standing
from pipeline.database_kind import engine_refusal, file_refusal, version_refusal
from pipeline.errors import DatabaseError, DatabaseMissing, FormerSchema, OndoError, SchemaMismatch
from pipeline.safe_files import PRIVATE, flush, locked_file, read_small, replacing, write_whole
from pipeline.text import NO_TOPICS, folded_term
from queries import answers_in_groups, attributes, corrected_rows
from queries.access import access_settings, digest_settings
from queries.catalogue import Query, first_macros, load_queries, macros
from queries.emotion_macros import emotion_macros
from queries.filter import Filter, FilterRefused, check
from queries.found_text import FoundTexts
from queries.search.did_you_mean import Suggestion, suggestion
from queries.search.near_words import NearWords
from queries.search.search import ParsedSearch, Vocabulary
from queries.selections import FILTER_PARAMS, Selections

__all__ = [
    "LONGEST_WORDS",
    "MOST_WORDS",
    "NO_TOPICS",
    "PRIVATE",
    "QUERIES",
    "ROLES",
    "TOPIC_DEEDS",
    "Access",
    "AddedWord",
    "DatabaseError",
    "DatabaseMissing",
    "DigestSettings",
    "Filter",
    "FilterRefused",
    "FormerSchema",
    "KeptTopics",
    "MailTarget",
    "OndoError",
    "ParsedSearch",
    "Query",
    "SchemaMismatch",
    "Suggestion",
    "TopicDeed",
    "TopicNote",
    "Warehouse",
    "WebhookTarget",
    "access_settings",
    "added_words_path",
    "added_words_text",
    "database_path",
    "digest_settings",
    "file_identity",
    "flush",
    "folded_term",
    "keep_note",
    "kept_topics",
    "locked_file",
    "open_warehouse",
    "read_added_words",
    "read_notes",
    "read_small",
    "replacing",
    "write_whole",
]

QUERIES: Mapping[str, Query] = MappingProxyType(load_queries())
"""Every query by name (file name without .sql)."""

_ENGINE: dict[str, str | bool | int | float | list[str]] = {
    "python_enable_replacements": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "perfect_ht_threshold": "17",
    "disabled_optimizers": "deliminator",
}
"""No downloads, and no Python variable read as a table; codes of two bytes (65,536 and null) are counted in an array; what is
looked up of a page's comments, such as their mentions, is looked up of these alone, which that optimizer would undo."""

SPILLED_FROM = "1GB"
_LONG = frozenset({"export_list", "lemma_list", "mention_list"})
"""Queries whose results may be large."""

warnings.filterwarnings("ignore", "Arrow output on a DB-API result makes an extra copy", UserWarning)

_REMEDY_RERUN = "read the original files into a new database: `ondo run FILE... --db NEW.duckdb`"


class Warehouse:
    """An opened database file, read-only, for any number of threads.

    ``identity`` is that of the file as it was when it was opened; ``file_identity(path)`` differs from it once the
    file has been replaced, and then it is time to open it again. There is nothing to close: drop it.
    """

    def __init__(
        self,
        path: Path,
        identity: str,
        connection: duckdb.DuckDBPyConnection,
        selections: Selections,
        reads_comments: bool = True,
    ) -> None:
        self.path = path
        self.identity = identity
        self.reads_comments = reads_comments
        self._connection = connection
        self._selections = selections
        self._found_texts = FoundTexts(
            lambda sql, params: int(connection.cursor().execute(sql, params).fetchall()[0][0])
        )

    def run(self, name: str, **params: Any) -> pa.Table:
        """The rows of queries/``name``.sql; ``params`` are exactly those of its header, ``filter`` and ``other`` being Filters.

        Raises ValueError for an unknown query or wrong parameters, FilterRefused where answers may not be selected as a
        filter says, DatabaseError where the file cannot be read.
        """
        with self._asked(name, params) as (sql, values):
            return _fetched(self._connection.cursor(), name, sql, values)

    @contextmanager
    def stream(self, name: str, rows: int, **params: Any) -> Iterator[pa.RecordBatchReader]:
        """The rows of a query as ``run`` gives them, in batches of that many, of which only one is in memory."""
        with self._asked(name, params) as (sql, values):
            yield self._connection.cursor().sql(sql, params=values).to_arrow_reader(rows)

    @contextmanager
    def _asked(self, name: str, params: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
        """The statement of a query for these parameters, and its values, which hold until the end."""
        query = _checked(name, params)
        for value in params.values():
            if isinstance(value, Filter):
                check(value, self.reads_comments)
        values = {key: self._parameter(value) for key, value in params.items()}
        try:
            with ExitStack() as stack:
                looked_up = self._found_texts.looked_up
                filters = {key: stack.enter_context(looked_up(values[key])) for key in FILTER_PARAMS if key in values}
                yield self._selections.written_for(query.sql, filters), values | filters
        except duckdb.Error as error:
            raise DatabaseError(
                f"the query {name} failed: {error}",
                where=str(self.path),
                remedy="try again; if it stays, " + _REMEDY_RERUN,
            ) from error

    def search(self, words: str) -> ParsedSearch:
        """What a search by word (Filter.words) asks for, by the lemmas of this database. Raises DatabaseError."""
        return self._vocabulary.read(words) if words.strip() else ParsedSearch()

    def did_you_mean(self, filter: Filter) -> Suggestion | None:
        """A word that may be meant where a search by word finds nothing or very little. Raises DatabaseError."""
        if not filter.words.strip():
            return None

        def count(chosen: Filter) -> int | None:
            n: int | None = self.run("comment_count", filter=chosen).column("n")[0].as_py()
            return n

        return suggestion(filter, self.search(filter.words), self._near_words, count)

    def search_example(self) -> str:
        """A search by word that finds several comments: a pair of words such as 배송 늦다, else a noun; "" where there is none.
        Raises DatabaseError."""
        pairs = [row["search"] for row in self.run("search_example_list", filter=Filter()).to_pylist()]
        words = sorted(self.run("lemma_list").to_pylist(), key=lambda row: -row["n"])
        nouns = [row["lemma"].removesuffix("/NNG") for row in words if row["lemma"].endswith("/NNG")]
        return next((search for search in (*pairs, *nouns[:1]) if not self.search(search).unknown), "")

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self.run("lemma_list").column("lemma").to_pylist())

    @cached_property
    def _near_words(self) -> NearWords:
        rows = self.run("lemma_list").to_pylist()
        return NearWords({row["lemma"]: row["n"] for row in rows})

    @cached_property
    def _bits(self) -> dict[str, int]:
        """The lower of the two bits that each emotion has in feedback.felt."""
        emotions = self.run("emotion_list")
        places = zip(emotions.column("emotion").to_pylist(), emotions.column("position").to_pylist(), strict=True)
        return {emotion: 4 ** (position - 1) for emotion, position in places}

    @cached_property
    def _rare_values(self) -> dict[str, list[str]]:
        """The values of too few answers of each attribute, by dimension."""
        found: dict[str, list[str]] = {}
        for row in self.run("rare_value_list").to_pylist():
            found.setdefault(row["dimension"], []).append(row["value"])
        return found

    def _parameter(self, value: Any) -> Any:
        if not isinstance(value, Filter):
            return value
        plain = value.as_parameter()
        bits = sum(self._bits.get(emotion, 0) for emotion in dict.fromkeys(value.emotions))
        plain |= attributes.parameters(value.attributes, self._rare_values if _asks_others(value) else {})
        return plain | self.search(str(plain["words"])).as_parameters() | {"emotion_bits": bits, "search": None}


def _fetched(cursor: duckdb.DuckDBPyConnection, name: str, sql: str, values: dict[str, Any]) -> pa.Table:
    """The rows; planned once, which copies them once more, but for long results planned twice and not copied."""
    if name in _LONG:
        return cursor.sql(sql, params=values).to_arrow_table()
    return cursor.execute(sql, values).to_arrow_table()


def _checked(name: str, params: Mapping[str, Any]) -> Query:
    query = QUERIES.get(name)
    if query is None:
        raise ValueError(f"no query {name!r}: there are {', '.join(QUERIES)}")
    if set(params) != set(query.params):
        raise ValueError(f"{name} takes {sorted(query.params)}, not {sorted(params)}")
    for key, choices in query.params.items():
        if (
            choices
            and params[key] not in choices
            and not (key in ("dimension", "about") and _is_attribute(params[key]))
        ):
            raise ValueError(f"{name}: {key} is one of {', '.join(choices)}, not {params[key]!r}")
        if (key in FILTER_PARAMS) != isinstance(params[key], Filter):
            raise ValueError(f"{name}: {key} is of the wrong type, {type(params[key]).__name__}")
    return query


def _asks_others(filter: Filter) -> bool:
    """Whether a filter asks for all values of an attribute that are not told apart."""
    return any(attributes.split(one)[1] == attributes.OTHER for one in filter.attributes)


def _is_attribute(dimension: object) -> bool:
    return isinstance(dimension, str) and dimension.startswith(attributes.PREFIX)


def _attributes_in(connection: duckdb.DuckDBPyConnection) -> attributes.Expressions:
    """The attributes of an attached database."""
    return attributes.expressions(
        connection.cursor().execute("select source, attribute, place from warehouse.attribute").fetchall()
    )


def file_identity(path: Path | str) -> str:
    """A short text that changes when the file at ``path`` is replaced, or what people say of it. Raises DatabaseMissing or DatabaseError."""
    try:
        found = os.stat(path)
    except FileNotFoundError as error:
        raise _missing(path) from error
    except (OSError, ValueError) as error:
        raise DatabaseError(
            f"the database cannot be looked at ({error})", where=str(path), remedy="check its path and your rights"
        ) from error
    return f"{found.st_ino:x}-{found.st_mtime_ns:x}-{found.st_size:x}{corrections_file.identity_of(Path(path))}"


def _missing(path: Path | str) -> DatabaseMissing:
    return DatabaseMissing(
        "there is no database yet",
        where=str(path),
        remedy=f"make one from your files: `ondo run FILE... --db {path}`, or look at invented data: `ondo demo`",
    )


def open_warehouse(path: Path | str, spill: Path | None = None, reads_comments: bool = True) -> Warehouse:
    """Open a database file for reading. With a folder to ``spill`` to, what goes beyond SPILLED_FROM of memory goes there.
    Who may not read comments (``reads_comments``) asks a copy in memory (queries/answers_in_groups.py).

    Raises DatabaseMissing (no file), DatabaseError (not readable, or no DuckDB file), SchemaMismatch (no Ondo database,
    or another schema version); each says what to do.
    """
    place = Path(path)
    identity = file_identity(place)
    if place.is_dir():
        raise DatabaseError("the database is a folder, not a file", where=str(place), remedy="name the file in it")
    catalog = "warehouse" if reads_comments else answers_in_groups.FILE
    corrections = standing(corrections_file.read(place).events)
    stored = corrected_rows.UNCORRECTED if corrections else catalog
    connection = _attached(place, stored)
    _check_schema(connection, place, stored)
    connection.execute(corrected_rows.NOTHING_SAID)
    if corrections:
        corrected_rows.put_in_place(connection, catalog, corrections)
    if reads_comments:
        connection.execute(first_macros())
    else:
        answers_in_groups.put_in_place(connection, first_macros())
    connection.execute(f"create macro reads_comments() as {reads_comments}")
    connection.execute(emotion_macros(connection))
    of_file = _attributes_in(connection)
    at_once, templates = macros(of_file)
    connection.execute(at_once)
    if spill is not None:
        connection.execute(f"set memory_limit = '{SPILLED_FROM}'")
        connection.execute(f"set temp_directory = {_quoted(spill)}")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    selections = Selections(templates, lambda sql: connection.cursor().execute(sql), reads_comments, of_file)
    return Warehouse(place, identity, connection, selections, reads_comments)


def _quoted(path: Path) -> str:
    return "'" + str(path.absolute()).replace("'", "''") + "'"


def _attached(path: Path, catalog: str) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:", config=_ENGINE)
    try:
        if refusal := file_refusal(path, path):
            raise refusal
        connection.execute(f"attach {_quoted(path)} as {catalog} (read_only, type duckdb)")
    except (duckdb.Error, OSError) as error:
        raise engine_refusal(str(error), path) or DatabaseError(
            f"the database cannot be opened: {str(error).splitlines()[0]}",
            where=str(path),
            remedy="check that it is a DuckDB file which you may read and that no other program is writing into it; "
            "otherwise " + _REMEDY_RERUN,
        ) from error
    return connection


def _check_schema(connection: duckdb.DuckDBPyConnection, path: Path, catalog: str) -> None:
    try:
        row = connection.execute(
            f"select value::varchar from {catalog}.meta where name::varchar = 'schema_version'"
        ).fetchone()
    except (duckdb.CatalogException, duckdb.BinderException):
        row = None
    if refusal := version_refusal(row[0] if row else None, path):
        raise refusal
