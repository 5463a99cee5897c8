"""What the journeys that come with Ondo mean to be felt, to tell what a company has declared from what it has not."""

from functools import cache

from pipeline.config.journeys import GENERAL, PRESETS
from pipeline.config.ondo_toml.presets import touchpoints_named

Intentions = frozenset[tuple[str, str | None]]
"""(code of a touchpoint, code of the emotion meant to be felt there) of a whole journey."""


def is_preset(intentions: Intentions) -> bool:
    """Whether a journey means just what one that comes with Ondo does."""
    return intentions in _presets()


@cache
def _presets() -> frozenset[Intentions]:
    return frozenset(
        frozenset((point.code, point.intended) for point in touchpoints_named(name)) for name in (GENERAL, *PRESETS)
    )
