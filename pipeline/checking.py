"""`ondo check`: the reading of `ondo run` without writing anything."""

from collections import Counter
from pathlib import Path

from pipeline.mask import mask, mask_rejected
from pipeline.records import MaskedFeedback, ReadOptions, RejectedRow
from pipeline.sources import inspect, read
from pipeline.sources.report import check_text, reason_kind

SHOWN_ROWS = 5
SHOWN_REJECTED = 10


def check_file(path: Path, options: ReadOptions) -> str:
    """What was guessed about a file, five masked rows, and every row that would be set aside, counted by reason."""
    inspection = inspect(path, options)
    shown: list[MaskedFeedback] = []
    rejected: list[RejectedRow] = []
    reasons: Counter[str] = Counter()
    rows = 0
    for row in read(inspection):
        rows += 1
        if isinstance(row, RejectedRow):
            reasons[reason_kind(row.reason)] += 1
            if len(rejected) < SHOWN_REJECTED:
                rejected.append(mask_rejected(row))
        elif row.consent_analyse and len(shown) < SHOWN_ROWS:
            shown.append(mask(row, b"shown only, never stored"))
    return check_text(inspection, shown, rejected, reasons, rows)
