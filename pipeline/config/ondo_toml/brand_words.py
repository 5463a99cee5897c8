"""The entries [[brand_word]] and the tables [product_group.NAME]."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal
from unicodedata import normalize

from msgspec import Meta, Struct

from pipeline.config.brand_words import HANGUL, LATIN, SIGNS, BrandWord
from pipeline.config.ondo_toml.checking import InvalidSetting
from pipeline.emotions import EMOTIONS

MOST_WORDS = 2_000
"""Most brand words that are taken: they are exceptions to the model, not a dictionary in its place."""

LONGEST_WORD = 60
"""Most characters of a brand word."""

_VALENCES = {emotion.code: emotion.valence for emotion in EMOTIONS}
_SIGN_NAMES = {sign: name for name, sign in SIGNS.items()}


class BrandWordEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """The form of [[brand_word]]."""

    word: Annotated[str, Meta(description="a text in quotes")]
    tone: Annotated[Literal["+", "-", "0"], Meta(description='one of "+", "-" and "0"')]
    product_group: str | None = None
    emotion: str | None = None


BrandWordEntries = Annotated[
    list[BrandWordEntry], Meta(max_length=MOST_WORDS, description=f"a list of at most {MOST_WORDS} tables")
]


class ProductGroup(Struct, frozen=True, forbid_unknown_fields=True):
    """The form of [product_group.NAME]: names of products, in which * and ? stand for any letters."""

    products: Annotated[
        list[Annotated[str, Meta(pattern=r"\S", description="the name of a product")]],
        Meta(min_length=1, description='a list of names such as ["푸딩*"]'),
    ]


def brand_words_of(entries: Sequence[BrandWordEntry], groups: Mapping[str, ProductGroup]) -> tuple[BrandWord, ...]:
    """The brand words in the order of their entries. Raises InvalidSetting saying which entry is at fault."""
    products = {
        name: tuple(normalize("NFC", item.strip()) for item in group.products) for name, group in groups.items()
    }
    words = tuple(_brand_word(entry, products) for entry in entries)
    _refuse_duplicates(words)
    return words


def _brand_word(entry: BrandWordEntry, products: Mapping[str, tuple[str, ...]]) -> BrandWord:
    word, group = _word(entry.word), entry.product_group
    if group is not None and group not in products:
        there = ", ".join(products) or "there is none yet"
        raise InvalidSetting(
            f"brand_word {word!r}: no product_group {group!r} ({there})", f"write it as [product_group.{group}]"
        )
    sign = SIGNS[entry.tone]
    return BrandWord(word, sign, _emotion(word, sign, entry.emotion), group, products[group] if group else None)


def _word(value: str) -> str:
    word = " ".join(normalize("NFC", value).split())
    if not word:
        raise InvalidSetting("a brand_word has an empty word", "write the word, or delete the entry")
    if not (HANGUL.search(word) or LATIN.search(word)):
        raise InvalidSetting(f"brand_word {word!r} has no Korean or Latin letter in it")
    if not word.isprintable():
        raise InvalidSetting(f"brand_word {word!r} has an invisible character in it", "type the word again")
    if len(word) > LONGEST_WORD:
        raise InvalidSetting(
            f"brand_word {word[:20]!r}... has {len(word)} characters, more than {LONGEST_WORD}", "shorten it"
        )
    return word


def _emotion(word: str, sign: int, code: str | None) -> str | None:
    if code is None:
        return None
    if code not in _VALENCES:
        raise InvalidSetting(f"brand_word {word!r}: emotion {code!r} is not one of {', '.join(_VALENCES)}")
    if sign * _VALENCES[code] < 0:
        raise InvalidSetting(f'brand_word {word!r}: emotion {code!r} contradicts tone "{_SIGN_NAMES[sign]}"')
    return code


def _refuse_duplicates(words: Sequence[BrandWord]) -> None:
    seen: dict[tuple[str, str | None], BrandWord] = {}
    for word in words:
        other = seen.setdefault((word.folded, word.group), word)
        if other is not word:
            place = f"product_group {word.group!r}" if word.group else "all products"
            signs = f', as "{_SIGN_NAMES[other.sign]}" and as "{_SIGN_NAMES[word.sign]}"' * (other.sign != word.sign)
            raise InvalidSetting(f"brand_word {word.word!r} stands twice for {place}{signs}", "delete one of them")
