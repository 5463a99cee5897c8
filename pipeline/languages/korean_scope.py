"""Scope in Korean: which morphemes stand under a negation, a wish, a concession or an expectation."""

from pipeline.languages.scope import CONCEDED, CONTENT, FORMER, UNREAL, Scope, flip, mark, sentence_start

END, LINK, RELATIVE, JI, PARTICLE, AUXILIARY = 1, 2, 4, 8, 16, 32
NOT_BEFORE, NOT_AFTER, ABSENT, PREFIX = 64, 128, 256, 512
IF, ASK, BUT, SAID, KNEW, PAST, EXPECT = 1 << 10, 1 << 11, 1 << 12, 1 << 13, 1 << 14, 1 << 15, 1 << 16
WOULD, HOW_SO, HOWEVER, PLEASE = 1 << 17, 1 << 18, 1 << 21, 1 << 22

REACH = 8
"""Morphemes back from a negation that may be under it."""

FAR = 14

_CONTENT_TAGS = frozenset("NNG NNP XR VV VA VCN MAG IC SL XPN MM NR VX".split())
_LIGHT = frozenset(
    "하/VV 되/VV 하/VX 있/VX 주/VX 보/VX 이/MM 그/MM 저/MM 좀/MAG 더/MAG 너무/MAG 정말/MAG 진짜/MAG 아주/MAG".split()
)
_BUT = frozenset(
    "지만 으나 나 아도 어도 여도 더라도 면서도 으면서도 ᆫ들 건만 다만 지마는 이지만 는데도 은데도 ᆫ데도 ᆸ니다만 습니다만 "
    "는데 ᆫ데 은데 던데".split()
)
_HOWEVER = frozenset(
    "하지만/MAJ 근데/MAJ 그런데/MAJ 그러나/MAJ 다만/MAJ 그래도/MAJ 그치만/MAJ 그렇지만/MAJ 단/MAJ 다만/MAG".split()
)
_SAID_ENDS = (
    "다던데",
    "라던데",
    "다더니",
    "라더니",
    "다길래",
    "라길래",
    "다는데",
    "라는데",
    "다고는",
    "다기에",
    "라기에",
    "라며",
    "다며",
)
_IF = frozenset("면 으면 다면 라면 더라면 었으면 자면 려면 으려면 거든".split())
_PAST = frozenset(
    "예전/NNG 옛날/NNG 처음/NNG 초반/NNG 한때/MAG 한때/NNG 원래/MAG 원래/NNG 작년/NNG 과거/NNG 종전/NNG 초기/NNG 기존/NNG 이전/NNG".split()
)
_EXPECT = frozenset("걱정/NNG 기대/NNG 의심/NNG 예상/NNG 우려/NNG 고민/NNG 반신반의/NNG 걱정되/VV 망설이/VV".split())
_TRIGGERS = {
    **dict.fromkeys(("안/MAG", "못/MAG", "덜/MAG"), NOT_BEFORE),
    **dict.fromkeys(("않/VX", "못하/VX", "말/VX", "않/VV", "못하/VV"), NOT_AFTER),
    **dict.fromkeys(("없/VA", "없이/MAG", "아니/VCN", "커녕/JX", "사라지/VV", "없애/VV", "없어지/VV"), ABSENT),
    **dict.fromkeys(("불/XPN", "비/XPN", "무/XPN", "미/XPN", "노/XPN"), PREFIX),
    **dict.fromkeys(_HOWEVER, HOWEVER),
    **dict.fromkeys(_PAST, PAST),
    **dict.fromkeys(_EXPECT, EXPECT),
    **dict.fromkeys(("주/VX", "바라/VV", "부탁/NNG"), ASK),
    **dict.fromkeys(("겠/EP", "터/NNB", "ᆯ게요/EF", "을게요/EF", "싶/VX"), WOULD),
    **dict.fromkeys(("세요/EF", "으세요/EF", "십시오/EF"), PLEASE),
    "알/VV": KNEW,
    "줄/NNB": HOW_SO,
}


def role(form: str, tag: str) -> int:
    """What a morpheme (``tag`` without dash) does, as a set of the bits above."""
    name = f"{form}/{tag}"
    found = _part(form, tag) | (_ending(form) if tag == "EC" else _TRIGGERS.get(name, 0))
    return found | (CONTENT if tag in _CONTENT_TAGS and name not in _LIGHT else 0)


def _part(form: str, tag: str) -> int:
    if tag in ("EF", "SF", "SE"):
        return END
    if tag == "EC":
        return JI if form == "지" else LINK
    if tag == "ETM":
        return RELATIVE
    if tag == "VX":
        return AUXILIARY
    return PARTICLE if tag[0] == "J" else 0


def _ending(form: str) -> int:
    if form in _IF:
        return IF
    if form.endswith(_SAID_ENDS):
        return SAID
    return BUT if form in _BUT else 0


