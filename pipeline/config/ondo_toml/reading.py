"""The section [reading]."""

from typing import Annotated

from msgspec import Meta, Struct

from pipeline.config.ondo_toml.numbers import Count
from pipeline.config.reading_limits import ReadingLimits

LEAST_MEMORY = 100
"""Megabytes under which hardly any workbook could be read."""

Megabytes = Annotated[int, Meta(ge=LEAST_MEMORY, description=f"a whole number of at least {LEAST_MEMORY}")]


class ReadingSection(Struct, frozen=True, forbid_unknown_fields=True):
    """The form of [reading]."""

    memory_megabytes: Megabytes
    seconds: Count
    rows: Count
    cells: Count
    characters: Count


def reading_limits_of(section: ReadingSection) -> ReadingLimits:
    """The section's limits."""
    return ReadingLimits(section.memory_megabytes, section.seconds, section.rows, section.cells, section.characters)
