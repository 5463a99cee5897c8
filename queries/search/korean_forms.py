"""From a Korean word as it is written in a sentence to the dictionary forms it may be of, by the lemmas that are known.

No tokeniser: every known verb and adjective is given the shapes that its stem takes before endings (늦-, 늦어-, 늦으-; the
irregular ones of ㅂ, ㄷ, ㅅ, ㅎ and 르 too), and a word is one of them if an ending follows; a known noun if a particle,
the copula or a light verb (하다, 되다) follows. Shapes are compared as jamo (NFD), in which 늦었 begins with 늦어.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from queries.search.spellings import SHORT, short_forms, ways_of

VERB_TAGS = ("VV", "VA")

StemReading = tuple[tuple[str, ...], ...]
"""Groups of lemmas: a comment has the word where it has one lemma of each group."""

_BRIGHT = "\u1161\u1163\u1169"  # ㅏ ㅑ ㅗ
_A, _EO, _EU = "\u110b\u1161", "\u110b\u1165", "\u110b\u1173"  # 아 어 으
_WA, _WO, _U = "\u110b\u116a", "\u110b\u116f", "\u110b\u116e"  # 와 워 우
_FINAL_N, _FINAL_D, _FINAL_R, _FINAL_M, _FINAL_B, _FINAL_S, _FINAL_SS, _FINAL_H = (
    "\u11ab\u11ae\u11af\u11b7\u11b8\u11ba\u11bb\u11c2"
)
_CONTRACTED = {"\u1169": "\u116a", "\u116e": "\u116f", "\u1175": "\u1167", "\u116c": "\u116b"}  # ㅗㅘ ㅜㅝ ㅣㅕ ㅚㅙ
_H_DROPPED = {"\u1161": "\u1162", "\u1165": "\u1162", "\u1163": "\u1164", "\u1167": "\u1168"}  # 빨갛 빨개, 그렇 그래
_OPEN = "\u1161\u1162\u1165\u1166\u1167\u1168"  # ㅏ ㅐ ㅓ ㅔ ㅕ ㅖ swallow 아 and 어


def _begins(syllables: str) -> str:
    return "|".join(normalize("NFD", item) for item in syllables.split())


# What may follow each shape of a stem: how the rest of the word begins.
_AFTER_STEM = re.compile(
    rf"(?:{_begins('다 고 지 게 네 는 거 기 던 더 습니 자 잖 죠 겠 도 구 군 니 나 든 냐 질 긴 길 진')})"
)
_AFTER_INFINITIVE = re.compile(
    rf"$|{_FINAL_SS}"
    rf"|(?:{_begins('요 서 도 야 라 보 봐 봤 본 볼 봅 주 줘 줬 준 줄 줍 지 져 졌 진 질 집 버 놓 놔 두 둬 있 내 냈 오 왔 온 가 갔 간')})"
)
_AFTER_EU = re.compile(
    rf"{_FINAL_N}(?:$|{_begins('데 가 지 다 걸 거 것 듯 만 채 대 단 답 들 뒤 후 적 줄')})"
    rf"|{_FINAL_R}(?:$|{_begins('게 까 수 지 래 걸 거 것 때 만 텐 듯 뿐 줄 라 런')})"
    rf"|{_FINAL_M}(?:$|{_begins('이 을 은 에 도 의 으로 과')})"
    rf"|{_FINAL_B}(?:{_begins('니 시 디')})"
    rf"|(?:{_begins('니 면 며 려 러 시 셔 셨 세 신 실 십 므 나 는 네 냐')})"
)
AFTER_SHAPE = (_AFTER_STEM, _AFTER_INFINITIVE, _AFTER_EU)
"""How what follows a stem as it is, with 아 or 어, and with 으 begins, as jamo."""

_PARTICLE = (
    "이 가 을 를 은 는 의 에 에서 에게 에게서 한테 한테서 께 께서 으로 로 와 과 랑 이랑 하고 도 만 까지 부터 마다 조차 마저 밖에 보다 "
    "처럼 같이 대로 요 분 뿐 이나 나 이라도 라도 이란 란 이라고 라고 이든 든 든지 이며 며 이요 씩 쯤 치고 커녕 들 님 만큼 째 별 적 적인 적으로"
).split()
PARTICLES = re.compile(f"(?:{'|'.join(sorted(_PARTICLE, key=len, reverse=True))})*")
_LIGHT_VERBS = ("하", "되", "받", "시키", "당하", "스럽", "롭", "답", "거리", "이", "드리")
_MOST_PARTS = 3


class KoreanIndex:
    """The known Korean lemmas (``배송/NNG``), found again from words as they are written."""

    def __init__(self, lemmas: Iterable[str]) -> None:
        self._nouns: dict[str, list[str]] = defaultdict(list)
        self._verbs = StemIndex()
        for lemma in lemmas:
            form, _, tag = lemma.rpartition("/")
            for way in ways_of(form):
                if tag in VERB_TAGS:
                    self._verbs.add(way.removesuffix("다"), lemma)
                else:
                    self._nouns[way].append(lemma)
        self._longest = max(map(len, self._nouns), default=0)

    def read(self, word: str) -> StemReading:
        """The lemmas that ``word`` (NFC, lower case) may be; empty where none is known."""
        return self._short(word) or self._read(word, _MOST_PARTS)

    def _short(self, word: str) -> StemReading:
        """What a short form stands for (넘 너무), where it is no other word that is known (젤 of cosmetics)."""
        if word not in SHORT:
            return ()
        own: list[str] = self._nouns.get(word, [])
        is_another = any(not lemma.endswith(("/MAG", "/IC")) for lemma in own)
        found = [*own, *self._nouns.get(SHORT[word], ())]
        return (tuple(dict.fromkeys(found)),) if found and not is_another else ()

    def _read(self, word: str, parts: int) -> StemReading:
        whole = self._whole(word)
        if whole or parts == 1:
            return (whole,) if whole else ()
        sizes = range(min(self._longest, len(word) - 1), 0, -1)
        for size in sorted(sizes, key=lambda size: min(size, len(word) - size) == 1):
            if word[:size] in self._nouns and len(word) > 2:
                tail = self._read(word[size:], parts - 1)
                if tail:
                    return (tuple(self._nouns[word[:size]]), *tail)
        return ()

    def _whole(self, word: str) -> tuple[str, ...]:
        """The lemmas of which the word may be a form; those that explain most of it."""
        if f"{word}/MAG" in self._nouns.get(word, ()):
            short = [f"{form}/MAG" for form in short_forms(word)]
            return (*self._nouns[word], *(lemma for lemma in short if lemma in self._nouns.get(lemma[:-4], ())))
        nouns = [*self._as_noun(word)]
        is_spelled_otherwise = any(len(ways_of(word[:size])) > 1 for size, _ in nouns)
        found = nouns if is_spelled_otherwise else [*nouns, *self._as_verb(word)]
        most = max((length for length, _ in found), default=0)
        return tuple(dict.fromkeys(lemma for length, lemma in found if length == most))

    def _as_noun(self, word: str) -> Iterator[tuple[int, str]]:
        for size in range(min(self._longest, len(word)), 0, -1):
            if word[:size] in self._nouns and _is_noun_ending(word[size:], size > 1):
                yield from (
                    (size, lemma)
                    for lemma in self._nouns[word[:size]]
                    if size == len(word) or not lemma.endswith("/IC")
                )

    def _as_verb(self, word: str) -> Iterator[tuple[int, str]]:
        for stem, lemma in self._verbs.stems(word):
            yield len(stem) - (stem.endswith("하") and len(stem) > 1), lemma


class StemIndex:
    """Stems by the shapes they take before endings."""

    def __init__(self) -> None:
        self._plain: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._infinitive: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._eu: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._longest = 0

    def add(self, stem: str, lemma: str) -> None:
        """Make a stem known, with what is to be found for it."""
        entry = (stem, lemma)
        for table, shapes in zip((self._plain, self._infinitive, self._eu), stem_shapes(stem), strict=True):
            for shape in shapes:
                table[shape].add(entry)
        self._longest = max(self._longest, 3 * len(stem) + 3)

    def stems(self, word: str) -> Iterator[tuple[str, str]]:
        """Every (stem, lemma) of which the word may be an inflected form, in a fixed order."""
        letters = normalize("NFD", word)
        tables = tuple(zip((self._plain, self._infinitive, self._eu), AFTER_SHAPE, strict=True))
        for size in range(1, min(self._longest, len(letters)) + 1):
            for table, ending in tables:
                if letters[:size] in table and ending.match(letters[size:]):
                    yield from sorted(table[letters[:size]])


def infinitives(stem: str) -> set[str]:
    """The shapes of a stem with 아 or 어 in it, as jamo: 늦어, 빨라, 추워, 커."""
    letters = normalize("NFD", stem)
    initial, vowel, final = _last(stem)
    before = letters[: len(letters) - len(initial + vowel + final)]
    a = _A if vowel in _BRIGHT else _EO
    if final:
        return {letters + a, *_irregular_infinitives(stem, before + initial, vowel, final, a)}
    shapes = set() if vowel in "\u1161\u1165" else {letters + a}
    if stem.endswith("하"):
        shapes |= {before + initial + "\u1162", letters + "\u110b\u1167"}  # 해, 하여
    if vowel in _OPEN:
        shapes.add(letters)
    if vowel in _CONTRACTED:
        shapes.add(before + initial + _CONTRACTED[vowel])
    if stem == "푸":
        shapes.add(initial + "\u1165")
    if vowel == "\u1173":
        shapes |= _without_eu(stem, before, initial, letters)
    return shapes


def _irregular_infinitives(stem: str, head: str, vowel: str, final: str, a: str) -> set[str]:
    if final == _FINAL_B:
        return {head + vowel + _WA, head + vowel + _WO}
    if final == _FINAL_D:
        return {head + vowel + _FINAL_R + a}
    if final == _FINAL_S:
        return {head + vowel + a}
    if final == _FINAL_H and vowel in _H_DROPPED and len(stem) > 1:
        return {head + _H_DROPPED[vowel]}
    return set()


def _without_eu(stem: str, before: str, initial: str, letters: str) -> set[str]:
    """크 커, 바쁘 바빠; 빠르 빨라, 푸르 푸르러."""
    bright = len(stem) > 1 and _last(stem[:-1])[1] in _BRIGHT
    vowel = "\u1161" if bright else "\u1165"
    shapes = {before + initial + vowel}
    if stem.endswith("르") and len(stem) > 1:
        shapes |= {before + _FINAL_R + "\u1105" + vowel, letters + "\u1105\u1165"}
    return shapes


def eu_shapes(stem: str) -> set[str]:
    """The shapes of a stem before ㄴ, ㄹ, ㅁ, ㅂ, 면, 시, as jamo: 늦으, 가, 추우, 만드."""
    letters = normalize("NFD", stem)
    final = _last(stem)[2]
    if not final:
        return {letters}
    dropped = letters[: -len(final)]
    shapes = {letters + _EU}
    if final == _FINAL_R:
        return {letters, dropped}
    if final == _FINAL_B:
        shapes.add(dropped + _U)
    if final == _FINAL_D:
        shapes.add(dropped + _FINAL_R + _EU)
    if final == _FINAL_S:
        shapes.add(dropped + _EU)
    if final == _FINAL_H:
        shapes.add(dropped)
    return shapes


def _last(stem: str) -> tuple[str, str, str]:
    """Initial, vowel and final of the last syllable; the final is empty where there is none."""
    letters = normalize("NFD", stem[-1])
    return letters[0], letters[1], letters[2:]


def stem_shapes(stem: str) -> tuple[set[str], set[str], set[str]]:
    """The shapes of a stem as jamo, by what may follow them (AFTER_SHAPE)."""
    if not stem or not "가" <= stem[-1] <= "힣":
        return set(), set(), set()
    return {normalize("NFD", stem)}, infinitives(stem), eu_shapes(stem)


def stem_index(stems: Iterable[str]) -> StemIndex:
    """An index of stems that finds the stems themselves."""
    index = StemIndex()
    for stem in stems:
        index.add(stem, stem)
    return index


def is_auxiliary(word: str, before: str) -> bool:
    """Whether a word is an auxiliary after the word ``before`` (환불해 주세요, 쓰고 싶어요, 늦지 않아요), or on its own."""
    last = normalize("NFD", before[-1:])
    shape = "어" if last and last[-1] in _INFINITIVE_ENDS else before[-1:]
    leaning = {stem for stem, _ in _AUXILIARY.stems(word)}
    return bool(leaning & (_ALWAYS_LEANING | _LEANING_ON.get(shape, frozenset())))


_LIGHT = stem_index(_LIGHT_VERBS)
_ALWAYS_LEANING = frozenset({"않", "싶"})
_LEANING_ON = {
    "어": frozenset({"주", "보", "버리", "놓", "두", "드리"}),
    "고": frozenset({"있"}),
    "지": frozenset({"못하", "말"}),
}
_AUXILIARY = stem_index(sorted(_ALWAYS_LEANING.union(*_LEANING_ON.values())))
_INFINITIVE_ENDS = _OPEN + "\u116a\u116f\u116b\u1164"
_COPULA = re.compile(
    r"예요|에요|여서|였.{0,4}|입니.{1,3}|인.{0,3}|일.{0,2}|임|라서|라는|니까|죠|지만|지요?|네요?|고요?|다|거든요?|히"
)


def _is_noun_ending(tail: str, is_long: bool) -> bool:
    """Whether what follows a noun is nothing, particles, the copula, or (after a noun of some length) a light verb."""
    if PARTICLES.fullmatch(tail) or _COPULA.fullmatch(tail):
        return True
    return is_long and any(True for _ in _LIGHT.stems(tail))
