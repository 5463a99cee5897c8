"""JSON: one object a line, one array of objects, or one object around such an array, as services answer."""

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import IO, Any

from pipeline.errors import DataRefused, Reason
from pipeline.records import ReadOptions
from pipeline.sources.cells.consent import consent_field
from pipeline.sources.cells.header_names import WHOLE, folded
from pipeline.sources.formats.encoding import detect_encoding
from pipeline.sources.source_kind import (
    MOST_COLUMNS,
    Cell,
    FileLayout,
    SourceRow,
    nothing_in,
    printable,
    shown_name,
    too_many_columns,
    unreadable,
)

SAMPLED_OBJECTS = 2_000
"""Objects whose keys make the columns; of the keys that appear later only, those about consent are added."""

DEPTH = 3
"""Objects inside objects become columns such as 'author.id' down to this depth."""

ENVELOPES = (
    "data",
    "reviews",
    "articles",
    "results",
    "items",
    "records",
    "responses",
    "satisfaction_ratings",
    "tickets",
    "comments",
    "feedback",
    "feedbacks",
    "ratings",
    "entries",
    "entry",
    "rows",
    "list",
    "answers",
    "posts",
    "docs",
    "hits",
    "content",
)
"""Keys under which services answer with a list of objects; looked for where the whole file is one object."""

REVIEWS = (
    "reviews",
    "comments",
    "feedback",
    "feedbacks",
    "ratings",
    "entries",
    "responses",
    "answers",
    "posts",
    "리뷰",
    "후기",
)
"""Keys under which an object holds the reviews of what it is itself."""

LARGEST_ENVELOPE = 1 << 26
"""Bytes up to which a file is read whole to see whether it is one object; answers of services are far smaller."""

NO_OBJECT = Reason("not_json_object")


def layout(path: Path, options: ReadOptions) -> FileLayout:
    """Layout of the file: its columns are the keys of the objects, in order of appearance; see SAMPLED_OBJECTS."""
    encoding = detect_encoding(path, options.encoding)
    columns: dict[str, None] = {}
    count = 0
    for count, (_, value) in enumerate(_objects(path, encoding), 1):
        if isinstance(value, dict) and not columns.keys() >= value.keys():
            columns.update((key, None) for key in value if count <= SAMPLED_OBJECTS or consent_field(key))
    if not count:
        raise nothing_in(path)
    if not columns:
        raise DataRefused(Reason("no_json_object"), where=shown_name(path))
    if len(columns) > MOST_COLUMNS:
        raise too_many_columns(len(columns), shown_name(path))
    return FileLayout(tuple(columns), encoding=encoding, rows=count)


def rows(path: Path, known: FileLayout) -> Iterator[SourceRow]:
    """The objects as rows; ``number`` is the line, or the place in the array, from 1."""
    for number, value in _objects(path, known.encoding or "utf-8"):
        if isinstance(value, dict):
            yield SourceRow(number, [value.get(column) for column in known.columns])
        else:
            yield SourceRow(number, [], value)


def _objects(path: Path, encoding: str) -> Iterator[tuple[int, dict[str, Cell] | Reason]]:
    for number, unit in _units(path, encoding):
        try:
            value = json.loads(unit) if isinstance(unit, str) else unit
        except (ValueError, RecursionError) as error:
            yield number, Reason("not_json", {"why": str(error)})
            continue
        yield number, _flat(value) if isinstance(value, dict) else NO_OBJECT


def _units(path: Path, encoding: str) -> Iterator[tuple[int, Any]]:
    try:
        with path.open(encoding=encoding, newline="\n") as file:
            if _is_array(file.read(4096)):
                file.seek(0)
                yield from enumerate(_unfolded(_array(path, file.read())), 1)
                return
            file.seek(0)
            answer = _answer(file, path.stat().st_size)
            if answer is not None:
                yield from enumerate(_unfolded(answer), 1)
                return
            file.seek(0)
            yield from ((number, line) for number, line in enumerate(file, 1) if line.strip())
    except OSError as error:
        raise unreadable(path, error) from error


def _is_array(head: str) -> bool:
    return head.lstrip("\ufeff \t\r\n").startswith("[")


def _answer(file: IO[str], size: int) -> list[Any] | None:
    """The objects of a file that is one object: those in its envelope, else itself; None where lines tell."""
    lines = (line for line in file if line.strip())
    first, second = next(lines, ""), next(lines, "")
    if size > LARGEST_ENVELOPE or not first.lstrip("\ufeff \t").startswith("{") or (second and _is_json(first)):
        return None
    try:
        whole = json.loads("".join(chain((first, second), lines)))
    except (ValueError, RecursionError):
        return None
    found = _in_envelope(whole)
    return [whole] if found is None and second else found and _with_related(found, whole.get("included"))


