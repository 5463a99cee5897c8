"""Korean particles that change with the sound before them: 불안이, 분노가; 8월과, 2분기와."""

_FIRST, _LAST, _FINALS = 0xAC00, 0xD7A3, 28

_LETTERS_WITH_FINAL = "LMNR"
"""Letters whose Korean names end with a consonant: 엘, 엠, 엔, 알."""


def subject(word: str) -> str:
    """The word with its subject particle: 이 after a final consonant, 가 after a vowel, 이(가) where unknown.

    What stands in brackets at the end is not spoken.
    """
    return _with(word, "이", "가")


def topic(word: str) -> str:
    """The word with its topic particle, 은 or 는, as ``subject``."""
    return _with(word, "은", "는")


def thing(word: str) -> str:
    """The word with its object particle, 을 or 를, as ``subject``."""
    return _with(word, "을", "를")


def company(word: str) -> str:
    """The word with the particle of what something is compared with, 과 or 와, as ``subject``."""
    return _with(word, "과", "와")


def _with(word: str, after_consonant: str, after_vowel: str) -> str:
    spoken = word.partition("(")[0].rstrip()
    if spoken.isupper() and spoken[-1].isascii():
        return word + (after_consonant if spoken[-1] in _LETTERS_WITH_FINAL else after_vowel)
    code = ord(spoken[-1]) if spoken else 0
    if not _FIRST <= code <= _LAST:
        return f"{word}{after_consonant}({after_vowel})"
    return word + (after_consonant if (code - _FIRST) % _FINALS else after_vowel)
