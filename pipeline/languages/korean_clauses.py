"""Clauses in Korean: after endings of sentences, endings that list or set against, nouns made of clauses; before however."""

import re
from collections.abc import Sequence

from pipeline.languages.clauses import (
    AGAINST,
    AUXILIARY,
    COMMA,
    ENDS,
    JOINS,
    LEANS,
    NOMINAL,
    NOUN,
    SAYS,
    TOPIC,
    TRAILS,
    TURNS,
)

_BESIDE = frozenset("고 구 며 으며 고요 구요 이며 이고".split())
_AGAINST = frozenset(
    "지만 지마는 는데 은데 ᆫ데 던데 는데요 은데요 ᆫ데요 으나 나 더니 는데도 은데도 ᆫ데도 건만 으되 되 더라도 습니다만 ᆸ니다만 다만".split()
)
_TURNS = frozenset(
    "그런데 근데 하지만 다만 그러나 그치만 그렇지만 그래도 단 반면 반면에 그러면서도 허나 그리고 또한".split()
)
_BESIDE_TURNS = frozenset("그리고 또한".split())
_SAYS_ALONE = frozenset(
    "굿 굳 짱 꽝 굿굿 굳굳 비추 강추 쏘쏘 최고 최악 별로 만족 대만족 불만 추천 실망 엉망 친절 불친절".split()
)
_SAYS_BY_ITSELF = frozenset("굿 굳 짱 꽝 굿굿 굳굳".split())
_NOMINAL = frozenset(("음", "ᆷ", "슴"))
_LAUGH = re.compile("[ㅋㅎㅠㅜㅡ^~;]+")
_PREDICATES = frozenset("VV VA VX VCP VCN XSV XSA".split())
_NOUNS = frozenset("NNG NNP NNB NP XSN SL XR".split())
_MARKS = frozenset("SF SW SP SE SO SSC W_EMOJI Z_CODA".split())


def act(form: str, tag: str) -> int:
    """What a morpheme (``tag`` without dash) does to clauses."""
    if tag in ("EF", "SF", "SE"):
        return ENDS | (TRAILS if tag != "EF" else LEANS)
    if tag == "EC":
        return LEANS | (JOINS | AGAINST if form in _AGAINST else JOINS if form in _BESIDE else 0)
    if tag == "ETN":
        return LEANS | (NOMINAL if form in _NOMINAL else 0)
    if (form, tag) == ("데", "NNB"):
        return LEANS | NOMINAL | AGAINST
    if tag in ("MAJ", "MAG", "NNG", "IC") and form in _TURNS:
        return TURNS | (0 if form in _BESIDE_TURNS else AGAINST)
    if tag == "SP":
        return COMMA | TRAILS
    if tag in _MARKS or _LAUGH.fullmatch(form):
        return TRAILS
    found = AUXILIARY if tag == "VX" else LEANS if tag[0] in "JE" or tag in ("XSV", "XSA", "XSN", "VCP", "XSM") else 0
    if tag == "JX" and form in ("은", "는"):
        return LEANS | TOPIC
    if form in _SAYS_BY_ITSELF:
        return SAYS | NOMINAL
    found |= NOUN if tag in _NOUNS else 0
    return found | (SAYS if tag in _PREDICATES or form in _SAYS_ALONE else 0)


def begins(acts: Sequence[int], first: int, last: int) -> list[tuple[int, bool]]:
    """See ``clauses.Begins``."""
    found: list[tuple[int, bool]] = []
    says = ended = against = False
    for place in range(first, last):
        bits = acts[place]
        stays = bits & (TRAILS | LEANS) or (bits & AUXILIARY and ended and acts[place - 1] & JOINS)
        if place > first and not stays and (ended or (bits & TURNS and says)):
            found.append((place, against or bits & (TURNS | AGAINST) == TURNS | AGAINST))
            says = ended = against = False
        if bits & SAYS:
            says = True
        if bits & (ENDS | NOMINAL) or (bits & COMMA and says) or bits & JOINS:
            ended, against = True, bool(bits & AGAINST)
        elif not stays or (bits & LEANS and acts[place - 1] & NOMINAL) or bits & AUXILIARY:
            ended = against = False
    return found
