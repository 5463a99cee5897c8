"""Rules: the words by which a clause names a touchpoint, those of the settings and those that come with Ondo."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from pipeline.config.settings_types import Touchpoint

VOCABULARY_FILE = Path(__file__).with_name("vocabulary.toml")

Kind = Literal["names", "things", "general", "not"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What words do: they name the touchpoint; they do where nothing in the clause names another one; they do where nothing
before it names one either; a clause that has them does not speak of the touchpoint."""


@dataclass(frozen=True, slots=True)
class TouchpointRule:
    """``words`` (one, or several that stand in one clause) do what ``kind`` says for the touchpoint of this code.

    ``own`` says that they are of the settings: these go before those that come with Ondo.
    """

    touchpoint: str
    kind: Kind
    words: str
    own: bool = False


def rules_of(touchpoints: Sequence[Touchpoint]) -> tuple[TouchpointRule, ...]:
    """The rules of a journey: its own words, and for the codes that the vocabulary knows the words there."""
    return tuple(rule for point in touchpoints for rule in (*_own_rules(point), *_known_rules(point.code)))


def _own_rules(point: Touchpoint) -> Iterator[TouchpointRule]:
    yield from (TouchpointRule(point.code, "names", words, own=True) for words in point.words)
    yield from (TouchpointRule(point.code, "not", words, own=True) for words in point.excluded)


def _known_rules(code: str) -> Iterator[TouchpointRule]:
    for kind, listed in vocabulary().get(code, {}).items():
        yield from (TouchpointRule(code, kind, words) for words in listed)


@cache
def vocabulary() -> dict[str, dict[Kind, tuple[str, ...]]]:
    """Code of a touchpoint -> what words do -> words, as they come with Ondo."""
    raw = tomllib.loads(VOCABULARY_FILE.read_text(encoding="utf-8"))
    return {code: {kind: tuple(dict.fromkeys(table.get(kind, ()))) for kind in KINDS} for code, table in raw.items()}
