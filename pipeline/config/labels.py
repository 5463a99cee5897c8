"""Labels of touchpoints and events in any number of languages, from the keys of an entry: ko = "결제", en = "Payment", ja = "支払い"."""

import re
from collections.abc import Mapping

NEEDED_LANGUAGES = ("ko", "en")
"""Every touchpoint and event has a label in these."""

_LANGUAGE = re.compile("[a-z]{2}")


def is_language(name: str) -> bool:
    """Whether the name of a key or column is a two-letter language code."""
    return _LANGUAGE.fullmatch(name) is not None


def labels_of(entry: Mapping[str, object]) -> dict[str, str]:
    """The labels of an entry by language code, those of NEEDED_LANGUAGES first; empty ones in other languages are left out.

    Raises KeyError where a needed one is missing.
    """
    needed = {language: str(entry[language]) for language in NEEDED_LANGUAGES}
    return needed | {name: str(label) for name, label in entry.items() if is_language(name) and str(label).strip()}
