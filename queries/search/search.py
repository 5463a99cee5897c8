"""Search by word: from what somebody types to the lemmas that its comments must hold, without a tokeniser.

``배송 늦다`` asks for comments with both words in any of their forms, ``"두 번"`` for exactly this text, ``-환불`` for
comments without the word. Words are read against the lemmas that the database knows, so a search can say what it looked
for, and what no comment has.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.text import STOP_WORDS, folded_text
from queries.search.english_forms import EnglishIndex
from queries.search.korean_forms import KoreanIndex, is_auxiliary

MOST_TERMS = 20
"""Terms of a search that are looked at; those behind them are left out."""

MOST_GROUPS = 60
"""Groups of lemmas that are looked up: each is a bit of a BIGINT in queries/macros."""

_TERM = re.compile(r'(?P<minus>-?)(?:["“”](?P<phrase>[^"“”]*)["“”]?|(?P<word>[^\s"“”]+))')
_PIECE = re.compile(r"[\uac00-\ud7a3]+|[a-z\u00df-\u00f6\u00f8-\u024f]+(?:'[a-z\u00df-\u00f6\u00f8-\u024f]+)*")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u00b4": "'", "`": "'", "\u2018": "'"})
_TRIMMED = "-.,!?;:()[]{}…~·/'"

# Korean words that are no content (pronouns, bound nouns, conjunctions, lone particles): no lemma is kept of them.
_EMPTY_WORDS = frozenset(
    "나 내 저 제 너 우리 저희 이 그 저것 이것 그것 것 거 게 수 때문 때문에 등 및 또는 그리고 그런데 하지만 그래서 그러나 "
    "중 안에 요 은 는 가 을 를 에 의 도 로 와 과 들".split()
)
_PARTICLES_AFTER_LATIN = KoreanIndex(("\u00b7/NNG",))


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """One part of a search as typed, and what it is taken for.

    ``kind`` is words (one lemma of each of ``groups`` must be there), text (exactly ``text`` must), unknown (no comment
    has the word) or ignored (a word that says nothing, such as "the"). ``excluded`` turns words and text round.
    """

    text: str
    kind: str
    groups: tuple[tuple[str, ...], ...] = ()
    excluded: bool = False

    def forms(self) -> tuple[str, ...]:
        """The dictionary forms looked for, one a group, its alternatives joined: ``늦다``, ``deliver/delivered``."""
        return tuple("/".join(dict.fromkeys(_form(lemma) for lemma in group)) for group in self.groups)


@dataclass(frozen=True, slots=True)
class ParsedSearch:
    """A search as it was understood, term by term."""

    terms: tuple[SearchTerm, ...] = ()

    @property
    def unknown(self) -> tuple[str, ...]:
        """Words that no comment has, as typed; with one of them, nothing is found."""
        return tuple(term.text for term in self.terms if term.kind == "unknown" and not term.excluded)

    def as_parameters(self) -> dict[str, list[Any]]:
        """The fields of the SQL parameter ``filter`` that hold the search; a group without lemmas lets nothing through."""
        wanted = [term for term in self.terms if not term.excluded]
        refused = [term for term in self.terms if term.excluded]
        return {
            "words": ([[]] * bool(self.unknown) + _groups(wanted))[:MOST_GROUPS],
            "without_words": _lemmas_of_single_groups(refused),
            "phrases": _texts(wanted),
            "without_phrases": _texts(refused) + _texts_of_several_groups(refused),
        }


def _groups(terms: Iterable[SearchTerm]) -> list[list[str]]:
    return [list(group) for term in terms for group in term.groups]


def _lemmas_of_single_groups(terms: Iterable[SearchTerm]) -> list[str]:
    return [lemma for term in terms if len(term.groups) == 1 for lemma in term.groups[0]]


def _texts(terms: Iterable[SearchTerm]) -> list[str]:
    """What is looked for letter by letter."""
    return [folded_text(term.text) for term in terms if term.kind == "text"]


def _texts_of_several_groups(terms: Iterable[SearchTerm]) -> list[str]:
    """Terms of more than one group as text: a comment that holds only one of the groups does not hold the term."""
    return [folded_text(term.text) for term in terms if len(term.groups) > 1]


class Vocabulary:
    """The lemmas of a database (``배송/NNG``, ``delivered``), and what typed words mean by them."""

    def __init__(self, lemmas: Iterable[str]) -> None:
        korean: list[str] = []
        english: list[tuple[str, str]] = []
        for lemma in lemmas:
            form, slash, tag = lemma.rpartition("/")
            if slash and tag != "SL":
                korean.append(lemma)
            else:
                english.append((form or lemma, lemma))
        self._korean, self._english = KoreanIndex(korean), EnglishIndex(english)

    def read(self, search: str) -> ParsedSearch:
        """What a search asks for."""
        return ParsedSearch(tuple(self._terms(search)))

    def _terms(self, search: str) -> Iterator[SearchTerm]:
        before = ""
        for excluded, phrase, word in split(search)[:MOST_TERMS]:
            if phrase:
                yield SearchTerm(phrase, "text", excluded=excluded)
            elif word and is_auxiliary(folded_text(word), before):
                yield SearchTerm(word, "ignored", excluded=excluded)
            elif word:
                yield self._term(word, excluded)
            before = word

    def _term(self, word: str, excluded: bool) -> SearchTerm:
        plain = folded_text(word).translate(_APOSTROPHES).strip(_TRIMMED)
        if not plain:
            return SearchTerm(word, "ignored", excluded=excluded)
        pieces = _PIECE.findall(plain)
        if not pieces or re.search(r"\d", plain) or len("".join(pieces)) < len(re.sub(r"[\W_]", "", plain)):
            return SearchTerm(word, "text", excluded=excluded)
        groups: list[tuple[str, ...]] = []
        for number, piece in enumerate(pieces):
            read = self._groups(piece, pieces[number - 1] if number else "")
            if read is None:
                return SearchTerm(word, "unknown", excluded=excluded)
            groups += read
        return SearchTerm(word, "words" if groups else "ignored", tuple(dict.fromkeys(groups)), excluded)

    def _groups(self, piece: str, before: str) -> tuple[tuple[str, ...], ...] | None:
        """The groups of one piece in one script; empty for a word without content, None for an unknown one."""
        if piece[0] < "\u0250":
            if piece in STOP_WORDS or len(piece) == 1:
                return ()
            found = self._english.read(piece)
            return (found,) if found else None
        if before and before[0] < "\u0250" and _PARTICLES_AFTER_LATIN.read("\u00b7" + piece):
            return ()
        return () if piece in _EMPTY_WORDS else self._korean.read(piece) or None


def split(search: str) -> list[tuple[bool, str, str]]:
    """A search as (excluded, phrase, word), of which phrase or word is empty."""
    terms = _TERM.finditer(unicodedata.normalize("NFC", search))
    return [(bool(term["minus"]), (term["phrase"] or "").strip(), term["word"] or "") for term in terms]


def exact(search: str) -> str:
    """The search as text to be found letter by letter: without the marks that this language gives a meaning."""
    return " ".join(phrase or word for excluded, phrase, word in split(search) if not excluded)


def _form(lemma: str) -> str:
    return lemma.rpartition("/")[0] or lemma
