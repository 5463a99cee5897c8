"""How Kiwi divides the words of the journeys that come with Ondo, kept in a file: asking for a thousand words takes longer than
scoring a hundred comments.

    python -m pipeline.mentions.divided_words        writes the file anew, after a change of the vocabulary or another Kiwi
"""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pipeline.config.brand_words import HANGUL
from pipeline.config.journeys import GENERAL, presets
from pipeline.config.ondo_toml.presets import touchpoints_named
from pipeline.languages import korean
from pipeline.mentions.rules import rules_of

FILE = Path(__file__).with_name("divided_words.json")


class Morpheme(NamedTuple):
    """A morpheme of a word: its form and its tag before any dash."""

    form: str
    tag: str


def divided(word: str) -> Sequence[Morpheme]:
    """The morphemes of a Korean word."""
    kept = _kept().get(word)
    return _by_kiwi(word) if kept is None else kept


def words_that_come_along() -> list[str]:
    """The Korean words of all journeys that come with Ondo, sorted."""
    rules = (rule for name in (GENERAL, *presets()) for rule in rules_of(touchpoints_named(name)))
    return sorted({word for rule in rules if HANGUL.search(rule.words) for word in rule.words.split()})


def _by_kiwi(word: str) -> list[Morpheme]:
    return [Morpheme(found.form, found.tag) for found in korean.tokenise(word)]


@cache
def _kept() -> dict[str, list[Morpheme]]:
    """The words of the file; none where another Kiwi has divided them."""
    content = json.loads(FILE.read_text(encoding="utf-8"))
    if content["reader"] != korean.reader():
        return {}
    return {
        word: [Morpheme(form, tag) for form, _, tag in (part.rpartition("/") for part in parts)]
        for word, parts in content["words"].items()
    }


def written() -> str:
    """What the file has to say."""
    words = {word: [f"{found.form}/{found.tag}" for found in _by_kiwi(word)] for word in words_that_come_along()}
    lines = (
        f"{json.dumps(word, ensure_ascii=False)}: {json.dumps(parts, ensure_ascii=False)}"
        for word, parts in words.items()
    )
    return f'{{"reader": {json.dumps(korean.reader())}, "words": {{\n' + ",\n".join(lines) + "\n}}\n"


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
