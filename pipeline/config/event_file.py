"""Events kept in a CSV file beside the settings, for people who would rather edit a sheet than TOML."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from pipeline.config.labels import is_further_language
from pipeline.config.ondo_toml.journey import EventEntry
from pipeline.config.settings_types import EVENT_KINDS, EventKind
from pipeline.errors import WrongUsage

COLUMNS: tuple[str, ...] = ("starts_on", "kind", "ko", "en", "ends_on", "touchpoint", "code")
"""The columns that are read, in any order; of ko and en one is enough, the last three may be left out.

A column named by another two-letter language code holds labels in that language.
"""

_NEEDED = ("starts_on", "kind")


def read_events(path: Path) -> list[EventEntry]:
    """The events of a CSV file as entries of the settings' ``event`` list.

    UTF-8 or the Korean Windows encoding; dates as 2026-03-01. Raises WrongUsage naming the file, the row and the column.
    """
    rows = csv.DictReader(io.StringIO(_text(path)), restkey="")
    _check_columns([name.strip() for name in rows.fieldnames or ()], path)
    found = [(rows.line_num, _cells(row)) for row in rows]
    return [_entry(cells, f"{path}, row {number}", number) for number, cells in found if any(cells.values())]


def _check_columns(names: Sequence[str], path: Path) -> None:
    missing = [name for name in _NEEDED if name not in names]
    if missing or not {"ko", "en"} & set(names):
        lacking = missing[0] if missing else "ko or en"
        raise WrongUsage(
            f"the events have no column {lacking}",
            where=f"{path}, row 1",
            remedy=f"name its columns {', '.join(COLUMNS)}",
        )


def _cells(row: Mapping[str | None, object]) -> dict[str, str]:
    """The cells of a row by the names of their columns, trimmed; a row may have more cells than there are names."""
    named = {(name or "").strip(): value for name, value in row.items()}
    return {name: value.strip() for name, value in named.items() if isinstance(value, str)}


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise WrongUsage(
            f"the file of events cannot be read ({error.strerror})",
            where=str(path),
            remedy="correct `events` in the settings; the path begins at the settings file",
        ) from error
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise WrongUsage("the file of events is no text", where=str(path), remedy="save it as CSV in UTF-8")


def _entry(row: Mapping[str, str], where: str, number: int) -> EventEntry:
    cells = {name: row.get(name, "") for name in COLUMNS}
    label = _label(cells, where)
    starts_on, ends_on = _first_and_last_day(cells, where)
    return EventEntry(
        code=cells["code"] or f"row-{number}",
        kind=_kind(cells["kind"], f"{where}, column kind"),
        ko=cells["ko"] or label,
        en=cells["en"] or label,
        starts_on=starts_on,
        ends_on=ends_on,
        touchpoint=cells["touchpoint"] or None,
        labels={name: cell for name, cell in row.items() if is_further_language(name)},
    )


def _label(cells: Mapping[str, str], where: str) -> str:
    """The event's name in the first language that has one."""
    label = cells["ko"] or cells["en"]
    if not label:
        raise WrongUsage("an event has no name", where=f"{where}, column ko", remedy="fill in ko or en")
    return label


def _first_and_last_day(cells: Mapping[str, str], where: str) -> tuple[date, date | None]:
    starts_on, ends_on = (_day(cells[name], f"{where}, column {name}") for name in ("starts_on", "ends_on"))
    if starts_on is None:
        raise WrongUsage("an event has no date", where=f"{where}, column starts_on", remedy="write it as 2026-03-01")
    return starts_on, ends_on


def _kind(text: str, where: str) -> EventKind:
    for kind in EVENT_KINDS:
        if text == kind:
            return kind
    raise WrongUsage(f"kind {text!r} is not one of {', '.join(EVENT_KINDS)}", where=where, remedy="write one of these")


def _day(text: str, where: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise WrongUsage(f"{text!r} is no date", where=where, remedy="write it as 2026-03-01") from error
