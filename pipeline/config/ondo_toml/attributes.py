"""The table [attributes]: what further columns are called, how they are banded, and which are kept out."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Annotated, Literal

from msgspec import Meta, Struct

from pipeline.config.ondo_toml.checking import InvalidSetting
from pipeline.records import AttributeRule

Bands = Annotated[
    list[float] | Literal["year", "month", "day"],
    Meta(description='a list of numbers at which bands begin, or "year", "month" or "day"'),
]


class AttributeEntry(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The form of an entry of [attributes]."""

    label: str | None = None
    bands: Bands | None = None
    keep: bool = True


def attributes_of(entries: Mapping[str, AttributeEntry]) -> tuple[AttributeRule, ...]:
    """The rules by name; raises InvalidSetting where bands do not rise."""
    return tuple(
        AttributeRule(name, (entry.label or "").strip() or None, _bands(name, entry.bands), entry.keep)
        for name, entry in entries.items()
    )


def _bands(name: str, bands: Bands | None) -> tuple[float, ...] | Literal["year", "month", "day"] | None:
    if not isinstance(bands, list):
        return bands
    if not bands or any(after <= before for before, after in pairwise(bands)):
        raise InvalidSetting(
            f"attributes.{name}.bands do not rise", "write where each band after the first begins, such as [20, 30, 40]"
        )
    return tuple(bands)
