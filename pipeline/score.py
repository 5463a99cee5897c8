"""The former place of ``pipeline.scoring.Scorer``, which keeps working."""

import warnings

from pipeline.scoring.scorer import Scorer

__all__ = ["Scorer"]

warnings.warn("pipeline.score has moved: write `from pipeline.scoring import Scorer`", DeprecationWarning, stacklevel=2)
