"""The journeys that come with Ondo, by kind of business."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import islice
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


MOST_TEXTS = 2_000
"""Texts by which a kind of business is told."""

FEWEST_TEXTS = 20
"""Texts with signs of a kind of business from which on it is said."""


def kind_of_business(texts: Iterable[str]) -> str | None:
    """The journey that fits texts best: most of them have two or more of its signs; None where hardly any has."""
    found: Counter[str] = Counter()
    for text in islice(texts, MOST_TEXTS):
        letters = text.lower()
        counts = {name: sum(sign in letters for sign in preset.signs) for name, preset in presets().items()}
        best = max(counts.values())
        if best >= 2:
            found.update(name for name, count in counts.items() if count == best)
    [(name, count)] = found.most_common(1) or [("", 0)]
    return name if count >= FEWEST_TEXTS else None


@cache
def presets() -> dict[str, Preset]:
    """Name -> journey."""
    raw = tomllib.loads(JOURNEYS_FILE.read_text(encoding="utf-8"))
    return {
        name: Preset(raw[name]["ko"], raw[name]["en"], tuple(raw[name]["signs"]), tuple(raw[name]["touchpoint"]))
        for name in PRESETS
    }
