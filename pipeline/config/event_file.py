"""Events kept in a CSV file beside the settings, for people who would rather edit a sheet than TOML."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.config.labels import NEEDED_LANGUAGES, is_language
from pipeline.errors import WrongUsage

COLUMNS: tuple[str, ...] = ("starts_on", "kind", "ko", "en", "ends_on", "touchpoint", "code")
"""The columns that are read, in any order; of ko and en one is enough, the last three may be left out.

A column named by another two-letter language code holds the labels in that language.
"""

_NEEDED = ("starts_on", "kind")


def read_events(path: Path) -> list[dict[str, Any]]:
    """The events of a CSV file as entries of the settings' ``event`` list.

    UTF-8 or the Korean Windows encoding; dates as 2026-03-01. Raises WrongUsage naming the file, the row and the column.
    """
    rows = csv.DictReader(io.StringIO(_text(path)), restkey="")
    names = [name.strip() for name in rows.fieldnames or ()]
    missing = [name for name in _NEEDED if name not in names]
    if missing or not {"ko", "en"} & set(names):
        lacking = missing[0] if missing else "ko or en"
        raise WrongUsage(
            f"the events have no column {lacking}",
            where=f"{path}, row 1",
            remedy=f"name its columns {', '.join(COLUMNS)}",
        )
    return [
        _entry(
            {(name or "").strip(): value for name, value in row.items()}, f"{path}, row {rows.line_num}", rows.line_num
        )
        for row in rows
        if any(value and value.strip() for value in row.values() if isinstance(value, str))
    ]


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


def _entry(row: dict[str, Any], where: str, number: int) -> dict[str, Any]:
    cells = {name: (row.get(name) or "").strip() for name in {*COLUMNS, *filter(is_language, row)}}
    labels = {name: cell for name, cell in cells.items() if is_language(name) and cell}
    label = cells["ko"] or cells["en"]
    if not label:
        raise WrongUsage("an event has no name", where=f"{where}, column ko", remedy="fill in ko or en")
    starts_on, ends_on = (_day(cells[name], f"{where}, column {name}") for name in ("starts_on", "ends_on"))
    if starts_on is None:
        raise WrongUsage("an event has no date", where=f"{where}, column starts_on", remedy="write it as 2026-03-01")
    return {
        "code": cells["code"] or f"row-{number}",
        "kind": cells["kind"],
        **dict.fromkeys(NEEDED_LANGUAGES, label),
        **labels,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "touchpoint": cells["touchpoint"] or None,
    }


def _day(text: str, where: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise WrongUsage(f"{text!r} is no date", where=where, remedy="write it as 2026-03-01") from error
