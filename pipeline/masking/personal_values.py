"""Whether the values of a column are of people: personal data that masking finds, or names in a column of their own."""

import re
from collections.abc import Iterable

from pipeline.masking.english_names import FIRST_NAMES
from pipeline.masking.korean_names import GIVEN_NAMES
from pipeline.masking.mask import holds_personal
from pipeline.masking.words import SURNAMES

MOST_LOOKED_AT = 300
"""Different values that are looked at."""

NAMES_FROM = 0.2
"""Share of values that look like somebody's name from which all of them count as names."""

_KOREAN = re.compile(rf"[{SURNAMES}](?P<given>[가-힣]{{2}})(?: ?(?:님|씨))?")
_STARRED = re.compile(r"[가-힣][*＊○●◯OX]{1,2}[가-힣]?(?: ?님)?|[A-Za-z]\w{0,3}\*{2,}\w{0,3}")
_ENGLISH = re.compile(r"(?P<first>[A-Z][a-z]+)(?: [A-Z][A-Za-z'’.-]*){0,2}")
_INITIAL = re.compile(r"[A-Z][a-z]+ [A-Z]\.|[A-Z]\. ?[A-Z][a-z]+")


def personal_share(values: Iterable[str]) -> float:
    """Share of the different values, 0 to 1, that hold personal data; names count where there are NAMES_FROM of them."""
    looked_at = list(dict.fromkeys(values))[:MOST_LOOKED_AT]
    if not looked_at:
        return 0.0
    masked = sum(map(holds_personal, looked_at)) / len(looked_at)
    names = sum(map(is_name, looked_at)) / len(looked_at)
    return max(masked, names if names >= NAMES_FROM else 0.0)


def is_name(value: str) -> bool:
    """Whether a whole value looks like the name of a person."""
    korean, english = _KOREAN.fullmatch(value), _ENGLISH.fullmatch(value)
    if korean is not None:
        return korean["given"] in GIVEN_NAMES
    if english is not None:
        return english["first"].lower() in FIRST_NAMES or _INITIAL.fullmatch(value) is not None
    return _STARRED.fullmatch(value) is not None or _INITIAL.fullmatch(value) is not None
