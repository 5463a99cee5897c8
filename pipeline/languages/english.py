"""English: words with spans in code points of the text as given, and VADER's valence of each word."""

import re
from collections.abc import Iterator, Sequence
from string import punctuation
from typing import TYPE_CHECKING, NamedTuple

from pipeline.languages import english_clauses, english_pairs, english_scope
from pipeline.languages.composed import TEXT_LIMIT
from pipeline.languages.emoji import EMOJI, VADER_WORD, emoji_name
from pipeline.languages.features import MARKS_OF_SCALES, TokenBatch, TokenBatchBuilder, token_hash
from pipeline.text import STOP_WORDS

if TYPE_CHECKING:
    from pipeline.languages.vader import WordByWord

VADER_WORDS = 60
"""Words that VADER gets at once: "but" weighs on all of them. Longer texts go in pieces of this size."""

MEMO_LIMIT = 100_000

BOOSTERS = frozenset(
    "very so really extremely absolutely totally incredibly super completely utterly truly most !!".split()
)
DAMPENERS = frozenset("slightly somewhat bit little kinda sorta fairly".split())
"""Feature names that make an emotion stronger or weaker by one step."""

_LETTER = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_EMOJI = "".join(sorted({letter for group in EMOJI.values() for letter in group} - {"\u200d", "\ufe0f"}))
_LINK = r"(?P<url>https?://\S+|www\.\S+|[^\s@]{1,64}@[^\s@]{1,255}\.\S+)|"
_OTHERS = (
    r"(?P<mark>\[[A-Z]+\])"
    rf"|(?P<word>[{_LETTER}]+(?:['\u2019\u02bc\u00b4`][{_LETTER}]+)*)"
    r"|(?P<number>\d+(?:[.,:]\d+)*)"
    rf"|(?P<emoji>[{re.escape(_EMOJI)}])"
    r"|(?P<face>[:;=8][-o^']?[)(\]\[dDpP/\\|*3]+|<3+|\^_*\^|[Tt]_[Tt])"
    r"|(?P<stop>[!?]+|\.{2,}|[.,;:])"
)
_TOKEN, _TOKEN_OR_LINK = re.compile(_OTHERS), re.compile(_LINK + _OTHERS)
_APOSTROPHE = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u00b4": "'", "`": "'", "\u2018": "'"})
_RUN = re.compile(r"(.)\1{2,}")
_vader: "WordByWord | None" = None


class EnglishToken(NamedTuple):
    """One word, number, emoji or mark: lower case with plain apostrophes, its kind, half-open span of the text."""

    form: str
    kind: str
    start: int
    end: int


class _TokenFeatures(NamedTuple):
    """A token out of its context: feature hash, role, act on clauses, part in pairs; ``lemma`` '' for none; VADER's ``word``."""

    hash: int
    role: int
    act: int
    part: str
    lemma: str
    word: str


_memo: dict[str, _TokenFeatures] = {}


def vader() -> "WordByWord":
    """The one VADER of this process, made on first use; ``valences_of`` gives those of words in their context."""
    global _vader
    if _vader is None:
        from pipeline.languages.vader import WordByWord

        _vader = WordByWord()
    return _vader


def tokenise(text: str) -> list[EnglishToken]:
    """The words of one text (its first TEXT_LIMIT code points); offsets count code points of ``text``."""
    return [EnglishToken(_form(match), match.lastgroup or "", match.start(), match.end()) for match in _matches(text)]


def _matches(text: str) -> Iterator[re.Match[str]]:
    """The tokens of one text; links are looked for, at every letter, only where there may be one."""
    has_link = "@" in text or "://" in text or "www." in text
    return (_TOKEN_OR_LINK if has_link else _TOKEN).finditer(text[:TEXT_LIMIT])


def _form(match: re.Match[str]) -> str:
    """Feature name of a match: numbers, links, masks and emoji by kind, runs of one letter cut to two."""
    kind, found = match.lastgroup, match.group()
    if kind == "word":
        return _RUN.sub(r"\1\1", found.lower().translate(_APOSTROPHE))
    if kind == "emoji":
        return f":{emoji_name(found)}:"
    if kind in ("url", "mark"):
        return f"[{kind}]"
    if kind == "number":
        return found if found in MARKS_OF_SCALES else "0"
    return found[:2]


def token_batch(texts: Sequence[str]) -> TokenBatch:
    """Feature tokens of all texts, in order, each with VADER's valence."""
    builder = TokenBatchBuilder(english_scope.SCOPE, english_clauses.begins, english_pairs.find)
    if len(_memo) > MEMO_LIMIT:
        _memo.clear()
    for text in texts:
        _add(builder, text)
    return builder.build()


def _add(builder: TokenBatchBuilder, text: str) -> None:
    """Append the tokens of one text."""
    matches = list(_matches(text))
    described = [_memo.get(match[0]) or _describe(match) for match in matches]
    hashes, roles, acts, parts, lemmas, words = zip(*described, strict=True) if matches else ((),) * 6
    starts, ends = zip(*(match.span() for match in matches), strict=True) if matches else ((), ())
    builder.hashes.extend(hashes)
    builder.roles.extend(roles)
    builder.acts.extend(acts)
    builder.parts.extend(parts)
    builder.starts.extend(starts)
    builder.ends.extend(ends)
    builder.lexicon.extend(_valences(words))
    builder.end_row(filter(None, lemmas), min(4, text.count("!")) * 0.292, text)


def _describe(match: re.Match[str]) -> _TokenFeatures:
    """The features of a token, which depend on its letters alone; remembered."""
    form, kind, found = _form(match), match.lastgroup or "", match[0]
    lemma = form if kind == "word" and len(form) > 1 and form not in STOP_WORDS else ""
    word = _vader_word(found, form, kind)
    parts = english_scope.role(form, kind), english_clauses.act(form, kind), english_pairs.part(form, kind)
    features = _TokenFeatures(token_hash(form), *parts, lemma, word)
    _memo[found] = features
    return features


def word_valences(text: str, tokens: Sequence[EnglishToken]) -> list[float]:
    """VADER's valence of each token in its context (about -4 to 4; 0 for most)."""
    return _valences([_vader_word(text[token.start : token.end], token.form, token.kind) for token in tokens])


def _valences(words: Sequence[str]) -> list[float]:
    """The valences that ``polarity_scores`` adds up, by VADER's own rules, in pieces of VADER_WORDS words.

    VADER itself looks at each character, and at each word for what only words that it knows have.
    """
    analyzer = vader()
    if len(words) <= VADER_WORDS:
        return analyzer.valences_of(words)
    pieces = (words[first : first + VADER_WORDS] for first in range(0, len(words), VADER_WORDS))
    return [valence for piece in pieces for valence in analyzer.valences_of(piece)]


def _vader_word(found: str, form: str, kind: str) -> str:
    """What VADER gets for a token: exactly one word without white space, capitals kept."""
    if kind == "word":
        return found.translate(_APOSTROPHE)
    if kind == "emoji":
        return VADER_WORD.get(form.strip(":"), "_")
    return _bare(found) if kind == "face" else "_"


def _bare(face: str) -> str:
    """A face as VADER reads it: without the marks around more than two letters."""
    stripped = face.strip(punctuation)
    return stripped if len(stripped) > 2 else face
