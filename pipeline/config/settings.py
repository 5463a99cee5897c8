"""Settings: defaults.toml, then ondo.toml, then the environment; validated once, then frozen."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pipeline.config.access import ROLES, Access, read_access
from pipeline.config.brand_words import BrandWord, read_brand_words
from pipeline.config.column_mappings import read_mappings
from pipeline.config.event_file import read_events
from pipeline.config.labels import labels_of
from pipeline.emotions import EMOTION_CODES
from pipeline.errors import WrongUsage
from pipeline.masking.custom import read_personal_patterns
from pipeline.masking.pattern import PersonalPattern, use_own
from pipeline.records import SavedMapping

__all__ = ["ROLES", "Access", "Settings", "config_file", "database_path", "load_settings"]

SCHEMA_VERSION = 6
"""Version of schema.sql; the next run brings an older file up to it."""

OLDEST_SCHEMA_VERSION = 1
"""Oldest version that a run brings up to date; others are refused with a remedy."""

DEFAULTS_FILE = Path(__file__).with_name("defaults.toml")
MODEL_FOLDER = Path(__file__).resolve().parent.parent / "model"
SCHEMA_FILE = Path(__file__).resolve().parent.parent / "schema.sql"

DEFAULT_DATABASE = Path("ondo.duckdb")
DATABASE_VARIABLE = "ONDO_DB"
CONFIG_VARIABLE = "ONDO_CONFIG"

AUDIENCES = ("customer", "employee")

LONGEST_KEPT = 36_500
"""Most days that keep_days may name; who wants to keep texts for ever leaves it out."""

EVENT_KINDS = ("release", "incident", "campaign")


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """A place in the customer journey. ``intended`` is the code of the emotion meant to be felt there, or None."""

    code: str
    labels: Mapping[str, str] = field(hash=False)
    """Its names by two-letter language code, ko and en among them."""
    intended: str | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened from ``starts_on`` until before ``ends_on`` (None: one day) and may explain a change."""

    code: str
    kind: str
    labels: Mapping[str, str] = field(hash=False)
    """Its names by two-letter language code, ko and en among them."""
    starts_on: date
    ends_on: date | None
    touchpoint: str | None


@dataclass(frozen=True, slots=True)
class SmallNumbers:
    """Group sizes under which numbers are hidden, drawn as few, or hidden for employees (counts of comments)."""

    hidden_below: int = 5
    few_below: int = 30
    employee_below: int = 8


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be configured; ``time_zone`` is an IANA name.

    After ``half_life_days`` a comment weighs half as much in the emotional capital.
    """

    time_zone: str
    small_numbers: SmallNumbers
    touchpoints: tuple[Touchpoint, ...]
    events: tuple[Event, ...] = field(default=())
    brand_words: tuple[BrandWord, ...] = field(default=())
    half_life_days: float = 90
    personal_patterns: tuple[PersonalPattern, ...] = field(default=())
    keep_days: Mapping[str, int] = field(default_factory=dict)
    """Audience -> days for which texts and identifiers of its answers are kept; for ever where it is not named."""
    workers: int = 0
    """Processes that score in a run: 0 for one a core, 1 for none beside the run itself."""
    access: Access = field(default_factory=Access)
    mappings: tuple[SavedMapping, ...] = field(default=())

    def now(self) -> datetime:
        """The wall clock in the configured time zone."""
        return datetime.now(ZoneInfo(self.time_zone)).replace(tzinfo=None)

    def touchpoint_code(self, value: str | None) -> str | None:
        """The journey's code for a name found in data (code, label or alias); the trimmed name itself if unknown."""
        if value is None or not value.strip():
            return None
        return _alias_table(self.touchpoints).get(_fold(value), value.strip())


def _fold(name: str) -> str:
    return "".join(name.split()).casefold()


def _alias_table(touchpoints: tuple[Touchpoint, ...]) -> dict[str, str]:
    return {
        _fold(name): point.code
        for point in touchpoints
        for name in (point.code, *point.labels.values(), *point.aliases)
    }


