"""What topics are called: the terms by which they are known, as people read them."""

from collections.abc import Sequence


def shown_term(term: str) -> str:
    """A term as people read it: 배송 + 늦다."""
    return term.replace("+", " + ")


def plurals(word: str) -> tuple[str, ...]:
    """The forms that the plural of an English word may have; none of a Korean one."""
    if not word.isascii():
        return ()
    return (f"{word}s", f"{word}es", *([f"{word[:-1]}ies"] if word.endswith("y") else []))


def _forms(term: str) -> set[str]:
    return {form for half in term.split("+") for form in (half, *plurals(half))}


def name_of(terms: Sequence[str]) -> str:
    """The name of a topic that nobody has named: its leading term, and one more that says something else."""
    leading = terms[0]
    known = {form for half in leading.split("+") for form in (half, *plurals(half))}
    further = next((term for term in terms[1:] if not known & _forms(term)), None)
    return " · ".join(shown_term(term) for term in (leading, further) if term)
