"""What a run is asked to do, and where its rows come from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from pipeline.config.settings import Settings
from pipeline.records import ReadOptions
from pipeline.scoring.processes import ScoringProcesses
from pipeline.upkeep.own_stars import LayerChange


@dataclass(slots=True)
class RunSettings:
    """What one run is asked to do."""

    files: Sequence[Path]
    database: Path
    settings: Settings
    options: ReadOptions = field(default_factory=ReadOptions)
    confirmed: bool = False
    """Whether a person has said yes to retention that looks like a mistake."""
    fitting_journey: str | None = None
    """The journey that fits the inputs, for a new database whose settings say none."""
    layer_change: LayerChange | None = None
    """What takes the place of the stored layer; None keeps it."""
    running: ScoringProcesses | None = None
    """Processes that have been started to score for this run; None where there are none yet."""


class RunInput(Protocol):
    """Where rows come from: an inspected file, or a part that was scored elsewhere."""

    @property
    def path(self) -> Path:
        """The file from which the rows come."""

    @property
    def source(self) -> str:
        """Name of the source."""

    @property
    def rows(self) -> int | None:
        """Number of data rows, or None where it would take long to find out."""


def row_count(inputs: Sequence[RunInput]) -> int | None:
    """Data rows of all inputs, or None where any of them has None."""
    counts = [each.rows for each in inputs]
    return None if None in counts else sum(count for count in counts if count)