def database_path() -> Path:
    """The database named by ONDO_DB, else ondo.duckdb in the working folder."""
    return Path(os.environ.get(DATABASE_VARIABLE) or DEFAULT_DATABASE)


def load_settings(config: Path | None = None) -> Settings:
    """Read and check the settings; a company's own personal patterns hold from then on, wherever texts are masked.

    ``config`` defaults to ONDO_CONFIG, else ./ondo.toml where there is one.
    Raises WrongUsage naming the file and the entry at fault.
    """
    merged = _parse(DEFAULTS_FILE)
    chosen = config or config_file()
    if chosen is not None:
        merged = _with_event_file(_merge(merged, _parse(chosen), chosen), chosen)
    settings = _validated(merged, str(chosen or DEFAULTS_FILE.name))
    use_own(settings.personal_patterns)
    return settings


def config_path() -> Path:
    """The settings file named by ONDO_CONFIG, else ondo.toml in the working folder, which may not be there."""
    return Path(os.environ.get(CONFIG_VARIABLE) or "ondo.toml")


def config_file() -> Path | None:
    """The settings file named by ONDO_CONFIG, else ondo.toml in the working folder, where there is one."""
    path = config_path()
    return path if os.environ.get(CONFIG_VARIABLE) or os.path.isfile(path) else None


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise WrongUsage(
            f"the settings file cannot be read ({error.strerror})",
            where=str(path),
            remedy=f"create it, or unset {CONFIG_VARIABLE}",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongUsage(
            f"the settings file is not valid TOML: {error}", where=str(path), remedy="correct that line"
        ) from error


def _merge(base: dict[str, Any], own: dict[str, Any], path: Path) -> dict[str, Any]:
    known = {
        "access",
        "brand_word",
        "emotional_capital",
        "event",
        "events",
        "keep_days",
        "mapping",
        "personal_pattern",
        "product_group",
        "small_numbers",
        "time_zone",
        "touchpoint",
        "workers",
    }
    unknown = sorted(set(own) - known)
    if unknown:
        raise WrongUsage(
            f"unknown setting {unknown[0]!r}", where=str(path), remedy=f"known are: {', '.join(sorted(known))}"
        )
    tables = {name: own.get(name, {}) for name in ("small_numbers", "emotional_capital")}
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise WrongUsage(f"{name} is not a table", where=str(path), remedy=f"write it as [{name}]")
    return {**base, **own, **{name: {**base[name], **table} for name, table in tables.items()}}


def _with_event_file(settings: dict[str, Any], path: Path) -> dict[str, Any]:
    """The settings with the events of the file that ``events`` names, from the settings' folder on."""
    named = settings.pop("events", None)
    if named is None:
        return settings
    if not isinstance(named, str):
        raise WrongUsage(
            "events is not the name of a file",
            where=str(path),
            remedy='write it as events = "events.csv", or [[event]]',
        )
    return settings | {"event": [*settings.get("event", []), *read_events(path.parent / named)]}


def _validated(raw: dict[str, Any], where: str) -> Settings:
    try:
        touchpoints = tuple(_touchpoint(entry) for entry in raw["touchpoint"])
        settings = Settings(
            time_zone=_time_zone(raw["time_zone"]),
            small_numbers=_small_numbers(raw["small_numbers"]),
            touchpoints=touchpoints,
            events=tuple(_event(entry, _alias_table(touchpoints)) for entry in raw.get("event", [])),
            brand_words=read_brand_words(raw.get("brand_word", []), raw.get("product_group", {})),
            personal_patterns=read_personal_patterns(raw.get("personal_pattern", [])),
            keep_days=_keep_days(raw.get("keep_days", {})),
            workers=_workers(raw["workers"]),
            access=read_access(raw.get("access", {})),
            half_life_days=_half_life(**raw["emotional_capital"]),
            mappings=read_mappings(raw.get("mapping", [])),
        )
        _no_twins(touchpoints)
        _no_twin_events(settings.events)
    except KeyError as error:
        raise WrongUsage(
            f"an entry lacks {error}", where=where, remedy="add it; defaults.toml shows the form"
        ) from error
    except (TypeError, ValueError, AttributeError) as error:
        raise WrongUsage(str(error), where=where, remedy="correct that entry; defaults.toml shows the form") from error
    return settings


def _time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"time_zone {name!r} is not an IANA time zone such as Asia/Seoul") from error
    return name


