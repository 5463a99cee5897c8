"""How text is compared: each kind of comparison in one place, so that what is stored and what is asked for agree."""

import re
from unicodedata import normalize


def folded(name: str) -> str:
    """A column name without case, spaces and punctuation."""
    return re.sub(r"[\W_]+", "", name).casefold()


def folded_name(name: str) -> str:
    """The name of a touchpoint or a product without case and spaces, in NFC; punctuation counts."""
    return "".join(normalize("NFC", name).split()).casefold()


def folded_text(text: str) -> str:
    """A comment, or words searched for in comments, in NFC and lower case."""
    return normalize("NFC", text).lower()
