"""Korean particles that change with the sound before them: 불안이, 분노가; 8월과, 2분기와."""

_FIRST, _LAST, _FINALS = 0xAC00, 0xD7A3, 28


def subject(word: str) -> str:
    """The word with its subject particle: 이 after a final consonant, 가 after a vowel, 이(가) where unknown."""
    return _with(word, "이", "가", "이(가)")


def topic(word: str) -> str:
    """The word with its topic particle: 은 after a final consonant, 는 after a vowel."""
    return _with(word, "은", "는", "은(는)")


def thing(word: str) -> str:
    """The word with its object particle: 을 after a final consonant, 를 after a vowel."""
    return _with(word, "을", "를", "을(를)")


def company(word: str) -> str:
    """The word with the particle of what something is compared with: 과 after a final consonant, 와 after a vowel."""
    return _with(word, "과", "와", "와(과)")


def _with(word: str, after_consonant: str, after_vowel: str, unknown: str) -> str:
    code = ord(word[-1]) if word else 0
    if not _FIRST <= code <= _LAST:
        return word + unknown
    return word + (after_consonant if (code - _FIRST) % _FINALS else after_vowel)
