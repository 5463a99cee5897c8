"""Score identical texts once in a run: feedback is full of "좋아요" and "good"."""

from collections.abc import Sequence

import pyarrow as pa

from pipeline.score import Scorer

REMEMBERED_LENGTH = 40
"""Characters up to which a text is remembered over batches: longer ones hardly ever repeat."""

REMEMBERED_TEXTS = 50_000
"""Most texts remembered, so that memory stays flat (about 1 KB each)."""


class ScoredOnce:
    """A scorer that remembers; same result as the scorer itself, row by row."""

    def __init__(self, scorer: Scorer) -> None:
        self._scorer = scorer
        self._places: dict[str | None, int] = {}
        self._remembered: pa.Table = scorer.score([])

    @property
    def version(self) -> str:
        """The scorer's version."""
        return self._scorer.version

    def score(self, texts: Sequence[str | None]) -> pa.Table:
        """Scores of the texts, in order; columns as Scorer.score."""
        wanted = [text for text in dict.fromkeys(texts) if text not in self._places]
        pool = pa.concat_tables([self._remembered, self._scorer.score(wanted)]).combine_chunks()
        start = self._remembered.num_rows
        places = {**self._places, **{text: start + place for place, text in enumerate(wanted)}}
        result = pool.take(pa.array([places[text] for text in texts], pa.int64()))
        self._remember(wanted, pool, places)
        return result

    def _remember(self, wanted: Sequence[str | None], pool: pa.Table, places: dict[str | None, int]) -> None:
        room = REMEMBERED_TEXTS - len(self._places)
        kept = [text for text in wanted if text is not None and len(text) <= REMEMBERED_LENGTH][:room]
        start = self._remembered.num_rows
        self._remembered = pa.concat_tables(
            [self._remembered, pool.take(pa.array([places[text] for text in kept], pa.int64()))]
        ).combine_chunks()
        self._places.update({text: start + place for place, text in enumerate(kept)})
