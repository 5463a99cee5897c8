"""English: words with spans in code points of the text as given, and VADER's valence of each word."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from pipeline.features import TokenBatch, TokenBatchBuilder, token_hash
from pipeline.languages.composed import TEXT_LIMIT
from pipeline.languages.emoji import EMOJI, VADER_WORD, emoji_name
from pipeline.stop_words import STOP_WORDS

if TYPE_CHECKING:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

VADER_WORDS = 60
"""Words that VADER gets at once: its time is quadratic (5,000 words: 2.7 s). Longer texts go in pieces of this size."""

NEGATION_REACH = 3
"""Words after a negation that are marked as negated, unless punctuation ends the clause first."""

MEMO_LIMIT = 300_000

BOOSTERS = frozenset(
    "very so really extremely absolutely totally incredibly super completely utterly truly most !!".split()
)
DAMPENERS = frozenset("slightly somewhat bit little kinda sorta fairly".split())
"""Feature names that make an emotion stronger or weaker by one step."""

NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor without cannot cant dont doesnt didnt isnt wasnt arent werent wont "
    "wouldnt couldnt shouldnt havent hasnt hadnt aint hardly barely can't don't doesn't didn't isn't wasn't aren't "
    "weren't won't wouldn't couldn't shouldn't haven't hasn't hadn't ain't".split()
)
_LETTER = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_EMOJI = "".join(sorted({letter for group in EMOJI.values() for letter in group} - {"\u200d", "\ufe0f"}))
_TOKEN = re.compile(
    r"(?P<url>https?://\S+|www\.\S+|[^\s@]{1,64}@[^\s@]{1,255}\.\S+)"
    r"|(?P<mark>\[[A-Z]+\])"
    rf"|(?P<word>[{_LETTER}]+(?:['\u2019\u02bc\u00b4`][{_LETTER}]+)*)"
    r"|(?P<number>\d+(?:[.,:]\d+)*)"
    rf"|(?P<emoji>[{re.escape(_EMOJI)}])"
    r"|(?P<face>[:;=8][-o^']?[)(\]\[dDpP/\\|*3]+|<3+|\^_*\^|[Tt]_[Tt])"
    r"|(?P<stop>[!?]+|\.{2,}|[.,;:])"
)
_APOSTROPHE = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u00b4": "'", "`": "'", "\u2018": "'"})
_RUN = re.compile(r"(.)\1{2,}")
_vader: "SentimentIntensityAnalyzer | None" = None
_memo: dict[str, tuple[int, int]] = {}


class Token(NamedTuple):
    """One word, number, emoji or mark: lower case with plain apostrophes, its kind, half-open span of the text."""

    form: str
    kind: str
    start: int
    end: int


def vader() -> "SentimentIntensityAnalyzer":
    """The one VADER of this process, made on first use; its ``valences`` are those of the last words scored."""
    global _vader
    if _vader is None:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

        class WordByWord(SentimentIntensityAnalyzer):
            valences: list[float] = []

            def score_valence(self, sentiments: list[float], text: str) -> dict[str, float]:
                self.valences = sentiments
                return super().score_valence(sentiments, text)

        _vader = WordByWord()
    return _vader


def tokenise(text: str) -> list[Token]:
    """The words of one text (its first TEXT_LIMIT code points); offsets count code points of ``text``."""
    return [
        Token(_form(match), match.lastgroup or "", match.start(), match.end())
        for match in _TOKEN.finditer(text[:TEXT_LIMIT])
    ]


def _form(match: re.Match[str]) -> str:
    """Feature name of a match: numbers, links, masks and emoji by kind, runs of one letter cut to two."""
    kind, found = match.lastgroup, match.group()
    if kind == "word":
        return _RUN.sub(r"\1\1", found.lower().translate(_APOSTROPHE))
    if kind == "emoji":
        return f":{emoji_name(found)}:"
    if kind in ("url", "mark"):
        return f"[{kind}]"
    return "0" if kind == "number" else found[:2]


def token_batch(texts: Sequence[str]) -> TokenBatch:
    """Feature tokens of all texts, in order, each with VADER's valence."""
    builder = TokenBatchBuilder()
    if len(_memo) > MEMO_LIMIT:
        _memo.clear()
    for text in texts:
        _add(builder, text)
    return builder.build()


def _add(builder: TokenBatchBuilder, text: str) -> None:
    """Append the tokens of one text."""
    tokens = tokenise(text)
    lemmas: list[str] = []
    left = 0
    for token in tokens:
        form = token.form
        known = _memo.get(form)
        if known is None:
            known = _memo[form] = (token_hash(form), token_hash("not " + form))
        builder.hashes.append(known[left > 0])
        builder.starts.append(token.start)
        builder.ends.append(token.end)
        left = _reach(left, token)
        if token.kind == "word" and len(form) > 1 and form not in STOP_WORDS:
            lemmas.append(form)
    valences = word_valences(text, tokens)
    builder.lexicon.extend(valences)
    builder.end_row(lemmas, min(4, text.count("!")) * 0.292)


def _reach(left: int, token: Token) -> int:
    """How many words after ``token`` still stand under a negation, given how many did at it; two cancel each other."""
    if token.form in NEGATIONS:
        return 0 if left else NEGATION_REACH
    return 0 if token.kind in ("stop", "face", "emoji") else max(0, left - 1)


def word_valences(text: str, tokens: Sequence[Token]) -> list[float]:
    """VADER's valence of each token in its context (about -4 to 4; 0 for most), in pieces of VADER_WORDS words."""
    valences: list[float] = []
    for first in range(0, len(tokens), VADER_WORDS):
        words = [_vader_word(text, token) for token in tokens[first : first + VADER_WORDS]]
        analyzer = vader()
        analyzer.polarity_scores(" ".join(words))
        valences.extend(analyzer.valences if len(analyzer.valences) == len(words) else [0.0] * len(words))
    return valences


def _vader_word(text: str, token: Token) -> str:
    """What VADER gets for a token: exactly one word without white space, capitals kept."""
    if token.kind == "word":
        return text[token.start : token.end].translate(_APOSTROPHE)
    if token.kind == "emoji":
        return VADER_WORD.get(token.form.strip(":"), "_")
    return text[token.start : token.end] if token.kind == "face" else "_"
