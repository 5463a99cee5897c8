"""Journeys of kinds of business that come with Ondo: ``journey = "hotel"``."""

from typing import Any

from pipeline.config.journeys import PRESETS, Preset, presets
from pipeline.config.ondo_toml.checking import InvalidSetting
from pipeline.text import folded_name


def with_preset(own: dict[str, object], defaults: dict[str, object]) -> dict[str, object]:
    """A settings file of one's own with the touchpoints of the journey that it names, if it does.

    Its own touchpoints take the place of those of the same code, others come behind them. Raises InvalidSetting where
    there is no such journey.
    """
    name = own.get("journey")
    if not isinstance(name, str):
        return own
    if name not in PRESETS:
        raise InvalidSetting(f"journey is {name!r}", f"write one of {', '.join(PRESETS)}, or leave it out")
    given = own.get("touchpoint", [])
    if not isinstance(given, list):
        return own
    entries = {entry["code"]: entry for entry in preset_entries(presets()[name], defaults["touchpoint"])}
    added = {entry["code"]: entry for entry in given if isinstance(entry, dict) and isinstance(entry.get("code"), str)}
    rest = [entry for entry in given if not (isinstance(entry, dict) and isinstance(entry.get("code"), str))]
    return own | {"touchpoint": [*(entries | added).values(), *rest]}


def preset_entries(preset: Preset, defaults: Any) -> list[dict[str, Any]]:
    """The entries [[touchpoint]] of a journey, with the aliases that the defaults give to the same codes."""
    aliases = {entry["code"]: entry.get("aliases", []) for entry in defaults}
    taken = {folded_name(str(entry[name])) for entry in preset.touchpoint for name in ("code", "ko", "en")}
    return [
        entry | {"aliases": [name for name in aliases.get(entry["code"], []) if folded_name(name) not in taken]}
        for entry in preset.touchpoint
    ]
