"""Beyond one machine: Arrow batches, Spark, and bringing scored rows in."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.cluster.batches import BatchScoring

__all__ = ["BatchScoring"]


def __getattr__(name: str) -> "type[BatchScoring]":
    """``BatchScoring``, loaded when first asked for, so that importing the room costs nothing."""
    if name != "BatchScoring":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pipeline.cluster.batches import BatchScoring

    return BatchScoring
