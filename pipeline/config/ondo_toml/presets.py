"""Journeys of kinds of business that come with Ondo: ``journey = "hotel"``."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from pipeline.config.journeys import GENERAL, PRESETS, presets
from pipeline.config.ondo_toml.checking import InvalidSetting, converted
from pipeline.config.ondo_toml.journey import TouchpointEntry, touchpoints_of
from pipeline.config.settings import DEFAULTS_FILE
from pipeline.config.settings_types import Settings, Touchpoint
from pipeline.text import folded_name

Entry = dict[str, Any]
"""An entry [[touchpoint]] as a file has it."""


def with_preset(own: dict[str, object], defaults: dict[str, Any]) -> dict[str, object]:
    """A settings file of one's own with the touchpoints of the journey that it names, if it does.

    Its own touchpoints take the place of those of the same code, others come behind them. Raises InvalidSetting where
    there is no such journey.
    """
    name = own.get("journey")
    if not isinstance(name, str):
        return own
    if name not in (GENERAL, *PRESETS):
        raise InvalidSetting(f"journey is {name!r}", f"write one of {', '.join((GENERAL, *PRESETS))}, or leave it out")
    given = own.get("touchpoint", [])
    if not isinstance(given, list):
        return own
    added = {entry["code"]: entry for entry in given if isinstance(entry, dict) and isinstance(entry.get("code"), str)}
    entries = {entry["code"]: entry for entry in _entries(name, defaults["touchpoint"], added.values())}
    rest = [entry for entry in given if not (isinstance(entry, dict) and isinstance(entry.get("code"), str))]
    return own | {"touchpoint": [*(entries | added).values(), *rest]}


def with_journey(settings: Settings, name: str | None) -> Settings:
    """Settings that say nothing of the journey, with one that comes with Ondo; others, and those for None, as they are."""
    if settings.has_own_journey or name not in PRESETS:
        return settings
    return replace(settings, journey=name, touchpoints=touchpoints_named(name))


@cache
def touchpoints_named(name: str) -> tuple[Touchpoint, ...]:
    """The touchpoints of the journey of a kind of business."""
    defaults = tomllib.loads(DEFAULTS_FILE.read_text(encoding="utf-8"))["touchpoint"]
    return touchpoints_of(converted(_entries(name, defaults), list[TouchpointEntry]))


def _entries(name: str, defaults: list[Entry], added: Iterable[Entry] = ()) -> list[Entry]:
    """The entries of a journey, called also by the names that the defaults give to the same codes, where nothing else is."""
    if name == GENERAL:
        return defaults
    usual = {entry["code"]: [entry["ko"], entry["en"], *entry.get("aliases", [])] for entry in defaults}
    entries = presets()[name].touchpoint
    taken = {name for entry in (*entries, *added) for name in _names(entry)}
    return [
        entry | {"aliases": [name for name in usual.get(entry["code"], []) if folded_name(name) not in taken]}
        for entry in entries
    ]


def _names(entry: Entry) -> Iterator[str]:
    aliases = entry.get("aliases", [])
    for name in (entry.get("code"), entry.get("ko"), entry.get("en"), *(aliases if isinstance(aliases, list) else ())):
        if isinstance(name, str):
            yield folded_name(name)
