"""Pairs in Korean: a noun and what its clause says of it, denials kept (배송+늦다, 환불+안 되다, 상담원+친절하다)."""

from collections.abc import Sequence

from pipeline.languages.pairs import JOINED, FoundPair

NOUN, ADVERB, VERB, ENDING, COPULA, NOT_BEFORE, NOT_AFTER, ADVERBIAL, RELATIVE, PREFIX, MARK = "NGVXCBADRPM"
"""What a morpheme does to pairs: the first letter of its part, before its form where that is told."""

_KINDS = {
    "NNG": NOUN, "NNP": NOUN, "XR": NOUN, "SL": NOUN, "MAG": ADVERB, "VV": VERB, "VA": VERB, "VCN": VERB,
    "XSV": ENDING, "XSA": ENDING, "VCP": COPULA, "JKB": ADVERBIAL, "ETM": RELATIVE, "XPN": PREFIX,
    "EF": MARK, "SF": MARK, "SP": MARK,
}  # fmt: skip
_DENIALS = {
    "안/MAG": NOT_BEFORE + "안",
    "못/MAG": NOT_BEFORE + "못",
    "않/VX": NOT_AFTER + "안",
    "못하/VX": NOT_AFTER + "못",
}
_NO_THINGS = frozenset(
    "오늘 어제 내일 지금 요즘 이번 다음 처음 정도 사람 경우 생각 이상 이하 전 후 뒤 때 중 진짜 정말 완전 하루 매번 계속 항상 최근".split()
)
"""Nouns of time and degree, of which nothing is said."""

_SAY_LITTLE = frozenset("하다 되다 있다 이다 같다 보다 주다 드리다 알다".split())
"""Predicates that say something of a noun only where they are denied."""

_REACH = 4
"""Morphemes after a predicate among which its denial stands, or the ending that makes it describe the noun behind it."""

_MOST_NOUNS = 3
"""Nouns without a space between them that are one (고객센터)."""


def part(form: str, tag: str) -> str:
    """The part of a morpheme (``tag`` without dash)."""
    denial = _DENIALS.get(f"{form}/{tag}")
    return denial or (_KINDS[tag] + form.lower() if tag in _KINDS else "")


def find(parts: Sequence[str], starts: Sequence[int], ends: Sequence[int], first: int, last: int) -> list[FoundPair]:
    """See ``pairs.PairFinder``."""
    return _Clause(parts, starts, ends, last).read(first)


class _Clause:
    """A clause while it is read: the noun that is spoken of, a denial, and a predicate that waits for the noun it describes."""

    __slots__ = ("denial", "ends", "former", "found", "last", "noun", "parts", "prefix", "starts", "waiting")

    def __init__(self, parts: Sequence[str], starts: Sequence[int], ends: Sequence[int], last: int) -> None:
        self.parts, self.starts, self.ends, self.last = parts, starts, ends, last
        self.noun = self.former = self.denial = self.prefix = ""
        self.waiting: FoundPair | None = None
        self.found: list[FoundPair] = []

    def read(self, place: int) -> list[FoundPair]:
        """The pairs from a token on."""
        while place < self.last:
            kind = self.parts[place][:1]
            if kind == NOUN or (kind == ADVERB and self._kind(place + 1) == ENDING):
                place = self._read_noun(place)
            elif kind:
                self._read_other(kind, place)
            place += 1
        return self.found

    def _kind(self, place: int) -> str:
        return self.parts[place][:1] if place < self.last else ""

    def _read_noun(self, place: int) -> int:
        """Read a noun with those written as one word with it, or the predicate that it is part of; its last token."""
        form, self.prefix = self.prefix + self.parts[place][1:], ""
        behind = self._kind(place + 1)
        if behind == ENDING:
            self._say(place, f"{form}{self.parts[place + 1][1:]}다", own=form)
        elif behind == COPULA and self.noun:
            self._say(place, form)
        else:
            end = self._end_of_word(place)
            self._name(form + "".join(item[1:] for item in self.parts[place + 1 : end + 1]))
            return end
        return place

    def _end_of_word(self, place: int) -> int:
        end = place
        while end - place < _MOST_NOUNS - 1 and self._goes_on(end + 1):
            end += 1
        return end

    def _goes_on(self, place: int) -> bool:
        """Whether a noun belongs to the one before it, and not to a predicate."""
        return (
            self._kind(place) == NOUN
            and self.starts[place] == self.ends[place - 1]
            and self._kind(place + 1) not in (ENDING, COPULA)
        )

    def _name(self, noun: str) -> None:
        if noun in _NO_THINGS:
            return
        self.former, self.noun = self.noun, noun
        if self.waiting:
            self.found.append((self.waiting[0], f"{noun}{JOINED}{self.waiting[1]}"))
            self.waiting = None

    def _read_other(self, kind: str, place: int) -> None:
        if kind == VERB:
            self._say(place, f"{self.parts[place][1:]}다")
        elif kind == NOT_BEFORE:
            self.denial = self.parts[place][1:]
        elif kind == PREFIX:
            self.prefix = self.parts[place][1:]
        elif kind == ADVERBIAL and self.former:
            self.noun, self.former = self.former, ""

    def _say(self, place: int, predicate: str, own: str = "") -> None:
        """Note what a predicate says; ``own`` is the noun that is part of it (환불되다)."""
        denial, describes = self._behind(place)
        if not self.noun and own and denial:
            ending = predicate.removeprefix(own)
            self.found.append((place, f"{own}{JOINED}{denial} {ending}"))
        elif not self.noun and describes:
            self.waiting = (place, f"{denial} {predicate}".strip())
        elif self.noun and (denial or predicate not in _SAY_LITTLE):
            self.found.append((place, f"{self.noun}{JOINED}{f'{denial} {predicate}'.strip()}"))
        self.noun = self.noun or own

    def _behind(self, place: int) -> tuple[str, bool]:
        """How the predicate at a place is denied, twice being not at all, and whether it describes a noun behind it."""
        denial, self.denial = self.denial, ""
        for behind in range(place + 1, min(self.last, place + 1 + _REACH)):
            kind = self.parts[behind][:1]
            if kind == NOT_AFTER:
                denial = "" if denial else self.parts[behind][1:]
            elif kind == RELATIVE:
                return denial, True
            elif kind in (VERB, NOUN, MARK) and kind:
                break
        return denial, False
