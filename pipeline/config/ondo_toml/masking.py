"""The section [masking]: kinds of personal data that are not looked for."""

from msgspec import Struct

from pipeline.config.ondo_toml.checking import InvalidSetting
from pipeline.masking.pattern import KINDS, SENSITIVE

MAY_BE_OFF = (*KINDS, SENSITIVE)
"""What may be switched off: kinds of items, and the mark on sensitive texts."""


class MaskingSection(Struct, frozen=True, forbid_unknown_fields=True):
    """The form of [masking]."""

    off: list[str]


def kinds_off(section: MaskingSection) -> frozenset[str]:
    """The kinds that are switched off. Raises InvalidSetting for what is no kind."""
    for kind in section.off:
        if kind not in MAY_BE_OFF:
            raise InvalidSetting(
                f"masking.off names {kind!r}, which is no kind of personal data",
                f"the kinds are {', '.join(MAY_BE_OFF)}",
            )
    return frozenset(section.off)
