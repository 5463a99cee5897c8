"""Brand words: words to which a company gives a sign of its own, for all or for some products, from ondo.toml."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from pipeline.emotions import EMOTIONS

RULE = 1
"""Version of how brand words are found and what they do; raise it with any change there, and they are applied anew."""

MOST_WORDS = 2_000
"""Most brand words that are taken: they are exceptions to the model, not a dictionary in its place."""

LONGEST_WORD = 60
"""Most characters of a brand word."""

SIGNS: dict[str, int] = {"+": 1, "-": -1, "0": 0}
"""What can be given as ``tone``: praise, complaint, or neither (the word's own weight is taken out)."""

KNOWN_KEYS = frozenset({"word", "tone", "product_group", "emotion"})

_VALENCES = {emotion.code: emotion.valence for emotion in EMOTIONS}
_SIGN_NAMES = {sign: name for name, sign in SIGNS.items()}
_HANGUL = re.compile("[\uac00-\ud7a3\u3131-\u318e]")
_LATIN = re.compile("[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]")


@dataclass(frozen=True, slots=True)
class BrandWord:
    """``word`` means ``sign`` (+1 praise, -1 complaint, 0 neither) for ``products`` (names or globs; None: for all).

    ``emotion`` is the code of an emotion that is present with it, or None; ``group`` the name of the products in
    ondo.toml. ``word`` is in NFC; case does not count.
    """

    word: str
    sign: int
    emotion: str | None = None
    group: str | None = None
    products: tuple[str, ...] | None = None

    @property
    def label(self) -> str:
        """What a stored comment keeps of a word that was applied to it: 달다 +, or 달다 + delight."""
        return " ".join(part for part in (self.word, _SIGN_NAMES[self.sign], self.emotion) if part)

    @property
    def folded(self) -> str:
        """The word in lower case."""
        return self.word.lower()

    @property
    def is_korean(self) -> bool:
        """Whether it is matched by Korean morphemes; else by English words."""
        return _HANGUL.search(self.word) is not None

    def concerns(self, product: str | None) -> bool:
        """Whether it holds for a product; case and spaces do not count."""
        if self.products is None:
            return True
        name = _fold_product(product or "")
        return bool(name) and any(fnmatchcase(name, _glob(pattern)) for pattern in self.products)


def words_for(words: Sequence[BrandWord], product: str | None) -> frozenset[BrandWord]:
    """The words that hold for a product: one for its group stands before one for all, the earlier before the later."""
    chosen: dict[str, BrandWord] = {}
    for word in sorted(words, key=lambda item: item.products is None):
        if word.concerns(product):
            chosen.setdefault(word.folded, word)
    return frozenset(chosen.values())


def read_brand_words(entries: Any, groups: Any) -> tuple[BrandWord, ...]:
    """Check the ``[[brand_word]]`` entries and ``[product_group.NAME]`` tables of the settings.

    Raises ValueError saying which entry is at fault.
    """
    products = _product_groups(groups)
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ValueError("brand_word is not a list of tables: write each as [[brand_word]]")
    if len(entries) > MOST_WORDS:
        raise ValueError(f"{len(entries)} brand words are more than the {MOST_WORDS} that can be taken")
    words = tuple(_brand_word(entry, products) for entry in entries)
    _no_twins(words)
    return words


def _product_groups(groups: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(groups, dict):
        raise ValueError("product_group is not a table: write each as [product_group.NAME]")
    return {name: _products(name, group) for name, group in groups.items()}


def _products(name: str, group: Any) -> tuple[str, ...]:
    products = group.get("products") if isinstance(group, dict) else None
    named = isinstance(products, list) and all(isinstance(item, str) and item.strip() for item in products)
    if not named or not products or set(group) != {"products"}:
        raise ValueError(f'product_group {name!r}: give it a list of names and nothing else, products = ["푸딩*"]')
    return tuple(unicodedata.normalize("NFC", item.strip()) for item in products)


def _brand_word(entry: Mapping[str, Any], products: Mapping[str, tuple[str, ...]]) -> BrandWord:
    word = _word(entry.get("word"))
    unknown = sorted(set(entry) - KNOWN_KEYS)
    if unknown:
        known = ", ".join(sorted(KNOWN_KEYS))
        raise ValueError(f"brand_word {word!r}: unknown entry {unknown[0]!r}; known are {known}")
    tone, group = entry.get("tone"), entry.get("product_group")
    if not isinstance(tone, str) or tone not in SIGNS:
        raise ValueError(f'brand_word {word!r}: tone {tone!r} is not one of "+", "-" and "0"')
    if group is not None and (not isinstance(group, str) or group not in products):
        there = ", ".join(products) or "there is none yet"
        raise ValueError(f"brand_word {word!r}: no product_group {group!r} ({there}); write it as [product_group.NAME]")
    emotion = _emotion(word, SIGNS[tone], entry.get("emotion"))
    return BrandWord(word, SIGNS[tone], emotion, group, products[group] if group is not None else None)


def _word(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"a brand_word has word = {value!r}: it needs a text in quotes")
    word = " ".join(unicodedata.normalize("NFC", value).split())
    if not word:
        raise ValueError("a brand_word has an empty word")
    if not (_HANGUL.search(word) or _LATIN.search(word)):
        raise ValueError(f"brand_word {word!r} has no Korean or Latin letter in it")
    if not word.isprintable():
        raise ValueError(f"brand_word {word!r} has an invisible character in it")
    if len(word) > LONGEST_WORD:
        raise ValueError(f"brand_word {word[:20]!r}... has {len(word)} characters, more than {LONGEST_WORD}")
    return word


def _emotion(word: str, sign: int, code: Any) -> str | None:
    if code is None:
        return None
    if not isinstance(code, str) or code not in _VALENCES:
        raise ValueError(f"brand_word {word!r}: emotion {code!r} is not one of {', '.join(_VALENCES)}")
    if sign * _VALENCES[code] < 0:
        raise ValueError(f'brand_word {word!r}: emotion {code!r} contradicts tone "{_SIGN_NAMES[sign]}"')
    return code


def _no_twins(words: Sequence[BrandWord]) -> None:
    seen: dict[tuple[str, str | None], BrandWord] = {}
    for word in words:
        other = seen.setdefault((word.folded, word.group), word)
        if other is not word:
            place = f"product_group {word.group!r}" if word.group else "all products"
            signs = f', as "{_SIGN_NAMES[other.sign]}" and as "{_SIGN_NAMES[word.sign]}"' * (other.sign != word.sign)
            raise ValueError(f"brand_word {word.word!r} stands twice for {place}{signs}")


def _fold_product(name: str) -> str:
    return "".join(unicodedata.normalize("NFC", name).casefold().split())


def _glob(pattern: str) -> str:
    """A pattern in which only * and ? are special: product names may well hold brackets."""
    return _fold_product(pattern).replace("[", "[[]")
