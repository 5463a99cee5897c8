"""The journeys that come with Ondo, by kind of business."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

JOURNEYS_FILE = Path(__file__).with_name("journeys.toml")

PRESETS = (
    "shop",
    "food-delivery",
    "app",
    "bank",
    "telecom",
    "hotel",
    "restaurant",
    "clinic",
    "education",
    "software",
    "workplace",
)
"""What ``journey`` can name in ondo.toml."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A journey: its names, ``signs`` by which comments of such a business are known, its entries [[touchpoint]] in order."""

    ko: str
    en: str
    signs: tuple[str, ...]
    touchpoint: tuple[dict[str, Any], ...]


@cache
def presets() -> dict[str, Preset]:
    """Name -> journey."""
    raw = tomllib.loads(JOURNEYS_FILE.read_text(encoding="utf-8"))
    return {
        name: Preset(raw[name]["ko"], raw[name]["en"], tuple(raw[name]["signs"]), tuple(raw[name]["touchpoint"]))
        for name in PRESETS
    }
