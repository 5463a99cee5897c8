"""What somebody may have meant whose search finds nothing or very little: the same search with a known word in one's place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pipeline.text import folded_text
from queries.filter import Filter
from queries.search.near_words import NearWords
from queries.search.search import ParsedSearch, SearchTerm

LITTLE = 5
"""A search that finds more is not doubted."""

FAR_MORE = 5
"""How many times as many comments another word must have than one that is known."""

MOST_TRIED = 6
"""Searches that are counted to find one."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The word as typed, the one that may be meant, in dictionary form, the whole search with it, and what that finds."""

    typed: str
    meant: str
    search: str
    n: int


def suggestion(
    filter: Filter, found: ParsedSearch, near: NearWords, count: Callable[[Filter], int | None]
) -> Suggestion | None:
    """The nearest word with which the search of ``filter`` finds something, or far more; None where there is none.

    ``found`` is what the search was understood as, ``count`` says how many comments a filter lets through, None for too
    few to be told.
    """
    n = count(filter)
    n = (0 if found.unknown else LITTLE) if n is None else n
    if n > LITTLE:
        return None
    for tried, (typed, form) in enumerate(_others(found, near)):
        if tried == MOST_TRIED:
            break
        search = filter.words.replace(typed, form, 1)
        there = count(replace(filter, words=search))
        if there and there >= FAR_MORE * n:
            return Suggestion(typed, form, search, there)
    return None


def _others(found: ParsedSearch, near: NearWords) -> Iterator[tuple[str, str]]:
    """Words of a search, those that no comment has first, each with words that are like it."""
    for term in sorted(found.terms, key=lambda term: term.kind != "unknown"):
        if term.kind in ("unknown", "words") and not term.excluded:
            read = _read(term)
            yield from ((term.text, form) for form in near.near(folded_text(term.text)) if form not in read)


def _read(term: SearchTerm) -> set[str]:
    return {form for group in term.forms() for form in group.split("/")}
