"""Which journey fits the files of a first run, where the settings say none."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from pipeline.config.journeys import MOST_TEXTS, kind_of_business
from pipeline.config.ondo_toml.presets import touchpoints_named
from pipeline.config.settings import Settings
from pipeline.records import Inspection, RawFeedback
from pipeline.sources import read


def fitting_journey(database: Path, settings: Settings, inspections: Sequence[Inspection]) -> str | None:
    """The journey of the kind of business whose customers the comments clearly look like; None where there is none.

    None too where the database is there already, the settings say what the journey is, an event is of a touchpoint that the
    fitting journey lacks, or answers have touchpoints of their own, whose names the usual journey knows. Raises DataRefused.
    """
    is_new = not database.exists() or not database.stat().st_size
    if not is_new or settings.has_own_journey or any(map(_names_touchpoints, inspections)):
        return None
    kind = kind_of_business(islice(chain.from_iterable(map(_texts, inspections)), MOST_TEXTS))
    return kind if kind and _has_all_of_events(kind, settings) else None


def _names_touchpoints(inspection: Inspection) -> bool:
    return bool(inspection.options.touchpoint or inspection.mapping.get("touchpoint"))


def _texts(inspection: Inspection) -> Iterator[str]:
    """What customers say in a file who agree that it is looked at."""
    for row in read(inspection):
        if isinstance(row, RawFeedback) and row.text and row.audience == "customer" and row.consent_analyse:
            yield row.text


def _has_all_of_events(journey: str, settings: Settings) -> bool:
    codes = {point.code for point in touchpoints_named(journey)}
    return all(event.touchpoint is None or event.touchpoint in codes for event in settings.events)
