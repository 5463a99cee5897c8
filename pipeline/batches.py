"""The former place of ``pipeline.cluster.BatchScoring``, which keeps working."""

import warnings

from pipeline.cluster.batches import SCHEMA, BatchScoring

__all__ = ["SCHEMA", "BatchScoring"]

warnings.warn(
    "pipeline.batches has moved: write `from pipeline.cluster import BatchScoring`", DeprecationWarning, stacklevel=2
)
