"""Saved mappings: what the columns of a file were told to be, kept in ondo.toml for the next file with the same header."""

import re
import tomllib
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Required, cast

from pipeline.errors import Reason, WrongUsage
from pipeline.records import ATTRIBUTE, ColumnGuess, Inspection, ReadOptions, SavedMapping, SavedOptions
from pipeline.safe_files import write_whole
from pipeline.text import folded

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

SAVED = Reason("saved_mapping")
"""The reason of a guess that comes from ondo.toml."""


class MappingTable(SavedOptions):
    """An entry [[mapping]] as it is written."""

    name: Required[str]
    columns: Required[list[str]]
    fields: Required[dict[str, str]]


def saved_for(columns: Sequence[str], mappings: Sequence[SavedMapping]) -> SavedMapping | None:
    """The mapping of a header with exactly these columns, in any order."""
    key = _key(columns)
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
    return replace(options, mapping=options.mapping | rest, **cast(SavedOptions, said))


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
    Raises WrongUsage where the file cannot be read or written.
    """
    path = path.resolve()
    after = with_entry(_text(path), _entry(inspection, name), path)
    try:
        write_whole(path, after)
    except OSError as error:
        raise WrongUsage(
            f"the settings file cannot be written ({error.strerror})", where=str(path), remedy="check its rights"
        ) from error


def _entry(inspection: Inspection, name: str) -> MappingTable:
    """The entry of a file's columns, with the options that are not the usual ones."""
    asked, usual = inspection.asked or inspection.options, ReadOptions()
    options = {
        key: value for key in SavedOptions.__annotations__ if (value := getattr(asked, key)) != getattr(usual, key)
    }
    return {
        "name": name,
        "columns": [guess.column for guess in inspection.columns],
        "fields": {guess.column: guess.field or "" for guess in inspection.columns if guess.field != ATTRIBUTE},
        **cast(SavedOptions, options),
    }


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUsage(f"the settings file cannot be read ({error})", where=str(path), remedy="check it") from error


def with_entry(text: str, entry: MappingTable, path: Path) -> str:
    """The settings file's ``text`` with a [[mapping]] in the place of that of the same columns, or at the end."""
    import tomlkit  # only here: few commands write settings

    sections = [tomlkit.parse(section) for section in _sections(text)]
    tables = [table for section in sections for table in section.get("mapping", ())]
    place = next((at for at, table in enumerate(tables) if _key(table["columns"]) == _key(entry["columns"])), None)
    if place is not None:
        _update(tables[place], entry)
    elif not _added_to_list(sections, entry):
        sections.append(_new_section(text, entry))
    after = "".join(map(tomlkit.dumps, sections))
    _refuse_other_changes(text, after, entry, place, path)
    return after


def _key(columns: Sequence[str]) -> frozenset[str]:
    return frozenset(map(folded, columns))


def _sections(text: str) -> list[str]:
    """The text cut before each header [[mapping]], so that entries with other tables between them stay where they are."""
    parts = re.split(r"(?m)^(?=[ \t]*\[\[mapping\]\])", text)
    return parts if all(map(_is_toml, parts)) else [text]


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _update(table: MutableMapping[str, object], entry: Mapping[str, object]) -> None:
    """Change only what differs, so that comments and layout of all else stay."""
    for key in [key for key in table if key not in entry]:
        del table[key]
    for key, value in entry.items():
        inner = table.get(key)
        if isinstance(inner, MutableMapping) and isinstance(value, Mapping):
            _update(inner, value)
        elif inner != value:
            table[key] = _as_item(value)


def _added_to_list(sections: "Sequence[TOMLDocument]", entry: Mapping[str, object]) -> bool:
    """Add an entry to ``mapping = [...]``; False where the entries are not written so."""
    from tomlkit.items import Array

    lists = [section["mapping"] for section in sections if isinstance(section.get("mapping"), Array)]
    for found in lists:
        found.append(_as_item(entry))
    return bool(lists)


def _new_section(text: str, entry: Mapping[str, object]) -> "TOMLDocument":
    """An entry to stand at the end of the file, after an empty line."""
    import tomlkit

    table, section = tomlkit.table(), tomlkit.document()
    for key, value in entry.items():
        table[key] = _as_item(value)
    for _ in range(0 if not text else 1 if text.endswith("\n") else 2):
        section.add(tomlkit.nl())
    section.append("mapping", tomlkit.item([table]))
    return section


def _as_item(value: object) -> object:
    """A value for tomlkit; tables on one line."""
    import tomlkit

    if not isinstance(value, Mapping):
        return value
    table = tomlkit.inline_table()
    for key, item in value.items():
        table[key] = _as_item(item)
    return table


def _refuse_other_changes(text: str, after: str, entry: MappingTable, place: int | None, path: Path) -> None:
    """Raise WrongUsage where anything but the entry would change."""
    before = tomllib.loads(text)
    mappings = before.get("mapping", [])
    wanted = [*mappings, entry] if place is None else [*mappings[:place], entry, *mappings[place + 1 :]]
    if not _is_toml(after) or tomllib.loads(after) != {**before, "mapping": wanted}:
        raise WrongUsage(
            f"mapping {(place or 0) + 1} cannot be changed without touching what stands around it",
            where=str(path),
            remedy="delete that [[mapping]] and save again",
        )
