"""Korean particles that change with the sound before them: 불안이, 분노가."""

_FIRST, _LAST, _FINALS = 0xAC00, 0xD7A3, 28

_LETTERS_WITH_FINAL = "LMNR"
"""Letters whose Korean names end with a consonant: 엘, 엠, 엔, 알."""


def subject(word: str) -> str:
    """The word with its subject particle: 이 after a final consonant, 가 after a vowel, 이(가) where unknown.

    What stands in brackets at the end is not spoken.
    """
    spoken = word.partition("(")[0].rstrip()
    if spoken.isupper() and spoken[-1].isascii():
        return word + ("이" if spoken[-1] in _LETTERS_WITH_FINAL else "가")
    code = ord(spoken[-1]) if spoken else 0
    if not _FIRST <= code <= _LAST:
        return f"{word}이(가)"
    return word + ("이" if (code - _FIRST) % _FINALS else "가")
