"""One form for the many ways to write a digit, a dash, a dot or a space, so that patterns need to know only one."""

import re
import unicodedata

_FORM_OF_MARK = dict.fromkeys("−ー∼〜ㅡ─━┅ᅳ", "-") | dict.fromkeys("·・‧∙•ㆍᆞ。｡‥", ".") | dict.fromkeys("∕⁄", "/")
_FORM_OF_CATEGORY = {"Zl": "\n", "Zp": "\n", "Pd": "-", "Zs": " "}
_INVISIBLE = ("Cf", "Mn", "Me")
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
"""Letters by category, but blank."""


class _Folding(dict[int, int | str | None]):
    """Code point -> its replacement (None: nothing), worked out when first needed; for str.translate."""

    def __missing__(self, code: int) -> int | str | None:
        self[code] = folded = _folded(chr(code))
        return folded


def _folded(letter: str) -> int | str | None:
    if letter.isascii():
        return " " if letter == "\t" else ord(letter)
    category = unicodedata.category(letter)
    if category in _INVISIBLE or letter in _FILLERS:
        return None
    digit = unicodedata.digit(letter, None)
    if digit is not None:
        return str(digit)
    return _folded_mark(letter, category) or _plain_letter(letter)


def _folded_mark(letter: str, category: str) -> str | None:
    """The one form of a dash, a dot, a slash, a line break or a space; None for other letters."""
    return _FORM_OF_MARK.get(letter) or _FORM_OF_CATEGORY.get(category)


def _plain_letter(letter: str) -> str | int:
    """The ASCII letter that a full-width or styled letter is a form of, else the letter itself, as its code point."""
    plain = unicodedata.normalize("NFKC", letter)
    return plain if len(plain) == 1 and plain.isascii() else ord(letter)


_FOLDING = _Folding()

PLAIN = "[\n -~\uac00-\ud7a3\u3131-\u3160\u3162\u3163\u2026]*"
"""Letters and marks that are folded to themselves; most comments have no others. Understood by DuckDB as well."""

_PLAIN = re.compile(PLAIN)


def fold(text: str) -> str:
    """The text with digits, letters and marks in one form, and without what cannot be seen; see places."""
    if _PLAIN.fullmatch(text) or (text.isascii() and "\t" not in text):
        return text
    return text.translate(_FOLDING)


def places(text: str, folded: str) -> list[int] | None:
    """The place in ``text`` of each character of ``folded``, and last its length; None where nothing was left out."""
    if len(text) == len(folded):
        return None
    return [*(place for place, letter in enumerate(text) if _FOLDING[ord(letter)] is not None), len(text)]
