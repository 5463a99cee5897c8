"""Brand words in Korean text: by stem for verbs and adjectives, by spelling for everything else."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from pipeline.config.brand_words import BrandWord
from pipeline.languages import korean
from pipeline.languages.korean import CONTENT_TAGS, KoreanMorpheme
from pipeline.text import folded_text

NEGATING_ADVERBS = frozenset({"안", "못"})
SUFFIXES = ("하", "되", "스럽", "롭", "답", "거리", "시키", "대", "이")
"""Ends of stems that the tokeniser may split off as a suffix (묵직 + 하다); only their last syllable is inflected."""

WIDEST_GAP = 4
"""Most particles and adverbs between two parts of a phrase: 가성비 + 도 정말 + 좋다."""

_PREDICATES = ("VV", "VA")
_LEANING = ("E", "XS", "VCP")
_PASSABLE = ("J", "NNB", "ETM", "ETN", "XS")


class WordPart(NamedTuple):
    """One part of a brand word.

    ``stem`` matches a verb or adjective by its stem, ``spelling`` morphemes by how they are written, ``tagged`` one
    morpheme by form and tag. ``tag`` is that of the word on its own.
    """

    kind: Literal["stem", "spelling", "tagged"]
    text: str
    tag: str


class MorphemeMatch(NamedTuple):
    """Tokens ``first`` until before ``last`` that are a brand word, and how many negations lie between its parts."""

    word: BrandWord
    first: int
    last: int
    negations: int


class TextRequirements(NamedTuple):
    """What a text must have for a word to occur in it: one of the lemmas, or a place where one of the patterns fits."""

    lemmas: frozenset[str]
    patterns: tuple[str, ...]


def parts_of(word: BrandWord) -> tuple[WordPart, ...]:
    """A Korean brand word as parts that follow each other; loads the tokeniser."""
    pinned = _pinned(word.word)
    if pinned is not None:
        return (pinned,)
    tokens = korean.tokenise(word.word)
    parts: list[WordPart] = []
    place = 0
    for piece in word.word.split(" "):
        end = place + len(piece)
        parts += _parts_of_piece(word.word, [token for token in tokens if place <= token.start < end], place, end)
        place = end + 1
    return tuple(parts)


def _pinned(word: str) -> WordPart | None:
    """``달다/VA``, a lemma as it is stored: for words that the tokeniser on its own would confuse with another."""
    lemma, slash, tag = word.rpartition("/")
    if not slash or tag.upper() not in CONTENT_TAGS or " " in lemma:
        return None
    return WordPart("tagged", lemma.removesuffix("다") if tag.upper() in _PREDICATES else lemma.lower(), tag.upper())


def _parts_of_piece(word: str, tokens: Sequence[KoreanMorpheme], start: int, end: int) -> list[WordPart]:
    """Parts of what is written between two spaces."""
    core = list(tokens)
    while core and core[-1].tag.startswith(("E", "J", "VCP", "S")):
        core.pop()
    if not core:
        return [WordPart("spelling", folded_text(word[start:end]), "")]
    inflected = len(core) < len(tokens) and tokens[len(core)].tag.startswith("E")
    if inflected and core[-1].tag in _PREDICATES:
        return [*_spelling(word, start, core[-1].start), WordPart("stem", core[-1].form, core[-1].tag)]
    if inflected and core[-1].tag in ("XSA", "XSV") and len(core) > 1:
        stem = core[-2].form + core[-1].form
        return [*_spelling(word, start, core[-2].start), WordPart("stem", stem, "V" + core[-1].tag[-1])]
    return _spelling(word, start, core[-1].end)


def _spelling(word: str, start: int, end: int) -> list[WordPart]:
    return [WordPart("spelling", folded_text(word[start:end]), "")] if end > start else []


def needs_of(parts: Sequence[WordPart]) -> TextRequirements:
    """What a text must have for these parts; from the part that says most."""
    spellings = [part for part in parts if part.kind == "spelling"]
    if spellings:
        return TextRequirements(frozenset(), (max(spellings, key=lambda part: len(part.text)).text,))
    part = max(parts, key=lambda part: len(part.text))
    if part.kind == "tagged":
        lemma = f"{part.text}다/{part.tag}" if part.tag in _PREDICATES else f"{part.text}/{part.tag}"
        return TextRequirements(frozenset({lemma}), ())
    return TextRequirements(frozenset(f"{part.text}다/{tag}" for tag in _PREDICATES), (_constant(part.text),))


def _constant(stem: str) -> str:
    """What stays of a stem in every inflected form, as far as its spelling shows."""
    return stem[:-1] if len(stem) > 1 and stem.endswith(SUFFIXES) else stem


class KoreanWords:
    """Finds Korean brand words, given with their parts, in tokenised text."""

    def __init__(self, words: dict[BrandWord, tuple[WordPart, ...]]) -> None:
        self._by_first: dict[tuple[str, str], list[BrandWord]] = {}
        self._parts = words
        for word, parts in words.items():
            kind = parts[0].tag if parts[0].kind == "tagged" else parts[0].kind
            self._by_first.setdefault((kind, parts[0].text), []).append(word)
        self._longest = max((len(parts[0].text) for parts in words.values()), default=0)

    def matches(self, text: str, tokens: Sequence[KoreanMorpheme]) -> Iterator[MorphemeMatch]:
        """Every place where a word occurs, overlapping ones too."""
        for first in range(len(tokens)):
            for key in self._keys(text, tokens, first):
                for word in self._by_first.get(key, ()):
                    yield from _matched(word, self._parts[word], text, tokens, first)

    def _keys(self, text: str, tokens: Sequence[KoreanMorpheme], first: int) -> set[tuple[str, str]]:
        """What the first part of a word could be for it to begin at token ``first``."""
        token = tokens[first]
        keys = {(token.tag, token.form), (token.tag, token.form.lower())}
        keys |= {("stem", stem) for stem, _ in _stems(text, tokens, first)}
        for last in range(first, len(tokens)):
            spelling = folded_text(text[token.start : tokens[last].end])
            if len(spelling) > self._longest:
                break
            keys.add(("spelling", spelling))
        return keys


def _matched(
    word: BrandWord, parts: Sequence[WordPart], text: str, tokens: Sequence[KoreanMorpheme], first: int
) -> Iterator[MorphemeMatch]:
    place, negations = first, 0
    for number, part in enumerate(parts):
        start = _after_gap(part, text, tokens, place) if number else first
        end = None if start is None else _part_end(part, text, tokens, start)
        if start is None or end is None:
            return
        negations += sum(token.form in NEGATING_ADVERBS for token in tokens[place:start])
        place = end
    yield MorphemeMatch(word, first, place, negations)


def _after_gap(part: WordPart, text: str, tokens: Sequence[KoreanMorpheme], place: int) -> int | None:
    """Where ``part`` begins at or after ``place``, with nothing but particles and adverbs before it."""
    for start in range(place, min(place + WIDEST_GAP + 1, len(tokens))):
        if _part_end(part, text, tokens, start) is not None:
            return start
        if not tokens[start].tag.startswith(("J", "MA")):
            return None
    return None


def _part_end(part: WordPart, text: str, tokens: Sequence[KoreanMorpheme], first: int) -> int | None:
    """The token after ``part``, if it begins at token ``first``."""
    if part.kind == "tagged":
        return _tagged_end(part, tokens, first)
    if part.kind == "stem":
        return _stem_end(part, text, tokens, first)
    return _spelling_end(part, text, tokens, first)


def _tagged_end(part: WordPart, tokens: Sequence[KoreanMorpheme], first: int) -> int | None:
    token = tokens[first]
    form = token.form if part.tag in _PREDICATES else token.form.lower()
    return first + 1 if (form, token.tag) == (part.text, part.tag) else None


def _stem_end(part: WordPart, text: str, tokens: Sequence[KoreanMorpheme], first: int) -> int | None:
    ends = (last for stem, last in _stems(text, tokens, first) if stem == part.text)
    last = next(ends, None)
    return None if last is None or _is_other_verb(part, tokens, first) else last


def _spelling_end(part: WordPart, text: str, tokens: Sequence[KoreanMorpheme], first: int) -> int | None:
    for last in range(first, len(tokens)):
        spelling = folded_text(text[tokens[first].start : tokens[last].end])
        if spelling == part.text:
            return last + 1
        if not part.text.startswith(spelling):
            return None
    return None


def _stems(text: str, tokens: Sequence[KoreanMorpheme], first: int) -> list[tuple[str, int]]:
    """Stems that token ``first`` may be, with the token after them: as analysed, as written, with its suffix.

    As written: the tokeniser reads many a 달아요 as 닫다.
    """
    token = tokens[first]
    found: list[tuple[str, int]] = []
    if token.tag in _PREDICATES:
        found = [(token.form, first + 1), (folded_text(text[token.start : token.end]), first + 1)]
    following = tokens[first + 1] if first + 1 < len(tokens) else None
    if following is not None and following.tag in ("XSA", "XSV") and following.start <= token.end:
        found.append((token.form + following.form, first + 2))
    return found


def _is_other_verb(part: WordPart, tokens: Sequence[KoreanMorpheme], first: int) -> bool:
    """Whether an adjective's stem is a verb here, as its object with 을 or 를 shows: 댓글을 달다."""
    if part.tag != "VA" or tokens[first].tag != "VV":
        return False
    before = next((token for token in reversed(tokens[:first]) if not token.tag.startswith("MA")), None)
    return before is not None and before.tag == "JKO"


