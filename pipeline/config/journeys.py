"""The journeys that come with Ondo, by kind of business."""

import re
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
"""Kinds of business with a journey of their own, which ``journey`` can name in ondo.toml."""

GENERAL = "general"
"""Name of the journey of defaults.toml, for any business."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A journey: its names, ``signs`` (in lower case) by which comments of such a business are known, its entries [[touchpoint]] in order."""

    ko: str
    en: str
    signs: tuple[str, ...]
    touchpoint: tuple[dict[str, Any], ...]


MOST_TEXTS = 2_000
"""Texts by which a kind of business is told."""

FEWEST_TEXTS, LEAST_SHARE = 20, 0.1
"""Texts with two or more signs of a kind of business from which on it is told, as a number and as a share of all texts."""

CLEARLY = 2
"""How many times as many they have to be as those of any other kind."""

FEWEST_SINGLE, LEAST_SINGLE_SHARE, FEWEST_BESIDE = 12, 0.35, 5
"""Texts with any sign from which on it is told, too, where comments are few or short, and how many of them have two or more."""


def kind_of_business(texts: Iterable[str]) -> str | None:
    """The journey that clearly fits texts best: many have two or more of its signs, or most have one; None where none does."""
    looked_at, any_sign, more_signs = 0, Counter[str](), Counter[str]()
    for text in islice(texts, MOST_TEXTS):
        looked_at += 1
        best, kinds = _kinds_of(text.lower())
        any_sign.update(kinds)
        more_signs.update(kinds if best > 1 else ())
    name = _clearly_first(more_signs)
    if name is None or more_signs[name] >= max(FEWEST_TEXTS, LEAST_SHARE * looked_at):
        return name
    is_told = any_sign[name] >= max(FEWEST_SINGLE, LEAST_SINGLE_SHARE * looked_at) and more_signs[name] >= FEWEST_BESIDE
    return name if is_told and _clearly_first(any_sign) == name else None


def _clearly_first(found: Counter[str]) -> str | None:
    (name, count), (_, next_best) = [*found.most_common(2), ("", 0), ("", 0)][:2]
    return name if count and count >= CLEARLY * next_best else None


def _kinds_of(text: str) -> tuple[int, list[str]]:
    """The most signs of a kind of business that a text has, and the kinds of which it has so many."""
    found = [sign for sign in _kinds_by_sign() if sign in text and _has(text, sign)]
    counts = Counter(name for sign in found for name in _kinds_by_sign()[sign])
    best = max(counts.values(), default=0)
    return best, [name for name in presets() if best and counts[name] == best]


@cache
def _kinds_by_sign() -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for name, preset in presets().items():
        for sign in preset.signs:
            kinds.setdefault(sign, []).append(name)
    return kinds


def _has(text: str, sign: str) -> bool:
    """Whether a text in lower case has a sign: an English word whole, in singular or plural, a Korean one anywhere."""
    return sign in text and not (sign.isascii() and _whole(sign).search(text) is None)


@cache
def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z]){re.escape(word)}s?(?![a-z])")


@cache
def presets() -> dict[str, Preset]:
    """Name -> journey."""
    raw = tomllib.loads(JOURNEYS_FILE.read_text(encoding="utf-8"))
    return {
        name: Preset(
            raw[name]["ko"], raw[name]["en"], tuple(map(str.lower, raw[name]["signs"])), tuple(raw[name]["touchpoint"])
        )
        for name in PRESETS
    }
