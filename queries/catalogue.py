"""The query files: each is one SELECT under a header of comments that says what it answers and what goes in and out."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from queries import attributes
from queries.attributes import NO_ATTRIBUTES, Expressions
from queries.filter import DIMENSIONS
from queries.selections import MacroTexts, declared_macros, split_macros

FOLDER = Path(__file__).parent
FIRST_MACROS = "filter"
MACROS = (
    "emotions",
    "mentions",
    "employees",
    "floods",
    "said_there",
    "selection",
    "periods",
    "intervals",
    "comparison",
    "counts",
    "ratings",
    "bands",
    "topics",
    "customers",
    "drivers",
    "capital",
    "expressions",
    "typical",
)
"""Files in macros/, in the order in which they are executed: what several queries share, so that one number means one
thing everywhere. They are made in memory, over the attached ``warehouse``; the first of them read no table."""

_HEADER = re.compile(
    r"-- (?P<sentence>[^\n]+)\n"
    r"-- Grain: (?P<grain>[^\n]+)\n"
    r"-- Params: (?P<params>[^\n]+(?:\n--   [^\n]+)*)\n"
    r"-- Columns: (?P<columns>[^\n]+(?:\n--   [^\n]+)*)\n"
    r"(?!--)"
)
_PARAM = re.compile(r"\$(?P<name>\w+)(?: \((?P<choices>[\w |]+)\))?")


@dataclass(frozen=True, slots=True)
class Query:
    """One query file: what it answers, the grain of its rows, its parameters and columns in order, and its SQL.

    ``params`` maps each name (without $) to the values allowed, or to () where any value goes; those of ``dimension`` are
    the columns that the declaration of the filters says figures can be split by.
    """

    name: str
    sentence: str
    grain: str
    params: dict[str, tuple[str, ...]]
    columns: tuple[str, ...]
    sql: str


def parse_query(name: str, sql: str) -> Query:
    """Read the header of a query file. Raises ValueError naming the file where a line of it is missing."""
    header = _HEADER.match(sql)
    if header is None:
        raise ValueError(f"queries/{name}.sql: the header needs what it answers, Grain:, Params: and Columns:")
    columns = re.sub(r"\n--\s+", " ", header["columns"])
    return Query(
        name,
        header["sentence"],
        header["grain"],
        _params(name, re.sub(r"\n--\s+", " ", header["params"])),
        tuple(column.strip() for column in columns.split(",")),
        sql,
    )


def _params(name: str, line: str) -> dict[str, tuple[str, ...]]:
    params = {
        found["name"]: tuple(DIMENSIONS) if found["name"] == "dimension" else _choices(found["choices"])
        for found in _PARAM.finditer(line)
    }
    if not params and line != "none":
        raise ValueError(f"queries/{name}.sql: Params: lists $names, or says none")
    return params


def _choices(listed: str | None) -> tuple[str, ...]:
    return tuple(choice.strip() for choice in listed.split("|")) if listed else ()


def load_queries(folder: Path = FOLDER) -> dict[str, Query]:
    """Every query file of the folder by name. Raises ValueError for a file without a complete header."""
    paths = sorted(folder.glob("*.sql"))
    return {path.stem: parse_query(path.stem, path.read_text(encoding="utf-8")) for path in paths}


def first_macros() -> str:
    """The SQL of the macros of which conditions are made; it is to be executed before ``macros``."""
    return _text(FIRST_MACROS)


def macros(of_file: Expressions = NO_ATTRIBUTES) -> tuple[str, MacroTexts]:
    """The SQL of the macros that can be made before anything is asked, in the order in which it is to be executed, and those
    that are written for what a filter limits (queries.selections), by name; ``of_file`` are the attributes of the database."""
    at_once, templates = split_macros("\n".join([*map(_text, MACROS), declared_macros(of_file)]))
    return attributes.macros(of_file) + at_once, templates


@cache
def _text(name: str) -> str:
    return (FOLDER / "macros" / f"{name}.sql").read_text(encoding="utf-8")
