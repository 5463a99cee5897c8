"""English customers' everyday remarks made by rule: what is said of a subject in many turns and styles.

As ``everyday_ko``, for English.
"""

from collections.abc import Iterator
from itertools import cycle, islice, product
from typing import NamedTuple

from pipeline.training.made import BAD, CALM, GLAD, GOOD, HINDERED, LET_DOWN, NEITHER, UNSURE, Made
from pipeline.training.set_phrases_en import set_phrases, styled

TURNS_EACH = 6


class Field(NamedTuple):
    """Subjects with is or are, adjectives of praise and blame with comparatives, and what these make a customer feel."""

    subjects: str
    praise: str
    blame: str
    blamed: str
    glad: str = CALM


FIELDS = [
    Field("staff:are nurse:is driver:is agent:is waiter:is receptionist:is crew:are technician:is manager:is cashier:is", "friendly:friendlier polite:politer helpful:more_helpful kind:kinder attentive:more_attentive", "rude:ruder unfriendly:unfriendlier unhelpful:more_unhelpful dismissive:more_dismissive careless:more_careless", HINDERED),
    Field("delivery:is refund:is check-in:is installation:is reply:is repair:is boarding:is response:is", "quick:quicker prompt:prompter smooth:smoother punctual:more_punctual", "slow:slower late:later chaotic:more_chaotic tedious:more_tedious", HINDERED),
    Field("food:is soup:is coffee:is bread:is pizza:is steak:is salad:is curry:is breakfast:is fries:are", "tasty:tastier fresh:fresher delicious:more_delicious crisp:crisper", "bland:blander stale:staler soggy:soggier greasy:greasier salty:saltier", LET_DOWN, GLAD),
    Field("jacket:is shoes:are bed:is headset:is speaker:is case:is screen:is camera:is battery:is sofa:is", "sturdy:sturdier comfortable:more_comfortable beautiful:more_beautiful reliable:more_reliable light:lighter", "flimsy:flimsier uncomfortable:more_uncomfortable cheap-looking:more_cheap-looking unreliable:more_unreliable heavy:heavier", LET_DOWN, GLAD),
    Field("room:is hotel:is lounge:is gym:is bathroom:is cabin:is shop:is lobby:is", "clean:cleaner spacious:more_spacious quiet:quieter cosy:cosier", "dirty:dirtier cramped:more_cramped noisy:noisier shabby:shabbier", LET_DOWN),
    Field("app:is website:is login:is checkout:is booking:is payment:is search:is menu:is registration:is update:is", "easy:easier simple:simpler fast:faster intuitive:more_intuitive stable:more_stable", "buggy:buggier confusing:more_confusing slow:slower clunky:clunkier complicated:more_complicated", HINDERED),
    Field("price:is fees:are fare:is premium:is subscription:is", "fair:fairer reasonable:more_reasonable affordable:more_affordable", "steep:steeper excessive:more_excessive unfair:more_unfair", LET_DOWN),
    Field("quality:is service:is packaging:is selection:is sound:is connection:is", "good:better solid:more_solid excellent:more_excellent consistent:more_consistent", "poor:poorer bad:worse awful:more_awful patchy:patchier", LET_DOWN),
]  # fmt: skip
VERY = "really very so super extremely incredibly absolutely truly".split()
GLAD_ENDS, SAD_ENDS = ("!", "!!", " :)", "", " 😊", "."), ("...", "!", " :(", "", " ugh", ".")


class Remark(NamedTuple):
    """A subject with its verb in both tenses, another subject, praise and blame with their comparatives."""

    place: int
    field: Field
    subject: str
    verb: str
    past: str
    other: str
    good: str
    better: str
    bad: str
    worse: str


Turned = Iterator[tuple[str, str, str]]


def everyday() -> list[Made]:
    """All remarks."""
    return [made for number, field in enumerate(FIELDS) for made in _of_field(number, field)] + list(
        set_phrases(_nouns())
    )


