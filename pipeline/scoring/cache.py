"""Score identical texts once in a run: feedback is full of "좋아요" and "good"."""

from collections.abc import Callable, Sequence
from typing import Protocol

import pyarrow as pa

REMEMBERED_LENGTH = 40
"""Characters up to which a text is remembered over batches: longer ones hardly ever repeat."""

REMEMBERED_TEXTS = 50_000
"""Most texts remembered, so that memory stays flat (about 1 KB each)."""


class DeferredScorer(Protocol):
    """What can be asked for scores now and for the result later."""

    @property
    def version(self) -> str:
        """The scorer's version."""

    def begin(self, texts: Sequence[str | None]) -> Callable[[], pa.Table]:
        """Ask for scores; the result waits for them."""


class CachingScorer:
    """A scorer that remembers; same result as the scorer itself, row by row."""

    def __init__(self, scorer: DeferredScorer) -> None:
        self._scorer = scorer
        self._places: dict[str | None, int] = {}
        self._remembered: pa.Table = scorer.begin([])()

    @property
    def version(self) -> str:
        """The scorer's version."""
        return self._scorer.version

    def score(self, texts: Sequence[str | None]) -> pa.Table:
        """Scores of the texts, in order; columns as Scorer.score."""
        return self.begin(texts)()

    def begin(self, texts: Sequence[str | None]) -> Callable[[], pa.Table]:
        """Ask for scores; the result waits for them. Texts asked for meanwhile may be scored again."""
        distinct = list(dict.fromkeys(texts))
        recalled = [text for text in distinct if text in self._places]
        wanted = [text for text in distinct if text not in self._places]
        recalled_scores = _rows(self._remembered, [self._places[text] for text in recalled])
        pending = self._scorer.begin(wanted)
        return lambda: self._put_together(texts, recalled, recalled_scores, wanted, pending())

    def _put_together(
        self,
        texts: Sequence[str | None],
        recalled: Sequence[str | None],
        recalled_scores: pa.Table,
        wanted: Sequence[str | None],
        fresh: pa.Table,
    ) -> pa.Table:
        self._remember(wanted, fresh)
        if len(wanted) == len(texts):
            return fresh
        pool = pa.concat_tables([recalled_scores, fresh])
        places = {text: place for place, text in enumerate([*recalled, *wanted])}
        return _rows(pool.combine_chunks(), [places[text] for text in texts])

    def _remember(self, wanted: Sequence[str | None], fresh: pa.Table) -> None:
        room = REMEMBERED_TEXTS - len(self._places)
        short = [place for place, text in enumerate(wanted) if self._is_worth_keeping(text)]
        kept = short[:room]
        if kept:
            start = self._remembered.num_rows
            self._remembered = pa.concat_tables([self._remembered, _rows(fresh, kept)]).combine_chunks()
            self._places.update({wanted[place]: start + number for number, place in enumerate(kept)})

    def _is_worth_keeping(self, text: str | None) -> bool:
        return text is not None and len(text) <= REMEMBERED_LENGTH and text not in self._places


def _rows(table: pa.Table, places: Sequence[int]) -> pa.Table:
    return table.take(pa.array(places, pa.int64()))
