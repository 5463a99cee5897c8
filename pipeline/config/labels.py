"""Labels of touchpoints and events in any number of languages: ko = "결제", en = "Payment", ja = "支払い"."""

import re

NEEDED_LANGUAGES = ("ko", "en")
"""Every touchpoint and event has a label in these; those in further languages are gathered under ``labels``."""

_LANGUAGE = re.compile("[a-z]{2}")


def is_further_language(name: str) -> bool:
    """Whether a key or column is named by a two-letter language code other than those of NEEDED_LANGUAGES."""
    return name not in NEEDED_LANGUAGES and _LANGUAGE.fullmatch(name) is not None


def with_labels_gathered(entry: object) -> object:
    """An entry with its keys that are further languages in a table ``labels``; what is no table is left as it is."""
    if not isinstance(entry, dict):
        return entry
    further = {name: label for name, label in entry.items() if is_further_language(str(name))}
    rest = {name: value for name, value in entry.items() if name not in further}
    return rest | {"labels": further} if further else rest
