"""Passes of the table of patterns over a text, and over the surroundings of what a pass has changed."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from pipeline.masking.normalise import fold, places
from pipeline.masking.pattern import PersonalPattern, own_patterns
from pipeline.masking.patterns import patterns_for

REACH = 400
"""Characters around a new token that are looked at again: longer than any match but a link."""

MARGIN = 40
"""Characters at the edges of such a stretch that are only looked at: longer than any look ahead or behind."""

Span = tuple[int, int]


def one_pass(text: str, counts: Counter[str], margins: Span = (0, 0)) -> tuple[str, list[int]]:
    """The text with every pattern of the table replaced once, and the places of the tokens in the new text.

    Adds to ``counts``. Matches that reach into the ``margins`` (characters at either end) are left alone.
    """
    folded = fold(text)
    changed: list[int] = []
    for entry in (*own_patterns(), *patterns_for(folded)):
        if entry.may_match(folded) and (spans := _spans(entry, folded, margins)):
            counts[entry.kind] += len(spans)
            text, folded, changed = _replaced(text, folded, spans, f"[{entry.kind}]", changed)
    return text, changed


def settled(text: str, changed: Sequence[int], counts: Counter[str]) -> str:
    """The text after as many passes over the surroundings of what has changed as find something."""
    waiting = _surroundings(changed, len(text))
    while waiting:
        start, end = waiting.pop()
        margins = (MARGIN if start > 0 else 0, MARGIN if end < len(text) else 0)
        part, spots = one_pass(text[start:end], counts, margins)
        if spots:
            text = text[:start] + part + text[end:]
            waiting += _surroundings([start + spot for spot in spots], len(text))
    return text


def _surroundings(spots: Sequence[int], length: int) -> list[Span]:
    found: list[Span] = []
    for spot in sorted(spots):
        start, end = max(0, spot - REACH), min(length, spot + REACH)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _spans(entry: PersonalPattern, folded: str, margins: Span) -> list[Span]:
    """Where a pattern of the table finds personal data between the margins."""
    first, last = margins[0], len(folded) - margins[1]
    spans: list[Span] = []
    for match in entry.pattern.finditer(folded):
        if entry.accepts is None or entry.accepts(match):
            start, end = _span(match)
            if start >= first and end <= last:
                spans.append((start, end))
    return spans


def _span(match: re.Match[str]) -> Span:
    return match.span("p") if "p" in match.re.groupindex else match.span()


def _replaced(text: str, folded: str, spans: list[Span], token: str, changed: list[int]) -> tuple[str, str, list[int]]:
    """The text, its folded form and the places of all tokens, after ``token`` was put for ``spans`` (of folded)."""
    at = places(text, folded)
    own = spans if at is None else [(at[start], at[end]) for start, end in spans]
    shifts = [0, *accumulate(len(token) - (end - start) for start, end in own)]
    ends = [end for _, end in own]
    moved = [spot + shifts[bisect_right(ends, spot)] for spot in changed]
    moved += [start + shift for (start, _), shift in zip(own, shifts, strict=False)]
    return _put(text, own, token), _put(folded, spans, token), moved


def _put(text: str, spans: list[Span], token: str) -> str:
    pieces: list[str] = []
    done = 0
    for start, end in spans:
        pieces += (text[done:start], token)
        done = end
    return "".join((*pieces, text[done:]))