def _is_link(bits: list[int], place: int, last: int) -> bool:
    """Whether an ending links two clauses; before an auxiliary verb it does not."""
    return bool(bits[place] & LINK) and not (place + 1 < last and bits[place + 1] & AUXILIARY)


def _back(bits: list[int], place: int, first: int, stop: int, reach: int, last: int) -> int:
    """Start of the clause that ends before ``place``."""
    least = max(first, place - reach)
    start = place
    while start > least:
        before = start - 1
        if bits[before] & (END | stop) or (bits[before] & LINK and _is_link(bits, before, last)):
            break
        start = before
    return start


def _forward(bits: list[int], place: int, last: int, reach: int) -> int:
    """End of the clause that begins at ``place``."""
    most = min(last, place + reach)
    while place < most and not bits[place] & END and not _is_link(bits, place, last):
        place += 1
    return place


def _not_before(bits: list[int], marks: bytearray, place: int, first: int, last: int) -> None:
    end = place + 1
    most = min(last, place + REACH)
    while end < most and not bits[end] & (END | RELATIVE | JI) and not _is_link(bits, end, last):
        end += 1
    flip(marks, place + 1, end)
    flip(marks, _back(bits, place, first, RELATIVE, REACH, last), place)


def _not_after(bits: list[int], marks: bytearray, place: int, first: int, last: int) -> None:
    ji = place - 1
    while ji > first and bits[ji] & PARTICLE:
        ji -= 1
    if ji >= first and bits[ji] & JI:
        flip(marks, _back(bits, ji, first, RELATIVE, REACH, last), ji)
    elif not bits[place] & AUXILIARY:
        _not_before(bits, marks, place, first, last)


def _absent(bits: list[int], marks: bytearray, place: int, first: int, last: int) -> None:
    flip(marks, _back(bits, place, first, 0, REACH + 2, last), place)


def _prefix(bits: list[int], marks: bytearray, place: int, first: int, last: int) -> None:
    flip(marks, place + 1, min(last, place + 2))


def _if(bits: list[int], marks: bytearray, place: int, first: int, last: int) -> None:
    mark(marks, _back(bits, place, first, 0, FAR, last), place, UNREAL)
    end = place + 1
    while end < last and not bits[end] & END:
        end += 1
    if any(bits[at] & WOULD for at in range(place + 1, end)):
        mark(marks, place + 1, end, UNREAL)


def _ask(bits: list[int], marks: bytearray, place: int, first: int, last: int) -> None:
    if not bits[place] & AUXILIARY or (place + 1 < last and bits[place + 1] & PLEASE):
        mark(marks, _back(bits, place, first, 0, FAR, last), place, UNREAL)


def _but(bits: list[int], marks: bytearray, place: int, first: int, last: int) -> None:
    after = place + 1
    if after >= last or bits[after] & END or (bits[after] & PARTICLE and (after + 1 >= last or bits[after + 1] & END)):
        return
    mark(marks, sentence_start(bits, place, first, END), place, CONCEDED)


def _however(bits: list[int], marks: bytearray, place: int, first: int, last: int) -> None:
    start = place
    while start > first and bits[start - 1] & END:
        start -= 1
    mark(marks, sentence_start(bits, start, first, END), place, CONCEDED)


def _said(bits: list[int], marks: bytearray, place: int, first: int, last: int) -> None:
    mark(marks, _back(bits, place, first, 0, FAR, last), place, FORMER)


def _knew(bits: list[int], marks: bytearray, place: int, first: int, last: int) -> None:
    if any(bits[at] & HOW_SO for at in range(max(first, place - 3), place)):
        mark(marks, _back(bits, place, first, 0, FAR, last), place, FORMER)


def _past(bits: list[int], marks: bytearray, place: int, first: int, last: int) -> None:
    mark(marks, place, _forward(bits, place, last, FAR), FORMER)


def _expect(bits: list[int], marks: bytearray, place: int, first: int, last: int) -> None:
    end = _forward(bits, place, last, REACH)
    if end < last and bits[end] & (BUT | SAID):
        mark(marks, _back(bits, place, first, 0, FAR, last), end, FORMER)


SCOPE = Scope(
    handlers=(
        (NOT_BEFORE, _not_before),
        (NOT_AFTER, _not_after),
        (ABSENT, _absent),
        (PREFIX, _prefix),
        (IF, _if),
        (ASK, _ask),
        (BUT, _but),
        (HOWEVER, _however),
        (SAID, _said),
        (KNEW, _knew),
        (PAST, _past),
        (EXPECT, _expect),
    ),
    ends=END,
    links=BUT,
    turns=0,
    leans_back=NOT_AFTER | ABSENT,
    leans_on=NOT_BEFORE,
)
