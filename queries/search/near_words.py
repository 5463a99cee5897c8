"""Words that somebody may have meant: the known ones that a few letters, or sounds that are easily confused, tell apart.

Korean is compared letter by letter (jamo), as it sounds: a final consonant before a vowel is the next syllable's (늦어, 느저).
The distance is that of Damerau and Levenshtein (optimal string alignment) in which confusable letters are half as far apart.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from unicodedata import normalize

from queries.search.english_forms import bases
from queries.search.korean_forms import AFTER_SHAPE, PARTICLES, VERB_TAGS, stem_shapes

MOST_FOUND = 8
"""Words offered for one."""

_CONFUSED = "ㅐㅔ ㅒㅖ ㅔㅖ ㅙㅚ ㅙㅞ ㅚㅞ ㅢㅣ ㅢㅔ ㅗㅜ ㅓㅗ ㄱㄲ ㄱㅋ ㄲㅋ ㄷㄸ ㄷㅌ ㄸㅌ ㅂㅃ ㅂㅍ ㅃㅍ ㅅㅆ ㅈㅉ ㅈㅊ ㅉㅊ ㅈㄷ"
_HALF = frozenset(pair for one in _CONFUSED.split() for pair in ((one[0], one[1]), (one[1], one[0])))
_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TAILS = (
    "ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ 응 ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ".split()
)
_VERBS_LATER = 0.25
"""Added to the distance of verbs, which are guessed from a part of what is typed."""

_BEGINNING = 1.25
"""The distance of a known noun with which a Korean word begins (친절 of 친절헤요)."""


class NearWords:
    """The lemmas of a database and how many comments have each (``배송/NNG`` 120), found from words that are like them."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._words: dict[int, list[tuple[str, str]]] = defaultdict(list)
        self._shapes: dict[tuple[int, int], list[tuple[str, str]]] = defaultdict(list)
        self._counts: dict[str, int] = defaultdict(int)
        for lemma, n in counts.items():
            form, slash, tag = lemma.rpartition("/")
            form = form if slash else lemma
            self._counts[form] += n
            if tag in VERB_TAGS:
                self._add_verb(form)
                continue
            for spelled in dict.fromkeys(map(letters, bases(form) if form.isascii() else (form,))):
                self._words[len(spelled)].append((spelled, form))

    def near(self, word: str) -> tuple[str, ...]:
        """Words in dictionary form that ``word`` (NFC, lower case) may be meant for, the nearest and then most frequent first."""
        found: dict[str, float] = {}
        for apart, form in (*self._near_words(word), *self._near_verbs(word), *self._beginning(word)):
            if form != word:
                found[form] = min(apart, found.get(form, apart))
        ranked = sorted(found, key=lambda form: (found[form], -self._counts[form], form))
        return tuple(ranked[:MOST_FOUND])

    def _add_verb(self, form: str) -> None:
        for kind, shapes in enumerate(stem_shapes(form.removesuffix("다"))):
            for shape in shapes:
                spelled = letters(normalize("NFC", shape))
                self._shapes[kind, len(spelled)].append((spelled, form))

    def _near_words(self, word: str) -> Iterator[tuple[float, str]]:
        for stem in _without_particles(word):
            yield from _within(letters(stem), self._words)

    def _beginning(self, word: str) -> Iterator[tuple[float, str]]:
        for size in range(len(word) - 1, 1, -1):
            if "가" <= word[0] <= "힣" and word[:size] in self._counts:
                yield _BEGINNING, word[:size]
                return

    def _near_verbs(self, word: str) -> Iterator[tuple[float, str]]:
        jamo = normalize("NFD", word)
        for size in range(3, len(jamo) + 1):
            head = letters(normalize("NFC", jamo[:size]))
            for kind, ending in enumerate(AFTER_SHAPE):
                if ending.match(jamo[size:]):
                    of_kind = {length: found for (one, length), found in self._shapes.items() if one == kind}
                    yield from ((apart + _VERBS_LATER, form) for apart, form in _within(head, of_kind))


def letters(word: str) -> str:
    """The letters of a word as they sound: 늦어요 ㄴㅡㅈㅓㅛ, 값 ㄱㅏㅂㅅ; other scripts, and lone letters, as they are."""
    found = []
    for place, sign in enumerate(normalize("NFC", word)):
        lead, vowel, tail = _split(sign)
        found.append((lead if lead != "ㅇ" or not place else "") + vowel + tail)
    return "".join(found)


def distance(one: str, other: str, most: float) -> float:
    """How far two words are apart; more than ``most`` stands for any distance beyond it."""
    before: list[float] = []
    row = [float(place) for place in range(len(other) + 1)]
    for place, letter in enumerate(one, start=1):
        before, former, row = row, before, [float(place)]
        for at, against in enumerate(other, start=1):
            best = min(before[at] + 1, row[at - 1] + 1, before[at - 1] + _change(letter, against))
            if place > 1 and at > 1 and letter == other[at - 2] and one[place - 2] == against:
                best = min(best, former[at - 2] + 1)
            row.append(best)
        if min(row) > most and min(before) > most:
            return most + 1
    return row[-1]


def _within(typed: str, words: Mapping[int, list[tuple[str, str]]]) -> Iterator[tuple[float, str]]:
    """The words that are near enough to the letters of one, each with its distance."""
    most, kinds = _most(len(typed)), set(typed)
    if not most:
        return
    for length in range(len(typed) - int(most), len(typed) + int(most) + 1):
        for spelled, form in words.get(length, ()):
            if len(kinds.symmetric_difference(spelled)) <= 4 * most:
                apart = distance(typed, spelled, most)
                if apart <= most:
                    yield apart, form


def _most(length: int) -> float:
    """How far apart words of so many letters may be."""
    if length < 3:
        return 0
    return 0.5 if length == 3 else 1 if length < 7 else 1.5 if length < 9 else 2


def _change(one: str, other: str) -> float:
    return 0.0 if one == other else 0.5 if (one, other) in _HALF else 1.0


def _split(sign: str) -> tuple[str, str, str]:
    """Lead, vowel and tail of a syllable; another sign is a vowel here."""
    code = ord(sign) - ord("가")
    if not 0 <= code <= ord("힣") - ord("가"):
        return "", sign, ""
    tail = code % 28
    return _LEADS[code // 588], _VOWELS[code // 28 % 21], _TAILS[tail - 1] if tail else ""


def _without_particles(word: str) -> Iterator[str]:
    yield word
    for size in range(len(word) - 1, 1, -1):
        if re.fullmatch(PARTICLES, word[size:]):
            yield word[:size]
