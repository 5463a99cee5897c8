"""How a process that scores begins: Kiwi's models are read in a thread, while everything else is loaded beside it."""

from collections.abc import Sequence
from threading import Thread


def begin(expects_korean: bool, descriptors: Sequence[int]) -> None:
    """Load what scoring needs, then ``work``; reading Kiwi's models leaves Python free for the other half of a second."""
    from pipeline.languages import korean

    korean.use_threads(0)
    loading = Thread(target=korean.kiwi, daemon=True)
    if expects_korean:
        loading.start()
    from pipeline.scoring.workers import work

    work(expects_korean, descriptors)
