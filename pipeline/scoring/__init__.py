"""Texts in; tone, emotions and evidence out. Needs NumPy and the tokenisers alone."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.scoring.scorer import Scorer

__all__ = ["Scorer"]


def __getattr__(name: str) -> "type[Scorer]":
    """``Scorer``, loaded when first asked for, so that importing the room costs nothing."""
    if name != "Scorer":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pipeline.scoring.scorer import Scorer

    return Scorer
