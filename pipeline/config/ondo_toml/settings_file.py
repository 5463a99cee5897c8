"""ondo.toml as a whole: its form, merged with defaults.toml and checked."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Meta, Struct

from pipeline.config.event_file import read_events
from pipeline.config.labels import with_labels_gathered
from pipeline.config.ondo_toml.access import AccessSection, access_of
from pipeline.config.ondo_toml.attributes import AttributeEntry, attributes_of
from pipeline.config.ondo_toml.brand_words import BrandWordEntries, ProductGroup, brand_words_of
from pipeline.config.ondo_toml.checking import InvalidSetting, converted
from pipeline.config.ondo_toml.consent import ConsentSection, consent_of
from pipeline.config.ondo_toml.digest import DigestSection, digest_of
from pipeline.config.ondo_toml.journey import EventEntry, TouchpointEntry, events_of, touchpoints_of
from pipeline.config.ondo_toml.mappings import MappingEntry, mappings_of
from pipeline.config.ondo_toml.masking import MaskingSection, kinds_off
from pipeline.config.ondo_toml.numbers import DAYS_KEPT, Count, DaysKept, HalfLife, Workers
from pipeline.config.ondo_toml.personal_patterns import PersonalPatternEntries, personal_patterns_of
from pipeline.config.ondo_toml.presets import with_preset
from pipeline.config.ondo_toml.reading import ReadingSection, reading_limits_of
from pipeline.config.ondo_toml.topics import TopicEntries, topics_of
from pipeline.config.settings_types import Settings, SmallNumbers
from pipeline.errors import WrongUsage

LARGEST = 5_000_000
"""Bytes of a settings file that are read."""

_DEEP_KEY = re.compile(r"""(?<![A-Za-z0-9_-])(?:(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){64}""")
"""A key of more parts than anything has; for each further part of a key tomllib goes through all parts before it."""


class SmallNumbersSection(Struct, frozen=True, forbid_unknown_fields=True):
    """The form of [small_numbers]."""

    hidden_below: Count
    few_below: Count
    employee_below: Count


class EmotionalCapitalSection(Struct, frozen=True, forbid_unknown_fields=True):
    """The form of [emotional_capital]."""

    half_life_days: HalfLife


class KeepDays(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The form of keep_days where it is a table: days by audience."""

    customer: DaysKept | None = None
    employee: DaysKept | None = None


class SettingsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """All that may stand in ondo.toml; what has no default here has one in defaults.toml."""

    time_zone: str
    workers: Workers
    adapt_from: Annotated[Literal["off", "rating", "nps"], Meta(description='one of "off", "rating" and "nps"')]
    small_numbers: SmallNumbersSection
    emotional_capital: EmotionalCapitalSection
    access: AccessSection
    masking: MaskingSection
    reading: ReadingSection
    consent: ConsentSection
    touchpoint: list[TouchpointEntry]
    journey: str | None = None
    digest: DigestSection = DigestSection()
    keep_days: Annotated[DaysKept | KeepDays, Meta(description=f"{DAYS_KEPT}, or a table of audiences")] = KeepDays()
    events: Annotated[str, Meta(description='the name of a file such as "events.csv"')] | None = None
    event: list[EventEntry] = []
    product_group: dict[str, ProductGroup] = {}
    brand_word: BrandWordEntries = []
    topic: TopicEntries = []
    personal_pattern: PersonalPatternEntries = []
    mapping: list[MappingEntry] = []
    attributes: dict[str, AttributeEntry] = {}


def read_settings(defaults: Path, own: Path | None) -> Settings:
    """The settings of a file of one's own over the defaults. Raises WrongUsage naming file, key and remedy."""
    raw, given = read_toml(defaults), read_toml(own) if own is not None else {}
    try:
        raw = _merged(raw, with_preset(given, raw))
        settings = _settings(converted(_with_labels_gathered(raw), SettingsFile), (own or defaults).parent)
    except InvalidSetting as error:
        raise WrongUsage(str(error), where=str(own or defaults.name), remedy=error.remedy) from error
    return replace(settings, has_own_journey=not given.keys().isdisjoint(("journey", "touchpoint")))


def _with_labels_gathered(raw: dict[str, object]) -> dict[str, object]:
    """The contents of a file, its touchpoints and events with their labels in further languages in one table."""
    entries = {name: raw[name] for name in ("touchpoint", "event") if name in raw}
    return raw | {
        name: list(map(with_labels_gathered, them)) for name, them in entries.items() if isinstance(them, list)
    }


def read_toml(path: Path) -> dict[str, object]:
    """The contents of a TOML file. Raises WrongUsage where it is none, or cannot be read."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise WrongUsage(
                f"the settings file is larger than {LARGEST:,} bytes",
                where=str(path),
                remedy="name a settings file with --config; data goes into files of its own",
            )
        text = content.decode("utf-8-sig")
        if _DEEP_KEY.search(text):
            raise _too_deep(path)
        return tomllib.loads(text)
    except OSError as error:
        raise WrongUsage(
            f"the settings file cannot be read ({error.strerror})",
            where=str(path),
            remedy="create it, or unset ONDO_CONFIG",
        ) from error
    except RecursionError as error:
        raise _too_deep(path) from error
    except ValueError as error:
        raise WrongUsage(
            f"the settings file is not valid TOML: {error}", where=str(path), remedy="correct that line"
        ) from error


def _too_deep(path: Path) -> WrongUsage:
    return WrongUsage(
        "the settings file nests lists or tables too deeply",
        where=str(path),
        remedy="write them flat; defaults.toml shows the form",
    )


def _merged(base: dict[str, object], own: dict[str, object]) -> dict[str, object]:
    """``own`` over ``base``: a table that both have is merged key by key, a list is replaced."""
    merged = base | own
    for name, table in base.items():
        given = own.get(name)
        if isinstance(table, dict) and isinstance(given, dict):
            merged[name] = table | given
    return merged


def _settings(file: SettingsFile, folder: Path) -> Settings:
    """The settings of a checked form; ``events`` is found from ``folder``."""
    touchpoints = touchpoints_of(file.touchpoint)
    events = [*file.event, *(read_events(folder / file.events) if file.events else ())]
    return Settings(
        time_zone=_time_zone(file.time_zone),
        small_numbers=_small_numbers(file.small_numbers),
        touchpoints=touchpoints,
        events=events_of(events, touchpoints),
        brand_words=brand_words_of(file.brand_word, file.product_group),
        topics=topics_of(file.topic),
        half_life_days=file.emotional_capital.half_life_days,
        personal_patterns=personal_patterns_of(file.personal_pattern),
        kinds_off=kinds_off(file.masking),
        keep_days=_keep_days(file.keep_days),
        workers=file.workers,
        adapt_from=None if file.adapt_from == "off" else file.adapt_from,
        access=access_of(file.access),
        reading=reading_limits_of(file.reading),
        mappings=mappings_of(file.mapping),
        attributes=attributes_of(file.attributes),
        consent=consent_of(file.consent),
        journey=file.journey,
        digest=digest_of(file.digest),
    )


def _time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidSetting(
            f"time_zone is {name!r}, not an IANA time zone", "write it such as Asia/Seoul or Europe/Paris"
        ) from error
    return name


def _small_numbers(section: SmallNumbersSection) -> SmallNumbers:
    if section.few_below < section.hidden_below:
        raise InvalidSetting(
            "small_numbers.few_below is under hidden_below",
            f"give few_below at least {section.hidden_below}, or lower hidden_below",
        )
    return SmallNumbers(section.hidden_below, section.few_below, section.employee_below)


def _keep_days(days: int | KeepDays) -> dict[str, int]:
    """Days by audience, from one number for all or a table of audiences."""
    if isinstance(days, int):
        return dict.fromkeys(KeepDays.__struct_fields__, days)
    by_audience = {"customer": days.customer, "employee": days.employee}
    return {audience: kept for audience, kept in by_audience.items() if kept is not None}