def _of_field(number: int, field: Field) -> Iterator[Made]:
    subjects, praise, blame = (part.split() for part in field[:3])
    turns = cycle(range(len(TURNS)))
    for place, (subject, good) in enumerate(product(subjects, praise)):
        noun, verb = subject.split(":")
        other = subjects[(place // len(praise) + 3) % len(subjects)]
        bad = blame[(place + place // len(praise)) % len(blame)].replace("_", " ").split(":")
        remark = Remark(
            place, field, noun, verb, "was" if verb == "is" else "were",
            f"the {other.replace(':is', ' was').replace(':are', ' were')}", *good.replace("_", " ").split(":"), *bad,
        )  # fmt: skip
        for turn in islice(turns, TURNS_EACH):
            for sign, emotions, text in TURNS[turn](remark):
                yield Made(f"everyday-en-{number}-{place}", sign, emotions, styled(place + turn, text))


def _plain(r: Remark) -> Turned:
    form = ("the {s} {p} {w}", "{w} {s}", "found the {s} {w}", "the {s} {v} {w}", "their {s} {v} always {w}")[
        r.place % 5
    ]
    words = {"s": r.subject, "p": r.past, "v": r.verb}
    yield GOOD, CALM if r.field.glad == CALM else CALM + " joy?", form.format(w=r.good, **words)
    yield BAD, r.field.blamed, form.format(w=r.bad, **words)


def _very(r: Remark) -> Turned:
    very = VERY[r.place % len(VERY)]
    glad = "joy delight? satisfaction?" if r.field.glad == GLAD else "satisfaction? joy? delight?"
    yield GOOD, glad, f"the {r.subject} {r.past} {very} {r.good}{GLAD_ENDS[r.place % len(GLAD_ENDS)]}"
    yield BAD, r.field.blamed + " anger?", f"the {r.subject} {r.past} {very} {r.bad}{SAD_ENDS[r.place % len(SAD_ENDS)]}"


def _not(r: Remark) -> Turned:
    how = (
        "{p} not {w}",
        "{p}n't {w}",
        "{v} never {w}",
        "{p}n't {w} at all",
        "{p} in no way {w}",
        "{p} by no means {w}",
    )[r.place % 6]
    words = {"p": r.past, "v": r.verb}
    yield GOOD, CALM, f"the {r.subject} {how.format(w=r.bad, **words)}"
    yield BAD, r.field.blamed, f"the {r.subject} {how.format(w=r.good, **words)}"


def _nothing(r: Remark) -> Turned:
    yield GOOD, CALM, f"nothing {r.bad} about the {r.subject}"
    yield BAD, r.field.blamed, f"nothing {r.good} about the {r.subject}"
    yield (
        BAD,
        r.field.blamed,
        f"the {r.subject} {r.past} {('anything but', 'far from', 'hardly', 'barely', 'not even')[r.place % 5]} {r.good}",
    )
    yield (
        GOOD,
        CALM,
        f"the {r.subject} {r.past} {('anything but', 'far from', 'hardly', 'never once', 'not remotely')[r.place % 5]} {r.bad}",
    )


def _supposed(r: Remark) -> Turned:
    first = ("I thought the {s} would be {w}", "I expected the {s} to be {w}", "I was told the {s} would be {w}")[
        r.place % 3
    ]
    join = (" but it turned out ", " and it was actually ", ", it was ")[r.place % 3]
    yield GOOD, CALM + " surprise?", first.format(s=r.subject, w=r.bad) + join + r.good
    yield BAD, r.field.blamed, first.format(s=r.subject, w=r.good) + join + r.bad
    yield (
        GOOD,
        CALM + " trust?",
        f"I was {('worried', 'afraid', 'nervous')[r.place % 3]} the {r.subject} would be {r.bad} but {('not at all', 'it was fine', 'everything was ' + r.good)[r.place % 3]}",
    )


def _now(r: Remark) -> Turned:
    before, now = (
        ("used to be", "but now"),
        ("was", "but these days"),
        ("was once", "and now"),
        ("was", "at first, now"),
    )[r.place % 4]
    yield GOOD, CALM + " disappointment? frustration?", f"the {r.subject} {before} {r.bad} {now} it's {r.good}"
    yield BAD, r.field.blamed + " satisfaction?", f"the {r.subject} {before} {r.good} {now} it's {r.bad}"
    yield (
        BAD,
        r.field.blamed + " satisfaction?",
        f"the {r.subject} {('used to be ' + r.good, r.past + ' ' + r.better + ' before', 'is not as ' + r.good + ' as it was')[r.place % 3]}",
    )


def _but(r: Remark) -> Turned:
    form = (
        "{a}, but the {s} {p} {w}",
        "although {a}, the {s} {p} {w}",
        "{a}, however the {s} {p} {w}",
        "{a} yet the {s} {p} {w}",
    )[r.place % 4]
    words = {"s": r.subject, "p": r.past}
    yield GOOD, UNSURE, form.format(a=f"{r.other} {r.bad}", w=r.good, **words)
    yield BAD, UNSURE, form.format(a=f"{r.other} {r.good}", w=r.bad, **words)


def _told(r: Remark) -> Turned:
    first = (
        "everyone says the {s} {v} {w}",
        "the reviews said {w} {s}",
        "my friends find the {s} {w}",
        "they advertise the {s} as {w}",
    )[r.place % 4]
    words = {"s": r.subject, "v": r.verb}
    yield (
        BAD,
        r.field.blamed,
        first.format(w=r.good, **words) + (", I found it ", " but for me it was ")[r.place % 2] + r.bad,
    )
    yield GOOD, CALM, first.format(w=r.bad, **words) + (", I found it ", " but for me it was ")[r.place % 2] + r.good


def _wished(r: Remark) -> Turned:
    yield (
        NEITHER,
        "",
        (
            f"I wish the {r.subject} were {r.better}",
            f"hope the {r.subject} gets {r.better}",
            f"please make the {r.subject} {r.better}",
            f"it would be nice if the {r.subject} were {r.better}",
            f"could the {r.subject} be {r.better}?",
            f"would like the {r.subject} to be {r.better}",
        )[r.place % 6],
    )
    yield (
        BAD,
        LET_DOWN,
        (
            f"would have been nice if the {r.subject} had been {r.good}",
            f"if only the {r.subject} had been {r.better}",
            f"I would have come back if the {r.subject} had been {r.better}",
            f"if the {r.subject} {r.past} {r.good} I'd give five stars",
        )[r.place % 4],
    )


def _asked(r: Remark) -> Turned:
    yield NEITHER, "curiosity?", f"{r.verb} the {r.subject} {r.good}?"
    yield NEITHER, "curiosity? anxiety?", f"{r.verb} the {r.subject} very {r.bad}?"
    yield BAD, r.field.blamed, f"why {r.verb} the {r.subject} so {r.bad}?"


def _compared(r: Remark) -> Turned:
    than = ("than anywhere else", "than my last one", "than before", "than the competition", "than last year")[
        r.place % 5
    ]
    yield GOOD, CALM, f"the {r.subject} {r.verb} {r.better} {than}"
    yield BAD, r.field.blamed, f"the {r.subject} {r.verb} {r.worse} {than}"
    yield GOOD, CALM, f"the {r.subject} {r.verb} less {r.bad} {than}"
    yield BAD, r.field.blamed, f"the {r.subject} {r.verb} less {r.good} {than}"


TURNS = (_plain, _very, _not, _nothing, _supposed, _now, _but, _told, _wished, _asked, _compared)


def _nouns() -> list[str]:
    """Subjects alone, and two of them beside each other."""
    alone = [noun.partition(":")[0] for field in FIELDS for noun in field.subjects.split()]
    return alone + [f"{one} and {other}" for one, other in zip(alone, alone[7:], strict=False)]
