"""How text is compared: each kind of comparison in one place, so that what is stored and what is asked for agree."""

import re
from hashlib import blake2b
from unicodedata import normalize

STOP_WORDS = frozenset(
    "a an the and or but if then than that this these those there here it its it's i i'm i've i'd i'll me my mine we "
    "our ours us you your yours he him his she her hers they them their theirs is am are was were be been being do "
    "does did done have has had having will would shall should can could may might must to of in on at by for from "
    "with about as into over under so too very just also only not no nor don't doesn't didn't isn't wasn't can't won't "
    "what which who whom whose when where why how all any some each such own same s t".split()
)
"""English words that are no content, lower case with plain apostrophes: no lemmas of a comment, and not searched for."""


FILL_WORDS = frozenset(
    "still yet every again always even now much more most many really quite ever already get gets got getting back after "
    "before since until because while one two lot lots bit thing things anything everything something way time times day "
    "days today im ive dont let like am pm etc ok okay well make makes made go goes going went other another up out off "
    "down no first last new old good great nice bad never too".split()
)
"""English words that have a lemma but name no topic, and say little of what stands beside them."""

OTHER = "(other)"
"""Stands for the values of an attribute that are not told apart."""


def folded(name: str) -> str:
    """A column name without case, spaces and punctuation."""
    return re.sub(r"[\W_]+", "", name).casefold()


def folded_name(name: str) -> str:
    """The name of a touchpoint or a product without case and spaces, in NFC; punctuation counts."""
    return "".join(normalize("NFC", name).split()).casefold()


def folded_text(text: str) -> str:
    """A comment, or words searched for in comments, in NFC and lower case."""
    return normalize("NFC", text).lower()


def folded_term(term: str) -> str:
    """What a topic is known by, as stored: ``배송 + 늦다`` is 배송+늦다, in NFC and lower case, single spaces."""
    return "+".join(" ".join(half.split()) for half in folded_text(term).split("+"))


LEAST_WORDS_ALIKE = 4
"""Words from which on two comments that say the same are more than a coincidence."""

FLOOD_COMMENTS, FLOOD_PERCENT = 30, 3
"""Comments with the same words are a flood where they are more than so many, and more than this part of all (METRICS)."""


def words_hash(text: str | None) -> int | None:
    """A 63-bit hash of a comment's words without case, punctuation and signs; None for fewer than LEAST_WORDS_ALIKE."""
    words = re.findall(r"[^\W_]+", folded_text(text)) if text else []
    if len(words) < LEAST_WORDS_ALIKE:
        return None
    return hash_of(" ".join(words)) >> 1


def hash_of(content: str, size: int = 8) -> int:
    """A hash of characters of so many bytes, without a key."""
    return int.from_bytes(blake2b(content.encode("utf-8", "surrogatepass"), digest_size=size).digest(), "big")


def one_line(text: str, longest: int) -> str:
    """A text on one line, cut to so many letters."""
    return cut(" ".join(text.split()), longest)


def cut(text: str, longest: int) -> str:
    """A text of at most so many letters, the last one … where there were more."""
    return text if len(text) <= longest else text[: longest - 1] + "…"