def _with_related(units: list[Any], included: Any) -> list[Any]:
    """The objects of a JSON:API answer, each with the attributes of what it is related to, under the relationship's name."""
    if not isinstance(included, list) or not _are_objects(included):
        return units
    known = {
        one["id"]: one["attributes"] for one in included if isinstance(one.get("attributes"), dict) and "id" in one
    }
    return [unit | _related(unit, known) for unit in units]


def _related(unit: dict[str, Any], known: dict[Any, Any]) -> dict[str, Any]:
    relations = unit.get("relationships")
    links = relations.items() if isinstance(relations, dict) else ()
    ids = {
        name: link["data"].get("id")
        for name, link in links
        if isinstance(link, dict) and isinstance(link.get("data"), dict)
    }
    return {
        name: known[number]
        for name, number in ids.items()
        if isinstance(number, str) and number in known and name not in unit
    }


def _in_envelope(whole: dict[str, Any], depth: int = DEPTH) -> list[Any] | None:
    """The first list under a key of ENVELOPES, down to a depth, that holds objects and nothing else; else the rows of a table that
    is written column by column."""
    inside = (whole[key] for key in ENVELOPES if isinstance(whole.get(key), list))
    found = next((some for some in inside if _are_objects(some)), None)
    deeper = (item for item in whole.values() if isinstance(item, dict))
    if found is None and depth > 1:
        found = next((some for item in deeper if (some := _in_envelope(item, depth - 1)) is not None), None)
    return _by_rows(whole) if found is None and depth == DEPTH else found


def _are_objects(some: list[Any]) -> bool:
    return bool(some) and all(isinstance(one, dict) for one in some)


def _are_reviews(some: list[Any], key: str) -> bool:
    """Whether a list under a key holds objects that are reviews, by the key or by their own names."""
    return _are_objects(some) and (key in REVIEWS or any(_is_text(name) for one in some[:1] for name in one))


def _is_text(name: str) -> bool:
    return WHOLE.get(folded(name), (("", 0),))[0][0] == "text"


def _by_rows(whole: dict[str, Any]) -> list[Any] | None:
    """The rows of {column: {index: value}}, {column: [value]} or {columns: [...], data: [[...]]}, as pandas writes them; None for
    what is none of these."""
    if isinstance(whole.get("columns"), list) and isinstance(whole.get("data"), list):
        return [
            dict(zip(whole["columns"], row, strict=False)) for row in whole["data"] if isinstance(row, list)
        ] or None
    columns = list(whole.values())
    if len(columns) > 1 and all(isinstance(column, dict) and column.keys() == columns[0].keys() for column in columns):
        return [{name: column[index] for name, column in whole.items()} for index in columns[0]] if columns[0] else None
    if len(columns) > 1 and all(isinstance(column, list) and len(column) == len(columns[0]) for column in columns):
        return [dict(zip(whole, row, strict=True)) for row in zip(*columns, strict=True)] or None
    return None


def _unfolded(units: list[Any]) -> list[Any]:
    """The objects, those that hold a list of reviews in place of it: one for each review, with what holds for all of them."""
    return [inner for unit in units for inner in (_with_inner(unit) if isinstance(unit, dict) else [unit])]


def _with_inner(unit: dict[str, Any]) -> list[Any]:
    key = next(
        (key for key in (*REVIEWS, *unit) if isinstance(unit.get(key), list) and _are_reviews(unit[key], key)), None
    )
    if key is None or any(_is_text(name) for name in unit if name != key):
        return [unit]
    shared = {name: value for name, value in unit.items() if name != key and not isinstance(value, dict | list)}
    return [{**{name: value for name, value in shared.items() if name not in inner}, **inner} for inner in unit[key]]


def _is_json(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _array(path: Path, text: str) -> list[Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DataRefused(Reason("broken_json_array", {"why": str(error)}), where=shown_name(path)) from error
    return value if isinstance(value, list) else [value]


def _flat(value: dict[str, Any], prefix: str = "", depth: int = 1) -> dict[str, Cell]:
    flat: dict[str, Cell] = {}
    for key, item in value.items():
        name = prefix + printable(key)
        if isinstance(item, dict) and "label" in item and item.keys() <= {"label", "attributes"}:
            item = item["label"]
        if isinstance(item, dict) and depth < DEPTH:
            flat.update(_flat(item, f"{name}.", depth + 1))
        else:
            flat[name] = json.dumps(item, ensure_ascii=False) if isinstance(item, dict | list) else item
    return flat
