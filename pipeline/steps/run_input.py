"""What a run is asked to do, and what it takes rows from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from pipeline.config.settings import Settings
from pipeline.records import ReadOptions


@dataclass(slots=True)
class RunSettings:
    """What one run is asked to do."""

    files: Sequence[Path]
    database: Path
    settings: Settings
    options: ReadOptions = field(default_factory=ReadOptions)


class RunInput(Protocol):
    """Something that a run takes rows from: an inspected file, or rows that were scored elsewhere."""

    @property
    def path(self) -> Path:
        """The file from which the rows come."""

    @property
    def source(self) -> str:
        """Name of the source."""

    @property
    def rows(self) -> int | None:
        """Data rows, where their number is known."""


def row_count(inputs: Sequence[RunInput]) -> int | None:
    """Data rows of all inputs, or None where the number of any is not known."""
    counts = [each.rows for each in inputs]
    return None if None in counts else sum(count for count in counts if count)
