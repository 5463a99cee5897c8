"""Korean particles that change with the sound before them: 불안이, 분노가."""

_FIRST, _LAST, _FINALS = 0xAC00, 0xD7A3, 28


def subject(word: str) -> str:
    """The word with its subject particle: 이 after a final consonant, 가 after a vowel, 이(가) where unknown."""
    code = ord(word[-1]) if word else 0
    if not _FIRST <= code <= _LAST:
        return f"{word}이(가)"
    return word + ("이" if (code - _FIRST) % _FINALS else "가")
