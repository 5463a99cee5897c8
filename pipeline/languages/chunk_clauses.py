"""What passes between scoring, which has the tokens of many texts, and what says which touchpoint each clause speaks of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pipeline.languages.features import TokenBatch


@dataclass(frozen=True, slots=True)
class ClauseTokens:
    """The tokens of a language in the clauses of a chunk: those of clause c lie between ``rows[c]`` and ``rows[c + 1]``.

    ``clauses`` are their numbers among those of the whole chunk.
    """

    code: str
    batch: TokenBatch
    rows: NDArray[np.int64]
    clauses: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ChunkClauses:
    """The clauses of n texts: ``starts`` in code points (0 for the first of each text), ``turned`` as in ``Clauses``.

    ``offsets`` are n + 1 offsets into both.
    """

    starts: list[int]
    turned: list[bool]
    offsets: list[int]

    @property
    def in_contrast(self) -> NDArray[np.bool_]:
        """[n]: texts in which a clause is set against what was said before it."""
        before = np.concatenate(([0], np.cumsum(self.turned, dtype=np.int64)))
        found: NDArray[np.bool_] = np.diff(before[self.offsets]) > 0
        return found


@dataclass(frozen=True, slots=True)
class PlacedMentions:
    """The mentions of n texts, flat; ``offsets`` are n + 1 offsets into these.

    ``starts`` are code points, ``clauses`` numbers of the clauses with which what they are scored by begins; ``words`` the
    spans of the words that name the ``touchpoints``, ``general`` says where these are general ones, which the answer's own
    touchpoint overrules. ``itself`` is that of texts that name none but say what somebody feels, or None.
    """

    starts: list[int]
    clauses: list[int]
    touchpoints: list[str | None]
    words: list[list[tuple[int, int]]]
    general: list[bool]
    offsets: list[int]
    itself: str | None = None


class ClausePlacer(Protocol):
    """What says which touchpoint each clause speaks of."""

    def place(self, clauses: ChunkClauses, tokens: Sequence[ClauseTokens]) -> PlacedMentions:
        """The mentions of texts, from the tokens of their clauses."""
