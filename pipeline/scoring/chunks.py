"""Texts in chunks that are scored at once; no result depends on where one ends."""

from collections.abc import Iterator, Sequence

CHUNK = 2_048
"""Most texts of a chunk: the work for a chunk, whatever is in it, is that of 75 texts."""

CHUNK_CHARACTERS = 200_000
"""Characters at which a chunk ends: each takes about 100 bytes while it is scored."""


def chunks(texts: Sequence[str | None], most: int = CHUNK) -> Iterator[Sequence[str | None]]:
    """The texts in order, in chunks of at most ``most``, fewer where they are long."""
    first = characters = 0
    for place, text in enumerate(texts, start=1):
        characters += len(text or "")
        if place - first >= most or characters >= CHUNK_CHARACTERS:
            yield texts[first:place]
            first, characters = place, 0
    if first < len(texts):
        yield texts[first:]
