"""The entries [[mapping]]: what the columns of files with one header are."""

from collections.abc import Mapping, Sequence
from typing import Annotated, cast

from msgspec import Meta, Struct

from pipeline.config.ondo_toml.checking import InvalidSetting, shown_place
from pipeline.records import ATTRIBUTE, FIELDS, Audience, SavedMapping, SavedOptions
from pipeline.text import folded


class MappingEntry(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The form of [[mapping]]; what follows ``fields`` are the options of the same names."""

    columns: Annotated[list[str], Meta(min_length=1, description="a list of the header's names")]
    fields: dict[str, str]
    name: str = ""
    source: str | None = None
    audience: Audience | None = None
    touchpoint: str | None = None
    channel: str | None = None
    rating_max: Annotated[int, Meta(ge=2, le=100, description="from 2 to 100")] | None = None
    rating_is_nps: bool | None = None


def mappings_of(entries: Sequence[MappingEntry]) -> tuple[SavedMapping, ...]:
    """The mappings; raises InvalidSetting that says which entry is wrong and how."""
    found: dict[frozenset[str], int] = {}
    mappings = []
    for number, entry in enumerate(entries):
        _check_fields(shown_place(("mapping", number)), entry.columns, entry.fields)
        options = {name: value for name in SavedOptions.__annotations__ if (value := getattr(entry, name)) is not None}
        mapping = SavedMapping(entry.name, tuple(entry.columns), entry.fields, cast(SavedOptions, options))
        other = found.setdefault(mapping.key, number)
        if other != number:
            raise InvalidSetting(
                f"mappings {other + 1} and {number + 1} are of the same columns", "delete one of the two"
            )
        mappings.append(mapping)
    return tuple(mappings)


def _check_fields(label: str, columns: Sequence[str], fields: Mapping[str, str]) -> None:
    known = set(map(folded, columns))
    used: dict[str, str] = {}
    for column, field in fields.items():
        if folded(column) not in known:
            raise InvalidSetting(f"{label}: {column!r} is none of its columns", "add it to columns, or delete it")
        if field and field not in FIELDS:
            raise InvalidSetting(f"{label}: {column!r} is to be {field!r}, which is not one of {', '.join(FIELDS)}")
        if field not in (None, "", "text", ATTRIBUTE) and used.setdefault(field, column) != column:
            raise InvalidSetting(
                f"{label}: {used[field]!r} and {column!r} are both to be {field!r}", 'give one of them ""'
            )
