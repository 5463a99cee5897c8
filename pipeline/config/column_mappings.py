"""Saved mappings: what the columns of a file were told to be, kept in ondo.toml for the next file with the same header."""

import json
import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.errors import Reason, WrongUsage
from pipeline.records import FIELDS, ColumnGuess, Inspection, ReadOptions, SavedMapping
from pipeline.text import folded

SAVED = Reason("saved_mapping")
"""The reason of a guess that comes from ondo.toml."""

CHOICES: dict[str, tuple[type, tuple[object, ...]]] = {
    "source": (str, ()),
    "audience": (str, ("customer", "employee")),
    "touchpoint": (str, ()),
    "channel": (str, ()),
    "rating_max": (int, (5, 10)),
    "rating_is_nps": (bool, (True, False)),
}
"""What an entry may say beside its fields: the options of the same names, with their type and values."""

_KEYS = ("name", "columns", "fields", *CHOICES)


def read_mappings(entries: object) -> tuple[SavedMapping, ...]:
    """The entries ``[[mapping]]`` of the settings; raises ValueError that says which entry is wrong and how."""
    if not isinstance(entries, list):
        raise ValueError("mapping is written as [[mapping]], once for each header")
    found: dict[frozenset[str], int] = {}
    mappings = []
    for number, entry in enumerate(entries, 1):
        mapping = _mapping(number, entry)
        twin = found.setdefault(mapping.key, number)
        if twin != number:
            raise ValueError(f"mappings {twin} and {number} are of the same columns")
        mappings.append(mapping)
    return tuple(mappings)


def _mapping(number: int, entry: object) -> SavedMapping:
    label = f"mapping {number}"
    if not isinstance(entry, dict):
        raise ValueError("mapping is written as [[mapping]], once for each header")
    unknown = sorted(set(entry) - set(_KEYS))
    if unknown:
        raise ValueError(f"{label}: unknown entry {unknown[0]!r}; known are {', '.join(_KEYS)}")
    columns, fields, name = entry.get("columns"), entry.get("fields"), entry.get("name", "")
    if not isinstance(columns, list) or not columns or not all(isinstance(column, str) for column in columns):
        raise ValueError(f"{label}: columns is a list of the header's names")
    if not isinstance(fields, dict) or not all(isinstance(field, str) for field in fields.values()):
        raise ValueError(f'{label}: fields is a table such as {{ "의견" = "text" }}')
    if not isinstance(name, str):
        raise ValueError(f"{label}: name is a text")
    _check_fields(label, columns, fields)
    return SavedMapping(name, tuple(columns), fields, _choices(label, entry))


def _check_fields(label: str, columns: Sequence[str], fields: Mapping[str, str]) -> None:
    known = set(map(folded, columns))
    used: dict[str, str] = {}
    for column, field in fields.items():
        if folded(column) not in known:
            raise ValueError(f"{label}: {column!r} is none of its columns")
        if field and field not in FIELDS:
            raise ValueError(f"{label}: {column!r} is to be {field!r}, which is not one of {', '.join(FIELDS)}")
        if field and used.setdefault(field, column) != column:
            raise ValueError(f"{label}: {used[field]!r} and {column!r} are both to be {field!r}")


def _choices(label: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: entry[name] for name in CHOICES if name in entry}
    for name, value in given.items():
        kind, values = CHOICES[name]
        if type(value) is not kind or (values and value not in values):
            wanted = ", ".join(map(json.dumps, values)) if values else "a text"
            raise ValueError(f"{label}: {name} is {value!r}, not {'one of ' if values else ''}{wanted}")
    return given


def saved_for(columns: Sequence[str], mappings: Sequence[SavedMapping]) -> SavedMapping | None:
    """The mapping of a header with exactly these columns, in any order."""
    key = frozenset(map(folded, columns))
    return next((mapping for mapping in mappings if mapping.key == key), None)


