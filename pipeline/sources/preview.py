"""`ondo check`: the reading of `ondo run` without writing anything."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.config.column_mappings import save_mapping
from pipeline.config.journeys import MOST_TEXTS
from pipeline.errors import Reason
from pipeline.masking.mask import mask, mask_rejected, mask_text
from pipeline.records import Inspection, MaskedFeedback, RawFeedback, ReadOptions, RejectedRow
from pipeline.sources import inspect, read
from pipeline.sources.source_kind import shown_name

SHOWN_ROWS = 5
SHOWN_REJECTED = 10

FILLED = ("text", "rating", "nps", "answered_at", "customer", "product")
"""What of an answer is counted."""


def keep_mapping(path: Path, options: ReadOptions, settings_file: Path) -> None:
    """Save what the columns of a file are in the settings; raises WrongUsage where they cannot be written."""
    save_mapping(settings_file, inspect(path, options), shown_name(path))


def mapping_notes(inspection: Inspection) -> Iterator[Reason]:
    """What is to be noted about which columns are read: by which saved mapping, and which are not."""
    if inspection.saved:
        name = mask_text(inspection.saved.name)[0]
        yield Reason("columns_as_saved", {"name": name}) if name else Reason("columns_as_saved_unnamed")
    if inspection.kept_out:
        columns = ", ".join(mask_text(column)[0] for column in inspection.kept_out)
        yield Reason("columns_kept_out", {"columns": columns})


@dataclass(slots=True)
class FilePreview:
    """What was found in a file: the first rows and the first rows at fault, both masked; all rows are counted.

    ``filled`` counts the answers that would be stored, and those of them that have each of FILLED; ``touchpoints`` are not masked.
    """

    inspection: Inspection
    shown: list[MaskedFeedback] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    reasons: Counter[Reason] = field(default_factory=Counter)
    rows: int = 0
    filled: Counter[str] = field(default_factory=Counter)
    touchpoints: Counter[str] = field(default_factory=Counter)
    texts: list[str] = field(default_factory=list, repr=False)
    """The first texts, not masked, by which the kind of business is told."""

    def count(self, row: RawFeedback) -> None:
        """Count what an answer that may be stored has."""
        self.filled.update(["answers", *(name for name in FILLED if getattr(row, name) is not None)])
        if row.text and len(self.texts) < MOST_TEXTS:
            self.texts.append(row.text)
        if row.touchpoint:
            self.touchpoints[row.touchpoint] += 1


def preview_file(path: Path, options: ReadOptions, most_rejected: int = SHOWN_REJECTED) -> FilePreview:
    """Read a file to its end; ``most_rejected`` rows at fault are kept. Raises DataRefused or WrongUsage."""
    look = FilePreview(inspect(path, options))
    for row in read(look.inspection):
        look.rows += 1
        if isinstance(row, RejectedRow):
            look.reasons[row.reason.without_value] += 1
            if len(look.rejected) < most_rejected:
                look.rejected.append(mask_rejected(row))
        elif row.consent_analyse:
            look.count(row)
            if len(look.shown) < SHOWN_ROWS:
                look.shown.append(mask(row, b"shown only, never stored"))
    return look
