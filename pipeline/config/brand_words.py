"""Brand words: words to which a company gives a sign of its own, for all or for some products, from ondo.toml."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from pipeline.text import folded_name, folded_text

RULE = 1
"""Version of how brand words are found and what they do; raise it with any change there, and they are applied anew."""

SIGNS: dict[str, int] = {"+": 1, "-": -1, "0": 0}
"""What can be given as ``tone``: praise, complaint, or neither (the word's own weight is taken out)."""

_SIGN_NAMES = {sign: name for name, sign in SIGNS.items()}
HANGUL = re.compile("[\uac00-\ud7a3\u3131-\u318e]")
LATIN = re.compile("[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]")
"""A letter of one kind or the other, one of which a brand word has."""


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
        """The word as it is compared with text."""
        return folded_text(self.word)

    @property
    def is_korean(self) -> bool:
        """Whether it is matched by Korean morphemes; else by English words."""
        return HANGUL.search(self.word) is not None

    def concerns(self, product: str | None) -> bool:
        """Whether it holds for a product; case and spaces do not count."""
        if self.products is None:
            return True
        name = folded_name(product or "")
        return bool(name) and any(fnmatchcase(name, _glob(pattern)) for pattern in self.products)


def words_for(words: Sequence[BrandWord], product: str | None) -> frozenset[BrandWord]:
    """The words that hold for a product: one for its group stands before one for all, the earlier before the later."""
    chosen: dict[str, BrandWord] = {}
    for word in sorted(words, key=lambda item: item.products is None):
        if word.concerns(product):
            chosen.setdefault(word.folded, word)
    return frozenset(chosen.values())


def _glob(pattern: str) -> str:
    """A pattern in which only * and ? are special: product names may well hold brackets."""
    return folded_name(pattern).replace("[", "[[]")
