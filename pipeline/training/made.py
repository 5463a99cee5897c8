"""A comment made by rule, and the signs of its tone."""

from typing import NamedTuple

GOOD, BAD, NEITHER = "+", "-", "0"


class Made(NamedTuple):
    """A comment made by rule: those of one ``group`` stay together; tone and emotions as in the seed files."""

    group: str
    tone: str
    emotions: str
    text: str


def phrases(text: str) -> list[str]:
    """The phrases of ``text``, which has a | between them."""
    return [" ".join(part.split()) for part in text.split("|")]