def negated_span(tokens: Sequence[KoreanMorpheme], match: MorphemeMatch) -> tuple[int, int, int]:
    """Start and end in the text of a match with its endings and negations, and how many negations there are."""
    first, negations = match.first, match.negations
    if first and tokens[first - 1].tag == "MAG" and tokens[first - 1].form in NEGATING_ADVERBS:
        first -= 1
        negations += 1
    last, after = _negations_after(tokens, match.last)
    while last < len(tokens) and tokens[last].tag.startswith(_LEANING) and tokens[last].start <= tokens[last - 1].end:
        last += 1
    ends = [token.end for token in tokens[first:last]]
    return tokens[first].start, max(ends), negations + after


def _negations_after(tokens: Sequence[KoreanMorpheme], last: int) -> tuple[int, int]:
    """The token after the last negation that follows a match (달지 않-, 추천 안 하-), and how many there are."""
    negations, place = 0, last
    while place < len(tokens):
        length = _negation_length(tokens, place)
        if length:
            negations += 1
            place += length
            last = place
        elif _passable(tokens, place):
            place += 1
        else:
            break
    return last, negations


def _negation_length(tokens: Sequence[KoreanMorpheme], place: int) -> int:
    """How many tokens the negation at ``place`` has, 0 where there is none."""
    token, before = tokens[place], tokens[place - 1]
    if _negates_alone(token):
        return 1
    after_noun = before.tag.startswith(("N", "J", "XR"))
    if (token.form, token.tag) == ("없", "VA"):
        return int(after_noun)
    if token.tag == "MAG" and token.form in NEGATING_ADVERBS:
        is_free = after_noun or (before.form, before.tag) == ("지", "EC")
        return 2 if is_free and place + 1 < len(tokens) and tokens[place + 1].tag[0] == "V" else 0
    return 0


def _negates_alone(token: KoreanMorpheme) -> bool:
    is_negative_verb = token.form in ("않", "못하") and token.tag[0] == "V"
    return is_negative_verb or (token.form, token.tag) in (("말", "VX"), ("아니", "VCN"))


def _passable(tokens: Sequence[KoreanMorpheme], place: int) -> bool:
    """Whether a negation of the word may still follow after this token."""
    token = tokens[place]
    if token.tag == "EC":
        wish = place + 1 < len(tokens) and tokens[place + 1].form == "싶"
        return token.form == "지" or (token.form == "고" and wish)
    return token.tag.startswith(_PASSABLE) or (token.form, token.tag) == ("싶", "VX")
