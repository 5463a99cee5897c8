"""What topics are called: the terms by which they are known, as people read them."""

from collections.abc import Sequence


def shown_term(term: str) -> str:
    """A term as people read it: 배송 + 늦다."""
    return term.replace("+", " + ")


def name_of(terms: Sequence[str]) -> str:
    """The name of a topic that nobody has named: its leading term, and one more that says something else."""
    leading = terms[0]
    further = next((term for term in terms[1:] if not set(term.split("+")) & set(leading.split("+"))), None)
    return " · ".join(shown_term(term) for term in (leading, further) if term)
