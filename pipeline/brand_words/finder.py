"""Which brand words occur in which comments, with which sign: a cheap test first, the tokenisers where it holds."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.brand_words import english as brand_english
from pipeline.brand_words import korean as brand_korean
from pipeline.brand_words.korean import KoreanWords, MorphemeMatch, TextRequirements
from pipeline.config.brand_words import BrandWord, words_for
from pipeline.languages import english, korean
from pipeline.text import folded_text


class BrandWordOccurrence(NamedTuple):
    """A brand word in a comment: half-open span in code points with endings and negations; ``sign`` after negation."""

    word: BrandWord
    start: int
    end: int
    sign: int
    negated: bool


@dataclass(frozen=True, slots=True)
class _Compiled:
    korean: KoreanWords
    english: brand_english.EnglishWords
    needs: dict[BrandWord, TextRequirements]


class BrandWordFinder:
    """Finds ``words`` in comments; false where there are none. Loads Kiwi when first asked about a Korean word."""

    def __init__(self, words: Sequence[BrandWord] = ()) -> None:
        self.words = tuple(words)
        self._for_product = lru_cache(maxsize=10_000)(lambda product: words_for(self.words, product))

    def __bool__(self) -> bool:
        return bool(self.words)

    @cached_property
    def _compiled(self) -> _Compiled:
        parts = {word: brand_korean.parts_of(word) for word in self.words if word.is_korean}
        forms = {word: _english_forms(word) for word in self.words if not word.is_korean}
        needs = {word: _anchored(brand_korean.needs_of(of)) for word, of in parts.items()}
        needs |= {word: brand_english.needs_of(of) for word, of in forms.items()}
        return _Compiled(KoreanWords(parts), brand_english.EnglishWords(forms), needs)

    @cached_property
    def needs(self) -> TextRequirements:
        """What a comment must have for any of the words: one of the lemmas, or in lower case one of the patterns."""
        each = self._compiled.needs.values()
        lemmas = frozenset(lemma for needs in each for lemma in needs.lemmas)
        return TextRequirements(lemmas, tuple(dict.fromkeys(pattern for needs in each for pattern in needs.patterns)))

    def in_scored(
        self, texts: Sequence[str | None], products: Sequence[str | None], scores: pa.Table
    ) -> list[tuple[BrandWordOccurrence, ...]]:
        """Occurrences in each of the comments, whose scores are given with their lemmas."""
        if not self:
            return [()] * len(texts)
        folded = [folded_text(text or "") for text in texts]
        lemmas = scores["lemmas"].combine_chunks()
        possible = self._possible(folded, lemmas) & pc.equal(scores["state"], "scored").to_numpy()
        found: list[tuple[BrandWordOccurrence, ...]] = [()] * len(texts)
        for place in np.flatnonzero(possible).tolist():
            found[place] = self.find(texts[place] or "", products[place], frozenset(lemmas[place].as_py()))
        return found

    def _possible(self, folded: Sequence[str], lemmas: pa.ListArray) -> np.ndarray:
        wanted = self.needs
        possible = np.zeros(len(folded), dtype=bool)
        if wanted.patterns:
            matched = pc.match_substring_regex(pa.array(folded, pa.string()), any_of(wanted.patterns))
            possible |= matched.to_numpy(zero_copy_only=False)
        if wanted.lemmas:
            hits = pc.is_in(pc.list_flatten(lemmas), pa.array(sorted(wanted.lemmas), pa.string()))
            possible[pc.list_parent_indices(lemmas).filter(hits).to_numpy()] = True
        return possible

    def find(self, text: str, product: str | None, lemmas: frozenset[str]) -> tuple[BrandWordOccurrence, ...]:
        """Occurrences in one scored comment, in order, none overlapping: of two that do, the longer one counts.

        ``lemmas`` are the comment's content lemmas. What is found of one word does not depend on the other words,
        as long as they do not overlap.
        """
        words = self._for_product(product)
        placed = [one for one in self._placed(text, words) if one.occurrence.word in words]
        if not placed:
            return ()
        needs, folded = self._compiled.needs, folded_text(text)
        possible = {word for word in {one.occurrence.word for one in placed} if _meets(needs[word], folded, lemmas)}
        return _apart([one for one in placed if one.occurrence.word in possible])

    def _placed(self, text: str, words: Collection[BrandWord]) -> "Iterator[_Placed]":
        """All places in a text where a word occurs, of those in the languages of ``words``."""
        if any(word.is_korean for word in words):
            tokens = korean.tokenise(text)
            for match in self._compiled.korean.matches(text, tokens):
                yield _placed(match, tokens, brand_korean.negated_span(tokens, match))
        if any(not word.is_korean for word in words):
            terms = english.tokenise(text)
            for match in self._compiled.english.matches(text, terms):
                yield _placed(match, terms, brand_english.negated_span(terms, match))


class _Placed(NamedTuple):
    """An occurrence and the span of the word alone, without its negations."""

    start: int
    end: int
    occurrence: BrandWordOccurrence


def _placed(
    match: MorphemeMatch,
    tokens: Sequence[korean.KoreanMorpheme] | Sequence[english.EnglishToken],
    span: tuple[int, int, int],
) -> _Placed:
    start, end, negations = span
    negated = negations % 2 == 1
    sign = -match.word.sign if negated else match.word.sign
    occurrence = BrandWordOccurrence(match.word, start, end, sign, negated)
    return _Placed(tokens[match.first].start, tokens[match.last - 1].end, occurrence)


def _apart(found: Sequence[_Placed]) -> tuple[BrandWordOccurrence, ...]:
    """The longest of those that overlap without their negations; of equally long ones the first in the alphabet."""
    kept: list[_Placed] = []
    for one in sorted(found, key=lambda item: (item.start - item.end, item.start, item.occurrence.word.folded)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return tuple(one.occurrence for one in sorted(kept, key=lambda item: (item.start, item.end)))


def _english_forms(word: BrandWord) -> tuple[str, ...]:
    return brand_english.forms_of(word.word, english.tokenise(word.word))


def _anchored(needs: TextRequirements) -> TextRequirements:
    """A single syllable must begin a word, or every second text would be looked at."""
    return TextRequirements(
        needs.lemmas,
        tuple(
            f"(?:^|[^\uac00-\ud7a3]){pattern}" if needs.lemmas and len(pattern) == 1 else re.escape(pattern)
            for pattern in needs.patterns
        ),
    )


def _meets(needs: TextRequirements, folded: str, lemmas: frozenset[str]) -> bool:
    return not needs.lemmas.isdisjoint(lemmas) or any(re.search(pattern, folded) for pattern in needs.patterns)


def any_of(patterns: Sequence[str]) -> str:
    """One regular expression for all."""
    return "|".join(patterns)


def labels_of(occurrences: Sequence[BrandWordOccurrence]) -> list[str] | None:
    """What a stored comment keeps of the brand words applied to it, in alphabetical order; None for none."""
    return sorted({item.word.label for item in occurrences}) or None
