"""A font inside a page: cut down to the page's letters, in a regular and a bold face."""

import base64
import io
import logging
from collections.abc import Iterator
from pathlib import Path

from views.files.fonts import korean_font

_ALWAYS = "0123456789 /"
REGULAR, BOLD = 400, 700


def font_faces(family: str, body: str) -> str:
    """Style rules with the system's Korean font inside, cut to the letters of ``body``; "" where there is none.

    Raises ModuleNotFoundError where fontTools is not installed.
    """
    return "".join(_face(family, font, weight, body) for font, weight in _fonts())


def _fonts() -> Iterator[tuple[Path, int]]:
    regular = korean_font()
    if regular is None:
        return
    yield regular, REGULAR
    bold = korean_font(is_bold=True)
    if bold is not None and bold != regular:
        yield bold, BOLD


def _face(family: str, font: Path, weight: int, body: str) -> str:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    options = subset.Options(notdef_outline=True, layout_features=["*"])
    with TTFont(font, fontNumber=0, lazy=True) as source:
        cutter = subset.Subsetter(options)
        cutter.populate(text=body + _ALWAYS)
        cutter.subset(source)
        sink = io.BytesIO()
        source.save(sink)
    data = base64.b64encode(sink.getvalue()).decode("ascii")
    weights = "400 500" if weight == REGULAR else "600 700"
    return f"@font-face {{ font-family: {family}; font-weight: {weights}; src: url(data:font/ttf;base64,{data}); }}"
