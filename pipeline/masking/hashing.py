"""The keyed hashes of a masked answer: its own id, and its customer's key."""

import re
from datetime import datetime
from hashlib import blake2b
from json.encoder import encode_basestring_ascii as as_json
from unicodedata import normalize

HASH_BYTES = 16
"""Length of the keyed hashes that stand for customers (32 hexadecimal digits)."""

LONGEST_KEY = 64
"""Most bytes of a key for BLAKE2b; longer ones are hashed first."""


ANSWER = b"answer"
"""Tells keyed hashes of answers from those of customers, which have the same key."""

Identity = str | tuple[str | None, datetime | None, str | None]
"""The source's own id or, without one, masked text, time and product."""


def feedback_id(source: str, identity: Identity, key: bytes, ordinal: int = 0) -> int:
    """The id of an answer, from 1 to 2**63 - 1: who does not have ``key`` learns nothing from it. Raises ValueError for an empty key."""
    return keyed_id(stable_hash(source, identity, ordinal), key)


def keyed_id(number: int, key: bytes) -> int:
    """The id of an answer whose stable hash is ``number``: a keyed one-way hash; raises ValueError for an empty key."""
    digest = blake2b(number.to_bytes(8, "big"), key=_short(key), digest_size=8, person=ANSWER).digest()
    return int.from_bytes(digest, "big") >> 1 or 1


def stable_hash(source: str, identity: Identity, ordinal: int = 0) -> int:
    """A hash of what makes an answer the same one, from 1 to 2**63 - 1; never shown: who guesses the answer can compute it."""
    parts = identity if isinstance(identity, tuple) else (identity,)
    written = ["null" if part is None else as_json(str(part)) for part in parts]
    stable = f"[{', '.join((as_json(source), str(len(parts)), *written, str(ordinal)))}]"
    number = int.from_bytes(blake2b(stable.encode(), digest_size=8).digest(), "big") >> 1
    return number or 1


def keyed_hash(value: str, key: bytes) -> str:
    """A keyed one-way hash of an id, as 2 * HASH_BYTES hexadecimal digits; raises ValueError for an empty key."""
    return blake2b(value.strip().encode("utf-8", "surrogatepass"), key=_short(key), digest_size=HASH_BYTES).hexdigest()


def same_customer(value: str) -> str:
    """A customer's id as it is hashed: ids that differ in case, in spaces or in how a phone number is written are one customer's."""
    plain = "".join(normalize("NFKC", value).split()).casefold()
    if not _PHONE.fullmatch(plain):
        return plain
    digits = "".join(filter(str.isdigit, plain))
    return f"0{digits[2:]}" if plain.startswith("+82") else digits


_PHONE = re.compile(r"(?:\+|0|\(0)[\d().-]{8,18}")


def customer_keys(value: str | None, key: bytes) -> tuple[str | None, str | None]:
    """A customer's key, and the one that the id had as it is written, where that is another; None for nobody.

    By the latter former versions have forgotten customers. Raises ValueError for an empty key.
    """
    if value is None:
        return None, None
    plain = same_customer(value)
    return keyed_hash(plain, key), None if value.strip() == plain else keyed_hash(value, key)


def _short(key: bytes) -> bytes:
    if not key:
        raise ValueError("the key for hashing customers and answers is empty")
    return key if len(key) <= LONGEST_KEY else blake2b(key).digest()
