"""Every word on screen, read from one TOML file for each language: ko.toml, en.toml.

A further language is a further file with the keys and placeholders of ko.toml. The English sentences of reasons are
those of the command line and do not stand in en.toml.
"""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

from queries.reasons import english_sentences

DEFAULT_LANGUAGE = "ko"

Words = Callable[..., str]
"""``words(key, **placeholders) -> str``, as made by ``words_in``."""


def read_texts(folder: Path, english: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Language code -> key -> text, DEFAULT_LANGUAGE first; every language also names all of them as ``lang.<code>``.

    ``english`` are texts of en.toml that stand elsewhere.

    Raises ValueError that names the file and the keys where a file has not the keys of the default language.
    """
    files = sorted(folder.glob("*.toml"), key=lambda file: (file.stem != DEFAULT_LANGUAGE, file.stem))
    texts = {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in files}
    if "en" in texts:
        texts["en"] |= english
    names = {f"lang.{code}": own.pop("language.name") for code, own in texts.items()}
    for code, own in texts.items():
        differing = sorted(own.keys() ^ texts[DEFAULT_LANGUAGE].keys())
        if differing:
            raise ValueError(f"{code}.toml and {DEFAULT_LANGUAGE}.toml differ in their keys: {', '.join(differing)}")
    return {code: own | names for code, own in texts.items()}


TEXTS = read_texts(Path(__file__).parent, english_sentences())
LANGUAGES: tuple[str, ...] = tuple(TEXTS)


def words_in(language: str) -> Words:
    """The words of one language: ``words(key, **placeholders)``.

    Unknown languages get those of DEFAULT_LANGUAGE. Raises KeyError for an unknown key or a missing placeholder.
    """
    texts = TEXTS.get(language, TEXTS[DEFAULT_LANGUAGE])

    def words(key: str, **placeholders: object) -> str:
        return formatted(texts[key], placeholders)

    return words


def formatted(text: str, placeholders: Mapping[str, object]) -> str:
    """A text with its placeholders filled in; ``{n:comment|comments}`` is the word before the bar where n is 1, else the other."""
    return _NOUNS.vformat(text, (), placeholders) if "|" in text else text.format(**placeholders)


class _Nouns(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        one, bar, other = format_spec.partition("|")
        return (one if str(value) == "1" else other) if bar else str(super().format_field(value, format_spec))


_NOUNS = _Nouns()


def has(key: str) -> bool:
    """Whether there is a text of this key."""
    return key in TEXTS[DEFAULT_LANGUAGE]
