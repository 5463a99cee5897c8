"""Pairs in English: two words of content that follow each other in a clause, denials kept (payment+failed, refund+not processed)."""

from collections.abc import Sequence

from pipeline.languages.english_scope import NEGATIONS
from pipeline.languages.pairs import JOINED, FoundPair
from pipeline.text import FILL_WORDS, STOP_WORDS

NOT, MARK = "!", "."
"""The parts of words that deny, and of marks that no pair goes over; words of content are their own."""

APART = 3
"""Words without content that may stand between the two."""


def part(form: str, kind: str) -> str:
    """The part of a token."""
    if kind != "word":
        return MARK if kind in ("stop", "face") else ""
    if form in NEGATIONS and (form in STOP_WORDS or form.endswith(("n't", "nt")) or form in ("never", "cannot")):
        return NOT
    return form if len(form) > 1 and form not in STOP_WORDS and form not in FILL_WORDS else ""


def find(parts: Sequence[str], _starts: Sequence[int], _ends: Sequence[int], first: int, last: int) -> list[FoundPair]:
    """See ``pairs.PairFinder``."""
    found: list[FoundPair] = []
    former, denial, gap = "", "", 0
    for place in range(first, last):
        word = parts[place]
        gap += 1
        if word == NOT:
            denial = "not "
        elif word == MARK:
            former = denial = ""
        elif word:
            if former and gap <= APART + 1:
                found.append((place, f"{former}{JOINED}{denial}{word}"))
            former, denial, gap = denial + word, "", 0
    return found
