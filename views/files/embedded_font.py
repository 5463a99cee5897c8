"""Fonts inside a page: cut down to the page's letters, in a regular and a bold face."""

import base64
import io
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from views.files.fonts import korean_font, own_font

_ALWAYS = "0123456789 /"
FACES: tuple[tuple[int, int, str], ...] = ((400, 400, "400 500"), (700, 650, "600 700"))
"""Weight of a face, that of the variable font it is cut from, and the weights that it stands for."""

REST = "Rest"
"""After the family's name: the font of the letters that Ondo's own does not have."""


def font_faces(family: str, body: str) -> str:
    """Style rules with fonts inside, cut to the letters of ``body``: Ondo's own, and the system's Korean one for the letters that it
    does not have, under the family's name and REST; "" where there is neither.

    Raises ModuleNotFoundError where fontTools is not installed.
    """
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    letters = {*body, *_ALWAYS}
    own = own_font()
    rules = []
    if own is not None:
        rules += [_rule(family, span, _cut(own, letters, weight)) for _, weight, span in FACES]
        letters -= _letters_of(own)
    rest = sorted(letter for letter in letters if letter.isprintable() and not letter.isspace())
    if rest:
        rules += [_rule(family + REST, span, _cut(font, set(rest), 0)) for font, span in _system_faces()]
    return "".join(rules)


def _system_faces() -> Iterator[tuple[Path, str]]:
    regular, bold = korean_font(), korean_font(is_bold=True)
    for font, (_, _, span) in zip((regular, bold), FACES, strict=True):
        if font is not None and (font == regular) == (span == FACES[0][2]):
            yield font, span


def _letters_of(font: Path) -> set[str]:
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(font.read_bytes()), fontNumber=0, lazy=True) as source:
        return {chr(code) for code in source.getBestCmap() or ()}


def _cut(font: Path, letters: set[str], weight: int) -> bytes:
    """A font with these letters alone; of a variable one the face of a weight."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(notdef_outline=True, layout_features=["*"])
    with TTFont(io.BytesIO(font.read_bytes()), fontNumber=0, lazy=True) as source:
        cutter = subset.Subsetter(options)
        cutter.populate(text="".join(sorted(letters)))
        cutter.subset(source)
        sink = io.BytesIO()
        _of_weight(source, weight).save(sink)
    return sink.getvalue()


def _of_weight(font: Any, weight: int) -> Any:
    from fontTools.varLib import instancer

    if "fvar" in font:
        font = instancer.instantiateVariableFont(font, {"wght": weight})
    font.flavor = None
    return font


def _rule(family: str, weights: str, font: bytes) -> str:
    data = base64.b64encode(font).decode("ascii")
    return f"@font-face {{ font-family: {family}; font-weight: {weights}; src: url(data:font/ttf;base64,{data}); }}"
