"""Brand words in English text: by lower-case words, one or several in a row."""

import re
from collections.abc import Iterator, Sequence

from pipeline.brand_words.korean import MorphemeMatch, TextRequirements
from pipeline.config.brand_words import BrandWord
from pipeline.languages.english import EnglishToken
from pipeline.languages.english_scope import NEGATIONS
from pipeline.text import folded_text

NEGATION_REACH = 3
"""Words before a brand word among which a negation turns it round, unless punctuation ends the clause between them."""

_ENDS_CLAUSE = ("stop", "face", "emoji")
_REPEATED = re.compile(r"(.)\1+")
_APOSTROPHES = "['\u2019\u02bc\u00b4`\u2018]"


def forms_of(text: str, tokens: Sequence[EnglishToken]) -> tuple[str, ...]:
    """The tokens as they are compared: words by form (sweeeet is sweet), other tokens as written."""
    return tuple(token.form if token.kind == "word" else folded_text(text[token.start : token.end]) for token in tokens)


def needs_of(forms: Sequence[str]) -> TextRequirements:
    """What a text must have for these words: the longest of them, its doubled letters any number of times."""
    pattern = re.escape(max(forms, key=len))
    pattern = _REPEATED.sub(lambda found: f"{found[1]}{{{len(found[0])},}}", pattern)
    return TextRequirements(frozenset(), (pattern.replace("'", _APOSTROPHES),))


class EnglishWords:
    """Finds English brand words, given with their forms, in tokenised text."""

    def __init__(self, words: dict[BrandWord, tuple[str, ...]]) -> None:
        self._forms = words
        self._by_first: dict[str, list[BrandWord]] = {}
        for word, forms in words.items():
            self._by_first.setdefault(forms[0], []).append(word)

    def matches(self, text: str, tokens: Sequence[EnglishToken]) -> Iterator[MorphemeMatch]:
        """Every place where a word occurs, overlapping ones too."""
        forms = forms_of(text, tokens)
        for first, form in enumerate(forms):
            for word in self._by_first.get(form, ()):
                last = first + len(self._forms[word])
                if forms[first:last] == self._forms[word]:
                    yield MorphemeMatch(word, first, last, 0)


def negated_span(tokens: Sequence[EnglishToken], match: MorphemeMatch) -> tuple[int, int, int]:
    """Start and end in the text of a match with its negations, and how many negations there are."""
    first, negations = match.first, 0
    for place in range(match.first - 1, max(-1, match.first - 1 - NEGATION_REACH), -1):
        if tokens[place].kind in _ENDS_CLAUSE:
            break
        if tokens[place].form in NEGATIONS:
            first, negations = place, negations + 1
    return tokens[first].start, tokens[match.last - 1].end, negations
