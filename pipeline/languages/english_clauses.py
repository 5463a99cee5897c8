"""Clauses in English: after sentences, before but and although, and before commas and ands that a subject follows."""

from collections.abc import Sequence

from pipeline.languages.clauses import AGAINST, AND, COMMA, ENDS, SAYS, SUBJECT, TRAILS, TURNS

_TURNS = frozenset("but however although though yet whereas except unfortunately nevertheless despite sadly".split())
_AND = frozenset("and while so plus also then".split())
_SUBJECTS = frozenset(
    "i i'm i've i'd we we're we've they they're they've it it's he she the my our their this that these those you there "
    "there's no nobody everything nothing everyone its your his her a an im ive dont some many most all only never not".split()
)
_SAYS = frozenset(
    "is was are were has have had be been came come comes arrived works worked work took takes got gets get does did do feels "
    "felt looks looked isn't wasn't aren't weren't don't didn't doesn't won't can't couldn't wouldn't haven't hasn't i'm it's "
    "they're love loved loves like liked likes hate hated recommend need needs needed use used went go goes gave give gives "
    "said says told tells made makes make keeps kept keep crashes crashed crash broke breaks tastes tasted smells sounds "
    "fits loads runs lasts costs paid pay ordered order bought buy received sent send called tried try wait waited "
    "will would could should can dont didnt doesnt wont cant isnt wasnt im arrives delivered refunded responded replied".split()
)

NEAR = 6
"""Words after an and or a comma among which a verb makes a clause of what follows."""


def act(form: str, kind: str) -> int:
    """What a token does to clauses."""
    if kind == "stop":
        return COMMA | TRAILS if form[0] in ",:" else ENDS | TRAILS
    if kind in ("emoji", "face"):
        return TRAILS
    if kind != "word":
        return 0
    found = TURNS | AGAINST if form in _TURNS else AND if form in _AND else 0
    return found | (SUBJECT if form in _SUBJECTS else 0) | (SAYS if form in _SAYS else 0)


def begins(acts: Sequence[int], first: int, last: int) -> list[tuple[int, bool]]:
    """See ``clauses.Begins``."""
    found: list[tuple[int, bool]] = []
    start, says, against = first, bool(first < last and acts[first] & SAYS), False
    for place in range(first + 1, last):
        bits = acts[place]
        if not bits & TRAILS and _begins(acts, start, place, last, says):
            found.append((place, against or bool(bits & AGAINST)))
            start, says, against = place, False, False
        says = says or bool(bits & SAYS)
    return found


def _begins(acts: Sequence[int], start: int, place: int, last: int, says: bool) -> bool:
    before, bits = acts[place - 1], acts[place]
    if before & ENDS:
        return True
    if bits & TURNS:
        return place - start > 1
    if before & TRAILS and not before & COMMA:
        return acts[place - 2] & ENDS > 0 and place - 2 >= start
    if bits & AND or before & COMMA:
        return says and _speaks(acts, place, last)
    return False


def _speaks(acts: Sequence[int], place: int, last: int) -> bool:
    """Whether what begins at a place is a clause of its own: it has a verb, near."""
    end = min(last, place + NEAR)
    for at in range(place + (acts[place] & AND > 0), end):
        if acts[at] & SAYS:
            return True
        if acts[at] & (ENDS | COMMA | TURNS):
            return False
    return False
