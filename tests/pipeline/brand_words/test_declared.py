"""What the settings accept as brand words and groups of products."""

import unicodedata
from pathlib import Path

import pytest

from pipeline.config.brand_words import BrandWord, words_for
from pipeline.config.ondo_toml.brand_words import LONGEST_WORD, MOST_WORDS
from pipeline.config.settings import load_settings
from pipeline.errors import WrongUsage

WORD = '[[brand_word]]\nword = "{}"\ntone = "{}"\n'
DESSERT = '[product_group.dessert]\nproducts = ["푸딩*"]\n'


def _words(folder: Path, text: str) -> tuple[BrandWord, ...]:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path).brand_words


def test_settings_give_words_and_groups(tmp_path: Path) -> None:
    entries = DESSERT + WORD.format(" 달다 ", "+") + 'product_group = "dessert"\nemotion = "delight"\n'
    entries += WORD.format("Sweet", "0")
    assert _words(tmp_path, entries) == (
        BrandWord("달다", 1, "delight", "dessert", ("푸딩*",)),
        BrandWord("Sweet", 0),
    )
    assert [word.label for word in _words(tmp_path, entries)] == ["달다 + delight", "Sweet 0"]
    assert load_settings().brand_words == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (WORD.format("", "+"), "empty word"),
        (WORD.format("  ", "+"), "empty word"),
        (WORD.format("(", "+"), "no Korean or Latin letter"),
        (WORD.format("*", "+"), "no Korean or Latin letter"),
        (WORD.format("甘い", "+"), "no Korean or Latin letter"),
        (WORD.format("\\u202e달다", "+"), "invisible"),
        (WORD.format("a" * (LONGEST_WORD + 1), "+"), "characters, more than"),
        (WORD.format("달다", "positive"), "tone is 'positive', not one of"),
        ('[[brand_word]]\nword = "달다"\ntone = 1', "brand_word 1: tone is 1, not one of"),
        ('[[brand_word]]\ntone = "+"', "brand_word 1 lacks 'word'"),
        ('[[brand_word]]\nword = "달다"', "brand_word 1 lacks 'tone'"),
        ('brand_word = ["달다"]', "is written as"),
        ('[brand_word]\nword = "달다"', "is written as"),
        ("product_group = 3", "product_group is 3, not a table"),
        ("[product_group.d]", "product_group.d lacks 'products'"),
        ('[product_group.d]\nproducts = [""]', "product_group.d.products 1 is '', not the name of a product"),
        ('[product_group.d]\nproducts = "푸딩"', "product_group.d.products is '푸딩', not a list of names"),
        (WORD.format("달다", "+") + 'product_group = "desert"\n' + DESSERT, "no product_group 'desert' .dessert."),
        (WORD.format("달다", "+") + 'products = ["푸딩"]', "brand_word 1: unknown setting 'products'"),
        (WORD.format("달다", "+") + 'emotion = "bliss"', "'bliss' is not one of"),
        (WORD.format("달다", "+") + 'emotion = "anger"', "contradicts"),
        (WORD.format("달다", "+") + WORD.format("달다", "-"), 'stands twice for all products, as "." and as "-"'),
        (WORD.format("달다", "+") + WORD.format(unicodedata.normalize("NFD", "달다"), "+"), "stands twice"),
        (WORD.format("Sweet", "+") + WORD.format("sweet", "0"), "stands twice"),
        (
            "".join(WORD.format(f"word{place}", "+") for place in range(MOST_WORDS + 1)),
            "a list of 2001, not a list of at most 2000",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(WrongUsage, match=told) as caught:
        _words(tmp_path, text)
    assert caught.value.where.endswith("own.toml") and caught.value.remedy


@pytest.mark.parametrize(
    ("pattern", "product", "holds"),
    [
        ("푸딩*", "푸딩 오리지널", True),
        ("푸딩*", "커피 푸딩", False),
        ("치즈 케이크", "치즈케이크", True),
        ("PUDDING ?", "pudding 2", True),
        ("[한정] 푸딩", "[한정] 푸딩", True),
        ("[한정] 푸딩", "한푸딩", False),
        (unicodedata.normalize("NFC", "푸딩"), unicodedata.normalize("NFD", "푸딩"), True),
        ("*", None, False),
        ("*a*a*a*a*a*a*b", "a" * 200, False),
    ],
)
def test_products_are_named_by_globs(pattern: str, product: str | None, holds: bool) -> None:
    assert BrandWord("달다", 1, None, "group", (pattern,)).concerns(product) is holds


def test_a_groups_word_stands_before_the_word_for_all_and_the_first_group_before_the_second() -> None:
    general = BrandWord("달다", -1)
    first = BrandWord("달다", 1, None, "first", ("푸딩*",))
    second = BrandWord("달다", 0, None, "second", ("*",))
    words = (general, first, second)
    assert words_for(words, "푸딩") == {first}
    assert words_for(words, "커피") == {second}
    assert words_for(words, None) == {general}
