"""Decomposed text (as macOS writes file names and some exports) put together again, with the way back."""

import re
import unicodedata
from dataclasses import dataclass

TEXT_LIMIT = 10_000
"""Code points of a text that are read: Kiwi takes longer than in proportion (200,000 times 'a': 38 s)."""

_FULL_WIDTH = re.compile("[\uff01-\uff5e\u3000]")
_HALF_WIDTH = {0x3000: " ", **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}}


@dataclass(frozen=True, slots=True)
class ComposedText:
    """``text`` in NFC; ``positions`` [len(text) + 1] are the code points of the given text, None where unchanged."""

    text: str
    positions: list[int] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the given text that a span of ``text`` stands for; letters that were put together stay whole."""
        if self.positions is None:
            return start, end
        while start < end < len(self.text) and self.positions[end] == self.positions[end - 1]:
            end += 1
        return self.positions[start], self.positions[end]


def compose(text: str) -> ComposedText:
    """The first TEXT_LIMIT code points of ``text``, in NFC and with full-width letters, digits and marks as ASCII."""
    text = text[:TEXT_LIMIT]
    if _FULL_WIDTH.search(text):
        text = text.translate(_HALF_WIDTH)
    if unicodedata.is_normalized("NFC", text):
        return ComposedText(text)
    parts: list[str] = []
    positions: list[int] = []
    first = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or not _leans(text[place]):
            part = unicodedata.normalize("NFC", text[first:place])
            parts.append(part)
            positions.extend([first] * len(part))
            first = place
    return ComposedText("".join(parts), [*positions, len(text)])


def _leans(letter: str) -> bool:
    """Whether a code point joins the one before it: combining marks, medial and final Jamo."""
    return "\u1160" <= letter <= "\u11ff" or unicodedata.combining(letter) > 0