def _workers(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 64:
        raise ValueError(f"workers is {value!r}, not a whole number from 0 to 64")
    return value


def _small_numbers(raw: dict[str, Any]) -> SmallNumbers:
    small = SmallNumbers(**raw)
    for name in ("hidden_below", "few_below", "employee_below"):
        value = getattr(small, name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise ValueError(f"small_numbers.{name} is {value!r}, not a whole number of at least 1")
    if small.few_below < small.hidden_below:
        raise ValueError("small_numbers.few_below is under hidden_below")
    return small


def _keep_days(raw: Any) -> dict[str, int]:
    """Days by audience, from one number for all or a table of audiences."""
    days = dict(raw) if isinstance(raw, dict) else dict.fromkeys(AUDIENCES, raw)
    for audience, value in days.items():
        if audience not in AUDIENCES:
            raise ValueError(f"keep_days: {audience!r} is not one of {', '.join(AUDIENCES)}")
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= LONGEST_KEPT:
            raise ValueError(f"keep_days is {value!r}, not a whole number of days from 1 to {LONGEST_KEPT}")
    return days


def _half_life(half_life_days: Any) -> float:
    if not isinstance(half_life_days, int | float) or isinstance(half_life_days, bool) or not 1 <= half_life_days < 1e6:
        raise ValueError(f"emotional_capital.half_life_days is {half_life_days!r}, not a number of days of at least 1")
    return half_life_days


def _touchpoint(entry: dict[str, Any]) -> Touchpoint:
    intended = entry.get("intended")
    if intended is not None and intended not in EMOTION_CODES:
        raise ValueError(
            f"touchpoint {entry['code']!r}: intended {intended!r} is not one of {', '.join(EMOTION_CODES)}"
        )
    return Touchpoint(str(entry["code"]), labels_of(entry), intended, tuple(map(str, entry.get("aliases", ()))))


def _event(entry: dict[str, Any], places: dict[str, str]) -> Event:
    if entry["kind"] not in EVENT_KINDS:
        raise ValueError(f"event {entry['code']!r}: kind {entry['kind']!r} is not one of {', '.join(EVENT_KINDS)}")
    starts_on, ends_on = entry["starts_on"], entry.get("ends_on")
    if type(starts_on) is not date or not (ends_on is None or type(ends_on) is date):
        raise ValueError(f"event {entry['code']!r}: starts_on and ends_on are dates such as 2026-03-01, without quotes")
    if ends_on is not None and ends_on <= starts_on:
        raise ValueError(f"event {entry['code']!r}: ends_on is not after starts_on")
    place = entry.get("touchpoint")
    place = places.get(_fold(place), place) if place else None
    return Event(str(entry["code"]), entry["kind"], labels_of(entry), starts_on, ends_on, place)


def _no_twin_events(events: tuple[Event, ...]) -> None:
    seen: set[str] = set()
    for event in events:
        if event.code in seen:
            raise ValueError(f"two events have the code {event.code!r}")
        seen.add(event.code)


def _no_twins(touchpoints: tuple[Touchpoint, ...]) -> None:
    seen: dict[str, str] = {}
    for point in touchpoints:
        for name in {_fold(name) for name in (point.code, *point.labels.values(), *point.aliases)}:
            if name in seen:
                raise ValueError(f"touchpoints {seen[name]!r} and {point.code!r} share the name {name!r}")
            seen[name] = point.code
