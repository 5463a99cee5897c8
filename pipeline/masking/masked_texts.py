"""Which texts masking has given out during a run, so that the last check need not mask them all over again."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

REMEMBERED = 4_000_000
"""Most texts remembered, 8 bytes each; those that come later are masked again."""


class MaskedTexts:
    """Texts in which masking has found nothing more, by the hashes that Python gives them in this process."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._room = most
        self._noted: list[NDArray[np.int64]] = []
        self._sorted = np.zeros(0, np.int64)

    def note(self, texts: Iterable[str | None]) -> None:
        """Note texts as masking gave them."""
        hashes = _hashes([text for text in texts if text is not None][: self._room])
        self._room -= len(hashes)
        self._noted.append(hashes)

    def others(self, texts: Sequence[str]) -> list[str]:
        """Those of ``texts`` that are not noted: something has changed them since, or they come from elsewhere."""
        if self._noted:
            self._sorted = np.sort(np.concatenate([self._sorted, *self._noted]))
            self._noted = []
        known = self._sorted
        if not len(known):
            return list(texts)
        asked = _hashes(texts)
        is_other = known.take(np.searchsorted(known, asked), mode="clip") != asked
        return [texts[place] for place in np.flatnonzero(is_other).tolist()]


def _hashes(texts: Sequence[str]) -> NDArray[np.int64]:
    return np.fromiter(map(hash, texts), np.int64, len(texts))
