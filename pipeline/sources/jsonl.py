"""JSON: one object a line, or one array of objects."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.errors import DataRefused
from pipeline.records import ReadOptions
from pipeline.sources.consent import consent_field
from pipeline.sources.encoding import detect_encoding
from pipeline.sources.shape import Cell, Fault, Layout, Row, Shape, nothing_in, printable, shown_name, unreadable

SAMPLED_OBJECTS = 2_000
"""Objects whose keys make the columns; of the keys that appear later only, those about consent are added."""

DEPTH = 3
"""Objects inside objects become columns such as 'author.id' down to this depth."""

_REMEDY = 'write one JSON object a line, such as {"text": "..."}'


def layout(path: Path, options: ReadOptions) -> Layout:
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
        raise DataRefused("no line of the file is a JSON object", where=shown_name(path), remedy=_REMEDY)
    return Layout(tuple(columns), encoding=encoding, rows=count)


def rows(path: Path, known: Layout) -> Iterator[Row]:
    """The objects as rows; ``number`` is the line, or the place in the array, from 1."""
    for number, value in _objects(path, known.encoding or "utf-8"):
        if isinstance(value, dict):
            yield Row(number, [value.get(column) for column in known.columns])
        else:
            yield Row(number, [], value)


def _objects(path: Path, encoding: str) -> Iterator[tuple[int, dict[str, Cell] | Fault]]:
    for number, unit in _units(path, encoding):
        try:
            value = json.loads(unit) if isinstance(unit, str) else unit
        except (ValueError, RecursionError) as error:
            yield number, Fault(f"the line is not JSON ({error})", _REMEDY)
            continue
        yield number, _flat(value) if isinstance(value, dict) else Fault("the line is not a JSON object", _REMEDY)


def _units(path: Path, encoding: str) -> Iterator[tuple[int, Any]]:
    try:
        with path.open(encoding=encoding, newline="\n") as file:
            if _is_array(file.read(4096)):
                file.seek(0)
                yield from enumerate(_array(path, file.read()), 1)
                return
            file.seek(0)
            yield from ((number, line) for number, line in enumerate(file, 1) if line.strip())
    except OSError as error:
        raise unreadable(path, error) from error


def _is_array(head: str) -> bool:
    return head.lstrip("\ufeff \t\r\n").startswith("[")


def _array(path: Path, text: str) -> list[Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DataRefused(
            f"the JSON array is broken ({error})", where=shown_name(path), remedy="export it again"
        ) from error
    return value if isinstance(value, list) else [value]


def _flat(value: dict[str, Any], prefix: str = "", depth: int = 1) -> dict[str, Cell]:
    flat: dict[str, Cell] = {}
    for key, item in value.items():
        name = prefix + printable(key)
        if isinstance(item, dict) and depth < DEPTH:
            flat.update(_flat(item, f"{name}.", depth + 1))
        else:
            flat[name] = json.dumps(item, ensure_ascii=False) if isinstance(item, dict | list) else item
    return flat


JSONL = Shape(layout, rows)
