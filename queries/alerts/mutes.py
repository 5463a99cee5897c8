"""Which series people have muted: who, when and until which day, in an append-only file beside the database."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from queries.kept_lines import append_line, damaged, read_lines


@dataclass(frozen=True, slots=True)
class Mute:
    """A series by its name (Alert.name) that is not to be told of up to a day, that day included; None for no longer muted."""

    alert: str
    until: date | None
    who: str
    at: str

    def holds(self, day: date) -> bool:
        """Whether the series is muted on a day."""
        return self.until is not None and day <= self.until


def path_of(database: Path) -> Path:
    """The file of the mutes that belong to a database."""
    return database.with_name(database.name + ".muted.jsonl")


def read_mutes(database: Path) -> dict[str, Mute]:
    """The latest word on each series that was ever muted. Raises WrongUsage where the file is damaged."""
    place = path_of(database)
    try:
        found = [_mute(entry) for entry in read_lines(place)]
    except (KeyError, TypeError, ValueError) as error:
        raise damaged(place) from error
    return {mute.alert: mute for mute in found}


def mute(database: Path, alert: str, until: date | None, who: str) -> None:
    """Mute a series until a day; None lets it be heard again. Raises DatabaseError, and WrongUsage as ``read_mutes``."""
    entry = {"alert": alert, "until": until, "who": who, "at": datetime.now(UTC).isoformat(timespec="seconds")}
    append_line(path_of(database), lambda _: entry)


def _mute(entry: dict[str, Any]) -> Mute:
    until = date.fromisoformat(entry["until"]) if entry["until"] is not None else None
    return Mute(str(entry["alert"]), until, str(entry["who"]), str(entry["at"]))
