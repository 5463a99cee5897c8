"""The two hashes of a masked answer: its own id, and its customer's key."""

from datetime import datetime
from hashlib import blake2b
from json.encoder import encode_basestring_ascii as as_json

HASH_BYTES = 16
"""Length of the keyed hashes that stand for customers (32 hexadecimal digits)."""

LONGEST_KEY = 64
"""Most bytes of a key for BLAKE2b; longer ones are hashed first."""


def feedback_id(source: str, identity: str | tuple[str | None, datetime | None, str | None], ordinal: int = 0) -> int:
    """The id of an answer, a hash from 1 to 2**63 - 1.

    ``identity`` is the source's own id or, without one, masked text, time and product.
    """
    parts = identity if isinstance(identity, tuple) else (identity,)
    written = ["null" if part is None else as_json(str(part)) for part in parts]
    stable = f"[{', '.join((as_json(source), str(len(parts)), *written, str(ordinal)))}]"
    number = int.from_bytes(blake2b(stable.encode(), digest_size=8).digest(), "big") >> 1
    return number or 1


def keyed_hash(value: str, key: bytes) -> str:
    """A keyed one-way hash of an id, as 2 * HASH_BYTES hexadecimal digits; raises ValueError for an empty key."""
    if not key:
        raise ValueError("the key for hashing customers is empty")
    short = key if len(key) <= LONGEST_KEY else blake2b(key).digest()
    return blake2b(value.strip().encode("utf-8", "surrogatepass"), key=short, digest_size=HASH_BYTES).hexdigest()
