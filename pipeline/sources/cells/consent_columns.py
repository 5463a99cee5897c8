"""Which columns are about consent, by their names."""

from collections.abc import Sequence

from pipeline.errors import DataRefused, Reason
from pipeline.sources.cells.consent import consent_field, is_reversed
from pipeline.sources.cells.header_names import tidy
from pipeline.sources.cells.name_meanings import by_whole_name
from pipeline.sources.cells.named_columns import listed


def consent_named(column: str) -> str | None:
    """Which consent a column is about by its name, if any."""
    name = tidy(column)
    whole = next((field for field, _ in by_whole_name(name) if field.startswith("consent_")), None)
    return whole or consent_field(name)


def check_consent(columns: Sequence[str], field: str, place: str) -> None:
    """Raises DataRefused where several columns are about one consent, or where yes means no."""
    if len(columns) > 1 or any(map(is_reversed, columns)):
        raise _unclear_consent(columns, field, place)


def _unclear_consent(columns: Sequence[str], field: str, place: str) -> DataRefused:
    found = {"columns": listed(columns), "field": field}
    reason = Reason("consent_ambiguous", found) if len(columns) > 1 else Reason("consent_reversed", found)
    return DataRefused(reason, where=place)
