"""Scope in English: which words stand under a negation, a wish, a concession or an expectation."""

from pipeline.languages.scope import CONCEDED, CONTENT, FORMER, UNREAL, Scope, flip, mark, sentence_start

END, LINK, NOT, BUT, ALTHOUGH, IF, WOULD, BE, FORMERLY, ONLY, COMMA, TO = (1 << bit for bit in range(12))
USED, ANY, DISTANT, FROM = (1 << bit for bit in range(13, 17))

REACH = 6
"""Words after a negation that may be under it."""

FAR = 14

NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor without cannot cant dont doesnt didnt isnt wasnt arent werent wont "
    "wouldnt couldnt shouldnt havent hasnt hadnt aint hardly barely can't don't doesn't didn't isn't wasn't aren't "
    "weren't won't wouldn't couldn't shouldn't haven't hasn't hadn't ain't rarely seldom lacks lack lacking stopped "
    "zero less fewer nowhere scarcely dosnt dosent doesn't didn dont't unable ceased refused refuses refuse".split()
)
_LINKS = frozenset(
    "and but because so although though while which who whereas until since or when as unless except then".split()
)
_BUT = frozenset("but however yet unfortunately nevertheless nonetheless sadly still except".split())
_ALTHOUGH = frozenset("although though despite notwithstanding whilst".split())
_IF = frozenset("if unless wish please hope hopefully should could".split())
_BE = frozenset("be have like appreciate love help prefer".split())
_FORMER = frozenset(
    "expected expecting thought worried nervous supposed claims claimed promised promises advertised told said say says "
    "hyped raved formerly previously originally anticipated assumed feared doubted doubts skeptical sceptical hesitant".split()
)
_FUNCTION = frozenset(
    "a an the i i'm i've i'd i'll me my mine we our us you your he him his she her it it's its they them their this that "
    "these those there here is am are was were be been being do does did have has had having will would shall may might "
    "to of in on at by for from with about as into and or s t m re ve ll very so really just".split()
)
_SINGLE = {
    "would": WOULD,
    "would've": WOULD,
    "used": USED,
    "only": ONLY,
    "to": TO,
    "anything": ANY,
    "far": DISTANT,
    "from": FROM,
}


def role(form: str, kind: str) -> int:
    """What a token does, as a set of the bits above."""
    if kind in ("stop", "face", "emoji"):
        return COMMA if form[:1] in ",:;" and kind == "stop" else END if kind == "stop" else CONTENT
    if kind not in ("word", "number"):
        return 0
    found = 0 if form in _FUNCTION else CONTENT
    named = {NOT: NEGATIONS, LINK: _LINKS, BUT: _BUT, ALTHOUGH: _ALTHOUGH, IF: _IF, BE: _BE, FORMERLY: _FORMER}
    for bit, names in named.items():
        if form in names:
            found |= bit
    return found | _SINGLE.get(form, 0)


def _forward(bits: list[int], place: int, last: int, reach: int, stop: int = END | LINK | COMMA) -> int:
    most = min(last, place + reach)
    while place < most and not bits[place] & stop:
        place += 1
    return place


def _not(bits: list[int], marks: bytearray, place: int, first: int, last: int) -> None:
    after = place + 1
    if after < last and bits[after] & ONLY:
        return
    flip(marks, after, _forward(bits, after, last, REACH))


def _but(bits: list[int], marks: bytearray, place: int, first: int, last: int) -> None:
    if place > first and bits[place - 1] & ANY:
        flip(marks, place + 1, _forward(bits, place + 1, last, REACH))
        return
    start = sentence_start(bits, place, first, END)
    if start == place and start > first:
        start = sentence_start(bits, start - 1, first, END)
    mark(marks, start, place, CONCEDED)


def _far_from(bits: list[int], marks: bytearray, place: int, first: int, last: int) -> None:
    if place + 1 < last and bits[place + 1] & FROM:
        flip(marks, place + 2, _forward(bits, place + 2, last, REACH))


def _although(bits: list[int], marks: bytearray, place: int, first: int, last: int) -> None:
    end = _forward(bits, place + 1, last, FAR, END | COMMA)
    if end < last and bits[end] & COMMA:
        mark(marks, place + 1, end, CONCEDED)
    elif sentence_start(bits, place, first, END) < place:
        _but(bits, marks, place, first, last)


def _if(bits: list[int], marks: bytearray, place: int, first: int, last: int) -> None:
    mark(marks, place + 1, _forward(bits, place + 1, last, FAR, END | BUT), UNREAL)


def _would(bits: list[int], marks: bytearray, place: int, first: int, last: int) -> None:
    if place + 1 < last and bits[place + 1] & BE:
        mark(marks, place + 1, _forward(bits, place + 1, last, FAR, END | BUT), UNREAL)


def _former(bits: list[int], marks: bytearray, place: int, first: int, last: int) -> None:
    mark(marks, place, _forward(bits, place + 1, last, FAR, END | BUT | COMMA), FORMER)


def _used(bits: list[int], marks: bytearray, place: int, first: int, last: int) -> None:
    if place + 1 < last and bits[place + 1] & TO:
        _former(bits, marks, place, first, last)


SCOPE = Scope(
    handlers=(
        (NOT, _not),
        (BUT, _but),
        (ALTHOUGH, _although),
        (IF, _if),
        (WOULD, _would),
        (FORMERLY, _former),
        (USED, _used),
        (DISTANT, _far_from),
    ),
    ends=END,
    links=0,
    turns=BUT,
    leans_on=NOT,
)
