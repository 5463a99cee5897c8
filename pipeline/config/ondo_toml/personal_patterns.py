"""The entries [[personal_pattern]]: a company's own kinds of personal data."""

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta, Struct

from pipeline.config.ondo_toml.checking import InvalidSetting
from pipeline.masking.custom import LONGEST_REGEX, own_pattern
from pipeline.masking.pattern import PersonalPattern

MOST_OWN = 50
"""Patterns of one's own."""


class PersonalPatternEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """The form of [[personal_pattern]]."""

    kind: Annotated[str, Meta(pattern=r"\A[a-z][a-z_]{1,29}\Z", description="2 to 30 letters a-z and underscores")]
    regex: Annotated[
        str,
        Meta(min_length=1, max_length=LONGEST_REGEX, description=f"a text of 1 to {LONGEST_REGEX} characters"),
    ]


PersonalPatternEntries = Annotated[
    list[PersonalPatternEntry], Meta(max_length=MOST_OWN, description=f"a list of at most {MOST_OWN} tables")
]


def personal_patterns_of(entries: Sequence[PersonalPatternEntry]) -> tuple[PersonalPattern, ...]:
    """The patterns, compiled. Raises InvalidSetting."""
    return tuple(map(_pattern, entries))


def _pattern(entry: PersonalPatternEntry) -> PersonalPattern:
    try:
        return own_pattern(entry.kind, entry.regex)
    except ValueError as error:
        raise InvalidSetting(f"personal_pattern {entry.kind!r}: {error}", "correct its regex") from error
