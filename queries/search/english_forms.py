"""Which English words are forms of one another (late, lately no; deliver, delivers, delivered, delivering yes)."""

import re
from collections import defaultdict
from collections.abc import Iterable

from queries.search.spellings import american

_VOWEL = re.compile("[aeiouy]")
_SHORT = re.compile(r"[^aeiou]*[aeiouy][^aeiouwxy]")
_DOUBLED = re.compile(r"([^aeiou])\1$")

_IRREGULAR = (
    "be is are was were been being",
    "go goes went gone going",
    "get gets got gotten getting",
    "buy bought",
    "bring brought",
    "break broke broken",
    "send sent",
    "pay paid",
    "come came",
    "take took taken",
    "give gave given",
    "make made",
    "say said",
    "tell told",
    "think thought",
    "know knew known",
    "feel felt",
    "find found",
    "keep kept",
    "lose lost",
    "leave left",
    "hear heard",
    "see saw seen",
    "write wrote written",
    "speak spoke spoken",
    "steal stole stolen",
    "tear tore torn",
    "wear wore worn",
    "eat ate eaten",
    "fall fell fallen",
    "run ran",
    "meet met",
    "sell sold",
    "stand stood",
    "understand understood",
    "sit sat",
    "sleep slept",
    "spend spent",
    "deal dealt",
    "freeze froze frozen",
    "choose chose chosen",
    "forget forgot forgotten",
    "hold held",
    "good better best",
    "bad worse worst",
    "person people",
    "child children",
    "man men",
    "woman women",
    "foot feet",
)
_BASE = {form: group.split()[0] for group in _IRREGULAR for form in group.split()}


class EnglishIndex:
    """The known English words, found again from any of their forms. ``words`` are (form, lemma) pairs."""

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        self._by_base: dict[str, list[str]] = defaultdict(list)
        for form, lemma in words:
            for base in bases(form):
                self._by_base[base].append(lemma)

    def read(self, word: str) -> tuple[str, ...]:
        """The lemmas that share a base with ``word`` (lower case); empty where none is known."""
        found = [lemma for base in bases(word) for lemma in self._by_base.get(base, ())]
        return tuple(dict.fromkeys(found))


def bases(word: str) -> tuple[str, ...]:
    """The words of which ``word`` may be a form, itself first: plural, third person, past, -ing, possessive, British spelling."""
    word = word.removesuffix("'s")
    found = [word, _BASE.get(word, word), *_regular_bases(word)]
    found += [_BASE[base] for base in found if base in _BASE]
    return tuple(dict.fromkeys(found + [american(base) for base in found]))


def _regular_bases(word: str) -> list[str]:
    """The words of which ``word`` may be a form by its ending."""
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return [word[:-3] + "y"]
    if word.endswith("s"):
        return _without_s(word)
    if word.endswith("ed") and not word.endswith("eed"):
        return _without_ending(word[:-2])
    return _without_ending(word[:-3]) if word.endswith("ing") else []


def _without_s(word: str) -> list[str]:
    """The base of a plural or third person: boxes box, prices price; none of a word such as glass, bus or this."""
    if word.endswith("es") and word[:-2].endswith(("s", "x", "z", "ch", "sh", "o")):
        return [word[:-2]]
    return [word[:-1]] if not word.endswith(("ss", "us", "is")) and len(word) > 3 else []


def _without_ending(stem: str) -> list[str]:
    """Bases of a word that has lost -ed or -ing: stopp stop, hop hope, deliver deliver or delivere."""
    if (len(stem) < 3 and not (len(stem) == 2 and stem[0] in "aeiou")) or not _VOWEL.search(stem):
        return []
    if _DOUBLED.search(stem) and stem[-1] not in "lsfz":
        return [stem[:-1]]
    if _SHORT.fullmatch(stem):
        return [stem + "e"]
    doubled = [stem[:-1]] if _DOUBLED.search(stem) else []
    return [stem, stem + "e", *doubled]