def applied(saved: SavedMapping, options: ReadOptions) -> ReadOptions:
    """The options with what the mapping says added; what was said on the command line wins."""
    named = {folded(column) for column in options.mapping}
    taken = {field for field in options.mapping.values() if field}
    rest = {
        column: field for column, field in saved.fields.items() if folded(column) not in named and field not in taken
    }
    usual = ReadOptions()
    said = {name: value for name, value in saved.choices.items() if getattr(options, name) == getattr(usual, name)}
    return replace(options, mapping=options.mapping | rest, **said)


def with_reasons(
    guesses: Sequence[ColumnGuess], saved: SavedMapping | None, asked: ReadOptions
) -> tuple[ColumnGuess, ...]:
    """The guesses, those that come from the mapping saying so; ``asked`` are the options without it."""
    if saved is None:
        return tuple(guesses)
    named, own = set(map(folded, asked.mapping)), set(map(folded, saved.fields))
    return tuple(
        replace(guess, reason=SAVED)
        if folded(guess.column) in own - named and guess.reason.code == "named_by_user"
        else guess
        for guess in guesses
    )


def save_mapping(path: Path, inspection: Inspection, name: str) -> None:
    """Write what the columns of a file are into a settings file, which is made if need be.

    An entry of the same columns is brought up to date; all else in the file, comments too, stays as it is.
    Raises WrongUsage where the file cannot be read or written, or is written so that the entry cannot be found.
    """
    path = path.resolve()
    before = _text(path)
    columns = [guess.column for guess in inspection.columns]
    choices = {key: getattr(inspection.asked or inspection.options, key) for key in CHOICES}
    usual = ReadOptions()
    entry: dict[str, Any] = {
        "name": name,
        "columns": columns,
        "fields": {guess.column: guess.field or "" for guess in inspection.columns},
        **{key: value for key, value in choices.items() if value != getattr(usual, key)},
    }
    after = _with_entry(before, entry, path)
    try:
        beside = path.with_name(f".{path.name}.new")
        beside.write_text(after, encoding="utf-8")
        with suppress(FileNotFoundError):
            beside.chmod(path.stat().st_mode)
        os.replace(beside, path)
    except OSError as error:
        raise WrongUsage(
            f"the settings file cannot be written ({error.strerror})", where=str(path), remedy="check its rights"
        ) from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUsage(f"the settings file cannot be read ({error})", where=str(path), remedy="check it") from error


def _with_entry(text: str, entry: dict[str, Any], path: Path) -> str:
    others = tomllib.loads(text)
    mappings = others.get("mapping", [])
    key = frozenset(map(folded, entry["columns"]))
    place = next(
        (at for at, old in enumerate(mappings) if frozenset(map(folded, old["columns"])) == key), len(mappings)
    )
    wanted = {**others, "mapping": [*mappings[:place], entry, *mappings[place + 1 :]]}
    after = _appended(text, entry) if place == len(mappings) else _replaced(text, place, entry)
    if after is None or _parsed(after) != wanted:
        raise WrongUsage(
            f"the entry of these columns, mapping {place + 1}, cannot be changed without touching what stands around it",
            where=str(path),
            remedy="delete that [[mapping]] and save again",
        )
    return after


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _appended(text: str, entry: dict[str, Any]) -> str:
    gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    return f"{text}{gap}[[mapping]]\n{''.join(_lines(entry))}"


def _replaced(text: str, place: int, entry: dict[str, Any]) -> str | None:
    """The text with the lines of one entry replaced; None where they cannot be told from others."""
    lines = text.splitlines(keepends=True)
    starts = [at for at, line in enumerate(lines) if line.strip().startswith("[[mapping]]")]
    if place >= len(starts):
        return None
    start = starts[place] + 1
    end = next((at for at in range(start, len(lines)) if lines[at].startswith("[")), len(lines))
    kept = [line for line in lines[start:end] if not line.strip() or line.lstrip().startswith("#")]
    return "".join([*lines[:start], *_lines(entry), *kept, *lines[end:]])


def _lines(entry: Mapping[str, Any]) -> Iterator[str]:
    for key, value in entry.items():
        yield f"{key} = {_toml(value)}\n"


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_toml(key)} = {_toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
