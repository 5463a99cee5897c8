"""What the words of a rule look like among the tokens of a text, in every inflection."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.config.brand_words import HANGUL
from pipeline.languages import english, korean
from pipeline.languages.features import token_hash
from pipeline.mentions.divided_words import Morpheme, divided

Alternatives = frozenset[int]
"""Hashes of tokens (``features.token_hash``), one of which stands there."""

Part = tuple[Alternatives, ...]
"""What stands one after the other."""

_NOUNS = ("NNG", "NNP", "XR", "SL", "IC", "NNB", "MAG", "NR")
_VERBS = ("VV", "VA", "VX", "VCN")
_KEPT = frozenset((*_NOUNS, *_VERBS, "MM", "SN", "XPN", "MAJ", "SH"))
_DOUBLED = frozenset("bdgklmnprt")


@dataclass(frozen=True, slots=True)
class WordPattern:
    """``parts``, all of which stand in one clause; in order and near each other where ``ordered``."""

    parts: tuple[Part, ...]
    ordered: bool


def is_korean(words: str) -> bool:
    """Whether words are found in Korean text; else in English."""
    return HANGUL.search(words) is not None


def patterns_of(words: str) -> list[WordPattern]:
    """The patterns by which words are found, one after the other; none where nothing in them can be found."""
    if not is_korean(words):
        parts = tuple((inflected(token.form),) for token in english.tokenise(words) if token.kind in ("word", "number"))
        return [WordPattern(parts, ordered=True)] if parts else []
    found = [(word, divided(word)) for word in words.split()]
    choices = [_korean_parts(*pair) for pair in found]
    if not all(choices):
        return []
    most, ordered = max(map(len, choices)), _begins_with_adverb(found[0][1])
    return [
        WordPattern(tuple(options[min(number, len(options) - 1)] for options in choices), ordered)
        for number in range(most)
    ]


def _begins_with_adverb(first: Sequence[Morpheme]) -> bool:
    """Whether what comes first belongs to what follows: 안 오다 is not 오지 않은 것 안에."""
    return bool(first) and first[0].tag in ("MAG", "MM")


def _korean_parts(word: str, morphemes: Sequence[Morpheme]) -> list[Part]:
    """How a word is found: as Kiwi divides it, and undivided where it is no predicate."""
    found = [part for part in (_divided(morphemes),) if part]
    if not word.endswith("다") or len(word) < 2:
        whole: Part = (_tagged(word.lower(), _NOUNS),)
        return [whole, *(part for part in found if part != whole)] if _is_nominal(morphemes) else [whole]
    return found


def _is_nominal(morphemes: Sequence[Morpheme]) -> bool:
    """Whether Kiwi divides a word into nouns and the like alone: 하자 is not 'let us do'."""
    return all(m.tag in _NOUNS or m.tag in ("XPN", "XSN", "SN", "MM", "SH") for m in morphemes)


def _divided(morphemes: Sequence[Morpheme]) -> Part:
    return tuple(_alternatives(m.form.lower(), m.tag) for m in morphemes if m.tag in _KEPT)


def _alternatives(form: str, tag: str) -> Alternatives:
    if tag in _NOUNS:
        return _tagged(form, _NOUNS)
    return _tagged(form, _VERBS if tag in _VERBS else (tag,))


def _tagged(form: str, tags: tuple[str, ...]) -> Alternatives:
    return frozenset(token_hash(korean.feature_name(form, tag)) for tag in tags)


def inflected(word: str) -> Alternatives:
    """Hashes of an English word and its regular inflections."""
    return frozenset(map(token_hash, (word, *_inflections(word))))


def _inflections(word: str) -> Iterator[str]:
    yield from (word + ending for ending in ("s", "es", "ed", "ing", "'s"))
    if word.endswith("e"):
        yield from (word + "d", word[:-1] + "ing")
    elif word.endswith("y"):
        yield from (word[:-1] + ending for ending in ("ies", "ied"))
    elif word[-1] in _DOUBLED and len(word) > 2:
        yield from (word + word[-1] + ending for ending in ("ing", "ed"))
