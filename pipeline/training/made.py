"""A comment made by rule, the signs of its tone, and what comments that are made by rule feel."""

from typing import NamedTuple

GOOD, BAD, NEITHER = "+", "-", "0"
CALM, GLAD = "satisfaction", "joy satisfaction?"
LET_DOWN, HINDERED = "disappointment frustration?", "frustration disappointment?"
UNSURE = "satisfaction? joy? trust? disappointment? frustration?"


class Made(NamedTuple):
    """A comment made by rule: those of one ``group`` stay together; tone and emotions as in the seed files."""

    group: str
    tone: str
    emotions: str
    text: str


def phrases(text: str) -> list[str]:
    """The phrases of ``text``, which has a | between them."""
    return [" ".join(part.split()) for part in text.split("|")]
