"""What stands in a text for a personal item, in the reader's language: [name] is stored, a Korean page shows [이름]."""

import re

from views.words.strings import TEXTS

_STORED_LANGUAGE = "en"
"""The language in which a mask is stored."""

_MASK = re.compile(r"\[([a-z_]+)\]")


def masks_shown(language: str, text: str) -> str:
    """A text, or HTML of it, with its masks of known kinds in a language.

    It is for pieces that are shown: offsets into a text hold for the text as stored.
    """
    if language == _STORED_LANGUAGE or "[" not in text:
        return text
    names = TEXTS.get(language, {})
    return _MASK.sub(lambda found: f"[{names[key]}]" if (key := f"masked.{found[1]}") in names else found[0], text)
