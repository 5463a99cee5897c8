"""Texts that shops and boards export as they show them, in HTML: entities decoded once, line breaks kept, tags gone."""

import re
from html import unescape

_BREAK = re.compile(r"<br\s*/?>\s?|</(?:p|div|li|h[1-6]|tr)\s*>\s?", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|div|span|b|strong|i|em|u|font|a|img|ul|ol|li|h[1-6]|table|tbody|tr|td|figure|iframe)"
    r"(?:\s+[\w:-]{1,40}\s*=\s*(?:\"[^\"<>]{0,2000}\"|'[^'<>]{0,2000}'|[^\s\"'<>]{1,2000})){0,20}\s*/?>",
    re.IGNORECASE,
)
"""Known tags alone, with nothing but attributes in them, so that '<3', '<제목>' and 'a<b and c>d' stay."""

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
"""With its semicolon: 'AT&T' and 'a&lt' are no entities."""

_FORMULA = re.compile(
    r'^=(?:TEXT\(|T\(|HYPERLINK\("[^"]*",)?"([^"]*(?:""[^"]*)*)"(?:,\s*"[^"]*")?\)?$', re.DOTALL | re.IGNORECASE
)


def unwrapped(text: str) -> str:
    """A cell without the formula that keeps a spreadsheet from changing it: '="2026-05-03"' is '2026-05-03'."""
    found = _FORMULA.match(text) if text.startswith("=") else None
    return text if found is None else found[1].replace('""', '"')


def plain(text: str) -> str:
    """A text without HTML: '&amp;' is '&', '<br>' a new line; what an entity stood for is not read again."""
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", text))
    return _ENTITY.sub(_meant, text) if "&" in text else text


def _meant(entity: re.Match[str]) -> str:
    return " " if entity[0] == "&nbsp;" else unescape(entity[0])
